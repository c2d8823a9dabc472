// The placebo of 7.12: one household kept home one week. It moves the twins a little, and not at all when there was
// nothing to miss.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "output/inspect.hpp"
#include "output/noise_floor.hpp"
#include "output/read_output.hpp"
#include "study/household_recorder.hpp"
#include "study/placebo.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/relabel.hpp"
#include "support/small_world.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

std::int64_t visits_in_town(const World& world) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < place_kind_count; ++k) sum += in_town(world, visit_to(static_cast<PlaceKind>(k)));
  return sum;
}

TEST(Placebo, keeps_one_household_home_for_one_week) {
  Parameters p;
  p.meeting.start_per_hour = 1;  // whoever shares a circle usually becomes acquainted, so every visit leaves a trace
  Play as_now(hofbuurt(), p);
  as_now.weeks(8);
  Play kept = as_now;
  const Key family = placebo_household(kept.world, kept.luck);
  ASSERT_NE(family, 0u);
  kept.world.kept_home = {family, kept.world.week};
  as_now.weeks(1), kept.weeks(1);
  EXPECT_NE(state_hash(as_now.world), state_hash(kept.world)) << "it had a school gate to miss";
  const std::int64_t missed = visits_in_town(as_now.world) - visits_in_town(kept.world);
  EXPECT_GE(missed, 0);
  EXPECT_LE(missed, 8) << "two adults, at most four moments each";
  EXPECT_EQ(in_town(as_now.world, Flow::moments_at_home) + missed, in_town(kept.world, Flow::moments_at_home));
  for (std::size_t i = 0; i < kept.world.actives.size(); ++i)
    if (kept.world.households.key[kept.world.adults.household[kept.world.actives.adult[ActiveId(i)]]] == family) {
      EXPECT_EQ(kept.scratch.gatherings.visit_count[i], 0);
    }
  const std::int64_t hours = in_town(as_now.world, Flow::contact_hours_tenths);
  EXPECT_LT(std::abs(static_cast<double>(in_town(kept.world, Flow::contact_hours_tenths) - hours)), 0.02 * static_cast<double>(hours)) << "small";
  kept.weeks(1);
  for (std::size_t i = 0; i < kept.world.actives.size(); ++i)
    if (kept.world.households.key[kept.world.adults.household[kept.world.actives.adult[ActiveId(i)]]] == family && kept.scratch.gatherings.visit_count[i] > 0) return;
  FAIL() << "it goes out again a week later";
}

TEST(Placebo, is_exactly_zero_for_whoever_meets_nobody) {
  // Two families, each alone in its street, 80 km apart, and one place near the second.
  SmallWorld small;
  const NeighbourhoodId n = small.neighbourhood();
  const HouseholdId alone = small.household(small.street(n, 1, 0, 0), {35}, {6});
  const HouseholdId visitor = small.household(small.street(n, 5, 80000, 0), {35}, {6});
  small.household(StreetId(std::size_t{1}), {36}, {6});
  const PlaceId library = small.place(PlaceKind::library, 80000, 100);
  small.world.places.hours_per_week[library] = Fixed(4);  // one moment a week: both are there together
  find_reachable_places(small.world, 1.0);
  Parameters p = with_still_population();
  p.outings.stay_home_utility = -10, p.outings.slots_per_week = 3, p.meeting.start_per_hour = 20;
  const auto state_after = [&](HouseholdId kept) {
    Play play(small.world, p);
    if (kept.exists()) play.world.kept_home = {small.world.households.key[kept], Week{3}};
    play.weeks(30);
    return state_hash(play.world);
  };
  const std::string as_now = state_after({});
  EXPECT_EQ(state_after(alone), as_now);
  EXPECT_NE(state_after(visitor), as_now) << "this test sees a real one";
}

TEST(Placebo, chooses_the_same_family_whatever_its_slot) {
  const Play play(hofbuurt());
  const World dealt = Relabelling(play.world, 5).apply(play.world, play.parameters.outings.reach);
  EXPECT_EQ(placebo_household(play.world, play.luck), placebo_household(dealt, play.luck));
  EXPECT_NE(placebo_household(play.world, play.luck), placebo_household(play.world, Luck(1, 1))) << "another replicate draws anew";
}

TEST(Placebo, starts_when_the_first_lever_does) {
  Scenario base = small_scenario("base"), other = small_scenario("other");
  EXPECT_EQ(placebo_week({base, other}), Week{0});
  Lever lever;
  lever.start = Week{40};
  other.levers = {lever};
  EXPECT_EQ(placebo_week({base, other}), Week{40});
  lever.start = Week{-10};
  base.levers = {lever};
  EXPECT_EQ(placebo_week({base, other}), Week{0});
  base.levers[0].start = other.levers[0].start = Week{5000};
  EXPECT_EQ(placebo_week({base, other}), Week{0}) << "beyond the horizon";
}

TEST(Placebo, is_one_more_member_that_changes_no_other) {
  TemporaryFolder folder;
  Scenario base = small_scenario("base"), other = small_scenario("other");
  for (Scenario* s : {&base, &other}) s->years = 1, s->run_in_years = 0.5, s->recording.households = 50;
  Lever lever;
  lever.id = "close", lever.kind = LeverKind::close_places, lever.start = Week{10}, lever.places.ids = {"library_hof"};
  other.levers = {lever};
  StudyOptions options;
  options.compare = true, options.threads = 1;
  options.out = folder.file("without.h5");
  const StudyResult without = run_study({base, other}, options);
  options.placebo = true, options.threads = 2;
  options.out = folder.file("with.h5");
  const StudyResult with = run_study({base, other}, options);
  ASSERT_TRUE(without.complete && with.complete);
  EXPECT_EQ(with.members, 3u);
  EXPECT_EQ(with.state_hash, without.state_hash);
  EXPECT_EQ(describe_noise_floor(folder.file("without.h5")), "");
  const std::string text = describe_noise_floor(folder.file("with.h5"));
  EXPECT_NE(text.find("Parental wellbeing"), std::string::npos) << text;
  const OutputReader reader(folder.file("with.h5"));
  const std::vector<double> as_now = reader.numbers(*reader.find("contact_hours"), {0, 0}), kept = reader.numbers(*reader.find("placebo/contact_hours"), {0});
  EXPECT_TRUE(std::equal(as_now.begin(), as_now.begin() + 10, kept.begin())) << "nothing differs before the lever's week";
  EXPECT_NE(as_now, kept) << "it moved something";
  options.out = folder.file("again.h5"), options.threads = 1;
  EXPECT_EQ(run_study({base, other}, options).hashes.file, with.hashes.file) << "any number of threads";
}

TEST(HouseholdRecorder, joins_on_keys_when_slots_differ) {
  Scenario s = small_scenario();
  s.years = 0.5, s.recording.households = every_household, s.recording.households_every_weeks = 4;
  Play play(hofbuurt(), s.parameters);
  Play dealt(Relabelling(play.world, 3).apply(play.world, s.parameters.outings.reach), s.parameters);
  HouseholdRecorder a(s, play.world, play.luck), b(s, dealt.world, dealt.luck);
  for (int week = 0; week < 26; ++week) {
    play.weeks(1), dealt.weeks(1);
    a.observe(play.world), b.observe(dealt.world);
  }
  const HouseholdRecord x = a.take(), y = b.take();
  ASSERT_GT(x.keys.size(), 100u);
  EXPECT_EQ(x.keys, y.keys);
  EXPECT_EQ(x.groups, y.groups);
  const HouseholdLayout layout = household_layout(s, play.world.names);
  check_household_record(layout, x);
  for (std::size_t v = 0; v < x.values.size(); ++v)
    for (std::size_t i = 0; i < x.values[v].size(); ++i) {
      const double p = x.values[v][i], q = y.values[v][i];
      ASSERT_TRUE((std::isnan(p) && std::isnan(q)) || std::abs(p - q) < 1e-9) << layout.variables[v].name << " " << i;
    }
  s.recording.households = 20;
  const HouseholdRecord sample = HouseholdRecorder(s, play.world, play.luck).take();
  EXPECT_EQ(sample.keys.size(), 20u);
}

}  // namespace
}  // namespace weefsel
