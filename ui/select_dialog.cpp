// A field, presets, what to do with the selection, a live count.
#include "ui/select_dialog.h"

#include "models/texts.h"
#include "ui/saved_searches.h"
#include "ui/search_field.h"
#include "ui/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace coppice::ui {

SelectDialog::SelectDialog(std::shared_ptr<const models::ViewData> view, std::vector<Guid> shown,
                           const QString& query, QWidget* parent)
    : QDialog(parent)
    , m_shown(std::move(shown))
    , m_field(new SearchField)
    , m_presets(new QComboBox)
    , m_count(new QLabel)
    , m_replace(new QRadioButton(tr("&Replace the selection")))
    , m_add(new QRadioButton(tr("A&dd to the selection")))
    , m_remove(new QRadioButton(tr("&Take away from the selection"))) {
    setObjectName(QStringLiteral("selectDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Select by Query"));

    m_field->setObjectName(QStringLiteral("selectQuery"));
    m_field->setAccessibleName(tr("Query"));
    m_presets->setObjectName(QStringLiteral("selectPresets"));
    m_presets->setAccessibleName(tr("Presets and saved searches"));
    addPresets();
    m_count->setObjectName(QStringLiteral("selectCount"));
    m_count->setWordWrap(true);
    m_count->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_count->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_replace->setObjectName(QStringLiteral("selectReplace"));
    m_add->setObjectName(QStringLiteral("selectAdd"));
    m_remove->setObjectName(QStringLiteral("selectRemove"));
    m_replace->setChecked(true);

    auto* const buttons = new QDialogButtonBox;
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    m_select = buttons->addButton(tr("&Select"), QDialogButtonBox::AcceptRole);
    m_select->setObjectName(QStringLiteral("selectMatches"));
    m_select->setDefault(true);

    auto* const form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Snapshots that &match:"), m_field);
    form->addRow(tr("&Presets:"), m_presets);
    auto* const layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::normal);
    layout->addLayout(form);
    layout->addWidget(m_count);
    layout->addWidget(m_replace);
    layout->addWidget(m_add);
    layout->addWidget(m_remove);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 72, sizeHint().height());

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QLineEdit::textChanged, this, &SelectDialog::textChanged);
    connect(m_field, &SearchField::confirmed, m_select, &QPushButton::click);
    connect(m_field, &SearchField::left, this, &QDialog::reject);
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        if (const QString preset = m_presets->itemData(index).toString(); !preset.isEmpty()) {
            m_field->setText(preset);
            m_field->setFocus();
        }
    });
    connect(&m_search, &models::SnapshotSearch::found, this, &SelectDialog::take);
    m_search.setView(std::move(view));
    m_field->setText(query);
    textChanged();
    m_field->setFocus();
    static const QRegularExpression kValue(QStringLiteral("[:<>=]+(.*)$"));
    if (const QRegularExpressionMatch match = kValue.match(query); match.hasMatch()) {
        m_field->setSelection(static_cast<int>(match.capturedStart(1)),
                              static_cast<int>(match.capturedLength(1)));
    }
}

void SelectDialog::addPresets() {
    m_presets->addItem(tr("Choose…"));
    const auto add = [this](const QString& text, const QString& query) {
        m_presets->addItem(tr("%1   –  %2", "preset and its query").arg(text, query), query);
    };
    add(tr("Older than 30 days"), QStringLiteral("age>30d"));
    add(tr("Older than a year"), QStringLiteral("age>1y"));
    add(tr("Larger than 1 GiB"), QStringLiteral("size>1GiB"));
    add(tr("Unlabelled"), QStringLiteral("is:unlabelled"));
    add(tr("Nothing else goes with it"), QStringLiteral("dependents:0"));
    add(tr("Not held"), QStringLiteral("-is:held"));
    add(tr("Recovery snapshots"), QStringLiteral("kind:recovery"));
    const QList<SavedSearch> saved = savedSearches();
    if (!saved.isEmpty()) {
        m_presets->insertSeparator(m_presets->count());
    }
    for (const SavedSearch& search : saved) {
        add(search.name, search.query);
    }
}

QString SelectDialog::countText() const {
    return m_count->text();
}

void SelectDialog::showCount(const QString& text, bool ready) {
    m_count->setText(text);
    m_select->setEnabled(ready);
}

void SelectDialog::textChanged() {
    const auto query = models::SnapshotQuery::parse(m_field->text(), systemClock().now());
    m_search.cancel();
    m_matching.clear();
    if (!query) {
        showCount(query.error().sentence, false);
    } else if (query->isEmpty()) {
        showCount(tr("Type what to select, or choose a preset."), false);
    } else {
        m_search.request(*query);
        m_select->setEnabled(false);
    }
}

void SelectDialog::take(const std::shared_ptr<const models::SearchResult>& found) {
    m_matching.clear();
    for (const Guid& id : m_shown) {
        if (found->ids.contains(id)) {
            m_matching.push_back(id);
        }
    }
    showCount(tr("%1 of %2 shown match.")
                  .arg(models::numberText(m_matching.size()), models::numberText(m_shown.size())),
              !m_matching.empty());
}

models::SelectHow SelectDialog::how() const {
    return m_add->isChecked()      ? models::SelectHow::Add
           : m_remove->isChecked() ? models::SelectHow::Remove
                                   : models::SelectHow::Replace;
}

void SelectDialog::accept() {
    emit chosen(m_matching, how());
    QDialog::accept();
}

} // namespace coppice::ui
