// What one file holds, what of it would survive a loss of power, and each change in between.
//
// The model: a change is durable once a later flush() returned. Of the changes since then any subset may
// have reached the disk, in any combination and torn at 512-byte sectors; the size that a change gave the
// file may be there without its bytes (they read as zeros) or not at all.
#pragma once

#include "support/sparse_bytes.h"

#include <cstdint>
#include <random>
#include <vector>

namespace coppice::test {

struct PendingChange {
    enum class Kind { Write, Zeros, Resize } kind = Kind::Write;
    std::uint64_t offsetBytes = 0; ///< of Resize: the new size
    std::uint64_t lengthBytes = 0;
    std::vector<std::byte> bytes; ///< of Write
};

class TrackedContent {
public:
    static constexpr std::uint64_t sectorBytes = 512;

    /// As a program that reads the file sees it.
    const SparseBytes& current() const { return m_current; }
    /// What a flush has made durable.
    const SparseBytes& durable() const { return m_durable; }
    /// Since the last flush, in order.
    const std::vector<PendingChange>& pending() const { return m_pending; }

    void write(std::uint64_t offsetBytes, ByteView from);
    void writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    void resize(std::uint64_t sizeBytes);
    void flush();

    /// One of the contents that a loss of power now may leave; durable in the result.
    TrackedContent afterPowerLoss(std::mt19937_64& random) const;

private:
    void change(PendingChange change);

    SparseBytes m_current;
    SparseBytes m_durable;
    std::vector<PendingChange> m_pending;
};

} // namespace coppice::test
