// What every store must do. The memory store is the model; a new store is added to `Stores`.
#include <algorithm>
#include <random>

#include "store/content.h"
#include "store/memory_store.h"
#include "support.h"

namespace springback {
namespace {

struct InMemory {
  std::unique_ptr<JournalStore> store = std::make_unique<MemoryStore>();
};

struct InFile {
  TemporaryFolder folder;
  std::unique_ptr<JournalStore> store = open_sound(folder.journal());
};

template <class Place>
class Conformance : public testing::Test {
 protected:
  JournalStore& store() { return *place_.store; }
  std::vector<StoredEntry> all() { return store().all().value_or(std::vector<StoredEntry>()); }
  StoreErrorKind refused_kind(const StoredEntry& entry) {
    const auto appended = store().append(entry);
    EXPECT_FALSE(appended.has_value());
    return appended ? StoreErrorKind{} : appended.error().kind;
  }

 private:
  Place place_;
};

using Stores = testing::Types<InMemory, InFile>;
TYPED_TEST_SUITE(Conformance, Stores);

StoredEntry with_text(std::string id, std::string text) {
  return {.id = std::move(id), .at = {1'000'000}, .text = std::move(text)};
}

StoredEntry small(const std::string& id, const std::string& more = "") {
  return with_text(id, R"({"id":")" + id + R"(","at":"1970-01-01T00:00:01Z")" + more + "}");
}

TYPED_TEST(Conformance, BeginsEmpty) {
  EXPECT_EQ(this->store().count(), 0U);
  EXPECT_TRUE(this->all().empty());
}

TYPED_TEST(Conformance, KeepsAnEntryByteForByte) {
  const StoredEntry entry = small("e", R"( , "x" : [1.50, "\u00e9 é 🙂"] )");
  EXPECT_EQ(this->store().append(entry).value(), Appended::added);
  EXPECT_EQ(this->all(), std::vector{entry});
  EXPECT_EQ(this->store().count(), 1U);
}

TYPED_TEST(Conformance, TheSameEntryTwiceIsOne) {
  EXPECT_EQ(this->store().append(small("e", R"(,"a":1,"b":2)")).value(), Appended::added);
  EXPECT_EQ(this->store().append(small("e", R"(,"a":1,"b":2)")).value(), Appended::already_there);
  EXPECT_EQ(this->store().append(small("e", R"( , "b": 2, "a": 1)")).value(), Appended::already_there);
  EXPECT_EQ(this->all(), std::vector{small("e", R"(,"a":1,"b":2)")});
}

TYPED_TEST(Conformance, TheSameIdWithOtherContentIsRefusedAndTheFirstStands) {
  ASSERT_TRUE(this->store().append(small("e", R"(,"a":1)")));
  const auto appended = this->store().append(small("e", R"(,"a":2)"));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().kind, StoreErrorKind::conflict);
  EXPECT_EQ(appended.error().argument, "e");
  EXPECT_EQ(this->all(), std::vector{small("e", R"(,"a":1)")});
}

TYPED_TEST(Conformance, OrdersByInstantThenId) {
  std::vector<StoredEntry> entries = make_entries(50);
  for (const char* id : {"b", "a", "A", "é", "aa"}) entries.push_back(small(id));
  std::vector<StoredEntry> expected = entries;
  sort_entries(expected);
  EXPECT_EQ(expected.front().id, "A");
  std::mt19937 random(1);
  std::ranges::shuffle(entries, random);
  for (const StoredEntry& entry : entries) ASSERT_TRUE(this->store().append(entry));
  EXPECT_EQ(this->all(), expected);
}

TYPED_TEST(Conformance, AppendsSeveralAndAnswersEach) {
  const std::vector entries = {
      small("a"), small("b"), small("a"), small("b", R"(,"x":1)"), with_text("c", "no json"), small("d")};
  const auto outcomes = this->store().append_all(entries);
  ASSERT_TRUE(outcomes);
  ASSERT_EQ(outcomes->size(), 6U);
  EXPECT_EQ(outcomes->at(0).value(), Appended::added);
  EXPECT_EQ(outcomes->at(1).value(), Appended::added);
  EXPECT_EQ(outcomes->at(2).value(), Appended::already_there);
  EXPECT_EQ(outcomes->at(3).error().kind, StoreErrorKind::conflict);
  EXPECT_EQ(outcomes->at(4).error().kind, StoreErrorKind::not_an_entry);
  EXPECT_EQ(outcomes->at(5).value(), Appended::added);
  EXPECT_EQ(this->store().count(), 3U);
}

TYPED_TEST(Conformance, AppendsNone) {
  const auto outcomes = this->store().append_all({});
  ASSERT_TRUE(outcomes);
  EXPECT_TRUE(outcomes->empty());
}

TYPED_TEST(Conformance, KeepsOddIdsAndLongTexts) {
  const std::string longest_id(64, 'i');
  std::string wide_id;
  for (int n = 0; n < 64; ++n) wide_id += "é";
  EXPECT_TRUE(this->store().append(small(longest_id)));
  EXPECT_TRUE(this->store().append(small(wide_id)));
  const std::string odd_id = std::string("a\0b", 3);
  const StoredEntry odd = with_text(odd_id, R"({"id":"a\u0000b","at":"1970-01-01T00:00:01Z"})");
  EXPECT_TRUE(this->store().append(odd));
  EXPECT_EQ(this->store().append(odd).value(), Appended::already_there);
  const StoredEntry empty = small("long", R"(,"note":"")");
  const std::size_t room = kEntryBytesMax - empty.text.size();
  const StoredEntry longest = small("long", R"(,"note":")" + std::string(room, 'x') + "\"");
  EXPECT_EQ(longest.text.size(), kEntryBytesMax);
  EXPECT_TRUE(this->store().append(longest));
  EXPECT_EQ(this->store().append(longest).value(), Appended::already_there);
  EXPECT_EQ(this->store().count(), 4U);
  EXPECT_EQ(this->all().at(2), longest);
}

TYPED_TEST(Conformance, RefusesWhatIsNoEntry) {
  const auto kind = StoreErrorKind::not_an_entry;
  EXPECT_EQ(this->refused_kind(with_text("e", "")), kind);
  EXPECT_EQ(this->refused_kind(with_text("e", "[1]")), kind);
  EXPECT_EQ(this->refused_kind(with_text("e", R"({"id":"e"})")), kind);
  EXPECT_EQ(this->refused_kind(with_text("e", R"({"id":"e","at":"yesterday"})")), kind);
  EXPECT_EQ(this->refused_kind(with_text("e", R"({"id":"e","at":5})")), kind);
  EXPECT_EQ(this->refused_kind(with_text("e", R"({"id":"e","at":"1970-01-01T00:00:02Z"})")), kind);
  EXPECT_EQ(this->refused_kind(with_text("f", small("e").text)), kind);
  EXPECT_EQ(this->refused_kind(small("")), kind);
  EXPECT_EQ(this->refused_kind(small(std::string(65, 'i'))), kind);
  EXPECT_EQ(this->refused_kind(small("e", "\n")), kind);
  EXPECT_EQ(this->refused_kind(small("e", R"(,"x":")"
                                          "\xFF"
                                          R"(")")),
            kind);
  EXPECT_EQ(this->refused_kind(small("e", R"(,"x":")" + std::string(kEntryBytesMax, 'x') + "\"")), kind);
  EXPECT_EQ(this->refused_kind(small("e", R"(,"x":)" + std::string(100'000, '['))), kind);
  EXPECT_EQ(this->store().count(), 0U);
}

}  // namespace
}  // namespace springback
