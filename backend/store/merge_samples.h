// What merges took, by volume, in a table. Every function runs in the caller's transaction.
#pragma once

#include "merge/time_estimate.h"
#include "store/database.h"

namespace coppice::merge_samples {

/// The newest of each volume are kept.
inline constexpr int keptOfEachVolume = 32;

Result<void> add(Database& database, std::uint64_t device, const merge::MergeSample& sample);
Result<merge::MergeSamples> load(Database& database);

} // namespace coppice::merge_samples
