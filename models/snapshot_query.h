// What an operator types to find snapshots, parsed once into a value that is asked of many.
//
// Words apart by spaces; every one must match. A word on its own is looked for in name, note, VM, collection
// and hold reason; "quotes" hold words together. A leading - turns a word around. Fields:
//   name: note: vm: collection: hold:      a word there
//   age>30d  age<2h  older:30d  newer:7d   m h d w mo y; older: and newer: also take a date
//   created:2026-11  created>2026-11-05    a year, month or day, local time
//   size>1GiB  frees>500MB                 own data; what deleting frees (estimate)
//   dependents>3  dependents:0
//   kind:standard|recovery|collection      is:held|unlabelled|destroying|broken
// Field names are the same in every language. Case is ignored throughout.
#pragma once

#include "models/search_index.h"

#include <QString>

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace coppice::models {

/// Why a text is no query, as a sentence for beside the field.
struct QueryProblem {
    QString sentence;
    bool incomplete = false; ///< a value is still to be typed; nothing is wrong so far
};

class SnapshotQuery {
public:
    /// `now`: what ages are counted from.
    static std::expected<SnapshotQuery, QueryProblem> parse(const QString& text, Timestamp now);

    /// Nothing is asked: everything matches.
    bool isEmpty() const { return m_terms.empty(); }
    bool matches(const SearchEntry& entry) const;

private:
    friend class QueryParser;

    enum class What { AnyText, Text, Created, Size, Frees, Dependents, Flag };
    enum class Flag { Held, Unlabelled, Destroying, Broken, Standard, Recovery, Collection };
    struct Term {
        What what = What::AnyText;
        bool negated = false;
        SearchText text = SearchText::Name;
        Flag flag = Flag::Held;
        std::string word;         ///< folded
        std::int64_t atLeast = 0; ///< numbers and times in ms since the epoch: from here
        std::int64_t below = 0;   ///< up to but without this
        bool matches(const SearchEntry& entry) const;
        bool inRange(std::int64_t value) const { return value >= atLeast && value < below; }
    };

    std::vector<Term> m_terms;
};

/// One thing that can be typed, for completion and help.
struct QueryHint {
    QString field;   ///< "age>"
    QString example; ///< "age>30d"
    QString meaning; ///< translated
};
std::vector<QueryHint> queryHints();

/// The text as one word of a query, in quotes if it needs them.
QString quotedForQuery(const QString& text);

} // namespace coppice::models
