// The quick estimate learns what was put into rehearsals, tells how far off it is, and says nothing where it knows nothing.
#include "council/quick_estimate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/errors.hpp"
#include "council/rehearsals.hpp"

namespace weefsel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> laid = {"cafe", "library", "playground"};
constexpr int years = 20, term_years = 4;
constexpr std::size_t terms = 5;

/// What the café changes by years since its term began: it grows by 0.01 a year for four years, for each term that it is set. The
/// library takes half of it off from its first year on. The playground does nothing.
double truth(const Agenda& agenda, std::size_t year) {
  double sum = 0;
  for (std::size_t term = 0; term < agenda.size() && term * term_years <= year; ++term)
    for (const std::string& id : agenda[term]) {
      const double ago = static_cast<double>(year - term * term_years + 1);
      if (id == "cafe") sum += 0.01 * std::min(ago, 4.0);
      if (id == "library") sum -= 0.02;
    }
  return sum;
}

std::vector<Rehearsal> rehearsed(std::size_t count, double luck) {
  std::mt19937_64 numbers(5);
  std::vector<Rehearsal> all;
  for (std::size_t i = 0; i < count; ++i) {
    Rehearsal one{i, laid, 0, agenda_to_rehearse(i, laid, terms), {}};
    for (std::size_t year = 0; year < years; ++year) {
      double chance = 0;  // about normal: the sum of twelve
      for (int k = 0; k < 12; ++k) chance += static_cast<double>(numbers() >> 11) * 0x1.0p-53;
      const bool nothing_yet = std::all_of(one.agenda.begin(), one.agenda.begin() + static_cast<std::ptrdiff_t>(year / term_years) + 1, [](const auto& term) { return term.empty(); });
      one.differences["falls_back"].push_back(truth(one.agenda, year) + (nothing_yet ? 0 : luck * (chance - 6)));
      one.differences["only_luck"].push_back(nothing_yet ? 0 : chance - 6);
      one.differences["not_known"].push_back(year == 3 ? std::nan("") : 0.1);
    }
    all.push_back(one);
  }
  return all;
}

const Agenda cafe_throughout = {{"cafe"}, {"cafe"}, {"cafe"}, {"cafe"}, {"cafe"}};
const Agenda cafe_later = {{}, {}, {"cafe"}};

TEST(QuickEstimate, finds_what_choices_do_by_the_years_since_they_were_set) {
  const QuickEstimate estimate({"falls_back"}, years, term_years, rehearsed(200, 0));
  for (const Agenda& agenda : {cafe_throughout, cafe_later, Agenda{{"cafe", "library"}, {}, {"playground"}}}) {
    const auto answer = estimate.of(agenda);
    ASSERT_THAT(answer.unknown, IsEmpty());
    for (std::size_t year = 0; year < years; ++year) {
      ASSERT_TRUE(answer.courses[0][year].has_value());
      EXPECT_NEAR(answer.courses[0][year]->difference, truth(agenda, year), 0.004) << year;
    }
  }
}

TEST(QuickEstimate, twins_are_equal_until_something_is_set) {
  const auto answer = QuickEstimate({"falls_back"}, years, term_years, rehearsed(100, 0.01)).of(cafe_later);
  for (std::size_t year = 0; year < 8; ++year) {
    ASSERT_TRUE(answer.courses[0][year].has_value());
    EXPECT_EQ(answer.courses[0][year]->difference, 0);
    EXPECT_EQ(answer.courses[0][year]->error, 0);
  }
  EXPECT_GT(answer.courses[0][8]->error, 0);
}

TEST(QuickEstimate, two_of_three_futures_that_it_never_saw_lie_within_the_error) {
  const double luck = 0.02;
  const QuickEstimate estimate({"falls_back"}, years, term_years, rehearsed(200, luck));
  const std::vector<Rehearsal> others = [&] {
    std::vector<Rehearsal> all = rehearsed(500, luck);
    return std::vector<Rehearsal>(all.begin() + 200, all.end());
  }();
  std::size_t within = 0, all = 0;
  for (const Rehearsal& one : others)
    for (std::size_t year = 0; year < years; ++year) {
      const auto value = estimate.of(one.agenda).courses[0][year];
      if (!value || value->error == 0) continue;
      ++all;
      within += std::abs(one.differences.at("falls_back")[year] - value->difference) <= value->error;
    }
  ASSERT_GT(all, 3000u);
  EXPECT_NEAR(static_cast<double>(within) / static_cast<double>(all), 2.0 / 3, 0.04);
}

TEST(QuickEstimate, says_nothing_where_it_knows_no_better_than_no_difference) {
  const auto answer = QuickEstimate({"only_luck", "not_known", "falls_back"}, years, term_years, rehearsed(200, 0.01)).of(cafe_throughout);
  const auto said = [&](std::size_t m) { return std::count_if(answer.courses[m].begin(), answer.courses[m].end(), [](const auto& one) { return one.has_value(); }); };
  EXPECT_LE(said(0), 1) << "luck alone";
  EXPECT_EQ(said(1), 0) << "not known in every future";
  EXPECT_EQ(said(2), years);
}

TEST(QuickEstimate, a_choice_that_few_rehearsals_held_is_unknown) {
  std::vector<Rehearsal> all = rehearsed(80, 0);
  all[3].agenda[0].push_back("parents_room");
  const QuickEstimate estimate({"falls_back"}, years, term_years, all);
  EXPECT_EQ(estimate.rehearsals(), 79u) << "an agenda with an unknown choice teaches nothing of the others";
  EXPECT_THAT(estimate.of({{"cafe", "parents_room"}}).unknown, ElementsAre("parents_room"));
  EXPECT_THAT(estimate.of({{"cafe", "parents_room"}}).courses, IsEmpty());
  EXPECT_THROW(QuickEstimate({"falls_back"}, years, term_years, rehearsed(QuickEstimate::least_rehearsals - 1, 0)), Fault);
}

}  // namespace
}  // namespace weefsel
