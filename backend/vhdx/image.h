// One VHDX or AVHDX file: its identity, its block table, its own content; and every change to them.
//
// Changes. Payload goes straight to the file. Tables and metadata are changed in memory and become durable
// together in commit(), which flushes the payload first and then writes the tables through the log (MS-VHDX
// 2.3), so that no table ever points at data that is not there. A file whose Image was destroyed without
// close(), or whose process died, is what it was after the last commit() that returned, plus payload that
// was written in place.
//
// A session begins with the first change: FileWriteGuid becomes new (2.2.2), the log becomes active. close()
// ends it. DataWriteGuid is the caller's affair (setDataWriteGuid): only the caller knows whether a change is
// guest-visible.
//
// One thread at a time; readOwn() and mapRange() may run on several threads while nothing changes the image.
#pragma once

#include "core/extent.h"
#include "core/guid.h"
#include "io/block_file.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coppice::vhdx {

enum class DiskType { Fixed, Dynamic, Differencing };
const char* nameOf(DiskType type); // "fixed", "dynamic", "differencing"

/// MS-VHDX 2.5.1.1.
enum class PayloadBlockState : std::uint8_t {
    NotPresent = 0,
    Undefined = 1,
    Zero = 2,
    Unmapped = 3,
    FullyPresent = 6,
    PartiallyPresent = 7,
};

struct BlockEntry {
    PayloadBlockState state = PayloadBlockState::NotPresent;
    std::uint64_t fileOffsetBytes = 0; ///< of the payload; UNMAPPED and UNDEFINED may keep one: space in use
};

/// MS-VHDX 2.6.2.6: keys and values as UTF-8, in file order, unknown keys kept.
struct ParentLocator {
    std::vector<std::pair<std::string, std::string>> entries;

    std::optional<std::string> get(std::string_view key) const;
    /// Replaces the value or appends the entry.
    void set(std::string_view key, std::string value);
    void remove(std::string_view key);

    /// parent_linkage and parent_linkage2; null when absent, malformed or the zero GUID (which never
    /// matches).
    std::optional<Guid> linkage() const;
    std::optional<Guid> linkage2() const;
    bool operator==(const ParentLocator&) const = default;
};

namespace locator_key {
inline constexpr std::string_view parentLinkage = "parent_linkage";
inline constexpr std::string_view parentLinkage2 = "parent_linkage2";
inline constexpr std::string_view relativePath = "relative_path";
inline constexpr std::string_view volumePath = "volume_path";
inline constexpr std::string_view absoluteWin32Path = "absolute_win32_path";
} // namespace locator_key

/// A metadata item this engine does not interpret; kept as it is (2.6.1.2).
struct UserMetadataItem {
    Guid id;
    bool isUser = true;
    bool isVirtualDisk = false;
    bool isRequired = false;
    std::vector<std::byte> data;
    bool operator==(const UserMetadataItem&) const = default;
};

struct ImageInfo {
    DiskType type = DiskType::Dynamic;
    std::uint64_t virtualSizeBytes = 0;
    std::uint32_t blockSizeBytes = 0;
    std::uint32_t logicalSectorBytes = 0;
    std::uint32_t physicalSectorBytes = 0;
    bool leaveBlocksAllocated = false; ///< as stored; ignored while hasParent (2.6.2.1)
    Guid virtualDiskId;
    Guid dataWriteGuid;
    Guid fileWriteGuid;
    std::string creator;
    std::optional<ParentLocator> parent; ///< set exactly for differencing disks
    std::vector<UserMetadataItem> userItems;
    bool logWasDirty = false; ///< the file had to be replayed, in memory or on disk, when it was opened
    std::uint64_t fileSizeBytes = 0;
};

struct CreateParameters {
    DiskType type = DiskType::Dynamic;
    std::uint64_t virtualSizeBytes = 0;      ///< multiple of the logical sector size, at most 64 TiB
    std::uint32_t blockSizeBytes = 2u << 20; ///< power of two, 1 to 256 MiB
    std::uint32_t logicalSectorBytes = 512;  ///< 512 or 4096
    std::uint32_t physicalSectorBytes = 4096;
    Guid virtualDiskId;                  ///< null: a new one; a child copies its parent's
    Guid dataWriteGuid;                  ///< null: a new one
    std::optional<ParentLocator> parent; ///< required exactly for Differencing
    std::vector<UserMetadataItem> userItems;
    std::uint32_t logLengthBytes = 1u << 20;
};

/// A piece of the layer's own content.
struct MappedExtent {
    std::uint64_t offsetBytes = 0; ///< guest offset
    std::uint64_t lengthBytes = 0;
    enum class Kind : std::uint8_t { Absent, Zero, Data } kind = Kind::Absent;
    std::uint64_t fileOffsetBytes = 0; ///< of Data
};

/// Metadata that changes together, in one log entry. Unset members stay as they are.
struct MetadataChange {
    std::optional<Guid> virtualDiskId;
    std::optional<std::uint32_t> physicalSectorBytes;
    std::optional<ParentLocator> parent; ///< replaces the locator of a differencing disk
    /// Replaces all user items marked isVirtualDisk; the others are the file's own and stay (2.6.1.2).
    std::optional<std::vector<UserMetadataItem>> virtualDiskItems;
};

class Image final {
public:
    /// Validates headers, region tables, metadata; replays a dirty log, in memory for ReadOnly, on disk (with
    /// a new FileWriteGuid) for ReadWrite, which first flushes whatever an earlier process left unflushed.
    /// Entries of the block table are validated as they are read.
    static Result<std::unique_ptr<Image>> open(std::unique_ptr<BlockFile> file, OpenMode mode);
    /// Writes a complete, flushed, closed image into the empty `file` and opens it ReadWrite.
    static Result<std::unique_ptr<Image>> create(std::unique_ptr<BlockFile> file,
                                                 const CreateParameters& parameters);

    ~Image(); ///< without close(): like a crash
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const ImageInfo& info() const;
    const std::string& path() const;
    BlockFile& file();

    // --- reading the layer's own content, parents not looked at -----------------------------------------

    std::uint64_t blockCount() const;
    Result<BlockEntry> blockEntry(std::uint64_t blockIndex);
    /// Everything the layer itself holds. Reads block table and bitmaps, skipping holes of the table;
    /// ErrorCode::Stopped when `stop` asks.
    Result<ExtentMap> ownExtents(std::stop_token stop = {});
    /// Appends the pieces of [offset, offset + length) in order, with no gaps (Absent for what falls
    /// through). The range must lie inside the virtual disk and be sector-aligned.
    Result<void> mapRange(std::uint64_t offsetBytes, std::uint64_t lengthBytes,
                          std::vector<MappedExtent>& pieces);
    /// The first PARTIALLY_PRESENT block at or after `blockIndex`; blockCount() if there is none.
    Result<std::uint64_t> nextPartialBlock(std::uint64_t blockIndex);
    /// Sum of the payload space in use in the file, for block states that keep space.
    Result<std::uint64_t> payloadBytesAllocated();

    // --- changing content; sector-aligned ranges inside the virtual disk --------------------------------

    /// Writes guest bytes. A block without payload space gets new, zeroed space at the end of the file;
    /// NOT_PRESENT becomes PARTIALLY_PRESENT in a differencing disk and FULLY_PRESENT (rest zero) otherwise;
    /// ZERO, UNMAPPED and UNDEFINED become FULLY_PRESENT with the rest zero. A PARTIALLY_PRESENT block all of
    /// whose bits are set becomes FULLY_PRESENT at commit().
    Result<void> write(std::uint64_t offsetBytes, ByteView bytes);
    /// Makes guest bytes read as zeros in this layer, hiding what lies below. Whole blocks become ZERO (a
    /// fixed disk keeps its blocks and gets zeros written). In a disk without parent, NOT_PRESENT stays.
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    /// Makes a PARTIALLY_PRESENT block FULLY_PRESENT at commit(): what fell through to the parent becomes
    /// zeros of this layer. Other blocks stay as they are.
    Result<void> completeBlock(std::uint64_t blockIndex);
    /// Sets a whole block's state to Zero, Unmapped, Undefined or NotPresent and gives up its space; not in a
    /// fixed disk. For tests and the demo; NotPresent uncovers the parent.
    Result<void> setBlockState(std::uint64_t blockIndex, PayloadBlockState state);

    // --- changing shape and identity ---------------------------------------------------------------------

    /// Changes the virtual size. Shrinking forgets what lay past the new end. Growing moves the block table
    /// where it does not fit, and makes new blocks NOT_PRESENT, or, with `hideParent`, ZERO, so that nothing
    /// below shows where the disk used to end: the tail of the last, partial old block becomes zeros of this
    /// layer in the same log entry. A fixed disk grows by zeroed, FULLY_PRESENT blocks. Atomic; commits
    /// what is pending first.
    Result<void> resize(std::uint64_t virtualSizeBytes, bool hideParent);
    /// One log entry; commits what is pending first.
    Result<void> changeMetadata(const MetadataChange& change);
    /// Differencing to dynamic (2.6.2.1): no block may be PARTIALLY_PRESENT any more (InvalidArgument
    /// otherwise); bitmap entries go first, then locator and HasParent in one log entry. With `fixed`, every
    /// block must be, or is made, FULLY_PRESENT, and LeaveBlocksAllocated is set.
    Result<void> removeParent(bool fixed);
    /// Both headers, the one not current first (2.2.2.1). Durable on return.
    Result<void> setDataWriteGuid(const Guid& guid);

    /// Payload flushed, then all pending tables through the log, applied and flushed. Space given up by
    /// earlier changes is freed afterwards.
    Result<void> commit();
    /// commit(), then the log is emptied (LogGuid zero). Without changes, does nothing.
    Result<void> close();

private:
    struct State;
    explicit Image(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace coppice::vhdx
