// What the empty window offers, and colours that follow the palette.
#include "ui/actions.h"
#include "ui/band_tree_view.h"
#include "ui/icons.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"
#include "window_fixture.h"

#include <QApplication>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>
#include <QWindow>

namespace coppice::test {
namespace {

class EmptyState : public WindowTest {};

TEST_F(EmptyState, OffersToOpenAndToTryTheDemo) {
    EXPECT_TRUE(child<QPushButton>(*m_window, "emptyOpen")->isVisible());
    EXPECT_TRUE(child<QPushButton>(*m_window, "emptyDemo")->isVisible());
    EXPECT_FALSE(m_window->actions().deleteSnapshots->isEnabled());
}

QColor strongestColor(const QIcon& icon) {
    const QImage image = icon.pixmap(QSize(48, 48), 1.0).toImage();
    QColor strongest(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > strongest.alpha()) {
                strongest = image.pixelColor(x, y);
            }
        }
    }
    return strongest;
}

TEST(Icons, TakeTheColourOfANewPalette) {
    const QPalette before = QApplication::palette();
    const QIcon icon = ui::icon(QStringLiteral("vm"));
    QApplication::setPalette(ui::lightPalette());
    const int inLight = strongestColor(icon).lightness();
    QApplication::setPalette(ui::darkPalette());
    const int inDark = strongestColor(icon).lightness();
    QApplication::setPalette(before);
    EXPECT_LT(inLight, 100);
    EXPECT_GT(inDark, 160);
}

class Band : public ::testing::Test {
protected:
    void SetUp() override {
        for (int row = 0; row < 200; ++row) {
            m_model.appendRow(new QStandardItem(QStringLiteral("row %1").arg(row)));
        }
        m_view.setModel(&m_model);
        m_view.resize(300, 300);
        m_view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&m_view, patienceMs));
    }

    QPoint at(int row) const { return m_view.visualRect(m_model.index(row, 0)).center(); }
    QPoint inWindow(QPoint point) const { return m_view.viewport()->mapTo(&m_view, point); }
    void press(int row, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(m_view.windowHandle(), Qt::LeftButton, modifiers, inWindow(at(row)));
    }
    void moveTo(QPoint point) { QTest::mouseMove(m_view.windowHandle(), inWindow(point)); }
    void release(int row, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseRelease(m_view.windowHandle(), Qt::LeftButton, modifiers, inWindow(at(row)));
    }
    void drag(int first, int last, Qt::KeyboardModifiers modifiers = {}) {
        press(first, modifiers);
        moveTo((at(first) + at(last)) / 2);
        moveTo(at(last));
        release(last, modifiers);
    }
    std::set<int> selected() const {
        std::set<int> rows;
        for (const QModelIndex& index : m_view.selectionModel()->selectedRows()) {
            rows.insert(index.row());
        }
        return rows;
    }

    QStandardItemModel m_model;
    ui::BandTreeView m_view;
};

TEST_F(Band, SelectsTheRowsItTouches) {
    drag(1, 3);
    EXPECT_EQ(selected(), (std::set{1, 2, 3}));
    drag(4, 2);
    EXPECT_EQ(selected(), (std::set{2, 3, 4}));
}

TEST_F(Band, WithCtrlAdds) {
    drag(1, 2);
    drag(4, 5, Qt::ControlModifier);
    EXPECT_EQ(selected(), (std::set{1, 2, 4, 5}));
}

TEST_F(Band, WithShiftAddsToWhatWasSelectedBefore) {
    drag(1, 2);
    drag(5, 6, Qt::ShiftModifier);
    EXPECT_EQ(selected(), (std::set{1, 2, 5, 6}));
}

TEST_F(Band, PassesOverWhatCannotBeSelected) {
    m_model.item(2)->setSelectable(false);
    drag(1, 3);
    EXPECT_EQ(selected(), (std::set{1, 3}));
    EXPECT_FALSE(m_view.selectionModel()->selection().contains(m_model.index(2, 0)));
}

TEST_F(Band, WithAltTakesAway) {
    drag(1, 5);
    drag(2, 3, Qt::AltModifier);
    EXPECT_EQ(selected(), (std::set{1, 4, 5}));
}

TEST_F(Band, EscapeBringsTheOldSelectionBack) {
    drag(1, 2);
    press(4);
    moveTo(at(6));
    moveTo(at(7));
    EXPECT_TRUE(m_view.bandActive());
    QTest::keyClick(m_view.windowHandle(), Qt::Key_Escape);
    EXPECT_FALSE(m_view.bandActive());
    EXPECT_EQ(selected(), (std::set{1, 2}));
    release(7);
    EXPECT_EQ(selected(), (std::set{1, 2}));
}

TEST_F(Band, ScrollsAtTheEdgeAndSelectsWhatComesIntoView) {
    press(2);
    moveTo(at(4));
    moveTo(QPoint(50, m_view.viewport()->height() - 2));
    ASSERT_TRUE(QTest::qWaitFor([&] { return selected().contains(60); }, patienceMs));
    QTest::mouseRelease(m_view.windowHandle(), Qt::LeftButton, {},
                        inWindow(QPoint(50, m_view.viewport()->height() - 2)));
    EXPECT_EQ(*selected().begin(), 2);
}

TEST_F(Band, ShiftAndCtrlClicksSelectAsInAnyList) {
    press(1);
    release(1);
    press(4, Qt::ShiftModifier);
    release(4, Qt::ShiftModifier);
    press(2, Qt::ControlModifier);
    release(2, Qt::ControlModifier);
    EXPECT_EQ(selected(), (std::set{1, 3, 4}));
}

} // namespace
} // namespace coppice::test
