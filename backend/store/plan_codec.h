// The parts of a journalled plan that are kept as JSON: what is read back whole and never searched.
//
// They hold ids, words and numbers only, no paths: paths need not be UTF-8, and are in tables.
#pragma once

#include "core/error.h"
#include "merge/destroy_plan.h"

#include <string>
#include <vector>

namespace coppice::plan_codec {

std::string encode(const DestroyRequest& request);
std::string encode(const Closure& closure);
std::string encode(const merge::PlanTotals& totals);
/// Bytes that are no UTF-8 are replaced: the log is for people.
std::string encode(const std::vector<std::string>& lines);

// DatabaseFailed for what encode() did not write.
Result<DestroyRequest> decodeRequest(const std::string& json);
Result<Closure> decodeClosure(const std::string& json);
Result<merge::PlanTotals> decodeTotals(const std::string& json);
Result<std::vector<std::string>> decodeLines(const std::string& json);

} // namespace coppice::plan_codec
