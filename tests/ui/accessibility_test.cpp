// What those owe each window who do not see it, or have no mouse: names, roles, keys.
#include "every_window.h"
#include "ui/preferences.h"
#include "ui/snapshot_tree_view.h"
#include "ui/translation.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>

#include <map>
#include <optional>
#include <set>

namespace coppice::test {
namespace {

/// Roles of controls that an operator uses, whether they can have the focus or not.
bool isControlRole(QAccessible::Role role) {
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Tree:
    case QAccessible::Table:
    case QAccessible::List:
    case QAccessible::MenuItem:
    case QAccessible::PageTab:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::Link:
        return true;
    default:
        return false;
    }
}

/// Rows and cells: their names are data, and may be empty.
bool isItemRole(QAccessible::Role role) {
    return role == QAccessible::TreeItem || role == QAccessible::Cell || role == QAccessible::ListItem ||
           role == QAccessible::ColumnHeader || role == QAccessible::RowHeader;
}

bool isCustom(const QWidget& widget) {
    return QByteArray(widget.metaObject()->className()).startsWith("coppice::");
}

std::string describe(const QAccessibleInterface& node) {
    const QObject* const object = node.object();
    std::string text = "role " + std::to_string(node.role());
    if (object != nullptr) {
        text += std::string(" ") + object->metaObject()->className() + " '" +
                object->objectName().toStdString() + "'";
        if (object->parent() != nullptr) {
            text += " in '" + object->parent()->objectName().toStdString() + "'";
        }
    }
    return text;
}

/// What is wrong in the accessible tree from `node` on.
void examine(QAccessibleInterface* node, QStringList& findings) {
    if (node == nullptr || !node->isValid() || node->state().invisible || isItemRole(node->role())) {
        return;
    }
    const bool isUsed = node->state().focusable || isControlRole(node->role());
    if (isUsed && !node->state().disabled && node->text(QAccessible::Name).trimmed().isEmpty()) {
        findings += QString::fromStdString("nameless: " + describe(*node));
    }
    const auto* const widget = qobject_cast<QWidget*>(node->object());
    if (widget != nullptr && isCustom(*widget) && !widget->isWindow() &&
        (node->role() == QAccessible::Client || node->role() == QAccessible::NoRole)) {
        const bool isAlone = widget->findChildren<QWidget*>().isEmpty();
        if (isAlone || (widget->focusPolicy() & Qt::TabFocus) != 0) {
            findings += QString::fromStdString("without role: " + describe(*node));
        }
    }
    for (int child = 0; child < node->childCount(); ++child) {
        examine(node->child(child), findings);
    }
}

std::string findingsIn(QWidget& window) {
    QStringList findings;
    examine(QAccessible::queryAccessibleInterface(&window), findings);
    return findings.join(u'\n').toStdString();
}

/// In a toolbar, where the keyboard comes through the menus, or made by Qt for itself.
bool isReachedOtherwise(const QWidget& widget) {
    if (widget.objectName().startsWith(QStringLiteral("qt_"))) {
        return true;
    }
    const QWidget* const parent = widget.parentWidget();
    return qobject_cast<const QLineEdit*>(parent) != nullptr ||
           qobject_cast<const QComboBox*>(parent) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(parent) != nullptr;
}

bool isControl(const QWidget& widget) {
    return qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
           qobject_cast<const QLineEdit*>(&widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(&widget) != nullptr ||
           qobject_cast<const QComboBox*>(&widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(&widget) != nullptr ||
           qobject_cast<const QTextEdit*>(&widget) != nullptr ||
           (qobject_cast<const QAbstractSlider*>(&widget) != nullptr &&
            qobject_cast<const QScrollBar*>(&widget) == nullptr) ||
           (isCustom(widget) && (widget.focusPolicy() & Qt::TabFocus) != 0);
}

/// Controls of the window that Tab must come to.
std::set<QWidget*> controlsOf(QWidget& window) {
    std::set<QWidget*> controls;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        const bool here = widget->window() == &window && widget->isVisible() && widget->isEnabled();
        const bool isHeader = widget->inherits("QHeaderView");
        const bool isOnBar = qobject_cast<QToolBar*>(widget->parentWidget()) != nullptr;
        if (here && !isHeader && !isOnBar && isControl(*widget) && !isReachedOtherwise(*widget)) {
            controls.insert(widget);
        }
    }
    return controls;
}

/// Everything that has had the focus while Tab went once around the window.
std::set<QWidget*> reachedByTab(QWidget& window) {
    constexpr int most = 200;
    std::set<QWidget*> reached;
    QApplication::setActiveWindow(&window);
    for (int step = 0; step < most; ++step) {
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        QWidget* const focus = QApplication::focusWidget();
        if (focus != nullptr) {
            reached.insert(focus);
            if (focus->focusProxy() != nullptr) {
                reached.insert(focus->focusProxy());
            }
        }
    }
    return reached;
}

std::string unreachedIn(QWidget& window) {
    const std::set<QWidget*> reached = reachedByTab(window);
    std::string text;
    for (QWidget* const control : controlsOf(window)) {
        const auto* const button = qobject_cast<QAbstractButton*>(control);
        const QButtonGroup* const group = button != nullptr ? button->group() : nullptr;
        // Of a group Tab comes to the chosen one, and arrows go on from there.
        const bool inGroup =
            button != nullptr && (button->autoExclusive() || (group != nullptr && group->exclusive()));
        if (!reached.contains(control) && !inGroup) {
            text += std::string(control->metaObject()->className()) + " '" +
                    control->objectName().toStdString() + "'\n";
        }
    }
    return text;
}

/// Two of the window's mnemonics that are the same, menus aside.
std::string collisionsIn(const QWidget& window) {
    std::multimap<QString, QString> texts; // mnemonic → where
    const auto note = [&texts](const QString& text) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(text);
        if (!mnemonic.isEmpty()) {
            texts.emplace(mnemonic.toString(), text);
        }
    };
    for (const QWidget* const widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &window || !widget->isEnabled()) {
            continue;
        }
        if (const auto* const label = qobject_cast<const QLabel*>(widget); label && label->buddy()) {
            note(label->text());
        } else if (const auto* const button = qobject_cast<const QAbstractButton*>(widget)) {
            note(button->text());
        } else if (const auto* const bar = qobject_cast<const QMenuBar*>(widget)) {
            for (const QAction* const action : bar->actions()) {
                note(action->text());
            }
        }
    }
    std::string text;
    for (auto at = texts.begin(); at != texts.end(); ++at) {
        if (texts.count(at->first) > 1) {
            text += at->first.toStdString() + ": " + at->second.toStdString() + "\n";
        }
    }
    return text;
}

class Accessible : public EveryWindow {};

TEST_F(Accessible, NothingThatIsUsedIsNamelessAndNoWidgetOfOursIsWithoutRole) {
    visit([](QWidget& window, const std::string& where) { EXPECT_EQ(findingsIn(window), "") << where; });
}

TEST_F(Accessible, TabComesToEveryControl) {
    visit([](QWidget& window, const std::string& where) { EXPECT_EQ(unreachedIn(window), "") << where; });
}

/// Mnemonics are part of a text, and so of its translation.
class AccessibleIn : public EveryWindow, public ::testing::WithParamInterface<QLocale::Language> {
protected:
    void SetUp() override {
        m_translation.emplace(GetParam());
        EveryWindow::SetUp();
    }
    void TearDown() override {
        EveryWindow::TearDown();
        m_translation.reset();
    }

private:
    std::optional<ui::Translation> m_translation;
};

INSTANTIATE_TEST_SUITE_P(EachLanguage, AccessibleIn, ::testing::ValuesIn(ui::preferences::languages),
                         [](const auto& language) {
                             return QLocale::languageToString(language.param).toStdString();
                         });

TEST_P(AccessibleIn, NoTwoControlsShareAMnemonic) {
    visit([](QWidget& window, const std::string& where) { EXPECT_EQ(collisionsIn(window), "") << where; });
}

TEST_F(Accessible, EveryCommandHasATextATipAndAShortcutOfItsOwn) {
    openLibrary();
    std::map<QString, std::string> owners;
    for (const QAction* const action : commands()) {
        if (action->menu() != nullptr) {
            continue;
        }
        const std::string name =
            action->objectName().toStdString() + " '" + action->text().toStdString() + "'";
        EXPECT_FALSE(action->text().isEmpty()) << name;
        EXPECT_FALSE(action->toolTip().isEmpty()) << name;
        EXPECT_FALSE(action->statusTip().isEmpty()) << name;
        for (const QKeySequence& shortcut : action->shortcuts()) {
            const auto [owner, isNew] = owners.emplace(shortcut.toString(), name);
            EXPECT_TRUE(isNew) << name << " and " << owner->second << " share "
                               << shortcut.toString().toStdString();
        }
    }
}

TEST_P(AccessibleIn, NoMenuHasAMnemonicTwice) {
    openLibrary();
    for (const QMenu* const menu : m_window->findChildren<QMenu*>()) {
        std::map<QString, QString> owners;
        for (const QAction* const action : menu->actions()) {
            const QString mnemonic = QKeySequence::mnemonic(action->text()).toString();
            if (!mnemonic.isEmpty()) {
                const auto [owner, isNew] = owners.emplace(mnemonic, action->text());
                EXPECT_TRUE(isNew) << action->text().toStdString() << " and " << owner->second.toStdString()
                                   << " in " << menu->title().toStdString();
            }
        }
    }
}

TEST_F(Accessible, EveryButtonOfAToolbarIsInAMenuToo) {
    openLibrary();
    const QList<QAction*> all = commands();
    for (const QToolBar* const bar : m_window->findChildren<QToolBar*>()) {
        for (QAction* const action : bar->actions()) {
            const auto* const button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
            if (button != nullptr) {
                QAction* const command =
                    button->defaultAction() != nullptr ? button->defaultAction() : action;
                EXPECT_TRUE(all.contains(command)) << command->text().toStdString();
            }
        }
    }
}

TEST_F(Accessible, RowsOfTheTreeAreReadOutWithWhatTheyAre) {
    openLibrary();
    QAccessibleInterface* const view = QAccessible::queryAccessibleInterface(&tree());
    ASSERT_NE(view, nullptr);
    QAccessibleTableInterface* const table = view->tableInterface();
    ASSERT_NE(table, nullptr);
    ASSERT_GT(table->rowCount(), 0);
    for (int row = 0; row < table->rowCount(); ++row) {
        QAccessibleInterface* const cell = table->cellAt(row, 0);
        ASSERT_NE(cell, nullptr);
        EXPECT_FALSE(cell->text(QAccessible::Name).isEmpty()) << "row " << row;
    }
}

// The examinations themselves must be able to fail.

TEST(AccessibilityExamination, FindsANamelessButton) {
    QDialog dialog;
    auto* const layout = new QVBoxLayout(&dialog);
    layout->addWidget(new QPushButton);
    dialog.show();
    EXPECT_NE(findingsIn(dialog), "");
    dialog.findChild<QPushButton*>()->setAccessibleName(QStringLiteral("Delete"));
    EXPECT_EQ(findingsIn(dialog), "");
}

TEST(AccessibilityExamination, FindsAControlThatTabPassesBy) {
    QDialog dialog;
    auto* const layout = new QVBoxLayout(&dialog);
    layout->addWidget(new QPushButton(QStringLiteral("One")));
    auto* const passed = new QPushButton(QStringLiteral("Two"));
    passed->setFocusPolicy(Qt::ClickFocus);
    layout->addWidget(passed);
    dialog.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&dialog, patienceMs));
    EXPECT_NE(unreachedIn(dialog), "");
    passed->setFocusPolicy(Qt::StrongFocus);
    EXPECT_EQ(unreachedIn(dialog), "");
}

TEST(AccessibilityExamination, FindsAMnemonicUsedTwice) {
    QDialog dialog;
    auto* const layout = new QVBoxLayout(&dialog);
    layout->addWidget(new QPushButton(QStringLiteral("&Save")));
    layout->addWidget(new QPushButton(QStringLiteral("&Stop")));
    dialog.show();
    EXPECT_NE(collisionsIn(dialog), "");
}

} // namespace
} // namespace coppice::test
