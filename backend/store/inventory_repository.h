// Inventory, holds, layer facts and roots in tables. Every function runs in the caller's transaction.
#pragma once

#include "domain/inventory.h"
#include "domain/layer_facts.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coppice::inventory_repository {

Result<Inventory> load(Database& database);

/// LibraryStore::merge.
Result<void> merge(Database& database, const Inventory& addition);

/// LibraryStore::setHold, without the audit.
Result<void> setHold(Database& database, const Guid& snapshot, const std::optional<Hold>& hold);
/// LibraryStore::setNotes, without the audit.
Result<void> setNotes(Database& database, const Guid& snapshot, const std::string& notes);

Result<std::map<std::string, LayerFacts>> layerFacts(Database& database);
Result<void> replaceLayerFacts(Database& database, const std::map<std::string, LayerFacts>& facts);

/// Old path form to new path form.
using PathMap = std::map<std::string, std::string>;

/// In every disk, snapshot and layer fact; all at once, so that names may be exchanged.
Result<void> replacePaths(Database& database, const PathMap& changes);

Result<std::vector<std::string>> roots(Database& database);
Result<void> addRoot(Database& database, const std::string& root);

} // namespace coppice::inventory_repository
