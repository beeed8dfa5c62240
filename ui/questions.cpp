// Message boxes opened with open(), never with exec().
#include "ui/questions.h"

#include "ui/icons.h"

#include <QApplication>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace coppice::ui {

namespace {

QMessageBox* box(QWidget* parent, const QString& title, const QString& text, const QString& more) {
    auto* const result = new QMessageBox(parent);
    result->setAttribute(Qt::WA_DeleteOnClose);
    result->setWindowTitle(QApplication::applicationDisplayName());
    result->setText(QStringLiteral("<b>%1</b><p>%2").arg(title.toHtmlEscaped(), text.toHtmlEscaped()));
    result->setInformativeText(more);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return result;
}

} // namespace

void askHoldReason(QWidget* parent, std::size_t snapshots, std::function<void(const QString&)> answer) {
    auto* const dialog = new QInputDialog(parent);
    dialog->setObjectName(QStringLiteral("holdDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Hold"));
    dialog->setLabelText(
        snapshots == 1
            ? QObject::tr("A held snapshot cannot be deleted.\n&Reason:")
            : QObject::tr("%1 snapshots will be held: they cannot be deleted.\n&Reason:").arg(snapshots));
    dialog->setOkButtonText(QObject::tr("&Hold"));
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent,
                     [answer = std::move(answer)](const QString& text) {
                         if (!text.trimmed().isEmpty()) {
                             answer(text.trimmed());
                         }
                     });
    dialog->open();
}

void askAboutRunningJobs(QWidget* parent, const RunningJobsAnswers& answers) {
    const QString name = QStringLiteral("closeQuestion");
    if (auto* const open = parent->findChild<QMessageBox*>(name)) {
        open->raise();
        open->activateWindow();
        return;
    }
    QMessageBox* const question =
        box(parent, QObject::tr("Jobs are still running"),
            QObject::tr("They can be stopped at a safe point: every snapshot and every virtual machine stays "
                        "whole, and the jobs can be resumed."),
            {});
    question->setObjectName(name);
    question->setIcon(QMessageBox::Question);
    QPushButton* const quit =
        question->addButton(QObject::tr("&Stop Safely and Quit"), QMessageBox::AcceptRole);
    quit->setObjectName(QStringLiteral("stopAndQuit"));
    QObject::connect(quit, &QPushButton::clicked, parent, [stop = answers.stop] { stop(); });
    if (answers.keepInTray) {
        QPushButton* const tray =
            question->addButton(QObject::tr("Keep Running in the &Tray"), QMessageBox::AcceptRole);
        tray->setObjectName(QStringLiteral("keepInTray"));
        // Once the question is gone: it would hide with its window, and stay open.
        QObject::connect(question, &QMessageBox::finished, parent,
                         [question, tray, keep = answers.keepInTray] {
                             if (question->clickedButton() == tray) {
                                 keep();
                             }
                         });
    }
    QPushButton* const keep = question->addButton(QObject::tr("&Keep Open"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("keepOpen"));
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    question->open();
}

void showError(QWidget* parent, const QString& title, const QString& what, const QString& next) {
    QMessageBox* const message = box(parent, title, what, next);
    message->setObjectName(QStringLiteral("errorMessage"));
    message->setIcon(QMessageBox::Warning);
    message->open();
}

void showAbout(QWidget* parent) {
    QMessageBox* const about =
        box(parent, QObject::tr("Coppice %1").arg(QApplication::applicationVersion()),
            QObject::tr("Console for virtual machine collections and their snapshots."),
            QObject::tr("Free software under the GNU General Public License, version 3 or later."));
    about->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), parent->devicePixelRatioF()));
    about->open();
}

} // namespace coppice::ui
