// What a study lays out and which scenarios it lets be twins.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "base/errors.hpp"
#include "study/measure_table.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "study/take_snapshot.hpp"
#include "support/play.hpp"
#include "support/relabel.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

Names names_of_three() {
  Names names;
  names.neighbourhood_code = {"a", "b", "c"};
  names.neighbourhood_name = {"A", "B", "C"};
  return names;
}

TEST(Layout, has_the_variables_that_were_promised) {
  const Scenario s = small_scenario();
  const Layout layout = layout_of(s, names_of_three());
  check_layout(layout);
  std::set<std::string> names;
  for (const VariableLayout& v : layout.variables) {
    EXPECT_TRUE(names.insert(v.name).second) << v.name << " twice";
    EXPECT_FALSE(v.units.empty() || v.long_name.empty() || v.description.empty()) << v.name;
  }
  for (const char* name : {"network_density", "mean_degree", "isolated_share", "parental_wellbeing", "help_demand", "protection_started",
                           "help_waiting", "place_visits", "support_exchanged", "mean_degree_by_group", "parental_wellbeing_by_group", "bonding", "bridging_in_town", "assortativity",
                           "group_bridging_by_group", "ego_density", "place_reach", "giving_hours_quantile", "weeks_waited",
                           "parental_wellbeing_quantile_by_group", "mean_degree_gap", "help_demand_gap", "network_families"})
    EXPECT_TRUE(names.count(name)) << name;
  EXPECT_FALSE(names.count("network_density_by_group")) << "density is of a neighbourhood";
  for (const char* name : {"bonding_by_group", "bridging_by_group", "assortativity_by_group"})
    EXPECT_FALSE(names.count(name)) << name << " would cross two ways of sorting families";
}

TEST(Layout, has_time_axes_of_whole_periods) {
  Scenario s = small_scenario();
  s.years = 1;  // 52 weeks
  const Layout layout = layout_of(s, names_of_three());
  EXPECT_EQ(dimension_of(layout, "time").size, 52u);
  EXPECT_EQ(dimension_of(layout, "time_4_weeks").size, 13u);
  EXPECT_EQ(dimension_of(layout, "time_quarter").size, 4u);
  EXPECT_EQ(dimension_of(layout, "neighbourhood").size, 3u);
  EXPECT_EQ(dimension_of(layout, "group").size, group_count);
  EXPECT_EQ(dimension_of(layout, "time").units, "days since 2026-01-05");
  const auto& days = std::get<std::vector<double>>(dimension_of(layout, "time_4_weeks").coordinate);
  EXPECT_EQ(days[0], 0);
  EXPECT_EQ(days[1], 28);
  s.recording = {4, 4, 26, true, true};
  EXPECT_EQ(dimension_of(layout_of(s, names_of_three()), "time").size, 13u);
  EXPECT_EQ(dimension_of(layout_of(s, names_of_three()), "time_26_weeks").size, 2u);
}

TEST(Layout, leaves_out_what_is_not_asked_for) {
  Scenario s = small_scenario();
  s.recording.by_group = false;
  for (const VariableLayout& v : layout_of(s, names_of_three()).variables) {
    EXPECT_EQ(v.name.find("_by_group"), std::string::npos);
    EXPECT_EQ(v.name.find("_gap"), std::string::npos);
  }
  s.recording.by_group = true, s.recording.by_neighbourhood = false;
  for (const VariableLayout& v : layout_of(s, names_of_three()).variables)
    for (const std::string& d : v.dimensions) EXPECT_NE(d, "neighbourhood");
}

TEST(Recorder, flows_of_a_period_are_the_sum_of_its_weeks) {
  Scenario weekly = small_scenario(), monthly = weekly;
  weekly.run_in_years = monthly.run_in_years = 0;
  weekly.years = monthly.years = 1;
  monthly.recording.flows_every_weeks = 4;
  const World start = *run_in(weekly, hofbuurt(), 0);
  const Layout layout = layout_of(weekly, start.names);
  const auto by_week = live(weekly, start, 0), by_month = live(monthly, start, 0);
  check_trajectory(layout, *by_week);
  std::size_t compared = 0;
  for (std::size_t v = 0; v < layout.variables.size(); ++v) {
    const VariableLayout& variable = layout.variables[v];
    if (variable.dimensions.front() != "time" || variable.cell_methods != "time: sum") continue;
    if (variable.name.find("_gap") != std::string::npos) continue;  // rates do not add up
    const auto &weeks = by_week->values[v], &months = by_month->values[v];
    ASSERT_EQ(weeks.size(), 4 * months.size()) << variable.name;
    const std::size_t row = weeks.size() / 52;
    for (std::size_t i = 0; i < months.size(); ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < 4; ++k) sum += weeks[(i / row * 4 + k) * row + i % row];
      if (std::isnan(sum) || std::isnan(months[i])) continue;  // small groups are blank
      ASSERT_NEAR(months[i], sum, 1e-6) << variable.name;
    }
    ++compared;
  }
  EXPECT_GT(compared, 20u);
}

TEST(Recorder, every_row_is_filled) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 1;
  const World start = *run_in(s, hofbuurt(), 0);
  const Layout layout = layout_of(s, start.names);
  const auto t = live(s, start, 0);
  for (std::size_t v = 0; v < layout.variables.size(); ++v) {
    const std::string& name = layout.variables[v].name;
    if (name.find("_by_group") != std::string::npos || name.find("_gap") != std::string::npos) continue;  // small groups are blank
    if (name.rfind("richness_", 0) == 0 || name.rfind("monitor_", 0) == 0) continue;  // small phases and samples are blank too
    for (const double x : t->values[v]) ASSERT_FALSE(std::isnan(x)) << name;
  }
}

TEST(Recorder, whole_town_is_the_same_by_neighbourhood_and_by_group) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 0.5;
  const World start = *run_in(s, hofbuurt(), 0);
  const Layout layout = layout_of(s, start.names);
  const auto t = live(s, start, 0);
  std::size_t compared = 0;
  for (std::size_t v = 0; v < layout.variables.size(); ++v)
    for (std::size_t g = 0; g < layout.variables.size(); ++g) {
      if (layout.variables[g].name != layout.variables[v].name + "_by_group") continue;
      const std::size_t rows = dimension_of(layout, layout.variables[v].dimensions[0]).size, inner = t->values[v].size() / rows;
      for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t k = 0; k < inner; ++k)
          ASSERT_TRUE(t->values[v][r * inner + k] == t->values[g][r * group_count * inner + k] ||
                      (std::isnan(t->values[v][r * inner + k]) && std::isnan(t->values[g][r * group_count * inner + k]))) << layout.variables[v].name;
      ++compared;
    }
  EXPECT_GT(compared, 30u);
}

/// All values of a variable, and where in them a group's begin within a row.
struct Recorded {
  const Layout& layout;
  const Trajectory& rows;
  [[nodiscard]] const std::vector<double>& of(const std::string& name) const {
    for (std::size_t v = 0; v < layout.variables.size(); ++v)
      if (layout.variables[v].name == name) return rows.values[v];
    throw std::invalid_argument(name);
  }
};

TEST(Recorder, cells_of_few_families_are_blank_in_counts_too) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 0.25;
  const TownDescription town = hofbuurt_of(200);  // some sixty families: groups of fewer than thirty among them
  const World start = *run_in(s, town, 0);
  const Layout layout = layout_of(s, start.names);
  const Trajectory t = *live(s, start, 0);
  check_trajectory(layout, t);
  const Recorded recorded{layout, t};
  const auto &families = recorded.of("families_by_group"), &visits = recorded.of("place_visits_by_group"),
             &hours = recorded.of("contact_hours_by_group"), &children = recorded.of("children_by_group"), &mean = recorded.of("parental_load_by_group");
  std::size_t blank = 0, shown = 0;
  for (std::size_t cell = 0; cell < families.size(); ++cell) {
    const bool few = families[cell] < least_families, all = cell % group_count == 0;
    (few ? blank : shown) += 1;
    EXPECT_FALSE(std::isnan(children[cell])) << "a size";
    EXPECT_EQ(std::isnan(visits[cell * place_kind_count]), few && !all);
    EXPECT_EQ(std::isnan(hours[cell]), few && !all);
    EXPECT_EQ(std::isnan(mean[cell]), few);
  }
  EXPECT_GT(blank, 10u);
  EXPECT_GT(shown, 10u);

  const World hamlet_start = *run_in(s, hofbuurt_of(60), 0);  // a whole town with fewer than thirty families
  const Trajectory small = *live(s, hamlet_start, 0);
  const Recorded few{layout, small};
  ASSERT_LT(few.of("families")[0], least_families);
  EXPECT_FALSE(std::isnan(few.of("contact_hours")[0]) || std::isnan(few.of("contact_hours_by_group")[0])) << "counts of the whole town";
  EXPECT_TRUE(std::isnan(few.of("parental_load")[0]));
}

TEST(Recorder, gaps_are_one_group_less_the_other) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 0.25;
  const World start = *run_in(s, hofbuurt(), 0);
  const Layout layout = layout_of(s, start.names);
  const Trajectory t = *live(s, start, 0);
  const Recorded recorded{layout, t};
  const auto &load = recorded.of("parental_load_by_group"), &gap = recorded.of("parental_load_gap"), &demand = recorded.of("help_demand_by_group"),
             &children = recorded.of("children_by_group"), &demand_gap = recorded.of("help_demand_gap");
  std::size_t seen = 0;
  for (std::size_t row = 0; row < load.size() / group_count; ++row)
    for (std::size_t g = 0; g < group_gaps.size(); ++g) {
      const std::size_t side = row * group_count + static_cast<std::size_t>(group_gaps[g].side), other = row * group_count + static_cast<std::size_t>(group_gaps[g].other);
      const double expected = load[side] - load[other], found = gap[row * group_gaps.size() + g];
      ASSERT_TRUE(found == expected || (std::isnan(found) && std::isnan(expected)));
      if (std::isnan(expected)) continue;
      ++seen;
      for (std::size_t tier = 0; tier < asked_tiers; ++tier)
        ASSERT_DOUBLE_EQ(demand_gap[(row * group_gaps.size() + g) * asked_tiers + tier],
                         1000 * demand[side * asked_tiers + tier] / children[side] - 1000 * demand[other * asked_tiers + tier] / children[other]);
    }
  EXPECT_GT(seen, 10u);
}

TEST(Recorder, concerns_balance) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 1;
  s.parameters = with_still_population(s.parameters);
  const World start = *run_in(s, hofbuurt(), 0);
  const Layout layout = layout_of(s, start.names);
  const Trajectory t = *live(s, start, 0);
  const Recorded recorded{layout, t};
  const auto& open = recorded.of("concerns_open");
  for (std::size_t week = 1; week < open.size(); ++week) {
    const double ended = recorded.of("concerns_passed")[week] + recorded.of("concerns_settled_in_network")[week] + recorded.of("concerns_settled_with_professional")[week];
    // Young people who leave home take their concerns along, so a week may end with fewer than the balance.
    ASSERT_LE(open[week], open[week - 1] + recorded.of("concerns_raised")[week] - ended);
    ASSERT_LE(recorded.of("concerns_passed_in_help")[week], recorded.of("concerns_passed")[week]);
  }
}

TEST(Recorder, keeps_networks_at_the_dates_that_were_asked_for) {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.years = 1;
  s.recording.network_at = {{2026, 1, 5}, {2026, 7, 3}, {2027, 1, 4}};
  const World start = *run_in(s, hofbuurt(), 0);
  const Trajectory t = *live(s, start, 0);
  check_trajectory(layout_of(s, start.names), t);
  ASSERT_EQ(t.snapshots.size(), 3u);
  EXPECT_EQ(t.snapshots[0].date, (Date{2026, 1, 5}));
  EXPECT_EQ(t.snapshots[1].date, (Date{2026, 7, 6})) << "the first week from that day";
  EXPECT_EQ(t.snapshots[2].date, (Date{2027, 1, 4})) << "the end";
  EXPECT_NE(t.snapshots[0].edges, t.snapshots[1].edges);
}

TEST(Snapshot, does_not_depend_on_slots) {
  Play play(hofbuurt());
  play.weeks(20);
  const Date start{2026, 1, 5};
  const Snapshot one = take_snapshot(play.world, play.tables().fading, start);
  const World dealt = Relabelling(play.world, 7).apply(play.world, play.parameters.outings.reach);
  EXPECT_EQ(one, take_snapshot(dealt, play.tables().fading, start));
}

/// The message with which a comparison of two scenarios is refused.
std::string refused(const Scenario& base, const Scenario& other) {
  const TemporaryFolder folder;
  StudyOptions options;
  options.out = folder.file("out.h5"), options.compare = true;
  try {
    (void)run_study({base, other}, options);
  } catch (const UserMistake& mistake) {
    return mistake.what();
  }
  return "";
}

TEST(Twins, must_agree_on_all_but_levers_and_parameters) {
  const Scenario base = small_scenario("one");
  const auto expect_refused = [&](auto&& edit, const char* what) {
    Scenario other = small_scenario("other");
    edit(other);
    const std::string message = refused(base, other);
    EXPECT_NE(message.find("other.yaml"), std::string::npos) << what << ": " << message;
    EXPECT_NE(message.find(what), std::string::npos) << message;
  };
  expect_refused([](Scenario& s) { s.town_file += "x"; }, "town");
  expect_refused([](Scenario& s) { s.start = {2026, 1, 12}; }, "start");
  expect_refused([](Scenario& s) { s.years = 3; }, "years");
  expect_refused([](Scenario& s) { s.run_in_years = 2; }, "run_in_years");
  expect_refused([](Scenario& s) { s.seed = 2; }, "seed");
  expect_refused([](Scenario& s) { s.replicates = 2; }, "replicates");
  expect_refused([](Scenario& s) { s.recording.network_every_weeks = 8; }, "record");
  expect_refused([](Scenario& s) { s.recording.network_at = {{2026, 7, 6}}; }, "record");
  expect_refused([](Scenario& s) { s.id = "one"; }, "called one");
}

TEST(Twins, share_a_run_in_unless_parameters_differ) {
  const Scenario base = small_scenario("one");
  Scenario other = small_scenario("other");
  EXPECT_TRUE(share_run_in(base, other));
  other.levers.emplace_back();
  EXPECT_TRUE(share_run_in(base, other)) << "levers come after the run-in";
  other.parameters.ties.half_life += 1;
  EXPECT_FALSE(share_run_in(base, other));
}

TEST(Simulate, stops_when_it_is_asked_to) {
  const Scenario s = small_scenario();
  EXPECT_FALSE(run_in(s, hofbuurt(), 0, [](const World&) { return false; }));
  const auto start = run_in(s, hofbuurt(), 0);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->week, Week{0});
  int weeks = 0;
  EXPECT_FALSE(live(s, *start, 0, [&](const World&) { return ++weeks < 10; }));
  EXPECT_EQ(weeks, 10);
}

TEST(Schedule, names_every_process_once_and_says_what_it_does) {
  std::set<std::string_view> names;
  for (const Process& p : the_week()) {
    EXPECT_TRUE(names.insert(p.name).second) << p.name;
    EXPECT_FALSE(p.what.empty() || p.step.empty());
  }
  for (const char* step : {"live", "gather", "meet", "keep in touch", "worry", "support", "turn to professionals", "feel", "organise"})
    EXPECT_TRUE(std::any_of(the_week().begin(), the_week().end(), [&](const Process& p) { return p.step == step; })) << step;
}

}  // namespace
}  // namespace weefsel
