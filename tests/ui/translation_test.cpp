// The translations: complete, true to their placeholders, in force where they should be, and with room in the
// window.
#include "every_window.h"
#include "models/texts.h"
#include "support/temp_folder.h"
#include "ui/snapshot_tree_view.h"
#include "ui/translation.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QXmlStreamReader>

#include <optional>
#include <set>
#include <vector>

namespace coppice::test {
namespace {

struct Message {
    QString context;
    QString source;
    QString comment;
    QStringList forms; ///< one, or one for singular and one for plural
    bool isFinished = true;

    std::string where() const {
        return (context + QStringLiteral(": \"") + source + QStringLiteral("\"")).toStdString();
    }
};

Message messageFrom(QXmlStreamReader& reader, const QString& context) {
    Message message{.context = context, .source = {}, .comment = {}, .forms = {}};
    while (reader.readNextStartElement()) {
        if (reader.name() == QLatin1StringView("source")) {
            message.source = reader.readElementText();
        } else if (reader.name() == QLatin1StringView("comment")) {
            message.comment = reader.readElementText();
        } else if (reader.name() == QLatin1StringView("translation")) {
            message.isFinished = !reader.attributes().hasAttribute(QStringLiteral("type"));
            QString text;
            while (!reader.readNext() || !reader.isEndElement()) {
                if (reader.isStartElement()) {
                    message.forms += reader.readElementText(); // numerusform
                } else {
                    text += reader.text();
                }
            }
            if (message.forms.isEmpty()) {
                message.forms += text;
            }
        } else {
            reader.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> messagesOf(const QString& path) {
    std::vector<Message> messages;
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader reader(&file);
    QString context;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1StringView("name")) {
            context = reader.readElementText();
        } else if (reader.isStartElement() && reader.name() == QLatin1StringView("message")) {
            messages.push_back(messageFrom(reader, context));
        }
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    return messages;
}

QString germanFile() {
    return QStringLiteral(COPPICE_SOURCE_FOLDER "/resources/translations/coppice_de.ts");
}

/// What matches `pattern`, sorted.
QStringList occurrences(const QString& text, const QString& pattern) {
    QStringList found;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext()) {
        found += matches.next().captured();
    }
    found.sort();
    return found;
}

bool hasMnemonic(const QString& text) {
    return QRegularExpression(QStringLiteral("(?<!&)&[^&\\s]")).match(text).hasMatch();
}

TEST(GermanTexts, AreThereForEveryTextInTheSources) {
    const TempFolder folder;
    const QString copy = QString::fromStdString((folder.path() / "coppice_de.ts").string());
    ASSERT_TRUE(QFile::copy(germanFile(), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(COPPICE_SOURCE_FOLDER));
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(COPPICE_LUPDATE),
                  {QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-I"), QStringLiteral("backend"),
                   QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-no-obsolete"),
                   QStringLiteral("app/coppice"), QStringLiteral("models"), QStringLiteral("ui"),
                   QStringLiteral("-ts"), copy});
    ASSERT_TRUE(lupdate.waitForFinished(patienceMs));
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAll().toStdString();
    const std::vector<Message> messages = messagesOf(copy);
    EXPECT_GT(messages.size(), 300U); // far more: it has read the sources
    for (const Message& message : messages) {
        EXPECT_TRUE(message.isFinished)
            << message.where() << " is new or unfinished: ./dev translate, then translate it";
        for (const QString& form : message.forms) {
            EXPECT_FALSE(form.isEmpty()) << message.where();
        }
    }
}

TEST(GermanTexts, KeepThePlaceholdersAndMnemonicsOfTheirSources) {
    const QString places = QStringLiteral("%L?\\d|%n|\\{[a-z]+\\}|[\\[\\]]");
    for (const Message& message : messagesOf(germanFile())) {
        if (!message.isFinished) {
            continue;
        }
        for (const QString& form : message.forms) {
            const QString where = QString::fromStdString(message.where()) + QStringLiteral(" → ") + form;
            EXPECT_EQ(occurrences(form, places), occurrences(message.source, places)) << where.toStdString();
            EXPECT_EQ(hasMnemonic(form), hasMnemonic(message.source)) << where.toStdString();
            EXPECT_EQ(form.endsWith(QStringLiteral("…")), message.source.endsWith(QStringLiteral("…")))
                << where.toStdString();
            EXPECT_FALSE(form.contains(QStringLiteral("(s)"))) << where.toStdString();
        }
    }
}

class Language : public ::testing::Test {
protected:
    std::optional<ui::Translation> m_translation;
};

TEST_F(Language, GermanBringsTextsAndNumbersAndDates) {
    m_translation.emplace(QLocale::German);
    EXPECT_TRUE(m_translation->isTranslated());
    EXPECT_EQ(models::bytesText(1234ULL * 1024 * 1024 * 1024 + 512ULL * 1024 * 1024).toStdString(),
              "1,2 TiB");
    EXPECT_EQ(models::bytesText(1536ULL * 1024).toStdString(), "1,5 MiB");
    EXPECT_EQ(models::numberText(12'345).toStdString(), "12.345");
    EXPECT_EQ(models::stateText(JobState::Completed), QStringLiteral("Abgeschlossen"));
    using namespace std::chrono_literals;
    const Timestamp noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4} + 12h};
    EXPECT_TRUE(models::timeText(noon).startsWith(QStringLiteral("04.03.26")))
        << models::timeText(noon).toStdString();
    const Error error{.code = ErrorCode::SnapshotHeld, .action = "", .object = "Nightly 3"};
    EXPECT_EQ(models::errorWhat(error), QStringLiteral("Der Snapshot „Nightly 3“ ist gesperrt."));
}

TEST_F(Language, OfQtsOwnWordsIsGermanToo) {
    m_translation.emplace(QLocale::German);
    EXPECT_EQ(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Abbrechen"));
}

TEST_F(Language, GoesBackToWhatItWas) {
    const QString before = models::bytesText(1536ULL * 1024);
    m_translation.emplace(QLocale::German);
    m_translation.reset();
    EXPECT_EQ(models::bytesText(1536ULL * 1024), before);
    EXPECT_EQ(models::stateText(JobState::Completed), QStringLiteral("Completed"));
}

TEST_F(Language, IsTakenFromTheArgumentsInBothForms) {
    const char* const joined[] = {"coppice", "--language=de", "/library"};
    const char* const apart[] = {"coppice", "/library", "--language", "en"};
    const char* const none[] = {"coppice", "--demo", "--language"};
    EXPECT_EQ(ui::languageArgument(3, joined), QStringLiteral("de"));
    EXPECT_EQ(ui::languageArgument(4, apart), QStringLiteral("en"));
    EXPECT_EQ(ui::languageArgument(3, none), QString());
    EXPECT_EQ(ui::languageFromName(QStringLiteral("de_AT")), QLocale::German);
    EXPECT_FALSE(ui::languageFromName(QStringLiteral("klingon")));
}

/// Texts that ought to be German and are not, among those a window shows.
class GermanWindow : public EveryWindow {
protected:
    void SetUp() override {
        m_german.emplace(QLocale::German);
        EveryWindow::SetUp();
    }
    void TearDown() override {
        EveryWindow::TearDown();
        m_german.reset();
    }

private:
    std::optional<ui::Translation> m_german;
};

QStringList textsOf(const QWidget& window) {
    QStringList texts;
    for (const QWidget* const widget : window.findChildren<QWidget*>()) {
        if (const auto* const label = qobject_cast<const QLabel*>(widget)) {
            texts += label->text();
        } else if (const auto* const button = qobject_cast<const QAbstractButton*>(widget)) {
            texts += button->text();
        } else if (const auto* const field = qobject_cast<const QLineEdit*>(widget)) {
            texts += field->placeholderText();
        } else if (const auto* const view = qobject_cast<const QTreeView*>(widget); view && view->model()) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                texts += view->model()->headerData(column, Qt::Horizontal).toString();
            }
        }
        texts += widget->accessibleName();
        texts += widget->accessibleDescription();
    }
    for (const QAction* const action : window.findChildren<QAction*>()) {
        texts += {action->text(), action->statusTip()};
    }
    return texts;
}

TEST_F(GermanWindow, ShowsNoTextInEnglish) {
    std::set<QString> english;
    for (const Message& message : messagesOf(germanFile())) {
        if (message.isFinished && !message.forms.contains(message.source)) {
            english.insert(message.source);
        }
    }
    for (const Message& message : messagesOf(germanFile())) { // "Name" is both
        for (const QString& form : message.forms) {
            english.erase(form);
        }
    }
    visit([&english](QWidget& window, const std::string& where) {
        for (const QString& text : textsOf(window)) {
            EXPECT_FALSE(english.contains(text)) << where << ": " << text.toStdString();
        }
    });
}

std::string cutOffIn(QWidget& window) {
    QStringList cut;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &window) {
            continue;
        }
        const auto* const button = qobject_cast<QAbstractButton*>(widget);
        const auto* const label = qobject_cast<QLabel*>(widget);
        const auto* const field = qobject_cast<QLineEdit*>(widget);
        const auto* const tool = qobject_cast<QToolButton*>(widget);
        const bool showsText = button != nullptr && !button->text().isEmpty() &&
                               (tool == nullptr || tool->toolButtonStyle() != Qt::ToolButtonIconOnly);
        if (showsText && widget->width() < widget->sizeHint().width()) {
            cut += button->text();
        } else if (label != nullptr && !label->text().isEmpty() && !label->wordWrap() &&
                   label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored &&
                   (widget->width() < widget->sizeHint().width() ||
                    widget->height() < widget->sizeHint().height())) {
            cut += label->text();
        } else if (label != nullptr && !label->text().isEmpty() && label->wordWrap() &&
                   label->height() < label->heightForWidth(label->width())) {
            cut += label->text();
        } else if (field != nullptr && field->text().isEmpty() &&
                   field->fontMetrics().horizontalAdvance(field->placeholderText()) > field->width()) {
            cut += field->placeholderText();
        } else if (const auto* const header = qobject_cast<QHeaderView*>(widget)) {
            for (int section = 0; section < header->count(); ++section) {
                if (!header->isSectionHidden(section) &&
                    header->sectionSize(section) < header->sectionSizeHint(section)) {
                    cut += QStringLiteral("column ") +
                           header->model()->headerData(section, header->orientation()).toString();
                }
            }
        } else if (widget->objectName() == QLatin1StringView("qt_toolbar_ext_button")) {
            cut += QStringLiteral("the toolbar");
        }
    }
    return cut.join(QStringLiteral(" | ")).toStdString();
}

TEST_F(GermanWindow, HasRoomForEveryText) {
    constexpr int settledMs = 5000; // layouts follow what was just shown
    visit([](QWidget& window, const std::string& where) {
        static_cast<void>(QTest::qWaitFor([&window] { return cutOffIn(window).empty(); }, settledMs));
        EXPECT_EQ(cutOffIn(window), "") << where;
    });
}

TEST(CutOffExamination, FindsAButtonThatIsTooNarrow) {
    QWidget window;
    auto* const button = new QPushButton(QStringLiteral("Löschvorgang rückgängig machen"), &window);
    button->resize(button->sizeHint());
    window.show();
    EXPECT_EQ(cutOffIn(window), "");
    button->resize(40, button->height());
    EXPECT_NE(cutOffIn(window), "");
}

} // namespace
} // namespace coppice::test
