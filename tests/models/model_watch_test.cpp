// The watch itself must be able to fail.
#include "model_watch.h"

#include <QAbstractListModel>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

class LyingModel final : public QAbstractListModel {
public:
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    QVariant data(const QModelIndex&, int) const override { return {}; }
    void announceOneAddTwo() {
        beginInsertRows({}, m_rows, m_rows);
        m_rows += 2;
        endInsertRows();
    }
    void announceOneAddOne() {
        beginInsertRows({}, m_rows, m_rows);
        m_rows += 1;
        endInsertRows();
    }

private:
    int m_rows = 3;
};

TEST(ModelWatch, FindsAModelThatInsertsMoreThanItSaid) {
    LyingModel model;
    const ModelWatch watch(model);
    model.announceOneAddTwo();
    EXPECT_FALSE(ModelWatch::takeFindings().empty());
}

TEST(ModelWatch, FindsNothingInAModelThatKeepsItsWord) {
    LyingModel model;
    const ModelWatch watch(model);
    model.announceOneAddOne();
    EXPECT_TRUE(ModelWatch::takeFindings().empty());
}

} // namespace
} // namespace coppice::models::test
