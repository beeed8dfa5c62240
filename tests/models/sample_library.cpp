// Small and random libraries.
#include "sample_library.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace coppice::models::test {

Guid idOf(const std::string& name) {
    Guid id;
    std::size_t hash = std::hash<std::string>{}(name);
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(hash >> (8 * (i % 8))) ^ static_cast<std::uint8_t>(i);
    }
    return id;
}

Timestamp LibraryMaker::nextTime() {
    using namespace std::chrono_literals;
    return Timestamp{} + 24h * 20000 + 1min * ++m_made;
}

LibraryMaker& LibraryMaker::vm(const std::string& name, VmState state) {
    VirtualSystem vm;
    vm.id = idOf(name);
    vm.name = name;
    vm.state = state;
    m_library.inventory.vms.push_back(vm);
    return *this;
}

LibraryMaker& LibraryMaker::snapshot(const std::string& name, const std::string& parent) {
    Snapshot snapshot;
    snapshot.id = idOf(name);
    snapshot.name = name;
    if (!parent.empty()) {
        snapshot.parent = idOf(parent);
    }
    snapshot.created = nextTime();
    snapshot.disks["SCSI 0:0"] = name + ".avhdx";
    m_library.layers[name + ".avhdx"] = LayerFacts{.parent = {},
                                                   .type = "differencing",
                                                   .virtualSizeBytes = 1 << 30,
                                                   .allocatedBytes = 1 << 20,
                                                   .problem = {}};
    m_library.inventory.vms.back().snapshots.push_back(snapshot);
    return *this;
}

LibraryMaker& LibraryMaker::now(const std::string& snapshot) {
    m_library.inventory.vms.back().current = idOf(snapshot);
    return *this;
}

LibraryMaker& LibraryMaker::collection(const std::string& name, const std::vector<std::string>& vms) {
    Collection collection{.id = idOf(name), .name = name, .vms = {}, .snapshots = {}};
    for (const std::string& vm : vms) {
        collection.vms.push_back(idOf(vm));
    }
    m_library.inventory.collections.push_back(collection);
    return *this;
}

LibraryMaker& LibraryMaker::together(const std::string& name, const std::vector<std::string>& members) {
    SnapshotCollection together;
    together.id = idOf(name);
    together.name = name;
    together.created = nextTime();
    for (const std::string& member : members) {
        together.members.push_back(idOf(member));
    }
    m_library.inventory.collections.back().snapshots.push_back(together);
    return *this;
}

Snapshot& LibraryMaker::find(const std::string& name) {
    for (VirtualSystem& vm : m_library.inventory.vms) {
        for (Snapshot& snapshot : vm.snapshots) {
            if (snapshot.id == idOf(name)) {
                return snapshot;
            }
        }
    }
    throw std::runtime_error("no snapshot " + name);
}

LibraryMaker& LibraryMaker::hold(const std::string& snapshot) {
    find(snapshot).hold = Hold{.reason = "audit", .by = "anna", .since = Timestamp{}};
    return *this;
}

LibraryMaker& LibraryMaker::rename(const std::string& snapshot, const std::string& name) {
    find(snapshot).name = name;
    return *this;
}

LibraryMaker& LibraryMaker::destroying(const std::string& snapshot) {
    find(snapshot).destroying = true;
    return *this;
}

LibraryMaker& LibraryMaker::remove(const std::string& snapshot) {
    const Snapshot gone = find(snapshot);
    for (VirtualSystem& vm : m_library.inventory.vms) {
        for (Snapshot& other : vm.snapshots) {
            if (other.parent == gone.id) {
                other.parent = gone.parent;
            }
        }
        if (vm.current == gone.id) {
            vm.current = gone.parent;
        }
        std::erase_if(vm.snapshots, [&gone](const Snapshot& other) { return other.id == gone.id; });
    }
    for (Collection& collection : m_library.inventory.collections) {
        std::erase_if(collection.snapshots, [&gone](const SnapshotCollection& together) {
            return std::ranges::find(together.members, gone.id) != together.members.end();
        });
    }
    return *this;
}

std::shared_ptr<const LibraryView> LibraryMaker::library() const {
    return std::make_shared<const LibraryView>(m_library);
}

LibraryMaker sampleLibrary() {
    LibraryMaker maker;
    maker.vm("web").snapshot("A.web", "").snapshot("own", "A.web").snapshot("B.web", "own").now("B.web");
    maker.vm("db").snapshot("A.db", "").snapshot("B.db", "A.db").now("B.db");
    maker.vm("loose").snapshot("L", "").now("L");
    maker.collection("Payroll", {"web", "db"});
    maker.together("A", {"A.web", "A.db"}).together("B", {"B.web", "B.db"});
    return maker;
}

std::shared_ptr<const LibraryView> randomLibrary(std::mt19937& random) {
    const auto below = [&random](int limit) {
        return std::uniform_int_distribution<int>(0, limit - 1)(random);
    };
    LibraryMaker maker;
    std::vector<std::vector<std::string>> snapshots;
    std::vector<std::string> vms;
    const int vmCount = 1 + below(4);
    for (int v = 0; v < vmCount; ++v) {
        vms.push_back("vm" + std::to_string(v));
        maker.vm(vms.back());
        std::vector<std::string>& own = snapshots.emplace_back();
        const int count = below(12);
        for (int s = 0; s < count; ++s) {
            const std::string parent = s == 0 || below(6) == 0 ? "" : own[static_cast<std::size_t>(below(s))];
            own.push_back(vms.back() + ".s" + std::to_string(s));
            maker.snapshot(own.back(), parent);
        }
        if (count > 0 && below(4) != 0) {
            maker.now(own[static_cast<std::size_t>(below(count))]);
        }
    }
    const int collections = below(3);
    for (int c = 0; c < collections; ++c) {
        maker.collection("c" + std::to_string(c), vms);
        const int togethers = below(6);
        for (int t = 0; t < togethers; ++t) {
            std::vector<std::string> members;
            for (const std::vector<std::string>& own : snapshots) {
                if (!own.empty() && below(3) != 0) {
                    members.push_back(own[static_cast<std::size_t>(below(static_cast<int>(own.size())))]);
                }
            }
            maker.together("c" + std::to_string(c) + ".t" + std::to_string(t), members);
        }
    }
    return maker.library();
}

} // namespace coppice::models::test
