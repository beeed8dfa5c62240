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

bool SnapshotRow::takeOver(TreeRow& other) {
    const auto& newer = static_cast<SnapshotRow&>(other);
    const bool same = sameName(collection, newer.collection) && sameName(vm, newer.vm) &&
                      sameValue(snapshot, newer.snapshot) && sameValue(together, newer.together) &&
                      figures == newer.figures && held == newer.held && destroying == newer.destroying &&
                      current == newer.current && problem == newer.problem;
    collection = newer.collection;
    vm = newer.vm;
    snapshot = newer.snapshot;
    together = newer.together;
    figures = newer.figures;
    held = newer.held;
    destroying = newer.destroying;
    current = newer.current;
    problem = newer.problem;
    return !same;
}

} // namespace coppice::models
