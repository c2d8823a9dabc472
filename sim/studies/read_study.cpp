#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "base/errors.hpp"
#include "population/read_town.hpp"
#include "scenario/lever_table.hpp"
#include "scenario/read_lever.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/scenario_shape.hpp"
#include "studies/output_of.hpp"
#include "studies/study_plan.hpp"
#include "studies/study_shape.hpp"
#include "study/draw_parameters.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"
#include "text/nearest.hpp"
#include "text/read_yaml.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lever_word = "levers.";

Field field_named(const std::vector<Field>& fields, const std::string& key, bool* found) {
  for (const Field& field : fields)
    if (field.key == key) return *found = true, field;
  return *found = false, Field{};
}

/// What is declared about a key of a lever: of those that all levers have, or of its kind; a key in a key has a dot.
std::optional<Shape> shape_of_key(const Lever& lever, const std::string& key) {
  bool found = false;
  Field field = field_named(lever_shape().fields, key, &found);
  if (found && field.shape.kind != Shape::Kind::map) return field.shape;
  std::vector<Field> fields;
  for (const LeverField& known : info_of(lever.kind).fields) fields.push_back(known.field);
  std::string rest = key;
  for (;;) {
    const std::size_t dot = rest.find('.');
    field = field_named(fields, rest.substr(0, dot), &found);
    if (!found) return std::nullopt;
    if (dot == std::string::npos) return field.shape;
    fields = field.shape.fields, rest = rest.substr(dot + 1);
  }
}

std::vector<std::string> keys_of(const Lever& lever) {
  std::vector<std::string> keys = {"from", "until", "ramp_weeks", "cost_per_year"};
  for (const LeverField& known : info_of(lever.kind).fields) keys.push_back(known.field.key);
  return keys;
}

/// What the scenario has for a key of a lever, as text; nothing when it is not written out.
std::optional<std::string> value_of_key(const Lever& lever, const std::string& key, Date start) {
  const Value written = write_lever(lever, start);
  const Value* at = written.find(key);
  if (at == nullptr) {
    at = written.find(name_of(lever.kind));
    for (std::string rest = key; at != nullptr && !rest.empty();) {
      const std::size_t dot = rest.find('.');
      at = at->kind == Value::Kind::map ? at->find(rest.substr(0, dot)) : nullptr;
      rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    }
  }
  if (at == nullptr || at->kind != Value::Kind::scalar) return std::nullopt;
  return at->text;
}

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("_./=:+-").find(static_cast<char>(c)) != std::string_view::npos; };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text += '\'';
}

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
    starts_from_base_ = text_at(*root->find("design"), "method") == method_names[static_cast<std::size_t>(Method::one_at_a_time)];
    read_scenarios(*root);
    problems_.throw_if_any();
    for (std::size_t i = 0; i < root->find("vary")->items.size(); ++i) read_factor(root->find("vary")->items[i], key_path("vary", i));
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

  void add(StudyFactor factor, const Position& position, const std::string& key) {
    for (const StudyFactor& other : plan_.factors)
      if (other.name == factor.name) return problems_.add(position, key, factor.name + " varies twice");
    plan_.factors.push_back(std::move(factor));
  }

  void read_factor(const Value& map, const std::string& key) {
    if (map.find("values") && (map.find("from") || map.find("to")))
      return problems_.add(map.position, key, "give `values`, or `from` and `to`; not both");
    if (map.find("parameter")) read_parameters(map, key);
    else read_lever_factor(map, key);
  }

  void read_parameters(const Value& map, const std::string& key) {
    const Value& named = *map.find("parameter");
    const std::string name = text_of(named);
    const bool group = name.ends_with(".*");
    if (name != "all" && !group) {
      const ParameterInfo* info = find_parameter(name);
      if (info == nullptr) {
        std::vector<std::string> names;
        for (const ParameterInfo& known : parameter_table()) names.emplace_back(known.name);
        return problems_.add(named.position, key_path(key, "parameter"), "there is no parameter `" + name + "`" + did_you_mean(name, names));
      }
      return add_parameter(*info, map, key);
    }
    for (const char* one : {"from", "to", "values"})
      if (const Value* value = map.find(one)) return problems_.add(value->position, key_path(key, one), "of many parameters at once the plausible ranges are taken");
    std::size_t found = 0, added = 0;
    for (const ParameterInfo& info : parameter_table()) {
      if (group && info.group != name.substr(0, name.size() - 2)) continue;
      ++found;
      const bool sampled = std::all_of(plan_.scenarios.begin(), plan_.scenarios.end(), [&](const Scenario& s) { return is_sampled(s, info); });
      if (varies(info.name)) ++added;
      else if (sampled && info.plausible_high > info.plausible_low) add_parameter(info, map, key), ++added;
    }
    if (found > 0 && added == 0)
      return problems_.add(named.position, key_path(key, "parameter"), "nothing in it is sampled: all are of grade A, or set by a scenario, or questions of the monitor; name one by itself");
    if (found > 0) return;
    std::vector<std::string> groups;
    for (const ParameterGroupInfo& info : parameter_groups()) groups.push_back(std::string(info.name) + ".*");
    problems_.add(named.position, key_path(key, "parameter"), "there is no group `" + name + "`" + did_you_mean(name, groups));
  }

  /// A parameter that is named by itself comes before the group or the `all` in which it is too.
  [[nodiscard]] bool varies(std::string_view name) const {
    return std::any_of(plan_.factors.begin(), plan_.factors.end(), [&](const StudyFactor& f) { return f.name == name; });
  }

  /// Only designs that start from what is need to know it.
  bool base_may_miss(const Value& map, const std::string& key, const std::string& why) {
    if (!starts_from_base_) return true;
    problems_.add(map.position, key, why + "; one_at_a_time starts from what is");
    return false;
  }

  bool named_twice(const Value& values, const std::string& key) {
    for (std::size_t i = 0; i < values.items.size(); ++i)
      for (std::size_t earlier = 0; earlier < i; ++earlier) {
        const std::string &a = text_of(values.items[i]), &b = text_of(values.items[earlier]);
        const auto x = parse_number(a), y = parse_number(b);
        if (a != b && !(x && y && *x == *y)) continue;
        problems_.add(values.items[i].position, key_path(key, "values"), a + " stands there twice");
        return true;
      }
    return false;
  }

  void add_parameter(const ParameterInfo& info, const Value& map, const std::string& key) {
    StudyFactor f;
    f.name = info.name, f.units = info.unit, f.meaning = info.meaning;
    plan_.parameters_vary = true;
    const double now = value_of(plan_.scenarios.front().parameters, info);
    for (const Scenario& other : plan_.scenarios)
      if (value_of(other.parameters, info) != now)
        return problems_.add(map.position, key, fmt::format("{} has another {} ({}) than {} ({}); varied, it would be the same in both", other.id, info.name,
                                                            number_as_text(value_of(other.parameters, info)), plan_.scenarios.front().id, number_as_text(now)));
    const auto in_range = [&](const Value& value, double number, const std::string& at) {
      if (number >= info.valid_low && number <= info.valid_high) return true;
      problems_.add(value.position, key_path(key, at), fmt::format("{} is from {} to {}", info.name, number_as_text(info.valid_low), number_as_text(info.valid_high)));
      return false;
    };
    if (const Value* values = map.find("values")) {
      f.values = texts_of(*values);
      if (named_twice(*values, key)) return;
      bool has_base = false;
      for (std::size_t i = 0; i < f.values.size(); ++i) {
        const auto number = parse_number(f.values[i]);
        if (!number) return problems_.add(values->items[i].position, key_path(key, "values"), "this is no number");
        if (!in_range(values->items[i], *number, "values")) return;
        if (*number == now) f.base = place_of(f, static_cast<double>(i)), has_base = true;
      }
      if (!has_base && !base_may_miss(map, key, fmt::format("{} is {} in the scenario, which is not among these values", info.name, number_as_text(now)))) return;
      f.high = static_cast<double>(f.values.size() - 1);
      return add(std::move(f), map.position, key);
    }
    f.low = number_at(map, "from", info.plausible_low), f.high = number_at(map, "to", info.plausible_high);
    if (!in_range(map, f.low, "from") || !in_range(map, f.high, "to") || !goes_up(f, map, key)) return;
    f.by_logarithm = is_wide(f.low, f.high);
    if ((now < f.low || now > f.high) &&
        !base_may_miss(map, key, fmt::format("{} is {} in the scenario, outside {} to {}", info.name, number_as_text(now), number_as_text(f.low), number_as_text(f.high)))) return;
    f.base = place_of(f, now);
    add(std::move(f), map.position, key);
  }

  bool goes_up(const StudyFactor& f, const Value& map, const std::string& key) {
    if (f.low < f.high) return true;
    problems_.add(map.position, key, fmt::format("`from` ({}) is to be less than `to` ({})", number_as_text(f.low), number_as_text(f.high)));
    return false;
  }

  void read_lever_factor(const Value& map, const std::string& key) {
    const std::string id = text_at(map, "lever");
    StudyFactor f;
    const Lever* lever = nullptr;
    std::vector<std::string> ids;
    for (std::size_t s = 0; s < plan_.scenarios.size(); ++s)
      for (const Lever& known : plan_.scenarios[s].levers) {
        ids.push_back(known.id);
        if (known.id != id) continue;
        if (lever == nullptr) lever = &known, start_ = plan_.scenarios[s].start;
        f.scenarios.push_back(s);
      }
    if (lever == nullptr) return problems_.add(map.find("lever")->position, key_path(key, "lever"), "no scenario of this study has a lever with the id `" + id + "`" + did_you_mean(id, ids));
    if (f.scenarios.size() == plan_.scenarios.size()) f.scenarios.clear();
    f.name = std::string(lever_word) + id;
    const Value* named = map.find("key");
    if (named == nullptr) {
      for (const char* one : {"from", "to", "values"})
        if (const Value* value = map.find(one)) return problems_.add(value->position, key_path(key, one), "without `key` a lever is off or on");
      f.values = {switch_off, switch_on}, f.high = 1, f.base = 1;
      f.meaning = "Whether it is done: " + std::string(info_of(lever->kind).what);
      return add(std::move(f), map.position, key);
    }
    read_key(std::move(f), *lever, *named, map, key);
  }

  void read_key(StudyFactor f, const Lever& lever, const Value& named, const Value& map, const std::string& key) {
    const std::string name = text_of(named);
    const std::optional<Shape> shape = shape_of_key(lever, name);
    if (!shape || name == "id")
      return problems_.add(named.position, key_path(key, "key"), "a lever of the kind " + name_of(lever.kind) + " has no key `" + name + "`" + did_you_mean(name, keys_of(lever)));
    f.name += "." + name, f.units = shape->unit, f.meaning = shape->description;
    const std::optional<std::string> now = value_of_key(lever, name, start_);
    if (!now && name.find('.') != std::string::npos)
      return problems_.add(named.position, key_path(key, "key"), fmt::format("write `{}:` out in the scenario first; then it can vary", name.substr(0, name.find('.'))));
    for (const Scenario& scenario : plan_.scenarios)
      for (const Lever& other : scenario.levers)
        if (other.id == lever.id && value_of_key(other, name, scenario.start) != now)
          return problems_.add(map.position, key, fmt::format("scenarios differ in {} ({} and {}); varied, it would be the same in all", f.name, now.value_or("not said"),
                                                              value_of_key(other, name, scenario.start).value_or("not said")));
    if (const Value* values = map.find("values")) {
      f.values = texts_of(*values), f.high = static_cast<double>(f.values.size() - 1);
      if (named_twice(*values, key)) return;
      const auto own = std::find(f.values.begin(), f.values.end(), now.value_or(""));
      if (own != f.values.end()) f.base = place_of(f, static_cast<double>(own - f.values.begin()));
      else if (!base_may_miss(map, key, now ? fmt::format("{} is {} in the scenario, which is not among these values", f.name, *now) : fmt::format("the scenario does not say {}", f.name))) return;
      return add(std::move(f), map.position, key);
    }
    if (shape->kind != Shape::Kind::number && shape->kind != Shape::Kind::whole)
      return problems_.add(named.position, key_path(key, "key"), "this is no number; give its `values`");
    for (const char* end : {"from", "to"})
      if (!map.find(end)) return problems_.add(map.position, key, fmt::format("give `from` and `to`: {} is {}", name, expectation(*shape)));
    f.whole = shape->kind == Shape::Kind::whole;
    f.low = number_at(map, "from", 0), f.high = number_at(map, "to", 0);
    for (const char* end : {"from", "to"}) check(*map.find(end), *shape, problems_, key_path(key, end));
    if (!problems_.empty() || !goes_up(f, map, key)) return;
    f.by_logarithm = !f.whole && is_wide(f.low, f.high);
    const auto number = parse_number(now.value_or(""));
    if ((!number || *number < f.low || *number > f.high) &&
        !base_may_miss(map, key, number ? fmt::format("{} is {} in the scenario, outside {} to {}", f.name, *now, number_as_text(f.low), number_as_text(f.high)) : fmt::format("the scenario does not say {}", f.name)))
      return;
    f.base = number ? place_of(f, *number) : 0.5;
    add(std::move(f), map.position, key);
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
  Date start_{};
  bool starts_from_base_ = false;
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

Scenario scenario_at(const StudyPlan& plan, std::size_t s, const double* point) {
  const Scenario& base = plan.scenarios.at(s);
  std::vector<std::string> of_levers;
  for (const std::string& setting : settings_at(plan.factors, point, s))
    if (setting.starts_with(lever_word)) of_levers.push_back(setting);
  Scenario scenario = base;
  if (!of_levers.empty()) {
    ScenarioOptions options;
    options.years = base.years, options.run_in_years = base.run_in_years, options.seed = base.seed, options.set = of_levers;
    options.read_town = plan.read_town_names;
    Problems problems;
    std::optional<Scenario> set = read_scenario(base.file, *plan.resolved.at(s), options, problems);
    if (!set) throw UserMistake(fmt::format("{}: {}", plan.file, problems.report()));
    scenario.levers = std::move(set->levers);
  }
  for (std::size_t j = 0; j < plan.factors.size(); ++j) {
    const StudyFactor& f = plan.factors[j];
    if (const ParameterInfo* info = find_parameter(f.name)) set_value(scenario.parameters, *info, *parse_number(text_at(f, point[j])));
  }
  return scenario;
}

std::string command_at(const StudyPlan& plan, std::size_t s, const double* point, std::int32_t replicates) {
  const Scenario& base = plan.scenarios.at(s);
  std::string command = fmt::format("weefsel run {} --years {} --run-in-years {} --seed {} --replicates {}", quoted(base.file), number_as_text(base.years),
                                    number_as_text(base.run_in_years), base.seed, replicates);
  for (const std::string& setting : settings_at(plan.factors, point, s)) command += " --set " + quoted(setting);
  return command + " -o member.h5";
}

}  // namespace weefsel
