#include "reference/history.h"

#include <algorithm>
#include <tuple>

namespace springback::reference {
namespace {

constexpr std::int32_t feverish_tenths = 380;

// --- Section 1: which entries count --------------------------------------------------------------

bool named_in(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<Entry> up_to(std::vector<Entry> entries, Microseconds at) {
  std::vector<Entry> kept;
  std::vector<std::string> seen;
  for (Entry& entry : entries) {
    if (entry.at > at || named_in(seen, entry.id)) continue;
    seen.push_back(entry.id);
    kept.push_back(std::move(entry));
  }
  std::sort(kept.begin(), kept.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
  return kept;
}

/// From the last to the first: what was itself taken back takes nothing back.
std::vector<Entry> without_taken_back(std::vector<Entry> entries) {
  std::vector<std::string> taken_back;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (entry->kind == Entry::Kind::retracted && !named_in(taken_back, entry->id))
      taken_back.push_back(entry->takes_back);
  std::erase_if(entries, [&](const Entry& entry) { return named_in(taken_back, entry.id); });
  return entries;
}

// --- Section 2: episodes -------------------------------------------------------------------------

void read_episodes(History& history) {
  for (std::size_t place = 0; place < history.entries.size(); ++place) {
    const Entry& entry = history.entries[place];
    if (entry.kind == Entry::Kind::recovered) {
      history.recoveries.push_back({place, entry.at});
      history.episode_open = false;
      history.began = std::nullopt;
    }
    if (entry.kind != Entry::Kind::began) continue;
    const bool opens = !history.episode_open;
    if (opens) {
      history.onset = std::nullopt;
      history.onset_told = false;
      history.began = entry.at;
      if (!history.recoveries.empty())
        history.later_episodes.push_back({place, history.recoveries.back().recovered});
    }
    history.episode_open = true;
    const Microseconds onset = entry.onset.value_or(entry.at);
    history.onset = std::min(history.onset.value_or(onset), onset);
    if (entry.onset) history.onset_told = true;
  }
  history.is_later = history.episode_open && !history.recoveries.empty();
}

// --- Section 2: answers --------------------------------------------------------------------------

bool ends_with_episode(const Finding& finding) {
  return finding.group == Group::episode || finding.group == Group::now || finding.group == Group::derived;
}

void collect_tellings(const Protocol& protocol, History& history) {
  const int temperature = protocol.find("temperature_c"), fever = protocol.find("fever");
  history.tellings.resize(protocol.findings.size());
  for (std::size_t place = 0; place < history.entries.size(); ++place) {
    const Entry& entry = history.entries[place];
    const auto tell = [&](const Told& told) {
      history.tellings[static_cast<std::size_t>(told.finding)].push_back({place, entry.at, told});
    };
    for (const Told& told : entry.told) {
      tell(told);
      if (told.finding == temperature && !told.unsure && told.value >= feverish_tenths && fever >= 0)
        tell({.finding = fever, .value = 1});
    }
  }
}

}  // namespace

Walk::Walk(const Finding& finding, const History& history) : finding_(finding), history_(history) {}

void Walk::go_to(std::size_t place) {
  for (; next_episode_ < history_.later_episodes.size(); ++next_episode_) {
    const Boundary& episode = history_.later_episodes[next_episode_];
    if (episode.place > place) return;
    if (ends_with_episode(finding_) && answer_.at <= episode.recovered) answer_ = {};
  }
}

void Walk::hear(const Telling& telling) {
  go_to(telling.place);
  if (replaces(finding_, telling, answer_)) answer_ = answer_of(telling);
}

namespace {

Answer held_of(const Finding& finding, const std::vector<Telling>& tellings, const History& history) {
  Walk walk(finding, history);
  int unsure_count = 0;
  for (const Telling& telling : tellings) {
    if (telling.told.unsure && history.since_recovered(telling)) ++unsure_count;
    walk.hear(telling);
  }
  walk.go_to(history.entries.size());
  Answer held = walk.answer();
  held.unsure_count = unsure_count;
  return held;
}

}  // namespace

bool is_reassuring(const Finding& finding, const Answer& answer) {
  if (answer.state != Answer::State::told) return false;
  if (finding.type == Type::boolean) return answer.value == 0;
  if (finding.type == Type::choice && finding.none >= 0) return answer.value == finding.none;
  return true;
}

bool replaces(const Finding& finding, const Telling& telling, const Answer& so_far) {
  if (!finding.danger || so_far.state != Answer::State::told) return true;
  const bool says_nothing = telling.told.unsure || telling.told.not_understood;
  if (says_nothing) return is_reassuring(finding, so_far);
  return telling.at > so_far.at || telling.told.value >= so_far.value;
}

Answer answer_of(const Telling& telling) {
  Answer answer{.once = true, .at = telling.at};
  if (telling.told.not_understood) return answer;
  if (telling.told.unsure) {
    answer.state = Answer::State::unsure;
    return answer;
  }
  answer.state = Answer::State::told;
  answer.partial = telling.told.partial;
  answer.value = telling.told.value;
  return answer;
}

std::vector<Entry> entries_that_count(std::vector<Entry> entries, Microseconds at) {
  return without_taken_back(up_to(std::move(entries), at));
}

History history_of(const Protocol& protocol, std::vector<Entry> entries, Microseconds at) {
  History history;
  history.entries = entries_that_count(std::move(entries), at);
  read_episodes(history);
  collect_tellings(protocol, history);
  for (std::size_t finding = 0; finding < protocol.findings.size(); ++finding)
    history.answers.push_back(held_of(protocol.findings[finding], history.tellings[finding], history));
  return history;
}

}  // namespace springback::reference
