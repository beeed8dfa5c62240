// What the widgets that paint themselves are to a screen reader.
#pragma once

namespace coppice::ui {

/// From now on they have a role; may be called again. GUI thread.
void installAccessibleRoles();

} // namespace coppice::ui
