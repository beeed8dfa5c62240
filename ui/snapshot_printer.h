// Prints what the middle of the window shows, and saves it as SVG or PDF.
#pragma once

#include "core/error.h"
#include "ui/picture.h"

#include <QBasicTimer>
#include <QObject>

#include <functional>
#include <memory>

class QPagedPaintDevice;
class QWidget;

namespace coppice::ui {

class SnapshotPane;

/// The graph with its lanes, or the outline of the tree with all its rows. Draws between events, so that the
/// window stays alive; files are written by a worker, whole or not at all.
class SnapshotPrinter final : public QObject {
    Q_OBJECT
public:
    /// Both outlive it. Dialogs are the window's.
    SnapshotPrinter(SnapshotPane& pane, QWidget& window);
    ~SnapshotPrinter() override;

    /// Heads the picture, and proposes the file's name.
    void setTitle(const QString& title) { m_title = title; }

    /// Asks for a printer and prints. printed() follows, or nothing if the operator does not want to.
    void print();
    /// Asks for a file and saves.
    void save();
    /// As SVG if the name ends in .svg, otherwise as PDF. saved() or failed() follows.
    void saveTo(const QString& path);
    /// Something is being drawn; print() and save() wait for nothing and do nothing then.
    bool busy() const { return m_drawing != nullptr; }

signals:
    void printed();
    void saved(const QString& path);
    void failed(const coppice::Error& error);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Drawing;
    std::unique_ptr<Picture> makePicture() const;
    void start(std::unique_ptr<Drawing> drawing);
    bool drawSome();

    SnapshotPane& m_pane;
    QWidget& m_window;
    QString m_title;
    std::unique_ptr<Drawing> m_drawing;
    QBasicTimer m_timer;
};

} // namespace coppice::ui
