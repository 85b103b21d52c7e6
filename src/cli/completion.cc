#include "cli/commands.h"

namespace springback::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view suffix = "") {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word + std::string(suffix);
  return out;
}

std::vector<std::string> names(const std::vector<CommandInfo>& commands) {
  std::vector<std::string> all;
  for (const CommandInfo& command : commands) all.push_back(command.name);
  return all;
}

std::string bash(const std::vector<CommandInfo>& commands, const std::vector<std::string>& findings) {
  std::string out =
      "_springback() {\n  local cur=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\"\n  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"" +
      joined(names(commands)) + "\"\n  else\n    case \"${COMP_WORDS[1]}\" in\n";
  for (const CommandInfo& command : commands)
    out += "      " + command.name + ") words=\"" +
           (command.name == "tell" ? joined(findings, "=") : joined(command.words)) + "\" ;;\n";
  return out +
         "    esac\n  fi\n  COMPREPLY=( $(compgen -W \"$words\" -- \"$cur\") )\n"
         "  [ \"${COMP_WORDS[1]}\" = tell ] && compopt -o nospace 2>/dev/null\n  return 0\n}\n"
         "complete -F _springback springback\n";
}

std::string zsh(const std::vector<CommandInfo>& commands, const std::vector<std::string>& findings) {
  std::string out = "#compdef springback\n_springback() {\n  if (( CURRENT == 2 )); then\n    compadd " +
                    joined(names(commands)) + "\n    return\n  fi\n  case $words[2] in\n";
  for (const CommandInfo& command : commands)
    out += "    " + command.name + ") compadd " +
           (command.name == "tell" ? "-S '' -- " + joined(findings, "=") : "-- " + joined(command.words)) +
           " ;;\n";
  return out + "  esac\n}\n_springback \"$@\"\n";
}

std::string fish(const std::vector<CommandInfo>& commands, const std::vector<std::string>& findings) {
  std::string out = "complete -c springback -f\ncomplete -c springback -n __fish_use_subcommand -a '" +
                    joined(names(commands)) + "'\n";
  for (const CommandInfo& command : commands)
    out += "complete -c springback -n '__fish_seen_subcommand_from " + command.name + "' -a '" +
           (command.name == "tell" ? joined(findings, "=") : joined(command.words)) + "'\n";
  return out;
}

}  // namespace

std::string completion_script(const std::string& shell, const std::vector<CommandInfo>& commands,
                              const std::vector<std::string>& findings) {
  if (shell == "zsh") return zsh(commands, findings);
  if (shell == "fish") return fish(commands, findings);
  return bash(commands, findings);
}

}  // namespace springback::cli
