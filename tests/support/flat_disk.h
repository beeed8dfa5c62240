// The oracle of the engine's tests: a virtual disk as plain bytes, and random chains and trees of real VHDX
// files of which every layer's content is known that way.
#pragma once

#include "io/file_system.h"
#include "vhdx/chain.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace coppice::test {

/// The guest bytes of one layer as seen through its parents. Sparse: bytes never written are zero and cost
/// nothing. Copies share what they have in common.
class FlatDisk {
public:
    /// All zeros, no parent.
    explicit FlatDisk(std::uint64_t virtualSizeBytes);
    /// The view of a new, empty child of this layer: the same bytes, and zeros past this layer's end.
    FlatDisk child(std::uint64_t virtualSizeBytes) const;

    std::uint64_t virtualSizeBytes() const { return m_virtualSizeBytes; }

    // The operations of vhdx::Image, on any ranges inside the disk.
    void write(std::uint64_t offsetBytes, ByteView bytes);
    void writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    /// What NOT_PRESENT does: the parent's bytes show again.
    void uncover(std::uint64_t offsetBytes, std::uint64_t lengthBytes);

    std::vector<std::byte> read(std::uint64_t offsetBytes, std::uint64_t lengthBytes) const;
    /// The whole disk, as one array; for small disks.
    std::vector<std::byte> bytes() const { return read(0, m_virtualSizeBytes); }
    /// In lower-case hex, of the whole disk.
    std::string sha256() const;

    static constexpr std::uint64_t pageBytes = 64 * 1024;
    /// Indexes of the pages that may hold anything but zeros, ascending.
    std::vector<std::uint64_t> pages() const;

    /// Same size and same bytes.
    bool operator==(const FlatDisk& other) const;

private:
    using Page = std::array<std::byte, pageBytes>;
    using Pages = std::map<std::uint64_t, std::shared_ptr<const Page>>;
    static std::byte* writable(Pages& pages, std::uint64_t pageIndex);
    static void zero(Pages& pages, std::uint64_t offsetBytes, std::uint64_t endBytes);

    std::uint64_t m_virtualSizeBytes;
    Pages m_pages;
    Pages m_below; ///< what the parent shows here
};

/// Success if `chain` reads as `expected`: all of it up to 256 MiB; of a larger disk every page of `expected`
/// and everything the chain itself holds. Otherwise says where the first difference is.
testing::AssertionResult readsAs(vhdx::Chain& chain, const FlatDisk& expected);
/// The same, opening the chain of `path` with `root` (and what lies below) as the only place allowed.
testing::AssertionResult readsAs(FileSystem& fileSystem, const std::filesystem::path& root,
                                 const std::filesystem::path& path, const FlatDisk& expected);

/// Draws operations, and does each on an image and on its oracle.
class RandomOperations {
public:
    explicit RandomOperations(std::uint64_t seed)
        : m_engine(seed) {}

    /// Uniform in [0, limit).
    std::uint64_t below(std::uint64_t limit) { return m_engine() % limit; }
    bool oneIn(std::uint64_t n) { return below(n) == 0; }
    template <class T>
    const T& oneOf(const std::vector<T>& choices) {
        return choices[static_cast<std::size_t>(below(choices.size()))];
    }

    /// A write, zeros written, or (with `specialStates`, not on a fixed disk) a block's state set. Ranges are
    /// sector-aligned, gather at block borders and at the disk's end, and reach over several blocks at times.
    Result<void> apply(vhdx::Image& image, FlatDisk& flat, bool specialStates);
    /// Content nothing else has, or (now and then) zeros.
    std::vector<std::byte> content(std::uint64_t lengthBytes);

private:
    std::mt19937_64 m_engine;
};

struct RandomChainOptions {
    std::uint64_t seed = 1;
    std::size_t layers = 4; ///< files, base included
    /// False: each layer's parent is the one before. True: any earlier layer may be the parent, so that
    /// several children, and several leaves, come about.
    bool branching = false;
    std::vector<std::uint32_t> blockSizesBytes{1u << 20, 2u << 20}; ///< drawn for each layer
    std::vector<std::uint32_t> logicalSectorsBytes{512, 4096};      ///< drawn once for all
    std::vector<vhdx::DiskType> baseTypes{vhdx::DiskType::Dynamic};
    std::uint64_t minVirtualSizeBytes = 3u << 20;
    std::uint64_t maxVirtualSizeBytes = 12u << 20;
    bool varySizes = true;       ///< false: all layers as large as the base
    bool specialStates = true;   ///< ZERO, UNMAPPED, UNDEFINED and NOT_PRESENT by setBlockState
    bool dirtyLogs = false;      ///< about every second layer is left with a log that must be replayed
    std::size_t operations = 16; ///< for each layer, at most
};

struct RandomLayer {
    std::filesystem::path path;
    std::optional<std::size_t> parent; ///< index of an earlier layer
    FlatDisk content;                  ///< as it must read, through its parents
    Guid dataWriteGuid;
    bool dirtyLog = false;
};

/// Makes the files "layer0.vhdx", "layer1.avhdx", … in `folder`, which exists. Parents come before children;
/// index 0 is the base. The same options give the same content (but not the same GUIDs).
Result<std::vector<RandomLayer>> buildRandomChain(FileSystem& fileSystem, const std::filesystem::path& folder,
                                                  const RandomChainOptions& options);

} // namespace coppice::test
