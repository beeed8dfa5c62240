// The names of a CrashFileSystem: which path leads to which inode, now and after a loss of power.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace coppice::test {

/// Paths are absolute and lexically normal. Folders are durable as soon as they are made.
class CrashNames {
public:
    using Inode = std::uint64_t;

    std::optional<Inode> find(const std::filesystem::path& path) const;
    bool isFolder(const std::filesystem::path& path) const { return m_folders.contains(path); }
    const std::map<std::filesystem::path, Inode>& files() const { return m_current; }
    std::uint64_t linksTo(Inode inode) const;
    /// Sorted, both files and folders.
    std::vector<std::string> namesIn(const std::filesystem::path& folder) const;
    /// Inodes that a name leads to now or may lead to after a loss of power.
    std::set<Inode> reachable() const;

    void makeFolders(const std::filesystem::path& path);
    void set(const std::filesystem::path& path, Inode inode);
    void remove(const std::filesystem::path& path);
    void rename(const std::filesystem::path& from, const std::filesystem::path& to);

    /// Makes all changes in `folder` durable, and with a rename across folders what came before it there.
    void sync(const std::filesystem::path& folder);
    void syncAll();
    CrashNames afterPowerLoss(std::mt19937_64& random) const;

private:
    using Names = std::map<std::filesystem::path, Inode>;

    /// One atomic change: names that go, then names that come.
    struct Change {
        std::set<std::filesystem::path> folders;
        std::vector<std::filesystem::path> removed;
        std::vector<std::pair<std::filesystem::path, Inode>> added;
    };
    static void apply(Names& names, const Change& change);
    void make(Change change);

    std::set<std::filesystem::path> m_folders{"/"};
    Names m_current;
    Names m_durable;
    std::vector<Change> m_pending; ///< not yet durable, in order
};

} // namespace coppice::test
