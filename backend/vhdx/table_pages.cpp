// The tables of a file as 4 KiB pages.
#include "vhdx/table_pages.h"

#include <algorithm>

namespace coppice::vhdx {

Result<TablePages::Page*> TablePages::load(std::uint64_t pageOffsetBytes) {
    if (const auto dirty = m_dirty.find(pageOffsetBytes); dirty != m_dirty.end()) {
        return dirty->second.get();
    }
    if (const auto clean = m_clean.find(pageOffsetBytes); clean != m_clean.end()) {
        return clean->second.get();
    }
    auto page = std::make_unique<Page>();
    COPPICE_CHECK(m_file.readAt(pageOffsetBytes, *page));
    return &keepClean(pageOffsetBytes, std::move(page));
}

TablePages::Page& TablePages::keepClean(std::uint64_t pageOffsetBytes, std::unique_ptr<Page> page) {
    if (m_cleanOrder.size() < m_maxCleanPages) {
        m_cleanOrder.push_back(pageOffsetBytes);
    } else {
        m_clean.erase(m_cleanOrder[m_oldest]);
        m_cleanOrder[m_oldest] = pageOffsetBytes;
        m_oldest = (m_oldest + 1) % m_maxCleanPages;
    }
    auto& slot = m_clean[pageOffsetBytes];
    slot = std::move(page);
    return *slot;
}

Result<void> TablePages::read(std::uint64_t offsetBytes, ByteSpan into) {
    const std::scoped_lock lock(m_mutex);
    while (!into.empty()) {
        const auto inPage = static_cast<std::size_t>(offsetBytes % pageBytes);
        const std::size_t length = std::min(into.size(), pageBytes - inPage);
        COPPICE_TRY(const Page* page, load(offsetBytes - inPage));
        std::ranges::copy(ByteView(*page).subspan(inPage, length), into.begin());
        into = into.subspan(length);
        offsetBytes += length;
    }
    return {};
}

Result<std::uint64_t> TablePages::readU64(std::uint64_t offsetBytes) {
    std::array<std::byte, sizeof(std::uint64_t)> bytes{};
    COPPICE_CHECK(read(offsetBytes, bytes));
    return loadLe<std::uint64_t>(bytes, 0);
}

Result<void> TablePages::write(std::uint64_t offsetBytes, ByteView from) {
    const std::scoped_lock lock(m_mutex);
    while (!from.empty()) {
        const auto inPage = static_cast<std::size_t>(offsetBytes % pageBytes);
        const std::size_t length = std::min(from.size(), pageBytes - inPage);
        const std::uint64_t pageOffset = offsetBytes - inPage;
        COPPICE_TRY(Page * page, load(pageOffset));
        if (!std::ranges::equal(ByteView(*page).subspan(inPage, length), from.first(length))) {
            auto& dirty = m_dirty[pageOffset];
            if (!dirty) {
                dirty = std::make_unique<Page>(*page);
            }
            std::ranges::copy(from.first(length), dirty->begin() + static_cast<std::ptrdiff_t>(inPage));
        }
        from = from.subspan(length);
        offsetBytes += length;
    }
    return {};
}

Result<void> TablePages::writeU64(std::uint64_t offsetBytes, std::uint64_t value) {
    std::array<std::byte, sizeof(std::uint64_t)> bytes{};
    storeLe(bytes, 0, value);
    return write(offsetBytes, bytes);
}

Result<std::uint64_t> TablePages::nextDataOffset(std::uint64_t offsetBytes) {
    const std::scoped_lock lock(m_mutex);
    COPPICE_TRY(std::uint64_t next, m_file.nextDataOffset(offsetBytes));
    const auto dirty = m_dirty.lower_bound(roundDown(offsetBytes, pageBytes));
    if (dirty != m_dirty.end()) {
        next = std::min(next, std::max(dirty->first, offsetBytes));
    }
    return next;
}

std::vector<std::uint64_t> TablePages::dirtyPages() const {
    std::vector<std::uint64_t> offsets;
    offsets.reserve(m_dirty.size());
    for (const auto& [offset, page] : m_dirty) {
        offsets.push_back(offset);
    }
    return offsets;
}

ByteView TablePages::dirtyPage(std::uint64_t pageOffsetBytes) const {
    return *m_dirty.at(pageOffsetBytes);
}

void TablePages::markClean(std::span<const std::uint64_t> pageOffsets) {
    const std::scoped_lock lock(m_mutex);
    for (const std::uint64_t offset : pageOffsets) {
        const auto dirty = m_dirty.find(offset);
        if (dirty == m_dirty.end()) {
            continue;
        }
        if (const auto clean = m_clean.find(offset); clean != m_clean.end()) {
            clean->second = std::move(dirty->second);
        } else {
            keepClean(offset, std::move(dirty->second));
        }
        m_dirty.erase(dirty);
    }
}

void TablePages::forget(const FileRange& range) {
    const std::scoped_lock lock(m_mutex);
    m_dirty.erase(m_dirty.lower_bound(range.offsetBytes), m_dirty.lower_bound(range.endBytes()));
    for (auto clean = m_clean.begin(); clean != m_clean.end();) {
        clean = range.contains(clean->first) ? m_clean.erase(clean) : std::next(clean);
    }
    m_cleanOrder.clear();
    m_oldest = 0;
    for (const auto& [offset, page] : m_clean) {
        m_cleanOrder.push_back(offset);
    }
}

} // namespace coppice::vhdx
