// What: keyed random numbers. A draw belongs to what it decides - (seed, replicate, week, entity,
// purpose) - and never to "the next number", so twins of a scenario share their luck wherever the
// scenario does not touch them, and the number of threads cannot matter.
// Source: Philox4x32-10 (Salmon et al. 2011, Random123).
//
// Two ways to draw:
//   Draws d = luck.draws(purpose, week, key);   // one Philox block: four independent 32-bit words
//   Salt s = luck.salt(purpose, week);          // one Philox block, then a cheap 64-bit mix per question
//   s.of(key), s.of(key, other), s.of_pair(a, b), s.of32(part of a key)
// Use `draws` for what one entity decides, `salt` for pairs, candidates and orders.
#pragma once

#include <array>
#include <cstdint>

#include "base/ids.hpp"
#include "base/week.hpp"

namespace weefsel {

/// What a draw decides. One value per decision; a value is never given to another decision.
/// (8 bits of the Philox counter. Add at the end; the order is part of the meaning of a seed.)
enum class Purpose : std::uint8_t {
  population = 1, births, newborn, partnership, separation, leaving_home, moving_out, moving_within,
  moving_in, newcomer, death, misfortune, activation, outing, outing_shared_taste, gate, street, seat_order,
  new_circle, follow_friend, start_tie, keep_in_touch, concern, concern_kind, concern_passes, asking, whom_to_ask, answering,
  basic_contact, referral, request_help, help_duration, leave_queue, protection, mood, volunteering,
  initiative, programme_asking, programme_match, programme_end, sample, placebo, household_kind, dwelling_site, child_traits,
  adult_traits, first_ties, new_school, income, help_allotment, programme_offer, light_meeting, threshold,
  people_over, class_playmates, play_date,
  campaign, poverty_relief, new_homes, new_home_traits,
  programme_pointed, programme_agrees, programme_visit, programme_talk, group_invitation, group_attendance, shared_norms,
  club, own_leisure, own_leisure_taste, going_along, peers, school_circle, friends, friend_visits, familiar_adult, own_help,
  monitor_sample, monitor_respondent, monitor_answer, factor_half,
  parameter_draw, household_lot, drift_apart, friend_elsewhere, newcomer_considered
};

/// 64-bit finaliser of splitmix64 (Steele, Lea & Flood 2014): every input bit changes half of the output.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/// The same in 32 bits, for loops that ask eight at once ("lowbias32", Wellons 2018).
[[nodiscard]] constexpr std::uint32_t mix32(std::uint32_t z) {
  z = (z ^ (z >> 16)) * 0x7feb352dU;
  z = (z ^ (z >> 15)) * 0x846ca68bU;
  return z ^ (z >> 16);
}

/// Joins two 64-bit values; the order of the two matters.
[[nodiscard]] constexpr std::uint64_t join64(std::uint64_t a, std::uint64_t b) {
  return mix64(mix64(a + 0x9e3779b97f4a7c15ULL) ^ (b * 0xd6e8feb86659fd93ULL + 0x2545f4914f6cdd1dULL));
}

/// [0, 1) from the upper 53 bits; never 1.
[[nodiscard]] constexpr double unit_interval(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// Four independent 32-bit words of one Philox block.
struct Draws {
  std::array<std::uint32_t, 4> word{};
  /// (0, 1), word `i` of 4: the middle of one of 2^32 equal cells, never 0 or 1.
  [[nodiscard]] constexpr double uniform(int i) const {
    return (word[static_cast<std::size_t>(i)] + 0.5) * 0x1.0p-32;
  }
  /// True with probability `p`, by word `i`. p <= 0 is never, p >= 1 always.
  [[nodiscard]] constexpr bool happens(int i, double p) const { return uniform(i) < p; }
  /// 64 bits from words 2i and 2i + 1.
  [[nodiscard]] constexpr std::uint64_t bits64(int i) const {
    return (std::uint64_t{word[static_cast<std::size_t>(2 * i)]} << 32) | word[static_cast<std::size_t>(2 * i + 1)];
  }
};

/// Cheap draws for entities, pairs and candidates, all from one keyed block: one mix for each key. Keys are hashes
/// (random/keys.hpp), so they need no mixing of their own before they are laid together.
class Salt {
 public:
  constexpr explicit Salt(std::uint64_t bits) : bits_(bits) {}
  [[nodiscard]] constexpr std::uint64_t of(Key key) const { return mix64(bits_ ^ key); }
  /// `other`: a key or a small number.
  [[nodiscard]] constexpr std::uint64_t of(Key key, std::uint64_t other) const { return with(of(key), other); }
  /// A salt of one entity's own, to draw many candidates from.
  [[nodiscard]] constexpr Salt own(Key key) const { return Salt{of(key)}; }
  /// The same for (a, b) and (b, a).
  [[nodiscard]] constexpr std::uint64_t of_pair(Key a, Key b) const { return mix64(bits_ ^ (a + b)); }
  [[nodiscard]] constexpr std::uint64_t of_pair(Key a, Key b, std::uint64_t other) const { return with(of_pair(a, b), other); }

  /// 32 bits, for loops that ask many at once. `key`: 32 bits of a key, or of the sum of the keys of a pair.
  [[nodiscard]] constexpr std::uint32_t of32(std::uint32_t key) const { return mix32(static_cast<std::uint32_t>(bits_ >> 32) ^ key); }

 private:
  static constexpr std::uint64_t with(std::uint64_t mixed, std::uint64_t other) { return mix64(mixed + other * 0xd6e8feb86659fd93ULL + 0x2545f4914f6cdd1dULL); }
  std::uint64_t bits_;
};

/// All luck of one replicate. Cheap to copy; safe to share between threads.
class Luck {
 public:
  Luck(std::uint64_t seed, std::uint32_t replicate);

  /// One block for what `who` decides in `week`. `index` tells apart blocks of one decision,
  /// `partner` candidates (a place, a slot).
  [[nodiscard]] Draws draws(Purpose purpose, Week week, Key who, std::uint8_t index = 0,
                            std::uint32_t partner = 0) const;

  /// The salt of one purpose in one week.
  [[nodiscard]] Salt salt(Purpose purpose, Week week) const;

 private:
  std::array<std::uint32_t, 2> philox_key_{};
};

}  // namespace weefsel
