// Merges of chains whose shape is awkward: sizes, states, block sizes, folders, branches; each laid out by
// hand, with every layer of the run as the target.

#include "core/units.h"
#include "io/file_system.h"
#include "merge_scene.h"
#include "support/external_tools.h"
#include "support/temp_folder.h"

#include <cstring>
#include <fmt/format.h>
#include <fstream>

namespace coppice::test {
namespace {

using State = vhdx::PayloadBlockState;

/// Lays the chain out anew for each target of the first merge, and merges.
class AnyTarget : public testing::Test {
protected:
    using Layout = std::function<void(Scene& scene)>;
    using Look = std::function<void(Scene& scene)>;

    static void mergeIntoEach(std::size_t targets, const Layout& layOut, const Look& look = {},
                              const merge::ExecutorOptions& options = {}) {
        for (std::size_t target = 0; target < targets; ++target) {
            SCOPED_TRACE(fmt::format("target {}", target));
            const TempFolder folder;
            Scene scene(nativeFileSystem(), folder.path());
            layOut(scene);
            scene.forceTarget(target);
            ASSERT_TRUE(scene.survivorsReadRight()) << "before";
            const auto done = scene.run({}, options);
            ASSERT_TRUE(done) << nameOf(done.error().code) << " " << done.error().action << " "
                              << done.error().object << ": " << done.error().detail;
            ASSERT_TRUE(scene.finished());
            ASSERT_TRUE(scene.filesAreSound());
            if (look) {
                look(scene);
            }
        }
    }
};

TEST_F(AnyTarget, APartialBlockFullToTheNewEndOfTheDiskBecomesWhole) {
    mergeIntoEach(3, [](Scene& scene) {
        scene.add({.name = "0.vhdx", .blockSizeBytes = 2 * MiB},
                  [](SceneEditor& e) { e.write(0, 64 * KiB); });
        scene.add({.name = "1.avhdx", .parent = 0, .blockSizeBytes = 2 * MiB},
                  [](SceneEditor& e) { e.write(2 * MiB, 1 * MiB); });
        scene.add({.name = "2.avhdx", .parent = 1, .virtualSizeBytes = 3 * MiB});
        scene.plan({0, 1});
    });
}

TEST_F(AnyTarget, APartialBlockWithNothingBeforeTheNewEndOfTheDiskBecomesWhole) {
    mergeIntoEach(3, [](Scene& scene) {
        scene.add({.name = "0.vhdx", .blockSizeBytes = 2 * MiB},
                  [](SceneEditor& e) { e.write(0, 64 * KiB); });
        scene.add({.name = "1.avhdx", .parent = 0, .blockSizeBytes = 2 * MiB},
                  [](SceneEditor& e) { e.write(3 * MiB, 64 * KiB); });
        scene.add({.name = "2.avhdx", .parent = 1, .virtualSizeBytes = 3 * MiB});
        scene.plan({0, 1});
    });
}

TEST_F(AnyTarget, ASmallMiddleLayerHidesItsBaseWhereTheNewestIsLargeAgain) {
    for (const bool toBase : {true, false}) {
        SCOPED_TRACE(toBase);
        mergeIntoEach(3, [&](Scene& scene) {
            std::size_t below = 0;
            if (!toBase) {
                below = scene.add({.name = "root.vhdx", .virtualSizeBytes = 9 * MiB}, [](SceneEditor& e) {
                    e.write(0, 9 * MiB);
                }) + 1;
            }
            SceneLayer oldest{.name = "0.avhdx", .virtualSizeBytes = 8 * MiB, .blockSizeBytes = 4 * MiB};
            if (toBase) {
                oldest.name = "0.vhdx";
            } else {
                oldest.parent = 0;
            }
            scene.add(oldest, [](SceneEditor& e) { e.write(1 * MiB, 7 * MiB); });
            scene.add({.name = "1.avhdx", .parent = below, .virtualSizeBytes = 2 * MiB + 512},
                      [](SceneEditor& e) { e.write(2 * MiB, 512); });
            scene.add({.name = "2.avhdx",
                       .parent = below + 1,
                       .virtualSizeBytes = 7 * MiB + 1024,
                       .blockSizeBytes = 2 * MiB},
                      [](SceneEditor& e) { e.write(5 * MiB, 512); });
            scene.plan({below, below + 1});
        });
    }
}

TEST_F(AnyTarget, ALayerThatIsZerosThroughoutHidesEverything) {
    for (const State state : {State::Zero, State::Unmapped, State::Undefined}) {
        SCOPED_TRACE(static_cast<int>(state));
        for (const vhdx::DiskType base : {vhdx::DiskType::Dynamic, vhdx::DiskType::Fixed}) {
            mergeIntoEach(3, [&](Scene& scene) {
                scene.add({.name = "0.vhdx", .baseType = base}, [](SceneEditor& e) { e.write(0, 4 * MiB); });
                scene.add({.name = "1.avhdx", .parent = 0, .blockSizeBytes = 2 * MiB}, [&](SceneEditor& e) {
                    e.state(0, state);
                    e.state(1, state);
                });
                scene.add({.name = "2.avhdx", .parent = 1});
                scene.plan({0, 1});
            });
        }
    }
}

TEST_F(AnyTarget, AFixedBaseStaysFixedAndADynamicOneDynamic) {
    for (const vhdx::DiskType base : {vhdx::DiskType::Dynamic, vhdx::DiskType::Fixed}) {
        mergeIntoEach(
            3,
            [&](Scene& scene) {
                scene.add({.name = "0.vhdx", .virtualSizeBytes = 5 * MiB + 512, .baseType = base},
                          [](SceneEditor& e) { e.write(1 * MiB, 4 * MiB); });
                scene.add(
                    {.name = "1.avhdx", .parent = 0, .virtualSizeBytes = 3 * MiB, .blockSizeBytes = 2 * MiB},
                    [](SceneEditor& e) { e.zeros(1 * MiB, 1 * MiB + 4096); });
                scene.add({.name = "2.avhdx", .parent = 1, .virtualSizeBytes = 7 * MiB + 4096},
                          [](SceneEditor& e) { e.write(6 * MiB, 1 * MiB + 4096); });
                scene.plan({0, 1});
            },
            [&](Scene& scene) {
                const auto result = scene.open(scene.folder() / "0.vhdx");
                EXPECT_EQ(result->info().type, base);
                if (base == vhdx::DiskType::Fixed) {
                    for (std::uint64_t block = 0; block < result->blockCount(); ++block) {
                        EXPECT_EQ(result->blockEntry(block)->state, State::FullyPresent);
                    }
                }
            });
    }
}

TEST_F(AnyTarget, HugeBlocksOverSmallOnes) {
    mergeIntoEach(3, [](Scene& scene) {
        scene.add({.name = "0.vhdx", .virtualSizeBytes = 300 * MiB}, [](SceneEditor& e) {
            e.write(0, 4096);
            e.write(255 * MiB, 2 * MiB);
        });
        scene.add(
            {.name = "1.avhdx", .parent = 0, .virtualSizeBytes = 300 * MiB, .blockSizeBytes = 256 * MiB},
            [](SceneEditor& e) { e.write(256 * MiB - 512, 1024); });
        scene.add({.name = "2.avhdx", .parent = 1, .virtualSizeBytes = 300 * MiB}, [](SceneEditor& e) {
            e.state(3, State::Zero);
            e.write(299 * MiB, 1 * MiB);
        });
        scene.plan({0, 1});
    });
}

TEST_F(AnyTarget, AcrossChunksOfBothSectorSizes) {
    for (const std::uint32_t sector : {512U, 4096U}) {
        SCOPED_TRACE(sector);
        // A chunk is 4 GiB with sectors of 512 bytes, 32 GiB with 4096.
        const std::uint64_t chunk = std::uint64_t{sector} << 23;
        for (const bool toBase : {true, false}) {
            mergeIntoEach(3, [&](Scene& scene) {
                SceneLayer layer{.virtualSizeBytes = 2 * chunk + 3 * MiB,
                                 .blockSizeBytes = 2 * MiB,
                                 .logicalSectorBytes = sector};
                layer.name = "root.vhdx";
                std::size_t parent = scene.add(layer, [&](SceneEditor& e) { e.write(chunk, 8 * KiB); });
                layer.name = "a.avhdx";
                layer.parent = parent;
                parent = scene.add(layer, [&](SceneEditor& e) {
                    e.write(chunk - sector, 2 * sector);
                    e.write(2 * chunk + 3 * MiB - sector, sector);
                });
                layer.name = "b.avhdx";
                layer.parent = parent;
                layer.virtualSizeBytes = chunk + 1 * MiB;
                parent = scene.add(layer, [&](SceneEditor& e) { e.write(chunk - 2 * sector, sector); });
                layer.name = "c.avhdx";
                layer.parent = parent;
                layer.virtualSizeBytes = 3 * chunk + 1 * MiB;
                scene.add(layer, [&](SceneEditor& e) {
                    e.write(chunk + 4096, sector);
                    e.zeros(3 * chunk - sector, 2 * sector);
                });
                scene.plan(toBase ? std::unordered_set<std::size_t>{0, 1, 2}
                                  : std::unordered_set<std::size_t>{1, 2});
            });
        }
    }
}

TEST_F(AnyTarget, TheNewestLayersDiskItemsAreTheResults) {
    const auto item = [](std::uint8_t id, bool isVirtualDisk) {
        vhdx::UserMetadataItem made{.isVirtualDisk = isVirtualDisk, .data = std::vector<std::byte>(8)};
        made.id.bytes[3] = id;
        made.data[0] = static_cast<std::byte>(id);
        return made;
    };
    mergeIntoEach(
        3,
        [&](Scene& scene) {
            scene.add({.name = "root.vhdx"});
            scene.add({.name = "0.avhdx", .parent = 0, .userItems = {item(1, true), item(2, true)}});
            scene.add({.name = "1.avhdx", .parent = 1, .userItems = {item(3, true)}});
            scene.add({.name = "2.avhdx",
                       .parent = 2,
                       .physicalSectorBytes = 512,
                       .userItems = {item(1, true), item(5, true)}},
                      [](SceneEditor& e) { e.write(0, 512); });
            scene.plan({1, 2});
        },
        [&](Scene& scene) {
            const auto result = scene.open(scene.path(3));
            EXPECT_EQ(result->info().userItems, (std::vector{item(1, true), item(5, true)}));
            EXPECT_EQ(result->info().physicalSectorBytes, 512U);
            EXPECT_EQ(result->info().dataWriteGuid, scene.layers()[3].dataWriteGuid);
        });
}

TEST_F(AnyTarget, ABranchWithClonesInOtherFoldersIsPointedToTheBaseName) {
    mergeIntoEach(3, [](Scene& scene) {
        scene.add({.name = "store/0.vhdx"}, [](SceneEditor& e) { e.write(0, 1 * MiB); });
        scene.add({.name = "a/1.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 4096); });
        scene.add({.name = "b/2.avhdx", .parent = 1}, [](SceneEditor& e) { e.write(1 * MiB, 4096); });
        scene.add({.name = "b/now.avhdx", .parent = 2}, [](SceneEditor& e) { e.write(0, 512); });
        scene.add({.name = "c/deep/er/clone.avhdx", .parent = 2}, [](SceneEditor& e) { e.write(0, 512); });
        scene.add({.name = "clone.avhdx", .parent = 2}, [](SceneEditor& e) { e.zeros(0, 1 * MiB); });
        scene.plan({0, 1, 2}); // 2 stays as a branch nobody points at
    });
}

TEST_F(AnyTarget, TwoRunsInOneTreeTheLowerOneGetsTheBaseName) {
    mergeIntoEach(
        3,
        [](Scene& scene) {
            scene.add({.name = "disk.avhdx"}, [](SceneEditor& e) { e.write(0, 2 * MiB); });
            scene.add({.name = "a/1.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 4096); });
            scene.add({.name = "a/2.avhdx", .parent = 1}, [](SceneEditor& e) { e.zeros(0, 512); });
            scene.add({.name = "b/3.avhdx", .parent = 2}, [](SceneEditor& e) { e.write(1 * MiB, 512); });
            scene.add({.name = "b/4.avhdx", .parent = 3}, [](SceneEditor& e) { e.write(8192, 512); });
            scene.add({.name = "c/now.avhdx", .parent = 4}, [](SceneEditor& e) { e.write(16384, 512); });
            scene.plan({0, 1, 3, 4});
        },
        [](Scene& scene) { EXPECT_EQ(scene.notes().survivors.at(2), scene.folder() / "disk.vhdx"); });
}

TEST_F(AnyTarget, ABaseDiskIsWhatQemuReads) {
    for (const vhdx::DiskType base : {vhdx::DiskType::Dynamic, vhdx::DiskType::Fixed}) {
        mergeIntoEach(
            4,
            [&](Scene& scene) {
                scene.add({.name = "0.vhdx", .virtualSizeBytes = 9 * MiB, .baseType = base},
                          [](SceneEditor& e) { e.write(0, 8 * MiB); });
                scene.add(
                    {.name = "1.avhdx", .parent = 0, .virtualSizeBytes = 6 * MiB, .blockSizeBytes = 4 * MiB},
                    [](SceneEditor& e) { e.zeros(512, 2 * MiB); });
                scene.add({.name = "2.avhdx", .parent = 1, .virtualSizeBytes = 11 * MiB + 512},
                          [](SceneEditor& e) {
                              e.state(2, State::Unmapped);
                              e.write(3 * MiB - 512, 1024);
                          });
                scene.add({.name = "3.avhdx",
                           .parent = 2,
                           .virtualSizeBytes = 10 * MiB + 1024,
                           .blockSizeBytes = 2 * MiB},
                          [](SceneEditor& e) { e.write(10 * MiB, 1024); });
                scene.plan({0, 1, 2});
            },
            [&](Scene& scene) {
                const auto result = scene.folder() / "0.vhdx";
                const ToolResult check = qemuImg({"check", "-f", "vhdx", result.string()});
                EXPECT_TRUE(check.ok()) << check.describe();
                const auto raw = scene.folder() / "raw";
                const ToolResult converted = qemuConvertToRaw(result, "vhdx", raw);
                ASSERT_TRUE(converted.ok()) << converted.describe();
                std::ifstream stream(raw, std::ios::binary);
                const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
                const auto expected = scene.layers().back().content.bytes();
                ASSERT_EQ(bytes.size(), expected.size());
                EXPECT_EQ(std::memcmp(bytes.data(), expected.data(), bytes.size()), 0);
            });
    }
}

TEST_F(AnyTarget, ADifferencingLeafIsWhatSevenZipReads) {
    for (const std::uint32_t sector : {512U, 4096U}) {
        SCOPED_TRACE(sector);
        mergeIntoEach(
            3,
            [&](Scene& scene) {
                SceneLayer layer{.virtualSizeBytes = 6 * MiB, .logicalSectorBytes = sector};
                layer.name = "root.vhdx";
                scene.add(layer, [](SceneEditor& e) { e.write(0, 6 * MiB); });
                layer.name = "a.avhdx";
                layer.parent = 0;
                scene.add(layer, [](SceneEditor& e) { e.write(64 * KiB, 1 * MiB); });
                layer.name = "b.avhdx";
                layer.parent = 1;
                layer.blockSizeBytes = 2 * MiB;
                scene.add(layer, [](SceneEditor& e) {
                    e.state(1, State::Zero);
                    e.write(5 * MiB - 4096, 8192);
                });
                layer.name = "c.avhdx";
                layer.parent = 2;
                layer.blockSizeBytes = 1 * MiB;
                scene.add(layer, [](SceneEditor& e) { e.zeros(4096, 128 * KiB); });
                scene.plan({1, 2});
            },
            [&](Scene& scene) {
                const ToolResult read = sevenZipContent(scene.path(3));
                ASSERT_TRUE(read.ok()) << read.describe();
                const auto expected = scene.layers().back().content.bytes();
                ASSERT_EQ(read.output.size(), expected.size());
                EXPECT_EQ(std::memcmp(read.output.data(), expected.data(), expected.size()), 0);
            });
    }
}

TEST_F(AnyTarget, InTinyBatchesEndsTheSame) {
    mergeIntoEach(3,
                  [](Scene& scene) {
                      scene.add({.name = "0.vhdx"}, [](SceneEditor& e) { e.write(0, 300 * KiB); });
                      scene.add({.name = "1.avhdx", .parent = 0}, [](SceneEditor& e) {
                          e.write(100 * KiB, 100 * KiB);
                          e.state(2, State::Zero);
                      });
                      scene.add({.name = "2.avhdx", .parent = 1, .blockSizeBytes = 2 * MiB},
                                [](SceneEditor& e) {
                                    e.write(150 * KiB, 512);
                                    e.zeros(1 * MiB, 512);
                                });
                      scene.plan({0, 1});
                  },
                  {}, {.batchBytes = 1, .bufferBytes = 4096});
}

TEST_F(AnyTarget, AResultThatChangedFoldersFindsItsParentByARelativePathAgain) {
    mergeIntoEach(
        3,
        [](Scene& scene) {
            scene.add({.name = "root.vhdx"}, [](SceneEditor& e) { e.write(0, 1 * MiB); });
            scene.add({.name = "a/1.avhdx", .parent = 0});
            scene.add({.name = "b/c/2.avhdx", .parent = 1});
            scene.add({.name = "b/now.avhdx", .parent = 2});
            scene.plan({1, 2});
        },
        [](Scene& scene) {
            const auto result = scene.open(scene.path(3));
            EXPECT_EQ(result->info().parent->get(vhdx::locator_key::relativePath), "..\\root.vhdx");
            EXPECT_FALSE(result->info().parent->get(vhdx::locator_key::absoluteWin32Path));
        });
}

} // namespace
} // namespace coppice::test
