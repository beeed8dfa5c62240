// "Select by Query": a search whose matches become the selection, counted live before they do.
#pragma once

#include "models/selection_sets.h"
#include "models/snapshot_search.h"

#include <QDialog>

#include <unordered_set>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;

namespace coppice::ui {

class SearchField;

class SelectDialog final : public QDialog {
    Q_OBJECT
public:
    /// `shown`: ids that may be selected, which is what the tree shows. `query` stands in the field; what of
    /// it is a value is marked, to be typed over.
    SelectDialog(std::shared_ptr<const models::ViewData> view, std::vector<Guid> shown, const QString& query,
                 QWidget* parent);

    void accept() override;
    QString countText() const;

signals:
    void chosen(const std::vector<coppice::Guid>& ids, coppice::models::SelectHow how);

private:
    void addPresets();
    void textChanged();
    void take(const std::shared_ptr<const models::SearchResult>& found);
    void showCount(const QString& text, bool ready);
    models::SelectHow how() const;

    std::vector<Guid> m_shown;
    std::vector<Guid> m_matching;
    models::SnapshotSearch m_search;
    SearchField* m_field;
    QComboBox* m_presets;
    QLabel* m_count;
    QRadioButton* m_replace;
    QRadioButton* m_add;
    QRadioButton* m_remove;
    QPushButton* m_select;
};

} // namespace coppice::ui
