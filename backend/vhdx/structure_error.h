// Errors about a structure of one file, with the place.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <string>
#include <utility>

namespace coppice::vhdx {

inline std::unexpected<Error> damaged(ErrorCode code, std::string action, std::string path,
                                      std::string detail, std::uint64_t offsetBytes) {
    return std::unexpected(Error{.code = code,
                                 .action = std::move(action),
                                 .object = std::move(path),
                                 .detail = std::move(detail),
                                 .offsetBytes = offsetBytes});
}

} // namespace coppice::vhdx
