// What: the patterns that the model is laid beside, each with its target, its band, who is asked about what period,
// and its source; the contrasts between groups of families that nobody fitted; and what one replicate was found to give.
// Kinds (model definition 7.11): a *fit* is a level that parameters were chosen for; an *anchor* sets one mark, so it is
// met by construction and never reported as met; an *input* was given to the town or to a rate; what *emerges* was not
// aimed at. Units: shares 0-1, people, weeks, correlations.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "world/kinds.hpp"

namespace weefsel {

enum class PatternKind : std::uint8_t { fit, anchor, input, emerges };
inline constexpr std::array<std::string_view, 4> pattern_kind_names = {"fit", "anchor", "input", "emerges"};

/// Severity from which a parent would name a concern, as in `worried_share`.
inline constexpr double seen_as_concern = 0.2;

struct Pattern {
  std::string_view name;    ///< "named_again"
  PatternKind kind;
  double target, low, high; ///< NaN: no figure to compare with
  std::string_view unit;
  std::string_view what;    ///< one line
  std::string_view who;     ///< denominator; period; respondent
  std::string_view source;
  std::string_view note;    ///< how the instrument of the model differs from that of the source; may be empty
};

/// A measure that is split by group of families: no figure in it was fitted.
struct Contrast {
  std::string_view name, unit, what;
  std::string_view reference;  ///< what the sources say of the differences; may be empty
};

[[nodiscard]] std::span<const Pattern> pattern_table();
[[nodiscard]] std::span<const Contrast> contrast_table();

/// A mean of numbers that are added one by one; NaN while there are none.
struct RunningMean {
  double sum = 0;
  std::int64_t count = 0;
  void add(double value) { sum += value, ++count; }
  [[nodiscard]] double value() const { return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count); }
};

/// What was measured in one replicate. NaN: not measured.
class Findings {
 public:
  Findings();
  /// Fault when no pattern or contrast has that name.
  void set(std::string_view pattern, double value);
  void add(std::string_view contrast, GroupMask groups, double value);
  [[nodiscard]] double of(std::string_view pattern) const;
  /// NaN for fewer than 30 answers.
  [[nodiscard]] double of(std::string_view contrast, Group group) const;

 private:
  std::vector<double> values_;
  std::vector<std::array<RunningMean, group_count>> contrasts_;
};

}  // namespace weefsel
