// A journal is a set: its order, what is told twice, and the device it comes from do not matter. The advice
// must be the same bytes, whether entries reach the core directly or as the text of a request.
#pragma once

#include <functional>

#include "compare/sides.h"
#include "report.h"

namespace springback::verify {

struct OrderRun {
  std::uint64_t seed = 20'261'123;
  std::size_t short_journals = 180;  ///< of 2 to 7 entries, in every order
  std::size_t long_journals = 900;   ///< of up to 40 entries, in some orders
  std::size_t orders_of_long = 100;
  std::size_t text_every = 16;       ///< of so many orders one goes through the text of a request too
};

/// "order" and "repetition". An order that changes the advice is shown as the request that has it.
Results check_order(const Sides& sides, const OrderRun& run);

/// How the checks ask for an advice: from the tale to the bytes. A test plants faults in these.
struct Doors {
  std::function<std::string(const Tale&)> direct, through_text;
};
Doors doors_of(const Sides& sides);
Results check_order(const Sides& sides, const OrderRun& run, const Doors& doors);

}  // namespace springback::verify
