// A snapshot's hold, edited in place: its reason, its owner and since when.
#pragma once

#include "domain/inventory.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace coppice::ui {

/// Enter gives the hold the typed reason, and holds a snapshot that was not held; leaving the field changes
/// the reason of a hold that is there, but never makes one. Esc brings the old reason back. A hold without a
/// reason is refused.
class HoldEditor final : public QWidget {
    Q_OBJECT
public:
    /// The actions are shown as buttons.
    HoldEditor(QAction* hold, QAction* release, QWidget* parent = nullptr);

    void showHold(const Guid& snapshot, const std::optional<Hold>& hold, bool writable);
    void showNothing();

signals:
    void edited(const coppice::Guid& snapshot, const QString& reason);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString savedReason() const;
    void save(bool alsoNew);

    Guid m_snapshot;
    std::optional<Hold> m_hold;
    bool m_editing = false; ///< the text is not what is saved
    QLabel* m_owner;
    QLineEdit* m_reason;
    QWidget* m_buttons;
};

} // namespace coppice::ui
