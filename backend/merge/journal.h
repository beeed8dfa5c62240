// Where a collapse notes how far it is, so that it can be finished forward from the notes alone (DESIGN 4).
//
// Implemented by the library's database; each call is one durable transaction.
#pragma once

#include "core/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace coppice::merge {

/// How far a step is. Only ever moves downwards in this list.
enum class StepPhase : std::uint8_t {
    Pending = 0,
    Copying = 1,   ///< data moves into the target; the chain reads as before at every instant
    Switching = 2, ///< the target holds everything; identity, parent and names are being switched
    Removing = 3,  ///< the database knows the result; files no longer needed are being deleted
    Done = 4,
    Skipped = 5, ///< the chain was no longer what the plan was made from; nothing was done
};
const char* nameOf(StepPhase phase);

/// A layer path that the inventory has to replace: every disk and snapshot that points at `from` gets `to`.
struct PathChange {
    std::filesystem::path from;
    std::filesystem::path to;
};

/// The notes of one step of one job. Called on the job's worker thread.
class StepJournal {
public:
    virtual ~StepJournal() = default;
    virtual StepPhase phase() const = 0;
    /// Guest bytes moved, and the guest offset up to which the target is complete and durable.
    virtual std::uint64_t checkpointOffsetBytes() const = 0;

    virtual Result<void> setPhase(StepPhase phase) = 0;
    virtual Result<void> checkpoint(std::uint64_t offsetBytes, std::uint64_t bytesMoved) = 0;
    /// In one transaction: the inventory's paths change, and the phase becomes Removing.
    virtual Result<void> commitLayers(const std::vector<PathChange>& changes) = 0;
};

} // namespace coppice::merge
