// The query language: splitting into words, fields and values.
#include "models/snapshot_query.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace coppice::models {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::SnapshotQuery)
};

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

/// A word as typed: field, operator and value, or a value alone.
struct Word {
    bool negated = false;
    QString field;     ///< lower case; empty for a word on its own
    QString operation; ///< ":", "=", ">", ">=", "<", "<="
    QString value;
    bool last = false; ///< nothing comes after it, not even a space
    QString shown() const { return field + operation + value; }
};

class Splitter {
public:
    explicit Splitter(const QString& text)
        : m_text(text) {}

    std::optional<Word> next() {
        while (m_at < m_text.size() && m_text[m_at].isSpace()) {
            ++m_at;
        }
        if (m_at >= m_text.size()) {
            return std::nullopt;
        }
        Word word;
        if (m_text[m_at] == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace()) {
            word.negated = true;
            ++m_at;
        }
        static const QRegularExpression kField(QStringLiteral("\\G([A-Za-z]+)(:|=|>=|<=|>|<)"));
        if (const QRegularExpressionMatch match = kField.match(m_text, m_at); match.hasMatch()) {
            word.field = match.captured(1).toLower();
            word.operation = match.captured(2);
            m_at += match.capturedLength();
        }
        word.value = value();
        word.last = m_at >= m_text.size();
        return word;
    }

private:
    /// Up to the next space outside of quotes. A quote that is never closed reaches to the end.
    QString value() {
        QString value;
        bool quoted = false;
        for (; m_at < m_text.size() && (quoted || !m_text[m_at].isSpace()); ++m_at) {
            if (m_text[m_at] == u'"') {
                quoted = !quoted;
            } else {
                value += m_text[m_at];
            }
        }
        return value;
    }

    const QString& m_text;
    qsizetype m_at = 0;
};

std::int64_t millisecondsOf(const QDateTime& time) {
    return time.toMSecsSinceEpoch();
}

/// "2026", "2026-11" or "2026-11-05" as what it covers, local time.
std::optional<std::pair<std::int64_t, std::int64_t>> periodOf(const QString& value) {
    static const QRegularExpression kPeriod(
        QStringLiteral("^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$"));
    const QRegularExpressionMatch match = kPeriod.match(value);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const bool hasMonth = !match.captured(2).isEmpty();
    const bool hasDay = !match.captured(3).isEmpty();
    const QDate first(match.captured(1).toInt(), hasMonth ? match.captured(2).toInt() : 1,
                      hasDay ? match.captured(3).toInt() : 1);
    if (!first.isValid()) {
        return std::nullopt;
    }
    const QDate after = hasDay ? first.addDays(1) : hasMonth ? first.addMonths(1) : first.addYears(1);
    return std::pair{millisecondsOf(first.startOfDay()), millisecondsOf(after.startOfDay())};
}

/// The moment that was "30d" before `now`. Months and years by the calendar.
std::optional<std::int64_t> momentBefore(const QString& value, Timestamp now) {
    static const QRegularExpression kAge(QStringLiteral("^([0-9]{1,6})(m|h|d|w|mo|y)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kAge.match(value);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    constexpr qint64 kMinute = 60'000;
    constexpr qint64 kHour = 60 * kMinute;
    constexpr qint64 kDay = 24 * kHour;
    constexpr qint64 kWeek = 7 * kDay;
    const int count = match.captured(1).toInt();
    const QString unit = match.captured(2).toLower();
    const std::int64_t at = now.time_since_epoch().count();
    if (unit == u"mo" || unit == u"y") {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
        const QDateTime before = unit == u"mo" ? time.addMonths(-count) : time.addYears(-count);
        return before.isValid() ? millisecondsOf(before) : kLowest;
    }
    return at - count * (unit == u"m" ? kMinute : unit == u"h" ? kHour : unit == u"d" ? kDay : kWeek);
}

/// "1.5GiB", "500 MB" without the space, "0". G alone is GiB.
std::optional<std::int64_t> bytesOf(const QString& value) {
    static const QRegularExpression kSize(QStringLiteral("^([0-9]+(?:[.,][0-9]+)?)(?:([kmgtp])(ib|b)?|b)?$"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kSize.match(value);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    double number = match.captured(1).replace(u',', u'.').toDouble();
    const QString prefix = match.captured(2).toLower();
    if (!prefix.isEmpty()) {
        constexpr double kBinary = 1024;
        constexpr double kDecimal = 1000;
        const double base = match.captured(3).toLower() == u"b" ? kDecimal : kBinary;
        number *= std::pow(base, static_cast<double>(QStringLiteral("kmgtp").indexOf(prefix) + 1));
    }
    constexpr double kTooMuch = 9.0e18; // just below what the sizes are counted in
    return static_cast<std::int64_t>(std::min(number, kTooMuch));
}

} // namespace

/// Makes one term of each word.
class QueryParser {
public:
    using Term = SnapshotQuery::Term;
    using What = SnapshotQuery::What;
    using Flag = SnapshotQuery::Flag;
    using Made = std::expected<Term, QueryProblem>;

    explicit QueryParser(Timestamp now)
        : m_now(now) {}

    Made termOf(const Word& word) const {
        Made term = makeTerm(word);
        if (term) {
            term->negated = word.negated;
        }
        return term;
    }

    static std::vector<Term>& termsOf(SnapshotQuery& query) { return query.m_terms; }

private:
    static std::unexpected<QueryProblem> problem(const QString& sentence, bool incomplete = false) {
        return std::unexpected(QueryProblem{sentence, incomplete});
    }

    Made makeTerm(const Word& word) const {
        if (word.field.isEmpty()) {
            return textTerm(What::AnyText, SearchText::Name, word.value);
        }
        if (!isField(word.field)) {
            return problem(
                Texts::tr("There is no field “%1”. To find the text, put it in quotes.").arg(word.field));
        }
        if (word.value.isEmpty()) {
            return problem(missingValue(word), word.last);
        }
        if (const std::optional<SearchText> text = textField(word.field)) {
            return word.operation == u":" || word.operation == u"="
                       ? textTerm(What::Text, *text, word.value)
                       : problem(Texts::tr("“%1” needs a colon: %2:word.").arg(word.shown(), word.field));
        }
        if (word.field == u"age" || word.field == u"older" || word.field == u"newer") {
            return ageTerm(word);
        }
        if (word.field == u"created") {
            return createdTerm(word);
        }
        if (word.field == u"size" || word.field == u"frees") {
            return sizeTerm(word);
        }
        if (word.field == u"dependents") {
            return dependentsTerm(word);
        }
        return flagTerm(word);
    }

    static std::optional<SearchText> textField(const QString& field) {
        static const std::pair<QString, SearchText> kFields[] = {
            {QStringLiteral("name"), SearchText::Name},
            {QStringLiteral("note"), SearchText::Note},
            {QStringLiteral("notes"), SearchText::Note},
            {QStringLiteral("vm"), SearchText::Vm},
            {QStringLiteral("collection"), SearchText::Collection},
            {QStringLiteral("hold"), SearchText::Hold}};
        const auto* const found = std::ranges::find(kFields, field, &std::pair<QString, SearchText>::first);
        return found == std::end(kFields) ? std::nullopt : std::optional(found->second);
    }

    static bool isField(const QString& field) {
        static const QStringList kOthers{
            QStringLiteral("age"),  QStringLiteral("older"), QStringLiteral("newer"),
            QStringLiteral("size"), QStringLiteral("frees"), QStringLiteral("dependents"),
            QStringLiteral("kind"), QStringLiteral("is"),    QStringLiteral("created")};
        return textField(field) || kOthers.contains(field);
    }

    static QString missingValue(const Word& word) {
        const std::vector<QueryHint> hints = queryHints();
        const auto hint = std::ranges::find_if(
            hints, [&word](const QueryHint& known) { return known.example.startsWith(word.field); });
        return hint == hints.end()
                   ? Texts::tr("“%1” needs a value.").arg(word.shown())
                   : Texts::tr("“%1” needs a value, as in %2.").arg(word.shown(), hint->example);
    }

    static Made textTerm(What what, SearchText text, const QString& value) {
        Term term;
        term.what = what;
        term.text = text;
        term.word = searchFold(value.simplified());
        return term;
    }

    /// `value` is a point: `<` ends before it, `>` begins after it.
    static bool setRange(Term& term, const QString& operation, std::int64_t value) {
        const std::int64_t after = value == kHighest ? kHighest : value + 1;
        term.atLeast = operation == u">" ? after : operation.startsWith(u'<') ? kLowest : value;
        term.below = operation == u"<" ? value : operation.startsWith(u'>') ? kHighest : after;
        return operation != u":" && operation != u"=";
    }

    Made ageTerm(const Word& word) const {
        Term term;
        term.what = What::Created;
        const bool isAge = word.field == u"age";
        if (isAge == (word.operation == u":" || word.operation == u"=")) {
            return isAge ? problem(Texts::tr("“%1” needs > or <, as in age>30d.").arg(word.shown()))
                         : problem(
                               Texts::tr("“%1” needs a colon, as in %2:30d.").arg(word.shown(), word.field));
        }
        const bool older = isAge ? word.operation.startsWith(u'>') : word.field == u"older";
        std::optional<std::int64_t> moment = momentBefore(word.value, m_now);
        if (!moment && !isAge) {
            if (const auto period = periodOf(word.value)) {
                moment = period->first;
            }
        }
        if (!moment) {
            return isIncompleteNumber(word)
                       ? problem(Texts::tr("“%1” needs a unit: m, h, d, w, mo or y.").arg(word.shown()), true)
                       : problem(
                             Texts::tr("“%1” is not an age. Ages look like 2h, 30d or 6mo.").arg(word.value));
        }
        term.atLeast = older ? kLowest : *moment;
        term.below = older ? *moment : kHighest;
        return term;
    }

    static bool isIncompleteNumber(const Word& word) {
        static const QRegularExpression kNumber(QStringLiteral("^[0-9]+$"));
        return word.last && kNumber.match(word.value).hasMatch();
    }

    static Made createdTerm(const Word& word) {
        const auto period = periodOf(word.value);
        if (!period) {
            return problem(
                Texts::tr("“%1” is not a date. Dates look like 2026, 2026-11 or 2026-11-05.").arg(word.value),
                word.last && word.value.endsWith(u'-'));
        }
        Term term;
        term.what = What::Created;
        const bool inside = word.operation == u":" || word.operation == u"=";
        term.atLeast = inside || word.operation == u">=" ? period->first
                       : word.operation == u">"          ? period->second
                                                         : kLowest;
        term.below = inside || word.operation == u"<=" ? period->second
                     : word.operation == u"<"          ? period->first
                                                       : kHighest;
        return term;
    }

    static Made sizeTerm(const Word& word) {
        Term term;
        term.what = word.field == u"size" ? What::Size : What::Frees;
        const std::optional<std::int64_t> bytes = bytesOf(word.value);
        if (!bytes) {
            return problem(Texts::tr("“%1” is not a size. Sizes look like 500MB or 1.5GiB.").arg(word.value),
                           word.last &&
                               (word.value.endsWith(u'.') || word.value.endsWith(u',') ||
                                word.value.endsWith(u'i', Qt::CaseInsensitive)) &&
                               word.value.front().isDigit());
        }
        if (!setRange(term, word.operation, *bytes)) {
            return problem(Texts::tr("“%1” needs > or <, as in %2>1GiB.").arg(word.shown(), word.field));
        }
        return term;
    }

    static Made dependentsTerm(const Word& word) {
        Term term;
        term.what = What::Dependents;
        bool isNumber = false;
        const uint number = word.value.toUInt(&isNumber);
        if (!isNumber) {
            return problem(Texts::tr("“%1” is not a number.").arg(word.value));
        }
        setRange(term, word.operation, number);
        return term;
    }

    static Made flagTerm(const Word& word) {
        struct Choice {
            QString field;
            QString value;
            Flag flag;
        };
        static const Choice kChoices[] = {
            {QStringLiteral("kind"), QStringLiteral("standard"), Flag::Standard},
            {QStringLiteral("kind"), QStringLiteral("recovery"), Flag::Recovery},
            {QStringLiteral("kind"), QStringLiteral("collection"), Flag::Collection},
            {QStringLiteral("is"), QStringLiteral("held"), Flag::Held},
            {QStringLiteral("is"), QStringLiteral("unlabelled"), Flag::Unlabelled},
            {QStringLiteral("is"), QStringLiteral("destroying"), Flag::Destroying},
            {QStringLiteral("is"), QStringLiteral("broken"), Flag::Broken}};
        QStringList possible;
        bool beginsOne = false;
        for (const Choice& choice : kChoices) {
            if (choice.field != word.field) {
                continue;
            }
            possible.append(choice.value);
            beginsOne = beginsOne || choice.value.startsWith(word.value, Qt::CaseInsensitive);
            if (choice.value.compare(word.value, Qt::CaseInsensitive) == 0 &&
                (word.operation == u":" || word.operation == u"=")) {
                Term term;
                term.what = What::Flag;
                term.flag = choice.flag;
                return term;
            }
        }
        return problem(Texts::tr("“%1” is not known. After %2: comes one of %3.")
                           .arg(word.shown(), word.field, possible.join(QStringLiteral(", "))),
                       word.last && beginsOne);
    }

    Timestamp m_now;
};

std::expected<SnapshotQuery, QueryProblem> SnapshotQuery::parse(const QString& text, Timestamp now) {
    SnapshotQuery query;
    Splitter words(text);
    const QueryParser parser(now);
    while (const std::optional<Word> word = words.next()) {
        if (word->field.isEmpty() && word->value.isEmpty()) {
            continue; // a quote that has just been opened
        }
        QueryParser::Made term = parser.termOf(*word);
        if (!term) {
            return std::unexpected(std::move(term).error());
        }
        QueryParser::termsOf(query).push_back(std::move(*term));
    }
    return query;
}

bool SnapshotQuery::matches(const SearchEntry& entry) const {
    return std::ranges::all_of(m_terms,
                               [&entry](const Term& term) { return term.matches(entry) != term.negated; });
}

bool SnapshotQuery::Term::matches(const SearchEntry& entry) const {
    switch (what) {
    case What::AnyText:
        return entry.text.find(word) != std::string::npos;
    case What::Text:
        return entry.field(text).find(word) != std::string_view::npos;
    case What::Created:
        return inRange(entry.created.time_since_epoch().count());
    case What::Size:
        return inRange(static_cast<std::int64_t>(entry.figures.ownBytes));
    case What::Frees:
        return inRange(static_cast<std::int64_t>(entry.figures.freesBytes));
    case What::Dependents:
        return inRange(static_cast<std::int64_t>(entry.figures.dependents));
    case What::Flag:
        break;
    }
    switch (flag) {
    case Flag::Held:
        return entry.held;
    case Flag::Unlabelled:
        return entry.unlabelled;
    case Flag::Destroying:
        return entry.destroying;
    case Flag::Broken:
        return entry.broken;
    case Flag::Standard:
        return entry.type == SnapshotType::Standard;
    case Flag::Recovery:
        return entry.type == SnapshotType::Recovery;
    case Flag::Collection:
        return entry.together;
    }
    return false;
}

std::vector<QueryHint> queryHints() {
    const auto hint = [](const char* field, const char* value, const QString& meaning) {
        const QString name = QString::fromLatin1(field);
        return QueryHint{name, name + QString::fromLatin1(value), meaning};
    };
    return {hint("name:", "nightly", Texts::tr("the name has this word")),
            hint("note:", "patch", Texts::tr("the notes have this word")),
            hint("vm:", "web1", Texts::tr("the VM’s name has this word")),
            hint("collection:", "payroll", Texts::tr("the collection’s name has this word")),
            hint("hold:", "audit", Texts::tr("the hold’s reason has this word")),
            hint("age>", "30d", Texts::tr("older than: m, h, d, w, mo, y")),
            hint("age<", "2h", Texts::tr("newer than: m, h, d, w, mo, y")),
            hint("created:", "2026-11", Texts::tr("created in a year, month or day")),
            hint("older:", "2026-11-05", Texts::tr("created before a date")),
            hint("newer:", "2026-11-05", Texts::tr("created on a date or later")),
            hint("size>", "1GiB", Texts::tr("more own data than")),
            hint("frees>", "10GiB", Texts::tr("deleting it frees more than (estimate)")),
            hint("dependents>", "3", Texts::tr("more snapshots go with it than")),
            hint("dependents:", "0", Texts::tr("nothing else goes with it")),
            hint("kind:", "standard", Texts::tr("standard snapshots")),
            hint("kind:", "recovery", Texts::tr("recovery snapshots")),
            hint("kind:", "collection", Texts::tr("collection snapshots: several VMs as one")),
            hint("is:", "held", Texts::tr("protected by a hold")),
            hint("is:", "unlabelled", Texts::tr("no notes, and no name or an automatic one")),
            hint("is:", "destroying", Texts::tr("being deleted by a job")),
            hint("is:", "broken", Texts::tr("something is wrong with its disks or members"))};
}

QString quotedForQuery(const QString& text) {
    QString plain = text;
    plain.remove(u'"');
    static const QRegularExpression kNeedsQuotes(QStringLiteral("[\\s:=<>]|^-"));
    return plain.contains(kNeedsQuotes) || plain.isEmpty() ? u'"' + plain + u'"' : plain;
}

} // namespace coppice::models
