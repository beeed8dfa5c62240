// The log of one job: monospaced, to be copied, following its end.
#pragma once

#include <QPlainTextEdit>

#include <string>
#include <vector>

namespace coppice::ui {

class LogView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit LogView(QWidget* parent = nullptr);

    /// Shows these lines. If they begin with those shown, the new ones are added, and the view stays where
    /// the reader has scrolled to, or at the end if it is there.
    void setLines(const std::vector<std::string>& lines);

private:
    std::vector<std::string> m_lines;
};

} // namespace coppice::ui
