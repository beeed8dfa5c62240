// A provider made of values.
#include "fake_library.h"

#include <algorithm>
#include <utility>

namespace coppice::models::test {

void Gate::open() {
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
    }
    m_changed.notify_all();
}

void Gate::close() {
    const std::lock_guard lock(m_mutex);
    m_open = false;
}

bool Gate::pass(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait(lock, stop, [this] { return m_open; });
}

void FakeLibrary::note(const std::string& event) {
    const std::lock_guard lock(mutex);
    events.push_back(event);
}

int FakeLibrary::count(const std::string& event) {
    const std::lock_guard lock(mutex);
    return static_cast<int>(std::ranges::count(events, event));
}

JobRecord FakeLibrary::recordOf(JobId id) {
    const std::lock_guard lock(mutex);
    return records.at(id);
}

namespace {

class FakeJob final : public Job {
public:
    explicit FakeJob(FakeLibrary& library)
        : m_library(library) {}
    Result<void> run(JobContext& context) override { return m_library.work(context); }
    Result<void> takeBack() override { return {}; }

private:
    FakeLibrary& m_library;
};

class FakeProvider final : public Provider, public JobStore {
public:
    explicit FakeProvider(FakeLibrary& library)
        : m_library(library) {
        m_library.note("open");
    }
    ~FakeProvider() override { m_library.note("close"); }

    ProviderCapabilities capabilities() const override { return m_library.capabilities; }

    Result<std::shared_ptr<const LibraryView>> view() override {
        m_library.note("view");
        return m_library.view;
    }

    Result<DestroyPlan> planDestroy(const DestroyRequest& request, std::stop_token stop) override {
        m_library.note("plan");
        if (m_library.planBegun) {
            m_library.planBegun();
        }
        if (!m_library.plans.pass(stop)) {
            m_library.note("plan stopped");
            return fail(ErrorCode::Stopped, "planning", "");
        }
        const InventoryIndex index(m_library.view->inventory);
        COPPICE_TRY(Closure closure, closureOf(index, request.refs, request.scope));
        return DestroyPlan{.request = request, .closure = std::move(closure), .disks = {}, .refusals = {}};
    }

    Result<JobRecord> beginDestroy(const DestroyPlan&, const DestroyOptions& options) override {
        const std::lock_guard lock(m_library.mutex);
        JobRecord record;
        record.id = m_library.records.size() + 1;
        record.kind = "destroySnapshot";
        record.title = "Delete";
        record.inGrace = options.grace > std::chrono::milliseconds::zero();
        m_library.records[record.id] = record;
        return record;
    }

    Result<std::unique_ptr<Job>> jobFor(const JobRecord&) override {
        return std::make_unique<FakeJob>(m_library);
    }
    Result<void> hold(const Guid& snapshot, const std::string&) override {
        m_library.note("hold " + snapshot.toString());
        return {};
    }
    Result<void> release(const Guid& snapshot) override {
        return fail(ErrorCode::UnknownReference, "releasing", snapshot.toString());
    }
    Result<void> setNotes(const Guid& snapshot, const std::string& notes) override {
        m_library.note("notes " + snapshot.toString() + " " + notes);
        return {};
    }
    JobStore& jobStore() override { return *this; }
    Result<std::vector<JobRecord>> interruptedJobs() override {
        const std::lock_guard lock(m_library.mutex);
        std::vector<JobRecord> all;
        for (const JobId id : m_library.interrupted) {
            all.push_back(m_library.records.at(id));
        }
        return all;
    }
    Result<void> finishCommits(JobRecord&) override { return {}; }

    Result<void> saveJob(const JobRecord& record) override {
        const std::lock_guard lock(m_library.mutex);
        m_library.records[record.id] = record;
        return {};
    }
    Result<std::vector<JobRecord>> loadJobs() override {
        const std::lock_guard lock(m_library.mutex);
        std::vector<JobRecord> all;
        for (const auto& [id, record] : m_library.records) {
            all.push_back(record);
        }
        return all;
    }
    Result<std::vector<std::pair<JobId, JobAction>>> takeRequests() override {
        return std::vector<std::pair<JobId, JobAction>>{};
    }

private:
    FakeLibrary& m_library;
};

} // namespace

OpenLibrary FakeLibrary::opener() {
    return [this](const QString&) -> Result<OpenedLibrary> {
        if (openError) {
            return std::unexpected(*openError);
        }
        OpenedLibrary opened;
        opened.provider = std::make_unique<FakeProvider>(*this);
        opened.service = std::make_unique<CollectionSnapshotService>(*opened.provider, systemClock());
        opened.readOnlyBecause = readOnlyBecause;
        return opened;
    };
}

} // namespace coppice::models::test
