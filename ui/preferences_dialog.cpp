// A form of the settings.
#include "ui/preferences_dialog.h"

#include "ui/preferences.h"
#include "ui/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace coppice::ui {

using preferences::Closing;

namespace {

constexpr int noLanguage = 0; ///< item data of "as the system"

/// In the language itself, so that whoever is lost in another one finds it.
QString ownName(QLocale::Language language) {
    return language == QLocale::German ? QStringLiteral("Deutsch") : QStringLiteral("English");
}

QLabel* headingOf(const QString& text) {
    auto* const heading = new QLabel(text);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    return heading;
}

QLabel* explanation(const QString& text) {
    auto* const label = new QLabel(text);
    label->setWordWrap(true);
    makeSecondary(*label);
    return label;
}

/// The explanation stands below the control, and is what a screen reader says of it.
void addRow(QFormLayout& form, const QString& label, QWidget* control, const char* name,
            const QString& words) {
    control->setObjectName(QString::fromLatin1(name));
    control->setAccessibleDescription(words);
    form.addRow(label, control);
    form.addRow(QString(), explanation(words));
}

void choose(QComboBox& box, int value) {
    box.setCurrentIndex(qMax(0, box.findData(value)));
}

} // namespace

PreferencesDialog::PreferencesDialog(QWidget* parent)
    : QDialog(parent)
    , m_gracePeriod(new QSpinBox)
    , m_notifyAfter(new QSpinBox)
    , m_closing(new QComboBox)
    , m_colors(new QComboBox)
    , m_language(new QComboBox) {
    setObjectName(QStringLiteral("preferencesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Preferences"));

    auto* const form = new QFormLayout;
    form->setHorizontalSpacing(spacing::wide);
    form->setVerticalSpacing(spacing::tight);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addJobs(*form);
    addAppearance(*form);

    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &PreferencesDialog::reject);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("preferencesOk"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("preferencesCancel"));

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::wide);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
}

void PreferencesDialog::addJobs(QFormLayout& form) {
    m_gracePeriod->setRange(0, static_cast<int>(preferences::longestGracePeriod.count()));
    m_gracePeriod->setSuffix(tr(" s", "seconds, after a number"));
    m_gracePeriod->setSpecialValueText(tr("Do not wait"));
    m_gracePeriod->setValue(static_cast<int>(preferences::gracePeriod().count()));
    m_notifyAfter->setRange(0, static_cast<int>(preferences::longestNotifyAfter.count()));
    m_notifyAfter->setSuffix(tr(" s", "seconds, after a number"));
    m_notifyAfter->setSpecialValueText(tr("Every job"));
    m_notifyAfter->setValue(static_cast<int>(preferences::notifyAfter().count()));
    m_closing->addItem(tr("Ask"), static_cast<int>(Closing::Ask));
    m_closing->addItem(tr("Keep running in the tray"), static_cast<int>(Closing::KeepInTray));
    m_closing->addItem(tr("Stop safely and quit"), static_cast<int>(Closing::StopSafely));
    choose(*m_closing, static_cast<int>(preferences::closing()));

    form.addRow(headingOf(tr("Jobs")));
    addRow(form, tr("&Wait before deleting:"), m_gracePeriod, "gracePeriod",
           tr("A confirmed deletion can be undone so long; nothing is changed before."));
    addRow(form, tr("&Notify of jobs longer than:"), m_notifyAfter, "notifyAfter",
           tr("While another window is in front. A job that fails is always notified."));
    addRow(form, tr("&Closing while jobs run:"), m_closing, "closing",
           tr("A stopped job can be resumed. Without a tray, the window asks."));
}

void PreferencesDialog::addAppearance(QFormLayout& form) {
    m_colors->addItem(tr("As the system"), static_cast<int>(ColorScheme::System));
    m_colors->addItem(tr("Light"), static_cast<int>(ColorScheme::Light));
    m_colors->addItem(tr("Dark"), static_cast<int>(ColorScheme::Dark));
    choose(*m_colors, static_cast<int>(preferences::colorScheme()));
    m_language->addItem(tr("As the system"), noLanguage);
    for (const QLocale::Language language : preferences::languages) {
        m_language->addItem(ownName(language), static_cast<int>(language));
    }
    const auto language = preferences::language();
    choose(*m_language, language ? static_cast<int>(*language) : noLanguage);

    form.addRow(headingOf(tr("Appearance")));
    m_colors->setObjectName(QStringLiteral("colorScheme"));
    form.addRow(tr("C&olours:"), m_colors);
    addRow(form, tr("&Language:"), m_language, "language", tr("Used from the next start on."));
}

void PreferencesDialog::accept() {
    preferences::setGracePeriod(std::chrono::seconds(m_gracePeriod->value()));
    preferences::setNotifyAfter(std::chrono::seconds(m_notifyAfter->value()));
    preferences::setClosing(static_cast<Closing>(m_closing->currentData().toInt()));
    const int language = m_language->currentData().toInt();
    preferences::setLanguage(
        language == noLanguage ? std::nullopt : std::optional(static_cast<QLocale::Language>(language)));
    const auto scheme = static_cast<ColorScheme>(m_colors->currentData().toInt());
    if (scheme != preferences::colorScheme()) {
        preferences::setColorScheme(scheme);
        applyStyle(scheme);
    }
    QDialog::accept();
}

} // namespace coppice::ui
