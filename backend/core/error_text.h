// The words a person reads about an error, made here and nowhere else.
//
// A sentence is a template whose placeholders {action}, {object}, {detail}, {offset} and {os} are filled in
// afterwards, so that a user interface can translate the template first (context "ErrorText"). A part in
// [square brackets] is left out when a placeholder in it has nothing to say; translations keep the brackets.
#pragma once

#include "core/error.h"

#include <string>

namespace coppice {

/// English templates; never null. `what` says what happened to which object and why, `next` what to do.
struct ErrorTemplate {
    const char* what;
    const char* next;
};
ErrorTemplate errorTemplate(ErrorCode code);

/// Fills the placeholders of one template from `error`; empty facts leave no stray punctuation behind.
std::string fillErrorTemplate(const std::string& text, const Error& error);

/// One line: what, which object, why, what to do.
std::string errorText(const Error& error);

} // namespace coppice
