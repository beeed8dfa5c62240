// The crash-test file system: inodes, names, locks, and the plan of failures over them.
#include "support/crash_file_system.h"

#include "core/units.h"
#include "support/crash_names.h"
#include "support/tracked_content.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <stdexcept>

namespace coppice::test {

namespace fs = std::filesystem;

namespace {

using Inode = CrashNames::Inode;

constexpr std::uint64_t deviceNumber = 1;
constexpr std::uint64_t defaultFreeBytes = 1024 * TiB;
constexpr std::size_t copyBytes = 1024 * 1024;

std::unexpected<Error> notThere(const char* action, const fs::path& path) {
    return fail(ErrorCode::FileNotFound, action, path.string());
}

/// "/lib/../lib/a/" names the same as "/lib/a".
fs::path normal(const fs::path& path) {
    const fs::path result = path.lexically_normal();
    return result.has_filename() || result == "/" ? result : result.parent_path();
}

} // namespace

/// Shared by the file system and the files and locks it handed out. All members under the mutex.
struct CrashFileSystem::State {
    struct Locks {
        std::size_t shared = 0;
        bool exclusive = false;
    };

    mutable std::mutex mutex;
    CrashNames names;
    std::map<Inode, std::shared_ptr<TrackedContent>> contents;
    Inode nextInode = 2;
    std::map<Inode, Locks> locks;
    std::uint64_t freeBytes = defaultFreeBytes;

    std::vector<std::string> log;
    std::map<std::uint64_t, ErrorCode> failures;
    std::optional<std::uint64_t> crashNumber;
    bool crashed = false;

    std::unexpected<Error> dead(const char* action, const fs::path& path) const {
        Error error = osFailure(EIO, action, path.string());
        error.detail = "the process is dead";
        return std::unexpected(std::move(error));
    }

    Result<void> alive(const char* action, const fs::path& path) const {
        if (crashed) {
            return dead(action, path);
        }
        return {};
    }

    /// Counts one operation; fails if it is to fail.
    Result<void> begin(const char* action, const fs::path& path, const std::string& what) {
        COPPICE_CHECK(alive(action, path));
        log.push_back(fmt::format("{} {}", log.size() + 1, what));
        const std::uint64_t number = log.size();
        if (crashNumber && number >= *crashNumber) {
            crashed = true;
            return dead(action, path);
        }
        if (const auto planned = failures.find(number); planned != failures.end()) {
            const bool noSpace = planned->second == ErrorCode::NoSpace;
            Error error = osFailure(noSpace ? ENOSPC : EIO, action, path.string());
            error.code = planned->second;
            error.detail = "planned by the test";
            return std::unexpected(std::move(error));
        }
        return {};
    }

    Result<Inode> inodeOf(const char* action, const fs::path& path) const {
        if (names.isFolder(path)) {
            return fail(ErrorCode::NotARegularFile, action, path.string());
        }
        const auto inode = names.find(path);
        if (!inode) {
            return notThere(action, path);
        }
        return *inode;
    }

    Result<void> folderExists(const char* action, const fs::path& path) const {
        return names.isFolder(path) ? Result<void>() : notThere(action, path);
    }

    Result<void> nameIsFree(const char* action, const fs::path& path) const {
        if (names.isFolder(path) || names.find(path)) {
            return fail(ErrorCode::FileExists, action, path.string());
        }
        return {};
    }

    Inode addFile() {
        contents[nextInode] = std::make_shared<TrackedContent>();
        return nextInode++;
    }

    /// Without what belongs to the process that ended: locks, open files, the plan of failures.
    std::shared_ptr<State> copyOf(CrashNames copiedNames) const {
        auto copy = std::make_shared<State>();
        copy->names = std::move(copiedNames);
        copy->nextInode = nextInode;
        copy->freeBytes = freeBytes;
        return copy;
    }
};

class CrashFileSystem::File final : public BlockFile {
public:
    File(std::shared_ptr<State> state, std::shared_ptr<TrackedContent> content, OpenMode mode,
         const fs::path& path)
        : m_state(std::move(state))
        , m_content(std::move(content))
        , m_mode(mode)
        , m_path(path.string()) {}

    const std::string& path() const override { return m_path; }

    Result<std::uint64_t> sizeBytes() override {
        const std::scoped_lock guard(m_state->mutex);
        COPPICE_CHECK(m_state->alive("reading the size of the file", m_path));
        return m_content->current().sizeBytes();
    }

    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override {
        const std::scoped_lock guard(m_state->mutex);
        COPPICE_CHECK(m_state->alive("reading the file", m_path));
        m_content->current().read(offsetBytes, into);
        return {};
    }

    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override {
        const std::scoped_lock guard(m_state->mutex);
        const bool wasDead = m_state->crashed;
        const auto begun =
            begin("writing the file", fmt::format("writeAt {} {}+{}", m_path, offsetBytes, from.size()));
        if (begun) {
            m_content->write(offsetBytes, from);
        } else if (!wasDead && m_mode == OpenMode::ReadWrite) {
            // As a short write before the failure: the first half of the sectors is there.
            const std::size_t half =
                from.size() / 2 / TrackedContent::sectorBytes * TrackedContent::sectorBytes;
            if (half != 0) {
                m_content->write(offsetBytes, from.first(half));
            }
        }
        return begun;
    }

    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override {
        const std::scoped_lock guard(m_state->mutex);
        COPPICE_CHECK(begin("zeroing a range of the file",
                            fmt::format("writeZeros {} {}+{}", m_path, offsetBytes, lengthBytes)));
        m_content->writeZeros(offsetBytes, lengthBytes);
        return {};
    }

    Result<void> resize(std::uint64_t sizeBytes) override {
        const std::scoped_lock guard(m_state->mutex);
        COPPICE_CHECK(begin("changing the size of the file", fmt::format("resize {} {}", m_path, sizeBytes)));
        m_content->resize(sizeBytes);
        return {};
    }

    Result<void> flush() override {
        constexpr const char* action = "flushing the file to its volume";
        const std::scoped_lock guard(m_state->mutex);
        auto begun = m_state->begin(action, m_path, fmt::format("flush {}", m_path));
        if (begun && m_flushFailure) {
            return std::unexpected(*m_flushFailure);
        }
        if (!begun) {
            m_flushFailure = begun.error();
            return begun;
        }
        m_content->flush();
        return {};
    }

    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override {
        const std::scoped_lock guard(m_state->mutex);
        COPPICE_CHECK(m_state->alive("looking for data in the file", m_path));
        return m_content->current().nextDataOffset(offsetBytes);
    }

private:
    Result<void> begin(const char* action, const std::string& what) {
        if (m_mode == OpenMode::ReadOnly) {
            return fail(ErrorCode::PermissionDenied, action, m_path, "opened for reading");
        }
        return m_state->begin(action, m_path, what);
    }

    std::shared_ptr<State> m_state;
    std::shared_ptr<TrackedContent> m_content;
    OpenMode m_mode;
    std::string m_path;
    std::optional<Error> m_flushFailure;
};

class CrashFileSystem::Lock final : public FileLock {
public:
    Lock(std::shared_ptr<State> state, Inode inode, LockKind kind)
        : m_state(std::move(state))
        , m_inode(inode)
        , m_kind(kind) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() override {
        const std::scoped_lock guard(m_state->mutex);
        State::Locks& held = m_state->locks[m_inode];
        if (m_kind == LockKind::Exclusive) {
            held.exclusive = false;
        } else {
            --held.shared;
        }
    }

private:
    std::shared_ptr<State> m_state;
    Inode m_inode;
    LockKind m_kind;
};

CrashFileSystem::CrashFileSystem()
    : CrashFileSystem(std::make_shared<State>()) {}
CrashFileSystem::CrashFileSystem(std::shared_ptr<State> state)
    : m_state(std::move(state)) {}
CrashFileSystem::~CrashFileSystem() = default;
CrashFileSystem::CrashFileSystem(CrashFileSystem&&) noexcept = default;
CrashFileSystem& CrashFileSystem::operator=(CrashFileSystem&&) noexcept = default;

std::uint64_t CrashFileSystem::operationCount() const {
    const std::scoped_lock guard(m_state->mutex);
    return m_state->log.size();
}

std::vector<std::string> CrashFileSystem::operationLog() const {
    const std::scoped_lock guard(m_state->mutex);
    return m_state->log;
}

void CrashFileSystem::failAt(std::uint64_t n, ErrorCode code) {
    const std::scoped_lock guard(m_state->mutex);
    m_state->failures[n] = code;
}

void CrashFileSystem::crashAt(std::uint64_t n) {
    const std::scoped_lock guard(m_state->mutex);
    m_state->crashNumber = n;
}

bool CrashFileSystem::hasCrashed() const {
    const std::scoped_lock guard(m_state->mutex);
    return m_state->crashed;
}

CrashFileSystem CrashFileSystem::afterCrash(std::uint64_t seed) const {
    const std::scoped_lock guard(m_state->mutex);
    std::mt19937_64 random(seed);
    auto left = m_state->copyOf(m_state->names.afterPowerLoss(random));
    for (const Inode inode : left->names.reachable()) {
        left->contents[inode] =
            std::make_shared<TrackedContent>(m_state->contents.at(inode)->afterPowerLoss(random));
    }
    return CrashFileSystem(std::move(left));
}

CrashFileSystem CrashFileSystem::afterKill() const {
    const std::scoped_lock guard(m_state->mutex);
    auto left = m_state->copyOf(m_state->names);
    for (const Inode inode : left->names.reachable()) {
        left->contents[inode] = std::make_shared<TrackedContent>(*m_state->contents.at(inode));
    }
    return CrashFileSystem(std::move(left));
}

void CrashFileSystem::writeFile(const fs::path& path, ByteView content) {
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    m_state->names.makeFolders(name.parent_path());
    const Inode inode = m_state->addFile();
    m_state->contents[inode]->write(0, content);
    m_state->contents[inode]->flush();
    m_state->names.set(name, inode);
    m_state->names.sync(name.parent_path());
}

std::vector<std::byte> CrashFileSystem::readFile(const fs::path& path) const {
    const std::scoped_lock guard(m_state->mutex);
    const auto inode = m_state->names.find(normal(path));
    if (!inode) {
        throw std::runtime_error(path.string() + " does not exist");
    }
    const SparseBytes& content = m_state->contents.at(*inode)->current();
    std::vector<std::byte> bytes(content.sizeBytes());
    content.read(0, bytes);
    return bytes;
}

bool CrashFileSystem::exists(const fs::path& path) const {
    const std::scoped_lock guard(m_state->mutex);
    return m_state->names.find(normal(path)).has_value();
}

std::vector<std::string> CrashFileSystem::listing() const {
    const std::scoped_lock guard(m_state->mutex);
    std::vector<std::string> paths;
    for (const auto& [path, inode] : m_state->names.files()) {
        paths.push_back(path.string());
    }
    std::ranges::sort(paths);
    return paths;
}

void CrashFileSystem::syncAll() {
    const std::scoped_lock guard(m_state->mutex);
    for (auto& [inode, content] : m_state->contents) {
        content->flush();
    }
    m_state->names.syncAll();
}

void CrashFileSystem::exportFile(const fs::path& path, const fs::path& nativePath) const {
    const std::scoped_lock guard(m_state->mutex);
    const auto inode = m_state->names.find(normal(path));
    std::ofstream out(nativePath, std::ios::binary | std::ios::trunc);
    if (!inode || !out) {
        throw std::runtime_error(fmt::format("cannot export {} to {}", path.string(), nativePath.string()));
    }
    const SparseBytes& content = m_state->contents.at(*inode)->current();
    std::vector<std::byte> buffer(copyBytes);
    std::vector<char> chars(copyBytes);
    std::uint64_t offset = content.nextDataOffset(0);
    while (offset < content.sizeBytes()) {
        const auto length =
            static_cast<std::size_t>(std::min<std::uint64_t>(copyBytes, content.sizeBytes() - offset));
        content.read(offset, ByteSpan(buffer).first(length));
        std::ranges::transform(buffer, chars.begin(), [](std::byte byte) { return static_cast<char>(byte); });
        out.seekp(static_cast<std::streamoff>(offset));
        out.write(chars.data(), static_cast<std::streamsize>(length));
        offset = content.nextDataOffset(offset + length);
    }
    out.close();
    fs::resize_file(nativePath, content.sizeBytes());
    if (!out) {
        throw std::runtime_error("cannot write " + nativePath.string());
    }
}

void CrashFileSystem::importFile(const fs::path& nativePath, const fs::path& path) {
    std::vector<std::byte> buffer(copyBytes);
    const auto source = nativeFileSystem().open(nativePath, OpenMode::ReadOnly);
    const auto size =
        source ? (*source)->sizeBytes() : Result<std::uint64_t>(std::unexpected(source.error()));
    if (!size) {
        throw std::runtime_error("cannot import " + nativePath.string());
    }
    writeFile(path, {});
    const std::scoped_lock guard(m_state->mutex);
    TrackedContent& content = *m_state->contents.at(*m_state->names.find(normal(path)));
    content.resize(*size);
    for (auto next = (*source)->nextDataOffset(0); *next < *size;) {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(copyBytes, *size - *next));
        if (!(*source)->readAt(*next, ByteSpan(buffer).first(length))) {
            throw std::runtime_error("cannot read " + nativePath.string());
        }
        content.write(*next, ByteView(buffer).first(length));
        next = (*source)->nextDataOffset(*next + length);
    }
    content.flush();
}

void CrashFileSystem::setFreeBytes(std::uint64_t bytes) {
    const std::scoped_lock guard(m_state->mutex);
    m_state->freeBytes = bytes;
}

Result<std::unique_ptr<BlockFile>> CrashFileSystem::open(const fs::path& path, OpenMode mode) {
    constexpr const char* action = "opening the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->alive(action, name));
    COPPICE_TRY(const Inode inode, m_state->inodeOf(action, name));
    return std::make_unique<File>(m_state, m_state->contents.at(inode), mode, name);
}

Result<std::unique_ptr<BlockFile>> CrashFileSystem::create(const fs::path& path) {
    constexpr const char* action = "creating the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->begin(action, name, fmt::format("create {}", name.string())));
    COPPICE_CHECK(m_state->folderExists(action, name.parent_path()));
    COPPICE_CHECK(m_state->nameIsFree(action, name));
    const Inode inode = m_state->addFile();
    m_state->names.set(name, inode);
    return std::make_unique<File>(m_state, m_state->contents.at(inode), OpenMode::ReadWrite, name);
}

Result<void> CrashFileSystem::createDirectories(const fs::path& path) {
    constexpr const char* action = "creating the folder";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->alive(action, name));
    for (fs::path part = name; part.has_relative_path(); part = part.parent_path()) {
        if (m_state->names.find(part)) {
            return fail(ErrorCode::FileExists, action, part.string());
        }
    }
    m_state->names.makeFolders(name);
    return {};
}

Result<std::optional<FileStatus>> CrashFileSystem::status(const fs::path& path) {
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->alive("looking at the file", name));
    if (m_state->names.isFolder(name)) {
        FileStatus folder;
        folder.identity = {.device = deviceNumber, .inode = 1};
        folder.isDirectory = true;
        return folder;
    }
    const auto inode = m_state->names.find(name);
    if (!inode) {
        return std::nullopt;
    }
    const SparseBytes& content = m_state->contents.at(*inode)->current();
    return FileStatus{.identity = {.device = deviceNumber, .inode = *inode},
                      .sizeBytes = content.sizeBytes(),
                      .allocatedBytes = content.allocatedBytes(),
                      .hardLinks = m_state->names.linksTo(*inode),
                      .isRegularFile = true,
                      .isDirectory = false};
}

Result<fs::path> CrashFileSystem::canonical(const fs::path& path) {
    constexpr const char* action = "resolving the path";
    const std::scoped_lock guard(m_state->mutex);
    COPPICE_CHECK(m_state->alive(action, path));
    fs::path name = normal(path);
    if (!m_state->names.isFolder(name) && !m_state->names.find(name)) {
        return notThere(action, path);
    }
    return name;
}

Result<std::vector<std::string>> CrashFileSystem::list(const fs::path& folder) {
    constexpr const char* action = "listing the folder";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(folder);
    COPPICE_CHECK(m_state->alive(action, name));
    COPPICE_CHECK(m_state->folderExists(action, name));
    return m_state->names.namesIn(name);
}

Result<void> CrashFileSystem::rename(const fs::path& from, const fs::path& to) {
    constexpr const char* action = "renaming the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path source = normal(from);
    const fs::path target = normal(to);
    COPPICE_CHECK(
        m_state->begin(action, source, fmt::format("rename {} {}", source.string(), target.string())));
    COPPICE_CHECK(m_state->inodeOf(action, source));
    COPPICE_CHECK(m_state->folderExists(action, target.parent_path()));
    if (m_state->names.isFolder(target)) {
        return fail(ErrorCode::NotARegularFile, action, target.string());
    }
    m_state->names.rename(source, target);
    return {};
}

Result<void> CrashFileSystem::hardLink(const fs::path& existing, const fs::path& added) {
    constexpr const char* action = "adding a name to the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path source = normal(existing);
    const fs::path target = normal(added);
    COPPICE_CHECK(
        m_state->begin(action, source, fmt::format("hardLink {} {}", source.string(), target.string())));
    COPPICE_TRY(const Inode inode, m_state->inodeOf(action, source));
    COPPICE_CHECK(m_state->folderExists(action, target.parent_path()));
    COPPICE_CHECK(m_state->nameIsFree(action, target));
    m_state->names.set(target, inode);
    return {};
}

Result<void> CrashFileSystem::remove(const fs::path& path) {
    constexpr const char* action = "deleting the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->begin(action, name, fmt::format("remove {}", name.string())));
    COPPICE_CHECK(m_state->inodeOf(action, name));
    m_state->names.remove(name);
    return {};
}

Result<void> CrashFileSystem::syncDirectory(const fs::path& folder) {
    constexpr const char* action = "flushing the folder to its volume";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(folder);
    COPPICE_CHECK(m_state->begin(action, name, fmt::format("syncDirectory {}", name.string())));
    COPPICE_CHECK(m_state->folderExists(action, name));
    m_state->names.sync(name);
    return {};
}

Result<std::uint64_t> CrashFileSystem::freeBytes(const fs::path& path) {
    constexpr const char* action = "asking for the free space";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->alive(action, name));
    if (!m_state->names.isFolder(name) && !m_state->names.find(name)) {
        return notThere(action, name);
    }
    return m_state->freeBytes;
}

Result<std::unique_ptr<FileLock>> CrashFileSystem::lock(const fs::path& path, LockKind kind) {
    constexpr const char* action = "locking the file";
    const std::scoped_lock guard(m_state->mutex);
    const fs::path name = normal(path);
    COPPICE_CHECK(m_state->alive(action, name));
    COPPICE_TRY(const Inode inode, m_state->inodeOf(action, name));
    State::Locks& held = m_state->locks[inode];
    const bool exclusive = kind == LockKind::Exclusive;
    if (held.exclusive || (exclusive && held.shared > 0)) {
        return fail(ErrorCode::LayerInUse, action, name.string(), "it is locked");
    }
    if (exclusive) {
        held.exclusive = true;
    } else {
        ++held.shared;
    }
    return std::make_unique<Lock>(m_state, inode, kind);
}

} // namespace coppice::test
