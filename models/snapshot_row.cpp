// Whether a row looks different in a newer view.
#include "models/snapshot_row.h"

namespace coppice::models {

namespace {

template <class T>
bool sameName(const T* a, const T* b) {
    return (a == nullptr) == (b == nullptr) && (a == nullptr || a->name == b->name);
}

template <class T>
bool sameValue(const T* a, const T* b) {
    return (a == nullptr) == (b == nullptr) && (a == nullptr || *a == *b);
}

} // namespace

bool SnapshotRow::shows(const TreeRow& other) const {
    const auto& newer = static_cast<const SnapshotRow&>(other);
    return figures == newer.figures && held == newer.held && destroying == newer.destroying &&
           current == newer.current && problem == newer.problem && sameName(collection, newer.collection) &&
           sameName(vm, newer.vm) && sameValue(snapshot, newer.snapshot) &&
           sameValue(together, newer.together);
}

void SnapshotRow::takeOver(const TreeRow& other) {
    const auto& newer = static_cast<const SnapshotRow&>(other);
    collection = newer.collection;
    vm = newer.vm;
    snapshot = newer.snapshot;
    together = newer.together;
    figures = newer.figures;
    held = newer.held;
    destroying = newer.destroying;
    current = newer.current;
    problem = newer.problem;
}

} // namespace coppice::models
