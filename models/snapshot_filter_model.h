// Sorts the snapshot tree by raw values and shows the rows that a search finds, with what leads to them.
#pragma once

#include <QSortFilterProxyModel>
#include <QString>
#include <QStringList>

namespace coppice::models {

class SnapshotFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit SnapshotFilterModel(QObject* parent = nullptr);

    /// Every word must be found somewhere in the row's names and notes; case is ignored. Empty: everything.
    void setSearch(const QString& text);
    QString search() const { return m_search; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString m_search;
    QStringList m_words;
};

} // namespace coppice::models
