// What: a table of factors by phase of childhood, in the spirit of Rotterdam's factor model (source 001, section 4.2):
// for each factor how common it is among families, and what it does to each headline measure, by the model's own
// sensitivity. "Own sensitivity" means that the factor is switched in the simulated world and the twins are compared:
// per replicate, for a keyed half of families (or of streets, for places near by; the whole town for what all share),
// one twin lives with the factor and one without, from the same world and with the same luck. Influence = with -
// without, mean over the families that were switched, over the last year played.
//   Some factors can only be taken away or given: a close friend, family, a library near by; a separation, a move.
//   There one of the twins is the world as it is, and only families count for which something changed. Errors: standard
//   error over replicates. Chance and the spill-over to the other half are in it; ignorance about parameters is not.
//   Influence on demand has no settled sign (definition 7.6) and is marked so.
// No cause in the real world is claimed: this is what follows from the assumptions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "processes/week_context.hpp"
#include "report/words.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

enum class FactorUnit : std::uint8_t { household, street, town };

/// What is done to one household, street or town to make it live with or without the factor.
struct FactorTarget {
  World& world;
  const FadingCurve& fading;
  HouseholdId household;  ///< unit household
  StreetId street;        ///< unit street
};

struct Factor {
  std::string_view id;
  Words words;
  FactorUnit unit = FactorUnit::household;
  bool repeated = true;  ///< every four weeks, so that it lasts; else once, at the start
  /// Does this family have it now?
  bool (*is_present)(const World&, const FadingCurve&, HouseholdId) = nullptr;
  void (*add)(const FactorTarget&) = nullptr;   ///< none: "with" is the world as it is, for families that have it
  void (*take)(const FactorTarget&) = nullptr;  ///< none: "without" is the world as it is, for families that lack it
};

[[nodiscard]] const std::vector<Factor>& factor_table();

enum class Headline3 : std::uint8_t { wellbeing, people_known, demand, count };
inline constexpr std::size_t headline3_count = 3;

/// One factor in one phase (0: all phases; then Phase + 1).
struct FactorCell {
  double prevalence = 0;  ///< share of families that have it at the start
  double families = 0;    ///< that were switched, mean over replicates
  /// With minus without. Wellbeing: points of 0-100; people known: ties of 0.20 or more of a parent; demand:
  /// children per 1,000 children a year. NaN: fewer than 30 families.
  std::array<double, headline3_count> influence{}, error{};
  std::array<bool, headline3_count>
      beyond_chance{};  ///< two-sided t test at 5% over replicates; not corrected for many cells
};
struct FactorRow {
  const Factor* factor = nullptr;
  std::array<FactorCell, phase_count + 1> phases;
};
struct FactorTable {
  std::string town, scenario;
  std::int32_t replicates = 0;
  double years = 0;
  std::vector<FactorRow> rows;
};

/// `only`: ids of factors; empty: all. Empty result when `go_on` (called each week, from any thread) says stop.
/// Errors: UserMistake for fewer than two replicates, less than a year, or an unknown factor.
[[nodiscard]] std::optional<FactorTable> make_factor_table(const Scenario& scenario,
                                                           const std::vector<std::string>& only, int threads,
                                                           const std::function<bool()>& go_on);

[[nodiscard]] std::string factors_as_markdown(const FactorTable& table, Language language);
/// One row per factor and phase.
[[nodiscard]] std::string factors_as_csv(const FactorTable& table);

}  // namespace weefsel
