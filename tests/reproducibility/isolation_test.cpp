// One isolated household more changes nothing for all others: no child at a school, nowhere to go, nobody to meet.
#include <gtest/gtest.h>

#include "population/settle.hpp"
#include "random/keys.hpp"
#include "support/play.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

constexpr std::uint32_t never_due = 0xffffffff;

enum class Newcomer { light, active };

/// A household in a street of its own, in a neighbourhood of its own, 80 km away; an adult of 45 for whom no event is due.
void add_far_household(Play& play, Newcomer who) {
  World& w = play.world;
  const NeighbourhoodId n(append_row(w.neighbourhoods));
  w.neighbourhoods.key[n] = key_of_name("neighbourhood/far");
  w.neighbourhoods.play_space[n] = w.neighbourhoods.upkeep[n] = w.neighbourhoods.safety[n] = Share8(1);
  w.names.neighbourhood_code.push_back("far"), w.names.neighbourhood_name.push_back("Far");
  w.newcomers.emplace_back();
  w.suited.emplace_back();
  const StreetId street(append_row(w.streets));
  w.streets.key[street] = key_of_name("far/street/0"), w.streets.neighbourhood[street] = n;
  w.streets.x[street] = 220000, w.streets.y[street] = 511000;
  w.streets.first_dwelling[street] = static_cast<std::uint32_t>(w.dwellings.size()), w.streets.dwelling_count[street] = 1;
  const DwellingId d(append_row(w.dwellings));
  w.dwellings.key[d] = key_of_member(w.streets.key[street], 0), w.dwellings.street[d] = street;
  w.dwellings.x[d] = 220000, w.dwellings.y[d] = 511000;
  const HouseholdId h = open_household(w, play.luck, d, key_of_newcomers(w.dwellings.key[d], w.week), w.week);
  NewAdult person;
  person.key = key_of_member(w.households.key[h], 0), person.female = 1;
  person.birth_week = static_cast<ShortWeek>(w.week.number - weeks_from_years(45));
  const AdultId a = add_adult(w, play.luck, h, person, w.week);
  w.households.birth[h].left = w.households.partnership[h].left = w.households.move[h].left = w.households.misfortune[h].left = never_due;
  if (who == Newcomer::active) {
    make_active(w, play.luck, play.parameters, a, w.week);
    w.adults.flags[a] = Adults::support_giver;  // a role, so it stays active
  }
  w.tally = Tally(w.neighbourhoods.size());
  find_reachable_places(w, play.parameters.outings.reach);
}

/// Takes the far neighbourhood, and whoever lives there, out of the records.
Records without_far(const Play& play, Records records) {
  const World& w = play.world;
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    const NeighbourhoodId n = w.neighbourhood_of(h);
    if (w.households.gone[h] || w.names.neighbourhood_code[n] != "far") continue;
    records.erase({"household", w.households.key[h]}), records.erase({"neighbourhood", w.neighbourhoods.key[n]});
    records.erase({"dwelling", w.dwellings.key[w.households.dwelling[h]]}), records.erase({"street", w.streets.key[w.street_of(h)]});
    for (const AdultId a : w.households.adults[h])
      if (a.exists()) records.erase({"adult", w.adults.key[a]}), records.erase({"active", w.adults.key[a]});
  }
  return records;
}

void expect_others_untouched(Newcomer who) {
  // An online group has no distance; without it nothing is within reach of the far household.
  const TownDescription town = without_place(hofbuurt(), "online_hof");
  Play play(town, {}, 3, Week{-30});
  Play other = play;
  add_far_household(other, who);
  ASSERT_EQ(broken_invariants(other.world), std::vector<std::string>{});
  const std::size_t before = records_of(play.world).size();
  for (int week = 0; week < 134; ++week) {
    play.weeks(1), other.weeks(1);
    auto with = tallies_of(other.world);
    const auto far = with["neighbourhood far"];
    with.erase("neighbourhood far");
    for (std::size_t f = 0; f < far.size(); ++f) with["group all"][f] -= far[f];  // it is in no other group
    ASSERT_EQ(difference(with, tallies_of(play.world)), "") << "in week " << week;
  }
  const Records records = records_of(other.world);
  EXPECT_EQ(difference(records_of(play.world), without_far(other, records)), "");
  EXPECT_EQ(records.size(), records_of(play.world).size() + (who == Newcomer::light ? 5 : 6)) << "the far household stayed";
  EXPECT_GT(before, 2000u);
}

TEST(Isolation, one_light_household_more_leaves_all_others) { expect_others_untouched(Newcomer::light); }

TEST(Isolation, one_active_household_more_leaves_all_others) { expect_others_untouched(Newcomer::active); }

}  // namespace
}  // namespace weefsel
