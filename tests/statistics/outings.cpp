// Going out against the closed form of the nested logit, place by place, in the town as it is.
#include <gtest/gtest.h>

#include <cmath>

#include "processes/choose_outings.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Choices without lasting taste, regulars and mood, so that all that is left is in plain_utility.
Parameters plain(double nest, double slots) {
  Parameters p;
  auto& o = p.outings;
  o.nest = nest, o.slots_per_week = slots, o.taste = 0, o.regulars_weight = 0, o.host_attraction = 0, o.withdrawal_weight = 0;
  o.stay_home_utility = 2;
  return p;
}

struct Counts {
  std::vector<double> visits, expected;  ///< per place
  double moments = 0, home = 0, expected_home = 0;
};

/// With at most one moment a week, the visits of `weeks` weeks and their expectation given who had a moment.
Counts play_and_expect(double nest, int weeks, const std::string& closed = "") {
  Play play(hofbuurt(), plain(nest, 0.4), 5);
  if (!closed.empty()) {
    play.world.places.open[place_called(play.world, closed)] = 0;
    find_reachable_places(play.world, play.parameters.outings.reach);
  }
  const World& w = play.world;
  Counts counts;
  counts.visits.assign(w.places.size(), 0), counts.expected.assign(w.places.size(), 0);
  for (int week = 0; week < weeks; ++week) {
    play.begin_week();
    play.process("choose_outings");
    const Gatherings& g = play.scratch.gatherings;
    for (std::size_t i = 0; i < w.actives.size(); ++i) {
      const ActiveId active(i);
      const AdultId a = w.actives.adult[active];
      double moments = g.moments_at_home[i];
      for (std::size_t v = 0; v < g.visit_count[i]; ++v)
        if (g.visit(ActiveId(i), v).chosen) ++moments, ++counts.visits[g.visit(ActiveId(i), v).group / Gatherings::occasions_per_place];
      if (moments == 0) continue;
      EXPECT_EQ(moments, 1);
      ++counts.moments, counts.home += g.moments_at_home[i];
      const StreetId street = w.street_of(w.adults.household[a]);
      double sum = 0;
      std::vector<std::pair<PlaceId, double>> weights;
      for (std::uint32_t k = w.reach.first[street.slot]; k < w.reach.first[street.slot + 1]; ++k) {
        const auto [place, km] = w.reach.options[k];
        weights.emplace_back(place, std::exp(plain_utility(w, play.parameters, a, place, static_cast<double>(km)) / nest));
        sum += weights.back().second;
      }
      const double out = std::pow(sum, nest), p_out = out / (out + std::exp(2.0));
      for (const auto& [place, weight] : weights) counts.expected[place.slot] += p_out * weight / sum;
      counts.expected_home += 1 - p_out;
    }
    ++play.world.week;
  }
  return counts;
}

// Given who has a moment, visits of a place are a sum of independent yes-or-no draws: variance at most the mean. The
// luck of a choice is looked up in tables of 65,536 steps, whose tails are cut: a thousandth of the moments is for that.
TEST(Outings, visits_follow_the_nested_logit) {
  for (const double nest : {1.0, 0.7, 0.4}) {
    SCOPED_TRACE(nest);
    const Counts counts = play_and_expect(nest, 200);
    EXPECT_GT(counts.moments, 10'000);
    for (std::size_t p = 0; p < counts.visits.size(); ++p)
      EXPECT_NEAR(counts.visits[p], counts.expected[p], 4.5 * std::sqrt(counts.expected[p]) + 0.001 * counts.moments) << "place " << p;
    EXPECT_NEAR(counts.home, counts.expected_home, 4.5 * std::sqrt(counts.expected_home) + 0.001 * counts.moments);
  }
}

// The nest decides what a closure does: with 1, a closed place is replaced by home in proportion; near 0, by others.
TEST(Outings, a_closed_place_is_replaced_as_the_nest_says) {
  const auto share_to_home = [](double nest) {
    const Counts open = play_and_expect(nest, 150), closed = play_and_expect(nest, 150, "cafe_hof");
    EXPECT_EQ(open.moments, closed.moments);
    for (std::size_t p = 0; p < open.visits.size(); ++p) {
      if (open.visits[p] > 0 && closed.visits[p] > 0) {
        EXPECT_GE(closed.visits[p], open.visits[p]) << "no other place loses";
      }
    }
    double lost = 0;
    for (std::size_t p = 0; p < open.visits.size(); ++p) lost = std::max(lost, open.visits[p] - closed.visits[p]);
    EXPECT_GT(lost, 100);
    return (closed.home - open.home) / lost;
  };
  const double plain_logit = share_to_home(1.0), nested = share_to_home(0.3);
  // In a plain logit home takes its share of all other choices (about a half here), with a nest of 0.3 far less.
  EXPECT_GT(plain_logit, nested + 0.1);
  EXPECT_GT(nested, 0);
}

TEST(Outings, thresholds_keep_away_those_who_feel_them) {
  Play play(hofbuurt(), plain(0.7, 2), 5);
  World& w = play.world;
  const PlaceId library = place_called(w, "library_hof");
  const double weight = play.parameters.outings.threshold_weight;
  const AdultId a = w.actives.adult[ActiveId(std::size_t{0})];
  const auto utility = [&] { return plain_utility(w, play.parameters, a, library, 0.3); };
  w.places.money[library] = w.places.reading[library] = w.places.language[library] = w.places.stigma[library] = Share8(0);
  w.adults.reading_ease[a] = Share8(1), w.households.tight_income[w.adults.household[a]] = 0;
  const double free = utility();
  w.places.money[library] = Share8(1);
  EXPECT_EQ(utility(), free) << "money does not hinder a sufficient income";
  w.households.tight_income[w.adults.household[a]] = 1;
  EXPECT_NEAR(utility(), free - weight, 1e-6);
  w.places.money[library] = Share8(0), w.places.reading[library] = Share8(1);
  EXPECT_NEAR(utility(), free, 1e-6) << "who reads well";
  w.adults.reading_ease[a] = Share8(0);
  EXPECT_NEAR(utility(), free - weight, 1e-6);
  w.places.reading[library] = Share8(0), w.places.language[library] = Share8(1);
  EXPECT_NEAR(utility(), free - weight / 2, 1e-6);
  w.places.language[library] = Share8(0), w.places.stigma[library] = Share8(1);
  EXPECT_NEAR(utility(), free - weight, 1e-6);
  w.places.stigma[library] = Share8(0), w.places.quality[library] = Fixed(2);
  EXPECT_NEAR(utility(), free + std::log(2.0), 1e-5);
}

TEST(Outings, distance_lowers_by_its_reach) {
  Play play(hofbuurt(), plain(0.7, 2), 5);
  play.parameters.outings.reach = 0.8;
  const PlaceId library = place_called(play.world, "library_hof"), playground = place_called(play.world, "playground_hof");
  const AdultId a = play.world.actives.adult[ActiveId(std::size_t{0})];
  const auto drop = [&](PlaceId place) {
    return plain_utility(play.world, play.parameters, a, place, 0) - plain_utility(play.world, play.parameters, a, place, 0.4);
  };
  EXPECT_NEAR(drop(library), 0.4 / 0.8 / reach_factor(PlaceKind::library), 1e-6);
  EXPECT_NEAR(drop(playground), 0.4 / 0.8 / reach_factor(PlaceKind::playground), 1e-6);
}

// One parent of a couple stands at the gate each week, a single parent always.
TEST(Gate, one_parent_of_each_family_stands_there) {
  Play play(hofbuurt(), plain(0.7, 0), 5);
  const World& w = play.world;
  for (int week = 0; week < 20; ++week) {
    play.begin_week();
    play.process("choose_outings");
    for (std::size_t i = 0; i < w.households.size(); ++i) {
      const HouseholdId h(i);
      bool at_school = false;
      w.for_each_child(h, [&](ChildId c) { at_school = at_school || (w.children.day_place[c].exists() && age_in_years(w.children.birth_week[c], w.week) < 12); });
      int parents = 0;
      for (const AdultId a : w.households.adults[h]) {
        const ActiveId active = a.exists() ? w.adults.active[a] : ActiveId{};
        if (!active.exists()) continue;
        bool stands = false;
        for (std::size_t v = 0; v < play.scratch.gatherings.visit_count[active.slot]; ++v)
          stands = stands || play.scratch.gatherings.visit(active, v).kind == static_cast<std::uint8_t>(TieKind::school);
        parents += stands;
      }
      ASSERT_EQ(parents, at_school ? 1 : 0);
    }
    ++play.world.week;
  }
}

}  // namespace
}  // namespace weefsel
