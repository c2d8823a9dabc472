// A small study with the shapes of a real one, and a folder that cleans itself up.
#pragma once

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include <unistd.h>

#include "output/trajectory_files.hpp"

namespace weefsel::sample {

inline constexpr std::size_t weeks = 156;
inline constexpr std::size_t periods = 39;  // of four weeks

/// A folder under the system's temporary folder, removed at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "weefsel_output_XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline Dimension named(const std::string& name, const std::vector<std::string>& names) {
  Dimension dimension;
  dimension.name = name;
  dimension.size = names.size();
  dimension.coordinate = names;
  dimension.long_name = name;
  return dimension;
}

inline Dimension time(const std::string& name, std::size_t size, double step_days) {
  Dimension dimension;
  dimension.name = name;
  dimension.size = size;
  std::vector<double> days(size);
  for (std::size_t i = 0; i < size; ++i) days[i] = static_cast<double>(i) * step_days;
  dimension.coordinate = days;
  dimension.units = "days since 2026-01-05";
  dimension.calendar = "proleptic_gregorian";
  dimension.long_name = "first day of the period";
  return dimension;
}

inline VariableLayout measure(const std::string& name, const std::vector<std::string>& dimensions, NumberKind kind,
                              const std::string& units, const std::string& long_name) {
  VariableLayout variable;
  variable.name = name;
  variable.dimensions = dimensions;
  variable.kind = kind;
  variable.units = units;
  variable.long_name = long_name;
  variable.description = long_name + ", as the sample has it.";
  return variable;
}

inline Layout layout() {
  Layout layout;
  layout.dimensions = {time("time", weeks, 7),
                       time("time_4_weeks", periods, 28),
                       named("neighbourhood", {"Oude Kern", "Flats-West", "Nieuwe Wijk é"}),
                       named("group", {"all", "income_tight", "one_parent"}),
                       named("tier", {"tier_1", "tier_2"}),
                       named("place_kind", {"library", "cafe_or_market"})};
  Dimension counted;
  counted.name = "rank";
  counted.size = 5;
  layout.dimensions.push_back(counted);
  const auto real = NumberKind::real;
  const auto whole = NumberKind::whole;
  layout.variables = {
      measure("network_density", {"time_4_weeks", "neighbourhood"}, real, "1", "Network density"),
      measure("parental_wellbeing", {"time", "neighbourhood"}, real, "1", "Parental wellbeing"),
      measure("parental_wellbeing_by_group", {"time", "group"}, real, "1", "Parental wellbeing by group"),
      measure("help_demand", {"time", "neighbourhood", "tier"}, whole, "children", "Modelled demand for help"),
      measure("place_visits", {"time", "neighbourhood", "place_kind"}, whole, "visits", "Visits to places"),
      measure("children", {"time", "neighbourhood"}, whole, "children", "Children under 18"),
      measure("library_open", {"time", "neighbourhood"}, NumberKind::flag, "1", "Is the library open"),
      measure("largest_circles", {"time_4_weeks", "rank"}, real, "people", "Largest circles"),
      measure("dropped_ties", {}, whole, "ties", "Ties dropped over the whole run")};
  return layout;
}

/// Values that differ by scenario, replicate, variable and cell, and are exact in any compiler.
inline Trajectory trajectory(const Layout& layout, std::size_t scenario, std::size_t replicate) {
  Trajectory trajectory = empty_trajectory(layout);
  for (std::size_t v = 0; v < layout.variables.size(); ++v) {
    const NumberKind kind = layout.variables[v].kind;
    std::vector<double>& values = trajectory.values[v];
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto mixed = static_cast<double>((i * 7919 + replicate * 104729 + v * 31) % 64);
      const double later = i * 2 > values.size() ? static_cast<double>(scenario) : 0.0;
      if (kind == NumberKind::real) values[i] = 0.25 + mixed / 1024.0 + later / 8.0;
      if (kind == NumberKind::whole)
        values[i] = mixed + 2 * later + (layout.variables[v].name == "children" ? 1000 : 0);
      if (kind == NumberKind::flag) values[i] = mixed < 32 ? 1 : 0;
    }
  }
  trajectory.values[0][1] = std::numeric_limits<double>::quiet_NaN();
  trajectory.state_hash = std::string(63, 'a') + static_cast<char>('0' + replicate);
  return trajectory;
}

/// Two parents and a team: 0 holds 1 at 0.5, and the team at `strength`.
inline Snapshot network(Date date, double strength) {
  return {date,
          {{"key", "", "Who.", ColumnKind::key, {}, {0xfedcba9876543210ULL, 2, 3}, {}},
           {"node_kind", "", "What.", ColumnKind::label, {"parent", "professional"}, {0, 0, 1}, {}},
           {"income", "", "Group.", ColumnKind::label, {"tight", "sufficient"}, {1, 0, SnapshotColumn::no_label}, {}}},
          {{"source", "", "Who holds it.", ColumnKind::whole, {}, {0, 0}, {}},
           {"target", "", "The other.", ColumnKind::whole, {}, {1, 2}, {}},
           {"strength", "1", "Trust.", ColumnKind::real, {}, {}, {0.5, strength}},
           {"kind", "", "Why.", ColumnKind::label, {"kin", "school"}, {1, 0}, {}}}};
}

inline Provenance provenance(std::size_t scenarios) {
  Provenance provenance;
  provenance.title = "A sample study";
  provenance.town_name = "Testdorp";
  provenance.town_text = "name: Sample\n";
  provenance.seed = 18446744073709551615ULL;
  provenance.program_version = "0.1.0";
  provenance.program_commit = "abcdef0";
  provenance.libraries = {{"oneTBB", "2021.8"}};
  provenance.licence = "EUPL-1.2";
  provenance.references = "Wasserman & Faust 1994";
  for (std::size_t s = 0; s < scenarios; ++s) {
    ScenarioProvenance scenario;
    scenario.id = s == 0 ? "baseline" : "close_library";
    scenario.question_nl = "Wat gebeurt er als de bibliotheek één jaar dicht is?";
    scenario.question_en = "What happens when the library closes?";
    scenario.resolved_text = "town: testdorp\nseed: 1\nname: " + scenario.id + "\n";
    const double half_life = s == 0 ? 26.0 : 20.0;
    scenario.parameters = {
        {"ties.half_life", "weeks", half_life, 26.0, s != 0, s == 0 ? "" : "sensitivity", "B", "Burt 2002"},
        {"meeting.circle_size", "people", 4.0, 4.0, false, "", "B", "Dunbar et al. 1995"}};
    provenance.scenarios.push_back(scenario);
  }
  return provenance;
}

inline OutputPlan plan(const std::string& path, std::size_t scenarios = 1, std::size_t replicates = 3) {
  OutputPlan plan;
  plan.path = path;
  plan.layout = layout();
  plan.provenance = provenance(scenarios);
  plan.replicates = replicates;
  plan.scenario_dimension = scenarios > 1;
  return plan;
}

/// Writes a whole study, members in the order of the plan.
inline FileHashes write(const OutputPlan& plan) {
  TrajectoryFiles files(plan);
  for (std::size_t s = 0; s < plan.provenance.scenarios.size(); ++s) {
    for (std::size_t r = 0; r < plan.replicates; ++r) files.keep(s, r, trajectory(plan.layout, s, r));
  }
  return files.publish();
}

}  // namespace weefsel::sample
