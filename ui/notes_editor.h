// A snapshot's notes, edited in place.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "core/guid.h"
#endif

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace coppice::ui {

/// Ctrl+Enter, Save and leaving the field save; Esc brings the saved notes back. What is being typed is not
/// lost to a refresh, and is saved before another snapshot is shown.
class NotesEditor final : public QWidget {
    Q_OBJECT
public:
    explicit NotesEditor(QWidget* parent = nullptr);

    void showNotes(const Guid& snapshot, const QString& notes, bool writable);
    /// No snapshot is shown.
    void showNothing();
    /// What was last saved did not arrive: it can be saved again.
    void saveFailed();

signals:
    void edited(const coppice::Guid& snapshot, const QString& notes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isChanged() const;
    void save();
    void revert();
    void updateButton();
    void fitHeight();

    Guid m_snapshot;
    QString m_saved;   ///< as the library has it
    QString m_pending; ///< sent, and not seen in the library yet
    bool m_isPending = false;
    QPlainTextEdit* m_text;
    QPushButton* m_save;
};

} // namespace coppice::ui
