// Bytes of a file in memory, kept only where they are not zero: offsets of many TiB cost nothing.
#pragma once

#include "core/byte_codec.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

namespace coppice::test {

/// Copies share their pages until one of them changes them.
class SparseBytes {
public:
    static constexpr std::uint64_t pageBytes = 4096;

    std::uint64_t sizeBytes() const { return m_sizeBytes; }
    /// Zeros past the end.
    void read(std::uint64_t offsetBytes, ByteSpan into) const;
    /// Grows as needed.
    void write(std::uint64_t offsetBytes, ByteView from);
    /// Drops whole pages; never grows.
    void writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    /// What is cut off is gone, also when the file grows again.
    void resize(std::uint64_t sizeBytes);
    /// The first offset at or after `offsetBytes` that may hold data; the size if there is none.
    std::uint64_t nextDataOffset(std::uint64_t offsetBytes) const;
    std::uint64_t allocatedBytes() const { return m_pages.size() * pageBytes; }

    /// Same size and content, however the pages lie.
    bool sameAs(const SparseBytes& other) const;

private:
    using Page = std::array<std::byte, pageBytes>;

    Page& pageForWriting(std::uint64_t index);
    const Page& pageOrZeros(std::uint64_t index) const;

    std::map<std::uint64_t, std::shared_ptr<Page>> m_pages;
    std::uint64_t m_sizeBytes = 0;
};

} // namespace coppice::test
