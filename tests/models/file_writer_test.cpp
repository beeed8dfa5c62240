// A file is there whole, or as it was.
#include "models/file_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace coppice::models {
namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TEST(FileWriter, WritesAllOfIt) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.csv"));
    EXPECT_EQ(writeFile(path, "all of it").result(), std::nullopt);
    EXPECT_EQ(contentOf(path), "all of it");
}

TEST(FileWriter, ReplacesWhatWasThere) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.csv"));
    ASSERT_FALSE(writeFile(path, "something longer").result());
    ASSERT_FALSE(writeFile(path, "new").result());
    EXPECT_EQ(contentOf(path), "new");
}

TEST(FileWriter, NamesTheFileThatCouldNotBeWritten) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("no such folder/report.csv"));
    const std::optional<Error> error = writeFile(path, "x").result();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->object, path.toStdString());
    EXPECT_FALSE(error->detail.empty());
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

} // namespace coppice::models
