// What is selected: its facts, its notes and hold to be edited, its members, its disks' chains.
#pragma once

#include "models/layer_uses_maker.h"
#include "models/view_data.h"
#include "models/view_scope.h"

#include <QScrollArea>

#include <map>
#include <memory>
#include <span>
#include <string>

class QAction;
class QGridLayout;
class QLabel;
class QListWidget;

namespace coppice::ui {

class ChainView;
class HoldEditor;
class NotesEditor;

class DetailsPanel final : public QScrollArea {
    Q_OBJECT
public:
    /// The actions stand beside a hold.
    DetailsPanel(QAction* hold, QAction* release, QWidget* parent = nullptr);

    /// What is shown from now on belongs to this view. `writable`: notes and holds can be edited.
    void setView(std::shared_ptr<const models::ViewData> view, bool writable);
    /// Each shows one thing, looked up by id; null or unknown: nothing().
    void showNothing(const QString& hint);
    void showSnapshot(const models::ViewData& view, const Guid& id);
    void showSnapshotCollection(const models::ViewData& view, const Guid& id);
    void showVm(const models::ViewData& view, const Guid& id);
    void showCollection(const models::ViewData& view, const Guid& id);
    void showLibrary(const models::ViewData& view);
    /// Several snapshots or snapshot collections at once, as a summary.
    void showSelection(const models::ViewData& view, std::span<const Guid> ids);
    /// Notes that were edited did not arrive in the library.
    void notesFailed();

signals:
    void notesEdited(const coppice::Guid& snapshot, const QString& notes);
    void holdEdited(const coppice::Guid& snapshot, const QString& reason);
    /// A layer's snapshot is to be shown.
    void snapshotActivated(const coppice::Guid& id);

private:
    enum class Parts { Facts, Chains, All }; ///< All: chains, notes and hold
    void begin(const QString& iconName, const QString& title, const QString& subtitle,
               Parts parts = Parts::Facts);
    enum class FactWidth { Column, Whole }; ///< Whole: the value below its name, for what cannot be broken
    void addFact(const QString& name, const QString& value, FactWidth width = FactWidth::Column);
    void addMembers(const QString& title, const QStringList& members);
    void addChains(const models::ViewData& view, const Guid& vm, const Guid& marked,
                   std::map<std::string, std::string> layerBySlot);
    void showChains(const models::ViewData& view);

    std::shared_ptr<const models::ViewData> m_view;
    models::LayerUsesMaker m_uses;
    bool m_writable = false;
    Guid m_chainVm;
    Guid m_chainMarked;
    std::map<std::string, std::string> m_chainTops; ///< slot → newest layer

    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_subtitle;
    QGridLayout* m_facts;
    NotesEditor* m_notes;
    HoldEditor* m_hold;
    QLabel* m_membersTitle;
    QListWidget* m_members;
    QLabel* m_chainTitle;
    QLabel* m_chainHint;
    ChainView* m_chain;
};

} // namespace coppice::ui
