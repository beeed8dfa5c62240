// Help → Keyboard: every command's keys, and what the keyboard does in place of the mouse.
#pragma once

#include <QDialog>

class QMenuBar;
class QTreeWidget;

namespace coppice::ui {

/// Shown with open(); deletes itself. Commands and keys are those of the menus.
class KeysDialog final : public QDialog {
    Q_OBJECT
public:
    KeysDialog(const QMenuBar& menus, QWidget* parent);

private:
    void addCommands(const QMenuBar& menus);
    void addMouseWays();

    QTreeWidget* m_table;
};

} // namespace coppice::ui
