// Tie tables: finding, adding, taking out; and the curve along which ties fade.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "support/small_world.hpp"
#include "world/ties.hpp"

namespace weefsel {
namespace {
using namespace tests;

Tie tie_to(PersonRef partner, double strength = 0.5) { return {partner, Share16(strength), -10, -2, TieMark::of(TieKind::school)}; }
PersonRef adult(std::size_t slot) { return PersonRef::of(AdultId(slot)); }

struct OneTable : ::testing::Test {
  OneTable() { Ties::columns(ties, [](const char*, auto& column) { column.emplace_back(); }); }
  Ties ties;
  ActiveId me{std::size_t{0}};
};

TEST_F(OneTable, finds_every_slot_of_a_full_table_and_nobody_else) {
  for (std::size_t i = 0; i < tie_slots; ++i) ties.add(me, tie_to(adult(100 + i)));
  for (std::size_t i = 0; i < tie_slots; ++i) EXPECT_EQ(ties.find(me, adult(100 + i)), i);
  EXPECT_EQ(ties.find(me, adult(99)), Ties::not_found);
  EXPECT_EQ(ties.find(me, PersonRef::of(ProfessionalId(std::size_t{100}))), Ties::not_found);
  EXPECT_EQ(ties.find(me, PersonRef::outside(100)), Ties::not_found);
}

TEST_F(OneTable, keeps_what_was_put_in) {
  ties.add(me, tie_to(adult(3), 0.25));
  const Tie tie = ties.get(me, 0);
  EXPECT_EQ(tie.partner, adult(3));
  EXPECT_NEAR(tie.strength.value(), 0.25, 1e-5);
  EXPECT_EQ(tie.started, -10);
  EXPECT_EQ(tie.touched, -2);
  EXPECT_EQ(tie.mark.kind(), TieKind::school);
}

TEST_F(OneTable, removing_leaves_the_others_and_no_gap) {
  for (std::size_t i = 0; i < 5; ++i) ties.add(me, tie_to(adult(i), 0.1 * static_cast<double>(i + 1)));
  ties.remove(me, 1);
  EXPECT_EQ(ties.count[me], 4);
  EXPECT_EQ(ties.find(me, adult(1)), Ties::not_found);
  for (const std::size_t i : {0u, 2u, 3u, 4u}) {
    const std::size_t slot = ties.find(me, adult(i));
    ASSERT_LT(slot, 4u);
    EXPECT_NEAR(ties.strength[me][slot].value(), 0.1 * static_cast<double>(i + 1), 1e-5);
  }
  for (std::size_t s = 4; s < tie_slots; ++s) EXPECT_FALSE(ties.partner[me][s].exists());
  ties.remove(me, 3), ties.remove(me, 0), ties.remove(me, 0), ties.remove(me, 0);
  EXPECT_EQ(ties.count[me], 0);
  EXPECT_FALSE(ties.partner[me][0].exists());
}

TEST_F(OneTable, a_row_at_once_gives_what_slots_one_by_one_give) {
  const FadingCurve curve(150, 40, 100, 0.4);
  std::mt19937 dice(7);
  const auto upto = [&](int most) { return static_cast<int>(dice() % static_cast<unsigned>(most + 1)); };
  for (int round = 0; round < 200; ++round) {
    const Week now{upto(2000) - 800};  // a run begins in weeks below zero
    while (ties.count[me] > 0) ties.remove(me, 0);
    const int count = upto(tie_slots);
    for (int i = 0; i < count; ++i) {
      const auto started = static_cast<ShortWeek>(now.number - upto(4000)), touched = static_cast<ShortWeek>(started + upto(now.number - started));
      const auto kind = upto(2) == 0 ? TieKind::kin : TieKind::school;
      ties.add(me, {adult(static_cast<std::size_t>(i)), Share16(upto(1000) / 1000.0), started, touched, TieMark::of(kind, upto(1) != 0 ? TieMark::uneven : TieMark::one_sided)});
    }
    const auto row = strengths_at(ties, curve, me, now);
    for (std::size_t s = 0; s < tie_slots; ++s) {
      EXPECT_EQ(row[s], strength_at(ties, curve, me, s, now)) << "slot " << s;
      if (s >= ties.count[me]) {
        EXPECT_EQ(row[s], 0);
      }
    }
  }
}

TEST_F(OneTable, sets_of_slots_hold_the_slots_that_one_by_one_would_find) {
  std::mt19937 dice(8);
  for (int round = 0; round < 500; ++round) {
    std::array<ShortWeek, tie_slots> weeks;
    std::array<TieMark, tie_slots> marks;
    for (auto& week : weeks) week = static_cast<ShortWeek>(static_cast<int>(dice() % 5) - 2);
    for (auto& mark : marks) mark.raw = static_cast<std::uint8_t>(dice());
    for (const ShortWeek wanted : {ShortWeek{-2}, ShortWeek{0}, ShortWeek{2}, ShortWeek{9}})
      for (std::size_t s = 0; s < tie_slots; ++s) EXPECT_EQ((slots_equal(weeks, wanted) >> s) & 1U, weeks[s] == wanted ? 1U : 0U);
    for (const std::uint8_t bit : {TieMark::one_sided, TieMark::uneven})
      for (std::size_t s = 0; s < tie_slots; ++s) EXPECT_EQ((slots_marked(marks, bit) >> s) & 1U, marks[s].has(bit) ? 1U : 0U);
    EXPECT_EQ(std::uint64_t{slots_equal(weeks, ShortWeek{1})} >> tie_slots, 0U);
    EXPECT_EQ(std::uint64_t{slots_marked(marks, TieMark::uneven)} >> tie_slots, 0U);
  }
  std::vector<std::size_t> visited;
  for_each_slot(0b1000'0000'0000'0000'0010'0001U, [&](std::size_t s) { visited.push_back(s); });
  EXPECT_EQ(visited, (std::vector<std::size_t>{0, 5, 23}));
  for (std::size_t i = 0; i < tie_slots; ++i) {
    EXPECT_EQ(slots_of(ties, me), (SlotSet{1} << i) - 1);
    ties.add(me, tie_to(adult(i)));
  }
  EXPECT_EQ(slots_of(ties, me), static_cast<SlotSet>((std::uint64_t{1} << tie_slots) - 1));
}

TEST(PersonRef, tells_adults_professionals_and_people_elsewhere_apart) {
  const PersonRef a = adult(5), p = PersonRef::of(ProfessionalId(std::size_t{5})), o = PersonRef::outside(0xffffffffffffffffULL);
  EXPECT_TRUE(a.is_adult() && !a.is_professional() && !a.is_outside());
  EXPECT_TRUE(!p.is_adult() && p.is_professional() && !p.is_outside());
  EXPECT_TRUE(!o.is_adult() && !o.is_professional() && o.is_outside());
  EXPECT_TRUE(o.exists()) << "no key may look like nobody";
  EXPECT_EQ(a.adult(), AdultId(std::size_t{5}));
  EXPECT_EQ(p.professional(), ProfessionalId(std::size_t{5}));
  EXPECT_FALSE(PersonRef{}.exists());
}

TEST(TieMark, keeps_kind_and_bits) {
  for (std::size_t k = 0; k < tie_kind_names.size(); ++k) {
    const TieMark mark = TieMark::of(static_cast<TieKind>(k), TieMark::uneven);
    EXPECT_EQ(mark.kind(), static_cast<TieKind>(k));
    EXPECT_TRUE(mark.has(TieMark::uneven));
    EXPECT_FALSE(mark.has(TieMark::one_sided));
  }
}

/// Weeks until half is left of a tie of that age, without contact.
double half_life(const FadingCurve& curve, TieKind kind, int age) {
  int weeks = 0;
  while (curve.left(kind, 0, static_cast<ShortWeek>(age), Week{age + weeks}) > 0.5) ++weeks;
  return weeks;
}

// A young tie loses 1 - 2^(-1/26) a week at first; an old one 1 - 2^(-1/130), and kin 0.4 of that: half is left after
// ln 2 / -ln(1 - 0.4 x 0.005318) = 325.5 weeks.
TEST(FadingCurve, has_the_half_lives_that_were_asked_for) {
  const FadingCurve curve(130, 26, 75, 0.4);
  EXPECT_NEAR(half_life(curve, TieKind::friendship, 1500), 130, 1);
  EXPECT_NEAR(half_life(curve, TieKind::kin, 1500), 325.5, 1);
  EXPECT_NEAR(1 - curve.left(TieKind::school, 0, 0, Week{1}), 1 - std::pow(2, -1.0 / 26), 1e-6);
  EXPECT_LT(half_life(curve, TieKind::school, 0), half_life(curve, TieKind::school, 100));
  // With one half-life for all ages it is the constant rate.
  EXPECT_NEAR(half_life(FadingCurve(52, 52, 75, 1), TieKind::school, 0), 52, 1);
}

TEST(FadingCurve, weeks_without_contact_multiply) {
  const FadingCurve curve(130, 26, 75, 0.4);
  double product = 1;
  for (int week = 20; week < 80; ++week) product *= curve.left(TieKind::club, 0, static_cast<ShortWeek>(week), Week{week + 1});
  EXPECT_NEAR(curve.left(TieKind::club, 0, 20, Week{80}), product, 1e-12);
  EXPECT_EQ(curve.left(TieKind::club, 0, 20, Week{20}), 1.0);
}

TEST(FadingCurve, follows_the_formula_by_age) {
  const double young = 1 - std::pow(2, -1.0 / 26), old = 1 - std::pow(2, -1.0 / 130);
  const FadingCurve curve(130, 26, 75, 0.4);
  double expected = 1;
  for (int age = 1; age <= 300; ++age) expected *= 1 - (old + (young - old) * std::exp(-(age - 1) / 75.0));
  EXPECT_NEAR(curve.left(TieKind::school, 0, 0, Week{300}), expected, 1e-6);
}

}  // namespace
}  // namespace weefsel
