// Images in memory, and what a single layer of them reads as.
#include "image_fixture.h"

#include "core/crc32c.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace coppice::test {

namespace {

std::runtime_error failure(const Error& error) {
    return std::runtime_error(std::string(nameOf(error.code)) + ": " + error.action + ": " + error.detail);
}

template <class T>
T valueOf(Result<T> result) {
    if (!result) {
        throw failure(result.error());
    }
    return std::move(*result);
}

void must(const Result<void>& result) {
    if (!result) {
        throw failure(result.error());
    }
}

} // namespace

vhdx::ParentLocator someLocator() {
    vhdx::ParentLocator locator;
    locator.set(vhdx::locator_key::parentLinkage, "{f88d4d92-6fcc-408d-9bef-9b7c89f15c89}");
    locator.set(vhdx::locator_key::relativePath, ".\\parent.vhdx");
    return locator;
}

vhdx::CreateParameters parametersOf(vhdx::DiskType type, std::uint64_t virtualSizeBytes,
                                    std::uint32_t blockSizeBytes, std::uint32_t logicalSectorBytes) {
    vhdx::CreateParameters parameters;
    parameters.type = type;
    parameters.virtualSizeBytes = virtualSizeBytes;
    parameters.blockSizeBytes = blockSizeBytes;
    parameters.logicalSectorBytes = logicalSectorBytes;
    if (type == vhdx::DiskType::Differencing) {
        parameters.parent = someLocator();
    }
    return parameters;
}

std::unique_ptr<vhdx::Image> createImage(const Content& content, const vhdx::CreateParameters& parameters) {
    return valueOf(vhdx::Image::create(std::make_unique<MemoryFile>(content), parameters));
}

std::unique_ptr<vhdx::Image> openImage(const Content& content, OpenMode mode) {
    return valueOf(vhdx::Image::open(std::make_unique<MemoryFile>(content, mode), mode));
}

ErrorCode openingError(const Content& content, OpenMode mode) {
    return codeOf(vhdx::Image::open(std::make_unique<MemoryFile>(content, mode), mode));
}

Content copyOf(const Content& content) {
    return std::make_shared<TrackedContent>(*content);
}

std::vector<std::byte> readLayer(vhdx::Image& image, std::uint64_t offsetBytes, std::uint64_t lengthBytes,
                                 const FlatDisk* below) {
    std::vector<vhdx::MappedExtent> pieces;
    must(image.mapRange(offsetBytes, lengthBytes, pieces));
    std::vector<std::byte> bytes(static_cast<std::size_t>(lengthBytes), std::byte{0xee});
    std::uint64_t expectedStart = offsetBytes;
    for (const vhdx::MappedExtent& piece : pieces) {
        if (piece.offsetBytes != expectedStart || piece.lengthBytes == 0) {
            throw std::runtime_error("the pieces have a gap");
        }
        expectedStart += piece.lengthBytes;
        const ByteSpan into =
            ByteSpan(bytes).subspan(static_cast<std::size_t>(piece.offsetBytes - offsetBytes),
                                    static_cast<std::size_t>(piece.lengthBytes));
        if (piece.kind == vhdx::MappedExtent::Kind::Data) {
            must(image.file().readAt(piece.fileOffsetBytes, into));
        } else if (piece.kind == vhdx::MappedExtent::Kind::Zero || below == nullptr) {
            std::ranges::fill(into, std::byte{0});
        } else {
            std::ranges::copy(below->read(piece.offsetBytes, piece.lengthBytes), into.begin());
        }
    }
    if (expectedStart != offsetBytes + lengthBytes) {
        throw std::runtime_error("the pieces end too early");
    }
    return bytes;
}

testing::AssertionResult layerReadsAs(vhdx::Image& image, const FlatDisk& expected, const FlatDisk* below) {
    const std::uint64_t size = image.info().virtualSizeBytes;
    if (size != expected.virtualSizeBytes()) {
        return testing::AssertionFailure()
               << "virtual size " << size << ", not " << expected.virtualSizeBytes();
    }
    std::set<std::uint64_t> pages;
    for (const FlatDisk* disk : {&expected, below}) {
        if (disk != nullptr) {
            const auto used = disk->pages();
            pages.insert(used.begin(), used.end());
        }
    }
    std::vector<vhdx::MappedExtent> pieces;
    must(image.mapRange(0, size, pieces));
    for (const vhdx::MappedExtent& piece : pieces) {
        if (piece.kind != vhdx::MappedExtent::Kind::Data) {
            continue;
        }
        for (std::uint64_t at = 0; at < piece.lengthBytes; at += FlatDisk::pageBytes) {
            const auto data = valueOf(image.file().nextDataOffset(piece.fileOffsetBytes + at));
            at = data - piece.fileOffsetBytes;
            if (at < piece.lengthBytes) {
                pages.insert((piece.offsetBytes + at) / FlatDisk::pageBytes);
                pages.insert((piece.offsetBytes + std::min(at + FlatDisk::pageBytes, piece.lengthBytes) - 1) /
                             FlatDisk::pageBytes);
            }
        }
    }
    for (const std::uint64_t page : pages) {
        const std::uint64_t start = page * FlatDisk::pageBytes;
        if (start >= size) {
            continue;
        }
        const std::uint64_t length = std::min(FlatDisk::pageBytes, size - start);
        const auto actualBytes = readLayer(image, start, length, below);
        const auto expectedBytes = expected.read(start, length);
        if (actualBytes != expectedBytes) {
            const auto at = std::ranges::mismatch(actualBytes, expectedBytes).in1 - actualBytes.begin();
            return testing::AssertionFailure()
                   << "first difference at guest offset " << start + static_cast<std::uint64_t>(at);
        }
    }
    return testing::AssertionSuccess();
}

FlatDisk patternedDisk(std::uint64_t virtualSizeBytes, std::uint64_t seed) {
    FlatDisk disk(virtualSizeBytes);
    constexpr std::uint64_t spots = 40;
    constexpr std::uint64_t spotBytes = 8192;
    const std::uint64_t step = std::max(virtualSizeBytes / spots / 512 * 512, 2 * spotBytes);
    for (std::uint64_t at = 0; at < virtualSizeBytes; at += step) {
        const std::uint64_t length = std::min(spotBytes, virtualSizeBytes - at);
        disk.write(at, pattern(seed + at / step, static_cast<std::size_t>(length)));
    }
    return disk;
}

Result<void> applyRandomChange(std::mt19937_64& random, vhdx::Image& image, FlatDisk& expected) {
    const auto below = [&random](std::uint64_t limit) { return random() % limit; };
    const std::uint64_t size = image.info().virtualSizeBytes;
    const std::uint64_t sector = image.info().logicalSectorBytes;
    const std::uint64_t blockSize = image.info().blockSizeBytes;
    const std::uint64_t block = below(image.blockCount());
    const std::uint64_t blockStart = block * blockSize;
    const std::uint64_t blockLength = std::min(blockSize, size - blockStart);
    constexpr std::uint64_t maxContentBytes = 64 * KiB;

    std::uint64_t start =
        below(3) == 0 ? below(size / sector) * sector
                      : blockStart + below(std::min<std::uint64_t>(64, blockLength / sector)) * sector;
    if (below(3) == 0 && blockStart >= 8 * sector) {
        start = blockStart - below(8) * sector;
    }
    std::uint64_t length = std::min((1 + below(maxContentBytes / sector)) * sector, size - start);
    switch (below(8)) {
    case 0: // whole blocks
        COPPICE_CHECK(image.writeZeros(blockStart, blockLength));
        expected.writeZeros(blockStart, blockLength);
        return {};
    case 1: // about a block, or several
        length = std::min(size - start, (1 + below(2 * blockSize / sector)) * sector);
        COPPICE_CHECK(image.writeZeros(start, length));
        expected.writeZeros(start, length);
        return {};
    case 2:
        COPPICE_CHECK(image.writeZeros(start, length));
        expected.writeZeros(start, length);
        return {};
    case 3: {
        if (image.info().type == vhdx::DiskType::Fixed) {
            return {};
        }
        const vhdx::PayloadBlockState states[] = {
            vhdx::PayloadBlockState::Zero, vhdx::PayloadBlockState::Unmapped,
            vhdx::PayloadBlockState::Undefined, vhdx::PayloadBlockState::NotPresent};
        const auto state = states[below(std::size(states))];
        COPPICE_CHECK(image.setBlockState(block, state));
        if (state == vhdx::PayloadBlockState::NotPresent &&
            image.info().type == vhdx::DiskType::Differencing) {
            expected.uncover(blockStart, blockLength);
        } else {
            expected.writeZeros(blockStart, blockLength);
        }
        return {};
    }
    default:
        const auto bytes = pattern(random(), static_cast<std::size_t>(length));
        COPPICE_CHECK(image.write(start, bytes));
        expected.write(start, bytes);
        return {};
    }
}

std::vector<std::byte> pattern(std::uint64_t seed, std::size_t length) {
    std::vector<std::byte> bytes(length);
    for (std::size_t i = 0; i < length; ++i) {
        bytes[i] = static_cast<std::byte>(((seed * 131 + i / 512 * 31 + i) % 255) + 1);
    }
    return bytes;
}

std::vector<std::byte> bytesAt(const Content& content, std::uint64_t offsetBytes, std::size_t length) {
    std::vector<std::byte> bytes(length);
    must(MemoryFile(content).readAt(offsetBytes, bytes));
    return bytes;
}

std::uint64_t u64At(const Content& content, std::uint64_t offsetBytes) {
    return loadLe<std::uint64_t>(bytesAt(content, offsetBytes, sizeof(std::uint64_t)), 0);
}

void putBytes(const Content& content, std::uint64_t offsetBytes, ByteView bytes) {
    content->write(offsetBytes, bytes);
    content->flush();
}

void putU32(const Content& content, std::uint64_t offsetBytes, std::uint32_t value) {
    std::vector<std::byte> bytes(sizeof value);
    storeLe(bytes, 0, value);
    putBytes(content, offsetBytes, bytes);
}

void putU64(const Content& content, std::uint64_t offsetBytes, std::uint64_t value) {
    std::vector<std::byte> bytes(sizeof value);
    storeLe(bytes, 0, value);
    putBytes(content, offsetBytes, bytes);
}

void fixChecksum(const Content& content, std::uint64_t offsetBytes, std::size_t length) {
    constexpr std::uint64_t checksumAt = 4;
    putU32(content, offsetBytes + checksumAt, 0);
    putU32(content, offsetBytes + checksumAt, crc32c(bytesAt(content, offsetBytes, length)));
}

} // namespace coppice::test
