// A factory that knows our classes by name.
#include "ui/accessible_roles.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

#include <algorithm>
#include <array>

namespace coppice::ui {

namespace {

struct ClassRole {
    QLatin1StringView name;
    QAccessible::Role role;
};

constexpr std::array roles{ClassRole{QLatin1StringView("coppice::ui::DetailsPanel"), QAccessible::Pane}};

QAccessibleInterface* makeInterface(const QString& name, QObject* object) {
    const auto* const found = std::ranges::find(roles, name, &ClassRole::name);
    auto* const widget = qobject_cast<QWidget*>(object);
    return found == roles.end() || widget == nullptr ? nullptr : new QAccessibleWidget(widget, found->role);
}

} // namespace

void installAccessibleRoles() {
    QAccessible::removeFactory(makeInterface);
    QAccessible::installFactory(makeInterface);
}

} // namespace coppice::ui
