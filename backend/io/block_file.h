// One file of a disk chain, addressed by byte offset.
//
// The whole engine reads and writes through this interface, so that a test can put a file in memory under
// it, fail any single operation, or lose everything that was not flushed.
#pragma once

#include "core/byte_codec.h"
#include "core/error.h"

#include <cstdint>
#include <string>

namespace coppice {

enum class OpenMode { ReadOnly, ReadWrite };

/// Not thread-safe unless said otherwise: readAt alone may be called by several threads at once.
class BlockFile {
public:
    virtual ~BlockFile() = default;

    /// The path errors name; nothing is opened by it.
    virtual const std::string& path() const = 0;

    /// Bytes from the start to the end of the file.
    virtual Result<std::uint64_t> sizeBytes() = 0;

    /// Reads exactly into.size() bytes. Past the file's end reads zeros, so that a file with a ragged end
    /// (MS-VHDX 2.1) reads as if it were padded.
    virtual Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) = 0;

    /// Writes all of `from`, growing the file as needed. Durable only after flush().
    virtual Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) = 0;

    /// Makes the range read as zeros without growing the file past offset + length; frees the space where
    /// the file system can.
    virtual Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) = 0;

    /// Cuts or extends (with zeros) to `sizeBytes`.
    virtual Result<void> resize(std::uint64_t sizeBytes) = 0;

    /// When this returns, every earlier write, and the size, survive a loss of power.
    virtual Result<void> flush() = 0;

    /// The first offset at or after `offsetBytes` that may hold data (SEEK_DATA); the file's size if none.
    /// A file system that cannot tell answers `offsetBytes`.
    virtual Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) = 0;
};

} // namespace coppice
