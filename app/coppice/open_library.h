// How the console opens a library: the one place that knows which provider it is.
#pragma once

#include "models/library_session.h"

#include <QString>

namespace coppice {

/// The demo library's folder in the user's data folder.
QString demoFolder();

/// For LibrarySession. Opens for reading only what another process writes to. The demo's folder becomes the
/// demo library first, if it is not a library yet.
models::OpenLibrary libraryOpener(const QString& demoFolder);

} // namespace coppice
