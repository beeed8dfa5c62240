// The line a search is typed in: completes fields and examples, clears on Esc, leads to the results on Down.
#pragma once

#include <QLineEdit>

class QCompleter;

namespace coppice::ui {

class SearchField final : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(QWidget* parent = nullptr);

    QSize sizeHint() const override;

signals:
    /// Down, with no list of suggestions open.
    void resultsWanted();
    /// Enter.
    void confirmed();
    /// Esc in an empty field.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showAllHints();
};

/// The rich text that explains every field.
QString searchHelp();

} // namespace coppice::ui
