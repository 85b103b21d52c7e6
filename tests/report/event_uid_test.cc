// Names that tell nothing, and stay.
#include "report/event_uid.h"

#include <gtest/gtest.h>

#include <set>

namespace springback {
namespace {

TEST(EventUid, IsTheSameForTheSame) {
  // Kept: a calendar knows an event of last year by it.
  EXPECT_EQ(event_uid("journal", {"dose", "warfarin", "08:00"}), "92158a66-b8d7-8d87-9f7c-87043d62f451");
}

TEST(EventUid, DiffersByEachPartAndByTheJournal) {
  const std::set<std::string> uids = {event_uid("journal", {"ab", "c"}), event_uid("journal", {"a", "bc"}),
                                      event_uid("journal", {"abc"}), event_uid("journal", {}),
                                      event_uid("another", {"ab", "c"})};
  EXPECT_EQ(uids.size(), 5U);
}

TEST(EventUid, IsAUuid) {
  const std::string uid = event_uid("journal", {"dose"});
  ASSERT_EQ(uid.size(), 36U);
  EXPECT_EQ(uid[14], '8') << uid;
  EXPECT_NE(std::string("89ab").find(uid[19]), std::string::npos) << uid;
}

}  // namespace
}  // namespace springback
