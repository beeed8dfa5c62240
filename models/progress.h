// Progress as the lists show it.
#pragma once

#include "jobs/job.h"

#include <QString>

namespace coppice::models {

/// 0…1000; 1000 only once the work is committed, whatever the bytes say.
int permilleOf(const JobRecord& job);
/// Also kUnknownPermille.
int permilleOf(const JobStep& step);

/// In place of a per mille: it runs, but there is nothing to measure it by.
inline constexpr int kUnknownPermille = -1;

/// "12 %"; "…" when it is unknown.
QString progressText(int permille);

/// "1.2 GiB of 3.6 GiB"; empty when there is nothing to move.
QString doneTotalText(std::uint64_t doneBytes, std::uint64_t totalBytes);

} // namespace coppice::models
