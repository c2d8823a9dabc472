// `uncertainty: sample`: which parameters are drawn, from where, and that each draw belongs to its parameter.
#include "study/draw_parameters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "output/headlines.hpp"
#include "output/inspect.hpp"
#include "output/read_output.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

Scenario sampled(std::int32_t draws, std::int32_t per_draw = 2) {
  Scenario s = small_scenario();
  s.draws = draws, s.replicates_per_draw = per_draw, s.replicates = draws * per_draw;
  s.years = 0.3, s.run_in_years = 0.1;
  s.recording = {4, 4, 13, true, true};
  return s;
}

TEST(DrawParameters, takes_each_slice_of_each_plausible_range_once) {
  constexpr int draws = 20;
  const auto drawn = draw_parameters(sampled(draws), draws);
  for (const ParameterInfo& info : parameter_table()) {
    std::set<int> slices;
    for (const Parameters& p : drawn) {
      const double value = value_of(p, info);
      if (!is_sampled(sampled(draws), info)) {
        EXPECT_EQ(value, info.default_value) << info.name << " is known for this setting, or an anchor";
        continue;
      }
      ASSERT_GE(value, info.plausible_low) << info.name;
      ASSERT_LE(value, info.plausible_high) << info.name;
      const bool by_logarithm = info.plausible_low > 0 && info.plausible_high > 10 * info.plausible_low;
      const auto place = [&](double x) { return by_logarithm ? std::log(x) : x; };
      const double share = (place(value) - place(info.plausible_low)) / (place(info.plausible_high) - place(info.plausible_low));
      slices.insert(std::min(draws - 1, static_cast<int>(share * draws)));
    }
    if (is_sampled(sampled(draws), info)) {
      EXPECT_GE(slices.size(), static_cast<std::size_t>(draws) - 1) << info.name << ": one slice may be missed by rounding";
    }
  }
}

// A parameter's slices are keyed by its name alone: fixing another one changes nothing, as would adding one.
TEST(DrawParameters, leaves_a_parameter_as_it_is_when_another_is_set) {
  Scenario all = sampled(12), fixed = all;
  fixed.overrides = {{"ties.growth_per_hour", 0.004, "for a test"}};
  fixed.parameters.ties.growth_per_hour = 0.004;
  const auto a = draw_parameters(all, 12), b = draw_parameters(fixed, 12);
  for (std::size_t d = 0; d < 12; ++d)
    for (const ParameterInfo& info : parameter_table()) {
      if (info.name == "ties.growth_per_hour") EXPECT_EQ(value_of(b[d], info), 0.004);
      else EXPECT_EQ(value_of(a[d], info), value_of(b[d], info)) << info.name;
    }
}

// 1,000 draws of two parameters that nothing links: their rank order is as good as independent, |r| < 4 / sqrt(1000).
TEST(DrawParameters, draws_parameters_independently) {
  const auto drawn = draw_parameters(sampled(1000), 1000);
  double xy = 0, x = 0, y = 0, xx = 0, yy = 0;
  for (const Parameters& p : drawn) {
    const double a = p.help.substitution, b = p.help.supply;
    x += a, y += b, xy += a * b, xx += a * a, yy += b * b;
  }
  const double r = (xy - x * y / 1000) / std::sqrt((xx - x * x / 1000) * (yy - y * y / 1000));
  EXPECT_LT(std::abs(r), 0.126);
  EXPECT_NEAR(x / 1000, 0.5, 0.001) << "stratified: the mean of a uniform range is nearly exact";
}

TEST(DrawParameters, another_seed_is_another_sample_and_the_same_seed_the_same) {
  Scenario one = sampled(5), other = one;
  other.seed = 2;
  const auto a = draw_parameters(one, 5), b = draw_parameters(one, 5), c = draw_parameters(other, 5);
  EXPECT_EQ(std::memcmp(a.data(), b.data(), 5 * sizeof(Parameters)), 0);
  EXPECT_NE(a[0].help.substitution, c[0].help.substitution);
}

TEST(DrawParameters, ranges_that_are_not_proven_hold_zero) {
  for (const char* name : {"help.substitution", "help.gateway", "help.supply"}) {
    EXPECT_EQ(find_parameter(name)->plausible_low, 0) << name;
    EXPECT_NE(find_parameter(name)->grade, Grade::A) << name;
  }
}

TEST(DrawParameters, more_futures_of_a_draw_leave_the_first_as_they_were) {
  const Scenario few = sampled(4, 2), many = sampled(4, 5);
  EXPECT_EQ(luck_of_replicate(few, 3), luck_of_replicate(many, 6)) << "draw 1, second future";
  EXPECT_EQ(luck_of_replicate(few, 1), 1u) << "draw 0 has the luck of a run without draws";
  std::set<std::uint32_t> lucks;
  for (std::uint32_t r = 0; r < 20; ++r) lucks.insert(luck_of_replicate(many, r));
  EXPECT_EQ(lucks.size(), 20u);
}

TEST(Uncertainty, is_in_the_file_draw_by_draw) {
  const TemporaryFolder folder;
  Scenario base = sampled(3), closed = base;
  closed.id = "closed";
  Lever lever;
  lever.id = "close", lever.kind = LeverKind::close_places, lever.places.ids = {"library_hof"};
  closed.levers = {lever};
  closed.overrides = {{"help.supply", 0.2, "as measured"}}, closed.parameters.help.supply = 0.2;
  StudyOptions options;
  options.out = folder.file("sampled.h5"), options.compare = true;
  const StudyResult result = run_study({base, closed}, options);
  ASSERT_TRUE(result.complete);
  const OutputReader reader(options.out);
  const StoredVariable* draw_of = reader.find("draw_of_replicate");
  ASSERT_NE(draw_of, nullptr);
  EXPECT_EQ(reader.numbers(*draw_of), (std::vector<double>{0, 0, 1, 1, 2, 2}));
  const StoredVariable* values = reader.find("parameter_value");
  ASSERT_NE(values, nullptr);
  EXPECT_EQ(values->dimensions, (std::vector<std::string>{"scenario", "draw", "parameter"}));
  const std::vector<double> numbers = reader.numbers(*values);
  const auto drawn = draw_parameters(base, 3), drawn_closed = draw_parameters(closed, 3);
  std::size_t i = 0;
  for (const auto* parameters : {&drawn, &drawn_closed})
    for (const Parameters& p : *parameters)
      for (const ParameterInfo& info : parameter_table()) ASSERT_EQ(numbers.at(i++), value_of(p, info)) << info.name;
  const std::string text = describe_output(options.out);
  EXPECT_NE(text.find("ignorance ±"), std::string::npos) << text;
  EXPECT_NE(text.find("chance ±"), std::string::npos);
  EXPECT_NE(text.find("of 3 draws"), std::string::npos);
  EXPECT_EQ(text.find(sign_not_settled), std::string::npos) << "with draws the signs themselves are told";
  EXPECT_NE(text.find("closed: help.supply = 0.2"), std::string::npos) << text;
}

TEST(Uncertainty, plays_each_draw_with_its_own_parameters_and_luck) {
  const Scenario s = sampled(3);
  const auto drawn = draw_parameters(s, 3);
  const Scenario third = scenario_of_replicate(s, drawn, 4);
  EXPECT_EQ(std::memcmp(&third.parameters, &drawn[2], sizeof(Parameters)), 0);
  const TemporaryFolder folder;
  StudyOptions options;
  options.out = folder.file("one.h5");
  ASSERT_TRUE(run_study({s}, options).complete);
  const OutputReader reader(options.out);
  const TownDescription town = read_town(s.town_file);
  const auto alone = live(third, *run_in(third, town, luck_of_replicate(s, 4)), luck_of_replicate(s, 4));
  EXPECT_EQ(reader.texts(*reader.find("state_hash"))[4], alone->state_hash);
}

TEST(Uncertainty, threads_make_no_difference) {
  const TemporaryFolder folder;
  StudyOptions one, two;
  one.out = folder.file("one.h5"), one.threads = 1;
  two.out = folder.file("two.h5"), two.threads = 2;
  EXPECT_EQ(run_study({sampled(3)}, one).hashes.file, run_study({sampled(3)}, two).hashes.file);
}

// Four draws of two futures, worked out on paper: means 1, 3, 5, 7, within each +-1, so the mean squares are 2 x 20 / 3
// between and 8 / 4 = 2 within: ignorance^2 = (13.33 - 2) / 2 = 5.67, chance^2 = 2.
TEST(SpreadParts, tell_ignorance_from_chance) {
  const std::vector<double> values = {0, 2, 2, 4, 4, 6, 6, 8}, draw_of = {0, 0, 1, 1, 2, 2, 3, 3};
  const SpreadParts parts = parts_of(values, draw_of);
  EXPECT_NEAR(parts.chance * parts.chance, 2, 1e-12);
  EXPECT_NEAR(parts.ignorance * parts.ignorance, 17.0 / 3, 1e-12);
  EXPECT_EQ(parts.draws, 4u);
  EXPECT_TRUE(std::isnan(parts_of({1, 2, 3}, {0, 1, 2}).chance)) << "one future a draw cannot tell";
  EXPECT_EQ(parts_of({0, 2, 0, 2}, {0, 0, 1, 1}).ignorance, 0) << "never below zero";
  const SignsOfDraws signs = signs_of({1, -2, 3, 0, 0, 0}, {0, 0, 1, 1, 2, 2});
  EXPECT_EQ(signs.above, 1u);
  EXPECT_EQ(signs.below, 1u);
  EXPECT_EQ(signs.draws, 3u);
}

}  // namespace
}  // namespace weefsel
