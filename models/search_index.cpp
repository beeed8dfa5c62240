// Folds texts and gathers what queries ask about.
#include "models/search_index.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coppice::models {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool isBlank(std::string_view text) {
    return text.find_first_not_of(kBlank) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string fold(std::string_view text) {
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string folded(text);
    if (ascii) {
        std::ranges::transform(folded, folded.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    } else {
        folded = searchFold(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    }
    std::ranges::replace(folded, '\n', ' '); // it ends a text
    return folded;
}

void append(std::string& joined, std::string_view text) {
    if (!joined.empty() && !text.empty()) {
        joined += '\t'; // between two VMs: no phrase reaches from one into the other
    }
    joined += text;
}

class Maker {
public:
    explicit Maker(const ViewData& view)
        : m_view(view) {
        for (const Collection& collection : view.inventory().collections) {
            const std::string name = fold(collection.name);
            for (const Guid& vm : collection.vms) {
                append(m_collectionsOfVm[vm], name);
            }
        }
    }

    SearchEntry ofSnapshot(const VirtualSystem& vm, const std::string& vmName,
                           const Snapshot& snapshot) const {
        SearchEntry entry;
        entry.id = snapshot.id;
        entry.created = snapshot.created;
        entry.figures = m_view.figures(snapshot.id);
        entry.type = snapshot.type;
        entry.held = snapshot.hold.has_value();
        entry.destroying = snapshot.destroying;
        entry.broken = isBroken(snapshot);
        entry.unlabelled = isUnlabelled(snapshot.name, vm.name, snapshot.notes);
        const auto collections = m_collectionsOfVm.find(vm.id);
        setTexts(entry, {fold(snapshot.name), fold(snapshot.notes), vmName,
                         collections == m_collectionsOfVm.end() ? std::string() : collections->second,
                         snapshot.hold ? fold(snapshot.hold->reason) : std::string()});
        return entry;
    }

    SearchEntry ofTogether(const Collection& collection, const std::string& collectionName,
                           const SnapshotCollection& together) const {
        SearchEntry entry;
        entry.id = together.id;
        entry.created = together.created;
        entry.figures = m_view.figures(together.id);
        entry.type = together.type;
        entry.together = true;
        entry.unlabelled = isUnlabelled(together.name, collection.name, {});
        std::string vms;
        std::string holds;
        std::unordered_set<Guid> listed;
        for (const Guid& id : together.members) {
            const auto member = m_view.index().snapshot(id);
            if (!member) {
                entry.broken = true;
                continue;
            }
            if (listed.insert(member->vm->id).second) {
                append(vms, fold(member->vm->name));
            }
            if (member->snapshot->hold) {
                entry.held = true;
                append(holds, fold(member->snapshot->hold->reason));
            }
            entry.destroying = entry.destroying || member->snapshot->destroying;
            entry.broken = entry.broken || isBroken(*member->snapshot);
        }
        setTexts(entry, {fold(together.name), std::string(), vms, collectionName, holds});
        return entry;
    }

private:
    using Texts = std::array<std::string, static_cast<std::size_t>(SearchText::Count)>;

    static void setTexts(SearchEntry& entry, const Texts& texts) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            entry.text += texts[i];
            entry.ends[i] = static_cast<std::uint32_t>(entry.text.size());
            entry.text += '\n';
        }
    }

    bool isBroken(const Snapshot& snapshot) const {
        const auto& layers = m_view.library().layers;
        return std::ranges::any_of(snapshot.disks, [&layers](const auto& disk) {
            const auto facts = layers.find(disk.second);
            return facts != layers.end() && !facts->second.problem.empty();
        });
    }

    const ViewData& m_view;
    std::unordered_map<Guid, std::string> m_collectionsOfVm;
};

} // namespace

std::string_view SearchEntry::field(SearchText which) const {
    const auto i = static_cast<std::size_t>(which);
    const std::size_t begin = i == 0 ? 0 : ends[i - 1] + 1;
    return std::string_view(text).substr(begin, ends[i] - begin);
}

std::shared_ptr<const SearchIndex> SearchIndex::make(const ViewData& view) {
    auto index = std::make_shared<SearchIndex>();
    const Maker maker(view);
    for (const VirtualSystem& vm : view.inventory().vms) {
        const std::string name = fold(vm.name);
        for (const Snapshot& snapshot : vm.snapshots) {
            index->m_entries.push_back(maker.ofSnapshot(vm, name, snapshot));
        }
    }
    for (const Collection& collection : view.inventory().collections) {
        const std::string name = fold(collection.name);
        for (const SnapshotCollection& together : collection.snapshots) {
            index->m_entries.push_back(maker.ofTogether(collection, name, together));
        }
    }
    return index;
}

std::string searchFold(const QString& text) {
    return text.toCaseFolded().toStdString();
}

bool isUnlabelled(std::string_view name, std::string_view owner, std::string_view notes) {
    constexpr std::size_t kDigitsOfADate = 4;
    constexpr std::string_view kOpen = " - (";
    if (!isBlank(notes)) {
        return false;
    }
    name = trimmed(name);
    if (name.empty()) {
        return true;
    }
    if (!name.starts_with(owner) || !name.substr(owner.size()).starts_with(kOpen) || !name.ends_with(')')) {
        return false;
    }
    const std::string_view date = name.substr(owner.size() + kOpen.size());
    return std::ranges::count_if(date, [](char c) { return c >= '0' && c <= '9'; }) >=
           static_cast<std::ptrdiff_t>(kDigitsOfADate);
}

} // namespace coppice::models
