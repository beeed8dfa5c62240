// The tables of a file (block table, sector bitmaps, metadata, region tables) as 4 KiB pages, loaded when
// needed.
//
// Changed pages stay in memory until they have gone through the log. Unchanged ones are kept as long as there
// is room, so that a 512 MiB block table never lies in memory as a whole.
#pragma once

#include "io/block_file.h"
#include "vhdx/layout.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace coppice::vhdx {

/// Reading is thread-safe while nobody changes anything.
class TablePages {
public:
    static constexpr std::size_t pageBytes = layout::logSectorBytes;
    static constexpr std::size_t defaultCleanPages = 2048; // 8 MiB

    explicit TablePages(BlockFile& file, std::size_t maxCleanPages = defaultCleanPages)
        : m_file(file)
        , m_maxCleanPages(maxCleanPages) {}

    Result<void> read(std::uint64_t offsetBytes, ByteSpan into);
    Result<std::uint64_t> readU64(std::uint64_t offsetBytes);

    /// Pages whose bytes do not change stay clean.
    Result<void> write(std::uint64_t offsetBytes, ByteView from);
    Result<void> writeU64(std::uint64_t offsetBytes, std::uint64_t value);

    /// SEEK_DATA over the file and the changed pages.
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes);

    /// Offsets of the changed pages, ascending.
    std::vector<std::uint64_t> dirtyPages() const;
    bool isDirty() const { return !m_dirty.empty(); }
    std::size_t dirtyCount() const { return m_dirty.size(); }
    /// The content of a changed page; valid until the next change.
    ByteView dirtyPage(std::uint64_t pageOffsetBytes) const;
    /// These pages now lie in the file as they are in memory.
    void markClean(std::span<const std::uint64_t> pageOffsets);
    /// Forgets what is known of a range that is no table any more, or was written past this class.
    void forget(const FileRange& range);

private:
    using Page = std::array<std::byte, pageBytes>;

    Result<Page*> load(std::uint64_t pageOffsetBytes);
    Page& keepClean(std::uint64_t pageOffsetBytes, std::unique_ptr<Page> page);

    BlockFile& m_file;
    std::size_t m_maxCleanPages;
    mutable std::mutex m_mutex;
    std::map<std::uint64_t, std::unique_ptr<Page>> m_dirty;
    std::unordered_map<std::uint64_t, std::unique_ptr<Page>> m_clean;
    std::vector<std::uint64_t> m_cleanOrder; ///< ring of the keys of m_clean, oldest at m_oldest
    std::size_t m_oldest = 0;
};

} // namespace coppice::vhdx
