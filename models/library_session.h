// The bridge between the backend and the GUI thread: one open library.
//
// Every backend call runs on a thread of the session's own; results come back as signals on the thread the
// session lives in. No slot here waits for anything. `app` says how a library is opened, so that the session
// knows no provider by name.
#pragma once

#include "jobs/job_queue.h"
#include "merge/destroy_plan.h"
#include "models/live_closure.h"
#include "models/view_data.h"
#include "service/collection_snapshot_service.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace coppice::models {

/// The service uses the provider and is destroyed before it.
struct OpenedLibrary {
    std::unique_ptr<Provider> provider;
    std::unique_ptr<CollectionSnapshotService> service;
    /// Why it was opened for reading only although writing was wanted (LibraryInUse names who has it).
    std::optional<Error> readOnlyBecause = std::nullopt;
};

/// Called on the session's worker. For a library that another process writes to, opens for reading only and
/// says so in `readOnlyBecause`. Must not start the service: the session does, once it watches.
using OpenLibrary = std::function<Result<OpenedLibrary>(const QString& folder)>;

class LibrarySession : public QObject {
    Q_OBJECT

public:
    enum class State { Closed, Opening, Open, Closing };
    Q_ENUM(State)

    explicit LibrarySession(OpenLibrary openLibrary, QObject* parent = nullptr);
    /// Closes and waits: jobs stop at their next checkpoint. close() and closed() avoid the wait.
    ~LibrarySession() override;

    State state() const;
    QString folder() const;
    /// The newest view; null while no library is open.
    std::shared_ptr<const ViewData> view() const;
    /// False while nothing is open, and for a library that another process writes to.
    bool isWritable() const;
    /// Why it is open for reading only, if that is not what was asked for.
    const std::optional<Error>& readOnlyBecause() const;
    /// The newest record of every job, history included, newest job first.
    std::vector<std::shared_ptr<const JobRecord>> jobs() const;
    /// True while any job is queued, running or paused here.
    bool hasActiveJobs() const;
    /// How many jobs wait in the queue, those in their grace period included.
    std::uint64_t queueLength() const;
    /// How long a destroy waits, and can be undone, before it begins. None at first.
    void setGracePeriod(std::chrono::milliseconds period);

public slots:
    /// Closes what is open, then opens `folder`. opened() or openFailed() follows.
    void open(const QString& folder);
    /// Running jobs stop at their next checkpoint and can be resumed. closed() follows, at once if nothing is
    /// open.
    void close();
    /// Fetches the view anew (F5). viewChanged() follows.
    void refresh();

public:
    /// The closure of a selection, from the newest view. Returns the request's number; only the newest
    /// request is sure to be answered by closureReady().
    quint64 requestClosure(const DestroyRequest& request);
    /// The whole plan. A new request stops the one before, which is then not answered; the newest always is,
    /// by planReady() or planFailed(). Returns its number.
    quint64 requestPlan(const DestroyRequest& request);
    /// The newest planning request is stopped and not answered.
    void cancelPlan();

    /// DestroySnapshot as confirmed, after the grace period: what goes must still be what `confirmed` says.
    /// destroyStarted() or destroyFailed() follows; JobAction::Cancel undoes it, JobAction::StartNow ends the
    /// wait.
    void destroySnapshots(std::shared_ptr<const DestroyPlan> confirmed, bool verify = false);
    /// viewChanged() or actionFailed() follows.
    void hold(const Guid& snapshot, const QString& reason);
    void release(const Guid& snapshot);
    /// viewChanged(), or notesFailed() and actionFailed() follow.
    void setNotes(const Guid& snapshot, const QString& notes);
    /// jobChanged() or actionFailed() follows.
    void controlJob(coppice::JobId id, coppice::JobAction action);
    /// By so many places in the queue: negative is earlier. jobChanged() of every job that moved, or
    /// actionFailed(), follows.
    void moveJob(coppice::JobId id, int places);

signals:
    void stateChanged(coppice::models::LibrarySession::State state);
    void opened(std::shared_ptr<const coppice::models::ViewData> view);
    void openFailed(const coppice::Error& error);
    void closed();
    /// Also after opened(), with the same view; null when the library was closed.
    void viewChanged(std::shared_ptr<const coppice::models::ViewData> view);
    void viewFailed(const coppice::Error& error);

    void closureReady(std::shared_ptr<const coppice::models::LiveClosure> closure);
    void planReady(quint64 number, std::shared_ptr<const coppice::DestroyPlan> plan);
    void planFailed(quint64 number, const coppice::Error& error);

    void destroyStarted(coppice::JobId id);
    void destroyFailed(const coppice::Error& error);
    void actionFailed(const coppice::Error& error);
    /// What setNotes() was given is not in the library.
    void notesFailed();

    /// All jobs known when the library was opened, newest first. Comes right after opened().
    void jobsLoaded(const std::vector<std::shared_ptr<const coppice::JobRecord>>& jobs);
    /// Jobs that an earlier process left unfinished, in the order they were to run: interrupted, to be
    /// resumed or cancelled. Comes after jobsLoaded(), if there are any.
    void jobsOffered(const std::vector<coppice::JobId>& ids);
    /// The newest record of a job; those in between may be left out, the last one never is.
    void jobChanged(std::shared_ptr<const coppice::JobRecord> record);
    /// The job is final, or stopped and resumable. Comes after its jobChanged(); viewChanged() follows.
    void jobEnded(std::shared_ptr<const coppice::JobRecord> record);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace coppice::models
