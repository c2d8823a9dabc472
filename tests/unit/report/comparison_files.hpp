// What: small files of comparisons whose every number is planted: as many scenarios, runs, groups and neighbourhoods as
// a test asks for, with a placebo twin or without, written by the program's own writer.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/week.hpp"
#include "output/trajectory_files.hpp"
#include "population/write_town.hpp"

namespace weefsel::tests {

/// Which number is asked for: of what, where, when, in which world.
struct At {
  std::string_view variable;  ///< without "_by_group"
  std::string_view cell;      ///< a group or the code of a neighbourhood
  std::string_view inner;     ///< a kind of place, a question of the monitor, or "1" and "2" for tiers
  double day = 0;             ///< first day of the period
  std::size_t step = 0, scenario = 0, run = 0;
  bool placebo = false;
};

enum class PlantedRhythm : std::uint8_t { flows, network, survey };

/// A variable of the small files. Counts are of a period of `time`; all may be blank.
struct PlantedVariable {
  std::string name;
  PlantedRhythm rhythm;
  NumberKind kind;
  std::string inner;
  double level;  ///< what it is everywhere, unless something was planted
};

inline std::vector<PlantedVariable> planted_variables() {
  constexpr auto real = NumberKind::real, whole = NumberKind::whole;
  constexpr auto flows = PlantedRhythm::flows, network = PlantedRhythm::network, survey = PlantedRhythm::survey;
  return {{"isolated_share", network, real, "", 0.2},
          {"unsupported_share", network, real, "", 0.2},
          {"mean_degree", network, real, "", 12},
          {"counted_on_support", flows, real, "", 0.5},
          {"parental_wellbeing", flows, real, "", 0.6},
          {"place_reach_in_year", network, real, "place_kind", 0.4},
          {"place_visits", flows, whole, "place_kind", 90},
          {"contact_hours", flows, real, "", 2000},
          {"families", flows, whole, "", 1000},
          {"parents", flows, whole, "", 1800},
          {"children", flows, whole, "", 2000},
          {"help_demand", flows, whole, "tier", 50},
          {"monitor_share", survey, real, "monitor_item", 0.7}};
}

/// The usual level, a little different from run to run and the same in twins.
inline double usual(const At& at) {
  for (const PlantedVariable& v : planted_variables())
    if (v.name == at.variable)
      return v.level + static_cast<double>(at.run) * (v.kind == NumberKind::whole ? 1.0 : 0.0001);
  return 0.5;
}

inline LeverRow lever_row(const std::string& id, std::int32_t from_week, std::vector<std::string> place_kinds = {},
                          const std::vector<std::string>& built_in = {}) {
  LeverRow row;
  row.id = id, row.kind = "close_places", row.from_week = from_week, row.place_kinds = std::move(place_kinds);
  for (const std::string& measure : built_in) row.built_in.emplace_back(measure, "it is put in");
  return row;
}

inline ScenarioProvenance scenario_called(const std::string& id, const std::string& nl, const std::string& en,
                                          std::vector<LeverRow> levers = {}, double cost = 0) {
  ScenarioProvenance s;
  s.id = id, s.question_nl = nl, s.question_en = en, s.resolved_text = "name: " + id + "\n";
  s.parameters = {{"ties.half_life", "weeks", 26, 26, false, "", "B", "Burt 2002"}};
  s.levers = std::move(levers), s.cost = cost;
  return s;
}

/// Everything about a file; what is not said is small.
struct PlantedFile {
  double years = 2.2;
  int flows_every_weeks = 4;  ///< 1: the network has a time of its own, of four weeks
  std::size_t runs = 8, draws = 0;
  bool placebo = false, fictional = true, by_run = false;  ///< by_run: of `run`, with one scenario
  std::vector<std::string> groups = {"all", "one_parent"};
  std::vector<std::pair<std::string, std::string>> neighbourhoods = {{"n1", "Noord"}};
  std::vector<std::string> left_out;  ///< variables
  std::vector<ScenarioProvenance> scenarios = {
      scenario_called("as_now", "Zoals nu: en dan?", "As now: and then?"),
      scenario_called("choice", "Een keuze: wat dan?", "A choice: what then?", {lever_row("choice", 0)})};
  std::function<double(const At&)> values = usual;
  std::optional<TownDescription> town = std::nullopt;  ///< that the file keeps; nothing: as of an older version
};

/// Squares of a kilometre in a row from west to east, by default the neighbourhoods of the file.
inline TownDescription squares_in_a_row(const PlantedFile& file) {
  TownDescription town;
  town.name = "Testdorp", town.fictional = file.fictional;
  if (!town.fictional) town.municipality_code = "GM9999";
  for (const auto& [code, name] : file.neighbourhoods) {
    const double west = 136000 + 1000.0 * static_cast<double>(town.neighbourhoods.size()), south = 455000;
    NeighbourhoodDescription n;
    n.code = code, n.name = name.empty() ? code : name, n.households = 1000;
    n.boundary = {{{west, south}, {west, south + 1000}, {west + 1000, south + 1000}, {west + 1000, south}}};
    town.neighbourhoods.push_back(n);
  }
  return town;
}

/// A difference in the second scenario from `day` on.
inline std::function<double(const At&)> shifted(double day, std::function<double(const At&)> by) {
  return [day, by = std::move(by)](const At& at) {
    return usual(at) + (!at.placebo && at.scenario == 1 && at.day >= day ? by(at) : 0);
  };
}

class PlantedWriter {
 public:
  explicit PlantedWriter(const PlantedFile& file) : file_(file) {
    for (const auto& [code, name] : file.neighbourhoods) codes_.push_back(code);
  }

  void write(const std::string& path) {
    OutputPlan plan;
    plan.path = path, plan.layout = layout(), plan.replicates = file_.runs;
    plan.scenario_dimension = !file_.by_run, plan.placebo = file_.placebo;
    plan.provenance = provenance();
    TrajectoryFiles files(plan);
    for (std::size_t r = 0; r < file_.runs; ++r) {
      for (std::size_t s = 0; s < file_.scenarios.size(); ++s) files.keep(s, r, member(plan.layout, s, r, false));
      if (file_.placebo) files.keep(files.placebo(), r, member(plan.layout, 0, r, true));
    }
    (void)files.publish();
  }

 private:
  static Dimension names(const std::string& name, const std::vector<std::string>& labels) {
    return {name, labels.size(), labels, "", name, "", ""};
  }
  [[nodiscard]] Dimension time(const std::string& name, int every_weeks) const {
    std::vector<double> days;
    for (int week = 0; week + every_weeks <= weeks_from_years(file_.years); week += every_weeks)
      days.push_back(7.0 * week);
    return {name, days.size(), days, "days since 2026-01-05", "time", "", "proleptic_gregorian"};
  }
  [[nodiscard]] bool has_network_time() const { return file_.flows_every_weeks != 4; }

  [[nodiscard]] Layout layout() const {
    Layout layout;
    layout.dimensions = {time("time", file_.flows_every_weeks),
                         names("neighbourhood", codes_),
                         names("group", file_.groups),
                         names("place_kind", {kinds.begin(), kinds.end()}),
                         {"tier", 2, std::vector<double>{1, 2}, "1", "tier of help", "", ""},
                         names("monitor_item", {items.begin(), items.end()}),
                         time("time_year", 52),
                         names("mixing", {"income", "community"})};
    if (has_network_time()) layout.dimensions.push_back(time("time_4_weeks", 4));
    const std::string network = has_network_time() ? "time_4_weeks" : "time";
    for (const PlantedVariable& v : planted_variables()) {
      if (std::find(file_.left_out.begin(), file_.left_out.end(), v.name) != file_.left_out.end()) continue;
      for (const char* breakdown : {"neighbourhood", "group"}) {
        const bool by_group = std::string_view(breakdown) == "group";
        std::vector<std::string> dimensions = {v.rhythm == PlantedRhythm::flows     ? std::string("time")
                                               : v.rhythm == PlantedRhythm::network ? network
                                                                                    : std::string("time_year"),
                                               breakdown};
        if (!v.inner.empty()) dimensions.push_back(v.inner);
        layout.variables.push_back(
            {by_group ? v.name + "_by_group" : v.name, dimensions, v.kind, "1", v.name, "", "", true});
      }
    }
    // What no report shows.
    layout.variables.push_back(
        {"bridging", {network, "neighbourhood", "mixing"}, NumberKind::real, "1", "bridging", "", "", false});
    layout.variables.push_back(
        {"network_density", {network, "neighbourhood"}, NumberKind::real, "1", "density", "", "", false});
    return layout;
  }

  [[nodiscard]] Provenance provenance() const {
    Provenance p;
    p.title = "planted", p.town_name = "Testdorp", p.town_text = file_.town ? town_text(*file_.town) : "";
    p.town_is_fictional = file_.fictional, p.neighbourhoods = file_.neighbourhoods;
    p.program_version = "0.1.0", p.licence = "EUPL-1.2";
    p.scenarios = file_.scenarios, p.draws = file_.draws;
    for (ScenarioProvenance& s : p.scenarios)
      if (s.drawn.empty()) s.drawn.assign(file_.draws, {20.0});
    return p;
  }

  [[nodiscard]] std::string_view inner_label(const std::string& dimension, std::size_t i) const {
    return dimension == "place_kind"     ? kinds.at(i)
           : dimension == "monitor_item" ? items.at(i)
           : dimension == "tier"         ? tiers.at(i)
                                         : std::string_view();
  }

  [[nodiscard]] Trajectory member(const Layout& layout, std::size_t scenario, std::size_t run, bool placebo) const {
    Trajectory t = empty_trajectory(layout);
    for (std::size_t v = 0; v < layout.variables.size(); ++v) {
      const VariableLayout& variable = layout.variables[v];
      const bool by_group = variable.dimensions[1] == "group";
      const std::string name = by_group ? variable.name.substr(0, variable.name.size() - 9) : variable.name;
      const auto& cells = by_group ? file_.groups : codes_;
      const auto& days = std::get<std::vector<double>>(dimension_of(layout, variable.dimensions[0]).coordinate);
      const std::string inner = variable.dimensions.size() > 2 ? variable.dimensions[2] : "";
      const std::size_t width = inner.empty() ? 1 : dimension_of(layout, inner).size;
      for (std::size_t i = 0; i < t.values[v].size(); ++i) {
        const std::size_t step = i / width / cells.size();
        t.values[v][i] = file_.values({name, cells[i / width % cells.size()], inner_label(inner, i % width), days[step],
                                       step, scenario, run, placebo});
      }
    }
    t.state_hash = std::string(64, 'a');
    return t;
  }

  static constexpr std::array<std::string_view, 3> kinds = {"library", "community_centre", "youth_centre"};
  static constexpr std::array<std::string_view, 2> tiers = {"1", "2"}, items = {"someone_to_turn_to", "worn_out"};
  PlantedFile file_;
  std::vector<std::string> codes_;
};

inline std::string write_planted(const std::string& path, const PlantedFile& file) {
  PlantedWriter(file).write(path);
  return path;
}

}  // namespace weefsel::tests
