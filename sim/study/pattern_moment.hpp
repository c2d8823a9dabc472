// What: the patterns of one moment, taken at the end of each year and averaged: sizes and shape of networks, concerns,
// the correlation of support counted on with load, and the anchors: for each, the mark on the model's own scale at which
// the known share of people lies beyond it. Reads the world only.
//
//      a          Ego density of e: of the pairs (a,b), (a,c), (b,c) of people whom e names, those that know each other.
//     / \         Of pairs with somebody elsewhere the model knows nothing but that kin know kin, so there are two bounds:
//    e---b        all other such pairs are strangers, or they are left out. Transitivity counts pairs among all
//     \__c        acquaintances in town, of whom the model knows everything.
#pragma once

#include <vector>

#include "study/pattern_table.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Pairs of acquaintances: how many there are, and how many know each other.
struct KnownPairs {
  std::int64_t pairs = 0, closed = 0;
  [[nodiscard]] double share() const { return pairs == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(closed) / static_cast<double>(pairs); }
};

/// Pairs among the weak-or-stronger acquaintances of `a` in town who have tie tables themselves.
[[nodiscard]] KnownPairs pairs_in_town(const World& world, const FadingCurve& fading, ActiveId a);
/// Pairs among the people that `a` names of whom the model knows: such acquaintances, and kin with kin (who do). With
/// `unknown_are_strangers`, all pairs.
[[nodiscard]] KnownPairs pairs_named(const World& world, const FadingCurve& fading, ActiveId a, bool unknown_are_strangers);

/// The value that the share `above` of the values exceed; NaN when there are none. Takes its own copy.
[[nodiscard]] double mark_exceeded_by(std::vector<double> values, double above);
[[nodiscard]] double correlation(const std::vector<double>& x, const std::vector<double>& y);
/// Third standardised moment of a population.
[[nodiscard]] double skewness(const std::vector<double>& x);

class Moments {
 public:
  void look(const World& world, const FadingCurve& fading, Findings& findings);
  void report(Findings& findings) const;

  /// What becomes of the town, year by year (model definition 7.10).
  struct Year {
    double single_parent_share = 0, degree = 0, wellbeing = 0;
  };
  [[nodiscard]] const std::vector<Year>& years() const { return years_; }

 private:
  struct Parents;
  [[nodiscard]] Parents interview(const World& world, const FadingCurve& fading);
  void look_at_families(const World& world, Findings& findings);

  RunningMean named_, kin_, core_, degree_, local_, isolated_, unsupported_, worried_, difficulties_, childcare_, club_;
  RunningMean skewness_, variation_, correlation_, lonely_mark_, burnout_mark_, hard_mark_, mild_, moderate_, severe_;
  KnownPairs in_town_;
  RunningMean ego_density_least_, ego_density_most_;
  std::vector<Year> years_;
};

}  // namespace weefsel
