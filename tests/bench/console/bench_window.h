// The console's window on a library, and clocks that stop when something has been painted.
#pragma once

#include "models/library_session.h"
#include "ui/main_window.h"

#include <QString>

#include <functional>
#include <memory>

namespace coppice::bench {

/// One action: from its beginning to what it shows.
struct Taken {
    double ms = 0;
    double guiCpuMs = 0;
};

class BenchWindow {
public:
    /// Shows the window on the library and waits until its rows are there; throws std::runtime_error if it
    /// cannot be opened.
    explicit BenchWindow(const QString& library);

    ui::MainWindow& window() { return *m_window; }
    models::LibrarySession& session() { return *m_session; }
    ui::SnapshotTreeView& tree();

    /// Shows the whole library (or, otherwise, its first collection) and waits.
    void showLibrary(bool whole);

    /// From the call of `action` until `shown` holds and the widget has been painted after that.
    Taken untilPainted(QWidget& widget, const std::function<void()>& action,
                       const std::function<bool()>& shown);
    /// Handles events until `condition` holds; throws after a minute.
    static void waitUntil(const std::function<bool()>& condition);
    /// Handles events for that long.
    static void run(int ms);

private:
    std::unique_ptr<models::LibrarySession> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// Counts what is painted on a widget. Goes away with it.
class PaintCount final : public QObject {
public:
    explicit PaintCount(QWidget& widget);
    int count() const { return m_count; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int m_count = 0;
};

} // namespace coppice::bench
