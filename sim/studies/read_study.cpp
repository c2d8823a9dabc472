#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/errors.hpp"
#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"
#include "studies/output_of.hpp"
#include "studies/read_factors.hpp"
#include "studies/study_plan.hpp"
#include "studies/study_shape.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"
#include "text/read_yaml.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

/// Reads one study; what is wrong is gathered.
class StudyReader {
 public:
  StudyReader(const fs::path& file, const StudyFileOptions& options) : file_(file), options_(options) {}

  StudyPlan read() {
    const std::optional<Value> root = read_yaml(file_, problems_);
    problems_.throw_if_any();
    check(*root, study_shape(), problems_);
    problems_.throw_if_any();
    plan_.file = file_.string(), plan_.text = text_of_file();
    if (const Value* question = root->find("question")) plan_.question = {text_at(*question, "nl"), text_at(*question, "en")};
    read_scenarios(*root);
    problems_.throw_if_any();
    read_factors(*root->find("vary"), text_at(*root->find("design"), "method") == method_names[static_cast<std::size_t>(Method::one_at_a_time)], plan_, problems_);
    problems_.throw_if_any();
    read_design(*root->find("design"));
    problems_.throw_if_any();
    read_outputs(root->find("outputs"), root->position);
    problems_.throw_if_any();
    return std::move(plan_);
  }

 private:
  std::string text_of_file() const {
    std::ifstream in(file_, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
  }

  void read_scenarios(const Value& root) {
    ScenarioOptions options;
    if (root.find("years")) options.years = number_at(root, "years", 0);
    if (root.find("run_in_years")) options.run_in_years = number_at(root, "run_in_years", 0);
    if (root.find("seed")) options.seed = static_cast<std::uint64_t>(number_at(root, "seed", 0));
    if (options_.years) options.years = options_.years;
    if (options_.seed) options.seed = options_.seed;
    const Value& files = *root.find("scenarios");
    for (std::size_t i = 0; i < files.items.size(); ++i) {
      const fs::path scenario_file = (file_.parent_path() / text_of(files.items[i])).lexically_normal();
      if (const std::string trouble = trouble_with_file(scenario_file); !trouble.empty()) {
        problems_.add(files.items[i].position, key_path("scenarios", i), trouble);
        continue;
      }
      const std::size_t before = problems_.size();
      std::optional<ResolvedScenario> resolved = resolve_extends(scenario_file, problems_);
      if (!resolved) continue;
      plan_.resolved.push_back(std::make_shared<const ResolvedScenario>(*resolved));
      std::optional<Scenario> scenario = read_scenario(scenario_file, std::move(*resolved), options, problems_);
      if (!scenario || problems_.size() > before) continue;
      if (scenario->draws > 0)
        problems_.add(files.items[i].position, key_path("scenarios", i), "this scenario says `uncertainty: sample`; in a study, `vary` says which parameters differ: {parameter: all}");
      plan_.scenarios.push_back(std::move(*scenario));
    }
    if (!problems_.empty()) return;
    plan_.replicates = options_.replicates ? *options_.replicates : static_cast<std::int32_t>(number_at(root, "replicates", usual_study_replicates));
    plan_.run_in_from_defaults = text_at(root, "run_in") == "from_defaults";
    for (Scenario& scenario : plan_.scenarios) {
      scenario.replicates = plan_.replicates;
      scenario.recording.network_at.clear(), scenario.recording.households = 0;
    }
    check_twins(plan_.scenarios);
    plan_.town = std::make_shared<const TownDescription>(read_town(plan_.scenarios.front().town_file));
    plan_.read_town_names = [kept = std::make_shared<const TownNames>(names_of(*plan_.town))](const fs::path&, Problems&) { return *kept; };
  }

  void read_design(const Value& map) {
    DesignRequest& d = plan_.design;
    const std::string method = text_at(map, "method");
    d.method = static_cast<Method>(std::find(method_names.begin(), method_names.end(), method) - method_names.begin());
    d.factors = plan_.factors.size();
    d.seed = static_cast<std::uint64_t>(number_at(map, "seed", 1));
    const bool morris = d.method == Method::morris, stepped = morris || d.method == Method::factorial || d.method == Method::one_at_a_time;
    const bool sampled = d.method == Method::latin_hypercube || d.method == Method::sobol;
    const auto only_for = [&](const char* key, bool allowed, const char* methods) {
      if (const Value* value = map.find(key); value && !allowed) problems_.add(value->position, key_path("design", key), fmt::format("this counts only for {}; leave it out", methods));
    };
    only_for("points", sampled, "latin_hypercube and sobol");
    only_for("trajectories", morris, "morris");
    only_for("levels", stepped, "morris, factorial and one_at_a_time");
    d.points = static_cast<std::size_t>(morris ? number_at(map, "trajectories", usual_trajectories) : number_at(map, "points", usual_points));
    if (options_.points) d.points = static_cast<std::size_t>(*options_.points);
    if (options_.points && !sampled && !morris) problems_.add(position_in("--points"), "", "the points of this design follow from its levels");
    const bool two_are_usual = d.method == Method::one_at_a_time;
    d.levels = static_cast<std::size_t>(number_at(map, "levels", two_are_usual ? 2 : usual_levels));
    const Position at = options_.points ? position_in("--points") : map.find("points") ? map.find("points")->position : map.position;
    if (d.method == Method::sobol && !std::has_single_bit(d.points))
      problems_.add(at, "design.points", fmt::format("with sobol this is to be a power of two, such as {} or {}", std::bit_floor(d.points), std::bit_ceil(d.points)));
    if (morris && d.levels % 2 != 0) problems_.add(map.position, "design.levels", "with morris this is to be even: the grid is walked in steps of half its length");
    for (const StudyFactor& f : plan_.factors) {
      const std::size_t values = f.is_list() ? f.values.size() : f.whole ? static_cast<std::size_t>(f.high - f.low) + 1 : d.levels;
      d.levels_of.push_back(f.is_list() ? values : std::min(values, d.levels));
      d.base.push_back(f.base);
    }
    if (const double members = points_in(d) * static_cast<double>(plan_.scenarios.size()) * plan_.replicates; members > static_cast<double>(most_members))
      problems_.add(map.position, "design", fmt::format("this makes {:.0f} futures; at most {} are allowed", members, most_members));
  }

  static double points_in(const DesignRequest& d) {
    double points = static_cast<double>(d.points);
    if (d.method == Method::sobol) points *= static_cast<double>(d.factors + 2);
    if (d.method == Method::morris) points *= static_cast<double>(d.factors + 1);
    if (d.method == Method::factorial || d.method == Method::one_at_a_time) {
      points = 1;
      for (const std::size_t levels : d.levels_of) points = d.method == Method::factorial ? points * static_cast<double>(levels) : points + static_cast<double>(levels);
    }
    return points;
  }

  static std::vector<StudyOutput> usual_outputs() {
    return {{"network_density", "network_density", {}, ""},
            {"mean_degree", "mean_degree_by_group", {{"group", "all"}}, ""},
            {"parental_wellbeing", "parental_wellbeing_by_group", {{"group", "all"}}, ""},
            {"help_demand_tier_1", "help_demand_by_group", {{"group", "all"}, {"tier", "1"}}, "children"},
            {"help_demand_tier_2", "help_demand_by_group", {{"group", "all"}, {"tier", "2"}}, "children"}};
  }

  void read_outputs(const Value* list, const Position& otherwise) {
    std::vector<std::pair<Position, std::string>> stands;
    if (list == nullptr) {
      plan_.outputs = usual_outputs();
      stands.assign(plan_.outputs.size(), {otherwise, "outputs"});
    } else {
      for (std::size_t i = 0; i < list->items.size(); ++i) {
        plan_.outputs.push_back(read_output(list->items[i]));
        stands.emplace_back(list->items[i].position, key_path("outputs", i));
      }
    }
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i)
      for (std::size_t earlier = 0; earlier < i; ++earlier)
        if (plan_.outputs[i].name == plan_.outputs[earlier].name) problems_.add(stands[i].first, stands[i].second, "another output is called " + plan_.outputs[i].name + " too; give it a `name`");
    fit_recording();
    const Layout layout = layout_of(plan_.scenarios.front(), names_in(*plan_.town));
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) (void)BoundOutput(plan_.outputs[i], layout, problems_, stands[i].first, stands[i].second);
  }

  static StudyOutput read_output(const Value& map) {
    StudyOutput output{"", text_at(map, "measure"), {}, text_at(map, "per_1000")};
    output.name = output.measure;
    if (const Value* where = map.find("where"))
      for (const Entry& entry : where->entries) {
        output.where.emplace_back(entry.key, text_of(entry.value));
        output.name += "_" + text_of(entry.value);
      }
    if (map.find("name")) output.name = text_at(map, "name");
    return output;
  }

  /// Measures that no output asks for are not taken; that changes nothing of what happens. A monitor is asked only where an
  /// output is one of its.
  void fit_recording() {
    bool places = false, groups = false, monitor = false;
    for (const StudyOutput& output : plan_.outputs) {
      const bool of_group = output.measure.ends_with("_by_group") || output.measure.ends_with("_gap");
      groups = groups || of_group, places = places || !of_group;
      monitor = monitor || output.measure.find("monitor") != std::string::npos;
    }
    for (Scenario& scenario : plan_.scenarios) {
      scenario.recording.by_neighbourhood = places, scenario.recording.by_group = groups;
      if (!monitor) scenario.recording.monitor_sample = 0;
    }
  }

  fs::path file_;
  StudyFileOptions options_;
  Problems problems_;
  StudyPlan plan_;
};

}  // namespace

StudyPlan read_study(const std::filesystem::path& file, const StudyFileOptions& options) {
  StudyPlan plan = StudyReader(file, options).read();
  // Settings of levers may not fit together (a lever that ends before it begins): told before anything is played.
  if (std::any_of(plan.factors.begin(), plan.factors.end(), [](const StudyFactor& f) { return f.name.starts_with(lever_word); })) {
    std::vector<double> corner(plan.factors.size());
    for (const double u : {0.0, 1.0}) {
      std::fill(corner.begin(), corner.end(), u);
      for (std::size_t s = 0; s < plan.scenarios.size(); ++s) (void)scenario_at(plan, s, corner.data());
    }
  }
  return plan;
}

}  // namespace weefsel
