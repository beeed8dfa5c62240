// A tray that a test looks into.
#pragma once

#include "ui/tray.h"

#include <QStringList>

namespace coppice::test {

class FakeTray final : public ui::Tray {
public:
    bool isAvailable() const override { return available; }
    void setStatus(const QString& text) override { status = text; }
    void showMessage(const QString& title, const QString&, bool) override { titles.append(title); }

    bool available = true;
    QString status;
    QStringList titles;
};

} // namespace coppice::test
