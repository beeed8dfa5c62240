// The welcome page, its busy and its error state.
#include "ui/empty_page.h"

#include "ui/icons.h"
#include "ui/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace coppice::ui {

namespace {

constexpr int logoSize = 96;
constexpr int textWidth = 460;
constexpr int buttonIconSize = 20;

QPushButton* buttonFor(QAction* action, const QString& text, QWidget* parent) {
    auto* const button = new QPushButton(action->icon(), text, parent);
    button->setIconSize({buttonIconSize, buttonIconSize});
    button->setMinimumHeight(36);
    button->setToolTip(action->statusTip());
    button->setAccessibleDescription(action->statusTip());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

/// Text that wraps, with room for all of its lines; a centred layout may keep those of the text before.
void setWrapped(QLabel& label, const QString& text) {
    label.setText(text);
    label.setMinimumHeight(qMax(0, label.heightForWidth(textWidth))); // -1 without text
}

} // namespace

EmptyPage::EmptyPage(QAction* openLibrary, QAction* openDemo, QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_error(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_open(buttonFor(openLibrary, tr("&Open a library"), this))
    , m_demo(buttonFor(openDemo, tr("Try the &demo"), this)) {
    setObjectName(QStringLiteral("emptyPage"));
    m_open->setObjectName(QStringLiteral("emptyOpen"));
    m_demo->setObjectName(QStringLiteral("emptyDemo"));

    auto* const logo = new QLabel(this);
    logo->setPixmap(applicationIcon().pixmap(QSize(logoSize, logoSize), devicePixelRatioF()));
    logo->setAlignment(Qt::AlignCenter);
    logo->setAccessibleName(tr("Coppice's icon: shoots growing from a stool"));

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    for (QLabel* const label : {m_title, m_text, m_error}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setFixedWidth(textWidth);
    }
    makeSecondary(*m_text);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_error->setObjectName(QStringLiteral("openError"));
    m_error->setAccessibleName(tr("Why the library could not be opened"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(textWidth / 2);
    m_busy->setAccessibleName(tr("Opening"));

    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::normal);
    buttons->addStretch();
    buttons->addWidget(m_open);
    buttons->addWidget(m_demo);
    buttons->addStretch();

    auto* const layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::wide);
    layout->addStretch(2);
    layout->addWidget(logo, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addWidget(m_error, 0, Qt::AlignHCenter);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addLayout(buttons);
    layout->addStretch(3);
    showWelcome();
}

void EmptyPage::showWelcome() {
    setWrapped(*m_title, tr("No library is open"));
    setWrapped(*m_text,
               tr("A library is a folder with virtual disks and the snapshots of their machines: open "
                  "yours, or try a demo library with real disks that nobody needs."));
    m_error->hide();
    m_busy->hide();
    m_open->show();
    m_demo->show();
    m_open->setFocus();
    fitTexts();
}

void EmptyPage::showBusy(const QString& text) {
    setWrapped(*m_title, text);
    setWrapped(*m_text, tr("This takes a few seconds."));
    m_error->hide();
    m_busy->show();
    m_open->hide();
    m_demo->hide();
    fitTexts();
}

void EmptyPage::showError(const QString& text) {
    showWelcome();
    setWrapped(*m_title, tr("The library could not be opened"));
    setWrapped(*m_error, text);
    m_error->show();
    fitTexts();
}

void EmptyPage::fitTexts() {
    // A layout that is short of room gives wrapped texts one line, and cuts off the others.
    for (QLabel* const label : {m_title, m_text, m_error}) {
        label->setMinimumHeight(qMax(0, label->heightForWidth(textWidth))); // -1 without text
    }
}

} // namespace coppice::ui
