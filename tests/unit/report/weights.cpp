// What a difference hangs on, with planted answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "planted.hpp"
#include "report/assumption_words.hpp"
#include "report/comparison_json.hpp"
#include "report/weights.hpp"
#include "support/fit_words.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Uniform in (0, 1), the same on every machine.
double uniform(std::mt19937_64& bits) { return (static_cast<double>(bits() >> 11) + 0.5) / 9007199254740992.0; }
double normal(std::mt19937_64& bits) {
  return std::sqrt(-2 * std::log(uniform(bits))) * std::cos(2 * 3.14159265358979323846 * uniform(bits));
}

/// Of as many draws; the names are those of the model, as far as there are.
DrawnParameters drawn_at_random(std::size_t parameters, std::size_t draws, std::uint64_t seed) {
  std::mt19937_64 bits(seed);
  DrawnParameters drawn;
  for (std::size_t p = 0; p < parameters; ++p) {
    const auto& table = parameter_table();
    drawn.names.push_back(std::string(table[p % table.size()].name));
    drawn.grades.push_back(table[p % table.size()].grade);
    drawn.values.emplace_back();
    for (std::size_t d = 0; d < draws; ++d) drawn.values.back().push_back(uniform(bits));
  }
  return drawn;
}

/// 0, 0, 1, 1, ...: so many runs a draw.
std::vector<std::size_t> nested(std::size_t draws, std::size_t runs_per_draw) {
  std::vector<std::size_t> draw_of;
  for (std::size_t d = 0; d < draws; ++d) draw_of.insert(draw_of.end(), runs_per_draw, d);
  return draw_of;
}

TEST(Weights, find_the_parameter_that_makes_the_difference_and_say_which_way) {
  const DrawnParameters drawn = drawn_at_random(192, 32, 1);
  const auto draw_of = nested(32, 4);
  Weigher weigher(drawn);
  for (const double way : {1.0, -1.0}) {
    std::mt19937_64 bits(2);
    std::vector<double> by_run;
    for (const std::size_t d : draw_of) by_run.push_back(way * drawn.values[77][d] + 0.1 * normal(bits));
    const Weights w = weigher.weigh(by_run, draw_of);
    ASSERT_EQ(w.kind, WeightsKind::some_stand_out);
    EXPECT_EQ(w.draws, 32u);
    EXPECT_EQ(w.parameters, 192u);
    EXPECT_EQ(w.largest.front().parameter, 77u);
    EXPECT_GT(way * w.largest.front().rho, 0.9);
    EXPECT_EQ(w.largest.size(), 6u);
    for (std::size_t i = 1; i < w.largest.size(); ++i) {
      EXPECT_LE(std::abs(w.largest[i].rho), std::abs(w.largest[i - 1].rho));
      EXPECT_EQ(std::abs(w.largest[i].rho) > w.bound, i < w.standing_out);
    }
    // Between draws the variance is 1/12, of luck 0.1^2 / 4 in a mean: 3%, estimated within a factor of two.
    EXPECT_GT(w.luck_share, 0.015);
    EXPECT_LT(w.luck_share, 0.06);
    const std::string nl = in_words(w, drawn, Language::nl), en = in_words(w, drawn, Language::en);
    const Words words = words_of_assumption(drawn.names[77]);
    EXPECT_THAT(nl, HasSubstr(words.in(Language::nl)));
    EXPECT_THAT(en, HasSubstr(words.in(Language::en)));
    EXPECT_THAT(nl, HasSubstr(way > 0 ? "schuift het verschil omhoog" : "schuift het verschil omlaag"));
    EXPECT_THAT(en, HasSubstr(way > 0 ? "the difference moves up" : "the difference moves down"));
    EXPECT_THAT(nl, HasSubstr("minder dan een tiende toeval"));
  }
}

TEST(Weights, name_beside_the_true_one_no_more_than_luck_does) {
  // Each of 100 parameters makes the difference in turn. In 5 of 100 tables another passes as well; 2.2 is a standard
  // deviation, and four of those over is 13.
  const DrawnParameters drawn = drawn_at_random(192, 32, 21);
  const auto draw_of = nested(32, 2);
  Weigher weigher(drawn);
  std::mt19937_64 bits(22);
  std::size_t with_others = 0;
  for (std::size_t p = 0; p < 100; ++p) {
    std::vector<double> by_run;
    for (const std::size_t d : draw_of) by_run.push_back(drawn.values[p][d] + 0.1 * normal(bits));
    const Weights w = weigher.weigh(by_run, draw_of);
    ASSERT_GE(w.standing_out, 1u);
    EXPECT_EQ(w.largest.front().parameter, p);
    with_others += w.standing_out > 1;
  }
  EXPECT_LE(with_others, 13u);
}

TEST(Weights, sort_several_by_size_whichever_way_they_work) {
  const DrawnParameters drawn = drawn_at_random(50, 100, 3);
  std::vector<double> by_run;
  for (std::size_t d = 0; d < 100; ++d) by_run.push_back(drawn.values[10][d] - 3 * drawn.values[20][d]);
  const Weights w = Weigher(drawn).weigh(by_run, nested(100, 1));
  ASSERT_EQ(w.kind, WeightsKind::some_stand_out);
  EXPECT_EQ(w.largest[0].parameter, 20u);
  EXPECT_LT(w.largest[0].rho, -0.9);
  EXPECT_TRUE(std::isnan(w.luck_share)) << "one run a draw";
  EXPECT_THAT(in_words(w, drawn, Language::nl), HasSubstr("is niet te zeggen: er is één nabootsing per invulling"));
}

TEST(Weights, of_pure_noise_name_a_parameter_in_at_most_5_percent_of_tables) {
  // 1,000 tables of 200 parameters and 16 draws, as luck deals them: 50 are expected to name one, with a standard
  // deviation of 7 (binomial); the bound itself comes from 9,999 deals, which adds 2 (sd 0.22 points of per cent). Four
  // sd off either way would be 79 and 21. The t-approximation with Bonferroni is 1.5 times over: it would name some 74.
  std::mt19937_64 bits(4);
  const auto draw_of = nested(16, 2);
  const DrawnParameters drawn = drawn_at_random(200, 16, 5);
  Weigher weigher(drawn);
  std::size_t tables = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<double> by_run;
    for (std::size_t r = 0; r < 32; ++r) by_run.push_back(normal(bits));
    tables += weigher.weigh(by_run, draw_of).standing_out > 0;
  }
  EXPECT_LE(tables, 79u);
  EXPECT_GE(tables, 21u) << "more careful than was said: parameters that count are missed";
}

TEST(Weights, of_one_parameter_have_the_bound_of_a_single_test) {
  // Spearman, n = 32, two-sided 5%: 0.350 by Student's t; the 500th largest of 9,999 deals is within 0.01 of it (the
  // density at the bound is about 0.5 a unit, so a standard error of 0.22 points of per cent is 0.0035).
  const boost::math::students_t_distribution<double> t(30);
  const double at = boost::math::quantile(boost::math::complement(t, 0.025));
  std::mt19937_64 bits(6);
  std::vector<double> by_run;
  for (int i = 0; i < 32; ++i) by_run.push_back(normal(bits));
  EXPECT_NEAR(Weigher(drawn_at_random(1, 32, 7)).weigh(by_run, nested(32, 1)).bound, at / std::sqrt(30 + at * at),
              0.01);
}

TEST(Weights, are_spearman_s_with_mean_ranks_for_ties) {
  // Ranks 1, 2.5, 2.5, 4, 5 and 2, 1, 3, 4.5, 4.5: products of what is off the mean of 3 sum to 7.5, squares to 9.5
  // each: rho 0.7895.
  DrawnParameters drawn;
  drawn.names = {"ties.half_life"}, drawn.grades = {Grade::C}, drawn.values = {{1, 3, 3, 7, 9}};
  const Weights w = Weigher(drawn).weigh({0.2, 0.1, 0.3, 0.8, 0.8}, nested(5, 1));
  ASSERT_EQ(w.largest.size(), 1u);
  EXPECT_NEAR(w.largest[0].rho, 7.5 / 9.5, 1e-12);
  drawn.values = {{1, 2, 3, 4, 5}};
  EXPECT_DOUBLE_EQ(Weigher(drawn).weigh({-1, 0, 10, 100, 1000}, nested(5, 1)).largest[0].rho, 1) << "ranks, not sizes";
}

TEST(Weights, stand_out_of_many_ties_as_often_as_of_none) {
  // The difference is zero in most draws: in four of 32 it is 1. What luck does to such a table has a bound of its own.
  const DrawnParameters drawn = drawn_at_random(100, 32, 8);
  Weigher weigher(drawn);
  std::mt19937_64 bits(9);
  std::size_t tables = 0;
  for (int i = 0; i < 500; ++i) {
    std::vector<double> by_run(32, 0);
    for (int k = 0; k < 4; ++k) by_run[bits() % 32] = 1;
    tables += weigher.weigh(by_run, nested(32, 1)).standing_out > 0;
  }
  EXPECT_LE(tables, 25u + 20u) << "5% of 500, and four standard deviations of 4.9";
}

TEST(Weights, leave_out_what_is_always_the_same) {
  DrawnParameters drawn = drawn_at_random(3, 20, 10);
  drawn.values[1].assign(20, 4.0);
  const Weights w = Weigher(drawn).weigh(drawn.values[2], nested(20, 1));
  ASSERT_EQ(w.kind, WeightsKind::some_stand_out);
  EXPECT_EQ(w.largest.front().parameter, 2u);
  for (const RankedAssumption& driver : w.largest) EXPECT_NE(driver.parameter, 1u);
}

TEST(Weights, of_too_few_draws_say_how_many_it_takes) {
  // A perfect order of n draws comes by luck twice in n!: of 192 parameters 7 draws pass 5% (2 x 192 / 5,040 = 7.6%),
  // 8 do not (1.0%).
  const DrawnParameters few = drawn_at_random(192, 7, 11);
  const Weights w = Weigher(few).weigh(few.values[0], nested(7, 1));
  EXPECT_EQ(w.kind, WeightsKind::too_few_draws);
  EXPECT_EQ(w.standing_out, 0u) << "though one has the very order of the differences";
  EXPECT_EQ(w.least_draws, 8u);
  EXPECT_THAT(in_words(w, few, Language::nl), HasSubstr("daar zijn er minstens 8 voor nodig"));
  EXPECT_THAT(in_words(w, few, Language::en), HasSubstr("With 7 draws"));
  const DrawnParameters enough = drawn_at_random(192, 8, 12);
  const Weights perfect = Weigher(enough).weigh(enough.values[0], nested(8, 1));
  EXPECT_EQ(perfect.kind, WeightsKind::some_stand_out);
  EXPECT_EQ(perfect.largest.front().parameter, 0u);
}

TEST(Weights, of_nothing_or_of_what_is_not_known_say_so) {
  const DrawnParameters drawn = drawn_at_random(20, 16, 13);
  Weigher weigher(drawn);
  const Weights none = weigher.weigh(std::vector<double>(32, 0), nested(16, 2));
  EXPECT_EQ(none.kind, WeightsKind::no_difference);
  EXPECT_THAT(in_words(none, drawn, Language::nl), HasSubstr("bij elke invulling gelijk"));
  std::vector<double> blank = drawn.values[0];
  blank[3] = unknown;
  EXPECT_EQ(weigher.weigh(blank, nested(16, 1)).kind, WeightsKind::not_known);
}

TEST(Weights, say_how_much_of_what_differs_between_draws_is_luck) {
  std::mt19937_64 bits(14);
  const DrawnParameters drawn = drawn_at_random(20, 50, 15);
  std::vector<double> by_run;
  for (int i = 0; i < 200; ++i) by_run.push_back(normal(bits));
  const Weights w = Weigher(drawn).weigh(by_run, nested(50, 4));
  EXPECT_GT(w.luck_share, 0.6) << "all of it is";
  EXPECT_LE(w.luck_share, 1);
}

TEST(Weights, are_in_words_that_a_page_may_hold) {
  DrawnParameters drawn = drawn_at_random(5, 32, 16);
  Weights w;
  w.draws = 32, w.least_draws = 8, w.largest = {{0, 0.8}}, w.standing_out = 1;
  for (const WeightsKind kind : {WeightsKind::some_stand_out, WeightsKind::none_stands_out, WeightsKind::too_few_draws,
                                 WeightsKind::no_difference, WeightsKind::not_known})
    for (const double share : {unknown, 0.0, 0.31, 1.0}) {
      w.kind = kind, w.luck_share = share;
      expect_fit_words(in_words(w, drawn, Language::nl));
      EXPECT_THAT(in_words(w, drawn, Language::en), Not(HasSubstr("chance")));
      EXPECT_FALSE(std::string(name_of(kind)).empty());
    }
}

// ---- In a comparison ---------------------------------------------------------------------------------------------

/// 48 runs in 24 draws: contacts follow the first parameter, wellbeing only luck; the third is set by the scenarios.
PlantedFile with_draws() {
  PlantedFile file;
  file.runs = 48, file.draws = 24;
  for (ScenarioProvenance& s : file.scenarios) {
    s.parameters = {{"ties.half_life", "weeks", 80, 80, false, "", "C", "Burt 2002", true, 80, 300},
                    {"help.gateway", "1", 0.5, 0.5, false, "", "C", "judgement", true, 0, 1.5},
                    {"outings.nest", "1", 0.7, 0.7, true, "a reason", "C", "judgement", false, 0.4, 1}};
    for (std::size_t d = 0; d < 24; ++d)
      s.drawn.push_back({80.0 + 9.0 * static_cast<double>(d * 7 % 24), 0.05 * static_cast<double>(d * 11 % 24), 0.7});
  }
  file.values = shifted(0, [](const At& at) -> double {
    const auto place = static_cast<double>(at.run / 2 * 7 % 24);
    if (at.variable == "mean_degree") return (place - 11.5) / 10 + (at.run % 2 == 0 ? 0.05 : -0.05);
    if (at.variable == "parental_wellbeing") return at.run % 2 == 0 ? 0.02 : -0.021;
    return 0;
  });
  return file;
}

TEST(WeightsOfAComparison, name_in_the_verdict_the_assumption_that_stands_out) {
  const Planted planted(with_draws());
  const ComparedScenarios c = planted.compare();
  const ComparedLine& contacts = line(c, "choice", "contacts", "all", 1);
  ASSERT_EQ(contacts.verdict.kind, VerdictKind::hangs_on_assumptions);
  EXPECT_THAT(contacts.sentence.nl, HasSubstr("hangt af van iets wat niemand zeker weet: hoe lang een oud contact goed "
                                              "blijft als mensen elkaar niet zien. Hoger in 12, gelijk in"));
  EXPECT_THAT(contacts.sentence.en, HasSubstr("hangs on something that nobody knows: how long an old contact lasts"));
}

TEST(WeightsOfAComparison, are_of_headlines_and_demand_of_the_town_at_each_horizon) {
  const ComparedScenarios c = Planted(with_draws()).compare();
  ASSERT_EQ(c.drawn.size(), 1u);
  EXPECT_THAT(c.drawn[0].names, ::testing::ElementsAre("ties.half_life", "help.gateway"))
      << "what a scenario sets is not";
  std::size_t expected = 0;
  for (const ComparedLine& l : c.lines) {
    const ReportMeasure& m = report_measures()[l.measure];
    expected += l.where == "town" && (m.headline || m.section == Section::demand);
  }
  EXPECT_GT(expected, 4u);
  EXPECT_EQ(c.weights.size(), expected);
  for (const LineWeights& w : c.weights) {
    const std::string_view name = report_measures()[w.measure].name;
    EXPECT_EQ(w.weights.kind, name == "contacts"    ? WeightsKind::some_stand_out
                              : name == "wellbeing" ? w.weights.kind  // luck, or the same in every draw
                                                    : WeightsKind::no_difference)
        << name;
    if (name == "wellbeing") {
      EXPECT_EQ(w.weights.standing_out, 0u);
    }
    EXPECT_FALSE(w.sentence.nl.empty() || w.sentence.en.empty());
  }
}

TEST(WeightsOfAComparison, are_in_the_findings_with_words_and_grades) {
  const Planted planted(with_draws());
  const auto json = nlohmann::json::parse(comparison_as_json(planted.compare(), planted.reader));
  EXPECT_EQ(json.at("assumptions")[0].at("words").at("nl"), words_of_assumption("ties.half_life").nl);
  EXPECT_EQ(json.at("assumptions")[2].at("words").at("en"), words_of_assumption("outings.nest").en);
  std::size_t contacts = 0;
  for (const auto& w : json.at("weights")) {
    EXPECT_EQ(w.at("draws"), 24);
    EXPECT_EQ(w.at("parameters"), 2);
    EXPECT_EQ(w.at("choice"), "choice");
    if (w.at("measure") != "contacts") continue;
    ++contacts;
    ASSERT_EQ(w.at("found").size(), 1u);
    const auto& first = w.at("found")[0];
    EXPECT_EQ(first.at("name"), "ties.half_life");
    EXPECT_EQ(first.at("grade"), "C");
    EXPECT_EQ(first.at("words").at("en"), words_of_assumption("ties.half_life").en);
    EXPECT_NEAR(first.at("rho").get<double>(), 1, 1e-12);
    EXPECT_EQ(first.at("direction").at("en"), "when that is more, the difference moves up");
    EXPECT_EQ(w.at("largest").size(), 2u);
    EXPECT_EQ(w.at("largest")[0], first);
    EXPECT_FALSE(w.at("largest")[1].at("stands_out").get<bool>());
    EXPECT_LT(w.at("bound").get<double>(), 0.7);
    EXPECT_THAT(w.at("sentence").at("nl").get<std::string>(), HasSubstr("(ons oordeel)"));
  }
  EXPECT_EQ(contacts, 2u) << "one after 1 year, one after 2";
}

TEST(WeightsOfAComparison, are_not_there_without_draws) {
  const Planted planted((PlantedFile()));
  const ComparedScenarios c = planted.compare();
  EXPECT_TRUE(c.weights.empty());
  EXPECT_TRUE(nlohmann::json::parse(comparison_as_json(c, planted.reader)).at("weights").empty());
}

}  // namespace
}  // namespace weefsel
