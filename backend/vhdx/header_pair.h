// Both headers of a file: which one counts, and how they are changed without ever having none
// (2.2.2, 2.2.2.1).
#pragma once

#include "io/block_file.h"
#include "vhdx/header.h"

#include <cstddef>

namespace coppice::vhdx {

class HeaderPair {
public:
    /// HeaderCorrupt if neither is valid, or if both are, differ and have one sequence number.
    static Result<HeaderPair> load(BlockFile& file);
    /// Writes both headers of a new file, at sequence numbers 1 and 2; not flushed.
    static Result<HeaderPair> createNew(BlockFile& file, const Header& content);

    const Header& current() const { return m_current; }

    /// Gives both headers the content of `changed` (its sequence number is ignored): the one not current
    /// first, flushed, then the other, flushed. SequenceExhausted, with nothing written, when the numbers run
    /// out.
    Result<void> update(BlockFile& file, const Header& changed);
    /// Whether `updates` more updates are possible.
    bool hasRoomFor(std::uint64_t updates) const;

private:
    HeaderPair(const Header& current, std::size_t currentSlot)
        : m_current(current)
        , m_currentSlot(currentSlot) {}

    Result<void> writeOther(BlockFile& file, const Header& content);

    Header m_current;
    std::size_t m_currentSlot;
};

} // namespace coppice::vhdx
