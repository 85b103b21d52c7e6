#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/layout.h"
#include "protocol/reference.h"

namespace springback::cli {
namespace {

using Json = nlohmann::ordered_json;

Json list_of(std::span<const std::string_view> texts) {
  Json list = Json::array();
  for (const std::string_view text : texts) list.push_back(std::string(text));
  return list;
}

std::string joined(std::span<const std::string_view> texts) {
  std::string out;
  for (const std::string_view text : texts) out += (out.empty() ? "" : ", ") + std::string(text);
  return out.empty() ? "-" : out;
}

const SourceReference* source(std::string_view id) {
  const auto& sources = built_in_reference().sources;
  const auto found = std::ranges::find(sources, id, &SourceReference::id);
  return found == sources.end() ? nullptr : &*found;
}

Json row_json(const Door& door, const RowReference& row) {
  Json sources = Json::array();
  for (const std::string_view id : row.sources)
    if (const SourceReference* found = source(id); found != nullptr)
      sources.push_back({{"id", std::string(found->id)},
                         {"title", std::string(found->title)},
                         {"year", std::string(found->year)},
                         {"section", std::string(found->section)},
                         {"kind", std::string(found->kind)},
                         {"checked", std::string(found->checked)},
                         {"where", std::string(found->where)}});
  return {{"row", std::string(row.name)},
          {"when", std::string(row.when)},
          {"text", std::string(door.word(row.text))},
          {"confidence", std::string(row.confidence)},
          {"since", std::string(row.since)},
          {"article", list_of(row.article)},
          {"sources", sources},
          {"fires_in", list_of(row.cases_fire)},
          {"spared_in", list_of(row.cases_spare)}};
}

void print_row(const Door& door, const RowReference& row) {
  const auto line = [](std::string_view label, std::string_view text) {
    std::cout << wrapped(text, 100, padded(label, 12), std::string(12, ' '));
  };
  std::cout << row.name << '\n';
  if (!row.when.empty()) line("  when", row.when);
  if (row.text != 0) line("  says", door.word(row.text));
  line("  checked", row.confidence);
  for (const std::string_view id : row.sources)
    if (const SourceReference* found = source(id); found != nullptr)
      line("  source", std::string(found->id) + ": " + std::string(found->title) + ", " +
                           std::string(found->where) +
                           (found->year.empty() || found->year == "0" ? "" : " " + std::string(found->year)) +
                           " (" + std::string(found->section) + "; " + std::string(found->checked) + ")");
  if (!row.article.empty()) line("  article", joined(row.article));
  if (!row.cases_fire.empty()) line("  fires in", joined(row.cases_fire));
  if (!row.cases_spare.empty()) line("  spared in", joined(row.cases_spare));
}

/// "R03" names all rows of that id, "R03.emergency" and "cold.skin_numb" one.
bool names(std::string_view wanted, std::string_view row) {
  return row == wanted ||
         (row.starts_with(wanted) && row.size() > wanted.size() && row[wanted.size()] == '.');
}

}  // namespace

int run_protocol_list(const Settings& settings) {
  const Door door(settings, Wants::no_journal);
  const Protocol& protocol = door.protocol();
  if (settings.json) {
    Json rows = Json::array();
    for (const RowReference& row : built_in_reference().rows) rows.push_back(row_json(door, row));
    std::cout << rows.dump() << '\n';
    return 0;
  }
  std::cout << "protocol " << protocol.version << ", sha256 " << protocol.sha256
            << "\nreviewed by a clinician: none\n\nrows\n";
  for (const RowReference& row : built_in_reference().rows)
    std::cout << "  " << padded(row.name, 34) << ' ' << row.when << '\n';
  std::cout << "\nfindings\n";
  for (const Finding& finding : protocol.findings)
    if (finding.reported)
      std::cout << "  " << padded(finding.id, 34) << ' ' << door.word(finding.ask) << '\n';
  return 0;
}

int run_protocol_show(const Settings& settings, const std::string& name) {
  const Door door(settings, Wants::no_journal);
  Json rows = Json::array();
  bool any = false;
  for (const RowReference& row : built_in_reference().rows) {
    if (!names(name, row.name)) continue;
    if (settings.json) rows.push_back(row_json(door, row));
    else {
      if (any) std::cout << '\n';
      print_row(door, row);
    }
    any = true;
  }
  if (!any)
    throw Failure{kInputWrong,
                  "protocol show: there is no row '" + name + "'; `springback protocol list` names them"};
  if (settings.json) std::cout << rows.dump() << '\n';
  return 0;
}

int run_protocol_trace(const Settings& settings) {
  const Door door(settings, Wants::no_journal);
  const Reference& reference = built_in_reference();
  Json trace = Json::array();
  for (const StatementReference& statement : reference.statements) {
    Json rows = Json::array();
    if (!settings.json) std::cout << statement.id << "  " << door.word(statement.text) << '\n';
    for (const RowReference& row : reference.rows) {
      if (std::ranges::find(row.article, statement.id) == row.article.end()) continue;
      if (settings.json) {
        rows.push_back({{"row", std::string(row.name)},
                        {"fires_in", list_of(row.cases_fire)},
                        {"spared_in", list_of(row.cases_spare)}});
      } else {
        std::cout << "    " << padded(row.name, 28)
                  << (row.cases_fire.empty() ? ""
                                             : std::string("fires in ") + std::string(row.cases_fire.front()))
                  << (row.cases_spare.empty()
                          ? ""
                          : std::string(", spared in ") + std::string(row.cases_spare.front()))
                  << '\n';
      }
    }
    trace.push_back({{"statement", std::string(statement.id)},
                     {"says", std::string(door.word(statement.text))},
                     {"rows", rows}});
  }
  if (settings.json) std::cout << trace.dump() << '\n';
  return 0;
}

}  // namespace springback::cli
