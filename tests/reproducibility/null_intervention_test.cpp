// A scenario that changes nothing differs by exactly zero, in every variable and every week.
#include <gtest/gtest.h>

#include <cstring>

#include "study/recorder.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Nobody is drawn to the youth centre, so that closing it takes nothing from anyone.
Scenario baseline() {
  Scenario s = small_scenario("as_now");
  s.parameters.attraction.youth_centre = s.parameters.youngsters.to_youth_centre = -1000;
  return s;
}

const World& start() {
  static const World world = *run_in(baseline(), hofbuurt(), 0);
  return world;
}

Lever lever_of(LeverKind kind, const char* id = "null") {
  Lever lever;
  lever.id = id, lever.kind = kind, lever.start = Week{13};
  return lever;
}

/// Names of variables that differ in any value, as bits.
std::vector<std::string> variables_that_differ(const Trajectory& a, const Trajectory& b) {
  const Layout layout = layout_of(baseline(), start().names);
  std::vector<std::string> names;
  for (std::size_t v = 0; v < layout.variables.size(); ++v)
    if (a.values[v].size() != b.values[v].size() || std::memcmp(a.values[v].data(), b.values[v].data(), a.values[v].size() * sizeof(double)) != 0)
      names.push_back(layout.variables[v].name);
  return names;
}

void expect_no_difference(const std::vector<Lever>& levers) {
  static const auto as_now = live(baseline(), start(), 0);
  Scenario s = baseline();
  s.levers = levers;
  std::vector<std::string> names = variables_that_differ(*as_now, *live(s, start(), 0));
  const bool other_places = std::any_of(levers.begin(), levers.end(), [](const Lever& lever) {
    return lever.kind == LeverKind::open_place || lever.kind == LeverKind::close_places;
  });
  // What keeps families away from a kind tells which places are open, whatever happens there.
  if (other_places) std::erase_if(names, [](const std::string& name) { return name.rfind("kept_away", 0) == 0; });
  EXPECT_EQ(names, std::vector<std::string>{});
}

PlaceDescription copy_of_library(const char* id) {
  for (const PlaceDescription& p : hofbuurt().places)
    if (p.id == "library_hof") {
      PlaceDescription other = p;
      other.id = id;
      return other;
    }
  return {};
}

TEST(NullIntervention, this_test_sees_a_real_one) {
  Scenario s = baseline();
  s.levers = {lever_of(LeverKind::close_places)};
  s.levers[0].places.ids = {"library_hof"};
  const auto names = variables_that_differ(*live(baseline(), start(), 0), *live(s, start(), 0));
  EXPECT_NE(std::find(names.begin(), names.end(), "place_visits"), names.end());
  EXPECT_NE(std::find(names.begin(), names.end(), "parental_wellbeing"), names.end());
}

TEST(NullIntervention, factors_of_one) {
  Lever lever = lever_of(LeverKind::change_places);
  lever.places.kinds = {PlaceKind::library, PlaceKind::playground};
  lever.change.hours_factor = lever.change.quality_factor = 1.0;
  lever.ramp_weeks = 10;
  expect_no_difference({lever});
}

TEST(NullIntervention, thresholds_as_they_are) {
  Lever lever = lever_of(LeverKind::change_places);
  lever.places.ids = {"library_hof"};
  lever.change.reading = 0.5, lever.change.money = 0;
  expect_no_difference({lever});
}

TEST(NullIntervention, place_opens_80_km_away) {
  Lever lever = lever_of(LeverKind::open_place);
  lever.place = copy_of_library("library_far");
  lever.place.x += 80'000;
  expect_no_difference({lever});
}

TEST(NullIntervention, place_opens_that_nobody_chooses) {
  Lever lever = lever_of(LeverKind::open_place);
  lever.place = copy_of_library("second_youth_centre");
  lever.place.kind = PlaceKind::youth_centre;
  expect_no_difference({lever});
}

TEST(NullIntervention, place_closes_that_nobody_visits) {
  Lever lever = lever_of(LeverKind::close_places);
  lever.places.ids = {"youth_centre_hof"};
  expect_no_difference({lever});
}

TEST(NullIntervention, place_moves_that_nobody_visits) {
  Lever lever = lever_of(LeverKind::move_place);
  lever.places.ids = {"youth_centre_hof"};
  lever.place.x = 140500, lever.place.y = 511300;
  expect_no_difference({lever});
}

TEST(NullIntervention, place_moves_to_where_it_is) {
  Lever lever = lever_of(LeverKind::move_place);
  const PlaceDescription library = copy_of_library("any");
  lever.places.ids = {"library_hof"};
  lever.place.x = library.x, lever.place.y = library.y;
  expect_no_difference({lever});
}

TEST(NullIntervention, coordinator_without_hours) {
  Lever lever = lever_of(LeverKind::buurtgezinnen);
  lever.buurtgezinnen.coordinators_fte = 0;
  expect_no_difference({lever});
}

TEST(NullIntervention, lockdown_that_closes_nothing) {
  Lever lever = lever_of(LeverKind::lockdown);
  lever.places.ids = {"youth_centre_hof"};
  lever.lockdown_contact_factor = 1.0;
  lever.end = Week{30};
  expect_no_difference({lever});
}

TEST(NullIntervention, what_changes_nothing_of_people_or_surroundings) {
  std::vector<Lever> idle;
  for (const LeverKind kind : {LeverKind::professionals, LeverKind::campaign, LeverKind::norm_drift, LeverKind::poverty_relief, LeverKind::public_space,
                               LeverKind::budget_cut, LeverKind::steering}) {
    idle.push_back(lever_of(kind, lever_kind_names[static_cast<std::size_t>(kind)].data()));
    idle.back().ramp_weeks = 4;  // hours x 1, a campaign that reaches nobody, a drift of nothing, relief without a budget ...
    idle.back().campaign.reach = idle.back().budget_cut.share = idle.back().steering.pressure = 0;
  }
  expect_no_difference(idle);
}

TEST(NullIntervention, lever_beyond_the_horizon) {
  Lever lever = lever_of(LeverKind::close_places);
  lever.start = Week{500};
  expect_no_difference({lever});
}

TEST(NullIntervention, several_at_once) {
  Lever far = lever_of(LeverKind::open_place, "far"), closed = lever_of(LeverKind::close_places, "closed"), same = lever_of(LeverKind::change_places, "same");
  far.place = copy_of_library("library_far");
  far.place.x += 80'000, far.end = Week{40};
  closed.places.ids = {"youth_centre_hof"}, closed.end = Week{60};
  same.change.hours_factor = 1.0, same.end = Week{80};
  expect_no_difference({far, closed, same});
}

}  // namespace
}  // namespace weefsel
