// Columns, roles and kinds of rows of the item models, in one place for the views that read them.
//
// Ids are `coppice::Guid` in a QVariant, sizes and counts qulonglong, times QDateTime (UTC). A role that a
// row has nothing for gives an invalid QVariant.
#pragma once

#include <Qt>

namespace coppice::models {

/// A role or column as the int that QAbstractItemModel wants.
template <class Enum>
constexpr int asInt(Enum value) {
    return static_cast<int>(value);
}

/// What is selected on the left, and the kinds of rows there.
enum class CollectionRowKind { Library, Collection, VirtualSystem, NotInCollection };

enum class CollectionRole {
    Kind = Qt::UserRole + 1, ///< int of CollectionRowKind
    Id,                      ///< Guid; null for Library and NotInCollection
    CollectionId, ///< of a VM's row: Guid of the collection it stands under; null when it is in none
    VmState,      ///< int of coppice::VmState
    Vms,          ///< qulonglong: how many VMs
    Snapshots,    ///< qulonglong: how many VM snapshots
};

enum class SnapshotColumn { Name, Created, Kind, Vms, OwnData, Frees, Dependents, Hold, Count };

enum class SnapshotRowKind {
    CollectionGroup,    ///< a collection, where a whole library is shown
    VmGroup,            ///< a VM, where a whole library is shown and the VM is in no collection
    SnapshotCollection, ///< snapshots of several VMs taken as one
    Member,             ///< a VM's snapshot, below the snapshot collection it belongs to
    OwnGroup,           ///< "web1 — own snapshots": those of a VM that are in no snapshot collection shown
    Snapshot,           ///< a VM's snapshot on its own
    Now,                ///< the VM's current state; never destroyed, never selected for it
};

enum class Mark {
    None,
    Selected,  ///< chosen by the operator, or a member of what was chosen
    Dependent, ///< would go with it
};

/// What a row is to the search that is going on.
enum class SearchMatch {
    None,    ///< there is no search
    Found,   ///< it matches
    Context, ///< it leads to what matches, or is a member of a snapshot collection that does
    Hidden,  ///< neither
};

enum class SnapshotRole {
    Kind = Qt::UserRole + 1, ///< int of SnapshotRowKind
    Id,                      ///< Guid of the snapshot, snapshot collection, collection or VM
    VmId,                    ///< Guid of the one VM the row is about; invalid for rows about several
    CollectionId,            ///< Guid of the collection it stands under; invalid in none
    Selectable,  ///< bool: may be part of a request to destroy (SnapshotCollection, Member, Snapshot)
    Held,        ///< bool: itself, or a member of it
    Destroying,  ///< bool: a job that destroys it has begun and not ended
    Problem,     ///< QString: what is wrong with its layers; empty
    Mark,        ///< int of Mark
    Reason,      ///< QString: why it is marked, held or not deletable; empty
    Current,     ///< bool: Now derives from it
    OwnBytes,    ///< qulonglong
    FreesBytes,  ///< qulonglong
    Dependents,  ///< qulonglong: VM snapshots that go with it, beyond itself
    Created,     ///< QDateTime
    SortValue,   ///< by column: what the column sorts by
    SearchMatch, ///< int of SearchMatch
};

enum class JobColumn { State, Job, Progress, DoneTotal, Rate, TimeLeft, Started, Count };

enum class JobRole {
    Id = Qt::UserRole + 1, ///< qulonglong
    State,                 ///< int of coppice::JobState
    Percent,               ///< int 0…100
    Permille,              ///< int 0…1000, never less than before; 1000 only once committed; -1: runs,
                           ///< but cannot tell how far it is
    DoneBytes,             ///< qulonglong
    TotalBytes,            ///< qulonglong
    BytesPerSecond,        ///< double, smoothed; 0 while nothing moves
    TimeLeftMs,            ///< qlonglong; invalid when it cannot be told
    CanPause,              ///< bool, as the next four
    CanResume,
    CanCancel,
    CanStop,
    CanRetry,
    ErrorText, ///< QString: what failed, on which file, why, what to do; empty
    SortValue,
};

enum class StepColumn { Step, Disk, State, Progress, DoneTotal, Count };

enum class StepRole {
    State = Qt::UserRole + 1, ///< int of coppice::StepState
    Percent,                  ///< int 0…100
    Permille,   ///< int 0…1000; 1000 only once committed; -1: runs, but cannot tell how far it is
    DoneBytes,  ///< qulonglong
    TotalBytes, ///< qulonglong
    Note,       ///< QString: why it was skipped or failed
};

enum class PlanColumn { Name, Why, Count };

enum class PlanRowKind {
    StopperGroup, ///< "What stops it", first if there is any
    Stopper,      ///< one refusal
    Collection,
    VirtualSystem,
    Snapshot,
};

enum class PlanRole {
    Kind = Qt::UserRole + 1, ///< int of PlanRowKind
    Id,                      ///< Guid
    Mark,                    ///< int of Mark, of a snapshot
    Held,                    ///< bool
    Running,                 ///< bool: of a VM
};

} // namespace coppice::models
