// One line, and one object, a job.
#include "models/job_export.h"

#include "models/csv.h"
#include "models/texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <cmath>

namespace coppice::models {

namespace {

QString isoTime(const std::optional<Timestamp>& time) {
    return time ? dateTimeOf(*time).toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString number(std::uint64_t value) {
    return QString::number(value);
}

QString averageText(const JobRecord& job) {
    const auto average = averageBytesPerSecond(job);
    return average ? QString::number(std::llround(*average)) : QString();
}

QJsonValue timeValue(const std::optional<Timestamp>& time) {
    return time ? QJsonValue(isoTime(time)) : QJsonValue();
}

QJsonValue bytesValue(std::uint64_t bytes) {
    return QJsonValue(static_cast<qint64>(bytes));
}

QJsonObject stepObject(const JobStep& step) {
    return {{QStringLiteral("title"), fromUtf8(step.title)},
            {QStringLiteral("kind"), fromUtf8(step.kind)},
            {QStringLiteral("vm"), fromUtf8(step.vm)},
            {QStringLiteral("slot"), fromUtf8(step.slot)},
            {QStringLiteral("state"), QString::fromLatin1(nameOf(step.state))},
            {QStringLiteral("doneBytes"), bytesValue(step.doneBytes)},
            {QStringLiteral("totalBytes"), bytesValue(step.totalBytes)},
            {QStringLiteral("note"), fromUtf8(step.note)}};
}

QJsonValue errorValue(const std::optional<Error>& error) {
    if (!error) {
        return {};
    }
    return QJsonObject{{QStringLiteral("code"), QString::fromLatin1(nameOf(error->code))},
                       {QStringLiteral("object"), fromUtf8(error->object)},
                       {QStringLiteral("text"), errorWhat(*error)},
                       {QStringLiteral("next"), errorNext(*error)}};
}

QJsonObject jobObject(const JobRecord& job) {
    QJsonArray steps;
    for (const JobStep& step : job.steps) {
        steps.append(stepObject(step));
    }
    QJsonArray log;
    for (const std::string& line : job.log) {
        log.append(fromUtf8(line));
    }
    const auto average = averageBytesPerSecond(job);
    return {{QStringLiteral("id"), bytesValue(job.id)},
            {QStringLiteral("kind"), fromUtf8(job.kind)},
            {QStringLiteral("title"), fromUtf8(job.title)},
            {QStringLiteral("state"), QString::fromLatin1(nameOf(job.state))},
            {QStringLiteral("submitted"), timeValue(job.submitted)},
            {QStringLiteral("started"), timeValue(job.started)},
            {QStringLiteral("ended"), timeValue(job.ended)},
            {QStringLiteral("user"), fromUtf8(job.user)},
            {QStringLiteral("doneBytes"), bytesValue(job.doneBytes)},
            {QStringLiteral("totalBytes"), bytesValue(job.totalBytes)},
            {QStringLiteral("bytesPerSecond"), average ? QJsonValue(std::llround(*average)) : QJsonValue()},
            {QStringLiteral("error"), errorValue(job.error)},
            {QStringLiteral("steps"), steps},
            {QStringLiteral("log"), log}};
}

} // namespace

QByteArray jobsAsCsv(const JobRecords& jobs) {
    QByteArray csv = "id,kind,title,state,submitted,started,ended,user,doneBytes,totalBytes,bytesPerSecond,"
                     "errorCode,errorObject,error,next\r\n";
    for (const auto& job : jobs) {
        const auto& error = job->error;
        csv += csvLine({number(job->id), fromUtf8(job->kind), fromUtf8(job->title),
                        QString::fromLatin1(nameOf(job->state)), isoTime(job->submitted),
                        isoTime(job->started), isoTime(job->ended), fromUtf8(job->user),
                        number(job->doneBytes), number(job->totalBytes), averageText(*job),
                        error ? QString::fromLatin1(nameOf(error->code)) : QString(),
                        error ? fromUtf8(error->object) : QString(), error ? errorWhat(*error) : QString(),
                        error ? errorNext(*error) : QString()});
    }
    return csv;
}

QByteArray jobsAsJson(const JobRecords& jobs) {
    QJsonArray array;
    for (const auto& job : jobs) {
        array.append(jobObject(*job));
    }
    return QJsonDocument(array).toJson();
}

std::optional<double> averageBytesPerSecond(const JobRecord& job) {
    if (!job.started || !job.ended || *job.ended <= *job.started) {
        return std::nullopt;
    }
    const std::chrono::duration<double> took = *job.ended - *job.started;
    return static_cast<double>(job.doneBytes) / took.count();
}

} // namespace coppice::models
