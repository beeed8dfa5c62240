// Renames, changes and deletes saved searches.
#pragma once

#include <QDialog>

class QPushButton;
class QTreeWidget;

namespace coppice::ui {

/// Nothing is kept before OK.
class SavedSearchesDialog final : public QDialog {
    Q_OBJECT
public:
    explicit SavedSearchesDialog(QWidget* parent);

    void accept() override;

private:
    void removeCurrent();

    QTreeWidget* m_list;
    QPushButton* m_delete;
};

} // namespace coppice::ui
