// Texts that the backend makes in English reach the translators.
#include "core/error_text.h"
#include "models/error_texts.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace coppice::models::test {
namespace {

TEST(ErrorTexts, AreExactlyTheTemplatesOfTheBackend) {
    std::set<std::string> templates;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const ErrorTemplate words = errorTemplate(static_cast<ErrorCode>(code));
        templates.insert(words.what);
        templates.insert(words.next);
    }
    const std::set<std::string> listed(errorTexts().begin(), errorTexts().end());
    EXPECT_EQ(listed, templates);
}

} // namespace
} // namespace coppice::models::test
