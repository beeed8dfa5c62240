// Both headers of a file (MS-VHDX 2.2.2.1).
#include "vhdx/header_pair.h"

#include "vhdx/structure_error.h"

#include <array>
#include <limits>

namespace coppice::vhdx {

namespace {

constexpr std::uint64_t writesPerUpdate = 2;

Result<Header> loadHeader(BlockFile& file, std::size_t slot) {
    std::array<std::byte, layout::headerBytes> bytes{};
    COPPICE_CHECK(file.readAt(layout::headerOffsets.at(slot), bytes));
    return Header::parse(bytes, file.path(), layout::headerOffsets.at(slot));
}

bool isReadFailure(const Error& error) {
    return error.code != ErrorCode::HeaderCorrupt && error.code != ErrorCode::VhdxUnsupported;
}

} // namespace

Result<HeaderPair> HeaderPair::load(BlockFile& file) {
    const auto first = loadHeader(file, 0);
    const auto second = loadHeader(file, 1);
    for (const auto* header : {&first, &second}) {
        if (!*header && isReadFailure(header->error())) {
            return std::unexpected(header->error());
        }
    }
    if (!first && !second) {
        return std::unexpected(second.error().code == ErrorCode::VhdxUnsupported ? second.error()
                                                                                 : first.error());
    }
    if (!second) {
        return HeaderPair(*first, 0);
    }
    if (!first) {
        return HeaderPair(*second, 1);
    }
    if (first->sequenceNumber == second->sequenceNumber && *first != *second) {
        return damaged(ErrorCode::HeaderCorrupt, "choosing the current header", file.path(),
                       "both headers differ and have the same sequence number", layout::headerOffsets[0]);
    }
    // Equal and identical: disk2vhd writes that.
    return first->sequenceNumber >= second->sequenceNumber ? HeaderPair(*first, 0) : HeaderPair(*second, 1);
}

Result<HeaderPair> HeaderPair::createNew(BlockFile& file, const Header& content) {
    HeaderPair pair(content, 1);
    pair.m_current.sequenceNumber = 0;
    COPPICE_CHECK(pair.writeOther(file, content));
    COPPICE_CHECK(pair.writeOther(file, content));
    return pair;
}

bool HeaderPair::hasRoomFor(std::uint64_t updates) const {
    return std::numeric_limits<std::uint64_t>::max() - m_current.sequenceNumber >= updates * writesPerUpdate;
}

Result<void> HeaderPair::update(BlockFile& file, const Header& changed) {
    if (!hasRoomFor(1)) {
        return fail(ErrorCode::SequenceExhausted, "updating the headers", file.path());
    }
    for (std::uint64_t i = 0; i < writesPerUpdate; ++i) {
        COPPICE_CHECK(writeOther(file, changed));
        COPPICE_CHECK(file.flush());
    }
    return {};
}

Result<void> HeaderPair::writeOther(BlockFile& file, const Header& content) {
    const std::size_t slot = 1 - m_currentSlot;
    Header next = content;
    next.sequenceNumber = m_current.sequenceNumber + 1;
    COPPICE_CHECK(file.writeAt(layout::headerOffsets.at(slot), next.serialise()));
    m_current = next;
    m_currentSlot = slot;
    return {};
}

} // namespace coppice::vhdx
