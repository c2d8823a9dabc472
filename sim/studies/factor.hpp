// What: one thing that a study varies: a parameter, a key of a lever, or whether a lever is pulled at all; and how a place in
// [0, 1] becomes the text that `--set` takes. So any point of a study can be played alone by `weefsel run ... --set`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "params/parameters.hpp"

namespace weefsel {

struct StudyFactor {
  std::string name;                       ///< as in --set: "ties.half_life", "levers.buurtgezinnen.coordinators_fte", "levers.close_library"
  double low = 0, high = 0;               ///< of a range; of a list: 0 and its length less one
  bool by_logarithm = false;              ///< a range that is sampled by its logarithm
  bool whole = false;                     ///< a range of whole numbers, both ends included
  std::vector<std::string> values = {};   ///< a list to choose from; empty: a range
  double base = 0;                        ///< the place in [0, 1] of what it is without the study
  std::vector<std::size_t> scenarios = {};  ///< which scenarios it is set in; empty: all
  std::string units, meaning;             ///< for people

  [[nodiscard]] bool is_list() const { return !values.empty(); }
  /// Whether a lever is pulled: `off` leaves it out, `on` leaves it as it is.
  [[nodiscard]] bool is_switch() const;
};

/// Names of factors of levers begin with this, as in --set.
inline constexpr std::string_view lever_word = "levers.";

inline constexpr const char* switch_off = "off";
inline constexpr const char* switch_on = "on";

/// What stands behind `name=` in --set at the place u in [0, 1]. Lists are cut into equal pieces, whole numbers too.
[[nodiscard]] std::string text_at(const StudyFactor& factor, double u);

/// The same as a number: of a list the position in it.
[[nodiscard]] double number_at(const StudyFactor& factor, double u);

/// The place of a number in [0, 1]: number_at(place_of(x)) is x, or the end of the range where x is outside.
[[nodiscard]] double place_of(const StudyFactor& factor, double number);

/// The settings of a point for one scenario, as --set takes them. A switch that is on sets
/// nothing; of a lever that is off nothing else is set.
[[nodiscard]] std::vector<std::string> settings_at(const std::vector<StudyFactor>& factors, const double* point, std::size_t scenario);

}  // namespace weefsel
