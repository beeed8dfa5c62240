// The first 64 KiB of a file: the mark that it is a VHDX, and who made it (MS-VHDX 2.2.1).
#pragma once

#include "io/block_file.h"

#include <string>
#include <string_view>

namespace coppice::vhdx {

/// The creator, for people only; empty where it is not text. NotVhdx without the signature.
Result<std::string> readFileIdentifier(BlockFile& file);
Result<void> writeFileIdentifier(BlockFile& file, std::string_view creator);

} // namespace coppice::vhdx
