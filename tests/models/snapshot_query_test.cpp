// The query language: what each term finds, and what it says when it cannot be understood.
#include "models/snapshot_query.h"
#include "sample_library.h"

#include <QDateTime>

#include <chrono>
#include <functional>
#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

using namespace std::chrono_literals;

/// The entry of a snapshot that a test describes, on VM "Web1" in collection "Payroll".
class Query : public ::testing::Test {
protected:
    static constexpr Timestamp kNow = Timestamp{} + 24h * 20500;

    static Snapshot plain() {
        Snapshot snapshot;
        snapshot.id = idOf("s");
        snapshot.name = "Before Patch 7";
        snapshot.notes = "ordered by\nAnna Grün";
        snapshot.created = kNow - 24h * 40;
        snapshot.hold = Hold{.reason = "audit 2026", .by = "anna", .since = kNow};
        snapshot.disks["SCSI 0:0"] = "s.avhdx";
        return snapshot;
    }

    bool finds(const QString& text, const Snapshot& snapshot = plain()) {
        LibraryView library{.name = "L", .location = "/l", .inventory = {}, .layers = {}};
        VirtualSystem vm;
        vm.id = idOf("Web1");
        vm.name = "Web1";
        vm.snapshots = {snapshot};
        library.inventory.vms = {vm};
        library.inventory.collections = {
            {.id = idOf("P"), .name = "Payroll", .vms = {vm.id}, .snapshots = {}}};
        library.layers["s.avhdx"] = LayerFacts{.parent = {},
                                               .type = "differencing",
                                               .virtualSizeBytes = 0,
                                               .allocatedBytes = m_bytes,
                                               .problem = m_problem};
        const auto view = ViewData::make(std::make_shared<const LibraryView>(library));
        const auto query = SnapshotQuery::parse(text, kNow);
        if (!query) {
            ADD_FAILURE() << text.toStdString() << ": " << query.error().sentence.toStdString();
            return false;
        }
        return query->matches(SearchIndex::make(*view)->entries().front());
    }

    static Snapshot with(const std::function<void(Snapshot&)>& change) {
        Snapshot snapshot = plain();
        change(snapshot);
        return snapshot;
    }

    static QueryProblem problemOf(const QString& text) {
        const auto query = SnapshotQuery::parse(text, kNow);
        if (query) {
            ADD_FAILURE() << text.toStdString() << " was understood";
            return {};
        }
        return query.error();
    }

    std::uint64_t m_bytes = 1 << 20;
    std::string m_problem;
};

TEST_F(Query, OfNothingFindsEverything) {
    const auto query = SnapshotQuery::parse("  ", kNow);
    ASSERT_TRUE(query);
    EXPECT_TRUE(query->isEmpty());
}

TEST_F(Query, NeedsEveryWordAndIgnoresCase) {
    EXPECT_TRUE(finds("patch BEFORE"));
    EXPECT_FALSE(finds("patch after"));
}

TEST_F(Query, LooksIntoNameNoteVmCollectionAndHoldReason) {
    for (const char* const word : {"patch", "anna", "web1", "payroll", "audit"}) {
        EXPECT_TRUE(finds(word)) << word;
    }
}

TEST_F(Query, FoldsLettersBeyondAscii) {
    EXPECT_TRUE(finds(QStringLiteral("GRÜN")));
    EXPECT_TRUE(finds(QStringLiteral("grün")));
}

TEST_F(Query, FieldsLookIntoTheirTextAlone) {
    EXPECT_TRUE(finds("name:patch"));
    EXPECT_FALSE(finds("name:anna"));
    EXPECT_TRUE(finds("note:anna"));
    EXPECT_FALSE(finds("note:patch"));
    EXPECT_TRUE(finds("vm:web"));
    EXPECT_FALSE(finds("vm:pay"));
    EXPECT_TRUE(finds("collection:pay"));
    EXPECT_FALSE(finds("collection:web"));
    EXPECT_TRUE(finds("hold:audit"));
    EXPECT_FALSE(finds("hold:patch"));
}

TEST_F(Query, QuotesHoldWordsTogether) {
    EXPECT_TRUE(finds("\"before patch\""));
    EXPECT_FALSE(finds("\"patch before\""));
    EXPECT_TRUE(finds("name:\"patch 7\""));
    EXPECT_TRUE(finds("\"by anna\"")) << "over the end of a line";
    EXPECT_TRUE(finds("\"before pat")) << "while it is being typed";
}

TEST_F(Query, NoPhraseReachesFromOneTextIntoTheNext) {
    EXPECT_FALSE(finds("\"7 ordered\""));
}

TEST_F(Query, MinusTurnsATermAround) {
    EXPECT_FALSE(finds("-patch"));
    EXPECT_TRUE(finds("patch -other"));
    EXPECT_FALSE(finds("-is:held"));
    EXPECT_TRUE(finds("-\"patch before\""));
    EXPECT_FALSE(finds("-name:patch"));
}

TEST_F(Query, AgesCountBackFromNow) {
    const auto aged = [](auto age) { return with([age](Snapshot& s) { s.created = kNow - age; }); };
    EXPECT_TRUE(finds("age>30d", aged(24h * 31)));
    EXPECT_FALSE(finds("age>30d", aged(24h * 29)));
    EXPECT_TRUE(finds("age<2h", aged(1h)));
    EXPECT_FALSE(finds("age<2h", aged(3h)));
    EXPECT_TRUE(finds("age>90m", aged(91min)));
    EXPECT_FALSE(finds("age>90m", aged(89min)));
    EXPECT_TRUE(finds("age>2w", aged(24h * 15)));
    EXPECT_FALSE(finds("age>2w", aged(24h * 13)));
    EXPECT_TRUE(finds("age>1mo", aged(24h * 32)));
    EXPECT_FALSE(finds("age>1mo", aged(24h * 27)));
    EXPECT_TRUE(finds("age>1y", aged(24h * 367)));
    EXPECT_FALSE(finds("age>1y", aged(24h * 364)));
    EXPECT_TRUE(finds("older:30d", aged(24h * 31)));
    EXPECT_FALSE(finds("newer:30d", aged(24h * 31)));
}

TEST_F(Query, DatesAreYearsMonthsOrDaysOfLocalTime) {
    const auto at = [](int year, int month, int day, int hour) {
        const QDateTime time(QDate(year, month, day), QTime(hour, 30));
        return with([time](Snapshot& s) {
            s.created = Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
        });
    };
    EXPECT_TRUE(finds("created:2026-11", at(2026, 11, 30, 23)));
    EXPECT_FALSE(finds("created:2026-11", at(2026, 12, 1, 0)));
    EXPECT_TRUE(finds("created:2026", at(2026, 1, 1, 0)));
    EXPECT_TRUE(finds("created:2026-11-05", at(2026, 11, 5, 23)));
    EXPECT_FALSE(finds("created>2026-11", at(2026, 11, 30, 23)));
    EXPECT_TRUE(finds("created>2026-11", at(2026, 12, 1, 0)));
    EXPECT_TRUE(finds("created<=2026-11", at(2026, 11, 30, 23)));
    EXPECT_TRUE(finds("older:2026-11-05", at(2026, 11, 4, 23)));
    EXPECT_FALSE(finds("older:2026-11-05", at(2026, 11, 5, 0)));
    EXPECT_TRUE(finds("newer:2026-11-05", at(2026, 11, 5, 0)));
}

TEST_F(Query, SizesTakeBinaryAndDecimalUnits) {
    m_bytes = 1'000'000;
    EXPECT_TRUE(finds("size>=1MB"));
    EXPECT_FALSE(finds("size>=1MiB"));
    EXPECT_FALSE(finds("size>1MB"));
    EXPECT_TRUE(finds("size<1m")) << "M alone is MiB";
    EXPECT_TRUE(finds("size>0.9mb"));
    EXPECT_TRUE(finds("size>0,9mb"));
    EXPECT_TRUE(finds("size>999999"));
    EXPECT_TRUE(finds("frees>=1mb"));
    EXPECT_FALSE(finds("frees>1tib"));
}

TEST_F(Query, DependentsAreANumber) {
    EXPECT_TRUE(finds("dependents:0"));
    EXPECT_FALSE(finds("dependents>0"));
    EXPECT_TRUE(finds("dependents<1"));
}

TEST_F(Query, KindsAndStates) {
    EXPECT_TRUE(finds("kind:standard"));
    EXPECT_FALSE(finds("kind:recovery"));
    EXPECT_TRUE(finds("kind:Recovery", with([](Snapshot& s) { s.type = SnapshotType::Recovery; })));
    EXPECT_FALSE(finds("kind:collection"));
    EXPECT_TRUE(finds("is:held"));
    EXPECT_FALSE(finds("is:held", with([](Snapshot& s) { s.hold.reset(); })));
    EXPECT_FALSE(finds("is:destroying"));
    EXPECT_TRUE(finds("is:destroying", with([](Snapshot& s) { s.destroying = true; })));
    EXPECT_FALSE(finds("is:broken"));
    m_problem = "missing";
    EXPECT_TRUE(finds("is:broken"));
}

TEST_F(Query, UnlabelledHasNoNotesAndNoNameOfItsOwn) {
    EXPECT_TRUE(isUnlabelled("", "web1", ""));
    EXPECT_TRUE(isUnlabelled("  ", "web1", " \n"));
    EXPECT_TRUE(isUnlabelled("web1 - (11/2/2026 - 9:00:00 AM)", "web1", ""));
    EXPECT_FALSE(isUnlabelled("web1 - (11/2/2026 - 9:00:00 AM)", "web1", "before the audit"));
    EXPECT_FALSE(isUnlabelled("web1 - (final)", "web1", ""));
    EXPECT_FALSE(isUnlabelled("web2 - (11/2/2026)", "web1", ""));
    EXPECT_FALSE(isUnlabelled("Nightly", "web1", ""));
    EXPECT_TRUE(finds("is:unlabelled", with([](Snapshot& s) {
                          s.name = "Web1 - (2026-11-02 09:00)";
                          s.notes.clear();
                      })));
}

TEST_F(Query, ThatCannotBeUnderstoodSaysWhichWordAndWhy) {
    EXPECT_EQ(problemOf("size>lots").sentence.toStdString(),
              "“lots” is not a size. Sizes look like 500MB or 1.5GiB.");
    EXPECT_EQ(problemOf("age>soon").sentence.toStdString(),
              "“soon” is not an age. Ages look like 2h, 30d or 6mo.");
    EXPECT_EQ(problemOf("colour:red").sentence.toStdString(),
              "There is no field “colour”. To find the text, put it in quotes.");
    EXPECT_EQ(problemOf("age:30d").sentence.toStdString(), "“age:30d” needs > or <, as in age>30d.");
    EXPECT_EQ(problemOf("size:1GiB").sentence.toStdString(), "“size:1GiB” needs > or <, as in size>1GiB.");
    EXPECT_EQ(problemOf("created:2026-13").sentence.toStdString(),
              "“2026-13” is not a date. Dates look like 2026, 2026-11 or 2026-11-05.");
    EXPECT_EQ(problemOf("kind:big").sentence.toStdString(),
              "“kind:big” is not known. After kind: comes one of standard, recovery, collection.");
    EXPECT_EQ(problemOf("dependents>many").sentence.toStdString(), "“many” is not a number.");
    EXPECT_EQ(problemOf("name>x").sentence.toStdString(), "“name>x” needs a colon: name:word.");
}

TEST_F(Query, HalfTypedIsIncompleteAndNotWrong) {
    for (const char* const text :
         {"name:", "size>", "age>30", "is:he", "created:2026-", "size>1.", "size>1Mi"}) {
        EXPECT_TRUE(problemOf(text).incomplete) << text;
    }
    for (const char* const text : {"size> web", "age>30 web", "is:he web", "size>lots"}) {
        EXPECT_FALSE(problemOf(text).incomplete) << text;
    }
}

TEST_F(Query, TextThatLooksLikeNothingElseIsAWord) {
    EXPECT_FALSE(finds("10:30"));
    EXPECT_TRUE(finds("10:30", with([](Snapshot& s) { s.name = "at 10:30"; })));
    EXPECT_TRUE(finds("web1 - (", with([](Snapshot& s) { s.name = "web1 - (x)"; })));
    EXPECT_TRUE(finds("\"a:b\"", with([](Snapshot& s) { s.name = "a:b"; })));
}

TEST_F(Query, EveryHintIsUnderstood) {
    for (const QueryHint& hint : queryHints()) {
        EXPECT_TRUE(SnapshotQuery::parse(hint.example, kNow)) << hint.example.toStdString();
        EXPECT_TRUE(hint.example.startsWith(hint.field));
        EXPECT_FALSE(hint.meaning.isEmpty());
    }
}

TEST_F(Query, QuotedTextIsFoundAsItIs) {
    EXPECT_EQ(quotedForQuery("web").toStdString(), "web");
    for (const char* const name : {"-x", "two words", "size>lots", "a:b"}) {
        EXPECT_TRUE(finds(quotedForQuery(name), with([name](Snapshot& s) { s.name = name; }))) << name;
    }
}

TEST(SearchIndex, KnowsASnapshotCollectionByItsMembers) {
    LibraryMaker maker = sampleLibrary();
    maker.hold("B.db");
    const auto index = SearchIndex::make(*maker.view());
    const auto entry = std::ranges::find(index->entries(), idOf("B"), &SearchEntry::id);
    ASSERT_NE(entry, index->entries().end());
    EXPECT_TRUE(entry->together);
    EXPECT_TRUE(entry->held);
    EXPECT_EQ(entry->field(SearchText::Name), "b");
    EXPECT_EQ(entry->field(SearchText::Vm), "web\tdb");
    EXPECT_EQ(entry->field(SearchText::Collection), "payroll");
    EXPECT_EQ(entry->field(SearchText::Hold), "audit");
}

} // namespace
} // namespace coppice::models::test
