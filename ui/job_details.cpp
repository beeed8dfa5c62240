// The error box and a grid of facts.
#include "ui/job_details.h"

#include "models/job_export.h"
#include "models/progress.h"
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/icons.h"
#include "ui/style.h"
#include "ui/tone_label.h"

#include <QAction>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace coppice::ui {

namespace {

enum Fact { State, Done, Rate, TimeLeft, Submitted, Started, Ended, Took, Average, User };

QToolButton* buttonFor(QAction* action, const char* name) {
    auto* const button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({spacing::icon, spacing::icon});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleDescription(action->statusTip());
    return button;
}

void makeSelectable(QLabel& label) {
    label.setWordWrap(true);
    label.setTextFormat(Qt::PlainText);
    label.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

QString timeOrNothing(const std::optional<Timestamp>& time) {
    return time ? models::timeText(*time) : QString();
}

QString tookText(const JobRecord& job) {
    return job.started && job.ended
               ? models::durationText(std::chrono::milliseconds(*job.ended - *job.started).count())
               : QString();
}

} // namespace

JobDetails::JobDetails(const Actions& actions, QWidget* parent)
    : QScrollArea(parent)
    , m_empty(new QLabel(tr("Facts about the selected job appear here.")))
    , m_content(new QWidget)
    , m_title(new QLabel)
    , m_errorBox(makeErrorBox(actions))
    , m_facts(new QGridLayout) {
    setObjectName(QStringLiteral("jobDetails"));
    setAccessibleName(tr("Details of the selected job"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    makeSecondary(*m_empty);
    makeSelectable(*m_title);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);

    m_facts->setHorizontalSpacing(spacing::wide);
    m_facts->setVerticalSpacing(spacing::tight);
    m_facts->setColumnStretch(1, 1);
    addFact(State, tr("State"), "jobState");
    addFact(Rate, tr("Rate"), "jobRate");
    addFact(TimeLeft, tr("Time left"), "jobTimeLeft");
    addFact(Submitted, tr("Queued"), "jobSubmitted");
    addFact(Started, tr("Started"), "jobStarted");
    addFact(Ended, tr("Ended"), "jobEnded");
    addFact(Took, tr("Took"), "jobTook");
    addFact(User, tr("User"), "jobUser");
    addFact(Done, tr("Moved"), "jobMoved");
    addFact(Average, tr("On average"), "jobAverage");

    auto* const layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(spacing::normal, spacing::normal, spacing::normal, spacing::normal);
    layout->setSpacing(spacing::normal);
    layout->addWidget(m_title);
    layout->addWidget(m_errorBox);
    layout->addLayout(m_facts);
    layout->addStretch();
    auto* const both = new QWidget;
    both->setBackgroundRole(QPalette::Base);
    auto* const bothLayout = new QVBoxLayout(both);
    bothLayout->setContentsMargins(0, 0, 0, 0);
    bothLayout->addWidget(m_empty);
    bothLayout->addWidget(m_content);
    setWidget(both);
    setJob(nullptr);
}

QFrame* JobDetails::makeErrorBox(const Actions& actions) {
    auto* const box = new QFrame;
    box->setObjectName(QStringLiteral("jobErrorBox"));
    box->setFrameShape(QFrame::StyledPanel);
    auto* const sign = new QLabel;
    sign->setPixmap(icon(QStringLiteral("error"), Tone::Danger)
                        .pixmap(QSize(spacing::icon, spacing::icon), devicePixelRatioF()));
    m_errorTitle = new ToneLabel(Tone::Danger);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_errorTitle->setFont(bold);
    m_error = new QLabel;
    m_error->setObjectName(QStringLiteral("jobError"));
    m_error->setAccessibleName(tr("What failed, and why"));
    m_errorObject = new QLabel;
    m_errorObject->setObjectName(QStringLiteral("jobErrorObject"));
    m_errorObject->setAccessibleName(tr("What it failed on"));
    m_nextStep = new QLabel;
    m_nextStep->setObjectName(QStringLiteral("jobNextStep"));
    m_nextStep->setAccessibleName(tr("What to do about it"));
    for (QLabel* const label : {m_error, m_errorObject, m_nextStep}) {
        makeSelectable(*label);
    }
    auto* const head = new QHBoxLayout;
    head->setSpacing(spacing::tight);
    head->addWidget(sign);
    head->addWidget(m_errorTitle, 1);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::tight);
    buttons->addWidget(buttonFor(actions.retryJob, "detailsRetry"));
    buttons->addWidget(buttonFor(actions.copyJobError, "detailsCopyError"));
    buttons->addStretch();
    auto* const layout = new QVBoxLayout(box);
    layout->setContentsMargins(spacing::normal, spacing::normal, spacing::normal, spacing::normal);
    layout->setSpacing(spacing::tight);
    layout->addLayout(head);
    layout->addWidget(m_error);
    layout->addWidget(m_errorObject);
    layout->addWidget(m_nextStep);
    layout->addLayout(buttons);
    return box;
}

void JobDetails::addFact(int row, const QString& name, const char* objectName) {
    auto* const label = new QLabel(name);
    makeSecondary(*label);
    auto* const value = new QLabel;
    value->setObjectName(QString::fromLatin1(objectName));
    value->setAccessibleName(name);
    makeSelectable(*value);
    m_facts->addWidget(label, row, 0, Qt::AlignTop);
    m_facts->addWidget(value, row, 1);
}

void JobDetails::setFact(int row, const QString& value) {
    auto* const label = qobject_cast<QLabel*>(m_facts->itemAtPosition(row, 1)->widget());
    label->setText(value);
    label->setVisible(!value.isEmpty());
    m_facts->itemAtPosition(row, 0)->widget()->setVisible(!value.isEmpty());
}

void JobDetails::setJob(const std::shared_ptr<const JobRecord>& job) {
    m_empty->setVisible(job == nullptr);
    m_content->setVisible(job != nullptr);
    if (job == nullptr) {
        return;
    }
    m_title->setText(tr("Job %1: %2").arg(models::numberText(job->id), models::jobTitle(*job)));
    setFact(State, models::jobStateText(*job));
    setFact(Submitted, models::timeText(job->submitted));
    setFact(Started, timeOrNothing(job->started));
    setFact(Ended, timeOrNothing(job->ended));
    setFact(Took, tookText(*job));
    setFact(User, models::fromUtf8(job->user));
    setFact(Done, models::doneTotalText(job->doneBytes, job->totalBytes));
    setFact(Average, models::rateText(models::averageBytesPerSecond(*job).value_or(0)));
    m_errorBox->setVisible(job->error.has_value());
    if (job->error) {
        showError(*job);
    }
}

void JobDetails::setPace(const QString& rate, const QString& timeLeft) {
    setFact(Rate, rate);
    setFact(TimeLeft, timeLeft);
}

void JobDetails::showError(const JobRecord& job) {
    m_errorTitle->setText(job.state == JobState::Exception ? tr("This job failed")
                                                           : tr("This job ended early"));
    const QString what = models::errorWhat(*job.error);
    m_error->setText(what);
    // Most sentences name it already.
    const QString object = models::fromUtf8(job.error->object);
    m_errorObject->setText(object);
    m_errorObject->setVisible(!object.isEmpty() && !what.contains(object));
    const QString next = models::errorNext(*job.error);
    m_nextStep->setText(next);
    m_nextStep->setVisible(!next.isEmpty());
}

QString errorReport(const JobRecord& job) {
    if (!job.error) {
        return {};
    }
    const Error& error = *job.error;
    QStringList lines{JobDetails::tr("Job %1: %2").arg(models::numberText(job.id), models::jobTitle(job)),
                      models::errorWhat(error)};
    if (const QString next = models::errorNext(error); !next.isEmpty()) {
        lines.append(next);
    }
    lines.append(JobDetails::tr("Error %1 while %2: %3", "code, what was done, object")
                     .arg(QString::fromLatin1(nameOf(error.code)), models::fromUtf8(error.action),
                          models::fromUtf8(error.object)));
    return lines.join(u'\n');
}

} // namespace coppice::ui
