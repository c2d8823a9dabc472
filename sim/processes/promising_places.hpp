// What: of all places in reach of a street, the few whose luck could win one of a person's free moments.
// How: a row per place, read eight at a time. Bounds tell the most that taste and chance could be; what even these would
// not lift over the bar (see FreeMoments) is left out. The choice is the same as that among all places.
// Luck: per person, week and place 16 bits of taste and 16 for each moment, from 32-bit mixes of part of the place's key.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/eight.hpp"
#include "processes/free_moments.hpp"
#include "world/world.hpp"

namespace weefsel {

/// As many rows as are read for so many places.
[[nodiscard]] constexpr std::size_t in_eights(std::size_t places) { return (places + eight - 1) / eight * eight; }
/// Utility of the rows that only fill up the last eight.
inline constexpr float no_place = -1e6F;

/// 32 bits of a place's key: what its luck is drawn by.
[[nodiscard]] constexpr std::uint32_t short_key(Key key) { return static_cast<std::uint32_t>(key); }

/// At most 0.06 above -ln of the share of draws above this one of 16 bits; at least that. The bits of a number are nearly
/// its logarithm, and never more: log2(1 + m) >= m for m in [0, 1].
[[nodiscard]] inline float rarity(std::uint32_t draw16) {
  const float above = static_cast<float>(static_cast<std::int32_t>(65536 - draw16)) - 0.5F;
  constexpr float ln2 = 0.69314724F;
  return ln2 * (16 + 127 - static_cast<float>(std::bit_cast<std::int32_t>(above)) * 0x1.0p-23F);
}
/// At least gumbel_quantile16: -ln(-ln u) <= -ln(1 - u).
[[nodiscard]] inline float most_gumbel(std::uint32_t draw16) { return rarity(draw16) + 1e-4F; }
/// At least normal_quantile16: 1 - u <= exp(-z^2 / 2) / 2, and sqrt(x) <= (x / s + s) / 2 for any s.
[[nodiscard]] inline float most_normal(std::uint32_t draw16) {
  const float beyond = rarity(draw16) - 0.693147F, square = beyond > 0 ? 2 * beyond : 0;
  const float near = 0.5F * square + 0.5F, far = square * (0.5F / 2.6F) + 1.3F;
  return (near < far ? near : far) + 1e-4F;
}

/// The places in reach of one street, by slot, each a row; rows that fill up the last eight are nowhere. To be kept while
/// neighbours come after one another: turning to the next street costs what it has in reach.
struct PlacesInReach {
  static constexpr std::uint16_t out_of_reach = 0xffff;
  StreetId street;
  std::vector<PlaceId> place;
  std::vector<std::uint16_t> row;  ///< per place of the world: its row, or out_of_reach

  explicit PlacesInReach(std::size_t places) : row(places, out_of_reach) {}
  /// Turns to a street. When it is another than before, `empty()` makes room for so many rows, and then fill(row, option) is
  /// called for each place in its reach.
  template <class Empty, class Fill>
  void turn_to(const Reach& reach, StreetId next, Empty&& empty, Fill&& fill) {
    if (street == next) return;
    street = next;
    for (const PlaceId one : place)
      if (one.exists()) row[one.slot] = out_of_reach;
    const std::uint32_t first = reach.first[street.slot], end = reach.first[street.slot + 1];
    place.assign(in_eights(end - first), PlaceId{});
    empty();
    for (std::uint32_t i = first; i < end; ++i) {
      const std::uint32_t own = i - first;
      place[own] = reach.options[i].place, row[place[own].slot] = static_cast<std::uint16_t>(own);
      fill(own, reach.options[i]);
    }
  }
};

/// The luck of one person with each place in view, row by row; one person at a time.
struct LuckWithPlaces {
  std::vector<std::uint32_t> liking;         ///< 32 bits, of which the upper 16 are taste
  std::vector<std::uint32_t> first, second;  ///< chance: 16 bits for each of two moments
  std::vector<float> most;                   ///< utility that no luck surpasses
  void resize(std::size_t rows) { liking.resize(rows), first.resize(rows), second.resize(rows), most.resize(rows); }
};

class PromisingPlaces {
 public:
  /// `taste`: standard deviation of lasting taste. `lambda`: of the nest, see NestShock.
  PromisingPlaces(double taste, double lambda) : taste_(taste), lambda_(static_cast<float>(lambda)) {}

  /// Offers `moments` every place that could win one of them. `plain`: utilities without luck; in `luck` the tastes are
  /// given. Rows in eights.
  void offer(FreeMoments& moments, const std::vector<PlaceId>& place, const std::vector<std::uint32_t>& key, const std::vector<float>& plain,
             LuckWithPlaces& luck, Salt first, Salt second) const {
    bound(moments.count(), key, plain, luck, first, second);
    for (std::size_t at = 0; at < plain.size(); at += eight)
      for (std::uint32_t worth = above(&luck.most[at], static_cast<float>(moments.bar())); worth != 0; worth &= worth - 1) {
        const std::size_t i = at + static_cast<std::size_t>(std::countr_zero(worth));
        if (static_cast<double>(luck.most[i]) < moments.bar()) continue;  // the bar has risen since
        const double utility = static_cast<double>(plain[i]) + taste_ * static_cast<double>(normal_[luck.liking[i] >> 16]);
        moments.offer(place[i], key[i], utility, std::uint64_t{luck.second[i]} << 32 | luck.first[i]);
      }
  }

 private:
  /// Draws the chances of `moments` moments, and says how much utility they could come to.
  void bound(std::uint32_t moments, const std::vector<std::uint32_t>& key, const std::vector<float>& plain, LuckWithPlaces& luck, Salt first,
             Salt second) const {
    const std::size_t rows = plain.size();
    draw(first, rows, key.data(), luck.first.data());
    if (moments > 2) draw(second, rows, key.data(), luck.second.data());
    const std::uint32_t two = moments > 1 ? 0xffff : 0, others = moments > 2 ? 0xffff : 0;
    add_luck(rows, two, others, static_cast<float>(taste_), lambda_, plain.data(), luck.liking.data(), luck.first.data(), luck.second.data(),
             luck.most.data());
  }
  // Plain loops over plain columns, which compilers do eight rows at a time.
  static void draw(Salt salt, std::size_t rows, const std::uint32_t* __restrict key, std::uint32_t* __restrict bits) {
    for (std::size_t i = 0; i < rows; ++i) bits[i] = salt.of32(key[i]);
  }
  static void add_luck(std::size_t rows, std::uint32_t two, std::uint32_t others, float taste, float lambda, const float* __restrict plain,
                       const std::uint32_t* __restrict liking, const std::uint32_t* __restrict first, const std::uint32_t* __restrict second,
                       float* __restrict most) {
    for (std::size_t i = 0; i < rows; ++i) {
      const std::uint32_t a = first[i], b = second[i];
      const std::uint32_t a1 = a & 0xffff, a2 = (a >> 16) & two, b1 = b & others, b2 = (b >> 16) & others;
      const std::uint32_t of_a = a1 > a2 ? a1 : a2, of_b = b1 > b2 ? b1 : b2, highest = of_a > of_b ? of_a : of_b;
      most[i] = plain[i] + taste * most_normal(liking[i] >> 16) + lambda * most_gumbel(highest);
    }
  }

  double taste_;
  float lambda_;
  const float* normal_ = normal_table16();
};

}  // namespace weefsel
