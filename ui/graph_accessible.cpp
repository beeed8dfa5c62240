// Items are made when they are asked for, and go when the graph is laid out anew. Item n is node n.
#include "ui/graph_accessible.h"

#include "ui/snapshot_graph_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <unordered_map>

namespace coppice::ui {

namespace {

namespace graph = models::graph;
using Shown = std::shared_ptr<const models::SnapshotGraph>;

class NodeAccessible final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    NodeAccessible(SnapshotGraphView& view, Shown shown, int node)
        : m_view(&view)
        , m_shown(std::move(shown))
        , m_node(node) {}

    bool isValid() const override {
        return m_view != nullptr && m_view->shapes() != nullptr && m_view->shapes()->shared() == m_shown;
    }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return parent() != nullptr ? parent()->window() : nullptr; }
    QAccessibleInterface* parent() const override {
        return m_view == nullptr ? nullptr : QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {} // names are not given here

    QString text(QAccessible::Text kind) const override {
        if (!isValid()) {
            return {};
        }
        switch (kind) {
        case QAccessible::Name:
            return m_view->spokenText(m_node);
        case QAccessible::Description:
            return m_view->toolTipText(m_node);
        default:
            return {};
        }
    }

    QRect rect() const override {
        if (!isValid()) {
            return {};
        }
        const QRect inViewport = m_view->rectOf(m_node).toAlignedRect();
        return {m_view->viewport()->mapToGlobal(inViewport.topLeft()), inViewport.size()};
    }

    QAccessible::State state() const override {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool selectable = m_view->selection().isSelectable(m_node);
        state.focusable = selectable;
        state.selectable = selectable;
        state.multiSelectable = selectable;
        state.extSelectable = selectable;
        state.selected = m_view->selection().isSelected(m_node);
        state.focused = m_view->hasFocus() && m_view->selection().current() == m_node;
        state.disabled = !selectable;
        const QRect inViewport = m_view->rectOf(m_node).toAlignedRect();
        state.offscreen = !m_view->viewport()->rect().intersects(inViewport);
        state.invisible = !m_view->isVisible();
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override {
        if (!isValid() || !m_view->selection().isSelectable(m_node)) {
            return {};
        }
        return {pressAction(), toggleAction(), setFocusAction()};
    }
    void doAction(const QString& action) override {
        if (!actionNames().contains(action)) {
            return;
        }
        if (action == setFocusAction()) {
            m_view->setFocus(Qt::OtherFocusReason);
            m_view->selection().setCurrent(m_node);
        } else if (action == pressAction()) {
            m_view->selection().setCurrent(m_node);
            m_view->selection().select({m_node}, RubberBand::Mode::Replace);
        } else {
            m_view->selection().select({m_node}, m_view->selection().isSelected(m_node)
                                                     ? RubberBand::Mode::Remove
                                                     : RubberBand::Mode::Add);
        }
    }
    QStringList keyBindingsForAction(const QString& action) const override {
        if (action == toggleAction()) {
            return {QKeySequence(Qt::Key_Space).toString(QKeySequence::NativeText)};
        }
        return {};
    }

private:
    QPointer<SnapshotGraphView> m_view;
    Shown m_shown;
    int m_node;
};

class GraphAccessible final : public QAccessibleWidget {
public:
    explicit GraphAccessible(SnapshotGraphView& view)
        : QAccessibleWidget(&view, QAccessible::List)
        , m_view(view) {}

    int childCount() const override {
        return m_view.shapes() == nullptr ? 0 : static_cast<int>(m_view.shapes()->graph().nodes().size());
    }

    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        forgetOld();
        const auto known = m_items.find(index);
        if (known != m_items.end()) {
            return QAccessible::accessibleInterface(known->second);
        }
        auto* const item = new NodeAccessible(m_view, m_shown, index);
        m_items.emplace(index, QAccessible::registerAccessibleInterface(item));
        return item;
    }

    int indexOfChild(const QAccessibleInterface* item) const override {
        forgetOld();
        for (const auto& [index, id] : m_items) {
            if (QAccessible::accessibleInterface(id) == item) {
                return index;
            }
        }
        return -1;
    }

    QAccessibleInterface* childAt(int x, int y) const override {
        if (m_view.shapes() == nullptr) {
            return nullptr;
        }
        const QPointF where = m_view.viewport()->mapFromGlobal(QPoint(x, y));
        const QRectF scene = m_view.visibleScene();
        return child(m_view.shapes()->nodeAt(scene.topLeft() + where / m_view.zoom()));
    }

    QAccessibleInterface* focusChild() const override {
        return m_view.hasFocus() ? child(m_view.selection().current()) : nullptr;
    }

protected:
    ~GraphAccessible() override { forgetAll(); }

private:
    void forgetOld() const {
        const Shown& now = m_view.shapes()->shared();
        if (m_shown != now) {
            forgetAll();
            m_shown = now;
        }
    }
    void forgetAll() const {
        for (const auto& [index, id] : m_items) {
            QAccessible::deleteAccessibleInterface(id);
        }
        m_items.clear();
    }

    SnapshotGraphView& m_view;
    mutable Shown m_shown;
    mutable std::unordered_map<int, QAccessible::Id> m_items;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* const view = qobject_cast<SnapshotGraphView*>(object);
    return view == nullptr ? nullptr : new GraphAccessible(*view);
}

} // namespace

void installGraphAccessibility() {
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    static_cast<void>(installed);
}

} // namespace coppice::ui
