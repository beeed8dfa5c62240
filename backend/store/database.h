// A thin, typed skin over SQLite: statements that finalise themselves, errors as Error, transactions by
// scope.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace coppice {

/// One prepared statement. Bind from 1, columns from 0, as in SQLite.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bindNull(int index);
    /// Binds null for nullopt.
    Statement& bind(int index, const std::optional<std::string>& text);

    /// True: a row is there.
    Result<bool> step();
    /// step() for statements without rows, then reset for the next use.
    Result<void> run();
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;

private:
    friend class Database;
    Statement(sqlite3* database, sqlite3_stmt* statement)
        : m_database(database)
        , m_statement(statement) {}
    sqlite3* m_database;
    sqlite3_stmt* m_statement;
};

/// One connection; one thread at a time. WAL, foreign keys on, synchronous FULL, busy timeout set.
class Database {
public:
    enum class Mode { ReadOnly, ReadWrite, Create };
    static Result<Database> open(const std::filesystem::path& file, Mode mode);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    Result<void> execute(std::string_view sql); ///< several statements, no rows
    Result<Statement> prepare(std::string_view sql);
    std::int64_t lastInsertId() const;

private:
    explicit Database(sqlite3* handle)
        : m_handle(handle) {}
    sqlite3* m_handle;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back unless commit() returned success.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Database& database)
        : m_database(&database) {}
    Database* m_database;
};

} // namespace coppice
