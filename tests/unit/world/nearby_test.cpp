// Points near a spot: the same as a search through all of them, also where distances are equal.
#include "world/nearby.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "random/luck.hpp"

namespace weefsel {
namespace {

/// Points by keyed lot on whole metres of a square; on a small square many share a spot or a distance.
std::vector<Nearby::Point> scattered(std::size_t count, std::uint64_t side, std::uint64_t seed) {
  std::vector<Nearby::Point> points;
  for (std::uint32_t i = 0; i < count; ++i)
    points.push_back({static_cast<double>(join64(seed, 2 * i) % side), static_cast<double>(join64(seed, 2 * i + 1) % side), i});
  return points;
}

double away(const Nearby::Point& p, double x, double y) { return std::max(std::abs(p.x - x), std::abs(p.y - y)); }

std::vector<std::uint32_t> by_brute_force(const std::vector<Nearby::Point>& points, double x, double y, double metres, double beyond) {
  std::vector<std::uint32_t> found;
  for (const Nearby::Point& p : points)
    if (away(p, x, y) <= metres && away(p, x, y) > beyond) found.push_back(p.number);
  return found;
}

TEST(Nearby, finds_what_a_search_through_all_finds) {
  for (const std::uint64_t side : {std::uint64_t{8}, std::uint64_t{300}, std::uint64_t{20'000}}) {
    const auto points = scattered(700, side, side);
    const Nearby nearby(points);
    for (std::uint32_t i = 0; i < 100; ++i) {
      const double x = static_cast<double>(join64(i, 1) % (2 * side)) - 0.5 * (i % 3), y = static_cast<double>(join64(i, 2) % side);
      const double metres = static_cast<double>(join64(i, 3) % side), beyond = i % 2 == 0 ? -1 : std::floor(metres / 2);
      std::vector<std::uint32_t> found;
      nearby.find(x, y, metres, found, beyond);
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, by_brute_force(points, x, y, metres, beyond));
    }
  }
}

TEST(Nearby, knows_how_near_the_nearest_is) {
  const auto points = scattered(300, 5000, 4);
  const Nearby nearby(points);
  for (std::uint32_t i = 0; i < 100; ++i) {
    const double x = static_cast<double>(join64(i, 5) % 9000), y = static_cast<double>(join64(i, 6) % 9000);
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto& p : points) nearest = std::min(nearest, std::sqrt((p.x - x) * (p.x - x) + (p.y - y) * (p.y - y)));
    EXPECT_NEAR(nearby.metres_to_nearest(x, y), nearest, 1e-6 * nearest);
  }
}

TEST(Nearby, looks_at_each_point_once_from_near_to_far) {
  const auto points = scattered(400, 60, 5);
  const Nearby nearby(points);
  std::vector<int> looks(points.size(), 0);
  double seen_within = -1;
  nearby.look_around(30, 30, 1, [&](std::uint32_t i) {
    ++looks[i];
    EXPECT_GT(away(points[i], 30, 30), seen_within);
  }, [&](double metres) { seen_within = metres; return false; });
  EXPECT_TRUE(std::all_of(looks.begin(), looks.end(), [](int n) { return n == 1; }));
}

TEST(Nearby, stops_looking_when_told) {
  const auto points = scattered(400, 1000, 6);
  const Nearby nearby(points);
  std::size_t seen = 0;
  nearby.look_around(500, 500, 50, [&](std::uint32_t) { ++seen; }, [](double metres) { return metres >= 100; });
  EXPECT_EQ(seen, by_brute_force(points, 500, 500, 100, -1).size());
}

/// The lowest number of those at the least distance: what a loop with `<` finds.
std::uint32_t first_of_the_nearest(const std::vector<Nearby::Point>& points, double x, double y) {
  std::uint32_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& p : points) {
    const double dx = p.x - x, dy = p.y - y, squared = dx * dx + dy * dy;
    if (squared < least) least = squared, best = p.number;
  }
  return best;
}

TEST(Nearby, leaves_who_asks_to_decide_between_equal_distances) {
  const auto points = scattered(500, 12, 7);  // many a point on the same spot
  const Nearby nearby(points);
  for (double x = -3; x < 15; x += 0.5)
    for (double y = -3; y < 15; y += 1.5) {
      std::vector<std::uint32_t> near;
      nearby.find(x, y, nearby.metres_to_nearest(x, y) + 1, near);
      std::sort(near.begin(), near.end());
      std::vector<Nearby::Point> candidates;
      for (const std::uint32_t i : near) candidates.push_back(points[i]);
      EXPECT_EQ(first_of_the_nearest(candidates, x, y), first_of_the_nearest(points, x, y));
    }
}

TEST(Nearby, without_points_there_is_nothing_near) {
  const Nearby nearby(std::vector<Nearby::Point>{});
  std::vector<std::uint32_t> found;
  nearby.find(0, 0, 1e6, found);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(nearby.metres_to_nearest(0, 0), std::numeric_limits<double>::infinity());
  nearby.look_around(0, 0, 1, [](std::uint32_t) { FAIL(); }, [](double) { return false; });
}

}  // namespace
}  // namespace weefsel
