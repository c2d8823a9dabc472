// PromisingPlaces leaves out what cannot matter. Here every place is offered to one person's moments, and to another's only
// what is promising: both must choose as a plain comparison of all utilities does.
#include "processes/promising_places.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

struct Option {
  PlaceId place;
  std::uint32_t key;
  double v;
  std::uint64_t chance;
};

constexpr double taste = 0.7;

/// Some places in view of one person, as rows; the last eight are not full.
struct View {
  std::vector<PlaceId> place;
  std::vector<std::uint32_t> key;
  std::vector<float> plain;
  LuckWithPlaces luck;
  Salt two, others;

  explicit View(std::uint64_t trial) : two(mix64(trial + 100)), others(mix64(trial + 200)) {
    const std::size_t count = 3 + trial % 20;
    place.resize(in_eights(count)), key.resize(place.size()), luck.resize(place.size()), plain.assign(place.size(), no_place);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t hash = join64(trial, i);
      place[i] = PlaceId(i), key[i] = short_key(mix64(hash + 1)), luck.liking[i] = static_cast<std::uint32_t>(mix64(hash + 2));
      plain[i] = static_cast<float>(6 * unit_interval(hash) - 3);
    }
  }
  [[nodiscard]] std::vector<Option> options() const {
    std::vector<Option> all;
    for (std::size_t i = 0; i < place.size() && place[i].exists(); ++i)
      all.push_back({place[i], key[i], static_cast<double>(plain[i]) + taste * normal_quantile16(static_cast<std::uint16_t>(luck.liking[i] >> 16)),
                     std::uint64_t{others.of32(key[i])} << 32 | two.of32(key[i])});
    return all;
  }
};

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

TEST(PromisingPlaces, choose_as_a_comparison_of_all_utilities_does) {
  const NestShock nest(0.6);
  const PromisingPlaces promising(taste, nest.lambda());
  int out = 0;
  for (std::uint64_t trial = 0; trial < 4000; ++trial) {
    const auto count = static_cast<std::uint32_t>(1 + trial % FreeMoments::most);
    const std::uint64_t own = mix64(trial);
    const double stay_home = 2.5 * unit_interval(mix64(own));
    View view(trial);
    const std::vector<Option> options = view.options();
    FreeMoments all(nest, stay_home, own, count), some = all;
    for (const Option& o : options) all.offer(o.place, o.key, o.v, o.chance);
    promising.offer(some, view.place, view.key, view.plain, view.luck, view.two, view.others);
    for (std::uint32_t m = 0; m < count; ++m) {
      const PlaceId expected = plain_choice(nest, stay_home, own, options, m);
      ASSERT_EQ(all.choice(m), expected) << "trial " << trial << ", moment " << m;
      ASSERT_EQ(some.choice(m), expected) << "trial " << trial << ", moment " << m;
      out += expected.exists() ? 1 : 0;
    }
  }
  EXPECT_GT(out, 1000) << "some go out";
}

TEST(PromisingPlaces, bounds_lie_above_every_quantile_and_close_to_rare_ones) {
  for (std::uint32_t draw = 0; draw < 65536; ++draw) {
    const double gumbel = gumbel_quantile16(static_cast<std::uint16_t>(draw)), normal = normal_quantile16(static_cast<std::uint16_t>(draw));
    ASSERT_GE(static_cast<double>(most_gumbel(draw)), gumbel) << draw;
    ASSERT_GE(static_cast<double>(most_normal(draw)), normal) << draw;
    if (draw >= 0xff00) {
      ASSERT_LT(static_cast<double>(most_gumbel(draw)), gumbel + 0.1) << draw;
      ASSERT_LT(static_cast<double>(most_normal(draw)), normal + 1.5) << draw;
    }
  }
}

TEST(PromisingPlaces, eight_are_laid_beside_the_bar_at_once) {
  const std::array<float, eight> x = {0, 1, 2.5F, 3, -1, 2.01F, 2, 5};
  EXPECT_EQ(above(x.data(), 2), 0b10101100U);
  EXPECT_EQ(in_eights(0), 0u);
  EXPECT_EQ(in_eights(1), 8u);
  EXPECT_EQ(in_eights(16), 16u);
}

TEST(FreeMoments, equals_go_to_the_higher_key_in_any_order) {
  const NestShock nest(1);
  for (const bool higher_first : {false, true}) {
    FreeMoments moments(nest, -20, 1, 1);
    const Option low{PlaceId(std::size_t{0}), 10, 0, 0}, high{PlaceId(std::size_t{1}), 20, 0, 0};
    for (const Option& o : higher_first ? std::array{high, low} : std::array{low, high}) moments.offer(o.place, o.key, o.v, o.chance);
    EXPECT_EQ(moments.choice(0), high.place);
  }
}

}  // namespace
}  // namespace weefsel
