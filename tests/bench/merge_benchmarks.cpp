// Merging a chain of 16 layers, side by side in one run with the practical limit and with qemu-img.

#include "benchmarks.h"
#include "chain_workload.h"
#include "core/units.h"
#include "io/file_system.h"
#include "io/path_guard.h"
#include "measure.h"
#include "merge/executor.h"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <unistd.h>

namespace coppice::bench {
namespace {

namespace fs = std::filesystem;

/// Keeps nothing: the database's share is measured by the difference to coppicectl.
class NoJournal final : public merge::StepJournal {
public:
    merge::StepPhase phase() const override { return m_phase; }
    std::uint64_t checkpointOffsetBytes() const override { return 0; }
    Result<void> setPhase(merge::StepPhase phase) override {
        m_phase = phase;
        return {};
    }
    Result<void> checkpoint(std::uint64_t, std::uint64_t) override { return {}; }
    Result<void> commitLayers(const std::vector<merge::PathChange>&) override {
        return setPhase(merge::StepPhase::Removing);
    }

private:
    merge::StepPhase m_phase = merge::StepPhase::Pending;
};

class NobodyWatching final : public JobContext {
public:
    Result<void> checkpoint() override { return {}; }
    void passPointOfNoReturn() override {}
    void enterCommitPhase() override {}
    void leaveCommitPhase() override {}
    void setTotalBytes(std::uint64_t) override {}
    void addDoneBytes(std::uint64_t) override {}
    void stepStarted(std::size_t) override {}
    void stepProgress(std::size_t, std::uint64_t) override {}
    void stepFinished(std::size_t) override {}
    void stepSkipped(std::size_t, const Error&) override {}
    void log(std::string) override {}
};

class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path& parent)
        : m_path(parent / fmt::format("coppice-bench-{}", getpid())) {
        fs::create_directories(m_path);
        m_path = fs::canonical(m_path);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

void executeMerge(const merge::DiskStep& step) {
    const std::array roots{step.layers.front().path.parent_path()};
    const auto guard = PathGuard::make(nativeFileSystem(), roots);
    NoJournal journal;
    NobodyWatching context;
    const auto done = merge::executeStep(guard.value(), step, 0, journal, context);
    if (!done) {
        throw std::runtime_error(done.error().action + " " + done.error().object + ": " +
                                 done.error().detail);
    }
}

/// The practical limit: `bytes` read and written once, O_DIRECT, 4 MiB at a time, with fsync.
void directCopy(const fs::path& from, const fs::path& to, std::uint64_t bytes) {
    constexpr std::size_t piece = 4 * MiB;
    const std::unique_ptr<void, decltype(&std::free)> buffer(std::aligned_alloc(2 * MiB, piece), &std::free);
    const int source = open(from.c_str(), O_RDONLY | O_DIRECT | O_CLOEXEC);
    const int target = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_DIRECT | O_CLOEXEC, 0600);
    bool good = source >= 0 && target >= 0;
    for (std::uint64_t done = 0; good && done < bytes; done += piece) {
        good = pread(source, buffer.get(), piece, static_cast<off_t>(done)) == static_cast<ssize_t>(piece) &&
               pwrite(target, buffer.get(), piece, static_cast<off_t>(done)) == static_cast<ssize_t>(piece);
    }
    good = good && fsync(target) == 0;
    close(source);
    close(target);
    if (!good) {
        throw std::runtime_error("the direct copy failed");
    }
}

void makeFilledFile(const fs::path& path, std::uint64_t bytes) {
    runProgram({"dd", "if=/dev/urandom", "of=" + path.string(), "bs=4M",
                fmt::format("count={}", bytes / (4 * MiB)), "status=none", "conv=fsync"});
}

struct Series {
    std::string what;
    std::vector<Sample> samples = {};
};

Report compare(const ChainWorkload& workload, const Settings& settings) {
    const std::uint64_t moved = roundUp(workload.unionBytes(), 4 * MiB);
    Series ours{"coppice"};
    Series direct{"direct copy of U"};
    Series copied{"cp of U"};
    Series qemu{"qemu-img commit -b base"};
    std::uint64_t planned = 0;
    for (unsigned round = 0; round < settings.repetitions; ++round) { // interleaved: the machine is shared
        {
            const ScratchFolder scratch(settings.folder);
            const auto chain = makeVhdxChain(workload, scratch.path());
            const std::string before = contentOf(chain.back());
            const merge::DiskStep step = planCollapse(chain);
            planned = step.bytesToWrite;
            dropFromCache(scratch.path());
            ours.samples.push_back(measure([&] { executeMerge(step); }));
            if (contentOf(step.result) != before) {
                throw std::runtime_error("the merged disk does not read as before");
            }
        }
        {
            const ScratchFolder scratch(settings.folder);
            makeFilledFile(scratch.path() / "source", moved);
            dropFromCache(scratch.path());
            direct.samples.push_back(
                measure([&] { directCopy(scratch.path() / "source", scratch.path() / "target", moved); }));
            fs::remove(scratch.path() / "target");
            dropFromCache(scratch.path());
            copied.samples.push_back(measure([&] {
                runProgram({"cp", (scratch.path() / "source").string(), (scratch.path() / "copy").string()});
                runProgram({"sync", (scratch.path() / "copy").string()});
            }));
        }
        {
            const ScratchFolder scratch(settings.folder);
            const fs::path newest = makeQcow2Chain(workload, scratch.path());
            dropFromCache(scratch.path());
            qemu.samples.push_back(measure([&] {
                runProgram({"qemu-img", "commit", "-q", "-t", "none", "-b",
                            (scratch.path() / "base.qcow2").string(), newest.string()});
            }));
        }
    }
    Report report{.name = workload.name,
                  .workload = fmt::format("{}; U = {}, planned to move {}", workload.description,
                                          formatBytes(workload.unionBytes()), formatBytes(planned)),
                  .rows = {}};
    const double base = median(ours.samples).seconds;
    for (const Series* series : {&ours, &direct, &copied, &qemu}) {
        const Sample sample = median(series->samples);
        report.rows.push_back(
            {.what = series->what,
             .seconds = sample.seconds,
             .ratio = sample.seconds / base,
             .cpuMicrosecondsPerMiB =
                 sample.cpuSeconds * 1e6 / (static_cast<double>(moved) / static_cast<double>(MiB)),
             .note = {}});
    }
    return report;
}

} // namespace

std::vector<Benchmark> mergeBenchmarks() {
    return {
        {"bulk16-runs2M", "16 layers of 128 MiB in random 2 MiB runs",
         [](const Settings& settings) {
             return compare(randomRuns("bulk16-runs2M", 16, 128 * MiB, 2 * MiB, 4 * GiB, 1), settings);
         }},
        {"bulk16-hot", "the same 256 MiB rewritten 16 times",
         [](const Settings& settings) {
             return compare(sameRange("bulk16-hot", 16, 256 * MiB, 4 * GiB), settings);
         }},
        {"scatter64K", "16 layers of 2,048 pieces of 64 KiB",
         [](const Settings& settings) {
             return compare(randomRuns("scatter64K", 16, 128 * MiB, 64 * KiB, 4 * GiB, 2), settings);
         }},
    };
}

} // namespace coppice::bench
