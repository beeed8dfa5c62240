// Who and where this process is: for the writer lock's holder and the audit.
#pragma once

#include <string>

namespace coppice {

/// Login name, or the user's number if it has none.
std::string currentUserName();
std::string currentHostName();

} // namespace coppice
