// The mask tables against the slow evaluator: random protocols, random people.
#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "protocol/slow_conditions.h"
#include "support/small_protocol.h"

namespace springback {
namespace {

using slow::Condition;
using slow::Said;
using slow::Tree;

constexpr int kYesNo = 7, kChoices = 3, kNumbers = 3, kSets = 2;
constexpr int kHighest = 12, kMembers = 6, kValues = 4;
const char* const kMemberNames[kMembers] = {"near_a", "near_b", "far_a", "far_b", "far_c", "alone"};
const char* const kRelations[] = {"==", "!=", "<", "<=", ">", ">="};

std::string findings_file() {
  std::string text = "findings:\n";
  const auto add = [&](const std::string& id, const std::string& type) {
    text += "  - {id: " + id + ", group: now, " + type + "}\n";
  };
  for (int i = 0; i < kYesNo; ++i) add("b" + std::to_string(i), "type: bool");
  for (int i = 0; i < kChoices; ++i)
    add("c" + std::to_string(i), "type: choice, values: [v0, v1, v2, v3], none: v" + std::to_string(i));
  for (int i = 0; i < kNumbers; ++i) add("n" + std::to_string(i), "type: int, range: [0, 12], unit: points");
  for (int i = 0; i < kSets; ++i)
    add("s" + std::to_string(i), "type: set, values: [near_a, near_b, far_a, far_b, far_c, alone]");
  return text;
}

/// Conditions and answers out of a seed.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  Tree condition(int depth, const std::vector<std::pair<std::string, Tree>>& named) {
    const int kind = roll(depth == 0 ? 6 : 14);
    if (kind < 5) return leaf();
    if (kind == 5)
      return named.empty() ? leaf() : use(named[static_cast<std::size_t>(roll(int(named.size())))]);
    if (kind < 8) return negation(condition(depth - 1, named));
    if (kind == 8 && roll(8) == 0) return roll(2) ? plain(Condition::Op::always, "always") : never();
    return several(kind, depth, named);
  }

  slow::Answers person() {
    slow::Answers answers;
    const int openness = 1 + roll(6);
    const auto add = [&](const std::string& id, int values, bool set) {
      Said said{.kind = Said::Kind::known, .value = roll(values)};
      if (roll(openness) == 0) said.kind = Said::Kind(roll(4));
      if (said.kind != Said::Kind::known) said.value = 0;
      said.partial = set && said.kind == Said::Kind::known && roll(4) == 0;
      answers[id] = said;
    };
    for (int i = 0; i < kYesNo; ++i) add("b" + std::to_string(i), 2, false);
    for (int i = 0; i < kChoices; ++i) add("c" + std::to_string(i), kValues, false);
    for (int i = 0; i < kNumbers; ++i) add("n" + std::to_string(i), kHighest + 1, false);
    for (int i = 0; i < kSets; ++i) add("s" + std::to_string(i), 1 << kMembers, true);
    return answers;
  }

 private:
  static Tree plain(Condition::Op op, const std::string& text) {
    return std::make_shared<Condition>(Condition{.op = op, .text = text});
  }
  static Tree never() { return plain(Condition::Op::never, "never"); }
  static Tree use(const std::pair<std::string, Tree>& named) {
    Condition copy = *named.second;
    copy.text = named.first;
    return std::make_shared<Condition>(copy);
  }
  static Tree negation(const Tree& part) {
    return std::make_shared<Condition>(
        Condition{.op = Condition::Op::negation, .parts = {part}, .text = "not (" + part->text + ")"});
  }

  Tree several(int kind, int depth, const std::vector<std::pair<std::string, Tree>>& named) {
    Condition made{.op = kind < 11   ? Condition::Op::all
                         : kind < 13 ? Condition::Op::any
                                     : Condition::Op::at_least};
    const bool counted = made.op == Condition::Op::at_least;
    const int parts = counted ? 2 + roll(4) : 2 + roll(2);
    for (int i = 0; i < parts; ++i) made.parts.push_back(condition(counted ? 0 : depth - 1, named));
    if (counted) made.number = 1 + roll(parts);
    const std::string between = counted ? ", " : made.op == Condition::Op::all ? " and " : " or ";
    for (const Tree& part : made.parts)
      made.text += (made.text.empty() ? "" : between) + (counted ? part->text : "(" + part->text + ")");
    if (counted) made.text = "at_least " + std::to_string(made.number) + " of [" + made.text + "]";
    return std::make_shared<Condition>(made);
  }

  Tree leaf() {
    switch (roll(6)) {
      case 0:
      case 1: return yes();
      case 2: return choice();
      case 3: return among();
      case 4: return number();
      default: return members();
    }
  }
  Tree yes() {
    const std::string id = "b" + std::to_string(roll(kYesNo));
    return std::make_shared<Condition>(Condition{.op = Condition::Op::yes, .finding = id, .text = id});
  }
  Condition choice_is(int which, const char* relation, int value) {
    const std::string id = "c" + std::to_string(which);
    return {.op = Condition::Op::choice,
            .finding = id,
            .relation = relation,
            .number = value,
            .none_value = which,
            .text = id + " " + relation + " v" + std::to_string(value)};
  }
  Tree choice() {
    return std::make_shared<Condition>(choice_is(roll(kChoices), roll(2) ? "==" : "!=", roll(kValues)));
  }
  /// `c in [a, b]` is `c == a or c == b`.
  Tree among() {
    const int which = roll(kChoices), a = roll(kValues), b = roll(kValues);
    Condition either{.op = Condition::Op::any};
    for (const int value : {a, b})
      either.parts.push_back(std::make_shared<Condition>(choice_is(which, "==", value)));
    either.text = "c" + std::to_string(which) + " in [v" + std::to_string(a) + ", v" + std::to_string(b) +
                  "]";
    return std::make_shared<Condition>(either);
  }
  Tree number() {
    const std::string id = "n" + std::to_string(roll(kNumbers));
    const char* relation = kRelations[roll(6)];
    const int with = roll(kHighest + 1);
    return std::make_shared<Condition>(Condition{.op = Condition::Op::number,
                                                 .finding = id,
                                                 .relation = relation,
                                                 .number = with,
                                                 .text = id + " " + relation + " " + std::to_string(with)});
  }
  Tree members() {
    const std::string id = "s" + std::to_string(roll(kSets));
    Condition made{.op = Condition::Op::has_any, .finding = id};
    if (roll(3) == 0) {
      made.number = 0b011100;
      made.text = id + " has_any [far_*]";
    } else {
      const int one = roll(kMembers), other = roll(kMembers);
      made.number = 1 << one | 1 << other;
      made.text = id + " has_any [" + kMemberNames[one] + ", " + kMemberNames[other] + "]";
      if (one == other) made.text = id + " has " + kMemberNames[one];
    }
    return std::make_shared<Condition>(made);
  }

  std::mt19937 random_;
};

struct RandomProtocol {
  std::unique_ptr<protocolc::Image> image;
  std::vector<Tree> rules;
  std::string text;
};

/// Nothing where the conditions have more alternatives than a table holds.
std::optional<RandomProtocol> random_protocol(Dice& dice) {
  RandomProtocol made;
  std::vector<std::pair<std::string, Tree>> named;
  std::string names = "named:\n", rules = "rules:\n";
  for (int i = 0; i < 6; ++i) {
    const Tree tree = dice.condition(2, named);
    names += "  - {id: name" + std::to_string(i) + ", when: \"" + tree->text + "\"}\n";
    named.emplace_back("name" + std::to_string(i), tree);
  }
  const int count = 3 + dice.roll(120);
  for (int i = 0; i < count; ++i) {
    made.rules.push_back(dice.condition(3, named));
    rules += "  - {id: R" + std::to_string(i) + ", urgency: today, when: \"" + made.rules.back()->text +
             "\"}\n";
  }
  made.text = names + rules;
  auto files = empty_files();
  files["findings.yaml"] = findings_file();
  files["triage.yaml"] = made.text;
  auto compiled = protocolc::compile(files, protocolc::Strictness::tables);
  for (const std::string& problem : compiled.problems)
    EXPECT_NE(problem.find("too many alternatives"), std::string::npos) << problem << "\n" << made.text;
  if (!compiled.image) return std::nullopt;
  made.image = std::move(compiled.image);
  return made;
}

std::string show(const slow::Answers& answers) {
  static const char* const kinds[] = {"open", "unsure", "", "not applicable"};
  std::string text;
  for (const auto& [id, said] : answers) {
    text += id + "=" + kinds[static_cast<int>(said.kind)];
    if (said.kind == Said::Kind::known) text += std::to_string(said.value) + (said.partial ? "+?" : "");
    text += " ";
  }
  return text;
}

/// What a row rests on must be enough to hold it up: with everything else unanswered it still fires.
void expect_rests_on_its_inputs(const Conditions& table, const Classes& classes, const Evaluation& e,
                                unsigned row) {
  InputSet inputs{};
  gather_inputs(table, e, classes, row, inputs);
  Classes only{};
  for (std::size_t i = 0; i < only.size(); ++i)
    if ((inputs[i / 64] >> (i % 64) & 1U) != 0) only[i] = classes[i];
  Evaluation alone;
  evaluate(table, only, alone);
  EXPECT_TRUE(fires(table, alone, row));
}

/// Of an open row only unanswered inputs are gathered, and there is one.
void expect_open_inputs(const Conditions& table, const Classes& classes, const Evaluation& e, unsigned row) {
  InputSet inputs{};
  gather_inputs(table, e, classes, row, inputs);
  int gathered = 0;
  for (std::size_t i = 0; i < classes.size(); ++i)
    if ((inputs[i / 64] >> (i % 64) & 1U) != 0) {
      ++gathered;
      EXPECT_EQ(classes[i], kOpen);
    }
  EXPECT_GT(gathered, 0);
}

TEST(RandomConditions, TablesAgreeWithTheSlowEvaluator) {
  Dice dice(20'261'122);
  int protocols = 0, fired = 0, open = 0;
  unsigned most_words = 0;
  for (int attempt = 0; attempt < 150 && !testing::Test::HasFailure(); ++attempt) {
    const auto made = random_protocol(dice);
    if (!made) continue;
    ++protocols;
    const Protocol& protocol = made->image->protocol;
    const Conditions& table = protocol.triage;
    most_words = std::max<unsigned>(most_words, table.words);
    for (int i = 0; i < 60; ++i) {
      const slow::Answers answers = dice.person();
      const Classes classes = slow::classes_of(protocol, answers);
      Evaluation e;
      evaluate(table, classes, e);
      for (unsigned row = 0; row < made->rules.size(); ++row) {
        const bool yes = slow::evaluate(*made->rules[row], answers, false).yes;
        const bool possible = slow::evaluate(*made->rules[row], answers, true).yes;
        ASSERT_EQ(fires(table, e, row), yes) << made->rules[row]->text << "\n" << show(answers) << made->text;
        ASSERT_EQ(is_open(table, e, row), possible && !yes) << made->rules[row]->text << "\n"
                                                            << show(answers) << made->text;
        if (yes) expect_rests_on_its_inputs(table, classes, e, row);
        else if (possible) expect_open_inputs(table, classes, e, row);
        fired += yes;
        open += possible && !yes;
      }
    }
  }
  // The dice must not have been so loaded that this says nothing.
  EXPECT_GT(protocols, 100);
  EXPECT_GT(fired, 10'000);
  EXPECT_GT(open, 10'000);
  EXPECT_GE(most_words, 6U);
}

}  // namespace
}  // namespace springback
