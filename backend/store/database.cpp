// SQLite behind typed calls: results become Error in one place, here.
#include "store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace coppice {

namespace {

constexpr int busyTimeoutMilliseconds = 5000;

ErrorCode codeOf(int result) {
    switch (result & 0xff) { // the primary code; the rest says more of the same
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::LibraryInUse;
    case SQLITE_FULL:
        return ErrorCode::NoSpace;
    case SQLITE_IOERR:
        return ErrorCode::IoFailed;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::PermissionDenied;
    case SQLITE_NOTADB:
        return ErrorCode::NotALibrary;
    default:
        return ErrorCode::DatabaseFailed;
    }
}

std::string fileOf(sqlite3* database) {
    const char* name = sqlite3_db_filename(database, "main");
    return name == nullptr ? std::string("coppice.db") : std::string(name);
}

/// `result` is what the call gave back; the connection still has the words for it.
std::unexpected<Error> failure(sqlite3* database, int result, std::string action) {
    const bool hasSystemError = (result & 0xff) == SQLITE_IOERR || (result & 0xff) == SQLITE_CANTOPEN;
    return std::unexpected(Error{.code = codeOf(result),
                                 .action = std::move(action),
                                 .object = fileOf(database),
                                 .detail = sqlite3_errmsg(database),
                                 .osError = hasSystemError ? sqlite3_system_errno(database) : 0});
}

/// Why a file that exists could not be opened or first read.
std::unexpected<Error> openFailure(sqlite3* database, int result, const std::filesystem::path& file,
                                   Database::Mode mode) {
    const std::string action = "opening the library's database";
    const int primary = result & 0xff;
    if (primary == SQLITE_CANTOPEN && access(file.c_str(), R_OK) != 0) {
        return std::unexpected(osFailure(errno, action, file.string()));
    }
    // WAL: a reader, too, makes the index of the log (coppice.db-shm) if no one has the library open.
    if ((primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY) && mode == Database::Mode::ReadOnly &&
        access(file.parent_path().c_str(), W_OK) != 0) {
        return fail(ErrorCode::PermissionDenied, action, file.parent_path().string(),
                    "SQLite keeps its log beside the database, so that reading a library that no other "
                    "process has open needs write permission for the folder");
    }
    return std::unexpected(Error{.code = codeOf(result),
                                 .action = action,
                                 .object = file.string(),
                                 .detail = sqlite3_errmsg(database)});
}

} // namespace

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bindResult(other.m_bindResult) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_database, other.m_database);
    std::swap(m_statement, other.m_statement);
    std::swap(m_bindResult, other.m_bindResult);
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

Statement& Statement::note(int bindResult) {
    if (m_bindResult == SQLITE_OK) {
        m_bindResult = bindResult;
    }
    return *this;
}

Statement& Statement::bindInteger(int index, std::int64_t value) {
    return note(sqlite3_bind_int64(m_statement, index, value));
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL: an empty view may have one.
    const char* data = text.data() == nullptr ? "" : text.data();
    return note(sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind(int index, const Guid& id) {
    return bind(index, std::string_view(id.toString()));
}

Statement& Statement::bindNull(int index) {
    return note(sqlite3_bind_null(m_statement, index));
}

Result<bool> Statement::step() {
    if (m_bindResult != SQLITE_OK) {
        return failure(m_database, m_bindResult, "binding a value");
    }
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW) {
        return true;
    }
    if (result == SQLITE_DONE) {
        sqlite3_reset(m_statement);
        return false;
    }
    auto error = failure(m_database, result, "using the library's database");
    sqlite3_reset(m_statement);
    return error;
}

Result<void> Statement::run() {
    for (;;) {
        COPPICE_TRY(const bool row, step());
        if (!row) {
            return {};
        }
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes == nullptr ? std::string()
                            : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Result<Guid> Statement::guid(int column) const {
    // Read in place: a large library has several hundred thousand ids.
    const void* bytes = sqlite3_column_blob(m_statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    const std::string_view stored(static_cast<const char*>(bytes), bytes == nullptr ? 0 : size);
    const std::optional<Guid> parsed = Guid::parse(stored);
    if (!parsed) {
        return fail(
            ErrorCode::DatabaseFailed, "reading the library's database", fileOf(m_database),
            fmt::format("'{}' in column {} is no id", stored, sqlite3_column_name(m_statement, column)));
    }
    return *parsed;
}

Result<std::optional<Guid>> Statement::optionalGuid(int column) const {
    if (isNull(column)) {
        return std::nullopt;
    }
    COPPICE_TRY(Guid id, guid(column));
    return std::optional(id);
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    std::error_code error;
    const bool exists = std::filesystem::exists(file, error);
    if (error) {
        return std::unexpected(osFailure(error.value(), "opening the library's database", file.string()));
    }
    if (exists == (mode == Mode::Create)) {
        return fail(exists ? ErrorCode::FileExists : ErrorCode::FileNotFound,
                    "opening the library's database", file.string());
    }

    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY
                                : SQLITE_OPEN_READWRITE | (mode == Mode::Create ? SQLITE_OPEN_CREATE : 0));
    sqlite3* handle = nullptr;
    int result = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Database database(handle); // even a failed open leaves a handle to close
    if (result != SQLITE_OK) {
        return openFailure(handle, result, file, mode);
    }
    if (mode == Mode::ReadWrite && sqlite3_db_readonly(handle, "main") == 1) {
        return fail(ErrorCode::PermissionDenied, "opening the library's database", file.string(),
                    "the file can only be read");
    }
    sqlite3_busy_timeout(handle, busyTimeoutMilliseconds);
    // A library may come from elsewhere: its schema is data, not code.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    const char* settings =
        mode == Mode::Create
            ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            : "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA schema_version;";
    result = sqlite3_exec(handle, settings, nullptr, nullptr, nullptr); // the first read of the file
    if (result != SQLITE_OK) {
        return openFailure(handle, result, file, mode);
    }
    return database;
}

Database::Database(Database&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    return *this;
}

Database::~Database() {
    sqlite3_close_v2(m_handle);
}

Result<void> Database::execute(std::string_view sql) {
    const int result = sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) {
        return failure(m_handle, result, "using the library's database");
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int result =
        sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (result != SQLITE_OK) {
        return failure(m_handle, result, "using the library's database");
    }
    return Statement(m_handle, statement);
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
    COPPICE_TRY(Statement statement, prepare(sql));
    COPPICE_TRY(const bool row, statement.step());
    return row ? std::optional(statement.integer(0)) : std::nullopt;
}

std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_handle);
}

std::int64_t Database::changedRows() const {
    return sqlite3_changes64(m_handle);
}

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
    COPPICE_CHECK(database.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"));
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // SQLite may have rolled back by itself (disk full); a second time would only be an error.
    if (m_database != nullptr && sqlite3_get_autocommit(m_database->m_handle) == 0) {
        sqlite3_exec(m_database->m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

Result<void> Transaction::commit() {
    COPPICE_CHECK(m_database->execute("COMMIT"));
    m_database = nullptr;
    return {};
}

} // namespace coppice
