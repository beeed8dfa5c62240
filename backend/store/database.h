// A thin, typed skin over SQLite: statements that finalise themselves, errors as Error, transactions by
// scope.
#pragma once

#include "core/error.h"
#include "core/guid.h"

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace coppice {

/// One prepared statement. Bind from 1, columns from 0, as in SQLite. Must not outlive its Database.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // A value that cannot be bound is reported by the next step().

    /// Unsigned 64-bit values keep their bits: what is above 2^63 is stored as a negative number.
    template <std::integral Integer>
    Statement& bind(int index, Integer value) {
        return bindInteger(index, static_cast<std::int64_t>(value));
    }
    Statement& bind(int index, std::string_view text);
    /// In Guid's text form.
    Statement& bind(int index, const Guid& id);
    Statement& bindNull(int index);
    /// Null for nullopt.
    template <class T>
    Statement& bind(int index, const std::optional<T>& value) {
        return value ? bind(index, *value) : bindNull(index);
    }

    /// True: a row is there. False: done, and reset for the next use.
    Result<bool> step();
    /// step() to the end, for statements whose rows are of no interest; then reset for the next use.
    Result<void> run();

    std::int64_t integer(int column) const;
    /// Integer columns that were bound unsigned.
    std::uint64_t unsignedInteger(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    bool boolean(int column) const { return integer(column) != 0; }
    std::string text(int column) const;
    bool isNull(int column) const;
    /// DatabaseFailed if the column does not hold a GUID.
    Result<Guid> guid(int column) const;
    Result<std::optional<Guid>> optionalGuid(int column) const;

private:
    friend class Database;
    Statement(sqlite3* database, sqlite3_stmt* statement)
        : m_database(database)
        , m_statement(statement) {}
    Statement& bindInteger(int index, std::int64_t value);
    Statement& note(int bindResult);

    sqlite3* m_database;
    sqlite3_stmt* m_statement;
    int m_bindResult = 0; ///< of the first bind that failed
};

/// One connection; one thread at a time. WAL, foreign keys on, synchronous FULL, busy timeout set.
class Database {
public:
    enum class Mode {
        ReadOnly, ///< beside a writer in another process
        ReadWrite,
        Create, ///< a new, empty file in WAL mode; FileExists if the name is taken
    };
    /// FileNotFound, PermissionDenied; NotALibrary if the file is no SQLite database.
    static Result<Database> open(const std::filesystem::path& file, Mode mode);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    Result<void> execute(std::string_view sql); ///< several statements, rows ignored
    Result<Statement> prepare(std::string_view sql);
    /// The first column of the first row; nullopt without rows. For PRAGMA and EXISTS.
    Result<std::optional<std::int64_t>> integer(std::string_view sql);
    std::int64_t lastInsertId() const;
    /// Rows that the last INSERT, UPDATE or DELETE changed.
    std::int64_t changedRows() const;

private:
    friend class Transaction;
    explicit Database(sqlite3* handle)
        : m_handle(handle) {}
    sqlite3* m_handle;
};

/// BEGIN … COMMIT; rolls back unless commit() returned success. Must not outlive its Database.
class Transaction {
public:
    enum class Kind {
        Write, ///< BEGIN IMMEDIATE: LibraryInUse if another process writes for longer than the busy timeout
        Read,  ///< one consistent state over several SELECTs
    };
    static Result<Transaction> begin(Database& database, Kind kind = Kind::Write);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    /// Durable when this returns.
    Result<void> commit();

private:
    explicit Transaction(Database& database)
        : m_database(&database) {}
    Database* m_database;
};

} // namespace coppice
