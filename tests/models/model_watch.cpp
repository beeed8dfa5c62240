// Collects what QAbstractItemModelTester warns of.
#include "model_watch.h"

#include <cstring>
#include <gtest/gtest.h>
#include <utility>

namespace coppice::models::test {

namespace {

QStringList& findings() {
    static QStringList list;
    return list;
}

void collect(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (context.category != nullptr && std::strcmp(context.category, "qt.modeltest") == 0 &&
        type != QtDebugMsg) {
        findings() += message;
    }
}

} // namespace

ModelWatch::ModelWatch(QAbstractItemModel& model)
    : m_before(qInstallMessageHandler(collect))
    , m_tester(&model, QAbstractItemModelTester::FailureReportingMode::Warning) {}

ModelWatch::~ModelWatch() {
    qInstallMessageHandler(m_before);
    for (const QString& finding : takeFindings()) {
        ADD_FAILURE() << finding.toStdString();
    }
}

QStringList ModelWatch::takeFindings() {
    return std::exchange(findings(), {});
}

} // namespace coppice::models::test
