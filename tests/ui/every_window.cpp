// Opens what can be opened.
#include "every_window.h"

#include "ui/snapshot_tree_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QSettings>
#include <QTest>
#include <QToolBar>

namespace coppice::test {

namespace {

QList<QDialog*> openDialogs() {
    QList<QDialog*> dialogs;
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        auto* const dialog = qobject_cast<QDialog*>(widget);
        if (dialog != nullptr && dialog->isVisible()) {
            dialogs.append(dialog);
        }
    }
    return dialogs;
}

bool isQtsOwn(const QDialog& dialog) {
    return qobject_cast<const QFileDialog*>(&dialog) != nullptr ||
           QByteArray(dialog.metaObject()->className()).startsWith("QPrint");
}

} // namespace

void EveryWindow::TearDown() {
    WindowTest::TearDown();
    QSettings().clear();
}

void EveryWindow::selectSomething() {
    const QModelIndexList rows = rowsOf(models::SnapshotRowKind::Member);
    ASSERT_FALSE(rows.isEmpty());
    press(*tree().viewport(), middleOf(rows.constFirst()));
    release(*tree().viewport(), middleOf(rows.constFirst()));
    waitForClosure();
}

QList<QAction*> EveryWindow::commands() const {
    QList<QAction*> found;
    const auto add = [&found](const QList<QAction*>& actions) {
        for (QAction* const action : actions) {
            if (!action->isSeparator() && !found.contains(action)) {
                found.append(action);
            }
        }
    };
    for (const QMenu* const menu : m_window->findChildren<QMenu*>()) {
        add(menu->actions());
    }
    return found;
}

void EveryWindow::visit(const std::function<void(QWidget& window, const std::string& where)>& check) {
    check(*m_window, "the window without a library");
    openLibrary();
    selectSomething();
    if (HasFatalFailure()) {
        return;
    }
    check(*m_window, "the window");
    visitDialogs(check);
}

void EveryWindow::visitDialogs(const std::function<void(QWidget& window, const std::string& where)>& check) {
    for (QAction* const action : commands()) {
        const bool opens = action->menu() == nullptr && action->text().endsWith(QStringLiteral("…"));
        if ((!opens && action->menuRole() != QAction::AboutRole) || !action->isEnabled()) {
            continue;
        }
        action->trigger();
        ASSERT_TRUE(QTest::qWaitFor([] { return !openDialogs().isEmpty(); }, patienceMs))
            << action->objectName().toStdString() << " opened nothing";
        for (QDialog* const dialog : openDialogs()) {
            if (!isQtsOwn(*dialog)) {
                EXPECT_TRUE(QTest::qWaitForWindowExposed(dialog, patienceMs));
                check(*dialog, "the dialog of " + action->objectName().toStdString());
            }
            dialog->reject();
        }
        ASSERT_TRUE(QTest::qWaitFor([] { return openDialogs().isEmpty(); }, patienceMs));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace coppice::test
