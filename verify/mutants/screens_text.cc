#include <stdexcept>

#include "compile.h"
#include "mutants/court.h"

namespace springback::verify {
namespace {

std::string list_line(const std::string& key, const auto& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return "  " + key + ": [" + text + "]\n";
}

}  // namespace

std::string screens_text(const Files& files, const std::vector<std::string>& cases) {
  const auto compiled = protocolc::compile(files, protocolc::Strictness::tables);
  if (!compiled.image) throw std::runtime_error(compiled.problems.front());
  const Protocol& protocol = compiled.image->protocol;
  const Court court(files, "[]", protocol);
  std::string text;
  for (const std::string& name : cases) {
    const ReadCase* one = court.find(name);
    if (one == nullptr) throw std::runtime_error("there is no case " + name);
    const Screen screen = screen_of(protocol, *one);
    text += "- case: " + name + "\n" + list_line("steps", screen.steps) + list_line("lines", screen.lines) +
            list_line("missing", screen.missing) + list_line("asks", screen.asks) +
            "  checkin_hours: " + std::to_string(screen.checkin_hours) + "\n";
  }
  return text;
}

}  // namespace springback::verify
