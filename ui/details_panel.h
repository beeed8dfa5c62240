// What is selected: its facts, its members, its disks' chains.
#pragma once

#include "models/view_data.h"
#include "models/view_scope.h"

#include <QScrollArea>

#include <memory>

class QGridLayout;
class QLabel;
class QListWidget;

namespace coppice::ui {

class ChainView;

class DetailsPanel final : public QScrollArea {
    Q_OBJECT
public:
    explicit DetailsPanel(QWidget* parent = nullptr);

    /// Each shows one thing, looked up by id; null or unknown: nothing().
    void showNothing(const QString& hint);
    void showSnapshot(const models::ViewData& view, const Guid& id);
    void showSnapshotCollection(const models::ViewData& view, const Guid& id);
    void showVm(const models::ViewData& view, const Guid& id);
    void showCollection(const models::ViewData& view, const Guid& id);
    void showLibrary(const models::ViewData& view);

private:
    void begin(const QString& iconName, const QString& title, const QString& subtitle);
    enum class FactWidth { Column, Whole }; ///< Whole: the value below its name, for what cannot be broken
    void addFact(const QString& name, const QString& value, FactWidth width = FactWidth::Column);
    void addMembers(const QString& title, const QStringList& members);
    void addChains(const models::ViewData& view, const std::map<std::string, std::string>& layerBySlot);

    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_subtitle;
    QGridLayout* m_facts;
    QLabel* m_membersTitle;
    QListWidget* m_members;
    QLabel* m_chainTitle;
    ChainView* m_chain;
};

} // namespace coppice::ui
