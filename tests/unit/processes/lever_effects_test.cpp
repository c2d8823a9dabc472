// What levers on professionals, attitudes, income and surroundings do, and that they do nothing where they cannot.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "processes/form_attitudes.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/relieve_poverty.hpp"
#include "processes/staff_teams.hpp"
#include "processes/support_each_other.hpp"
#include "processes/work_together.hpp"
#include "support/play.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

Lever lever_of(LeverKind kind, int from = 0, int until = never.number) {
  Lever lever;
  lever.id = "lever", lever.kind = kind, lever.start = Week{from}, lever.end = Week{until};
  return lever;
}

ProfessionalId team_of(const World& world, ProfessionalKind kind) {
  for (std::size_t i = 0; i < world.professionals.size(); ++i)
    if (world.professionals.kind[ProfessionalId(i)] == static_cast<std::uint8_t>(kind)) return ProfessionalId(i);
  return {};
}

double hours_of(const World& world, ProfessionalKind kind) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < world.professionals.size(); ++i)
    if (world.professionals.kind[ProfessionalId(i)] == static_cast<std::uint8_t>(kind)) sum += world.professionals.hours_per_week[ProfessionalId(i)].raw;
  return static_cast<double>(sum) / 65536;
}

/// Bits of the world after `weeks` whole weeks with these levers.
std::string after(int weeks, std::vector<Lever> levers, const TownDescription& town = hofbuurt_of(200)) {
  Play play(town);
  play.levers = std::move(levers);
  play.weeks(weeks);
  EXPECT_EQ(broken_invariants(play.world), std::vector<std::string>{});
  return state_hash(play.world);
}

/// In week 0 of a town, so that hours and places in help have been set by the children of now.
struct LeversOnTown : ::testing::Test {
  Play play{hofbuurt_of(300)};
  World& w = play.world;
  void live(std::vector<Lever> levers, int weeks, std::initializer_list<std::string_view> processes) {
    play.levers = std::move(levers);
    for (int i = 0; i < weeks; ++i) play.only(processes);
  }
};

TEST_F(LeversOnTown, professionals_have_more_hours_and_skill_while_the_lever_lasts) {
  live({}, 1, {"apply_levers", "staff_teams"});
  const double nurses = hours_of(w, ProfessionalKind::youth_health_nurse), teachers = hours_of(w, ProfessionalKind::teacher);
  const double tier1 = w.tier1_capacity.value(), skill = w.professionals.skill[team_of(w, ProfessionalKind::youth_health_nurse)].value();
  Lever lever = lever_of(LeverKind::professionals, 1, 5);
  lever.professionals.kinds = {ProfessionalKind::youth_health_nurse};
  lever.professionals.hours_factor = 1.5, lever.professionals.skill_gain = 0.5;
  live({lever}, 3, {"apply_levers", "staff_teams"});
  EXPECT_NEAR(hours_of(w, ProfessionalKind::youth_health_nurse), 1.5 * nurses, 1e-3);
  EXPECT_NEAR(w.professionals.skill[team_of(w, ProfessionalKind::youth_health_nurse)].value(), skill + 0.5 * (1 - skill), 0.004);
  EXPECT_EQ(hours_of(w, ProfessionalKind::teacher), teachers) << "of other kinds nothing changes";
  EXPECT_EQ(w.tier1_capacity.value(), tier1);
  live({lever}, 3, {"apply_levers", "staff_teams"});
  EXPECT_EQ(hours_of(w, ProfessionalKind::youth_health_nurse), nurses) << "it ends without trace";
  EXPECT_EQ(w.professionals.skill[team_of(w, ProfessionalKind::youth_health_nurse)].value(), skill);
}

TEST_F(LeversOnTown, a_budget_cut_takes_the_same_share_of_what_the_municipality_pays) {
  live({}, 1, {"apply_levers", "staff_teams"});
  const double nurses = hours_of(w, ProfessionalKind::youth_health_nurse), doctors = hours_of(w, ProfessionalKind::general_practitioner);
  const double tier1 = w.tier1_capacity.value(), library = w.places.hours_per_week[place_called(w, "library_hof")].value();
  const double school = w.places.hours_per_week[place_called(w, "school_hof")].value();
  Lever cut = lever_of(LeverKind::budget_cut, 1, 4), longer = lever_of(LeverKind::change_places, 1, 6);
  cut.budget_cut.share = 0.25;
  longer.id = "longer", longer.places.ids = {"library_hof"}, longer.change.hours_factor = 2;
  live({cut, longer}, 1, {"apply_levers", "staff_teams"});
  EXPECT_NEAR(hours_of(w, ProfessionalKind::youth_health_nurse), 0.75 * nurses, 1e-3);
  EXPECT_EQ(hours_of(w, ProfessionalKind::general_practitioner), doctors);
  EXPECT_NEAR(w.tier1_capacity.value(), 0.75 * tier1, 0.01) << "places of tier 1 go with the family team";
  EXPECT_NEAR(w.places.hours_per_week[place_called(w, "library_hof")].value(), 1.5 * library, 1e-3) << "levers combine";
  EXPECT_EQ(w.places.hours_per_week[place_called(w, "school_hof")].value(), school);
  live({cut, longer}, 5, {"apply_levers", "staff_teams"});
  EXPECT_EQ(w.tier1_capacity.value(), tier1);
  EXPECT_EQ(w.places.hours_per_week[place_called(w, "library_hof")].value(), library);
}

TEST_F(LeversOnTown, hours_follow_the_children_and_schools_that_open_or_close_get_or_lose_a_team) {
  live({}, 1, {"apply_levers", "staff_teams"});
  const double teachers = hours_of(w, ProfessionalKind::teacher);
  const std::size_t teams = w.professionals.size(), ties = w.cooperations.size();
  Lever open = lever_of(LeverKind::open_place, 1, 4);
  open.place.id = "school_new", open.place.kind = PlaceKind::primary_school, open.place.x = 140300, open.place.y = 511300;
  Lever close = lever_of(LeverKind::close_places, 2, 4);
  close.id = "close", close.places.ids = {"school_hof"};
  play.levers = {open, close};
  // Levers are looked at when they are new; this town has had none so far.
  play.only({"apply_levers", "staff_teams"});
  EXPECT_EQ(w.professionals.size(), teams + 1);
  EXPECT_GT(w.cooperations.size(), ties);
  // Somebody may turn eighteen in between: 40 hours for 1,000 children.
  EXPECT_NEAR(hours_of(w, ProfessionalKind::teacher), teachers, 0.13) << "the same hours, shared by one school more";
  play.only({"apply_levers", "staff_teams"});
  const ProfessionalId old_team = [&] {
    for (std::size_t i = 0; i < w.professionals.size(); ++i)
      if (w.professionals.place[ProfessionalId(i)] == place_called(w, "school_hof")) return ProfessionalId(i);
    return ProfessionalId{};
  }();
  EXPECT_EQ(w.professionals.hours_per_week[old_team].raw, 0) << "a closed school has no teachers";
  EXPECT_NEAR(hours_of(w, ProfessionalKind::teacher), teachers, 0.13);
  for (int i = 0; i < 2; ++i) play.only({"apply_levers", "staff_teams"});
  EXPECT_GT(w.professionals.hours_per_week[old_team].raw, 0) << "it opens again";
}

TEST_F(LeversOnTown, a_lockdown_dismisses_nobody) {
  live({}, 1, {"apply_levers", "staff_teams"});
  const double teachers = hours_of(w, ProfessionalKind::teacher);
  live({lever_of(LeverKind::lockdown, 1)}, 1, {"apply_levers", "staff_teams"});
  EXPECT_EQ(hours_of(w, ProfessionalKind::teacher), teachers);
}

TEST_F(LeversOnTown, cooperation_rests_grows_with_hours_and_fades_without) {
  EXPECT_GT(w.cooperations.size(), 5u);
  const auto rest = w.cooperations.rest;
  EXPECT_GT(rest.front().raw, 0);
  live({}, 60, {"work_together"});
  EXPECT_EQ(w.cooperations.strength, rest) << "in rest nothing moves";
  for (const double closer : cooperation_above_rest(w)) EXPECT_EQ(closer, 0);
  Lever lever = lever_of(LeverKind::professionals, 60, 164);
  lever.professionals.cooperation_hours = 4;
  live({lever}, 104, {"work_together"});
  for (const double closer : cooperation_above_rest(w)) EXPECT_GT(closer, 0.02);
  const double then = cooperation_above_rest(w)[0];
  live({lever}, 52, {"work_together"});
  EXPECT_LT(cooperation_above_rest(w)[0], 0.6 * then) << "it fades in about a year";
}

TEST_F(LeversOnTown, attitudes_return_to_what_one_thinks_oneself) {
  Lever lever = lever_of(LeverKind::campaign, 0, 104);
  lever.campaign.normalising = 0.3, lever.campaign.openness = -0.2, lever.campaign.reach = 1;
  const ActiveId a(std::size_t{0});
  const AdultId adult = w.actives.adult[a];
  const double own = normalising_now(w, adult), open = openness_now(w, adult);
  live({lever}, 52, {"form_attitudes"});
  EXPECT_NEAR(normalising_now(w, adult), std::min(1.0, own + 0.15), 0.01) << "half of the way in a half-life";
  EXPECT_NEAR(openness_now(w, adult), open - 0.1, 0.01);
  live({lever}, 52, {"form_attitudes"});
  EXPECT_LT(normalising_now(w, adult), own + 0.3);
  live({lever}, 1500, {"form_attitudes"});
  for (std::size_t i = 0; i < w.actives.size(); ++i) EXPECT_EQ(w.actives.norm_shift[ActiveId(i)].raw, 0) << "all the way back";
}

TEST_F(LeversOnTown, a_campaign_reaches_the_share_it_says_anew_each_year) {
  Lever lever = lever_of(LeverKind::campaign);
  lever.campaign.reach = 0.3;
  int now = 0, both = 0;
  const auto count = static_cast<int>(w.actives.size());
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const AdultId a = w.actives.adult[ActiveId(i)];
    const bool first = is_reached(w, play.now(), lever, a);
    WeekContext later = {Week{60}, play.luck, play.parameters, play.tables()};
    now += first, both += first && is_reached(w, later, lever, a);
  }
  // Binomial with n adults: four standard errors.
  EXPECT_NEAR(now, 0.3 * count, 4 * std::sqrt(0.21 * count));
  EXPECT_NEAR(both, 0.09 * count, 4 * std::sqrt(0.0819 * count));
}

TEST_F(LeversOnTown, nobody_runs_away_however_much_they_hear) {
  for (int i = 0; i < 2000; ++i) learn_from_talk(w, play.now(), ActiveId(std::size_t{0}), 1.0);
  EXPECT_LE(normalising_now(w, w.actives.adult[ActiveId(std::size_t{0})]), 1.0);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST_F(LeversOnTown, norms_drift_year_by_year_and_stay_where_they_are) {
  Lever lever = lever_of(LeverKind::norm_drift, 0, 104);
  lever.norm_drift = {0.1, -0.05, 0.02};
  const AdultId someone(std::size_t{0});
  const double open = openness_now(w, someone);
  live({lever}, 104, {"drift_norms"});
  const double years = 104 / weeks_per_year;
  EXPECT_NEAR(w.norms.pressure.value(), 0.1 * years, 1e-4);
  EXPECT_NEAR(openness_now(w, someone), open - 0.05 * years, 1e-4);
  live({lever}, 52, {"drift_norms"});
  EXPECT_NEAR(w.norms.pressure.value(), 0.1 * years, 1e-4) << "after the end they stay";
  EXPECT_GT(perceived_severity(play.parameters, 0.4, 0.5, w.norms.pressure.value()), perceived_severity(play.parameters, 0.4, 0.5));
}

TEST_F(LeversOnTown, poverty_relief_helps_as_many_as_the_budget_allows_and_ends_when_it_ends) {
  Lever lever = lever_of(LeverKind::poverty_relief, 0, 10);
  lever.cost_per_year = 12000, lever.poverty_relief.euro_per_household = 2000, lever.poverty_relief.relief = 1;
  EXPECT_EQ(families_helped(lever), 6);
  live({lever}, 3, {"relieve_poverty"});
  const auto helped = [&] { return std::count_if(w.households.relief.begin(), w.households.relief.end(), [](const Relief& r) { return r.by != 0; }); };
  EXPECT_EQ(helped(), 6);
  for (std::size_t i = 0; i < w.households.size(); ++i)
    if (const HouseholdId h(i); w.households.relief[h].by != 0) {
      EXPECT_TRUE(w.households.tight_income[h] && w.households.relief[h].relieved && !w.is_tight(h));
      EXPECT_NE(belongs(w, h).groups & bit(Group::income_tight), 0u) << "a group is no result";
    }
  live({lever}, 10, {"relieve_poverty"});
  EXPECT_EQ(helped(), 0);
}

TEST_F(LeversOnTown, poverty_relief_is_enough_for_the_share_it_says) {
  Lever lever = lever_of(LeverKind::poverty_relief);
  lever.poverty_relief.households = 1e6, lever.poverty_relief.relief = 0;
  live({lever}, 1, {"relieve_poverty"});
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    EXPECT_EQ(w.households.relief[h].by != 0, w.households.tight_income[h] && is_family(w, h));
    EXPECT_FALSE(w.households.relief[h].relieved);
  }
}

TEST_F(LeversOnTown, public_space_changes_streets_and_comes_back) {
  const NeighbourhoodId n(std::size_t{0});
  const double play_space = w.neighbourhoods.play_space[n].value(), safety = w.neighbourhoods.safety[n].value();
  Lever lever = lever_of(LeverKind::public_space, 1, 5), again = lever;
  again.id = "again";
  lever.public_space.play_space = 0.2, again.public_space.safety = -0.3;
  live({lever, again}, 3, {"apply_levers"});
  EXPECT_NEAR(w.neighbourhoods.play_space[n].value(), play_space + 0.2, 0.003);
  EXPECT_NEAR(w.neighbourhoods.safety[n].value(), safety - 0.3, 0.003);
  live({lever, again}, 4, {"apply_levers"});
  EXPECT_EQ(w.neighbourhoods.play_space[n].value(), play_space);
  EXPECT_EQ(w.neighbourhoods.safety[n].value(), safety);
}

TEST_F(LeversOnTown, steering_adds_up_to_at_most_full_pressure) {
  Lever half = lever_of(LeverKind::steering, 0, 5), more = half;
  half.steering.pressure = 0.5, more.steering.pressure = 0.6, more.id = "more";
  live({half, more}, 2, {"apply_levers"});
  EXPECT_NEAR(w.steering.value(), 0.8, 0.003);
  live({half, more}, 4, {"apply_levers"});
  EXPECT_EQ(w.steering.raw, 0);
}

TEST_F(LeversOnTown, full_steering_without_any_readiness_left_starts_nothing) {
  Parameters p;
  p.steering.crowding_out = 1, p.volunteering.start_per_year = 5, p.volunteering.initiative_per_year = 2;
  Play steered(hofbuurt_of(300), p);
  Lever full = lever_of(LeverKind::steering);
  full.steering.pressure = 1;
  steered.levers = {full};
  std::int64_t begun = 0;
  steered.weeks(60, [&](const World& world) { begun += in_town(world, Flow::volunteers_started) + in_town(world, Flow::initiatives_started); });
  EXPECT_EQ(begun, 0);
  Play free(hofbuurt_of(300), p);
  free.weeks(60, [&](const World& world) { begun += in_town(world, Flow::volunteers_started) + in_town(world, Flow::initiatives_started); });
  EXPECT_GT(begun, 0);
}

bool under_one_roof(const World& world, PlaceId a, PlaceId b) {
  return std::any_of(world.reach.under_one_roof.begin(), world.reach.under_one_roof.end(),
                     [&](const auto& pair) { return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a); });
}

TEST_F(LeversOnTown, places_come_under_one_roof_and_leave_it) {
  const PlaceId library = place_called(w, "library_hof"), centre = place_called(w, "community_centre_hof"), cafe = place_called(w, "cafe_hof");
  EXPECT_FALSE(under_one_roof(w, library, centre));
  EXPECT_TRUE(under_one_roof(w, library, cafe)) << "45 metres";
  Lever move = lever_of(LeverKind::move_place, 0, 3);
  move.places.ids = {"library_hof"}, move.place.id = "community_centre_hof";
  live({move}, 1, {"apply_levers"});
  EXPECT_TRUE(under_one_roof(w, library, centre));
  EXPECT_FALSE(under_one_roof(w, library, cafe));
  live({move}, 3, {"apply_levers"});
  EXPECT_FALSE(under_one_roof(w, library, centre));
}

TEST(UnderOneRoof, a_neighbour_with_visitors_draws_people_and_one_without_does_not) {
  Parameters p;
  p.outings.one_roof = 2;
  const auto visits = [&](double passing, double weight) {
    Parameters q = p;
    q.outings.one_roof = weight;
    Play play(hofbuurt_of(400), q);
    const PlaceId centre = place_called(play.world, "community_centre_hof"), beside = place_called(play.world, "consultation_office_hof");
    play.world.places.visitors[beside] = Fixed(passing);
    play.begin_week();
    for (const char* name : {"take_stock", "choose_outings", "take_seats"}) play.process(name);
    EXPECT_TRUE(under_one_roof(play.world, centre, beside));
    return in_town(play.world, visit_to(PlaceKind::community_centre));
  };
  EXPECT_GT(visits(500, 2), visits(0, 2));
  EXPECT_EQ(visits(0, 2), visits(0, 0)) << "nobody passes by";
  EXPECT_EQ(visits(500, 0), visits(0, 0)) << "the range includes nothing at all";
}

TEST(LeverEffects, a_lever_that_touches_nothing_gives_exactly_zero) {
  const std::string as_now = after(30, {});
  std::vector<Lever> idle;
  for (const LeverKind kind : {LeverKind::professionals, LeverKind::norm_drift, LeverKind::public_space, LeverKind::poverty_relief}) {
    idle.push_back(lever_of(kind, 5));  // hours x 1, drift 0, nothing added, no budget
    idle.back().id = std::string(lever_kind_names[static_cast<std::size_t>(kind)]);
  }
  Lever nobody = lever_of(LeverKind::campaign, 5);
  nobody.id = "nobody", nobody.campaign.reach = 0;
  idle.push_back(nobody);
  Lever nothing = lever_of(LeverKind::budget_cut, 5);
  nothing.id = "nothing", nothing.budget_cut.share = 0;
  idle.push_back(nothing);
  Lever soft = lever_of(LeverKind::steering, 5);
  soft.id = "soft", soft.steering.pressure = 0;
  idle.push_back(soft);
  EXPECT_EQ(after(30, idle), as_now);
}

TEST(LeverEffects, all_together_play_and_keep_the_promises_of_the_world) {
  std::vector<Lever> all;
  for (const LeverKind kind : {LeverKind::professionals, LeverKind::campaign, LeverKind::norm_drift, LeverKind::poverty_relief, LeverKind::public_space,
                               LeverKind::new_housing, LeverKind::newcomers, LeverKind::budget_cut, LeverKind::steering}) {
    Lever lever = lever_of(kind, 2, 60);
    lever.id = std::string(lever_kind_names[static_cast<std::size_t>(kind)]);
    lever.ramp_weeks = 5;
    lever.professionals.hours_factor = 1.4, lever.professionals.cooperation_hours = 2;
    lever.norm_drift.pressure_per_year = 0.05, lever.poverty_relief.households = 5, lever.public_space.safety = 0.2;
    lever.new_housing.neighbourhood = lever.newcomers.neighbourhood = "hof";
    lever.new_housing.dwellings = 60, lever.new_housing.x = 140900, lever.new_housing.y = 511300;
    lever.newcomers.households = 30, lever.newcomers.over_weeks = 6;
    all.push_back(lever);
  }
  EXPECT_NE(after(60, all), after(60, {}));
}

}  // namespace
}  // namespace weefsel
