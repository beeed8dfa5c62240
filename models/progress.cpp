// Progress as the lists show it.
#include "models/progress.h"

#include "models/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace coppice::models {

namespace {

constexpr int kAll = 1000;

/// Below `kAll` as long as it is not committed.
int unfinished(std::uint64_t doneBytes, std::uint64_t totalBytes) {
    if (totalBytes == 0) {
        return 0;
    }
    const double share = static_cast<double>(doneBytes) / static_cast<double>(totalBytes);
    return std::clamp(static_cast<int>(share * kAll), 0, kAll - 1);
}

} // namespace

int permilleOf(const JobRecord& job) {
    constexpr int kWholePercent = 100;
    return job.percentComplete >= kWholePercent ? kAll : unfinished(job.doneBytes, job.totalBytes);
}

int permilleOf(const JobStep& step) {
    if (step.state == StepState::Running && step.totalBytes == 0) {
        return kUnknownPermille;
    }
    return step.state == StepState::Done ? kAll : unfinished(step.doneBytes, step.totalBytes);
}

QString progressText(int permille) {
    constexpr int kPermillePerPercent = 10;
    return permille < 0 ? QStringLiteral("…") : percentText(permille / kPermillePerPercent);
}

QString doneTotalText(std::uint64_t doneBytes, std::uint64_t totalBytes) {
    if (totalBytes == 0) {
        return {};
    }
    return QCoreApplication::translate("coppice::models::Progress", "%1 of %2")
        .arg(bytesText(doneBytes), bytesText(totalBytes));
}

} // namespace coppice::models
