// A shown window on a real library of real disks in a folder of its own.
#pragma once

#include "gated_provider.h"
#include "models/library_session.h"
#include "models/roles.h"
#include "support/temp_folder.h"
#include "ui/destroy_dialog.h"
#include "ui/main_window.h"

#include <QSignalSpy>

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>

class QPushButton;

namespace coppice::test {

inline constexpr int patienceMs = 60'000; ///< a machine may be slow; a test that waits so long has failed

class WindowTest : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Opens the library in the window and waits until its rows are there.
    void openLibrary();

    ui::SnapshotTreeView& tree() const;
    /// Rows of `kind` in the order they are shown.
    QModelIndexList rowsOf(models::SnapshotRowKind kind) const;
    /// The middle of the row's name, in the tree's viewport.
    QPoint middleOf(const QModelIndex& row) const;

    // Real events, through the window.
    static void press(QWidget& widget, QPoint where, Qt::KeyboardModifiers modifiers = {});
    static void move(QWidget& widget, QPoint where);
    static void release(QWidget& widget, QPoint where, Qt::KeyboardModifiers modifiers = {});
    static void click(QWidget& widget);
    /// A rubber band from beside the name of the first row to that of the last.
    void drag(const QModelIndex& first, const QModelIndex& last, Qt::KeyboardModifiers modifiers = {}) const;

    /// Waits until the selection's closure is there.
    void waitForClosure();
    /// Presses Del and waits for the confirmation with its plan.
    ui::DestroyDialog* openConfirmation();
    template <class Widget>
    static Widget* child(QWidget& parent, const char* name) {
        auto* const found = parent.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    std::shared_ptr<const JobRecord> waitForJobEnd();

    /// SHA-256 of what every snapshot and every Now reads: by "vm/snapshot/slot".
    std::map<std::string, std::string> contents() const;
    /// Disk files below the library, with their sizes and times.
    std::map<std::string, std::string> files() const;

    TempFolder m_folder;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
    std::unique_ptr<models::LibrarySession> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_ended;
};

} // namespace coppice::test
