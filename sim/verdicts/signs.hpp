// What: which way twin differences go, and whether luck alone would make them go so (sign test). Pure.
//
// Ties count against both ways: "higher in 8, equal in 42 of 50" is no direction. A direction is the more careful for
// it (Dixon & Mood 1946, JASA 41:557-566, who leave ties out, would call it one).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace weefsel {

struct SignCounts {
  std::size_t higher = 0, equal = 0, lower = 0;

  [[nodiscard]] std::size_t known() const { return higher + equal + lower; }
  [[nodiscard]] std::size_t one_way() const { return higher > lower ? higher : lower; }
  friend bool operator==(const SignCounts&, const SignCounts&) = default;
};

/// NaN is not known and is left out.
[[nodiscard]] SignCounts count_signs(const std::vector<double>& differences);

/// Two-sided probability that `one_way` or more of `known` go one way when each goes either way with probability 1/2.
/// At most 1. `one_way` <= `known`.
[[nodiscard]] double sign_test(std::size_t one_way, std::size_t known);

/// How careful verdicts are. The defaults are those of the council's page: of 50 runs 33 one way is the least that is
/// told apart from luck and "usually", 45 is "nearly always".
struct Care {
  double error = 0.05;          ///< two-sided, for all cells of a table together (Bonferroni)
  double usually_share = 0.66;  ///< of the known runs; with many runs luck is excluded long before that
  double nearly_always_share = 0.9;
};

/// The least number of runs one way that is told apart from luck, in a table of `cells` cells; nothing when not even
/// all of them would do: too few runs.
[[nodiscard]] std::optional<std::size_t> least_one_way(std::size_t known, std::size_t cells, const Care& care = {});

/// The least number of runs of which all one way is told apart from luck, in a table of `cells` cells.
[[nodiscard]] std::size_t least_runs(std::size_t cells, const Care& care = {});

}  // namespace weefsel
