// Large things go away on a thread of their own.
#pragma once

#include <memory>

namespace coppice::models {

/// Drops its share of `thing` on a background thread: freeing what a hundred thousand rows or snapshots own
/// takes longer than a frame. The thing must not care which thread destroys it. Any thread.
void retire(std::shared_ptr<const void> thing);

} // namespace coppice::models
