// Pages of a file that is mostly holes.
#include "support/sparse_bytes.h"

#include <algorithm>
#include <iterator>

namespace coppice::test {

namespace {

struct PagePart {
    std::uint64_t page;
    std::size_t start;
    std::size_t length;
};

/// The part of [offset, offset + length) that lies in its first page.
PagePart firstPart(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    const std::uint64_t start = offsetBytes % SparseBytes::pageBytes;
    return {.page = offsetBytes / SparseBytes::pageBytes,
            .start = static_cast<std::size_t>(start),
            .length = static_cast<std::size_t>(std::min(lengthBytes, SparseBytes::pageBytes - start))};
}

} // namespace

SparseBytes::Page& SparseBytes::pageForWriting(std::uint64_t index) {
    std::shared_ptr<Page>& page = m_pages[index];
    if (!page) {
        page = std::make_shared<Page>();
        page->fill(std::byte{0});
    } else if (page.use_count() > 1) {
        page = std::make_shared<Page>(*page);
    }
    return *page;
}

const SparseBytes::Page& SparseBytes::pageOrZeros(std::uint64_t index) const {
    static const Page zeros{};
    const auto found = m_pages.find(index);
    return found == m_pages.end() ? zeros : *found->second;
}

void SparseBytes::read(std::uint64_t offsetBytes, ByteSpan into) const {
    while (!into.empty()) {
        const PagePart part = firstPart(offsetBytes, into.size());
        const Page& page = pageOrZeros(part.page);
        std::ranges::copy(ByteView(page).subspan(part.start, part.length), into.begin());
        into = into.subspan(part.length);
        offsetBytes += part.length;
    }
}

void SparseBytes::write(std::uint64_t offsetBytes, ByteView from) {
    m_sizeBytes = from.empty() ? m_sizeBytes : std::max(m_sizeBytes, offsetBytes + from.size());
    while (!from.empty()) {
        const PagePart part = firstPart(offsetBytes, from.size());
        Page& page = pageForWriting(part.page);
        std::ranges::copy(from.first(part.length), ByteSpan(page).subspan(part.start).begin());
        from = from.subspan(part.length);
        offsetBytes += part.length;
    }
}

void SparseBytes::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    const std::uint64_t end = std::min(m_sizeBytes, offsetBytes + lengthBytes);
    if (offsetBytes >= end) {
        return;
    }
    // Pages wholly inside go; of the two at the ends, if they are there, a part is cleared.
    const std::uint64_t firstWhole = (offsetBytes + pageBytes - 1) / pageBytes;
    const std::uint64_t pastWhole = end / pageBytes;
    const auto clear = [&](std::uint64_t from, std::uint64_t to) {
        if (from < to && m_pages.contains(from / pageBytes)) {
            const PagePart part = firstPart(from, to - from);
            std::ranges::fill(ByteSpan(pageForWriting(part.page)).subspan(part.start, part.length),
                              std::byte{0});
        }
    };
    if (firstWhole > pastWhole) { // inside one page
        clear(offsetBytes, end);
        return;
    }
    clear(offsetBytes, firstWhole * pageBytes);
    clear(pastWhole * pageBytes, end);
    m_pages.erase(m_pages.lower_bound(firstWhole), m_pages.lower_bound(pastWhole));
}

void SparseBytes::resize(std::uint64_t sizeBytes) {
    if (sizeBytes < m_sizeBytes) {
        writeZeros(sizeBytes, m_sizeBytes - sizeBytes);
        m_pages.erase(m_pages.lower_bound((sizeBytes + pageBytes - 1) / pageBytes), m_pages.end());
    }
    m_sizeBytes = sizeBytes;
}

std::uint64_t SparseBytes::nextDataOffset(std::uint64_t offsetBytes) const {
    const auto found = m_pages.lower_bound(offsetBytes / pageBytes);
    if (found == m_pages.end()) {
        return m_sizeBytes;
    }
    return std::min(m_sizeBytes, std::max(offsetBytes, found->first * pageBytes));
}

bool SparseBytes::sameAs(const SparseBytes& other) const {
    if (m_sizeBytes != other.m_sizeBytes) {
        return false;
    }
    const auto matches = [](const SparseBytes& left, const SparseBytes& right) {
        return std::ranges::all_of(
            left.m_pages, [&](const auto& entry) { return *entry.second == right.pageOrZeros(entry.first); });
    };
    return matches(*this, other) && matches(other, *this);
}

} // namespace coppice::test
