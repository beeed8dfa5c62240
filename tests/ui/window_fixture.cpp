// Makes the library, drives the window.
#include "window_fixture.h"

#include "providers/local/demo.h"
#include "ui/preferences.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "vhdx/chain.h"

#include <QApplication>
#include <QTest>
#include <QWindow>

#include <chrono>
#include <filesystem>

namespace coppice::test {
namespace fs = std::filesystem;

namespace {

constexpr DemoParameters smallDemo{.collections = 2, .vms = 2, .snapshots = 5, .mib = 1, .seed = 7};

void makeLibrary(const fs::path& folder) {
    const auto created = LocalLibrary::create(folder);
    ASSERT_TRUE(created) << created.error().detail;
    auto library =
        LocalLibrary::open(folder, {.access = LibraryStore::Access::ReadWrite, .program = "ui_tests"});
    ASSERT_TRUE(library) << library.error().detail;
    const auto inventory = makeDemoDisks(nativeFileSystem(), folder, smallDemo);
    ASSERT_TRUE(inventory) << inventory.error().detail;
    const auto added = (*library)->add(*inventory);
    ASSERT_TRUE(added) << added.error().detail;
}

QPoint inWindow(const QWidget& widget, QPoint where) {
    return widget.mapTo(widget.window(), where);
}

} // namespace

void WindowTest::SetUp() {
    makeLibrary(m_folder.path());
    if (HasFatalFailure()) {
        return;
    }
    ui::preferences::setGracePeriod(std::chrono::seconds::zero()); // tests of it set their own
    const auto gate = m_gate;
    m_session = std::make_unique<models::LibrarySession>(
        [gate](const QString& folder) -> Result<models::OpenedLibrary> {
            COPPICE_TRY(std::unique_ptr<LocalLibrary> library,
                        LocalLibrary::open(folder.toStdString(), {.access = LibraryStore::Access::ReadWrite,
                                                                  .program = "ui_tests"}));
            models::OpenedLibrary opened;
            opened.provider = std::make_unique<GatedProvider>(std::move(library), gate);
            opened.service = std::make_unique<CollectionSnapshotService>(*opened.provider, systemClock());
            return opened;
        });
    m_ended = std::make_unique<QSignalSpy>(m_session.get(), &models::LibrarySession::jobEnded);
    m_window = std::make_unique<ui::MainWindow>(*m_session, QStringLiteral("/nowhere/demo"));
    m_window->resize(1280, 780);
    m_window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get(), patienceMs));
    QApplication::setActiveWindow(m_window.get());
}

void WindowTest::TearDown() {
    m_gate->closed = false;
    m_ended.reset();
    m_window.reset();
    m_session.reset();
}

void WindowTest::openLibrary() {
    QSignalSpy opened(m_session.get(), &models::LibrarySession::opened);
    QSignalSpy failed(m_session.get(), &models::LibrarySession::openFailed);
    m_window->openLibrary(QString::fromStdString(m_folder.path().string()));
    ASSERT_TRUE(opened.wait(patienceMs)) << "failed " << failed.count() << " times";
    QCoreApplication::processEvents();
}

ui::SnapshotTreeView& WindowTest::tree() const {
    return m_window->snapshots();
}

QModelIndexList WindowTest::rowsOf(models::SnapshotRowKind kind) const {
    QModelIndexList rows;
    const ui::SnapshotTreeView& view = tree();
    for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index)) {
        if (index.data(models::asInt(models::SnapshotRole::Kind)).toInt() == models::asInt(kind)) {
            rows.append(index);
        }
    }
    return rows;
}

QPoint WindowTest::middleOf(const QModelIndex& row) const {
    tree().scrollTo(row);
    return tree().visualRect(row).center();
}

void WindowTest::press(QWidget& widget, QPoint where, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(widget.window()->windowHandle(), Qt::LeftButton, modifiers, inWindow(widget, where));
}

void WindowTest::move(QWidget& widget, QPoint where) {
    QTest::mouseMove(widget.window()->windowHandle(), inWindow(widget, where));
}

void WindowTest::release(QWidget& widget, QPoint where, Qt::KeyboardModifiers modifiers) {
    QTest::mouseRelease(widget.window()->windowHandle(), Qt::LeftButton, modifiers, inWindow(widget, where));
}

void WindowTest::click(QWidget& widget) {
    press(widget, widget.rect().center());
    release(widget, widget.rect().center());
}

void WindowTest::drag(const QModelIndex& first, const QModelIndex& last,
                      Qt::KeyboardModifiers modifiers) const {
    QWidget& viewport = *tree().viewport();
    const QPoint from = middleOf(first);
    const QPoint to = middleOf(last);
    press(viewport, from, modifiers);
    move(viewport, from + QPoint(30, 2));
    move(viewport, (from + to) / 2);
    move(viewport, to);
    release(viewport, to, modifiers);
}

void WindowTest::waitForClosure() {
    const std::vector<Guid> wanted = tree().selectedIds();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            const auto closure = m_window->selectionStatus().closure();
            return wanted.empty() ? closure == nullptr
                                  : closure != nullptr && closure->request.refs == wanted;
        },
        patienceMs));
}

ui::DestroyDialog* WindowTest::openConfirmation() {
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Delete);
    auto* const dialog = m_window->findChild<ui::DestroyDialog*>();
    if (dialog == nullptr) {
        ADD_FAILURE() << "Del opened no confirmation";
        return nullptr;
    }
    EXPECT_TRUE(QTest::qWaitForWindowActive(dialog, patienceMs));
    if (dialog->plan() == nullptr) {
        QSignalSpy planned(dialog, &ui::DestroyDialog::planned);
        EXPECT_TRUE(planned.wait(patienceMs));
    }
    // Under load the window manager may have given the focus to the window in between.
    EXPECT_TRUE(QTest::qWaitFor([dialog] { return dialog->isActiveWindow(); }, patienceMs));
    return dialog;
}

std::shared_ptr<const JobRecord> WindowTest::waitForJobEnd() {
    if (m_ended->isEmpty() && !m_ended->wait(patienceMs)) {
        ADD_FAILURE() << "no job ended";
        return nullptr;
    }
    const auto record = m_ended->takeFirst().constFirst().value<std::shared_ptr<const JobRecord>>();
    return record;
}

std::map<std::string, std::string> WindowTest::contents() const {
    std::map<std::string, std::string> result;
    const fs::path root = m_folder.path();
    const auto guard = PathGuard::make(nativeFileSystem(), std::span(&root, 1));
    if (!guard) {
        ADD_FAILURE() << guard.error().detail;
        return result;
    }
    const auto read = [&](const std::string& key, const std::string& layer) {
        auto chain = vhdx::Chain::open(*guard, guard->absolute(layer));
        if (!chain) {
            ADD_FAILURE() << key << ": " << nameOf(chain.error().code) << " " << chain.error().object;
            return;
        }
        const auto hash = vhdx::contentSha256(*chain);
        ASSERT_TRUE(hash) << key;
        result[key] = *hash;
    };
    for (const VirtualSystem& vm : m_session->view()->inventory().vms) {
        for (const Disk& disk : vm.disks) {
            read(vm.id.toString() + "/now/" + disk.slot, disk.active);
        }
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, layer] : snapshot.disks) {
                read(vm.id.toString() + "/" + snapshot.id.toString() + "/" + slot, layer);
            }
        }
    }
    return result;
}

std::map<std::string, std::string> WindowTest::files() const {
    std::map<std::string, std::string> result;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path(), error)) {
        if (const std::string extension = entry.path().extension().string();
            extension == ".vhdx" || extension == ".avhdx") {
            const auto time = entry.last_write_time(error).time_since_epoch();
            result[entry.path().string()] =
                std::to_string(entry.file_size(error)) + "@" + std::to_string(time.count());
        }
    }
    return result;
}

} // namespace coppice::test
