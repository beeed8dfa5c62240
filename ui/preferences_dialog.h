// The dialog behind Edit → Preferences….
#pragma once

#include <QDialog>

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace coppice::ui {

/// Shown with open(); deletes itself. OK writes everything and changes the colours at once; Cancel nothing.
class PreferencesDialog final : public QDialog {
    Q_OBJECT
public:
    explicit PreferencesDialog(QWidget* parent);

    void accept() override;

private:
    void addJobs(QFormLayout& form);
    void addAppearance(QFormLayout& form);

    QSpinBox* m_gracePeriod;
    QSpinBox* m_notifyAfter;
    QComboBox* m_closing;
    QComboBox* m_colors;
    QComboBox* m_language;
};

} // namespace coppice::ui
