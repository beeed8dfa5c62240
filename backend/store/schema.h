// The database's schema and how an older one becomes it.
#pragma once

#include "store/database.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace coppice {

/// PRAGMA application_id of a library: "Cppc".
inline constexpr std::int64_t libraryApplicationId = 0x43707063;

/// One step from a schema version to the next.
struct Migration {
    const char* sql;
};

/// In order: the first makes version 1 of an empty database, the n-th makes version n. What was released
/// is never edited; changes are appended.
std::span<const Migration> libraryMigrations();

/// NotALibrary if the file belongs to another program, LibraryTooNew if its version (PRAGMA user_version) is
/// above the last of `migrations`. Gives back the version.
Result<std::size_t> checkSchema(Database& database, const std::filesystem::path& library,
                                std::span<const Migration> migrations = libraryMigrations());

/// Brings the database to the last version; each migration with its version number is one transaction.
/// Foreign keys are checked at the end of each.
Result<void> migrate(Database& database, const std::filesystem::path& library,
                     std::span<const Migration> migrations = libraryMigrations());

} // namespace coppice
