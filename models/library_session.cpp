// The bridge between the backend and the GUI thread.
//
// Two lanes: `slow` for everything that may read or write disks, in order; `quick` for what lives in memory,
// so that neither the live closure nor Pause waits behind a plan. All state here belongs to the session's
// thread; lanes get values and shared ownership of the open library, and answer by queued calls.
#include "models/library_session.h"

#include "models/job_actions.h"
#include "models/job_relay.h"
#include "models/work_lane.h"

#include <QMetaObject>

#include <algorithm>
#include <functional>
#include <map>
#include <stop_token>
#include <utility>

namespace coppice::models {

namespace {

/// What the lanes share of an open library. The service goes first, while the relay still listens.
struct Library {
    std::shared_ptr<JobRelay> relay;
    std::unique_ptr<Provider> provider;
    std::unique_ptr<CollectionSnapshotService> service;
    std::optional<Error> readOnlyBecause;

    bool writable() const { return provider->capabilities().writable; }
};
using LibraryPtr = std::shared_ptr<Library>;
using SharedPlan = std::shared_ptr<const DestroyPlan>;
using JobRecords = std::vector<std::shared_ptr<const JobRecord>>;

struct Fetched {
    std::shared_ptr<const ViewData> view;
    JobRecords jobs; ///< newest first
};

Result<std::shared_ptr<const ViewData>> fetchView(Library& library) {
    COPPICE_TRY(std::shared_ptr<const LibraryView> view, library.provider->view());
    return ViewData::make(std::move(view), library.provider->capabilities());
}

Result<JobRecords> fetchJobs(Library& library) {
    COPPICE_TRY(std::vector<JobRecord> stored, library.provider->jobStore().loadJobs());
    if (library.writable()) { // and so nobody else runs any of them
        for (JobRecord& record : stored) {
            settleAsLeft(record);
        }
    }
    std::map<JobId, std::shared_ptr<const JobRecord>, std::greater<>> byId;
    for (JobRecord& record : stored) {
        const JobId id = record.id;
        byId[id] = std::make_shared<const JobRecord>(std::move(record));
    }
    JobRecords jobs;
    for (const auto& [id, record] : byId) {
        jobs.push_back(record);
    }
    return jobs;
}

Result<Fetched> fetchAll(Library& library) {
    COPPICE_TRY(std::shared_ptr<const ViewData> view, fetchView(library));
    COPPICE_TRY(JobRecords jobs, fetchJobs(library));
    return Fetched{std::move(view), std::move(jobs)};
}

Result<Fetched> fetchViewAlone(Library& library) {
    COPPICE_TRY(std::shared_ptr<const ViewData> view, fetchView(library));
    return Fetched{std::move(view), {}};
}

Result<SharedPlan> makePlan(Library& library, const DestroyRequest& request, const std::stop_token& stop) {
    COPPICE_TRY(DestroyPlan plan, library.service->plan(request, stop));
    return std::make_shared<const DestroyPlan>(std::move(plan));
}

} // namespace

struct LibrarySession::Private {
    LibrarySession* q;
    OpenLibrary openLibrary;

    State state = State::Closed;
    QString folder;
    std::optional<QString> wanted; ///< to be opened once what is open has closed
    bool closeWanted = false;      ///< close() came while opening
    LibraryPtr library;
    std::shared_ptr<const ViewData> view;
    std::optional<Error> readOnlyBecause;
    std::map<JobId, std::shared_ptr<const JobRecord>, std::greater<>> jobs;

    std::chrono::milliseconds gracePeriod = std::chrono::milliseconds::zero();
    quint64 lastNumber = 0;
    bool viewUnderWay = false;
    bool viewWanted = false; ///< again, as something changed meanwhile
    bool closureUnderWay = false;
    std::optional<std::pair<quint64, DestroyRequest>> closureWanted;
    quint64 newestPlan = 0; ///< 0: none that is to be answered
    std::stop_source planStop{std::nostopstate};

    WorkLane slow;
    WorkLane quick;

    Private(LibrarySession* session, OpenLibrary open)
        : q(session)
        , openLibrary(std::move(open)) {}

    /// From a lane: `action` on the session's thread, unless the session is gone by then.
    template <class Action>
    void answer(Action action) {
        QMetaObject::invokeMethod(q, std::move(action), Qt::QueuedConnection);
    }

    void setState(State next) {
        if (state != next) {
            state = next;
            emit q->stateChanged(next);
        }
    }

    bool isOpen() const { return state == State::Open; }

    void startOpening(const QString& path) {
        folder = path;
        closeWanted = false;
        setState(State::Opening);
        slow.post([this, path] { openOnLane(path); });
    }

    void openOnLane(const QString& path) {
        Result<OpenedLibrary> opened = openLibrary(path);
        if (!opened) {
            answer([this, error = opened.error()] { openingFailed(error); });
            return;
        }
        auto fresh = std::make_shared<Library>();
        fresh->provider = std::move(opened->provider);
        fresh->service = std::move(opened->service);
        fresh->readOnlyBecause = std::move(opened->readOnlyBecause);
        fresh->relay = std::make_shared<JobRelay>(
            *q, [this](const std::shared_ptr<const JobRecord>& record) { take(record); });
        Result<Fetched> fetched = fetchAll(*fresh);
        if (!fetched) {
            answer([this, error = fetched.error()] { openingFailed(error); });
            return;
        }
        answer([this, fresh, all = std::move(*fetched)] { openingSucceeded(fresh, all); });
    }

    void openingFailed(const Error& error) {
        if (wanted || closeWanted) {
            closingEnded();
            return;
        }
        folder.clear();
        setState(State::Closed);
        emit q->openFailed(error);
    }

    void openingSucceeded(const LibraryPtr& fresh, const Fetched& all) {
        library = fresh;
        if (closeWanted || wanted) {
            startClosing();
            return;
        }
        view = all.view;
        readOnlyBecause = fresh->readOnlyBecause;
        takeHistory(all.jobs);
        setState(State::Open);
        emit q->opened(view);
        emit q->viewChanged(view);
        emit q->jobsLoaded(all.jobs);
        if (library && library == fresh && isOpen() && view->capabilities().writable) {
            slow.post([this, fresh] { startJobs(*fresh); });
        }
    }

    void startJobs(Library& opened) {
        opened.service->jobs().addObserver(opened.relay.get());
        Result<UnfinishedJobs> unfinished = opened.service->start(Unfinished::Offer);
        if (!unfinished) {
            answer([this, error = unfinished.error()] { emit q->actionFailed(error); });
        } else if (!unfinished->offered.empty()) {
            answer([this, ids = std::move(unfinished->offered)] { emit q->jobsOffered(ids); });
        }
    }

    void startClosing() {
        setState(State::Closing);
        forgetRequests();
        // Behind everything that uses the library on either lane; then no one but this closure owns it.
        quick.post([this, going = std::exchange(library, nullptr)]() mutable {
            slow.post([this, last = std::move(going)]() mutable {
                last.reset(); // jobs stop at their next checkpoint
                answer([this] { closingEnded(); });
            });
        });
    }

    void forgetRequests() {
        planStop.request_stop();
        newestPlan = 0;
        closureWanted.reset();
        viewWanted = false;
    }

    void closingEnded() {
        view.reset();
        readOnlyBecause.reset();
        jobs.clear();
        folder.clear();
        viewUnderWay = false;
        closureUnderWay = false;
        setState(State::Closed);
        emit q->viewChanged(nullptr);
        emit q->closed();
        if (wanted && state == State::Closed) {
            startOpening(*std::exchange(wanted, std::nullopt));
        }
    }

    void takeHistory(const JobRecords& records) {
        jobs.clear();
        for (const auto& record : records) {
            jobs[record->id] = record;
        }
    }

    void take(const std::shared_ptr<const JobRecord>& record) {
        std::shared_ptr<const JobRecord>& known = jobs[record->id];
        const bool endedBefore =
            known && hasEnded(*known) && known->state == record->state && known->ended == record->ended;
        known = record;
        emit q->jobChanged(record);
        if (hasEnded(*record) && !endedBefore) {
            emit q->jobEnded(record);
            startView();
        }
    }

    void startView() {
        if (!isOpen()) {
            return;
        }
        if (viewUnderWay) {
            viewWanted = true;
            return;
        }
        viewUnderWay = true;
        viewWanted = false;
        const bool jobsRunHere = view->capabilities().writable;
        slow.post([this, used = library, jobsRunHere] {
            // Where jobs run elsewhere, their records are read again too; here the relay brings them.
            Result<Fetched> fetched = jobsRunHere ? fetchViewAlone(*used) : fetchAll(*used);
            answer([this, fetched = std::move(fetched), jobsRunHere] { viewFetched(fetched, jobsRunHere); });
        });
    }

    void viewFetched(const Result<Fetched>& fetched, bool jobsRunHere) {
        if (!isOpen()) {
            return;
        }
        viewUnderWay = false;
        if (!fetched) {
            emit q->viewFailed(fetched.error());
        } else {
            view = fetched->view;
            emit q->viewChanged(view);
            if (!jobsRunHere) {
                takeHistory(fetched->jobs);
                emit q->jobsLoaded(fetched->jobs);
            }
        }
        if (viewWanted) {
            startView();
        }
    }

    void startClosure(quint64 number, const DestroyRequest& request) {
        closureUnderWay = true;
        quick.post([this, from = view, number, request] {
            answer([this, live = liveClosureOf(from, request, number)] { closureMade(live); });
        });
    }

    void closureMade(const std::shared_ptr<const LiveClosure>& live) {
        if (!isOpen()) {
            return;
        }
        closureUnderWay = false;
        if (closureWanted) {
            const auto [number, request] = *std::exchange(closureWanted, std::nullopt);
            startClosure(number, request);
        }
        emit q->closureReady(live);
    }

    void startPlan(quint64 number, const DestroyRequest& request) {
        planStop.request_stop();
        planStop = std::stop_source();
        newestPlan = number;
        slow.post([this, used = library, number, request, stop = planStop.get_token()] {
            if (stop.stop_requested()) {
                return; // a newer one waits behind it
            }
            Result<SharedPlan> plan = makePlan(*used, request, stop);
            answer([this, number, plan = std::move(plan)] { planMade(number, plan); });
        });
    }

    void planMade(quint64 number, const Result<SharedPlan>& plan) {
        if (number != newestPlan) {
            return;
        }
        newestPlan = 0;
        if (plan) {
            emit q->planReady(number, *plan);
        } else {
            emit q->planFailed(number, plan.error());
        }
    }

    /// `action` on a lane; its failure is told.
    template <class Action>
    void act(WorkLane& lane, Action action, bool changesView) {
        if (!isOpen()) {
            return;
        }
        lane.post([this, used = library, action = std::move(action), changesView] {
            const Result<void> done = action(*used);
            answer([this, done, changesView] {
                if (!done) {
                    emit q->actionFailed(done.error());
                } else if (changesView) {
                    startView();
                }
            });
        });
    }
};

LibrarySession::LibrarySession(OpenLibrary openLibrary, QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this, std::move(openLibrary))) {}

LibrarySession::~LibrarySession() {
    Private& d = *m_private;
    d.planStop.request_stop();
    if (d.library) {
        d.library->relay->detach();
        d.library.reset();
    }
    // The lanes end with what they still hold; answers they post now go away with this object.
}

LibrarySession::State LibrarySession::state() const {
    return m_private->state;
}

QString LibrarySession::folder() const {
    return m_private->folder;
}

std::shared_ptr<const ViewData> LibrarySession::view() const {
    return m_private->view;
}

bool LibrarySession::isWritable() const {
    return m_private->isOpen() && m_private->view->capabilities().writable;
}

const std::optional<Error>& LibrarySession::readOnlyBecause() const {
    return m_private->readOnlyBecause;
}

std::vector<std::shared_ptr<const JobRecord>> LibrarySession::jobs() const {
    std::vector<std::shared_ptr<const JobRecord>> records;
    for (const auto& [id, record] : m_private->jobs) {
        records.push_back(record);
    }
    return records;
}

bool LibrarySession::hasActiveJobs() const {
    return isWritable() &&
           std::ranges::any_of(m_private->jobs, [](const auto& entry) { return !hasEnded(*entry.second); });
}

std::uint64_t LibrarySession::queueLength() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(m_private->jobs, [](const auto& entry) { return isQueued(*entry.second); }));
}

void LibrarySession::setGracePeriod(std::chrono::milliseconds period) {
    m_private->gracePeriod = period;
}

void LibrarySession::open(const QString& folder) {
    Private& d = *m_private;
    if (d.state == State::Closed) {
        d.startOpening(folder);
        return;
    }
    d.wanted = folder;
    if (d.isOpen()) {
        d.startClosing();
    }
}

void LibrarySession::close() {
    Private& d = *m_private;
    d.wanted.reset();
    switch (d.state) {
    case State::Closed:
        emit closed();
        break;
    case State::Opening:
        d.closeWanted = true;
        break;
    case State::Open:
        d.startClosing();
        break;
    case State::Closing:
        break;
    }
}

void LibrarySession::refresh() {
    m_private->startView();
}

quint64 LibrarySession::requestClosure(const DestroyRequest& request) {
    Private& d = *m_private;
    const quint64 number = ++d.lastNumber;
    if (!d.isOpen()) {
        return number;
    }
    if (d.closureUnderWay) {
        d.closureWanted = {number, request};
    } else {
        d.startClosure(number, request);
    }
    return number;
}

quint64 LibrarySession::requestPlan(const DestroyRequest& request) {
    Private& d = *m_private;
    const quint64 number = ++d.lastNumber;
    if (d.isOpen()) {
        d.startPlan(number, request);
    }
    return number;
}

void LibrarySession::cancelPlan() {
    m_private->planStop.request_stop();
    m_private->newestPlan = 0;
}

void LibrarySession::destroySnapshots(std::shared_ptr<const DestroyPlan> confirmed, bool verify) {
    Private& d = *m_private;
    if (!d.isOpen()) {
        return;
    }
    cancelPlan();
    const DestroyOptions options{.verify = verify, .grace = d.gracePeriod};
    d.slow.post([&d, used = d.library, confirmed = std::move(confirmed), options] {
        const Result<JobId> job =
            used->service->destroySnapshot(confirmed->request, confirmed.get(), options);
        d.answer([&d, job] {
            if (!job) {
                emit d.q->destroyFailed(job.error());
                return;
            }
            emit d.q->destroyStarted(*job);
            d.startView(); // what it destroys is marked now
        });
    });
}

void LibrarySession::hold(const Guid& snapshot, const QString& reason) {
    m_private->act(
        m_private->slow,
        [snapshot, reason = reason.toStdString()](Library& library) {
            return library.provider->hold(snapshot, reason);
        },
        true);
}

void LibrarySession::release(const Guid& snapshot) {
    m_private->act(
        m_private->slow, [snapshot](Library& library) { return library.provider->release(snapshot); }, true);
}

void LibrarySession::setNotes(const Guid& snapshot, const QString& notes) {
    Private& d = *m_private;
    if (!d.isOpen()) {
        return;
    }
    d.slow.post([&d, used = d.library, snapshot, text = notes.toStdString()] {
        const Result<void> done = used->provider->setNotes(snapshot, text);
        d.answer([&d, done] {
            if (done) {
                d.startView();
                return;
            }
            emit d.q->notesFailed();
            emit d.q->actionFailed(done.error());
        });
    });
}

void LibrarySession::controlJob(JobId id, JobAction action) {
    m_private->act(
        m_private->quick,
        [id, action](Library& library) { return library.service->jobs().control(id, action); }, false);
}

void LibrarySession::moveJob(JobId id, int places) {
    m_private->act(
        m_private->quick,
        [id, places](Library& library) {
            JobQueue& queue = library.service->jobs();
            const std::shared_ptr<const JobRecord> job = queue.job(id);
            const auto now = job && job->queuePosition ? static_cast<std::int64_t>(*job->queuePosition) : 0;
            return queue.move(id, static_cast<std::size_t>(std::max<std::int64_t>(now + places, 1)));
        },
        false);
}

} // namespace coppice::models
