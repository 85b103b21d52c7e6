// Every history of doses up to a bound, and every verdict on it: proved, for what stands in the bound.
#pragma once

#include <string>
#include <vector>

#include "ledger/tested.h"
#include "reference/protocol.h"
#include "report.h"

namespace springback::verify {

/// What somebody has at home, and how much they take of each at once.
struct Cabinet {
  struct OfProduct {
    std::string id;
    std::int64_t units = 0;  ///< thousandths
  };
  std::string name;  ///< short and lasting
  std::string region;
  std::vector<OfProduct> products;
  int doses_most = 0;  ///< how many may have been taken
  int doses_full = 0;  ///< the same with `./test --full`
};

/// Those of `./test`, or the larger ones of `./test --full`.
std::vector<Cabinet> cabinets(bool full);

/// `read` is the same protocol, read a second time: its figures are what verdicts are held against.
Shown prove_cabinet(const Protocol& protocol, const reference::Protocol& read, const Cabinet& cabinet,
                    unsigned threads, const Tested& tested = {});

}  // namespace springback::verify
