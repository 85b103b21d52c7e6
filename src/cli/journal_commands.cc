#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/commands.h"
#include "cli/layout.h"
#include "cli/screens.h"
#include "store/lines.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

int run_journal_list(const Settings& settings) {
  const Door door(settings, Wants::to_read);
  const LocalInstant now = door.now();
  if (settings.json) {
    Json all = Json::array();
    for (const StoredEntry& stored : door.entries()) all.push_back(Json::parse(stored.text, nullptr, false));
    std::cout << all.dump() << '\n';
    return 0;
  }
  for (const StoredEntry& stored : door.entries()) {
    Json entry = Json::parse(stored.text, nullptr, false);
    if (!entry.is_object()) continue;
    const std::string kind = entry.value("kind", "");
    for (const char* key : {"id", "at", "kind"}) entry.erase(key);
    const std::string at = format_instant(stored.at, now.offset_at(stored.at));
    std::cout << at.substr(0, 10) << ' ' << at.substr(11, 5) << "  " << padded(kind, 10) << ' '
              << (entry.empty() ? "" : entry.dump()) << '\n';
  }
  return 0;
}

int run_journal_export(const Settings& settings, const std::string& file) {
  Door door(settings, Wants::to_read);
  std::ofstream out;
  if (!file.empty() && file != "-") {
    // Not even its own journal may be written over.
    if (std::filesystem::is_regular_file(file))
      throw Failure{kInputWrong, file + ": is there already; name another file"};
    out.open(file, std::ios::binary | std::ios::trunc);
    if (!out) throw Failure{kMachineFailed, file + ": cannot be written"};
  }
  const auto count = export_lines(door.store(), out.is_open() ? static_cast<std::ostream&>(out) : std::cout);
  if (!count) throw Failure{kMachineFailed, (file.empty() ? "" : file + ": ") + count.error().message};
  if (out.is_open()) {
    out.close();
    if (!out) throw Failure{kMachineFailed, file + ": could not be written to the end"};
    if (settings.json) std::cout << Json{{"exported", *count}}.dump() << '\n';
    else std::cout << *count << " entries written to " << file << '\n';
  }
  return 0;
}

int run_journal_import(const Settings& settings, const std::string& file) {
  Door door(settings);
  std::ifstream in;
  if (file != "-") {
    in.open(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file)) throw Failure{kInputWrong, file + ": cannot be read"};
  }
  const ImportReport report = import_lines(
      door.store(), in.is_open() ? static_cast<std::istream&>(in) : std::cin, read_stored_entry);
  for (const RefusedLine& line : report.refused)
    std::cerr << "springback: " << file << ":" << line.line_number << ": " << line.reason << '\n';
  if (settings.json)
    std::cout << Json{{"added", report.added},
                      {"already_there", report.already_there},
                      {"refused", report.refused.size()}}
                     .dump()
              << '\n';
  else
    std::cout << report.added << " entries added, " << report.already_there << " already there, "
              << report.refused.size() << " refused\n";
  if (report.stopped) throw Failure{kMachineFailed, report.stopped->message};
  return report.refused.empty() ? 0 : kInputWrong;
}

}  // namespace springback::cli
