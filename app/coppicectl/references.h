// What an operator types for a snapshot or a snapshot collection: an id, or the first part of one.
#pragma once

#include "core/error.h"
#include "domain/inventory.h"

#include <string>
#include <vector>

namespace coppice::ctl {

/// A GUID as it is (the service says if nothing has it), or at least eight characters that exactly one
/// snapshot, snapshot collection, VM or collection begins with. UnknownReference otherwise.
Result<Guid> resolveReference(const Inventory& inventory, const std::string& text);
Result<std::vector<Guid>> resolveReferences(const Inventory& inventory,
                                            const std::vector<std::string>& texts);

} // namespace coppice::ctl
