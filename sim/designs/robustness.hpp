// What: policies laid beside each other over the same sampled futures: by how much is one wrong (regret), how often is it
// good enough (satisficing), and is the best one best by more than luck?
// Why: where futures cannot be given chances, a policy that is never far behind is worth more than the one with the best
// mean (Lempert & Collins 2007). Regret is Savage's (1951), satisficing the domain criterion of Starr (1962).
// Shapes: `policies[p]` are the outcomes of policy p: points x replicates, the same points and replicates for all. Replicate
// r has the same luck in all policies, so the difference between two policies is taken replicate by replicate.
// Left out: a point at which any policy misses any replicate is left out for all policies, and counted: a mean over fewer
// replicates would be a mean over another luck.
// Assumption: the points are a sample of futures in which each counts the same. A share is a share of the sample, and no
// probability unless the points were drawn from one.
// Errors: Fault when the policies differ in shape.
// Sources: Savage, JASA 46 (1951) 55-67; Starr, "Product design and decision theory" (1962); Lempert & Collins, Risk
// Analysis 27 (2007) 1009-1026; Wilson, JASA 22 (1927) 209-212.
#pragma once

#include <vector>

#include "designs/points.hpp"

namespace weefsel {

/// How far a policy stays behind the best one at each point. In the unit of the outcome, and never negative.
/// Luck raises it: where policies are equal, the luckiest mean still is the best. See PolicyRegret::clearly_best.
struct PolicyRegret {
  double mean = 0;
  double p90 = 0;      ///< 90th percentile, linear between neighbours (as R and NumPy do)
  double maximum = 0;  ///< the largest regret: minimax regret takes the policy in which this is least
  double best = 0;     ///< share of points at which it is the best; k policies with the same mean have 1/k each
  /// Share of points at which it is the best and beats the runner-up by more than twice the standard error of their paired
  /// difference; NaN for one replicate. With few replicates two standard errors are less than 95%: at four replicates 86%.
  double clearly_best = 0;
};

struct RegretTable {
  std::vector<PolicyRegret> policies;  ///< in the order given; NaN everywhere when no point is left
  std::size_t points = 0;              ///< points compared
  std::size_t left_out = 0;            ///< points at which some policy has no value
  double decided = 0;                  ///< share of points at which any policy is clearly the best: the sum of clearly_best
};

[[nodiscard]] RegretTable regret_of(const std::vector<Outcomes>& policies, bool higher_is_better);

/// In what share of the futures is a policy good enough?
struct Satisficing {
  Interval share;  ///< with Wilson's interval, as for points drawn independently: a spread-out design is somewhat surer
  std::size_t met = 0, points = 0, left_out = 0;
};

/// Good enough: the mean over replicates is at least `threshold` (higher is better) or at most that (lower is better).
[[nodiscard]] std::vector<Satisficing> satisficing_of(const std::vector<Outcomes>& policies, double threshold, bool higher_is_better);

/// Wilson's 95% interval for `met` of `count`; NaN for none.
[[nodiscard]] Interval wilson_interval(std::size_t met, std::size_t count);

/// Policies that cost about the same, to be compared with each other: in each group no policy costs more than the cheapest
/// and `tolerance` of that (a cost below 0 is a saving). Groups go by cost, and start anew at the first policy that is too dear: two policies
/// within the tolerance can so fall on both sides of a border. Gives places in `costs`, each exactly once.
/// Errors: UserMistake for a cost that is NaN.
[[nodiscard]] std::vector<std::vector<std::size_t>> equal_budget_groups(const std::vector<double>& costs, double tolerance);

}  // namespace weefsel
