#include "figures.h"

#include <gtest/gtest.h>

namespace springback::verify {
namespace {

Shown shown(const std::string& name, const std::string& figure, bool holds = true) {
  return {.name = name, .what = "It is so.", .holds = holds, .figures = {{"people", figure}}};
}

constexpr const char* kReadme =
    "# Title\n<!-- proved -->\n\n- **a**: Old. (people: 1)\n- **b**: Kept.\n\n<!-- /proved -->\nEnd\n";

TEST(Figures, GoIntoTheReadmeAndLeaveOthersAsTheyAre) {
  EXPECT_EQ(with_figures(kReadme, {shown("a", "2"), shown("c", "3")}),
            "# Title\n<!-- proved -->\n\n- **a**: It is so. (people: 2)\n- **b**: Kept.\n- **c**: It is so. "
            "(people: 3)\n"
            "\n<!-- /proved -->\nEnd\n");
}

TEST(Figures, TheSameFiguresChangeNothing) {
  const std::string once = with_figures(kReadme, {shown("a", "2")});
  EXPECT_EQ(with_figures(once, {shown("a", "2")}), once);
}

TEST(Figures, SayWhatDoesNotHold) {
  EXPECT_NE(readme_line(shown("a", "2", false)).find("This does not hold."), std::string::npos);
  Shown goal = shown("a", "2", false);
  goal.goal = true;
  EXPECT_NE(readme_line(goal).find("Not reached."), std::string::npos);
}

TEST(Figures, NeedTheirMarks) { EXPECT_THROW(with_figures("# Title\n", {}), std::runtime_error); }

TEST(Figures, AreReadAsTheyWereWritten) {
  const Results read = from_json(to_json({shown("a", "2"), shown("b", "3", false)}));
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(readme_line(read[0]), readme_line(shown("a", "2")));
  EXPECT_FALSE(read[1].holds);
  EXPECT_THROW(from_json("{"), std::runtime_error);
}

TEST(Figures, HaveCommas) {
  EXPECT_EQ(with_commas(7), "7");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
}

}  // namespace
}  // namespace springback::verify
