// The ties with which a town begins: both sides alike, as many and as unequal as in the literature.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "built_towns.hpp"

namespace weefsel {
namespace {
using namespace testing_towns;

class TiesAtTheStart : public ::testing::Test {
 protected:
  static const World& town() {
    static const World w = [] {
      Parameters p;
      p.ties.outside_kin = p.ties.outside_friends = 3;
      return built(three_quarters(), 1, p);
    }();
    return w;
  }
};

TEST_F(TiesAtTheStart, are_mutual_between_active_adults) {
  const World& w = town();
  std::size_t mutual = 0;
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId owner(i);
    for (std::size_t s = 0; s < w.ties.count[owner]; ++s) {
      const Tie tie = w.ties.get(owner, s);
      if (!tie.partner.is_adult() || !w.adults.active[tie.partner.adult()].exists()) {
        EXPECT_TRUE(tie.mark.has(TieMark::one_sided));
        continue;
      }
      ++mutual;
      const ActiveId other = w.adults.active[tie.partner.adult()];
      const std::size_t back = w.ties.find(other, PersonRef::of(w.actives.adult[owner]));
      ASSERT_NE(back, Ties::not_found);
      const Tie theirs = w.ties.get(other, back);
      EXPECT_EQ(theirs.strength, tie.strength);
      EXPECT_EQ(theirs.started, tie.started);
      EXPECT_EQ(theirs.touched, tie.touched);
      EXPECT_EQ(theirs.mark, tie.mark);
    }
  }
  EXPECT_GT(mutual, w.actives.size());
}

TEST_F(TiesAtTheStart, are_as_many_and_as_skewed_as_support_networks) {
  const World& w = town();
  double n = static_cast<double>(w.actives.size()), sum = 0, squares = 0, cubes = 0;
  for (const auto count : w.ties.count) sum += count;
  const double mean = sum / n;
  for (const auto count : w.ties.count) {
    const double d = count - mean;
    squares += d * d, cubes += d * d * d;
    EXPECT_LE(count, tie_slots - 4);
  }
  const double sd = std::sqrt(squares / n);
  EXPECT_GT(mean, 9.5);
  EXPECT_LT(mean, 11.5);
  EXPECT_GT(cubes / n / (sd * sd * sd), 0.2);
}

TEST_F(TiesAtTheStart, are_of_every_kind_that_people_bring) {
  const World& w = town();
  std::array<double, 9> in_town{}, outside{};
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (std::size_t s = 0; s < w.ties.count[ActiveId(i)]; ++s) {
      const Tie tie = w.ties.get(ActiveId(i), s);
      ++(tie.partner.is_outside() ? outside : in_town)[static_cast<std::size_t>(tie.mark.kind())];
    }
  const double n = static_cast<double>(w.actives.size());
  const auto each = [&](const auto& counts, TieKind kind) { return counts[static_cast<std::size_t>(kind)] / n; };
  EXPECT_NEAR(each(in_town, TieKind::kin) + each(outside, TieKind::kin), 3.3,
              0.4);  // 3 asked; more where many live in town
  EXPECT_NEAR(each(outside, TieKind::friendship), 3, 0.2);
  EXPECT_GT(each(in_town, TieKind::neighbour), 1.2);
  EXPECT_GT(each(in_town, TieKind::school), 1.2);
}

TEST_F(TiesAtTheStart, have_plausible_ages_and_strengths) {
  const World& w = town();
  double local = 0, years = 0;
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId owner(i);
    const AdultId a = w.actives.adult[owner];
    for (std::size_t s = 0; s < w.ties.count[owner]; ++s) {
      const Tie tie = w.ties.get(owner, s);
      EXPECT_LE(tie.touched, w.week.number);
      EXPECT_GT(tie.touched, w.week.number - 9);
      EXPECT_GE(tie.touched, tie.started);
      EXPECT_GE(tie.started, w.adults.birth_week[a]);
      EXPECT_GE(tie.strength.value(), 0.099);
      EXPECT_LE(tie.strength.value(), 0.801);
      if (tie.mark.kind() != TieKind::neighbour) continue;
      EXPECT_GE(tie.started, w.households.since[w.adults.household[a]]);
      ++local, years += (w.week.number - tie.started) / weeks_per_year;
    }
  }
  EXPECT_GT(years / local, 2);
  EXPECT_LT(years / local, 5);
}

TEST_F(TiesAtTheStart, never_join_people_of_one_household) {
  const World& w = town();
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (std::size_t s = 0; s < w.ties.count[ActiveId(i)]; ++s)
      if (const PersonRef other = w.ties.partner[ActiveId(i)][s]; other.is_adult()) {
        EXPECT_NE(w.adults.household[other.adult()], w.adults.household[w.actives.adult[ActiveId(i)]]);
      }
}

TEST_F(TiesAtTheStart, are_few_for_newcomers) {
  const World& w = town();
  double new_local = 0, new_people = 0, settled_local = 0, settled_people = 0;
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId owner(i);
    double local = 0;
    for (std::size_t s = 0; s < w.ties.count[owner]; ++s) local += w.ties.mark[owner][s].kind() == TieKind::neighbour;
    if (w.week.number - w.households.since[w.adults.household[w.actives.adult[owner]]] < 52)
      new_local += local, ++new_people;
    else
      settled_local += local, ++settled_people;
  }
  EXPECT_LT(new_local / new_people, 0.5 * settled_local / settled_people);
}

}  // namespace
}  // namespace weefsel
