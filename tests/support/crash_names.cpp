// Names and the order in which they become durable.
#include "support/crash_names.h"

#include <algorithm>

namespace coppice::test {

namespace fs = std::filesystem;

std::optional<CrashNames::Inode> CrashNames::find(const fs::path& path) const {
    const auto found = m_current.find(path);
    return found == m_current.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t CrashNames::linksTo(Inode inode) const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(m_current, [&](const auto& entry) { return entry.second == inode; }));
}

std::vector<std::string> CrashNames::namesIn(const fs::path& folder) const {
    std::set<std::string> names;
    for (const auto& [path, inode] : m_current) {
        if (path.parent_path() == folder) {
            names.insert(path.filename().string());
        }
    }
    for (const fs::path& path : m_folders) {
        if (path != folder && path.parent_path() == folder) {
            names.insert(path.filename().string());
        }
    }
    return {names.begin(), names.end()};
}

std::set<CrashNames::Inode> CrashNames::reachable() const {
    std::set<Inode> inodes;
    for (const auto& [path, inode] : m_current) {
        inodes.insert(inode);
    }
    for (const auto& [path, inode] : m_durable) {
        inodes.insert(inode);
    }
    for (const Change& change : m_pending) {
        for (const auto& [path, inode] : change.added) {
            inodes.insert(inode);
        }
    }
    return inodes;
}

void CrashNames::makeFolders(const fs::path& path) {
    for (fs::path folder = path; !folder.empty() && m_folders.insert(folder).second;) {
        folder = folder.parent_path();
    }
}

void CrashNames::apply(Names& names, const Change& change) {
    for (const fs::path& path : change.removed) {
        names.erase(path);
    }
    for (const auto& [path, inode] : change.added) {
        names[path] = inode;
    }
}

void CrashNames::make(Change change) {
    for (const fs::path& path : change.removed) {
        change.folders.insert(path.parent_path());
    }
    for (const auto& [path, inode] : change.added) {
        change.folders.insert(path.parent_path());
    }
    apply(m_current, change);
    m_pending.push_back(std::move(change));
}

void CrashNames::set(const fs::path& path, Inode inode) {
    make({.folders = {}, .removed = {}, .added = {{path, inode}}});
}

void CrashNames::remove(const fs::path& path) {
    make({.folders = {}, .removed = {path}, .added = {}});
}

void CrashNames::rename(const fs::path& from, const fs::path& to) {
    const Inode inode = m_current.at(from);
    const auto replaced = m_current.find(to);
    if (replaced != m_current.end() && replaced->second == inode) {
        return; // rename(2): two names of one file, nothing is done
    }
    make({.folders = {}, .removed = {from}, .added = {{to, inode}}});
}

void CrashNames::sync(const fs::path& folder) {
    // Backwards: a change that must be durable takes with it the earlier ones in all its folders.
    std::set<fs::path> folders{folder};
    std::vector<bool> chosen(m_pending.size(), false);
    for (std::size_t i = m_pending.size(); i-- > 0;) {
        const auto& touched = m_pending[i].folders;
        if (std::ranges::any_of(touched, [&](const fs::path& path) { return folders.contains(path); })) {
            chosen[i] = true;
            folders.insert(touched.begin(), touched.end());
        }
    }
    std::vector<Change> left;
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        if (chosen[i]) {
            apply(m_durable, m_pending[i]);
        } else {
            left.push_back(std::move(m_pending[i]));
        }
    }
    m_pending = std::move(left);
}

void CrashNames::syncAll() {
    m_durable = m_current;
    m_pending.clear();
}

CrashNames CrashNames::afterPowerLoss(std::mt19937_64& random) const {
    std::map<fs::path, std::size_t> surviving; // how many changes of each folder still may get through
    for (const Change& change : m_pending) {
        for (const fs::path& folder : change.folders) {
            ++surviving[folder];
        }
    }
    for (auto& [folder, count] : surviving) {
        count = static_cast<std::size_t>(random() % (count + 1));
    }
    CrashNames left;
    left.m_folders = m_folders;
    left.m_durable = m_durable;
    for (const Change& change : m_pending) {
        const bool survives = std::ranges::all_of(
            change.folders, [&](const fs::path& folder) { return surviving[folder] > 0; });
        for (const fs::path& folder : change.folders) {
            surviving[folder] = survives ? surviving[folder] - 1 : 0;
        }
        if (survives) {
            apply(left.m_durable, change);
        }
    }
    left.m_current = left.m_durable;
    return left;
}

} // namespace coppice::test
