// Which files make a chain, and which are refused.
#include "chain_fixture.h"

#include <sys/stat.h>

namespace coppice::vhdx {
namespace {

namespace fs = std::filesystem;

using ChainOpen = ChainFixture;

TEST_F(ChainOpen, ADiskWithoutParentIsAChainOfOne) {
    createEmpty("base.vhdx", {});
    const auto chain = openChain("base.vhdx");
    ASSERT_TRUE(chain);
    EXPECT_EQ(chain->layers().size(), 1U);
    EXPECT_EQ(chain->virtualSizeBytes(), 6 * MiB);
}

TEST_F(ChainOpen, LayersComeNewestFirst) {
    createEmpty("base.vhdx", {});
    createEmpty("sub/a.avhdx", {}, "base.vhdx");
    createEmpty("b.avhdx", {}, "sub/a.avhdx");
    const auto chain = openChain("b.avhdx");
    ASSERT_TRUE(chain) << chain.error().detail;
    ASSERT_EQ(chain->layers().size(), 3U);
    EXPECT_EQ(chain->layers()[0]->path(), pathOf("b.avhdx"));
    EXPECT_EQ(chain->layers()[1]->path(), pathOf("sub/a.avhdx"));
    EXPECT_EQ(chain->layers()[2]->path(), pathOf("base.vhdx"));
}

TEST_F(ChainOpen, AMissingLeafIsFileNotFound) {
    expectOpenFails("gone.vhdx", ErrorCode::FileNotFound);
}

TEST_F(ChainOpen, AMissingParentIsParentNotFound) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::remove(pathOf("base.vhdx"));
    expectOpenFails("child.avhdx", ErrorCode::ParentNotFound);
}

TEST_F(ChainOpen, AParentThatChangedItsIdentityIsParentMismatch) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    auto base = openOne("base.vhdx", OpenMode::ReadWrite);
    ASSERT_TRUE(base->setDataWriteGuid(Guid::random()));
    ASSERT_TRUE(base->close());
    expectOpenFails("child.avhdx", ErrorCode::ParentMismatch);
}

TEST_F(ChainOpen, AParentKnownByTheSecondLinkageOnlyIsAccepted) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    auto base = openOne("base.vhdx", OpenMode::ReadWrite);
    const Guid coming = Guid::random();
    ASSERT_TRUE(base->setDataWriteGuid(coming));
    ASSERT_TRUE(base->close());
    auto locator = *openOne("child.avhdx", OpenMode::ReadOnly)->info().parent;
    locator.set(locator_key::parentLinkage2, "{" + coming.toString() + "}");
    setLocator("child.avhdx", locator);
    EXPECT_TRUE(openChain("child.avhdx"));
}

TEST_F(ChainOpen, ADiskThatIsItsOwnParentIsACycle) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    const Guid own = openOne("child.avhdx", OpenMode::ReadOnly)->info().dataWriteGuid;
    setLocator("child.avhdx", makeParentLocator(pathOf("child.avhdx"), pathOf("child.avhdx"), own));
    expectOpenFails("child.avhdx", ErrorCode::ChainCycle);
}

TEST_F(ChainOpen, TwoDisksThatAreEachOthersParentAreACycle) {
    createEmpty("base.vhdx", {});
    createEmpty("a.avhdx", {}, "base.vhdx");
    createEmpty("b.avhdx", {}, "a.avhdx");
    const Guid b = openOne("b.avhdx", OpenMode::ReadOnly)->info().dataWriteGuid;
    setLocator("a.avhdx", makeParentLocator(pathOf("a.avhdx"), pathOf("b.avhdx"), b));
    expectOpenFails("a.avhdx", ErrorCode::ChainCycle);
    expectOpenFails("b.avhdx", ErrorCode::ChainCycle);
}

TEST_F(ChainOpen, ACycleThroughASymbolicLinkIsACycle) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::create_symlink("child.avhdx", pathOf("alias.avhdx"));
    const Guid own = openOne("child.avhdx", OpenMode::ReadOnly)->info().dataWriteGuid;
    setLocator("child.avhdx", makeParentLocator(pathOf("child.avhdx"), pathOf("alias.avhdx"), own));
    expectOpenFails("child.avhdx", ErrorCode::ChainCycle);
}

TEST_F(ChainOpen, OneFileUnderTwoNamesInAChainIsADuplicate) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::create_hard_link(pathOf("child.avhdx"), pathOf("alias.avhdx"));
    const Guid own = openOne("child.avhdx", OpenMode::ReadOnly)->info().dataWriteGuid;
    setLocator("child.avhdx", makeParentLocator(pathOf("child.avhdx"), pathOf("alias.avhdx"), own));
    expectOpenFails("child.avhdx", ErrorCode::DuplicateLayer);
}

TEST_F(ChainOpen, SectorSizesThatDifferAreRefused) {
    createEmpty("base.vhdx", {.logicalSectorBytes = 512});
    createEmpty("child.avhdx", {.logicalSectorBytes = 4096}, "base.vhdx");
    expectOpenFails("child.avhdx", ErrorCode::SectorSizeMismatch);
}

TEST_F(ChainOpen, AParentOutsideTheLibraryIsNeverOpened) {
    const test::TempFolder elsewhere;
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::rename(pathOf("base.vhdx"), elsewhere / "base.vhdx");
    const Guid parent = Guid::random();
    setLocator("child.avhdx", makeParentLocator(pathOf("child.avhdx"), elsewhere / "base.vhdx", parent));
    expectOpenFails("child.avhdx", ErrorCode::PathOutsideLibrary);
}

TEST_F(ChainOpen, AFifoInThePlaceOfTheParentIsNotRead) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::remove(pathOf("base.vhdx"));
    ASSERT_EQ(mkfifo(pathOf("base.vhdx").c_str(), 0600), 0);
    expectOpenFails("child.avhdx", ErrorCode::NotARegularFile);
}

TEST_F(ChainOpen, AFolderInThePlaceOfTheParentIsRefused) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::remove(pathOf("base.vhdx"));
    fs::create_directory(pathOf("base.vhdx"));
    expectOpenFails("child.avhdx", ErrorCode::NotARegularFile);
}

TEST_F(ChainOpen, AParentThatIsNoVhdxIsNamed) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    fs::resize_file(pathOf("base.vhdx"), 0);
    const auto chain = openChain("child.avhdx");
    ASSERT_FALSE(chain);
    EXPECT_EQ(chain.error().code, ErrorCode::NotVhdx);
    EXPECT_EQ(chain.error().object, pathOf("base.vhdx"));
}

TEST_F(ChainOpen, AParentIsFoundInAnotherCase) {
    createEmpty("Base.VHDX", {});
    createEmpty("child.avhdx", {}, "Base.VHDX");
    const Guid parent = openOne("Base.VHDX", OpenMode::ReadOnly)->info().dataWriteGuid;
    setLocator("child.avhdx", makeParentLocator(pathOf("child.avhdx"), pathOf("base.vhdx"), parent));
    EXPECT_TRUE(openChain("child.avhdx"));
}

} // namespace
} // namespace coppice::vhdx
