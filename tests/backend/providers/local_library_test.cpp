// Opening a library that an older version of the program wrote.
#include "providers/local/local_library.h"
#include "store/database.h"
#include "store/schema.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>
#include <string>

namespace coppice {
namespace {

class OldLibraryTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto database = Database::open(m_folder.path() / "coppice.db", Database::Mode::Create);
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->execute("PRAGMA application_id = " + std::to_string(libraryApplicationId)));
        ASSERT_TRUE(migrate(*database, m_folder.path(), libraryMigrations().first(1)));
    }

    test::TempFolder m_folder;
};

TEST_F(OldLibraryTest, IsOpenedForWritingAndFromThenOnForReadingToo) {
    const auto reading = LocalLibrary::open(m_folder.path(), {.access = LibraryStore::Access::ReadOnly});
    ASSERT_FALSE(reading); // as it is
    {
        const auto writing = LocalLibrary::open(m_folder.path(), {.access = LibraryStore::Access::ReadWrite});
        ASSERT_TRUE(writing) << writing.error().detail;
    }
    EXPECT_TRUE(LocalLibrary::open(m_folder.path(), {.access = LibraryStore::Access::ReadOnly}));
}

TEST(NoLibrary, GetsNoLockFile) {
    const test::TempFolder folder;
    const auto opened = LocalLibrary::open(folder.path(), {.access = LibraryStore::Access::ReadWrite});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::NotALibrary);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
} // namespace coppice
