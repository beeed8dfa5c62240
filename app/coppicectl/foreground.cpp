// A job in the foreground.
#include "foreground.h"

#include "core/error_text.h"
#include "core/units.h"
#include "jobs/job_rules.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <unistd.h>
#include <utility>

namespace coppice::ctl {
namespace {

constexpr std::array<int, 3> stopSignals = {SIGINT, SIGTERM, SIGHUP};

std::atomic<bool> interrupted = false; // a signal handler may touch lock-free atomics only
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void onStopSignal(int /*signal*/) {
    interrupted.store(true);
}

void setHandler(void (*handler)(int)) {
    for (const int signal : stopSignals) {
        struct sigaction action = {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

/// Shows one job on stderr.
class ProgressLine final : public JobObserver {
public:
    explicit ProgressLine(JobId id)
        : m_id(id)
        , m_terminal(isatty(STDERR_FILENO) != 0) {}
    ~ProgressLine() override {
        if (m_drawn) {
            note("");
        }
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void jobChanged(std::shared_ptr<const JobRecord> record) override {
        if (record->id != m_id) {
            return;
        }
        const std::scoped_lock lock(m_mutex);
        if (m_terminal) {
            drawBar(*record);
        } else {
            printSteps(*record);
        }
    }

private:
    void drawBar(const JobRecord& record) {
        constexpr std::size_t width = 30;
        constexpr std::size_t whole = 100;
        const std::size_t filled = width * std::min<std::size_t>(record.percentComplete, whole) / whole;
        // The rest of the line is erased: it may have been longer before.
        fmt::print(stderr, "\r[{}{}] {:3} %  {} of {}  {}\x1b[K", std::string(filled, '#'),
                   std::string(width - filled, '.'), record.percentComplete, formatBytes(record.doneBytes),
                   formatBytes(record.totalBytes), nameOf(record.state));
        std::fflush(stderr);
        m_drawn = true;
    }
    void printSteps(const JobRecord& record) {
        for (std::size_t i = 0; i < record.steps.size(); ++i) {
            const JobStep& step = record.steps[i];
            StepState& shown = m_shown.try_emplace(i, StepState::Pending).first->second;
            if (step.state == shown || step.state == StepState::Pending || step.state == StepState::Running) {
                continue;
            }
            shown = step.state;
            note(fmt::format("[{}/{}] {}, {}: {}: {}{}", i + 1, record.steps.size(), step.vm, step.slot,
                             step.title, nameOf(step.state),
                             step.note.empty() ? "" : " (" + step.note + ")"));
        }
    }

    JobId m_id;
    bool m_terminal;
    std::mutex m_mutex;
    bool m_drawn = false;
    std::map<std::size_t, StepState> m_shown;
};

} // namespace

InterruptGuard::InterruptGuard(std::function<void()> stop)
    : m_stop(std::move(stop)) {
    interrupted.store(false);
    setHandler(onStopSignal);
    m_watcher = std::jthread([this](const std::stop_token& done) {
        constexpr std::chrono::milliseconds glance{50};
        while (!done.stop_requested()) {
            if (interrupted.exchange(false)) {
                m_stop();
                return;
            }
            std::this_thread::sleep_for(glance);
        }
    });
}

InterruptGuard::~InterruptGuard() {
    m_watcher.request_stop();
    m_watcher.join();
    setHandler(SIG_DFL);
}

std::shared_ptr<const JobRecord> runInForeground(CollectionSnapshotService& service, JobId id) {
    ProgressLine progress(id);
    JobQueue& jobs = service.jobs();
    jobs.addObserver(&progress);
    std::shared_ptr<const JobRecord> record;
    {
        const InterruptGuard guard([&] {
            note("Stopping; the job can be resumed …");
            // A job that ends at this moment cannot be stopped any more, and need not be.
            const Result<void> stopping = jobs.control(id, JobAction::Stop);
            static_cast<void>(stopping);
        });
        record = jobs.wait(id);
    }
    if (record) {
        progress.jobChanged(record);
    }
    jobs.removeObserver(&progress);
    return record;
}

ExitStatus exitStatusOf(const JobRecord& record) {
    switch (record.state) {
    case JobState::Completed:
        return ExitStatus::Done;
    case JobState::Suspended:
    case JobState::Terminated:
        return ExitStatus::Stopped;
    case JobState::New:
    case JobState::Starting:
    case JobState::Running:
    case JobState::ShuttingDown:
    case JobState::Killed:
    case JobState::Exception:
        break;
    }
    return ExitStatus::Failed;
}

ReturnValue returnValueOf(const JobRecord& record) {
    if (record.state == JobState::Completed) {
        return ReturnValue::Completed;
    }
    return record.error ? coppice::returnValueOf(record.error->code) : ReturnValue::Failed;
}

Json jobToJson(const JobRecord& record) {
    Json steps = Json::array();
    for (const JobStep& step : record.steps) {
        steps.push_back(Json{{"title", step.title},
                             {"kind", step.kind},
                             {"vmName", step.vm},
                             {"slot", step.slot},
                             {"state", nameOf(step.state)},
                             {"totalBytes", step.totalBytes},
                             {"doneBytes", step.doneBytes},
                             {"note", step.note}});
    }
    const auto timeOrNull = [](const std::optional<Timestamp>& time) {
        return time ? Json(toIso8601(*time)) : Json(nullptr);
    };
    return {{"id", record.id},
            {"state", nameOf(record.state)},
            {"jobState", static_cast<std::uint16_t>(record.state)},
            {"percentComplete", record.percentComplete},
            {"errorCode",
             record.error ? static_cast<std::uint16_t>(coppice::returnValueOf(record.error->code)) : 0},
            {"errorDescription", record.error ? errorText(*record.error) : ""},
            {"errorName", record.error ? Json(nameOf(record.error->code)) : Json(nullptr)},
            {"kind", record.kind},
            {"title", record.title},
            {"totalBytes", record.totalBytes},
            {"doneBytes", record.doneBytes},
            {"cancellable", record.cancellable},
            {"resumable", record.resumable},
            {"interrupted", isInterrupted(record)},
            {"inGracePeriod", record.inGrace},
            {"user", record.user},
            {"submitted", toIso8601(record.submitted)},
            {"started", timeOrNull(record.started)},
            {"ended", timeOrNull(record.ended)},
            {"steps", std::move(steps)}};
}

} // namespace coppice::ctl
