// Every snapshot and snapshot collection of a view as a search sees it, made once a view so that a search is
// one pass over plain bytes.
#pragma once

#include "models/view_data.h"

#include <QString>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coppice::models {

/// What a word can be looked for in.
enum class SearchText { Name, Note, Vm, Collection, Hold, Count };

/// Texts are UTF-8, case-folded.
struct SearchEntry {
    Guid id;
    Timestamp created;
    SnapshotFigures figures;
    SnapshotType type = SnapshotType::Standard;
    bool together = false;   ///< a snapshot collection
    bool held = false;       ///< itself, or a member of it
    bool destroying = false; ///< itself, or a member of it
    bool broken = false;     ///< something is wrong with a layer, or a member is missing
    bool unlabelled = false; ///< isUnlabelled()
    std::string text;        ///< every SearchText in order, each ended by a line feed, which none contains
    std::array<std::uint32_t, static_cast<std::size_t>(SearchText::Count)> ends{}; ///< of each, in `text`

    std::string_view field(SearchText which) const;
};

/// Immutable; any thread.
class SearchIndex {
public:
    /// Takes a while for a large library: not on a GUI thread.
    static std::shared_ptr<const SearchIndex> make(const ViewData& view);

    /// Every snapshot in inventory order, then every snapshot collection.
    const std::vector<SearchEntry>& entries() const { return m_entries; }

private:
    std::vector<SearchEntry> m_entries;
};

/// As the index holds texts.
std::string searchFold(const QString& text);

/// Nobody has said what it is for: no notes, and a name that is blank or made by the hypervisor, which is the
/// owner's name followed by " - (", a date and ")", as Hyper-V names its checkpoints. A date is anything with
/// at least four digits. `owner`: the VM, or the collection of a snapshot collection.
bool isUnlabelled(std::string_view name, std::string_view owner, std::string_view notes);

} // namespace coppice::models
