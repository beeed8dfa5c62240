// What the operator may ask of a job in its present state: the queue's own rules, under the models' names.
#pragma once

#include "jobs/job_rules.h"

namespace coppice::models {

using coppice::canDo;
using coppice::hasEnded;
using coppice::isInterrupted;
using coppice::isQueued;
using coppice::isStopped;

} // namespace coppice::models
