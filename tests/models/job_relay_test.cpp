// The mailbox between workers and the event loop.
#include "models/job_relay.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

#include <gtest/gtest.h>
#include <map>
#include <thread>
#include <vector>

namespace coppice::models::test {
namespace {

std::shared_ptr<const JobRecord> record(JobId id, std::uint64_t doneBytes) {
    auto job = std::make_shared<JobRecord>();
    job->id = id;
    job->doneBytes = doneBytes;
    return job;
}

class CallCounter final : public QObject {
public:
    bool event(QEvent* event) override {
        calls += event->type() == QEvent::MetaCall ? 1 : 0;
        return QObject::event(event);
    }
    int calls = 0;
};

TEST(JobRelay, DeliversTheNewestRecordOfEachJobInOneCall) {
    CallCounter receiver;
    std::vector<std::shared_ptr<const JobRecord>> delivered;
    const auto relay =
        std::make_shared<JobRelay>(receiver, [&](const auto& job) { delivered.push_back(job); });
    std::thread([&] {
        for (std::uint64_t i = 1; i <= 1000; ++i) {
            relay->jobChanged(record(1, i));
            relay->jobChanged(record(2, 2 * i));
        }
    }).join();
    QCoreApplication::sendPostedEvents(&receiver);
    EXPECT_EQ(receiver.calls, 1);
    ASSERT_EQ(delivered.size(), 2U);
    EXPECT_EQ(delivered[0]->doneBytes, 1000U);
    EXPECT_EQ(delivered[1]->doneBytes, 2000U);
}

TEST(JobRelay, NeverLosesTheLastRecordWhileTheLoopDelivers) {
    constexpr std::uint64_t kRecords = 20000;
    constexpr JobId kJobs = 4;
    QObject receiver;
    QEventLoop loop;
    std::map<JobId, std::uint64_t> newest;
    std::size_t complete = 0;
    const auto relay = std::make_shared<JobRelay>(receiver, [&](const auto& job) {
        EXPECT_GT(job->doneBytes, newest[job->id]);
        newest[job->id] = job->doneBytes;
        if (job->doneBytes == kRecords && ++complete == kJobs) {
            loop.quit();
        }
    });
    std::vector<std::jthread> workers;
    for (JobId id = 1; id <= kJobs; ++id) {
        workers.emplace_back([&relay, id] {
            for (std::uint64_t i = 1; i <= kRecords; ++i) {
                relay->jobChanged(record(id, i));
            }
        });
    }
    QTimer::singleShot(30000, &loop, &QEventLoop::quit); // only for a relay that loses something
    loop.exec();
    EXPECT_EQ(complete, kJobs);
}

TEST(JobRelay, DeliversARecordThatComesDuringADelivery) {
    QObject receiver;
    std::vector<std::uint64_t> delivered;
    std::shared_ptr<JobRelay> relay;
    relay = std::make_shared<JobRelay>(receiver, [&](const auto& job) {
        delivered.push_back(job->doneBytes);
        if (job->doneBytes == 1) {
            relay->jobChanged(record(1, 2));
        }
    });
    relay->jobChanged(record(1, 1));
    QCoreApplication::sendPostedEvents(&receiver);
    QCoreApplication::sendPostedEvents(&receiver);
    EXPECT_EQ(delivered, (std::vector<std::uint64_t>{1, 2}));
}

TEST(JobRelay, DeliversNothingOnceDetached) {
    QObject receiver;
    int delivered = 0;
    const auto relay = std::make_shared<JobRelay>(receiver, [&](const auto&) { ++delivered; });
    relay->jobChanged(record(1, 1));
    relay->detach();
    relay->jobChanged(record(1, 2));
    QCoreApplication::sendPostedEvents(&receiver);
    EXPECT_EQ(delivered, 0);
}

} // namespace
} // namespace coppice::models::test
