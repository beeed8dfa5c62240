// Searches an operator has given a name, kept in QSettings, and their menu.
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace coppice::ui {

struct SavedSearch {
    QString name;
    QString query;
    bool operator==(const SavedSearch&) const = default;
};

/// In the order they were saved.
QList<SavedSearch> savedSearches();
void setSavedSearches(const QList<SavedSearch>& searches);
/// Of one name there is one: the newest.
void saveSearch(const SavedSearch& search);

/// Asks for a name, then saves.
void askSearchName(QWidget* parent, const QString& query);

/// A menu of `save`, `manage` and every saved search, made anew whenever it opens. `use` gets the query.
QMenu* savedSearchMenu(QAction* save, QAction* manage, std::function<void(const QString&)> use,
                       QWidget* parent);

} // namespace coppice::ui
