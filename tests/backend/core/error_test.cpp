#include "core/error.h"

#include <cerrno>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace coppice {
namespace {

constexpr int codeCount = static_cast<int>(ErrorCode::Internal) + 1;

TEST(Error, NamesAreUniqueAndLeadBack) {
    std::set<std::string> names;
    for (int i = 0; i < codeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        EXPECT_TRUE(names.insert(nameOf(code)).second) << nameOf(code);
        EXPECT_EQ(errorCodeFromName(nameOf(code)), code);
    }
    EXPECT_EQ(nameOf(ErrorCode::SnapshotHeld), std::string("SnapshotHeld"));
}

TEST(Error, AnUnknownNameIsInternal) {
    EXPECT_EQ(errorCodeFromName("NoSuchCode"), ErrorCode::Internal);
    EXPECT_EQ(errorCodeFromName(""), ErrorCode::Internal);
}

TEST(Error, ReturnValuesFollowTheService) {
    const auto expectAll = [](ReturnValue value, std::initializer_list<ErrorCode> codes) {
        for (const ErrorCode code : codes) {
            EXPECT_EQ(returnValueOf(code), value) << nameOf(code);
        }
    };
    expectAll(ReturnValue::NotSupported, {ErrorCode::NotSupported});
    expectAll(ReturnValue::Timeout, {ErrorCode::LibraryInUse, ErrorCode::LayerInUse});
    expectAll(ReturnValue::InvalidParameter,
              {ErrorCode::UnknownReference, ErrorCode::InvalidArgument, ErrorCode::ManifestInvalid});
    expectAll(ReturnValue::InvalidType, {ErrorCode::NotASnapshot});
    expectAll(ReturnValue::InvalidState, {ErrorCode::SnapshotHeld,       ErrorCode::VirtualSystemRunning,
                                          ErrorCode::MemberMissing,      ErrorCode::UnownedChild,
                                          ErrorCode::InUseByJob,         ErrorCode::InvalidJobState,
                                          ErrorCode::PathOutsideLibrary, ErrorCode::NotVhdx,
                                          ErrorCode::HeaderCorrupt,      ErrorCode::RegionTableCorrupt,
                                          ErrorCode::MetadataCorrupt,    ErrorCode::BatCorrupt,
                                          ErrorCode::LogCorrupt,         ErrorCode::ParentNotFound,
                                          ErrorCode::ParentMismatch,     ErrorCode::ParentLocatorInvalid,
                                          ErrorCode::ChainCycle,         ErrorCode::SectorSizeMismatch,
                                          ErrorCode::DuplicateLayer,     ErrorCode::ChainChanged});
    expectAll(ReturnValue::Failed, {ErrorCode::IoFailed, ErrorCode::NoSpace, ErrorCode::DatabaseFailed,
                                    ErrorCode::ContentMismatch, ErrorCode::Cancelled, ErrorCode::Internal});
}

TEST(Error, ErrnoIsMappedToTheFittingCode) {
    EXPECT_EQ(osFailure(ENOENT, "a", "o").code, ErrorCode::FileNotFound);
    EXPECT_EQ(osFailure(ENOTDIR, "a", "o").code, ErrorCode::FileNotFound);
    EXPECT_EQ(osFailure(EEXIST, "a", "o").code, ErrorCode::FileExists);
    EXPECT_EQ(osFailure(EACCES, "a", "o").code, ErrorCode::PermissionDenied);
    EXPECT_EQ(osFailure(EROFS, "a", "o").code, ErrorCode::PermissionDenied);
    EXPECT_EQ(osFailure(ENOSPC, "a", "o").code, ErrorCode::NoSpace);
    EXPECT_EQ(osFailure(EDQUOT, "a", "o").code, ErrorCode::NoSpace);
    EXPECT_EQ(osFailure(ELOOP, "a", "o").code, ErrorCode::NotARegularFile);
    EXPECT_EQ(osFailure(EIO, "a", "o").code, ErrorCode::IoFailed);
}

TEST(Error, OsFailureKeepsItsFacts) {
    const Error error = osFailure(EIO, "reading", "/x");
    EXPECT_EQ(error.action, "reading");
    EXPECT_EQ(error.object, "/x");
    EXPECT_EQ(error.osError, EIO);
}

Result<int> half(int value) {
    if (value % 2 != 0) {
        return fail(ErrorCode::InvalidArgument, "halving", std::to_string(value));
    }
    return value / 2;
}

Result<int> quarter(int value) {
    COPPICE_TRY(const int halved, half(value));
    COPPICE_CHECK(half(halved));
    return half(halved);
}

TEST(Error, TryAndCheckPassTheErrorOn) {
    EXPECT_EQ(quarter(8), 2);
    ASSERT_FALSE(quarter(7));
    EXPECT_EQ(quarter(7).error().object, "7");
    ASSERT_FALSE(quarter(6));
    EXPECT_EQ(quarter(6).error().object, "3");
}

} // namespace
} // namespace coppice
