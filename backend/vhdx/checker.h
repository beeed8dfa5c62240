// Structural health of one VHDX file, whatever is in it.
#pragma once

#include "core/error.h"
#include "io/block_file.h"

#include <memory>
#include <string>
#include <vector>

namespace coppice::vhdx {

enum class Severity { Warning, Damage };

struct Finding {
    Severity severity = Severity::Damage;
    ErrorCode code = ErrorCode::Internal; ///< which structure
    std::string text;                     ///< one English sentence that names the structure and the place
    std::optional<std::uint64_t> offsetBytes = std::nullopt;
};

/// Everything that can be told from the file alone: both headers, both region tables, metadata, log, every
/// block table entry (states, alignment, overlap with structures and with each other, past the end), bitmap
/// entries. Never crashes, never hangs, changes nothing. An error only if the file cannot be read at all.
Result<std::vector<Finding>> checkImage(std::unique_ptr<BlockFile> file);

} // namespace coppice::vhdx
