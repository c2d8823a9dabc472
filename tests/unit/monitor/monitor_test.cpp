// The virtual monitor on worlds made by hand: what is answered follows from state and noise, who is asked from keys.
#include <gtest/gtest.h>

#include <cmath>

#include "monitor/ask_monitor.hpp"
#include "support/families.hpp"

namespace weefsel {
namespace {
using namespace tests;

const Luck luck(7, 0);

ItemSums asked(const World& world, Item item, std::int64_t sample = 1'000'000, const Parameters& p = {},
               const Luck& by = luck) {
  return ask_monitor(world, p, lasting(), by, sample).by_group[0].of(item);
}
double share(const World& world, Item item, const Parameters& p = {}) {
  return asked(world, item, 1'000'000, p).share();
}
/// Upper tail of the standard normal distribution.
double above(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

// Load, concerns and b are zero, so a yes is noise alone: P(noise sd x z > threshold). 4,000 answers: four standard
// deviations of a share of 0.12 are 0.021.
TEST(Monitor, without_any_load_hard_is_as_frequent_as_noise_makes_it) {
  const FamiliesByHand town(4000);
  Parameters p;
  p.monitor.noise_feeling = 0.4, p.monitor.hard_above = 0.47;
  EXPECT_NEAR(share(town.world, Item::upbringing_hard, p), above(0.47 / 0.4), 0.021);
  p.monitor.noise_feeling = 0;
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0);
  p.monitor.hard_above = 0;
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0) << "a yes is above the threshold, not at it";
}

TEST(Monitor, a_higher_threshold_never_gives_more_yes) {
  FamiliesByHand town(400);
  town.each_active([&](ActiveId a) { town.world.actives.load[a] = Fixed(0.01 * static_cast<double>(a.slot % 200)); });
  double before = 1;
  for (const double threshold : {-1.0, 0.0, 0.5, 1.0, 1.5, 3.0}) {
    Parameters p;
    p.monitor.hard_above = p.monitor.worn_out_above = threshold;
    const double hard = share(town.world, Item::upbringing_hard, p);
    EXPECT_LE(hard, before) << threshold;
    before = hard;
  }
  EXPECT_EQ(before, 0);
}

TEST(Monitor, hard_is_load_and_this_childs_concerns_less_wellbeing) {
  FamiliesByHand town(60);
  Parameters p;
  p.monitor.noise_feeling = 0, p.monitor.hard_above = 1, p.monitor.wellbeing_weight = 0.5;
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0);
  town.each_active([&](ActiveId a) { town.world.actives.load[a] = Fixed(0.7); });
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0) << "0.7 is not above 1";
  for (const HouseholdId h : town.families)
    town.world.children.perceived[town.world.households.first_child[h]][0] = Share8(0.4);
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 1) << "0.7 + 0.4 is";
  town.each_active([&](ActiveId a) { town.world.actives.wellbeing[a] = Fixed(0.5); });
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0) << "0.7 + 0.4 - 0.5 x 0.5 is not";
  town.each_active(
      [&](ActiveId a) { town.world.actives.load[a] = Fixed(0), town.world.actives.wellbeing[a] = Fixed(-1.5); });
  for (const HouseholdId h : town.families)
    town.world.children.perceived[town.world.households.first_child[h]][0] = Share8(0);
  EXPECT_EQ(share(town.world, Item::upbringing_hard, p), 0) << "low wellbeing alone is not called hard upbringing";
}

TEST(Monitor, people_answers_follow_from_ties) {
  FamiliesByHand town(80);
  Parameters p;
  p.monitor.noise_people = 0, p.monitor.count_on_from = 0.7;  // two ties of 0.9: 1 - (1 - 0.55 x 0.9)^2 = 0.745
  for (const Item item :
       {Item::someone_to_turn_to, Item::someone_to_count_on, Item::knows_other_parents, Item::knows_a_professional})
    EXPECT_EQ(share(town.world, item, p), 0) << info_of(item).id;
  for (std::size_t i = 0; i + 1 < town.families.size(); i += 2)
    for (std::size_t x = 0; x < 2; ++x) {
      town.tie(town.adult(town.families[i], x), town.adult(town.families[i + 1], 0), 0.95);
      town.tie(town.adult(town.families[i], x), town.adult(town.families[i + 1], 1), 0.95);
    }
  for (const Item item : {Item::someone_to_turn_to, Item::someone_to_count_on, Item::knows_other_parents})
    EXPECT_EQ(share(town.world, item, p), 1) << info_of(item).id;
  EXPECT_EQ(share(town.world, Item::knows_a_professional, p), 0);
  Parameters distrustful = p;
  distrustful.support.asking_trust = 0;
  EXPECT_EQ(share(town.world, Item::someone_to_count_on, distrustful), 0)
      << "counting on people needs trust that one can ask";
}

TEST(Monitor, loneliness_is_a_shortage_and_falls_with_contacts) {
  FamiliesByHand town(200);
  Parameters p;
  p.monitor.noise_feeling = 0, p.monitor.lonely_above = 1.2;
  EXPECT_EQ(share(town.world, Item::lonely, p), 1) << "nobody to count on and no contacts: a shortage of 2";
  town.each_active([&](ActiveId a) { town.world.actives.recent_contacts[a] = 0x5555; });
  EXPECT_EQ(share(town.world, Item::lonely, p), 0) << "all contacts that are wanted: a shortage of 1";
}

TEST(Monitor, facts_are_told_as_they_are_and_clubs_are_asked_of_ages_4_to_11) {
  FamiliesByHand town(90);
  for (std::size_t i = 0; i < 30; ++i) town.world.households.tight_income[town.families[i]] = 1;
  EXPECT_NEAR(share(town.world, Item::difficulty_ends_meet), 1.0 / 3, 1e-12);
  EXPECT_EQ(share(town.world, Item::one_parent), 0);
  const PlaceId club = town.place(PlaceKind::sports_club);
  for (std::size_t i = 0; i < 45; ++i) town.world.children.club[town.world.households.first_child[town.families[i]]] = club;
  EXPECT_NEAR(share(town.world, Item::is_club_member), 0.5, 1e-12);
  town.world.places.open[club] = 0;
  EXPECT_EQ(share(town.world, Item::is_club_member), 0);
  const FamiliesByHand infants(40, 1);
  EXPECT_EQ(asked(infants.world, Item::is_club_member).children, 0);
  EXPECT_EQ(asked(infants.world, Item::upbringing_hard).children, 40);
  const FamiliesByHand grown(40, 12.5);
  EXPECT_EQ(asked(grown.world, Item::upbringing_hard).children, 0);
}

TEST(Monitor, asks_as_many_children_as_it_should) {
  const FamiliesByHand town(300);
  EXPECT_EQ(asked(town.world, Item::upbringing_hard, 100).asked, 100);
  EXPECT_EQ(asked(town.world, Item::upbringing_hard, 100).children, 300);
  EXPECT_EQ(asked(town.world, Item::upbringing_hard, 5000).asked, 300);
  EXPECT_EQ(asked(town.world, Item::upbringing_hard, 0).asked, 0);
  EXPECT_EQ(asked(town.world, Item::upbringing_hard, 5000).standard_error(), 0) << "everyone was asked";
}

// The error that is printed, against the spread over 400 samples of 100 from 300: the spread of a spread over 400 draws
// has a relative standard error of 1 / sqrt(800) = 3.5%; 12% is well over three of those.
TEST(Monitor, sampling_error_is_the_spread_over_samples) {
  FamiliesByHand town(300);
  for (std::size_t i = 0; i < 75; ++i) town.world.households.tight_income[town.families[i]] = 1;
  double sum = 0, squares = 0, printed = 0;
  constexpr int samples = 400;
  for (int i = 0; i < samples; ++i) {
    const ItemSums s = asked(town.world, Item::difficulty_ends_meet, 100, {}, Luck(static_cast<std::uint64_t>(i), 0));
    sum += s.share(), squares += s.share() * s.share(), printed += s.standard_error() * s.standard_error();
  }
  const double mean = sum / samples, spread = std::sqrt((squares - samples * mean * mean) / (samples - 1));
  EXPECT_NEAR(mean, 0.25, 4 * spread / std::sqrt(samples));
  EXPECT_NEAR(std::sqrt(printed / samples) / spread, 1, 0.12);
}

TEST(Monitor, cells_of_fewer_than_30_families_are_blank) {
  const FamiliesByHand town(300);
  EXPECT_TRUE(std::isnan(asked(town.world, Item::upbringing_hard, 29).share()));
  EXPECT_FALSE(std::isnan(asked(town.world, Item::upbringing_hard, 30).share()));
  SmallWorld large;
  const StreetId street = large.street(large.neighbourhood(), 20);
  for (int i = 0; i < 15; ++i) large.household(street, {34, 36}, {3, 5, 7});
  EXPECT_EQ(asked(large.world, Item::upbringing_hard).asked, 45);
  EXPECT_TRUE(std::isnan(share(large.world, Item::upbringing_hard))) << "45 answers of 15 families";
}

TEST(Monitor, one_adult_of_the_house_answers_by_lot) {
  const FamiliesByHand town(1000);
  const Parameters p;
  const FadingCurve fading = lasting();
  const Interviewer interviewer(town.world, p, fading, luck);
  int first = 0;
  for (const HouseholdId h : town.families)
    first += interviewer.parent_of(town.world.households.first_child[h]) == town.adult(h, 0);
  EXPECT_NEAR(first, 500, 64) << "four standard deviations of a fair lot";
}

TEST(Monitor, every_question_has_words_in_both_languages) {
  for (const ItemInfo& item : monitor_items()) {
    EXPECT_FALSE(item.id.empty() || item.nl.empty() || item.en.empty() || item.stands_for.empty()) << item.id;
    EXPECT_LT(item.from_age, item.until_age);
    EXPECT_EQ(info_of(*item_called(item.id)).id, item.id);
  }
  EXPECT_FALSE(item_called("wealth").has_value());
}

}  // namespace
}  // namespace weefsel
