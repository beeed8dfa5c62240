// A table of two columns, grouped.
#include "ui/keys_dialog.h"

#include "ui/style.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coppice::ui {

namespace {

constexpr QSize wantedSize{620, 640};

QString withoutMnemonic(QString text) {
    static const QString kPlaceholder(QChar::ObjectReplacementCharacter);
    text.replace(QStringLiteral("&&"), kPlaceholder);
    text.remove(u'&');
    return text.replace(kPlaceholder, QStringLiteral("&"));
}

QTreeWidgetItem* group(QTreeWidget& table, const QString& title) {
    auto* const item = new QTreeWidgetItem(&table, {title});
    QFont bold = item->font(0);
    bold.setWeight(QFont::DemiBold);
    item->setFont(0, bold);
    item->setFirstColumnSpanned(true);
    item->setExpanded(true);
    return item;
}

void addKeys(QTreeWidgetItem& parent, const QMenu& menu, const QString& before) {
    for (const QAction* const action : menu.actions()) {
        const QString text = before + withoutMnemonic(action->text());
        if (action->menu() != nullptr) {
            addKeys(parent, *action->menu(), text + QStringLiteral(" → "));
        } else if (!action->shortcut().isEmpty()) {
            new QTreeWidgetItem(
                &parent, {text, QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)});
        }
    }
}

} // namespace

KeysDialog::KeysDialog(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent)
    , m_table(new QTreeWidget) {
    setObjectName(QStringLiteral("keysDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Keyboard"));
    m_table->setObjectName(QStringLiteral("keysTable"));
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setHeaderLabels({tr("What"), tr("Keys")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    addCommands(menus);
    addMouseWays();
    m_table->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);

    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    resize(wantedSize);
}

void KeysDialog::addCommands(const QMenuBar& menus) {
    for (const QAction* const action : menus.actions()) {
        if (action->menu() == nullptr) {
            continue;
        }
        QTreeWidgetItem* const commands = group(*m_table, withoutMnemonic(action->text()));
        addKeys(*commands, *action->menu(), {});
        if (commands->childCount() == 0) {
            delete commands;
        }
    }
}

void KeysDialog::addMouseWays() {
    const auto add = [](QTreeWidgetItem* parent, const QString& what, const QString& keys) {
        new QTreeWidgetItem(parent, {what, keys});
    };
    QTreeWidgetItem* const both = group(*m_table, tr("In place of the mouse"));
    add(both, tr("Choose a row or a snapshot (click)"), tr("Arrow keys, Home, End, Page Up, Page Down"));
    add(both, tr("Select several (drag, Shift+click)"), tr("Shift+Arrow keys"));
    add(both, tr("Add or take away one (Ctrl+click, Alt+drag)"), tr("Ctrl+Arrow keys, then Ctrl+Space"));
    add(both, tr("Take a drag back"), tr("Esc, with the button still down"));
    add(both, tr("Open or close a branch (click on its triangle)"), tr("Right, Left; * opens all below"));
    add(both, tr("Sort (click on a heading)"), tr("View → Sort"));
    add(both, tr("Commands for what is selected (right click)"), tr("Menu key, Shift+F10"));
    add(both, tr("Go to another pane (click into it)"), tr("F6, Shift+F6; Tab, Shift+Tab"));
    add(both, tr("Read a value off the chart (point at it)"), tr("Left, Right in the chart"));
    QTreeWidgetItem* const graph = group(*m_table, tr("In the graph"));
    add(graph, tr("Follow a branch"), tr("Left to the parent, Right to the child"));
    add(graph, tr("Go to another lane"), tr("Up, Down"));
    add(graph, tr("Move the picture (middle button, Space+drag, minimap)"),
        tr("Arrow keys bring what they choose into sight"));
    add(graph, tr("Zoom (Ctrl+wheel)"), tr("View → Zoom In, Zoom Out, Fit"));
}

} // namespace coppice::ui
