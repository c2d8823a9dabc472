// What: the households of a neighbourhood whose ages are given as counts (inhabitants_by_age): a synthetic population
// in three steps.
// 1. A pool: a sample of households as the rules of households_at_start.cpp make them at national levels, with more of
//    the rare forms. It holds what no margin says: how ages of partners, parents and children, education and a tight
//    income go together. One pool for a world.
// 2. A fit per neighbourhood: weights for the kinds of household in the pool, so that together they have the asked
//    people by age, adults by education, families with a tight income and households by form (fit_to_margins.hpp).
//    Forms are met exactly where these margins contradict each other; ages give way first. Ages do contradict: CBS
//    counts people in institutions and grown-up children with their parents; here everyone is single, a partner, a
//    parent or a child under 23.
// 3. Whole households: weights become numbers, and every dwelling that is lived in gets a household like one of the
//    pool, with a key and, within years of age, ages of its own.
// Assumption: what goes together in the pool goes together everywhere (the odds ratios are kept). This is what any fit
// to margins assumes (Beckman, Baggerly & McKay 1996, Transportation Research A 30:415-429).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "population/fit_to_margins.hpp"
#include "population/households_at_start.hpp"

namespace weefsel {

/// What the margins see of a household. The order of these marks is the order of kinds.
struct KindOfHousehold {
  HouseholdForm form = HouseholdForm::single;
  bool tight_income = false;                                 ///< of a family
  std::array<std::uint8_t, age_band_count> adults_by_age{};  ///< how many in each
  std::array<std::uint8_t, 2> children_by_age{};             ///< under 15; 15 and older
  std::uint8_t toddlers = 0;                                 ///< of those under 15: under 4
  std::array<std::uint8_t, 3> adults_by_education{};
  friend auto operator<=>(const KindOfHousehold&, const KindOfHousehold&) = default;
};
[[nodiscard]] KindOfHousehold kind_of(const HouseholdPlan& plan);

/// What is fitted, the most important last: children under 4, people of 15 and older by age band (the oldest first),
/// adults of three levels of education, children under 15 (who all live in a household with a parent, so nothing need
/// give way there), families with a tight income, households of four forms.
inline constexpr std::size_t fitted_margin_count = 1 + age_band_count + 3 + 1 + household_form_count;
/// The targets of a description for that many households, in the same order. People by age are taken as they are;
/// children under 4 are 4/15 of those under 15 (ages evenly spread, as births of the last 15 years in the country
/// nearly are); the others are shares of what the forms of households give.
[[nodiscard]] std::vector<double> targets_of(const NeighbourhoodDescription& description, std::size_t households);

class HouseholdPool {
 public:
  explicit HouseholdPool(std::vector<HouseholdPlan> sample);

  /// The weights that meet the margins of a description, for `households` in all; a weight for each kind of the pool.
  [[nodiscard]] Fit fit(const NeighbourhoodDescription& description, std::size_t households) const;
  /// So many households of the pool, ordered by kind; by form as many as households_by_form() says. Draws: by the key
  /// of the neighbourhood.
  [[nodiscard]] std::vector<const HouseholdPlan*> fitted(const NeighbourhoodDescription& description,
                                                         std::size_t households, const Salt& salt) const;
  [[nodiscard]] const std::vector<HouseholdPlan>& sample() const { return sample_; }
  [[nodiscard]] std::size_t kind_count() const { return members_.size(); }

 private:
  std::vector<HouseholdPlan> sample_;
  std::vector<std::vector<std::uint32_t>> members_;  ///< per kind, in keyed order: where in sample_
  std::vector<double> seed_;                         ///< per kind: how many
  std::vector<MarginCounts> margins_;
};

/// The pool of a world. Draws: Purpose::household_kind, by keys that no household of a world has.
[[nodiscard]] HouseholdPool make_household_pool(const Salt& salt, double leaving_home_age);

/// Makes `h` like a household of the pool; key and home stay its own. Everyone has the age in whole years of the one
/// they are like and a part of a year of their own; children keep the time between their births.
void live_like(HouseholdPlan& h, const HouseholdPlan& like, const Salt& salt);

}  // namespace weefsel
