// Who comes to live in an empty home: one of those it suits, where several are considered.
#include <gtest/gtest.h>

#include "population/settle.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel::tests {
namespace {

TEST(SuitedHomes, TheFirstHouseholdsFillThemAll) {
  const Play play(hofbuurt(), {}, 3, Week{0});
  const World& w = play.world;
  std::array<std::uint32_t, SuitedHomes::kinds> lived_in{};
  for (std::size_t i = 0; i < w.households.size(); ++i) ++lived_in[kind_of_home(w, HouseholdId(i))];
  EXPECT_EQ(w.suited[NeighbourhoodId(std::size_t{0})].homes, lived_in);
}

TEST(SuitedHomes, ATemplateIsOfTheKindOfTheHouseholdItWasMadeOf) {
  Play play(hofbuurt(), {}, 3, Week{0});
  World& w = play.world;
  const std::size_t before = w.households.size();
  std::size_t moved = 0;
  for (std::size_t i = 0; i < before && moved < 10; i += 7) {
    const NewcomerTemplate like = template_of(w, HouseholdId(i));
    DwellingId empty;
    for (std::size_t d = 0; d < w.dwellings.size(); ++d)
      if (!w.dwellings.household[DwellingId(d)].exists()) empty = DwellingId(d);
    if (!empty.exists()) break;
    const HouseholdId h = settle_household(w, DayPlaces(w), play.luck, play.parameters, like, empty, mix64(i), w.week);
    EXPECT_EQ(kind_of_home(w, h), kind_of_home(w, HouseholdId(i))) << "household " << i;
    ++moved;
  }
  EXPECT_GT(moved, 5U);
}

/// An old couple lives in a street of many empty homes; as many old couples as young single people could move in. `suited`
/// says what the homes suit. Gives the share of old couples among those who come within a year.
double share_of_old_couples(double considered, bool homes_suit_old_couples) {
  SmallWorld made{Week{1}};
  const NeighbourhoodId n = made.neighbourhood();
  const StreetId street = made.street(n, 400);
  made.household(street, {68, 70});
  NewcomerTemplate old_couple, young;
  old_couple.adult_age_weeks = {static_cast<ShortWeek>(weeks_from_years(68)), static_cast<ShortWeek>(weeks_from_years(70))};
  young.adult_age_weeks[0] = static_cast<ShortWeek>(weeks_from_years(25));
  made.world.newcomers[n] = {old_couple, young};
  if (homes_suit_old_couples) {
    made.world.suited[n].homes[SuitedHomes::kind_of(70, true, false)] = 200;
    made.world.suited[n].homes[SuitedHomes::kind_of(25, false, false)] = 200;
  }
  Parameters p;
  p.demography.young_newcomers_share = 0, p.demography.newcomers_considered = considered, p.demography.moves_factor = 0;
  for (std::size_t d = 1; d < 400; ++d) made.world.dwellings.filling[DwellingId(d)].left = 0;
  Play play(made.world, p);
  play.only({"move_house"});
  std::size_t couples = 0, all = 0;
  for (std::size_t i = 1; i < play.world.households.size(); ++i) ++all, couples += play.world.households.adults[HouseholdId(i)][1].exists();
  EXPECT_GT(all, 300U);
  return static_cast<double>(couples) / static_cast<double>(all);
}

TEST(Newcomers, SuitTheHomesThatAreLeastInUse) {
  // The one household is an old couple, so homes of young people are the ones not in use: of four considered, one is
  // young but once in sixteen times. Of 300 and more: sd 0.014, and 0.05 is three and a half of them.
  EXPECT_NEAR(share_of_old_couples(4, true), 1.0 / 16, 0.05);
}

TEST(Newcomers, ComeByLotAloneWhereOneIsConsideredOrNobodyCountedHomes) {
  // Half of 300 and more: sd 0.029, and 0.1 is nearly three and a half of them.
  EXPECT_NEAR(share_of_old_couples(1, true), 0.5, 0.1);
  EXPECT_NEAR(share_of_old_couples(4, false), 0.5, 0.1);
}

}  // namespace
}  // namespace weefsel::tests
