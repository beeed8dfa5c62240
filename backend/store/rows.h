// What the repositories share: times, enumerations and audit lines in rows.
#pragma once

#include "core/clock.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <type_traits>

namespace coppice::rows {

inline std::int64_t milliseconds(Timestamp time) {
    return time.time_since_epoch().count();
}
inline std::optional<std::int64_t> milliseconds(const std::optional<Timestamp>& time) {
    return time ? std::optional(milliseconds(*time)) : std::nullopt;
}
inline Timestamp timestamp(const Statement& row, int column) {
    return Timestamp(std::chrono::milliseconds(row.integer(column)));
}
inline std::optional<Timestamp> optionalTimestamp(const Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional(timestamp(row, column));
}

/// DatabaseFailed unless the column holds a number from `first` to `last`, which follow one another.
template <class Enum>
Result<Enum> enumeration(const Statement& row, int column, Enum first, Enum last) {
    const std::int64_t value = row.integer(column);
    if (value < static_cast<std::int64_t>(first) || value > static_cast<std::int64_t>(last)) {
        return fail(ErrorCode::DatabaseFailed, "reading the library's database", std::to_string(value),
                    "a number that means nothing here");
    }
    return static_cast<Enum>(value);
}

/// For enumerations in rows.
template <class Enum>
    requires std::is_enum_v<Enum>
constexpr std::int64_t number(Enum value) {
    return static_cast<std::int64_t>(value);
}

/// Runs inside the caller's transaction.
inline Result<void> addAudit(Database& database, const std::string& user, const std::string& action,
                             const std::string& object, const std::string& detail) {
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO audit (at_ms, user, action, object, detail) "
                                              "VALUES (?, ?, ?, ?, ?)"));
    return insert.bind(1, milliseconds(systemClock().now()))
        .bind(2, user)
        .bind(3, action)
        .bind(4, object)
        .bind(5, detail)
        .run();
}

} // namespace coppice::rows
