// Tells the operator of a job's end while another window is in front.
#pragma once

#include <QObject>
#include <QString>

namespace coppice::ui {

struct Notification {
    quint64 job = 0;
    QString title;
    QString text;
    bool failed = false;
};

/// Never waits, never fails: where there is nobody to tell, nothing happens.
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void notify(const Notification& notification) = 0;

signals:
    /// The operator has clicked on the notification of this job.
    void activated(quint64 job);
};

} // namespace coppice::ui
