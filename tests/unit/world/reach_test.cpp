// What is reached from where: the same as when every place is laid beside every street and every other place.
#include <gtest/gtest.h>

#include <cmath>

#include "random/luck.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Streets and places of all kinds by keyed lot, on a grid of `step` metres so that some share a spot; one in seven shut.
World scattered_town(Metres step, std::uint64_t seed) {
  SmallWorld made;
  const NeighbourhoodId n = made.neighbourhood();
  const auto metres = [&](std::uint64_t i) { return static_cast<Metres>(join64(seed, i) % 400) * step; };
  for (std::uint64_t i = 0; i < 40; ++i) made.street(n, 1, metres(2 * i), metres(2 * i + 1));
  for (std::uint64_t i = 100; i < 400; ++i) {
    const PlaceId p = made.place(static_cast<PlaceKind>(join64(i, seed) % place_kind_count), metres(2 * i), metres(2 * i + 1));
    made.world.places.open[p] = i % 7 != 0;
  }
  return std::move(made.world);
}

bool is_online(const World& w, PlaceId p) { return w.places.kind_of(p) == PlaceKind::online_group; }

std::vector<Reach::Option> options_by_brute_force(const World& w, StreetId s, double reach_km) {
  std::vector<Reach::Option> options;
  for (std::size_t i = 0; i < w.places.size(); ++i) {
    const PlaceId p(i);
    const double dx = w.places.x[p] - w.streets.x[s], dy = w.places.y[p] - w.streets.y[s];
    const double km = is_online(w, p) ? 0 : std::sqrt(dx * dx + dy * dy) / 1000.0;
    if (w.places.open[p] && km <= 4 * reach_km * reach_factor(w.places.kind_of(p))) options.push_back({p, static_cast<float>(km)});
  }
  return options;
}

std::vector<std::array<PlaceId, 2>> one_roof_by_brute_force(const World& w) {
  std::vector<std::array<PlaceId, 2>> pairs;
  for (std::size_t i = 0; i < w.places.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const PlaceId a(i), b(k);
      const bool both = w.places.open[a] && w.places.open[b] && !is_online(w, a) && !is_online(w, b);
      const double dx = w.places.x[a] - w.places.x[b], dy = w.places.y[a] - w.places.y[b];
      if (both && dx * dx + dy * dy <= 50 * 50) pairs.push_back({a, b});
    }
  return pairs;
}

TEST(Reach, is_what_laying_every_place_beside_every_street_gives) {
  for (const Metres step : {1, 25, 100})
    for (const double reach_km : {0.3, 1.0, 2.0}) {
      World w = scattered_town(step, static_cast<std::uint64_t>(step));
      find_reachable_places(w, reach_km);
      ASSERT_EQ(w.reach.first.size(), w.streets.size() + 1);
      for (std::size_t s = 0; s < w.streets.size(); ++s) {
        const auto expected = options_by_brute_force(w, StreetId(s), reach_km);
        ASSERT_EQ(w.reach.first[s + 1] - w.reach.first[s], expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
          EXPECT_EQ(w.reach.options[w.reach.first[s] + i].place, expected[i].place);
          EXPECT_EQ(w.reach.options[w.reach.first[s] + i].distance_km, expected[i].distance_km);
        }
      }
    }
}

TEST(Reach, knows_which_places_are_under_one_roof) {
  for (const Metres step : {1, 5, 25}) {  // 25: many at exactly 50 m
    World w = scattered_town(step, static_cast<std::uint64_t>(step));
    find_reachable_places(w, 1.0);
    EXPECT_EQ(w.reach.under_one_roof, one_roof_by_brute_force(w));
    EXPECT_FALSE(w.reach.under_one_roof.empty());
  }
}

}  // namespace
}  // namespace weefsel
