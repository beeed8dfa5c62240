// Writes a file that the operator chose, on a thread that may wait for a disk.
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <optional>

namespace coppice::models {

/// Whole or not at all: what is there already is replaced once all of the new content is on the disk. The
/// future holds what went wrong, if anything did; a window takes it with `.then(this, …)`, on its own thread
/// and only while it lives.
QFuture<std::optional<Error>> writeFile(const QString& path, QByteArray content);

} // namespace coppice::models
