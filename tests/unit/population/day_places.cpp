// Childcare and schools: who goes where, and who moves when one closes.
#include <gtest/gtest.h>

#include <cmath>

#include "built_towns.hpp"
#include "population/add_place.hpp"
#include "population/day_places.hpp"
#include "population/keyed_shapes.hpp"

namespace weefsel {
namespace {
using namespace testing_towns;

PlaceId place_named(const World& w, const std::string& id) {
  for (std::size_t i = 0; i < w.places.size(); ++i)
    if (w.names.place_id[PlaceId(i)] == id) return PlaceId(i);
  return {};
}
double age_of(const World& w, ChildId c) { return age_in_years(w.children.birth_week[c], w.week); }

TEST(DayPlaces, follow_age) {
  EXPECT_EQ(day_place_kind(0), PlaceKind::childcare);
  EXPECT_EQ(day_place_kind(3.99), PlaceKind::childcare);
  EXPECT_EQ(day_place_kind(4), PlaceKind::primary_school);
  EXPECT_EQ(day_place_kind(12), PlaceKind::secondary_school);
  EXPECT_EQ(day_place_kind(18), PlaceKind::count);
}

TEST(DayPlaces, give_every_school_child_a_school_and_half_of_the_small_ones_childcare) {
  const World w = built(three_quarters());
  double small = 0, in_childcare = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const PlaceId p = w.children.day_place[c];
    EXPECT_FALSE(needs_new_day_place(w, DayPlaces(w), c, w.week));
    const double age = age_of(w, c);
    if (age < 4) ++small, in_childcare += p.exists();
    EXPECT_TRUE(age < 4 || p.exists() == (age < 18));
    EXPECT_TRUE(!p.exists() || w.places.kind_of(p) == day_place_kind(age));
  }
  EXPECT_NEAR(in_childcare / small, 0.54, 0.08);  // 4 sd of a share of some 650
}

TEST(DayPlaces, are_near_by) {
  const World w = built(three_quarters());
  double pupils = 0, own = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const PlaceId p = w.children.day_place[c];
    if (!p.exists() || w.places.kind_of(p) != PlaceKind::primary_school) continue;
    ++pupils, own += w.places.neighbourhood[p] == w.neighbourhood_of(w.children.household[c]);
  }
  EXPECT_GT(own / pupils, 0.6);
}

TEST(DayPlaces, brothers_and_sisters_often_share) {
  const World w = built(hamlet());
  double pairs = 0, together = 0;
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    std::vector<PlaceId> schools;
    w.for_each_child(HouseholdId(i), [&](ChildId c) {
      const PlaceId p = w.children.day_place[c];
      if (p.exists() && w.places.kind_of(p) == PlaceKind::primary_school) schools.push_back(p);
    });
    if (schools.size() == 2) ++pairs, together += schools[0] == schools[1];
  }
  ASSERT_GT(pairs, 20);
  EXPECT_GT(together / pairs, 0.8);
}

TEST(DayPlaces, closing_a_school_moves_its_own_children_only) {
  World w = built(hamlet());
  const Luck luck(1, 0);
  const PlaceId closed = place_named(w, "school_a");
  const auto before = w.children.day_place;
  w.places.open[closed] = 0;
  int moved = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    EXPECT_EQ(needs_new_day_place(w, DayPlaces(w), c, w.week), before[c] == closed);
    assign_day_place(w, DayPlaces(w), luck, c, w.week);  // even when asked anew, the others stay
    moved += before[c] == closed;
    EXPECT_EQ(w.children.day_place[c], before[c] == closed ? place_named(w, "school_b") : before[c]);
  }
  EXPECT_GT(moved, 10);
}

TEST(DayPlaces, are_outgrown) {
  World w = built(hamlet());
  const Luck luck(1, 0);
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const double age = age_of(w, c);
    if (age < 10 || age >= 12) continue;
    const Week later = w.week + weeks_from_years(2.5);
    EXPECT_TRUE(needs_new_day_place(w, DayPlaces(w), c, later));
    assign_day_place(w, DayPlaces(w), luck, c, later);
    EXPECT_EQ(w.children.day_place[c], place_named(w, "secondary"));
    const Week grown = w.week + weeks_from_years(8.5);
    EXPECT_TRUE(needs_new_day_place(w, DayPlaces(w), c, grown));
    assign_day_place(w, DayPlaces(w), luck, c, grown);
    EXPECT_FALSE(w.children.day_place[c].exists());
    EXPECT_FALSE(needs_new_day_place(w, DayPlaces(w), c, grown));
  }
}

TEST(DayPlaces, nobody_waits_for_a_school_that_is_not_there) {
  TownDescription town = hamlet();
  town.places.clear();
  const World w = built(town);
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    EXPECT_FALSE(w.children.day_place[ChildId(i)].exists());
    EXPECT_FALSE(needs_new_day_place(w, DayPlaces(w), ChildId(i), w.week));
  }
}

/// The hamlet with many schools round it, up to 30 km away: on few spots, so that many are equally far, and one in nine shut.
World among_many_schools() {
  TownDescription town = hamlet();
  for (std::uint64_t i = 0; i < 400; ++i) {
    const PlaceKind kind = i % 3 == 0 ? PlaceKind::childcare : i % 3 == 1 ? PlaceKind::primary_school : PlaceKind::secondary_school;
    const double near = i % 2 == 0 ? 100 : 2000;
    town.places.push_back(place("school_" + std::to_string(i), kind, 140'300 + near * (static_cast<double>(mix64(i) % 31) - 15),
                                511'300 + near * (static_cast<double>(mix64(~i) % 31) - 15), 1.0 + static_cast<double>(i % 5) * 300));
    town.places.back().quality = 0.5 + 0.25 * static_cast<double>(i % 4);
  }
  World w = built(town);
  for (std::size_t i = 0; i < w.places.size(); i += 9) w.places.open[PlaceId(i)] = 0;
  return w;
}

/// Every open place of the kind beside every other, by the rule as it is written down.
PlaceId best_by_brute_force(const World& w, const Luck& luck, ChildId c, PlaceKind kind) {
  const Salt taste = luck.salt(Purpose::new_school, of_a_lifetime).own(w.children.key[c]);
  const HouseholdId h = w.children.household[c];
  const DwellingId home = w.households.dwelling[h];
  PlaceId best;
  double highest = 0;
  for (std::size_t i = 0; i < w.places.size(); ++i) {
    const PlaceId p(i);
    if (!w.places.open[p] || w.places.kind_of(p) != kind) continue;
    const double dx = w.places.x[p] - w.dwellings.x[home], dy = w.places.y[p] - w.dwellings.y[home];
    const double km = std::sqrt(dx * dx + dy * dy) / 1000.0;
    double attraction = -km / (kind == PlaceKind::secondary_school ? 2.0 : 0.3) +
                        rounded_log(std::max(1.0, static_cast<double>(w.places.capacity[p]))) +
                        rounded_log(std::max(0.01, w.places.quality[p].value())) + gumbel(taste.of(w.places.key[p]));
    bool sibling = false;
    w.for_each_child(h, [&](ChildId other) {
      sibling = sibling || (w.children.day_place[other] == p && w.children.birth_week[other] < w.children.birth_week[c]);
    });
    if (sibling) attraction += 3;
    const bool equal = attraction == highest && best.exists() && w.places.key[p] > w.places.key[best];
    if (!best.exists() || attraction > highest || equal) best = p, highest = attraction;
  }
  return best;
}

TEST(DayPlaces, are_chosen_as_when_every_child_looks_at_all_of_them) {
  World w = among_many_schools();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Luck luck(seed, 0);
    const DayPlaces places(w);
    for (std::size_t i = 0; i < w.children.size(); ++i)
      for (const PlaceKind kind : {PlaceKind::childcare, PlaceKind::primary_school, PlaceKind::secondary_school}) {
        const ChildId c(i);
        const PlaceId best = places.best_for(w, luck, c, kind);
        ASSERT_EQ(best, best_by_brute_force(w, luck, c, kind));
        w.children.day_place[c] = best;  // for the younger ones at home, also where it is far away
      }
  }
}

TEST(DayPlaces, older_siblings_draw_from_far_away) {
  World w = among_many_schools();
  const Luck luck(9, 0);
  PlaceId far;
  for (std::size_t i = 0; i < w.places.size(); ++i) {
    const PlaceId p(i);
    const bool is_open_school = w.places.open[p] && w.places.kind_of(p) == PlaceKind::secondary_school;
    const bool is_some_way_off = w.places.x[p] > 144'000 && w.places.x[p] < 149'000 && std::abs(w.places.y[p] - 511'300) < 5'000;
    if (is_open_school && is_some_way_off && w.places.capacity[p] > 1000) far = p;
  }
  ASSERT_TRUE(far.exists());
  for (std::size_t i = 0; i < w.children.size(); ++i) w.children.day_place[ChildId(i)] = far;
  const DayPlaces places(w);
  int followers = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const PlaceId best = places.best_for(w, luck, ChildId(i), PlaceKind::secondary_school);
    ASSERT_EQ(best, best_by_brute_force(w, luck, ChildId(i), PlaceKind::secondary_school));
    followers += best == far;
  }
  EXPECT_GT(followers, 0);
}

TEST(Streets, nearest_to_a_spot_is_the_first_of_those_equally_near) {
  World w = built(three_quarters());
  for (std::size_t i = 0; i < w.streets.size(); ++i) {  // on few spots
    w.streets.x[StreetId(i)] -= w.streets.x[StreetId(i)] % 400;
    w.streets.y[StreetId(i)] -= w.streets.y[StreetId(i)] % 400;
  }
  const StreetsNearby streets(w);
  for (double x = 142'800; x < 147'000; x += 100)
    for (double y = 509'800; y < 514'000; y += 100.5) {
      NeighbourhoodId expected;
      double least = 1e18;
      for (std::size_t i = 0; i < w.streets.size(); ++i) {
        const StreetId s(i);
        const double dx = w.streets.x[s] - x, dy = w.streets.y[s] - y, squared = dx * dx + dy * dy;
        if (squared < least) least = squared, expected = w.streets.neighbourhood[s];
      }
      ASSERT_EQ(streets.neighbourhood_near(w, x, y), expected);
    }
}

TEST(Childcare, is_used_less_with_a_tight_income_and_without_work) {
  World w = built(hamlet());
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    const auto members = w.households.adults[h];
    w.households.tight_income[h] = 0;
    for (const AdultId a : members)
      if (a.exists()) w.adults.working_hours[a] = 30;
    const double both_work = p_childcare(w, h);
    w.households.tight_income[h] = 1;
    EXPECT_LT(p_childcare(w, h), both_work);
    w.households.tight_income[h] = 0;
    w.adults.working_hours[members[0]] = 0;
    EXPECT_LT(p_childcare(w, h), both_work);
  }
}

}  // namespace
}  // namespace weefsel
