// The bytes behind the oracle, and the comparison of a chain with it.
#include "support/flat_disk.h"

#include "core/units.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <openssl/evp.h>

namespace coppice::test {

FlatDisk::FlatDisk(std::uint64_t virtualSizeBytes)
    : m_virtualSizeBytes(virtualSizeBytes) {}

FlatDisk FlatDisk::child(std::uint64_t virtualSizeBytes) const {
    FlatDisk result(virtualSizeBytes);
    result.m_below = m_pages;
    if (virtualSizeBytes < m_virtualSizeBytes) {
        zero(result.m_below, virtualSizeBytes, m_virtualSizeBytes);
    }
    result.m_pages = result.m_below;
    return result;
}

std::byte* FlatDisk::writable(Pages& pages, std::uint64_t pageIndex) {
    std::shared_ptr<const Page>& slot = pages[pageIndex];
    auto copy = slot ? std::make_shared<Page>(*slot) : std::make_shared<Page>();
    std::byte* data = copy->data();
    slot = std::move(copy);
    return data;
}

void FlatDisk::zero(Pages& pages, std::uint64_t offsetBytes, std::uint64_t endBytes) {
    for (auto it = pages.lower_bound(offsetBytes / pageBytes); it != pages.end();) {
        const std::uint64_t pageStart = it->first * pageBytes;
        if (pageStart >= endBytes) {
            return;
        }
        const std::uint64_t from = std::max(offsetBytes, pageStart);
        const std::uint64_t to = std::min(endBytes, pageStart + pageBytes);
        if (to - from == pageBytes) {
            it = pages.erase(it);
            continue;
        }
        std::memset(writable(pages, it->first) + (from - pageStart), 0, to - from);
        ++it;
    }
}

void FlatDisk::write(std::uint64_t offsetBytes, ByteView bytes) {
    while (!bytes.empty()) {
        const std::uint64_t inPage = offsetBytes % pageBytes;
        const auto length =
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), pageBytes - inPage));
        std::memcpy(writable(m_pages, offsetBytes / pageBytes) + inPage, bytes.data(), length);
        bytes = bytes.subspan(length);
        offsetBytes += length;
    }
}

void FlatDisk::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    zero(m_pages, offsetBytes, offsetBytes + lengthBytes);
}

void FlatDisk::uncover(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    const std::uint64_t end = offsetBytes + lengthBytes;
    zero(m_pages, offsetBytes, end);
    for (auto it = m_below.lower_bound(offsetBytes / pageBytes);
         it != m_below.end() && it->first * pageBytes < end; ++it) {
        const std::uint64_t pageStart = it->first * pageBytes;
        const std::uint64_t from = std::max(offsetBytes, pageStart);
        const std::uint64_t to = std::min(end, pageStart + pageBytes);
        write(from, ByteView(*it->second).subspan(from - pageStart, to - from));
    }
}

std::vector<std::byte> FlatDisk::read(std::uint64_t offsetBytes, std::uint64_t lengthBytes) const {
    std::vector<std::byte> result(lengthBytes);
    const std::uint64_t end = offsetBytes + lengthBytes;
    for (auto it = m_pages.lower_bound(offsetBytes / pageBytes);
         it != m_pages.end() && it->first * pageBytes < end; ++it) {
        const std::uint64_t pageStart = it->first * pageBytes;
        const std::uint64_t from = std::max(offsetBytes, pageStart);
        const std::uint64_t to = std::min(end, pageStart + pageBytes);
        std::memcpy(result.data() + (from - offsetBytes), it->second->data() + (from - pageStart), to - from);
    }
    return result;
}

std::string FlatDisk::sha256() const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    for (std::uint64_t offset = 0; offset < m_virtualSizeBytes; offset += MiB) {
        const std::vector<std::byte> piece = read(offset, std::min(MiB, m_virtualSizeBytes - offset));
        EVP_DigestUpdate(context.get(), piece.data(), piece.size());
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &length);
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

std::vector<std::uint64_t> FlatDisk::pages() const {
    std::vector<std::uint64_t> indexes;
    for (const auto& [index, page] : m_pages) {
        indexes.push_back(index);
    }
    return indexes;
}

bool FlatDisk::operator==(const FlatDisk& other) const {
    if (m_virtualSizeBytes != other.m_virtualSizeBytes) {
        return false;
    }
    const auto covers = [](const FlatDisk& a, const FlatDisk& b) {
        return std::ranges::all_of(a.m_pages, [&](const auto& entry) {
            const std::uint64_t start = entry.first * pageBytes;
            const std::uint64_t length = std::min(pageBytes, a.m_virtualSizeBytes - start);
            return a.read(start, length) == b.read(start, length);
        });
    };
    return covers(*this, other) && covers(other, *this);
}

namespace {

constexpr std::uint64_t denseLimitBytes = 256 * MiB;

/// Compares [offset, end) and says where the first difference is.
testing::AssertionResult rangeReadsAs(vhdx::Chain& chain, const FlatDisk& expected, std::uint64_t offsetBytes,
                                      std::uint64_t endBytes) {
    std::vector<std::byte> actual;
    while (offsetBytes < endBytes) {
        actual.resize(static_cast<std::size_t>(std::min(MiB, endBytes - offsetBytes)));
        if (const auto read = chain.read(offsetBytes, actual); !read) {
            return testing::AssertionFailure()
                   << "reading at " << offsetBytes << ": " << nameOf(read.error().code) << ", "
                   << read.error().object << ", " << read.error().detail;
        }
        const std::vector<std::byte> wanted = expected.read(offsetBytes, actual.size());
        if (std::memcmp(actual.data(), wanted.data(), actual.size()) != 0) {
            const auto [is, should] = std::ranges::mismatch(actual, wanted);
            return testing::AssertionFailure()
                   << chain.layers().front()->path() << ": first difference at guest offset "
                   << offsetBytes + static_cast<std::uint64_t>(is - actual.begin()) << ": is "
                   << std::to_integer<int>(*is) << ", should be " << std::to_integer<int>(*should);
        }
        offsetBytes += actual.size();
    }
    return testing::AssertionSuccess();
}

} // namespace

testing::AssertionResult readsAs(vhdx::Chain& chain, const FlatDisk& expected) {
    const std::uint64_t size = expected.virtualSizeBytes();
    if (chain.virtualSizeBytes() != size) {
        return testing::AssertionFailure() << chain.layers().front()->path() << ": virtual size is "
                                           << chain.virtualSizeBytes() << ", should be " << size;
    }
    if (size <= denseLimitBytes) {
        return rangeReadsAs(chain, expected, 0, size);
    }
    for (const std::uint64_t page : expected.pages()) {
        const std::uint64_t start = page * FlatDisk::pageBytes;
        if (auto result = rangeReadsAs(chain, expected, start, std::min(size, start + FlatDisk::pageBytes));
            !result) {
            return result;
        }
    }
    const auto extents = chain.extents();
    if (!extents) {
        return testing::AssertionFailure() << "mapping: " << nameOf(extents.error().code);
    }
    for (const OwnedExtent& extent : *extents) {
        if (extent.kind == ExtentKind::Data) {
            if (auto result = rangeReadsAs(chain, expected, extent.offsetBytes, extent.endBytes()); !result) {
                return result;
            }
        }
    }
    return testing::AssertionSuccess();
}

testing::AssertionResult readsAs(FileSystem& fileSystem, const std::filesystem::path& root,
                                 const std::filesystem::path& path, const FlatDisk& expected) {
    const auto guard = PathGuard::make(fileSystem, std::array{root});
    if (!guard) {
        return testing::AssertionFailure() << root << ": " << nameOf(guard.error().code);
    }
    auto chain = vhdx::Chain::open(*guard, path);
    if (!chain) {
        return testing::AssertionFailure() << "opening " << path << ": " << nameOf(chain.error().code) << ", "
                                           << chain.error().object << ", " << chain.error().detail;
    }
    return readsAs(*chain, expected);
}

} // namespace coppice::test
