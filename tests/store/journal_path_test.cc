#include "store/journal_path.h"

#include <gtest/gtest.h>

namespace springback {
namespace {

TEST(JournalPath, FollowsXdgThenHome) {
  EXPECT_EQ(journal_path("/data", "/people/ann").value(), "/data/springback/journal.db");
  const char* in_home = "/people/ann/.local/share/springback/journal.db";
  EXPECT_EQ(journal_path(nullptr, "/people/ann").value(), in_home);
  EXPECT_EQ(journal_path("", "/people/ann").value(), in_home);
  EXPECT_EQ(journal_path("relative", "/people/ann").value(), in_home);
}

TEST(JournalPath, SaysWhatIsMissing) {
  for (const char* home : {static_cast<const char*>(nullptr), "", "relative"}) {
    const auto path = journal_path(nullptr, home);
    ASSERT_FALSE(path);
    EXPECT_NE(path.error().message.find("--journal"), std::string::npos);
  }
}

}  // namespace
}  // namespace springback
