// The operating system's file system. nativeFileSystem() in io/file_system.h hands out the one there is.
#pragma once

#include "io/file_system.h"

namespace coppice {

class NativeFileSystem final : public FileSystem {
public:
    Result<std::unique_ptr<BlockFile>> open(const std::filesystem::path& path, OpenMode mode) override;
    Result<std::unique_ptr<BlockFile>> create(const std::filesystem::path& path) override;
    Result<void> createDirectories(const std::filesystem::path& path) override;
    Result<std::optional<FileStatus>> status(const std::filesystem::path& path) override;
    Result<std::filesystem::path> canonical(const std::filesystem::path& path) override;
    Result<std::vector<std::string>> list(const std::filesystem::path& folder) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> hardLink(const std::filesystem::path& existing, const std::filesystem::path& added) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncDirectory(const std::filesystem::path& folder) override;
    Result<std::uint64_t> freeBytes(const std::filesystem::path& path) override;
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockKind kind) override;
};

} // namespace coppice
