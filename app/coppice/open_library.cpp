// Opens the local library, and makes the demo.
#include "open_library.h"

#include "providers/local/demo.h"
#include "providers/local/local_library.h"

#include <QStandardPaths>

#include <system_error>

namespace coppice {
namespace fs = std::filesystem;

namespace {

constexpr const char* programName = "coppice";
constexpr const char* databaseName = "coppice.db";

/// In a folder beside it, renamed when it is complete: half a demo is never opened.
Result<void> makeDemo(const fs::path& folder) {
    const std::string action = "making the demo library";
    std::error_code error;
    const fs::path unfinished = folder.string() + ".unfinished";
    fs::remove_all(unfinished, error);
    if (!error) {
        fs::create_directories(unfinished, error);
    }
    if (error) {
        return std::unexpected(osFailure(error.value(), action, unfinished.string()));
    }
    COPPICE_CHECK(LocalLibrary::create(unfinished));
    {
        COPPICE_TRY(const std::unique_ptr<LocalLibrary> library,
                    LocalLibrary::open(unfinished,
                                       {.access = LibraryStore::Access::ReadWrite, .program = programName}));
        COPPICE_TRY(const Inventory inventory,
                    makeDemoDisks(nativeFileSystem(), library->guard().roots().front(), DemoParameters{}));
        COPPICE_CHECK(library->add(inventory));
    }
    fs::rename(unfinished, folder, error);
    if (error) {
        return std::unexpected(osFailure(error.value(), action, folder.string()));
    }
    return {};
}

Result<models::OpenedLibrary> openLocal(const fs::path& folder) {
    models::OpenedLibrary opened;
    auto library =
        LocalLibrary::open(folder, {.access = LibraryStore::Access::ReadWrite, .program = programName});
    if (!library && library.error().code == ErrorCode::LibraryInUse) {
        opened.readOnlyBecause = std::move(library).error();
        library =
            LocalLibrary::open(folder, {.access = LibraryStore::Access::ReadOnly, .program = programName});
    }
    if (!library) {
        return std::unexpected(std::move(library).error());
    }
    opened.provider = std::move(*library);
    opened.service = std::make_unique<CollectionSnapshotService>(*opened.provider, systemClock());
    return opened;
}

} // namespace

QString demoFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/demo");
}

models::OpenLibrary libraryOpener(const QString& demoFolder) {
    return [demoFolder](const QString& folder) -> Result<models::OpenedLibrary> {
        const fs::path path(folder.toStdString());
        std::error_code error;
        if (folder == demoFolder && !fs::exists(path / databaseName, error)) {
            COPPICE_CHECK(makeDemo(path));
        }
        return openLocal(path);
    };
}

} // namespace coppice
