// The bar of FreeMoments leaves out what cannot matter. Here every place is offered to one, and to another only what
// passes the bar: both must choose as a plain comparison of all utilities does.
#include "processes/free_moments.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

struct Option {
  PlaceId place;
  Key key;
  double v;
  std::uint64_t chance;
};

std::vector<Option> options_of(std::uint64_t trial) {
  std::vector<Option> options;
  for (std::size_t i = 0; i < 12; ++i) {
    const std::uint64_t hash = join64(trial, i);
    options.push_back({PlaceId(i), mix64(hash + 1), 6 * unit_interval(hash) - 3, mix64(hash + 2)});
  }
  return options;
}

/// Model definition 7.3, written down directly.
PlaceId plain_choice(const NestShock& nest, double stay_home, std::uint64_t own, const std::vector<Option>& options, std::uint32_t m) {
  const auto bits = [&](std::uint64_t of) { return static_cast<std::uint16_t>(of >> (16 * m)); };
  const Option* best = nullptr;
  double most = 0;
  for (const Option& o : options) {
    const double u = o.v + nest.lambda() * gumbel_quantile16(bits(o.chance));
    if (best == nullptr || u > most || (u == most && o.key > best->key)) best = &o, most = u;
  }
  const double shock = nest.lambda() * nest.at(bits(mix64(own + 2)), bits(mix64(own + 3)));
  const bool goes = best != nullptr && most + shock > stay_home + gumbel_quantile16(bits(mix64(own + 1)));
  return goes ? best->place : PlaceId{};
}

TEST(FreeMoments, choose_as_a_comparison_of_all_utilities_does) {
  const NestShock nest(0.6);
  const auto most_gumbel = highest_of_256(gumbel_table16());
  int out = 0, left_out = 0;
  for (std::uint64_t trial = 0; trial < 4000; ++trial) {
    const auto count = static_cast<std::uint32_t>(1 + trial % FreeMoments::most);
    const std::uint64_t own = mix64(trial);
    const double stay_home = 2.5 * unit_interval(mix64(own));
    const std::vector<Option> options = options_of(trial);
    FreeMoments all(nest, gumbel_table16(), most_gumbel, stay_home, own, count), some = all;
    for (const Option& o : options) {
      all.offer(o.place, o.key, o.v, o.chance);
      ASSERT_LE(some.most_luck(o.chance), some.most_luck());
      if (o.v + some.most_luck(o.chance) < some.bar()) ++left_out;
      else some.offer(o.place, o.key, o.v, o.chance);
    }
    for (std::uint32_t m = 0; m < count; ++m) {
      const PlaceId expected = plain_choice(nest, stay_home, own, options, m);
      ASSERT_EQ(all.choice(m), expected) << "trial " << trial << ", moment " << m;
      ASSERT_EQ(some.choice(m), expected) << "trial " << trial << ", moment " << m;
      out += expected.exists() ? 1 : 0;
    }
  }
  EXPECT_GT(out, 1000) << "some go out";
  EXPECT_GT(left_out, 10000) << "and the bar is of use";
}

TEST(FreeMoments, equals_go_to_the_higher_key_in_any_order) {
  const NestShock nest(1);
  const auto most_gumbel = highest_of_256(gumbel_table16());
  for (const bool higher_first : {false, true}) {
    FreeMoments moments(nest, gumbel_table16(), most_gumbel, -20, 1, 1);
    const Option low{PlaceId(std::size_t{0}), 10, 0, 0}, high{PlaceId(std::size_t{1}), 20, 0, 0};
    for (const Option& o : higher_first ? std::array{high, low} : std::array{low, high}) moments.offer(o.place, o.key, o.v, o.chance);
    EXPECT_EQ(moments.choice(0), high.place);
  }
}

}  // namespace
}  // namespace weefsel
