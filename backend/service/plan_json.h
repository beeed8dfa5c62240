// A plan as the JSON document of DESIGN 7: what `plan --json` prints and the console's report saves.
#pragma once

#include "domain/inventory.h"
#include "merge/destroy_plan.h"

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace coppice {

/// Of a canonical layer path the form that the document shows (PathGuard::display).
using DisplayPath = std::function<std::string(const std::filesystem::path&)>;

/// {"code","returnValue","message","object"}
nlohmann::ordered_json errorToJson(const Error& error);

/// English: "child of Before patch on web1", "member of Nightly 7, which loses db1's part"
std::string reasonText(const InventoryIndex& index, const DestroyReason& reason);

nlohmann::ordered_json totalsToJson(const merge::PlanTotals& totals);

nlohmann::ordered_json planToJson(const InventoryIndex& index, const DisplayPath& display,
                                  const DestroyPlan& plan);

} // namespace coppice
