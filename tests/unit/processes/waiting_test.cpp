// What is counted of waiting and of concerns that pass in help, on worlds where nothing is left to luck.
#include <gtest/gtest.h>

#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct FourChildren : ::testing::Test {
  FourChildren() {
    made.world.week = Week{100};
    const StreetId street = made.street(made.neighbourhood());
    for (int i = 0; i < 4; ++i) child.push_back(made.world.households.first_child[made.household(street, {34}, {6})]);
  }
  void waits(std::size_t i, std::size_t tier, int weeks) {
    made.world.children.help[child[i]][tier] = HelpState::waiting;
    made.world.children.help_since[child[i]][tier] = short_week(made.world.week + -weeks);
  }

  SmallWorld made;
  std::vector<ChildId> child;
  Parameters p;
};

//   tier 1, two places: waiting 10, 4 and 0 weeks. The first two start: 14 weeks together.
//   tier 2, one place:  waiting 7 weeks.
TEST_F(FourChildren, weeks_waited_are_those_of_children_whose_help_started) {
  p.help.leave_queue_per_week = 0;
  waits(0, 0, 4), waits(1, 0, 10), waits(2, 0, 0), waits(3, 1, 7);
  made.world.tier1_capacity = Fixed(2), made.world.tier2_capacity = Fixed(1);
  Play play(made.world, p);
  play.only({"provide_help"});
  EXPECT_EQ(in_town(play.world, Flow::help_started), 3);
  EXPECT_EQ(in_town(play.world, Flow::help_started_tier2), 1);
  EXPECT_EQ(in_town(play.world, Flow::weeks_waited_tier1), 14);
  EXPECT_EQ(in_town(play.world, Flow::weeks_waited_tier2), 7);
}

TEST_F(FourChildren, concerns_that_pass_in_help_are_told_apart) {
  p.concerns.everyday_half_life = 0.001;  // every open concern passes this week
  p.concerns.everyday_per_year = p.concerns.strain_per_year = p.concerns.child_borne_per_year = 0;
  for (const ChildId c : child) {
    made.world.children.severity[c][0] = made.world.children.perceived[c][0] = Share8(0.3);
    made.world.children.concern_since[c][0] = short_week(made.world.week + -3);
  }
  made.world.children.help[child[0]][1] = HelpState::helped;
  made.world.children.help_since[child[0]][1] = short_week(made.world.week + -3);
  waits(1, 0, 3);
  Play play(made.world, p);
  play.only({"raise_concerns"});
  EXPECT_EQ(in_town(play.world, Flow::concerns_passed), 4);
  EXPECT_EQ(in_town(play.world, Flow::concerns_passed_in_help), 1);
}

}  // namespace
}  // namespace weefsel
