#include "properties/claims.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

namespace springback::verify {
namespace {

using reference::Urgency;

Urgency read_urgency(const std::string& text) {
  for (const Urgency urgency : {Urgency::routine, Urgency::soon, Urgency::today, Urgency::emergency})
    if (text == urgency_name(urgency)) return urgency;
  throw std::runtime_error("claims.yaml: '" + text + "' is no urgency of a row");
}

std::vector<std::string> texts(const YAML::Node& list) {
  std::vector<std::string> all;
  for (const auto& item : list) all.push_back(item.as<std::string>());
  return all;
}

}  // namespace

Claims read_claims(const Subject& subject, const std::string& yaml) {
  const YAML::Node root = YAML::Load(yaml);
  Claims claims;
  for (const auto& row : root["alone"]) {
    const std::string when = row["when"].as<std::string>();
    claims.alone.push_back({when, reference::read_condition(subject.protocol, when),
                            read_urgency(row["urgency"].as<std::string>())});
  }
  for (const auto& row : root["lowers"])
    claims.lowers.push_back({row["answer"].as<std::string>(), row["because"].as<std::string>(),
                             read_urgency(row["from"].as<std::string>())});
  for (const auto& row : root["options"])
    claims.options[row.first.as<std::string>()] = row.second.as<std::string>();
  claims.no_direction = texts(root["no_direction"]);
  claims.never_alone = texts(root["never_alone"]);
  return claims;
}

std::string claims_text() {
  std::ifstream in(SPRINGBACK_SOURCE_DIR "/verify/properties/claims.yaml", std::ios::binary);
  if (!in) throw std::runtime_error("verify/properties/claims.yaml cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace springback::verify
