// Which part of a library is shown: all of it, one collection, one VM, or the VMs that are in none.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "core/guid.h"
#endif
#include "models/roles.h"

namespace coppice::models {

struct ViewScope {
    CollectionRowKind kind = CollectionRowKind::Library;
    Guid id; ///< of the collection or VM; null otherwise
    bool operator==(const ViewScope&) const = default;
};

} // namespace coppice::models
