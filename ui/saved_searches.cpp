// Saved searches in QSettings, the question for a name, the menu.
#include "ui/saved_searches.h"

#include <QInputDialog>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace coppice::ui {

namespace {
const QString searchesKey = QStringLiteral("search/saved");
const QString nameKey = QStringLiteral("name");
const QString queryKey = QStringLiteral("query");
} // namespace

QList<SavedSearch> savedSearches() {
    QSettings settings;
    QList<SavedSearch> searches;
    const int count = settings.beginReadArray(searchesKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        searches.append({settings.value(nameKey).toString(), settings.value(queryKey).toString()});
    }
    settings.endArray();
    return searches;
}

void setSavedSearches(const QList<SavedSearch>& searches) {
    QSettings settings;
    settings.remove(searchesKey);
    settings.beginWriteArray(searchesKey, static_cast<int>(searches.size()));
    for (int i = 0; i < searches.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(nameKey, searches[i].name);
        settings.setValue(queryKey, searches[i].query);
    }
    settings.endArray();
}

void saveSearch(const SavedSearch& search) {
    QList<SavedSearch> searches = savedSearches();
    searches.removeIf([&search](const SavedSearch& other) { return other.name == search.name; });
    searches.append(search);
    setSavedSearches(searches);
}

void askSearchName(QWidget* parent, const QString& query) {
    auto* const dialog = new QInputDialog(parent);
    dialog->setObjectName(QStringLiteral("saveSearchDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Save Search"));
    dialog->setLabelText(QObject::tr("&Name of the search “%1”:").arg(query));
    dialog->setTextValue(query);
    dialog->setOkButtonText(QObject::tr("&Save"));
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent, [query](const QString& name) {
        if (!name.trimmed().isEmpty()) {
            saveSearch({name.trimmed(), query});
        }
    });
    dialog->open();
}

QMenu* savedSearchMenu(QAction* save, QAction* manage, std::function<void(const QString&)> use,
                       QWidget* parent) {
    auto* const menu = new QMenu(QObject::tr("Sa&ved Searches"), parent);
    menu->setObjectName(QStringLiteral("savedSearchMenu"));
    menu->addActions({save, manage});
    menu->addSeparator();
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, save, manage, use = std::move(use)] {
        for (QAction* const action : menu->actions()) {
            if (action->parent() == menu && !action->isSeparator()) {
                menu->removeAction(action);
                action->deleteLater();
            }
        }
        const QList<SavedSearch> searches = savedSearches();
        for (const SavedSearch& search : searches) {
            QString text = search.name;
            QAction* const action = menu->addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
            action->setStatusTip(search.query);
            QObject::connect(action, &QAction::triggered, menu, [use, query = search.query] { use(query); });
        }
        manage->setEnabled(!searches.isEmpty());
    });
    return menu;
}

} // namespace coppice::ui
