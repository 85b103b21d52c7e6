#include "ledger/checker.h"

#include <algorithm>

#include "document/medicine_document.h"
#include "ledger/document.h"
#include "ledger/verdicts.h"
#include "words/catalogue.h"

namespace springback::verify {
namespace {

constexpr std::array<const char*, 4> kRegions = {"us", "uk", "eu", "other"};

std::optional<Difference> problem(std::string about, std::string_view product, std::string_view others) {
  return Difference{std::move(about), std::string(product), std::string(others)};
}

bool has(const Verdict& verdict, ReasonKind kind) {
  return std::ranges::find(verdict.reasons, kind, &Reason::kind) != verdict.reasons.end();
}

std::optional<Instant> waits_until(const Verdict& verdict) {
  std::optional<Instant> until;
  for (const Reason& reason : verdict.reasons)
    if (reason.holds_from) until = std::max(until, reason.holds_from);
  return until;
}

/// Where somebody asks from: as the request says, else as they told. Empty: not known.
std::string region_of(const Grounds& grounds, const Sequence& sequence, const reference::Story& story) {
  if (sequence.region) return kRegions[static_cast<std::size_t>(*sequence.region)];
  const int finding = grounds.sides.reference.find("region");
  const auto& known = story.known[static_cast<std::size_t>(finding)];
  if (known.state != reference::Known::State::told) return {};
  return grounds.sides.reference.findings[static_cast<std::size_t>(finding)]
      .values[static_cast<std::size_t>(known.value)];
}

}  // namespace

Grounds::Grounds(const Sides& of_both, const Tested& of_product)
    : sides(of_both),
      tested(of_product),
      oracle(of_both.reference),
      pharmacy(of_both.reference),
      people(verify::people(of_both.reference)) {}

Checker::Checker(const Grounds& grounds)
    : grounds_(grounds), stories_(grounds.sides.product, grounds.sides.reference, grounds.people) {}

std::optional<Difference> Checker::check(const Sequence& sequence) {
  const Protocol& protocol = grounds_.sides.product;
  const Instant at{sequence.asked.at.at};
  Request request{.at = {at, sequence.asked.at.offset_minutes},
                  .catalogue = &default_catalogue(),
                  .live = sequence.asked.live,
                  .journal = Journal(product_entries(protocol, sequence)),
                  .dose = product_dose(protocol, sequence.asked.dose)};
  if (sequence.region) request.region = kRegions[static_cast<std::size_t>(*sequence.region)];
  Story& story = stories_.of_product(sequence.person, at.microseconds);
  story.doses = grounds_.tested.fold(protocol, request.journal, at);
  const RequestLedger asked(protocol, request, story, static_cast<Urgency>(sequence.urgency));
  grounds_.tested.judge(asked.ledger(), candidate_of(*request.dose), verdict_);
  if (auto found = compare(sequence, request.journal)) return found;
  const auto found = check_limits(sequence, asked.ledger(), story);
  story.at = at;
  return found;
}

std::optional<Difference> Checker::compare(const Sequence& sequence, const Journal& journal) {
  const auto& protocol = grounds_.sides.reference;
  const reference::Story& story = stories_.of_reference(sequence.person, sequence.asked.at.at);
  const reference::Verdict verdict = reference::judge(
      protocol, story, reference_entries(protocol, sequence), sequence.asked.at.at,
      region_of(grounds_, sequence, story), sequence.asked.live,
      static_cast<reference::Urgency>(sequence.urgency), reference_candidate(protocol, sequence.asked.dose));
  if (same(grounds_.sides, journal, verdict_, verdict)) return std::nullopt;
  return differences(grounds_.sides, journal, verdict_, verdict).front();
}

/// What the ledger says of limits, against the oracle.
std::optional<Difference> Checker::check_limits(const Sequence& sequence, const Ledger& ledger,
                                                Story& story) {
  if (verdict_.ruling > Ruling::wait) return std::nullopt;
  counted_ = counted_doses(grounds_.oracle, sequence);
  const Counted dose = counted_dose(grounds_.oracle, sequence.asked.dose);
  if (verdict_.ruling == Ruling::wait) {
    const Took took = product_dose(grounds_.sides.product, sequence.asked.dose);
    return check_earliest(ledger, story, candidate_of(took), dose);
  }
  const auto broken = grounds_.oracle.broken(counted_, dose, sequence.asked.at.at);
  if (broken.empty()) return std::nullopt;
  return problem("a limit is broken", "label_allows", broken);
}

std::optional<Difference> Checker::check_earliest(const Ledger& ledger, Story& story,
                                                  const Candidate& candidate, const Counted& dose) {
  const Microseconds asked = story.at.microseconds, next = verdict_.next_at->microseconds;
  if (next <= asked) return problem("next_at", "not later than asked", "later");
  const auto broken = grounds_.oracle.broken(counted_, dose, next);
  if (!broken.empty()) return problem("a limit is broken at next_at", "allows", broken);
  const bool by_clock = has(verdict_, ReasonKind::clock);  // of which the oracle does not know
  for (const Microseconds earlier : {asked, std::max(asked, next - kSecond), next - 1}) {
    if (!by_clock && grounds_.oracle.broken(counted_, dose, earlier).empty())
      return problem("refused without need", "wait", "no limit is broken");
    story.at = Instant{earlier};
    grounds_.tested.judge(ledger, candidate, again_);
    if (waits_until(again_) != Instant{next}) return problem("next_at", "another, asked later", "the same");
  }
  story.at = Instant{next};
  grounds_.tested.judge(ledger, candidate, again_);
  if (waits_until(again_)) return problem("at next_at", "wait", "allows");
  return std::nullopt;
}

std::optional<Difference> Checker::check_text(const Sequence& sequence) const {
  return compare_documents(
      grounds_.sides, request_text(grounds_.sides.reference, grounds_.people[sequence.person], sequence));
}

}  // namespace springback::verify
