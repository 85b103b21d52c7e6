// What a journal cannot tell otherwise: derived findings fit what they are derived from.
#include "properties/world.h"

namespace springback::verify {
namespace {

using reference::Finding;

class Derivations {
 public:
  explicit Derivations(const World& world)
      : world_(world), protocol_(world.protocol()), rules_(world.context()) {}

  z3::expr run() {
    always_told();
    places();
    ages();
    body_weight();
    pain();
    mood();
    fever();
    profile();
    unsure();
    return z3::mk_and(rules_);
  }

 private:
  int find(const char* id) const {
    const int finding = protocol_.find(id);
    if (finding < 0) throw std::runtime_error(std::string("the protocol has no finding ") + id);
    return finding;
  }
  const Unknowns& of(const char* id) const { return world_.of(find(id)); }
  z3::expr is_true(const char* id) const { return of(id).told && of(id).values.front(); }
  void require(const z3::expr& rule) { rules_.push_back(rule); }

  /// What is computed of two answers is unsure where one is, and neither is still to come.
  z3::expr unsure_of(const char* a, const char* b) const {
    return (of(a).unsure || of(b).unsure) && !world_.absent(find(a)) && !world_.absent(find(b));
  }

  void always_told() {
    for (const char* id :
         {"medicated", "fever_masked", "acetaminophen_over_4g", "pain_rise_3_for_2_days", "leg_sign_new",
          "medicine_in_use", "sedated", "skin_medicine_on", "profile_old", "unsure_twice", "unsure_other"})
      require(of(id).told);
  }

  z3::expr any_place(const std::vector<std::string>& beginnings, const std::string& end) {
    const Finding& row = protocol_.findings[static_cast<std::size_t>(find("pain_sites"))];
    z3::expr any = world_.context().bool_val(false);
    for (std::size_t i = 0; i < row.values.size(); ++i)
      for (const std::string& beginning : beginnings)
        if (row.values[i].starts_with(beginning) && row.values[i].ends_with(end))
          any = any || of("pain_sites").values[i];
    return any;
  }

  void places() {
    const Unknowns& sites = of("pain_sites");
    const Unknowns& below = of("below_knee");
    const Unknowns& both = of("both_legs");
    const z3::expr low = any_place({"lower_leg", "foot"}, "");
    require(below.told == (sites.told && (low || !sites.partial)));
    require(z3::implies(below.told, below.values.front() == low));
    require(below.unsure == sites.unsure);
    const z3::expr seen = any_place({"thigh", "lower_leg", "foot"}, "_left") &&
                          any_place({"thigh", "lower_leg", "foot"}, "_right");
    require(z3::implies(sites.told && seen, both.told && both.values.front()));
    require(z3::implies(sites.unsure, both.told || both.unsure || both.held));
  }

  void ages() {
    const int age = find("age_years"), at_onset = find("age_at_onset");
    const Unknowns& then = world_.of(at_onset);
    const Unknowns& now = world_.of(age);
    const Unknowns& days = of("days_since_onset");
    require(then.told == (now.told && days.told));
    require(then.unsure == unsure_of("age_years", "days_since_onset"));
    for (std::size_t i = 0; i < now.values.size(); ++i)
      for (std::size_t j = 0; j < then.values.size(); ++j)
        if (world_.space().slices(at_onset)[j].low > world_.space().slices(age)[i].high)
          require(z3::implies(then.told, !(now.values[i] && then.values[j])));
  }

  void body_weight() {
    const Unknowns& low = of("low_body_weight");
    const Unknowns &weight = of("weight_kg"), &height = of("height_cm");
    require(low.told == (weight.told && height.told));
    require(low.unsure == unsure_of("weight_kg", "height_cm"));
  }

  /// A drop is known with a pain, and only then.
  void pain() {
    const Unknowns& now = of("pain_now");
    for (const char* drop : {"pain_drop_points", "pain_drop_percent"})
      require(of(drop).told == now.told && of(drop).unsure == now.unsure);
  }

  /// PHQ-2 may be told as such. Where it is not known, one of its items can still tell it.
  void mood() {
    const Unknowns &sum = of("phq2"), &interest = of("low_interest"), &mood = of("low_mood");
    require(z3::implies(interest.told && mood.told, sum.told));
    require(z3::implies(unsure_of("low_interest", "low_mood"), sum.told || sum.unsure));
  }

  void fever() {
    const Unknowns& fever = of("fever");
    require(z3::implies(is_true("fever_masked"), fever.told && !fever.values.front()));
  }

  /// Once the question about it has an answer, the old profile is dealt with.
  void profile() { require(z3::implies(is_true("profile_old"), world_.absent(find("profile_unchanged")))); }

  void unsure() {
    z3::expr twice = world_.context().bool_val(false), other = twice;
    for (int f = 0; f < static_cast<int>(protocol_.findings.size()); ++f) {
      const Finding& row = protocol_.findings[static_cast<std::size_t>(f)];
      if (row.ask_twice) twice = twice || world_.of(f).unsure;
      else if (row.read_by_triage) other = other || world_.of(f).unsure;
    }
    require(of("unsure_twice").values.front() == twice);
    require(of("unsure_other").values.front() == other);
  }

  const World& world_;
  const reference::Protocol& protocol_;
  z3::expr_vector rules_;
};

}  // namespace

z3::expr World::told_by_a_journal() const { return Derivations(*this).run(); }

}  // namespace springback::verify
