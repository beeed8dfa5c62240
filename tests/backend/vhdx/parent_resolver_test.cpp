// Which file a parent locator means; and that a hostile one means none.
#include "io/file_system.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>

namespace coppice::vhdx {
namespace {

namespace fs = std::filesystem;

/// outside/secret.vhdx, and a library folder beside it with vm/child.avhdx.
class ParentResolver : public testing::Test {
protected:
    void SetUp() override {
        touch(m_temp / "outside" / "secret.vhdx");
        touch(m_library / "vm" / "child.avhdx");
    }

    static void touch(const fs::path& path) {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << "x";
    }

    static ParentLocator relative(const std::string& path) {
        ParentLocator locator;
        locator.set(locator_key::relativePath, path);
        return locator;
    }

    Result<fs::path> resolve(const ParentLocator& locator) const {
        const auto guard = PathGuard::make(nativeFileSystem(), std::array{m_library});
        EXPECT_TRUE(guard);
        return resolveParentPath(*guard, m_library / "vm" / "child.avhdx", locator);
    }

    void expectFound(const std::string& relativePath, const fs::path& expected) const {
        const auto found = resolve(relative(relativePath));
        ASSERT_TRUE(found) << relativePath << ": " << nameOf(found.error().code) << " "
                           << found.error().detail;
        EXPECT_EQ(*found, expected);
    }

    void expectOutside(const std::string& relativePath) const {
        const auto found = resolve(relative(relativePath));
        ASSERT_FALSE(found) << relativePath << " led to " << *found;
        EXPECT_EQ(found.error().code, ErrorCode::PathOutsideLibrary) << relativePath;
        EXPECT_EQ(found.error().object, relativePath);
        EXPECT_NE(found.error().action.find("child.avhdx"), std::string::npos);
    }

    void expectNotFound(const ParentLocator& locator, const std::string& quoted) const {
        const auto found = resolve(locator);
        ASSERT_FALSE(found) << "led to " << *found;
        EXPECT_EQ(found.error().code, ErrorCode::ParentNotFound);
        EXPECT_EQ(found.error().object, (m_library / "vm" / "child.avhdx").string());
        EXPECT_NE(found.error().detail.find(quoted), std::string::npos) << found.error().detail;
    }

    test::TempFolder m_temp;
    fs::path m_library = m_temp / "library";
};

TEST_F(ParentResolver, FindsAParentInTheChildsFolder) {
    touch(m_library / "vm" / "base.vhdx");
    expectFound(".\\base.vhdx", m_library / "vm" / "base.vhdx");
    expectFound("base.vhdx", m_library / "vm" / "base.vhdx");
}

TEST_F(ParentResolver, FindsAParentInAnotherFolderOfTheLibrary) {
    touch(m_library / "golden images" / "base.vhdx");
    expectFound("..\\golden images\\base.vhdx", m_library / "golden images" / "base.vhdx");
}

TEST_F(ParentResolver, TakesEitherSeparator) {
    touch(m_library / "golden" / "base.vhdx");
    expectFound("../golden\\base.vhdx", m_library / "golden" / "base.vhdx");
}

TEST_F(ParentResolver, LeavingAndReenteringTheLibraryByNameIsInside) {
    touch(m_library / "vm" / "base.vhdx");
    expectFound("..\\..\\library\\vm\\base.vhdx", m_library / "vm" / "base.vhdx");
}

TEST_F(ParentResolver, FollowsALinkThatStaysInside) {
    touch(m_library / "golden" / "base.vhdx");
    fs::create_symlink(m_library / "golden", m_library / "vm" / "link");
    expectFound(".\\link\\base.vhdx", m_library / "golden" / "base.vhdx");
}

TEST_F(ParentResolver, MatchesTheOnlyNameInAnotherCase) {
    touch(m_library / "Golden" / "Base.VHDX");
    expectFound("..\\GOLDEN\\base.vhdx", m_library / "Golden" / "Base.VHDX");
}

TEST_F(ParentResolver, PrefersTheExactNameToAnotherCase) {
    touch(m_library / "vm" / "base.vhdx");
    touch(m_library / "vm" / "BASE.vhdx");
    expectFound("BASE.vhdx", m_library / "vm" / "BASE.vhdx");
}

TEST_F(ParentResolver, DoesNotChooseBetweenTwoNamesInOtherCases) {
    touch(m_library / "vm" / "base.vhdx");
    touch(m_library / "vm" / "BASE.vhdx");
    expectNotFound(relative(".\\Base.vhdx"), ".\\Base.vhdx");
}

TEST_F(ParentResolver, RefusesToClimbOutOfTheLibrary) {
    expectOutside("..\\..\\outside\\secret.vhdx");
    expectOutside("../../outside/secret.vhdx");
    expectOutside("..\\..\\..\\..\\..\\..\\..\\..\\..\\..\\etc\\passwd");
}

TEST_F(ParentResolver, RefusesASiblingWhoseNameBeginsLikeTheLibrarys) {
    touch(m_temp / "library2" / "base.vhdx");
    expectOutside("..\\..\\library2\\base.vhdx");
}

TEST_F(ParentResolver, RefusesARootedRelativePath) {
    expectOutside("\\outside\\secret.vhdx");
    expectOutside("/etc/passwd");
    expectOutside((m_temp / "outside" / "secret.vhdx").string());
}

TEST_F(ParentResolver, RefusesADriveLetter) {
    expectOutside("C:\\base.vhdx");
    expectOutside("c:base.vhdx");
}

TEST_F(ParentResolver, RefusesSharesAndDevices) {
    expectOutside("\\\\server\\share\\base.vhdx");
    expectOutside("//server/share/base.vhdx");
    expectOutside("\\\\?\\C:\\base.vhdx");
    expectOutside("\\\\.\\PhysicalDrive0");
}

TEST_F(ParentResolver, RefusesALinkToAFileOutside) {
    fs::create_symlink(m_temp / "outside" / "secret.vhdx", m_library / "vm" / "base.vhdx");
    expectOutside(".\\base.vhdx");
}

TEST_F(ParentResolver, RefusesALinkToAFolderOutside) {
    fs::create_symlink(m_temp / "outside", m_library / "vm" / "link");
    expectOutside(".\\link\\secret.vhdx");
    expectOutside(".\\link\\not-there.vhdx");
}

TEST_F(ParentResolver, ALinkInAnotherCaseThatLeadsOutsideIsRefusedToo) {
    fs::create_symlink(m_temp / "outside" / "secret.vhdx", m_library / "vm" / "Base.vhdx");
    expectOutside(".\\base.vhdx");
}

TEST_F(ParentResolver, AMissingParentIsNamed) {
    expectNotFound(relative(".\\gone.vhdx"), ".\\gone.vhdx");
}

TEST_F(ParentResolver, AMissingFolderIsNamed) {
    expectNotFound(relative("..\\gone\\base.vhdx"), "..\\gone\\base.vhdx");
}

TEST_F(ParentResolver, ADanglingLinkIsNoParent) {
    fs::create_symlink(m_library / "vm" / "gone.vhdx", m_library / "vm" / "base.vhdx");
    expectNotFound(relative(".\\base.vhdx"), ".\\base.vhdx");
}

TEST_F(ParentResolver, AFileInThePlaceOfAFolderIsNoParent) {
    touch(m_library / "vm" / "file");
    expectNotFound(relative(".\\file\\base.vhdx"), ".\\file\\base.vhdx");
}

TEST_F(ParentResolver, AnAbsoluteWindowsPathAloneIsNotGuessedAt) {
    touch(m_library / "vm" / "base.vhdx");
    ParentLocator locator;
    locator.set(locator_key::absoluteWin32Path, "C:\\VMs\\vm\\base.vhdx");
    expectNotFound(locator, "C:\\VMs\\vm\\base.vhdx");
}

TEST_F(ParentResolver, EveryPathThatWasTriedIsQuoted) {
    ParentLocator locator = relative(".\\gone.vhdx");
    locator.set(locator_key::volumePath, "\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\base.vhdx");
    expectNotFound(locator, ".\\gone.vhdx");
    expectNotFound(locator, "Volume{26a21bda-a627-11d7-9931-806e6f6e6963}");
}

TEST_F(ParentResolver, ALocatorWithoutAPathFindsNothing) {
    expectNotFound(ParentLocator{}, "no path");
}

TEST_F(ParentResolver, AnAbsolutePathOfThisSystemIsFoundInsideTheLibrary) {
    touch(m_library / "golden" / "base.vhdx");
    ParentLocator locator;
    locator.set(locator_key::absoluteWin32Path, (m_library / "golden" / "base.vhdx").string());
    const auto found = resolve(locator);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, m_library / "golden" / "base.vhdx");
}

TEST_F(ParentResolver, AnAbsolutePathOfThisSystemIsRefusedOutside) {
    ParentLocator locator;
    locator.set(locator_key::absoluteWin32Path, (m_temp / "outside" / "secret.vhdx").string());
    const auto found = resolve(locator);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::PathOutsideLibrary);
}

TEST_F(ParentResolver, ARelativePathThatLeadsOutIsNotMadeUpForByAnother) {
    touch(m_library / "vm" / "base.vhdx");
    ParentLocator locator = relative("..\\..\\outside\\secret.vhdx");
    locator.set(locator_key::absoluteWin32Path, (m_library / "vm" / "base.vhdx").string());
    const auto found = resolve(locator);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::PathOutsideLibrary);
}

TEST_F(ParentResolver, ANulInsideThePathIsInvalid) {
    touch(m_library / "vm" / "base.vhdx");
    const auto found = resolve(relative(std::string("base.vhdx\0.txt", 14)));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::ParentLocatorInvalid);
}

TEST_F(ParentResolver, AFurtherRootIsAllowed) {
    touch(m_temp / "store" / "base.vhdx");
    const auto guard = PathGuard::make(nativeFileSystem(), std::array{m_library, m_temp / "store"});
    ASSERT_TRUE(guard);
    const auto found =
        resolveParentPath(*guard, m_library / "vm" / "child.avhdx", relative("..\\..\\store\\base.vhdx"));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, m_temp / "store" / "base.vhdx");
}

constexpr const char* guidA = "{aaaaaaaa-0000-4000-8000-000000000001}";
constexpr const char* guidB = "{bbbbbbbb-0000-4000-8000-000000000002}";

TEST(ParentIdentity, EitherLinkageIsAccepted) {
    ParentLocator locator;
    locator.set(locator_key::parentLinkage, guidA);
    locator.set(locator_key::parentLinkage2, guidB);
    EXPECT_TRUE(acceptsParent(locator, *Guid::parse(guidA)));
    EXPECT_TRUE(acceptsParent(locator, *Guid::parse(guidB)));
    EXPECT_FALSE(acceptsParent(locator, *Guid::parse("cccccccc-0000-4000-8000-000000000003")));
}

TEST(ParentIdentity, TheZeroGuidNeverMatches) {
    ParentLocator locator;
    locator.set(locator_key::parentLinkage, "{00000000-0000-0000-0000-000000000000}");
    locator.set(locator_key::parentLinkage2, "{00000000-0000-0000-0000-000000000000}");
    EXPECT_FALSE(acceptsParent(locator, Guid{}));
    EXPECT_FALSE(acceptsParent(ParentLocator{}, Guid{}));
}

TEST(ParentLocatorMaking, NamesAParentInTheSameFolder) {
    const ParentLocator locator =
        makeParentLocator("/library/vm/child.avhdx", "/library/vm/base.vhdx", *Guid::parse(guidA));
    EXPECT_EQ(locator.get(locator_key::relativePath), ".\\base.vhdx");
    EXPECT_EQ(locator.get(locator_key::parentLinkage), guidA);
    EXPECT_EQ(locator.entries.size(), 2U);
}

TEST(ParentLocatorMaking, NamesAParentAboveAndBelow) {
    const Guid identity = *Guid::parse(guidA);
    EXPECT_EQ(makeParentLocator("/library/vm/child.avhdx", "/library/golden/base.vhdx", identity)
                  .get(locator_key::relativePath),
              "..\\golden\\base.vhdx");
    EXPECT_EQ(makeParentLocator("/library/child.avhdx", "/library/golden/base.vhdx", identity)
                  .get(locator_key::relativePath),
              ".\\golden\\base.vhdx");
}

TEST(ParentLocatorMaking, KeepsUnknownKeysAndTheSecondLinkageButNoAbsolutePath) {
    ParentLocator previous;
    previous.set(locator_key::parentLinkage, guidB);
    previous.set(locator_key::absoluteWin32Path, "C:\\VMs\\base.vhdx");
    previous.set("vendor_key", "kept");
    previous.set(locator_key::volumePath, "\\\\?\\Volume{x}\\base.vhdx");
    previous.set(locator_key::parentLinkage2, guidB);
    const ParentLocator locator =
        makeParentLocator("/library/child.avhdx", "/library/base.vhdx", *Guid::parse(guidA), &previous);
    EXPECT_EQ(locator.get(locator_key::parentLinkage), guidA);
    EXPECT_EQ(locator.get(locator_key::parentLinkage2), guidB);
    EXPECT_EQ(locator.get("vendor_key"), "kept");
    EXPECT_EQ(locator.get(locator_key::absoluteWin32Path), std::nullopt);
    EXPECT_EQ(locator.get(locator_key::volumePath), std::nullopt);
}

TEST_F(ParentResolver, FindsWhatMakeParentLocatorNames) {
    touch(m_library / "golden" / "base.vhdx");
    const fs::path parent = m_library / "golden" / "base.vhdx";
    const auto found =
        resolve(makeParentLocator(m_library / "vm" / "child.avhdx", parent, *Guid::parse(guidA)));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, parent);
}

} // namespace
} // namespace coppice::vhdx
