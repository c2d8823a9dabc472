// Whatever the parameters and levers: the world stays whole and numbers stay in their ranges.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/cases.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// What is out of its range, in words. Bounds without a definition of their own are ten times what has been seen: they
/// are there to catch what runs away.
std::vector<std::string> out_of_range(const World& w) {
  std::vector<std::string> broken;
  const auto expect = [&](bool holds, const char* what) { if (!holds) broken.emplace_back(what); };
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId a(i);
    expect(w.actives.load[a].value() >= 0 && w.actives.load[a].value() < 50, "load");
    expect(w.actives.relief[a].value() >= 0 && w.actives.relief[a].value() <= 0.7, "relief");
    expect(w.actives.event_strain[a].value() >= 0 && w.actives.event_strain[a].value() < 20, "strain of events");
    expect(w.actives.giving_load[a].value() >= 0, "load of giving");
    expect(std::abs(w.actives.wellbeing[a].value()) < 40, "wellbeing");
    expect(std::abs(w.actives.balance[a].value()) < 5000, "balance of help");
  }
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    if (w.children.gone[c]) continue;
    expect(age_in_years(w.children.birth_week[c], w.week) < 23.1, "age of a child");
    for (std::size_t tier = 0; tier < asked_tiers; ++tier)
      expect(w.children.help[c][tier] != HelpState::helped || w.children.help_until[c][tier] >= w.children.help_since[c][tier], "end of help");
  }
  return broken;
}

std::string sums_that_differ(const World& w) {
  std::string text;
  const auto same = [&](std::int64_t a, std::int64_t b, const char* what) { if (a != b) text += std::string(what) + " "; };
  for (std::size_t f = 0; f < flow_count; ++f)
    same(in_town(w, static_cast<Flow>(f)), w.tally.of(static_cast<Flow>(f), Group::all), "a flow over neighbourhoods and over all");
  std::int64_t routes = 0, kinds = 0;
  for (std::size_t r = 0; r < route_count; ++r) routes += in_town(w, demand_by(static_cast<Route>(r)));
  same(routes, in_town(w, Flow::demand_tier1) + in_town(w, Flow::demand_tier2), "demand by tier and by route");
  for (std::size_t k = 0; k < support_kind_count; ++k) kinds += in_town(w, support_of(static_cast<SupportKind>(k)));
  same(in_town(w, Flow::asked), in_town(w, Flow::refused) + kinds, "support asked, and given or refused");
  return text;
}

/// Everybody who is here has a key of their own.
bool keys_are_unique(const World& w) {
  std::vector<Key> keys;
  for (std::size_t i = 0; i < w.adults.size(); ++i)
    if (!w.adults.has(AdultId(i), Adults::gone)) keys.push_back(w.adults.key[AdultId(i)]);
  for (std::size_t i = 0; i < w.children.size(); ++i)
    if (!w.children.gone[ChildId(i)]) keys.push_back(w.children.key[ChildId(i)]);
  for (std::size_t i = 0; i < w.households.size(); ++i)
    if (!w.households.gone[HouseholdId(i)]) keys.push_back(w.households.key[HouseholdId(i)]);
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

/// Help starts only where there is room. When places become fewer, those in help stay.
void expect_capacity_kept(const World& w, std::array<double, asked_tiers>& most) {
  double helped[asked_tiers] = {0, 0};
  for (std::size_t i = 0; i < w.children.size(); ++i)
    for (std::size_t tier = 0; tier < asked_tiers; ++tier)
      helped[tier] += !w.children.gone[ChildId(i)] && w.children.help[ChildId(i)][tier] == HelpState::helped;
  most[0] = std::max(w.tier1_capacity.value(), std::min(most[0], helped[0]));
  most[1] = std::max(w.tier2_capacity.value(), std::min(most[1], helped[1]));
  for (std::size_t tier = 0; tier < asked_tiers; ++tier) RC_ASSERT(helped[tier] <= most[tier]);
}

RC_GTEST_PROP(WholeWorld, stays_whole_for_all_plausible_parameters, ()) {
  const Parameters p = *plausible_parameters();
  const auto levers = *some_levers(70);
  const auto seed = static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000));
  Play play(hamlet(130), p, seed, Week{-16});
  play.levers = levers;
  std::array<double, asked_tiers> most{};
  play.weeks(90, [&](const World& w) {
    if (w.week.number % 8 == 0) RC_ASSERT(broken_invariants(w) == std::vector<std::string>{});
    RC_ASSERT(out_of_range(w) == std::vector<std::string>{});
    RC_ASSERT(sums_that_differ(w) == "");
    expect_capacity_kept(w, most);
  });
}

RC_GTEST_PROP(WholeWorld, stays_whole_when_much_happens, ()) {
  Parameters p = *plausible_parameters();
  // Years of events in one: births, separations, moves and misfortunes come ten times as often.
  p.demography.separations_per_year *= 10, p.demography.separations_childless_per_year *= 10, p.demography.partnering_per_year *= 10;
  p.demography.moves_factor *= 5, p.demography.misfortunes_per_year *= 10, p.demography.children_per_woman = 6;
  p.meeting.start_per_hour = 1, p.concerns.everyday_per_year = 10, p.concerns.child_borne_per_year = 1;
  p.help.self_request_per_week = 0.5, p.volunteering.start_per_year = 3, p.volunteering.tire_per_year = 3;
  p.volunteering.initiative_per_year = 2, p.volunteering.initiative_ends_per_year = 4;
  Play play(hamlet(130), p, static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000)), Week{-16});
  play.levers = *some_levers(60);
  std::array<double, asked_tiers> most{};
  play.weeks(80, [&](const World& w) {
    RC_ASSERT(broken_invariants(w) == std::vector<std::string>{});
    RC_ASSERT(sums_that_differ(w) == "");
    expect_capacity_kept(w, most);
  });
  RC_ASSERT(keys_are_unique(play.world));
}

RC_GTEST_PROP(WholeWorld, takes_parameters_at_the_ends_of_what_is_valid, ()) {
  Parameters p;
  for (const ParameterInfo& info : parameter_table()) {
    const int u = *rc::gen::inRange(0, 10);
    if (u < 2) set_value(p, info, u == 0 ? info.valid_low : info.valid_high);
  }
  Play play(hamlet(80), p, 3, Week{-6});
  play.levers = *some_levers(30);
  play.weeks(40);
  RC_ASSERT(broken_invariants(play.world) == std::vector<std::string>{});
  RC_ASSERT(sums_that_differ(play.world) == "");
}

RC_GTEST_PROP(Levers, that_have_ended_leave_places_as_they_were, ()) {
  Play play(hamlet(60));
  play.levers = *some_levers(40);
  for (Lever& lever : play.levers)
    if (lever.kind == LeverKind::open_place) lever.kind = LeverKind::close_places;
  const Record before = offers_of(play.world);
  const auto options = play.world.reach.options.size();
  for (int week = 0; week < 41; ++week) play.only({"apply_levers"});
  RC_ASSERT(offers_of(play.world) == before);
  RC_ASSERT(play.world.reach.options.size() == options);
  RC_ASSERT(play.world.home_contact_percent == 100);
}

}  // namespace
}  // namespace weefsel
