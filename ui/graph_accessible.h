// The graph for those who do not see it: a list whose items are its nodes.
#pragma once

namespace coppice::ui {

/// Makes QAccessible know the graph view. Calls after the first do nothing. GUI thread.
void installGraphAccessibility();

} // namespace coppice::ui
