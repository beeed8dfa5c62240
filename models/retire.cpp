// One lane for all that goes.
#include "models/retire.h"

#include "models/work_lane.h"

#include <utility>

namespace coppice::models {

void retire(std::shared_ptr<const void> thing) {
    static WorkLane lane; // ends with the program, after all that was given to it
    lane.post([going = std::move(thing)]() mutable { going.reset(); });
}

} // namespace coppice::models
