// What is measured: the same input in every run.
#pragma once

#include <string>
#include <vector>

#include "core/journal.h"
#include "document/request.h"
#include "protocol/protocol.h"

namespace springback::bench {

/// The request of one of the first cases (protocol/cases/first.jsonl). Ends the program where there is none.
std::string request_text(std::string_view id);
Request request_of(std::string_view id);

/// Classes at random, a third of the inputs not answered: what an interview looks like to the rules.
std::vector<Classes> random_partial(const Protocol& protocol, std::size_t count);

/// Forty days of one person: answers, doses, measures, every fiftieth entry a check-in of all danger signs.
Journal long_journal(const Protocol& protocol, std::size_t entries);

/// An adult to whom labels apply, with so many doses of all products in turn over the last 24 hours: the most
/// work that the ledger can have.
Journal many_doses(const Protocol& protocol, std::size_t doses, Instant at);

}  // namespace springback::bench
