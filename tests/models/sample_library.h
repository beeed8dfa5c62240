// Small and random libraries, made of values alone.
#pragma once

#include "models/view_data.h"

#include <initializer_list>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace coppice::models::test {

/// The id that stands for a name, the same each time.
Guid idOf(const std::string& name);

class LibraryMaker {
public:
    /// Snapshots get 1 MiB each of own data, and a creation time after all before.
    LibraryMaker& vm(const std::string& name, VmState state = VmState::Off);
    /// On the VM made last; named and identified by `name`; "" for no parent.
    LibraryMaker& snapshot(const std::string& name, const std::string& parent);
    /// Now of the VM made last derives from it.
    LibraryMaker& now(const std::string& snapshot);
    LibraryMaker& collection(const std::string& name, const std::vector<std::string>& vms);
    /// In the collection made last.
    LibraryMaker& together(const std::string& name, const std::vector<std::string>& members);
    LibraryMaker& hold(const std::string& snapshot);
    /// Its id stays that of its old name.
    LibraryMaker& rename(const std::string& snapshot, const std::string& name);
    LibraryMaker& destroying(const std::string& snapshot);
    LibraryMaker& remove(const std::string& snapshot);

    std::shared_ptr<const LibraryView> library() const;
    std::shared_ptr<const ViewData> view() const { return ViewData::make(library()); }

private:
    Snapshot& find(const std::string& name);
    Timestamp nextTime();

    LibraryView m_library{.name = "Sample", .location = "/sample", .inventory = {}, .layers = {}};
    int m_made = 0;
};

/// Web and db with two nightly snapshot collections, web with one of its own between them, and a loose VM:
///   web: A.web ← own ← B.web (Now)      db: A.db ← B.db (Now)      loose: L
LibraryMaker sampleLibrary();

/// VMs with random trees, collections with random snapshot collections.
std::shared_ptr<const LibraryView> randomLibrary(std::mt19937& random);

} // namespace coppice::models::test
