// What: ties. A tie is directed: each active adult owns and writes only its own. At most `tie_slots` a person
// (time is the bound; see model definition 7.1). The strength that is stored is that of the week the tie was
// last touched; what is left of it now follows from the fading curve (see FadingCurve) and is worked out, not
// stored, until the next contact. Two sides of a mutual tie live through the same hours, so they are equal
// unless one side has dropped the tie in between (`uneven`).
#pragma once

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include <array>
#include <cstdint>
#include <vector>

#include "base/fixed_point.hpp"
#include "base/ids.hpp"
#include "world/people.hpp"
#include "world/person_ref.hpp"

namespace weefsel {

inline constexpr std::size_t tie_slots = 24;

/// Strengths at which a tie gets its name (model definition 7.1).
inline constexpr double weak_tie = 0.20;
inline constexpr double support_tie = 0.33;
inline constexpr double close_tie = 0.60;
inline constexpr double dropped_below = 0.05;
/// Trust at the moment two people are acquainted: what eighteen hours bring (Hall 2019).
inline constexpr double first_strength = 0.08;

/// Why a tie began, and whether the other side holds it too.
struct TieMark {
  static constexpr std::uint8_t kind_mask = 0x0f;
  static constexpr std::uint8_t one_sided = 0x10;  ///< the other side has dropped it, or has no tie table
  static constexpr std::uint8_t uneven = 0x20;     ///< both sides hold it, but with different strengths
  std::uint8_t raw = 0;
  [[nodiscard]] constexpr TieKind kind() const { return static_cast<TieKind>(raw & kind_mask); }
  [[nodiscard]] constexpr bool has(std::uint8_t bit) const { return (raw & bit) != 0; }
  [[nodiscard]] static constexpr TieMark of(TieKind k, std::uint8_t bits = 0) {
    return TieMark{static_cast<std::uint8_t>(static_cast<std::uint8_t>(k) | bits)};
  }
  friend constexpr bool operator==(TieMark, TieMark) = default;
};

/// One tie, as read from or written to a slot.
struct Tie {
  PersonRef partner;
  Share16 strength;         ///< in week `touched`
  ShortWeek started = 0;
  ShortWeek touched = 0;    ///< week of last contact, or in which it drifted apart
  TieMark mark;
};

/// Tie tables of all active adults; slots [0, count) of each are in use.
struct Ties {
  Column<ActiveId, std::uint8_t> count;
  Column<ActiveId, std::array<PersonRef, tie_slots>> partner;
  Column<ActiveId, std::array<Share16, tie_slots>> strength;
  Column<ActiveId, std::array<ShortWeek, tie_slots>> started;
  Column<ActiveId, std::array<ShortWeek, tie_slots>> touched;
  Column<ActiveId, std::array<TieMark, tie_slots>> mark;

  static constexpr std::size_t not_found = tie_slots;

  /// Slot of the tie to `other`, or not_found. Unused slots hold nobody, so all are compared at once.
  [[nodiscard]] std::size_t find(ActiveId owner, PersonRef other) const {
    const auto& row = partner[owner];
#ifdef __AVX2__
    static_assert(sizeof(row) == 96 && tie_slots == 24);
    const __m256i wanted = _mm256_set1_epi32(static_cast<int>(other.raw));
    const auto* words = reinterpret_cast<const __m256i*>(row.data());
    std::uint32_t equal = 0;
    for (unsigned i = 0; i < 3; ++i) {
      const __m256i same = _mm256_cmpeq_epi32(_mm256_loadu_si256(words + i), wanted);
      equal |= static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(same))) << (8 * i);
    }
    return equal == 0 ? not_found : static_cast<std::size_t>(__builtin_ctz(equal));
#else
    for (std::size_t i = 0; i < count[owner]; ++i)
      if (row[i] == other) return i;
    return not_found;
#endif
  }
  [[nodiscard]] Tie get(ActiveId owner, std::size_t slot) const {
    return {partner[owner][slot], strength[owner][slot], started[owner][slot], touched[owner][slot], mark[owner][slot]};
  }
  void set(ActiveId owner, std::size_t slot, const Tie& tie) {
    partner[owner][slot] = tie.partner, strength[owner][slot] = tie.strength;
    started[owner][slot] = tie.started, touched[owner][slot] = tie.touched, mark[owner][slot] = tie.mark;
  }
  /// Adds a tie to a table with room. The caller makes room first.
  void add(ActiveId owner, const Tie& tie) { set(owner, count[owner]++, tie); }
  /// Takes slot `slot` out; the last tie moves into its place.
  void remove(ActiveId owner, std::size_t slot) {
    const std::size_t last = --count[owner];
    set(owner, slot, get(owner, last));
    set(owner, last, Tie{});
  }

  template <class Self, class F>
  static void columns(Self& t, F&& f) {
    f("tie_count", t.count), f("tie_partner", t.partner), f("tie_strength", t.strength);
    f("tie_started", t.started), f("tie_touched", t.touched), f("tie_mark", t.mark);
  }
};

/// How much of a tie is left after weeks without contact. Every week s <- s (1 - d(age)), where the weekly loss
/// falls with the age of the tie, d(age) = d_old + (d_young - d_old) e^(-age / maturing time), lower for kin
/// (Burt 2002; Roberts & Dunbar 2015). Stored as the running product over ages, rounded to 24 bits.
class FadingCurve {
 public:
  FadingCurve(double half_life, double half_life_young, double maturing_time, double kin_fading);
  /// Share of strength left at `now` of a tie that began at `started` and was last touched at `touched`.
  [[nodiscard]] double left(TieKind kind, ShortWeek started, ShortWeek touched, Week now) const {
    const Curve& curve = kind == TieKind::kin ? kin_ : others_;
    return at(curve.left, now.number - started) * at(curve.inverse, touched - started);
  }

 private:
  struct Curve {
    std::vector<double> left, inverse;  ///< by age in weeks; inverse = 1 / left
  };
  [[nodiscard]] static double at(const std::vector<double>& curve, std::int32_t age_weeks) {
    const auto last = static_cast<std::int32_t>(curve.size()) - 1;
    return curve[static_cast<std::size_t>(age_weeks < 0 ? 0 : age_weeks > last ? last : age_weeks)];
  }
  Curve kin_, others_;
};

/// Strength at `now` of one slot of an adult: what was stored at the last contact, less what has faded since.
[[nodiscard]] inline double strength_at(const Ties& ties, const FadingCurve& fading, ActiveId owner, std::size_t slot, Week now) {
  return ties.strength[owner][slot].value() *
         fading.left(ties.mark[owner][slot].kind(), ties.started[owner][slot], ties.touched[owner][slot], now);
}

}  // namespace weefsel
