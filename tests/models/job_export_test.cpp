// The exported history reads back as what it was, and no spreadsheet runs it.
#include "model_watch.h"
#include "models/job_export.h"
#include "models/job_filter_model.h"
#include "models/job_model.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

using std::chrono::milliseconds;

std::shared_ptr<JobRecord> failedJob() {
    auto job = std::make_shared<JobRecord>();
    job->id = 12;
    job->kind = "destroySnapshot";
    job->title = "Delete \"Nightly, 7\"\nand Ünïcode";
    job->state = JobState::Exception;
    job->totalBytes = 5'000'000'000'000ULL;
    job->doneBytes = 3'000'000'000'000ULL;
    job->user = "=HYPERLINK(\"http://example.org\")";
    job->submitted = Timestamp(milliseconds(1'700'000'000'123));
    job->started = Timestamp(milliseconds(1'700'000'010'000));
    job->ended = Timestamp(milliseconds(1'700'000'020'000));
    job->error = Error{.code = ErrorCode::IoFailed,
                       .action = "writing",
                       .object = "web1.avhdx",
                       .detail = "the disk is gone"};
    job->steps.push_back({.title = "Merge", .vm = "web1", .slot = "SCSI 0:0", .state = StepState::Failed});
    job->log = {"one", "two"};
    return job;
}

/// RFC 4180, by its letter.
std::vector<QStringList> parsedCsv(const QString& text) {
    std::vector<QStringList> lines(1);
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
                cell += u'"';
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u',') {
            lines.back().append(std::exchange(cell, {}));
        } else if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') {
            lines.back().append(std::exchange(cell, {}));
            lines.emplace_back();
            ++i;
        } else {
            cell += c;
        }
    }
    EXPECT_TRUE(lines.back().isEmpty() && cell.isEmpty()) << "the last line has an end, too";
    lines.pop_back();
    return lines;
}

TEST(JobExport, CsvReadsBackAsWhatItWas) {
    const auto lines = parsedCsv(QString::fromUtf8(jobsAsCsv({failedJob()})));
    ASSERT_EQ(lines.size(), 2U);
    ASSERT_EQ(lines[0].size(), lines[1].size());
    const auto cell = [&](const char* column) {
        const auto at = lines[0].indexOf(QString::fromLatin1(column));
        EXPECT_GE(at, 0) << column;
        return lines[1].value(at).toStdString();
    };
    EXPECT_EQ(cell("id"), "12");
    EXPECT_EQ(cell("title"), "Delete \"Nightly, 7\"\nand Ünïcode");
    EXPECT_EQ(cell("state"), "Exception");
    EXPECT_EQ(cell("submitted"), "2023-11-14T22:13:20.123Z");
    EXPECT_EQ(cell("doneBytes"), "3000000000000");
    EXPECT_EQ(cell("totalBytes"), "5000000000000");
    EXPECT_EQ(cell("bytesPerSecond"), "300000000000");
    EXPECT_EQ(cell("errorCode"), "IoFailed");
    EXPECT_EQ(cell("errorObject"), "web1.avhdx");
}

TEST(JobExport, CsvHasNoCellThatASpreadsheetRuns) {
    auto job = failedJob();
    for (const char* text : {"=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1"}) {
        job->user = text;
        job->title = text;
        const auto lines = parsedCsv(QString::fromUtf8(jobsAsCsv({job})));
        ASSERT_EQ(lines.size(), 2U);
        for (const QString& cell : lines[1]) {
            EXPECT_FALSE(!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()))
                << cell.toStdString();
        }
    }
}

TEST(JobExport, JsonReadsBackAsWhatItWas) {
    auto queued = std::make_shared<JobRecord>();
    queued->id = 13;
    const QJsonDocument document = QJsonDocument::fromJson(jobsAsJson({failedJob(), queued}));
    ASSERT_TRUE(document.isArray());
    ASSERT_EQ(document.array().size(), 2);
    const QJsonObject job = document.array()[0].toObject();
    EXPECT_EQ(job[QStringLiteral("id")].toInteger(), 12);
    EXPECT_EQ(job[QStringLiteral("doneBytes")].toInteger(), 3'000'000'000'000);
    EXPECT_EQ(job[QStringLiteral("user")].toString(), QStringLiteral("=HYPERLINK(\"http://example.org\")"));
    EXPECT_EQ(job[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("IoFailed"));
    EXPECT_EQ(job[QStringLiteral("steps")][0][QStringLiteral("vm")].toString(), QStringLiteral("web1"));
    EXPECT_EQ(job[QStringLiteral("log")].toArray().size(), 2);
    const QJsonObject second = document.array()[1].toObject();
    EXPECT_TRUE(second[QStringLiteral("started")].isNull());
    EXPECT_TRUE(second[QStringLiteral("error")].isNull());
}

TEST(JobFilter, TakesTextAndState) {
    JobModel model;
    const JobState states[] = {JobState::Completed, JobState::Running, JobState::Exception, JobState::New,
                               JobState::Terminated};
    JobId id = 0;
    for (const JobState state : states) {
        auto job = std::make_shared<JobRecord>();
        job->id = ++id;
        job->title = id % 2 == 0 ? "Delete web" : "Delete db";
        job->state = state;
        model.updateJob(job);
    }
    JobFilterModel filter;
    filter.setSourceModel(&model);
    const ModelWatch watch(filter);
    EXPECT_EQ(filter.rowCount(), 5);
    filter.setFilter(JobFilter::Active);
    EXPECT_EQ(filter.rowCount(), 2);
    filter.setText(QStringLiteral("WEB"));
    EXPECT_EQ(filter.rowCount(), 2);
    filter.setText(QStringLiteral("db"));
    EXPECT_EQ(filter.rowCount(), 0);
    filter.setFilter(JobFilter::Failed);
    EXPECT_EQ(filter.rowCount(), 1);
    filter.setText({});
    filter.setFilter(JobFilter::Completed);
    EXPECT_EQ(filter.rowCount(), 1);
    auto ended = std::make_shared<JobRecord>();
    ended->id = 2;
    ended->title = "Delete web";
    ended->state = JobState::Completed;
    model.updateJob(ended); // streaming: it comes in by itself
    EXPECT_EQ(filter.rowCount(), 2);
}

} // namespace
} // namespace coppice::models::test
