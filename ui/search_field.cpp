// A line edit whose completer works on the word at the end.
#include "ui/search_field.h"

#include "models/snapshot_query.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace coppice::ui {

namespace {

constexpr int widthInCharacters = 34;
constexpr int keywordRole = Qt::UserRole + 1;
constexpr int hintsShown = 12;

/// Where the word that is being typed begins; a leading - belongs to the one before.
qsizetype wordStart(const QString& text) {
    const qsizetype start = text.lastIndexOf(QLatin1Char(' ')) + 1;
    return start < text.size() && text[start] == QLatin1Char('-') ? start + 1 : start;
}

/// Completes the last word and leaves the others as they are.
class WordCompleter final : public QCompleter {
public:
    using QCompleter::QCompleter;

    QStringList splitPath(const QString& path) const override { return {path.mid(wordStart(path))}; }

    QString pathFromIndex(const QModelIndex& index) const override {
        const auto* const field = qobject_cast<const QLineEdit*>(widget());
        const QString text = field == nullptr ? QString() : field->text();
        return text.left(wordStart(text)) + index.data(keywordRole).toString();
    }
};

QStandardItemModel* hintModel(QObject* parent) {
    auto* const model = new QStandardItemModel(parent);
    for (const models::QueryHint& hint : models::queryHints()) {
        auto* const item = new QStandardItem(
            QObject::tr("%1   –  %2", "search example and meaning").arg(hint.example, hint.meaning));
        item->setData(hint.example, keywordRole);
        model->appendRow(item);
    }
    return model;
}

} // namespace

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent) {
    setObjectName(QStringLiteral("snapshotSearch"));
    setAccessibleName(tr("Search snapshots"));
    setAccessibleDescription(
        tr("Words to find in names, notes, VMs, collections and hold reasons, or fields such as "
           "age>30d, size>1GiB or is:held"));
    setPlaceholderText(tr("Search: words, age>30d, size>1GiB…"));
    setToolTip(searchHelp());
    setClearButtonEnabled(true);
    for (QAbstractButton* const button : findChildren<QAbstractButton*>()) {
        button->setAccessibleName(tr("Clear"));
    }
    auto* const completer = new WordCompleter(this);
    completer->setModel(hintModel(completer));
    completer->setCompletionRole(keywordRole);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(hintsShown);
    completer->popup()->setObjectName(QStringLiteral("searchHints"));
    completer->popup()->setAccessibleName(tr("Search suggestions"));
    setCompleter(completer);
    // Queued: after the completer has looked at the text, too. What is there in full needs no suggestion,
    // whose list would take the next click.
    connect(
        this, &QLineEdit::textEdited, this,
        [this, completer] {
            const QString word = text().mid(wordStart(text()));
            const QModelIndex only = completer->completionModel()->index(0, 0);
            if (completer->completionCount() == 1 && only.data(keywordRole).toString() == word) {
                completer->popup()->hide();
            }
        },
        Qt::QueuedConnection);
}

QSize SearchField::sizeHint() const {
    return {fontMetrics().averageCharWidth() * widthInCharacters, QLineEdit::sizeHint().height()};
}

void SearchField::showAllHints() {
    completer()->setCompletionPrefix({});
    completer()->complete();
}

void SearchField::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            emit left();
        } else {
            clear();
        }
        event->accept();
        return;
    case Qt::Key_Down:
        if (text().isEmpty()) {
            showAllHints();
        } else {
            emit resultsWanted();
        }
        event->accept();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit confirmed();
        event->accept();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

QString searchHelp() {
    QString rows;
    for (const models::QueryHint& hint : models::queryHints()) {
        rows += QStringLiteral("<tr><td><code>%1</code>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(hint.example.toHtmlEscaped(), hint.meaning.toHtmlEscaped());
    }
    return QStringLiteral("<p>%1</p><table>%2</table><p>%3</p>")
        .arg(QObject::tr("Every word must be found in the name, notes, VM, collection or hold reason. "
                         "Quotes hold words together.")
                 .toHtmlEscaped(),
             rows, QObject::tr("A leading - turns a word around: -is:held.").toHtmlEscaped());
}

} // namespace coppice::ui
