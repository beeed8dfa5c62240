#include "core/error_text.h"

#include <cerrno>
#include <gtest/gtest.h>
#include <set>

namespace coppice {
namespace {

constexpr int codeCount = static_cast<int>(ErrorCode::Internal) + 1;

Error fullError(ErrorCode code) {
    return Error{.code = code,
                 .action = "reading the block table",
                 .object = "/lib/web1.vhdx",
                 .detail = "the checksum is wrong",
                 .offsetBytes = 4096,
                 .osError = EIO};
}

void expectGoodLine(const std::string& line, ErrorCode code) {
    SCOPED_TRACE(std::string(nameOf(code)) + ": " + line);
    EXPECT_EQ(line.find_first_of("\n\r\t"), std::string::npos);
    EXPECT_EQ(line.find_first_of("{}[]"), std::string::npos);
    EXPECT_EQ(line.find("  "), std::string::npos);
    for (const char* stray : {" .", " ,", " :", ":.", ",.", ": ,", "\"\"", "()", ": :", ".."}) {
        EXPECT_EQ(line.find(stray), std::string::npos) << "stray \"" << stray << '"';
    }
    ASSERT_FALSE(line.empty());
    EXPECT_EQ(line.back(), '.');
    EXPECT_NE(line.front(), ' ');
}

TEST(ErrorText, EveryCodeSaysWhatHappenedAndWhatToDo) {
    std::set<std::string> sentences;
    for (int i = 0; i < codeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const ErrorTemplate words = errorTemplate(code);
        ASSERT_NE(words.what, nullptr);
        ASSERT_NE(words.next, nullptr);
        EXPECT_TRUE(sentences.insert(words.what).second) << nameOf(code) << " shares its sentence";
        EXPECT_EQ(std::string(words.next).find('{'), std::string::npos) << nameOf(code);
        const std::string text = errorText(fullError(code));
        expectGoodLine(text, code);
        EXPECT_NE(text.find("/lib/web1.vhdx"), std::string::npos) << nameOf(code);
        EXPECT_NE(text.find("the checksum is wrong"), std::string::npos) << nameOf(code);
        const std::string next = words.next;
        EXPECT_EQ(text.substr(text.size() - next.size()), next);
    }
}

TEST(ErrorText, EmptyFactsLeaveNothingBehind) {
    for (int i = 0; i < codeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        expectGoodLine(errorText(Error{.code = code, .action = {}, .object = {}, .detail = {}}), code);
    }
}

TEST(ErrorText, EachSingleFactStandsWellAlone) {
    for (int i = 0; i < codeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        for (int kept = 0; kept < 5; ++kept) {
            const Error all = fullError(code);
            Error one{.code = code, .action = {}, .object = {}, .detail = {}};
            one.action = kept == 0 ? all.action : "";
            one.object = kept == 1 ? all.object : "";
            one.detail = kept == 2 ? all.detail : "";
            one.offsetBytes = kept == 3 ? all.offsetBytes : std::nullopt;
            one.osError = kept == 4 ? all.osError : 0;
            expectGoodLine(errorText(one), code);
        }
    }
}

TEST(ErrorText, ASystemErrorIsNamedWithItsPlace) {
    EXPECT_EQ(
        errorText(fullError(ErrorCode::IoFailed)),
        "Reading or writing \"/lib/web1.vhdx\" failed: the checksum is wrong: Input/output error at byte "
        "4096, while reading the block table. Check the volume and its cables or network, then resume.");
}

TEST(ErrorText, BracesAndBracketsInFactsStayAsTheyAre) {
    Error error = fullError(ErrorCode::FileNotFound);
    error.object = "/lib/{detail}[x].vhdx";
    EXPECT_NE(errorText(error).find("\"/lib/{detail}[x].vhdx\""), std::string::npos);
}

TEST(ErrorText, ALineBreakInAFactDoesNotBreakTheLine) {
    Error error = fullError(ErrorCode::FileNotFound);
    error.object = "/lib/a\nb.vhdx";
    error.detail = " spread\r\n";
    expectGoodLine(errorText(error), error.code);
}

TEST(ErrorText, AnUnknownPlaceholderIsLeftAlone) {
    EXPECT_EQ(fillErrorTemplate("{other} {object}", fullError(ErrorCode::Internal)),
              "{other} /lib/web1.vhdx");
    EXPECT_EQ(fillErrorTemplate("{object", fullError(ErrorCode::Internal)), "{object");
}

} // namespace
} // namespace coppice
