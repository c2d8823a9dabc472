// What: ties. A tie is directed: each active adult owns and writes only its own. At most `tie_slots` a person
// (time is the bound; see model definition 7.1). The strength that is stored is that of the week the tie was
// last touched; what is left of it now follows from the fading curve (see FadingCurve) and is worked out, not
// stored, until the next contact. Two sides of a mutual tie live through the same hours, so they are equal
// unless one side has dropped the tie in between (`uneven`).
#pragma once

#if defined(__SSE2__) || defined(__AVX2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/fixed_point.hpp"
#include "base/ids.hpp"
#include "world/people.hpp"
#include "world/person_ref.hpp"

namespace weefsel {

/// Ties that a table has room for: 24, unless the program was built for fewer or more (CMakeLists.txt; what that does
/// to the network: benchmarks/README.md).
inline constexpr std::size_t tie_slots = WEEFSEL_TIE_SLOTS;
static_assert(tie_slots == 16 || tie_slots == 24 || tie_slots == 32, "the searches below take rows of eight at a time, sets 32 bits");

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
    static_assert(sizeof(row) == 4 * tie_slots);
    const __m256i wanted = _mm256_set1_epi32(static_cast<int>(other.raw));
    const auto* words = reinterpret_cast<const __m256i*>(row.data());
    std::uint32_t equal = 0;
    for (unsigned i = 0; i < tie_slots / 8; ++i) {
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
    const std::int32_t curve = kind == TieKind::kin ? of_kin_ : 0;
    return left_[static_cast<std::size_t>(curve + age(now.number - started))] * inverse_[static_cast<std::size_t>(curve + age(touched - started))];
  }
  /// The same for a whole row of ties.
  [[nodiscard]] std::array<double, tie_slots> left(const std::array<TieMark, tie_slots>& marks, const std::array<ShortWeek, tie_slots>& started,
                                                   const std::array<ShortWeek, tie_slots>& touched, Week now) const {
    // Where to look first, for all at once (compilers do several in one step), then looking.
    std::array<std::int32_t, tie_slots> at_now, at_touched;
    for (std::size_t s = 0; s < tie_slots; ++s) {
      const std::int32_t curve = marks[s].kind() == TieKind::kin ? of_kin_ : 0;
      at_now[s] = curve + age(now.number - started[s]);
      at_touched[s] = curve + age(touched[s] - started[s]);
    }
    std::array<double, tie_slots> share;
    for (std::size_t s = 0; s < tie_slots; ++s)
      share[s] = left_[static_cast<std::size_t>(at_now[s])] * inverse_[static_cast<std::size_t>(at_touched[s])];
    return share;
  }

 private:
  [[nodiscard]] std::int32_t age(std::int32_t weeks) const { return std::clamp(weeks, 0, of_kin_ - 1); }

  std::vector<double> left_, inverse_;  ///< by age in weeks; inverse = 1 / left. Of others, then of kin
  std::int32_t of_kin_ = 0;             ///< where the curve of kin begins
};

/// Strength at `now` of one slot of an adult: what was stored at the last contact, less what has faded since.
[[nodiscard]] inline double strength_at(const Ties& ties, const FadingCurve& fading, ActiveId owner, std::size_t slot, Week now) {
  return ties.strength[owner][slot].value() *
         fading.left(ties.mark[owner][slot].kind(), ties.started[owner][slot], ties.touched[owner][slot], now);
}

/// The same for all slots of an adult at once, a few of them at a time; 0 where there is no tie.
[[nodiscard]] inline std::array<double, tie_slots> strengths_at(const Ties& ties, const FadingCurve& fading, ActiveId owner, Week now) {
  std::array<double, tie_slots> strength = fading.left(ties.mark[owner], ties.started[owner], ties.touched[owner], now);
  for (std::size_t s = 0; s < tie_slots; ++s) strength[s] *= ties.strength[owner][s].value();
  return strength;
}

/// Some slots of one adult: bit s is slot s.
using SlotSet = std::uint32_t;

template <class F>
void for_each_slot(SlotSet slots, F&& f) {
  for (; slots != 0; slots &= slots - 1) f(static_cast<std::size_t>(__builtin_ctz(slots)));
}

/// The slots in use.
[[nodiscard]] inline SlotSet slots_of(const Ties& ties, ActiveId owner) {
  return static_cast<SlotSet>((std::uint64_t{1} << ties.count[owner]) - 1);  // 32 bits do not hold 1 << 32
}

/// The slots whose value in a row of 16 bits each is `value`.
template <class Value>
[[nodiscard]] SlotSet slots_equal(const std::array<Value, tie_slots>& row, Value value) {
  static_assert(sizeof(Value) == 2);
#ifdef __SSE2__
  constexpr std::size_t words = tie_slots / 8;
  const auto* word = reinterpret_cast<const __m128i*>(row.data());
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(value));
  const auto same = [&](std::size_t i) { return i < words ? _mm_cmpeq_epi16(_mm_loadu_si128(word + i), wanted) : _mm_setzero_si128(); };
  SlotSet slots = 0;
  for (std::size_t i = 0; i < words; i += 2)
    slots |= static_cast<SlotSet>(_mm_movemask_epi8(_mm_packs_epi16(same(i), same(i + 1)))) << (8 * i);
  return slots;
#else
  SlotSet slots = 0;
  for (std::size_t s = 0; s < tie_slots; ++s) slots |= SlotSet{row[s] == value} << s;
  return slots;
#endif
}

/// The slots whose mark has `bit`.
[[nodiscard]] inline SlotSet slots_marked(const std::array<TieMark, tie_slots>& row, std::uint8_t bit) {
  static_assert(sizeof(row) == tie_slots);
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(bit));
  const auto having = [&](__m128i marks) { return static_cast<SlotSet>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(marks, wanted), wanted))); };
  const auto* words = reinterpret_cast<const __m128i*>(row.data());
  const SlotSet first = having(_mm_loadu_si128(words));
  if constexpr (tie_slots == 16) return first;
  else if constexpr (tie_slots == 24) return first | (having(_mm_loadl_epi64(words + 1)) & 0xff) << 16;
  else return first | having(_mm_loadu_si128(words + 1)) << 16;
#else
  SlotSet slots = 0;
  for (std::size_t s = 0; s < tie_slots; ++s) slots |= SlotSet{row[s].has(bit)} << s;
  return slots;
#endif
}

}  // namespace weefsel
