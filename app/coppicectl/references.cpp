// Ids and their first parts.
#include "references.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace coppice::ctl {

Result<Guid> resolveReference(const Inventory& inventory, const std::string& text) {
    if (const std::optional<Guid> id = Guid::parse(text)) {
        return *id;
    }
    constexpr std::size_t shortest = 8;
    std::set<Guid> matches;
    if (text.size() >= shortest) {
        std::string prefix = text;
        std::ranges::transform(prefix, prefix.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto consider = [&](const Guid& id) {
            if (id.toString().starts_with(prefix)) {
                matches.insert(id);
            }
        };
        for (const Collection& collection : inventory.collections) {
            consider(collection.id);
            for (const SnapshotCollection& snapshot : collection.snapshots) {
                consider(snapshot.id);
            }
        }
        for (const VirtualSystem& vm : inventory.vms) {
            consider(vm.id);
            for (const Snapshot& snapshot : vm.snapshots) {
                consider(snapshot.id);
            }
        }
    }
    if (matches.size() == 1) {
        return *matches.begin();
    }
    return fail(ErrorCode::UnknownReference, "looking up an id", text,
                matches.empty() ? "" : "several ids begin with it");
}

Result<std::vector<Guid>> resolveReferences(const Inventory& inventory,
                                            const std::vector<std::string>& texts) {
    std::vector<Guid> ids;
    for (const std::string& text : texts) {
        COPPICE_TRY(const Guid id, resolveReference(inventory, text));
        ids.push_back(id);
    }
    return ids;
}

} // namespace coppice::ctl
