#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/commands.h"
#include "cli/screens.h"
#include "document/advice_document.h"

namespace springback::cli {
namespace {

/// A line of a batch beyond this is refused rather than read into memory.
constexpr std::size_t kLineMax = 16U << 20U;

/// The id of a case that could not be read any further, if at least that much is there.
std::string id_of_line(const std::string& line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return {};
  const auto id = json.find("id");
  return id != json.end() && id->is_string() ? id->get<std::string>() : std::string();
}

/// One case in, one line out. A line that cannot be read is named and answered, and the others go on.
class Batch {
 public:
  Batch(const Settings& settings, bool brief) : settings_(settings), brief_(brief) {}

  int run(std::istream& in) {
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.find_first_not_of(" \t") == std::string::npos) continue;
      out_ += answer(line, number) + '\n';
      if (out_.size() > 1U << 16U) flush();
    }
    flush();
    return status_;
  }

 private:
  std::string answer(const std::string& line, int number) {
    auto request = line.size() > kLineMax
                       ? Result<Request>(refuse(ErrorCode::too_large, "a case may have 16 MiB"))
                       : read_request(built_in(), line);
    if (!request) {
      Error error = request.error();
      error.line = number;
      std::cerr << "springback: " << describe(error) << '\n';
      status_ = kInputWrong;
      return error_document(error, line.size() > kLineMax ? "" : id_of_line(line), true);
    }
    if (!settings_.region.empty()) request->region = settings_.region;
    if (const Catalogue* asked = find_catalogue(settings_.locale);
        asked != nullptr && !settings_.locale.empty())
      request->catalogue = asked;
    if (settings_.at) request->at = *settings_.at;
    return brief_ ? brief_document(built_in(), *request) : batch_document(built_in(), *request);
  }

  void flush() {
    std::cout.write(out_.data(), static_cast<std::streamsize>(out_.size()));
    out_.clear();
  }

  const Settings& settings_;
  bool brief_;
  int status_ = 0;
  std::string out_;
};

Request request_of(const Door& door) {
  Request request{.at = door.now(), .catalogue = &door.words(), .journal = journal_of(door.entries())};
  if (!door.settings().region.empty()) request.region = door.settings().region;
  return request;
}

int run_cases(const Settings& settings, const AdviseOptions& options) {
  if (options.cases == "-") return Batch(settings, options.brief).run(std::cin);
  std::ifstream in(options.cases, std::ios::binary);
  if (!in || std::filesystem::is_directory(options.cases))
    throw Failure{kInputWrong, options.cases + ": cannot be read"};
  return Batch(settings, options.brief).run(in);
}

}  // namespace

int run_advise(const Settings& settings, const AdviseOptions& options) {
  if (!options.cases.empty()) return run_cases(settings, options);
  const Door door(settings, Wants::to_read);
  const Terminal terminal;
  if (options.triage_only && settings.json) {
    const auto advice = nlohmann::ordered_json::parse(advice_document(door.protocol(), request_of(door)));
    std::cout << advice["triage"].dump() << '\n';
  } else if (options.brief) {
    std::cout << brief_document(door.protocol(), request_of(door)) << '\n';
  } else if (settings.json) {
    std::cout << advice_document(door.protocol(), request_of(door)) << '\n';
  } else {
    const View view = door.look();
    std::cout << (options.triage_only ? why_screen(door, terminal, view)
                                      : today_screen(door, terminal, view));
  }
  return 0;
}

}  // namespace springback::cli
