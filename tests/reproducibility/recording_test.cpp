// Measures read and never write back: what is recorded, and how often, does not change what happens.
#include <gtest/gtest.h>

#include "measures/giving_measures.hpp"
#include "measures/network_measures.hpp"
#include "measures/people_measures.hpp"
#include "measures/reach_measures.hpp"
#include "study/simulate.hpp"
#include "study/take_snapshot.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

TEST(Recording, more_or_less_of_it_gives_the_same_state) {
  const Scenario s = small_scenario();
  const std::optional<World> start = run_in(s, hofbuurt(), 0);
  const auto usual = live(s, *start, 0);

  Scenario sparse = s, dense = s;
  sparse.recording = {52, 52, 52, true, false};
  dense.recording = {1, 4, 13, true, true, {{2026, 1, 5}, {2026, 7, 6}, {2027, 8, 2}}};
  dense.recording.households = every_household;
  EXPECT_EQ(live(sparse, *start, 0)->state_hash, usual->state_hash);
  EXPECT_EQ(live(dense, *start, 0)->state_hash, usual->state_hash);

  World unseen = *start;
  const Luck luck(s.seed, 0);
  const ModelTables tables(s.parameters);
  WeekScratch scratch;
  while (unseen.week.number < weeks_from_years(s.years)) advance_one_week(unseen, luck, s.parameters, tables, {}, scratch);
  EXPECT_EQ(state_hash(unseen), usual->state_hash) << "a run that nobody observes";
}

TEST(Recording, measures_leave_the_world_as_it_is) {
  Play play(hofbuurt());
  play.weeks(30);
  const std::string before = state_hash(play.world);
  (void)measure_network(play.world, play.tables().fading, true);
  (void)measure_people(play.world, low_wellbeing_mark(play.world));
  (void)measure_reach(play.world), (void)measure_giving(play.world);
  (void)take_snapshot(play.world, play.tables().fading, {2026, 1, 5});
  EXPECT_EQ(state_hash(play.world), before);
}

}  // namespace
}  // namespace weefsel
