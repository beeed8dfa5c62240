// Small window-modal questions and messages. Each returns at once and answers through its function.
#pragma once

#include <QString>

#include <cstddef>
#include <functional>

class QWidget;

namespace coppice::ui {

/// `answer` gets a reason that is not empty; it is not called when the operator cancels.
void askHoldReason(QWidget* parent, std::size_t snapshots, std::function<void(const QString&)> answer);

struct RunningJobsAnswers {
    std::function<void()> stop;       ///< they are to stop safely
    std::function<void()> keepInTray; ///< they are to go on without the window; null: not offered
};

/// Jobs are running and the window is to close. A question that is open already comes to the front.
void askAboutRunningJobs(QWidget* parent, const RunningJobsAnswers& answers);

/// What happened and why, and what to do.
void showError(QWidget* parent, const QString& title, const QString& what, const QString& next);

void showAbout(QWidget* parent);

} // namespace coppice::ui
