// Every window of the console, one after the other: what must hold for each is checked once and for those to
// come.
#pragma once

#include "window_fixture.h"

#include <functional>

class QAction;

namespace coppice::test {

class EveryWindow : public WindowTest {
protected:
    void TearDown() override;

    /// The main window without a library, with one and a selection in it, and each dialog that a command of
    /// it opens ("…"), except those Qt makes itself. `where` names it.
    void visit(const std::function<void(QWidget& window, const std::string& where)>& check);
    /// A snapshot selected, its closure known.
    void selectSomething();
    /// Commands of the window: what menus, toolbar and context menus show.
    QList<QAction*> commands() const;

private:
    void visitDialogs(const std::function<void(QWidget& window, const std::string& where)>& check);
};

} // namespace coppice::test
