// QSaveFile on a pool thread.
#include "models/file_writer.h"

#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace coppice::models {

namespace {

std::optional<Error> write(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit()) {
        return std::nullopt;
    }
    return Error{.code = file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                                       : ErrorCode::IoFailed,
                 .action = "saving a file",
                 .object = path.toStdString(),
                 .detail = file.errorString().toStdString()};
}

} // namespace

QFuture<std::optional<Error>> writeFile(const QString& path, QByteArray content) {
    const auto promise = std::make_shared<QPromise<std::optional<Error>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, content = std::move(content)] {
        promise->addResult(write(path, content));
        promise->finish();
    });
    return promise->future();
}

} // namespace coppice::models
