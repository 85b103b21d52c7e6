#include "reference/story.h"

#include <algorithm>

#include "reference/derived.h"
#include "reference/history.h"

namespace springback::reference {
namespace {

// --- Section 3: staleness ------------------------------------------------------------------------

/// The instant of the `profile_unchanged: true` that counts: reported since the last recovery, and nothing
/// else of it since.
std::optional<Microseconds> renewal_of(const Protocol& protocol, const History& history) {
  const int finding = protocol.find("profile_unchanged");
  if (finding < 0 || history.tellings[static_cast<std::size_t>(finding)].empty()) return std::nullopt;
  const Telling& last = history.tellings[static_cast<std::size_t>(finding)].back();
  const bool unchanged = !last.told.unsure && !last.told.not_understood && last.told.value == 1;
  if (!unchanged || !history.since_recovered(last) || history.up_to_recovered(last.at)) return std::nullopt;
  return last.at;
}

struct Fresh {
  std::vector<Answer> answers;
  bool returning = false;
};

Fresh without_stale(const Protocol& protocol, const History& history, Microseconds at,
                    std::optional<Microseconds> worsening) {
  const std::optional<Microseconds> renewal = renewal_of(protocol, history);
  Fresh fresh;
  for (std::size_t place = 0; place < protocol.findings.size(); ++place) {
    const Finding& finding = protocol.findings[place];
    Answer& answer = fresh.answers.emplace_back(history.answers[place]);
    const bool any_fades = finding.any_fades && answer.state == Answer::State::told;
    if (!any_fades && !is_reassuring(finding, answer)) continue;
    bool stale = is_stale(finding, answer.at, at, worsening);
    if (finding.stale_with_episode && renewal) answer.at = std::max(answer.at, *renewal);
    if (finding.stale_with_episode && history.is_later && history.up_to_recovered(answer.at)) stale = true;
    if (!stale) continue;
    answer = {.once = true, .at = answer.at, .unsure_count = answer.unsure_count};
    if (holds_a_day_at_most(finding)) fresh.returning = true;
  }
  return fresh;
}

// --- Section 5: what conditions read -------------------------------------------------------------

Known known_of(const Finding& finding, const Answer& answer) {
  switch (answer.state) {
    case Answer::State::told: return {Known::State::told, answer.partial, answer.value};
    case Answer::State::unsure:
      return {finding.ask_twice && answer.unsure_count < 2 ? Known::State::unanswered : Known::State::unsure};
    case Answer::State::absent: break;
  }
  return {};
}

/// What an absent answer counts as where it is not asked of this person: section 1 of protocol.md.
Known not_asked(const Finding& finding) {
  return {Known::State::not_applicable, false, finding.type == Type::choice ? finding.none : 0};
}

/// One finding that is not asked may settle another, so this is done until nothing changes. No `asked_if`
/// comes back to its own finding, and what is no stays no when more is known: the order does not matter.
Knowledge knowledge_of(const Protocol& protocol, const std::vector<Answer>& answers) {
  Knowledge known;
  for (std::size_t place = 0; place < answers.size(); ++place)
    known.push_back(known_of(protocol.findings[place], answers[place]));
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t place = 0; place < answers.size(); ++place) {
      const Finding& finding = protocol.findings[place];
      if (answers[place].state != Answer::State::absent || known[place].state != Known::State::unanswered)
        continue;
      const bool not_of_this_person = finding.asked_never ||
                                      (finding.asked_if && truth(*finding.asked_if, known) == Truth::no);
      if (!not_of_this_person) continue;
      known[place] = not_asked(finding);
      changed = true;
    }
  }
  return known;
}

// --- The whole -----------------------------------------------------------------------------------

void tell_from(const Protocol& protocol, const History& history, const Worse& worse,
               std::optional<Microseconds> worsening, Story& story) {
  Fresh fresh = without_stale(protocol, history, story.at, worsening);
  derive(protocol, history, worse, story.at, worsening, fresh.answers);
  story.answers = std::move(fresh.answers);
  story.known = knowledge_of(protocol, story.answers);
  story.returning = story.returning || fresh.returning;
}

bool a_recheck_fires(const Protocol& protocol, const Knowledge& known) {
  return std::any_of(protocol.rules.begin(), protocol.rules.end(),
                     [&](const Rule& rule) { return rule.recheck && truth(rule.when, known) == Truth::yes; });
}

}  // namespace

Story tell(const Protocol& protocol, std::vector<Entry> entries, Microseconds at) {
  const History history = history_of(protocol, std::move(entries), at);
  const Worse worse = worse_of(protocol, history);
  Story story{.at = at,
              .episode_open = history.episode_open,
              .onset_told = history.onset_told,
              .began = history.began};
  tell_from(protocol, history, worse, std::nullopt, story);
  const std::optional<Microseconds> worsening = std::max(worse.rise_told, worse.leg_sign);
  if (worsening && a_recheck_fires(protocol, story.known))
    tell_from(protocol, history, worse, worsening, story);
  for (const Entry& entry : history.entries)
    if (entry.kind == Entry::Kind::did) story.done.push_back({entry.measure, entry.minutes, entry.at});
  return story;
}

}  // namespace springback::reference
