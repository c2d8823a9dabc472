// What: a town watched for a while, week by week, for what its state does not keep: which family came to which place,
// who gave how many hours, for whose children help was turned to, how families fared. By key, so that twins can be
// joined. Reads the world and the week's gatherings; writes nothing back.
#pragma once

#include <unordered_map>
#include <vector>

#include "processes/week_context.hpp"

namespace weefsel {

/// Sums over the weeks watched, of one household.
struct HouseholdYear {
  std::vector<std::uint16_t> visits;  ///< per place: visits of its adults that found a seat; empty: none at all
  double wellbeing = 0;               ///< sum over weeks of the mean over its parents of 1 / (1 + e^-b)
  double known = 0;                   ///< sum over weeks of the mean over its parents of ties of 0.20 or more
  std::int32_t weeks = 0;             ///< weeks in which it was a family
  std::int32_t child_weeks = 0;       ///< weeks times children under 18
  std::int32_t demand = 0;            ///< children for whom help was turned to (tier 1 or 2)
};

class YearWatch {
 public:
  /// Call after each week, before the next begins.
  void see(const World& world, const WeekScratch& scratch, const Parameters& parameters, const FadingCurve& fading);

  [[nodiscard]] const std::unordered_map<Key, HouseholdYear>& households() const { return households_; }
  /// Hours of help given, by the adult's key; those who gave.
  [[nodiscard]] const std::unordered_map<Key, double>& hours_given() const { return hours_given_; }
  [[nodiscard]] std::int32_t weeks() const { return weeks_; }

 private:
  void see_visits(const World& world, const WeekScratch& scratch);
  void see_families(const World& world, const FadingCurve& fading);

  std::unordered_map<Key, HouseholdYear> households_;
  std::unordered_map<Key, double> hours_given_;
  std::int32_t weeks_ = 0;
};

}  // namespace weefsel
