// docs/safety/medicines.md is what the protocol says.
#include "medicines_page.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/small_protocol.h"

namespace springback::protocolc {
namespace {

std::string page_of(const Files& files, Strictness strictness) {
  const Compiled compiled = compile(files, strictness);
  return compiled.image ? medicines_page(*compiled.image) : compiled.problems.front();
}

TEST(MedicinesPage, IsTheCommittedOne) {
  std::ifstream in(SPRINGBACK_SOURCE_DIR "/docs/safety/medicines.md", std::ios::binary);
  std::ostringstream there;
  there << in.rdbuf();
  const std::string now = page_of(read_files(SPRINGBACK_SOURCE_DIR "/protocol"), Strictness::complete);
  EXPECT_TRUE(there.str() == now) << "run: protocolc protocol --medicines > docs/safety/medicines.md";
}

TEST(MedicinesPage, TellsACautionALimitAndAProduct) {
  Files files = empty_files();
  files["findings.yaml"] = "findings:\n  - {id: fever, group: now, type: bool}\n";
  files["regions.yaml"] = "regions:\n  - {id: us, lines: []}\n";
  files["medicines.yaml"] = R"(ingredients:
  - id: ibuprofen
    classes: [nsaid]
    lowers_fever_hours: 6
    limits: [{region: us, route: mouth, dose_mg: 200, dose_max_mg: 400, gap_minutes: 390, label_gap_minutes: 240,
              label_24h_mg: 1200, absolute_24h_mg: 1300.5, days_max: 10, confidence: unverified}]
  - {id: lidocaine, classes: [other]}
products:
  - {id: tablet, region: us, form: tablet, contains: {ibuprofen: 32.5}, names: [a], unit_dose: 1, unit_dose_max: 2}
  - {id: patch, form: patch, contains: {lidocaine: 0}, names: [b], gap_minutes: 480, units_24h: 3}
cautions:
  - {id: hot, verdict: not_for_you, of: {classes: [nsaid], route: mouth}, when: fever, confidence: checked}
  - {id: all, verdict: warn, when: fever, when_unknown: passes, confidence: unverified}
)";
  const std::string page = page_of(files, Strictness::tables);
  const auto has = [&](const std::string& line) { EXPECT_NE(page.find(line), std::string::npos) << page; };
  has("| hot | `fever` | mouth | ask first | N | · |\n");
  has("| all † | `fever` | any | passes | w | w |\n");
  has("| ibuprofen † | us | mouth | 200 to 400 | 400 | 390 min | 4 h | 1200 | 1300.5 | 10 |\n");
  has("| tablet ‡ | us | tablet | ibuprofen 32.5 | no | no | 1 to 2 | · | · | · |\n");
  has("| patch ‡ | any | patch | lidocaine · | no | no | · | 8 h | 3 | · |\n");
  has("2 rows rest on memory.");
  has("- `caution.all`\n- `limit.ibuprofen.us.mouth.plain`\n");
}

}  // namespace
}  // namespace springback::protocolc
