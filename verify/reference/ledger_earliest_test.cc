// The earliest instant is exact: on drawn dose lists, against limits written down a third time, in a table.
#include <random>

#include "reference/ledger_person.h"

namespace springback::reference {
namespace {

/// A product of the small protocol. Amounts are milligrams, gaps minutes; 0: none.
struct Row {
  const char* product;
  const char* ingredient;
  bool nsaid;
  int milligrams, gap, label_24h, absolute_24h, own_gap, units_24h;
};
constexpr Row rows[] = {
    {"apap-500", "acetaminophen", false, 500, 360, 3000, 4000, 0, 6},
    {"apap-325", "acetaminophen", false, 325, 360, 3250, 4000, 0, 10},
    {"apap-er", "acetaminophen", false, 650, 480, 3900, 4000, 0, 6},
    {"apap-uk", "acetaminophen", false, 500, 240, 4000, 4000, 0, 8},
    {"ibuprofen-200", "ibuprofen", true, 200, 360, 1200, 1400, 0, 0},
    {"ibuprofen-slow", "ibuprofen", true, 200, 360, 1200, 1400, 600, 3},
    {"naproxen-220", "naproxen_sodium", true, 220, 480, 660, 660, 0, 0},
    {"aspirin-325", "aspirin", true, 325, 240, 3900, 3900, 0, 0},
};

struct Had {
  const Row* row;
  int units;
  Microseconds at;
};

bool same(const char* a, const char* b) { return std::string_view(a) == b; }

/// Whether so long after a dose the next may be had, as far as the two of them go.
bool keeps_gaps(const Had& had, const Row& row, Microseconds when) {
  const bool same_product = had.row == &row, same_ingredient = same(had.row->ingredient, row.ingredient);
  int minutes = 0;
  if (same_ingredient) minutes = std::max(had.row->gap, row.gap);
  if (same_product) minutes = std::max(minutes, row.own_gap);
  if (!same_ingredient && had.row->nsaid && row.nsaid) minutes = 1440;
  return when - had.at >= minutes * minute;
}

bool keeps_ceilings(const std::vector<Had>& all, const Row& row, int units, Microseconds when) {
  int milligrams = units * row.milligrams, of_product = units, label = row.label_24h;
  bool mixed = false;
  for (const Had& had : all) {
    if (when - had.at >= day || !same(had.row->ingredient, row.ingredient)) continue;
    milligrams += had.units * had.row->milligrams;
    if (had.row == &row) of_product += had.units;
    if (had.row->label_24h != row.label_24h) mixed = true;
    label = std::min(label, had.row->label_24h);
  }
  if (mixed && same(row.ingredient, "acetaminophen")) label = std::min(label, 3000);
  return milligrams <= label && milligrams <= row.absolute_24h &&
         (row.units_24h == 0 || of_product <= row.units_24h);
}

bool allowed(const std::vector<Had>& all, const Row& row, int units, Microseconds when) {
  return keeps_ceilings(all, row, units, when) &&
         std::all_of(all.begin(), all.end(), [&](const Had& had) { return keeps_gaps(had, row, when); });
}

class Drawn {
 public:
  explicit Drawn(unsigned seed) : draw_(seed) {}

  int below(unsigned end) { return static_cast<int>(draw_() % end); }
  const Row& row() { return rows[draw_() % std::size(rows)]; }

  /// Doses up to hours after the question, which count where it is `live`.
  std::vector<Had> doses(bool live) {
    std::vector<Had> all;
    const int so_many = 1 + below(7);
    for (int n = 0; n < so_many; ++n) {
      const Microseconds instant = at(0, below(live ? 1600 : 1440), below(60)) + below(3) * 333'333;
      all.push_back({&row(), 1 + below(2), instant});
    }
    return all;
  }

 private:
  std::mt19937 draw_;
};

Person person_who(const std::vector<Had>& all, bool live) {
  Person person;
  person.live = live;
  for (const Had& had : all) person.took(had.at, had.row->product, had.units);
  return person;
}

/// The instant of the entry furthest ahead, where it is more than two minutes ahead.
Microseconds clock(const std::vector<Had>& all, Microseconds asked) {
  Microseconds last = asked;
  for (const Had& had : all) last = std::max(last, had.at);
  return last - asked > 120 * second ? last : asked;
}

TEST(Earliest, IsExactToTheMicrosecond) {
  Drawn drawn(20261122);
  const Microseconds asked = at(24);
  int waited = 0, allowed_at_once = 0;
  for (int n = 0; n < 600; ++n) {
    const bool live = n % 3 == 0;
    const std::vector<Had> all = drawn.doses(live);
    const Row& row = drawn.row();
    const int units = 1 + drawn.below(2);
    Person person = person_who(all, live);
    person.region = same(row.product, "apap-uk") ? "uk" : "us";
    const Verdict verdict = person.may_take(asked, row.product, units);
    SCOPED_TRACE(testing::Message() << n << ' ' << row.product << ' ' << units);
    const Microseconds from = verdict.next_at.value_or(asked), ahead = clock(all, asked);
    ASSERT_EQ(verdict.kind, verdict.next_at ? Ruling::wait : Ruling::label_allows);
    ASSERT_GE(from, ahead);
    EXPECT_TRUE(allowed(all, row, units, from)) << written(from);
    for (int later = 0; later < 40; ++later)
      EXPECT_TRUE(allowed(all, row, units, from + drawn.below(4000) * minute));
    ++(verdict.next_at ? waited : allowed_at_once);
    if (from == ahead) continue;
    for (const Microseconds early : {second, Microseconds{1}})
      EXPECT_FALSE(allowed(all, row, units, from - early)) << written(from);
    for (Microseconds when = ahead; when < from; when += 10 * minute)
      EXPECT_FALSE(allowed(all, row, units, when)) << written(when);
  }
  EXPECT_GT(waited, 300);
  EXPECT_GT(allowed_at_once, 30);
}

/// Of every reason to wait: it is none from its instant on, and one until then.
TEST(Earliest, OfEachReasonIsExactToo) {
  Drawn drawn(20261123);
  for (int n = 0; n < 200; ++n) {
    const std::vector<Had> all = drawn.doses(false);
    const Row& row = drawn.row();
    Person person = person_who(all, false);
    person.region = same(row.product, "apap-uk") ? "uk" : "us";
    const Json dose = units(row.product, 1);
    const Verdict verdict = person.may_take(at(24), dose);
    for (const Reason& one : verdict.reasons) {
      const Ids before = ids(person.may_take(*one.holds_from - 1, dose));
      const Ids then = ids(person.may_take(*one.holds_from, dose));
      EXPECT_NE(std::find(before.begin(), before.end(), one.id), before.end()) << n << ' ' << one.id;
      EXPECT_EQ(std::find(then.begin(), then.end(), one.id), then.end()) << n << ' ' << one.id;
      EXPECT_LE(one.holds_from, verdict.next_at);
    }
  }
}

}  // namespace
}  // namespace springback::reference
