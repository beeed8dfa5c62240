// Small window-modal questions and messages. Each returns at once and answers through its function.
#pragma once

#include <QString>

#include <cstddef>
#include <functional>

class QWidget;

namespace coppice::ui {

/// `answer` gets a reason that is not empty; it is not called when the operator cancels.
void askHoldReason(QWidget* parent, std::size_t snapshots, std::function<void(const QString&)> answer);

/// Jobs are running and the window is to close: `stop` when they are to stop safely.
void askToStopJobs(QWidget* parent, std::function<void()> stop);

/// What happened and why, and what to do.
void showError(QWidget* parent, const QString& title, const QString& what, const QString& next);

void showAbout(QWidget* parent);

} // namespace coppice::ui
