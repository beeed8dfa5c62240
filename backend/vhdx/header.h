// One of the two headers (MS-VHDX 2.2.2).
#pragma once

#include "core/byte_codec.h"
#include "core/error.h"
#include "vhdx/layout.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

struct Header {
    std::uint64_t sequenceNumber = 0;
    Guid fileWriteGuid;
    Guid dataWriteGuid;
    Guid logGuid; ///< null: the log is empty
    FileRange log;

    bool operator==(const Header&) const = default;

    /// `bytes` are the 4 KiB of a header. HeaderCorrupt (signature, checksum, log placement) or
    /// VhdxUnsupported (version). `path` and `offsetBytes` are for the error.
    static Result<Header> parse(ByteView bytes, const std::string& path, std::uint64_t offsetBytes);
    std::vector<std::byte> serialise() const;
};

} // namespace coppice::vhdx
