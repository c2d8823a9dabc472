// The promises of the data structure hold after every process, not only when the week is over; and looking at them costs
// little enough to do so in the dev build.
#include <gtest/gtest.h>

#include "support/play.hpp"
#include "world/invariants.hpp"

namespace weefsel {
namespace {
using namespace tests;

TEST(EveryProcess, leaves_the_world_whole) {
  Parameters lively;
  lively.demography.separations_per_year = 0.3, lively.demography.partnering_per_year = 1, lively.demography.moves_factor = 4;
  lively.volunteering.start_per_year = 2, lively.volunteering.initiative_per_year = 2, lively.concerns.everyday_per_year = 6;
  Play play(hofbuurt_of(150), lively, 5, Week{-3});
  Lever programme, closing;
  programme.id = "families", programme.kind = LeverKind::buurtgezinnen, programme.start = Week{0}, programme.buurtgezinnen.coordinators_fte = 4;
  closing.id = "shut", closing.kind = LeverKind::close_places, closing.start = Week{12}, closing.end = Week{40}, closing.places.ids = {"library_hof", "school_hof"};
  play.levers = {programme, closing};
  for (int week = 0; week < 60; ++week) {
    for (const Process& process : the_week()) {
      process.run(play.world, play.now(), play.levers, play.scratch);
      ASSERT_EQ(broken_within_a_week(play.world), std::vector<std::string>{}) << "after " << process.name << " in week " << play.world.week.number;
    }
    ASSERT_EQ(broken_invariants(play.world), std::vector<std::string>{}) << "at the end of week " << play.world.week.number;
    ++play.world.week;
  }
}

}  // namespace
}  // namespace weefsel
