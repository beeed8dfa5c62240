// Watches an item model for broken promises: indexes, parents, and signals that do not match what changed.
#pragma once

#include <QAbstractItemModelTester>
#include <QStringList>

namespace coppice::models::test {

/// Adds a test failure for everything QAbstractItemModelTester finds as long as it lives. (Its QtTest mode
/// finds the same but says it to nobody under GoogleTest.) One at a time.
class ModelWatch {
public:
    explicit ModelWatch(QAbstractItemModel& model);
    ~ModelWatch();
    ModelWatch(const ModelWatch&) = delete;
    ModelWatch& operator=(const ModelWatch&) = delete;

    /// What was found so far; forgets it, so that it is no failure any more.
    static QStringList takeFindings();

private:
    QtMessageHandler m_before;
    QAbstractItemModelTester m_tester;
};

} // namespace coppice::models::test
