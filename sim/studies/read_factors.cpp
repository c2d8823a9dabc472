#include "studies/read_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "scenario/lever_table.hpp"
#include "studies/lever_keys.hpp"
#include "study/draw_parameters.hpp"
#include "text/nearest.hpp"

namespace weefsel {
namespace {

class FactorReader {
 public:
  FactorReader(StudyPlan& plan, Problems& problems, bool starts_from_base) : plan_(plan), problems_(problems), starts_from_base_(starts_from_base) {}

  /// One item of `vary`, whose path is `key`.
  void read(const Value& map, const std::string& key) {
    if (map.find("values") && (map.find("from") || map.find("to")))
      return problems_.add(map.position, key, "give `values`, or `from` and `to`; not both");
    if (map.find("parameter")) read_parameters(map, key);
    else read_lever_factor(map, key);
  }

 private:
  void add(StudyFactor factor, const Position& position, const std::string& key) {
    for (const StudyFactor& other : plan_.factors)
      if (other.name == factor.name) return problems_.add(position, key, factor.name + " varies twice");
    plan_.factors.push_back(std::move(factor));
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

  StudyPlan& plan_;
  Problems& problems_;
  bool starts_from_base_;
  Date start_{};
};

}  // namespace

void read_factors(const Value& vary, bool starts_from_base, StudyPlan& plan, Problems& problems) {
  FactorReader reader(plan, problems, starts_from_base);
  for (std::size_t i = 0; i < vary.items.size(); ++i) reader.read(vary.items[i], key_path("vary", i));
}

}  // namespace weefsel
