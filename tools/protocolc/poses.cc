#include "poses.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace springback::protocolc {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFile = "poses.yaml";
constexpr std::array<std::string_view, 9> kLengths = {
    "low_back", "upper_back", "neck", "upper_arm", "forearm", "hand", "thigh", "shin", "foot"};
/// The joints that the drawing knows: those of the trunk, and those that there are two of.
constexpr std::array<std::string_view, 8> kTrunkJoints = {"heading", "lean", "tilt",  "turn",
                                                          "waist",   "side", "twist", "neck"};
constexpr std::array<std::string_view, 10> kPairedJoints = {
    "shoulder", "shoulder_spread", "shoulder_turn", "elbow", "wrist",
    "hip",      "hip_spread",      "hip_turn",      "knee",  "ankle"};
constexpr std::array<std::string_view, 3> kViews = {"side", "front", "above"};
constexpr std::array<std::string_view, 4> kParts = {"feet", "hips", "trunk", "body"};
constexpr std::array<std::string_view, 2> kLayers = {"between", "before"};
constexpr std::array<std::string_view, 12> kProps = {"pillow",    "bed",       "mattress",  "chair",
                                                     "recliner",  "stool",     "table",     "wall",
                                                     "heat_pack", "heat_sign", "cold_pack", "cold_sign"};
/// Measures of these kinds are shown with a drawing.
constexpr std::array<std::string_view, 6> kDrawnKinds = {"position", "getting_up", "walk",
                                                         "movement", "heat",       "cold"};
constexpr std::array<std::string_view, 5> kBodyMapWords = {"alt", "front", "back", "left", "right"};

bool among(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

std::optional<double> number_of(const YAML::Node& node) {
  double number = 0;
  if (!node || !node.IsScalar() || !YAML::convert<double>::decode(node, number)) return std::nullopt;
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// Whole numbers without a fraction: shorter, and the same wherever they are written.
Json json_of(double number) {
  if (number == std::floor(number)) return static_cast<int>(number);
  return number;
}

class PoseReader {
 public:
  PoseReader(const Files& files, Problems& problems) : files_(files), problems_(problems) {}

  Poses run() {
    YAML::Node root;
    try {
      root = YAML::Load(files_.at(kFile));
    } catch (const YAML::Exception& error) {
      problems_.add("protocol/" + std::string(kFile) + ":" + std::to_string(error.mark.line + 1) + ": " +
                    error.msg);
      return {};
    }
    Fields fields(kFile, root, problems_);
    read_ids("relief.yaml", "measures", measures_);
    read_ids("help.yaml", "help", steps_);
    Json json = {{"body", read_body(fields.child("body"))}};
    read_joints(fields.child("joints"));
    json["figures"] = Json::array();
    for (const YAML::Node& node : fields.items("figures")) json["figures"].push_back(read_figure(node));
    check_every_measure_is_drawn();
    for (const std::string_view word : kBodyMapWords)
      poses_.words.insert("figures.body_map." + std::string(word));
    poses_.json = json.dump() + "\n";
    return std::move(poses_);
  }

 private:
  void problem(const YAML::Node& node, const std::string& what) { problems_.add(kFile, node, what); }

  /// Id -> kind; what is wrong with those files is said by who reads them.
  void read_ids(const std::string& file, const std::string& list, std::map<std::string, std::string>& ids) {
    Problems elsewhere;
    for (const YAML::Node& node : read_list(files_, file, list, elsewhere))
      if (node.IsMap() && node["id"] && node["id"].IsScalar())
        ids[node["id"].Scalar()] = node["kind"] && node["kind"].IsScalar() ? node["kind"].Scalar() : "";
  }

  Json read_body(const YAML::Node& node) {
    Fields fields(kFile, node, problems_);
    Json body = Json::object();
    for (const std::string_view name : kLengths) {
      const auto length = number_of(fields.child(std::string(name)));
      if (!length || *length <= 0 || *length >= 50)
        fields.problem("body: '" + std::string(name) +
                       "' is not a length between 0 and 50 hundredths of body height");
      else body[std::string(name)] = json_of(*length);
    }
    return body;
  }

  void read_joints(const YAML::Node& node) {
    if (!node || !node.IsMap()) return problem(node, "'joints' is missing: what each joint can do");
    for (const auto& pair : node) {
      const std::string name = pair.first.Scalar();
      const auto range = numbers(pair.second, 2);
      if (!among(kTrunkJoints, name) && !among(kPairedJoints, name))
        problem(pair.first, "'" + name + "' is not a joint that the drawing knows");
      else if (range.empty() || range[0] >= range[1])
        problem(pair.first, name + ": expected the least and the most angle, as [-20, 125]");
      else ranges_[name] = {range[0], range[1]};
    }
  }

  static std::vector<double> numbers(const YAML::Node& node, std::size_t count) {
    std::vector<double> all;
    if (!node || !node.IsSequence() || node.size() != count) return {};
    for (const YAML::Node& item : node)
      if (const auto number = number_of(item)) all.push_back(*number);
    return all.size() == count ? all : std::vector<double>{};
  }

  Json read_figure(const YAML::Node& node) {
    Fields fields(kFile, node, problems_);
    const std::string id = fields.text("id");
    if (!seen_.insert(id).second) fields.problem("figure '" + id + "' stands twice");
    Json figure = {{"id", id}};
    const auto shows = [&](const std::string& list, const std::map<std::string, std::string>& known) {
      for (const std::string& name : fields.texts(list)) {
        if (!known.contains(name)) fields.problem(list + ": '" + name + "' is not known");
        if (!shown_.insert(list + "." + name).second)
          fields.problem(list + ": '" + name + "' has a figure already");
        figure[list].push_back(name);
      }
    };
    shows("measures", measures_);
    shows("help", steps_);
    poses_.words.insert("figures." + id + ".alt");
    const auto pictures = fields.items("pictures");
    if (pictures.empty()) fields.problem("figure '" + id + "' has no pictures");
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      if (pictures.size() > 1) poses_.words.insert("figures." + id + "." + std::to_string(i + 1));
      figure["pictures"].push_back(read_picture(pictures[i]));
    }
    return figure;
  }

  Json read_picture(const YAML::Node& node) {
    Fields fields(kFile, node, problems_);
    const std::string view = fields.text("view");
    if (!among(kViews, view)) fields.problem("view: '" + view + "' is not side, front or above");
    Json picture = {{"view", view}};
    if (const YAML::Node rest = fields.child("rest")) picture["rest"] = read_rest(rest);
    else if (view != "above")
      fields.problem("'rest' is missing: which part bears the person, and at what height");
    add_pair(fields, "at", picture);
    const auto frames = fields.items("frames");
    if (frames.empty()) fields.problem("a picture needs frames");
    if (const YAML::Node seconds = fields.child("seconds")) {
      const auto length = number_of(seconds);
      if (!length || *length < 0.5 || *length > 20) fields.problem("'seconds' is not between 0.5 and 20");
      else picture["seconds"] = json_of(*length);
      if (frames.size() < 2) fields.problem("what moves needs two frames");
    } else if (frames.size() > 1) {
      fields.problem("several frames need 'seconds'");
    }
    const int still = fields.number_or("still", 0);
    if (still < 0 || still >= static_cast<int>(std::max<std::size_t>(frames.size(), 1)))
      fields.problem("still: there is no frame " + std::to_string(still));
    if (still != 0) picture["still"] = still;
    for (const YAML::Node& prop : fields.items("props")) picture["props"].push_back(read_prop(prop));
    for (const YAML::Node& frame : frames) picture["frames"].push_back(read_frame(frame));
    return picture;
  }

  Json read_rest(const YAML::Node& node) {
    Fields fields(kFile, node, problems_);
    const std::string part = fields.text("part");
    if (!among(kParts, part)) fields.problem("rest: '" + part + "' is not feet, hips, trunk or body");
    const int height = fields.number_or("height", 0);
    if (height < 0 || height > 60) fields.problem("rest: height is not between 0 and 60");
    Json rest = {{"part", part}};
    if (height != 0) rest["height"] = height;
    return rest;
  }

  void add_pair(Fields& fields, const std::string& key, Json& to) {
    const YAML::Node node = fields.child(key);
    if (!node) return;
    const auto pair = numbers(node, 2);
    if (pair.empty()) return fields.problem("'" + key + "' is not two numbers");
    to[key] = {json_of(pair[0]), json_of(pair[1])};
  }

  Json read_prop(const YAML::Node& node) {
    Fields fields(kFile, node, problems_);
    const std::string kind = fields.text("kind");
    if (!among(kProps, kind)) fields.problem("kind: '" + kind + "' is not a thing that the drawing knows");
    Json prop = {{"kind", kind}};
    add_pair(fields, "at", prop);
    if (!prop.contains("at")) fields.problem(kind + ": 'at' is missing");
    add_pair(fields, "size", prop);
    for (const char* key : {"top", "turn"})
      if (const YAML::Node value = fields.child(key)) {
        if (const auto number = number_of(value)) prop[key] = json_of(*number);
        else fields.problem("'" + std::string(key) + "' is not a number");
      }
    if (const std::string layer = fields.text_or("layer", ""); among(kLayers, layer)) prop["layer"] = layer;
    else if (!layer.empty()) fields.problem("layer: '" + layer + "' is not between or before");
    return prop;
  }

  Json read_frame(const YAML::Node& node) {
    Json frame = Json::object();
    if (!node.IsMap()) {
      problem(node, "a frame is joints with their angles");
      return frame;
    }
    for (const auto& pair : node) {
      const std::string name = pair.first.Scalar();
      const auto range = ranges_.find(name);
      if (range == ranges_.end()) {
        problem(pair.first, "'" + name + "' is not a joint");
        continue;
      }
      std::vector<double> angles = numbers(pair.second, 2);
      if (const auto one = number_of(pair.second)) angles = {*one};
      if (angles.empty() || (angles.size() == 2 && among(kTrunkJoints, name)))
        problem(pair.first,
                name + ": expected an angle" + (among(kTrunkJoints, name) ? "" : ", or [left, right]"));
      for (const double angle : angles)
        if (angle < range->second.first || angle > range->second.second)
          problem(pair.first, name + ": " + json_of(angle).dump() +
                                  " degrees is beyond what the joint can do (" +
                                  json_of(range->second.first).dump() + " to " +
                                  json_of(range->second.second).dump() + ")");
      if (angles.size() == 1) frame[name] = json_of(angles[0]);
      if (angles.size() == 2) frame[name] = {json_of(angles[0]), json_of(angles[1])};
    }
    return frame;
  }

  void check_every_measure_is_drawn() {
    for (const auto& [id, kind] : measures_)
      if (among(kDrawnKinds, kind) && !shown_.contains("measures." + id))
        problems_.add("protocol/" + std::string(kFile) + ": no figure shows '" + id + "'");
  }

  const Files& files_;
  Problems& problems_;
  Poses poses_;
  std::map<std::string, std::string> measures_, steps_;
  std::map<std::string, std::pair<double, double>, std::less<>> ranges_;
  std::set<std::string> seen_, shown_;
};

}  // namespace

Poses read_poses(const Files& files, Problems& problems) {
  if (!files.contains(kFile)) return {};
  return PoseReader(files, problems).run();
}

}  // namespace springback::protocolc
