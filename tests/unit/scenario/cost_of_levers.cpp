// By hand: euro a year of 52 weeks, for the weeks within the scenario's years.
#include "scenario/cost_of_levers.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

Scenario with(std::vector<Lever> levers, double years = 2) {
  Scenario s;
  s.years = years, s.levers = std::move(levers);
  return s;
}

Lever costing(double a_year, std::int32_t from, Week until = never) {
  Lever lever;
  lever.cost_per_year = a_year, lever.start = Week{from}, lever.end = until;
  return lever;
}

TEST(CostOfLevers, is_of_the_weeks_in_effect) {
  EXPECT_EQ(cost_of_levers(with({})), 0);
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, 10, Week{23})})), 1300) << "13 weeks of 100 euro";
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, 0, Week{52})})), 5200);
}

TEST(CostOfLevers, ends_with_the_scenario) {
  // Two years are 104 weeks, ten are 522: a year of the calendar is a little longer than 52 weeks.
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, 0)})), 10400);
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, 0, Week{5000})}, 10)), 52200);
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, 100)})), 400);
  EXPECT_EQ(cost_of_levers(with({costing(5200, 104)})), 0);
  EXPECT_EQ(cost_of_levers(with({costing(5200, 200)})), 0) << "never less than nothing";
}

TEST(CostOfLevers, leaves_out_what_was_before_the_start) {
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(5200, -26, Week{26})})), 2600);
  EXPECT_EQ(cost_of_levers(with({costing(5200, -26, Week{-13})})), 0);
}

TEST(CostOfLevers, adds_up_and_may_be_below_zero) {
  EXPECT_DOUBLE_EQ(cost_of_levers(with({costing(-52000, 52), costing(1000, 0, Week{52}), costing(0, 0)})), -51000);
}

}  // namespace
}  // namespace weefsel
