// Every sentence template that core/error_text.h can give, for translators.
#pragma once

#include <span>

namespace coppice::models {

/// Each once, in the context "ErrorText".
std::span<const char* const> errorTexts();

} // namespace coppice::models
