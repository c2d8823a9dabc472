// What: elementary effects on Morris's trajectories: which factors matter at all, for few runs.
//   mu       mean effect of a factor over its whole range (outcome per unit of the cube)
//   mu_star  mean size of the effect, whatever its sign: what to rank factors by (Campolongo, Cariboni & Saltelli 2007)
//   sigma    how much the effect differs from place to place: curvature, or working together with other factors
// (Morris 1991.) One effect a trajectory for each factor: the difference over its step, divided by the step.
// Chance: replicate r has the same luck at every point, so an effect has a value in each replicate, and a table of effects by
// replicates splits into luck and what is the same under all luck (split_two_way.hpp). With two or more replicates:
//   - sigma^2 is the variance of the effects' means less the part that is luck, and never below 0;
//   - mu is not biased by luck;
//   - mu_star is: noise has a size too. It is given as it is, with `mu_star_by_luck` beside it, the mu_star to be expected
//     of a factor that does nothing, and `p_luck`: the chance of effects at least as clear as these if it did nothing. A
//     factor does nothing if its mean effect is 0 and its effects are equal, so that is twice the smaller p of two
//     tests: Student's t of the mean effects of the replicates, and F of the effects against the leftovers. Both take
//     luck for normal.
// Failures: an effect counts in the replicates that finished in both its points, and is dropped when there are none.
// Interval: 95%, by drawing trajectories anew; none with fewer than four effects. Luck that all trajectories share is not in
// it; p_luck does weigh it.
// Threads: pure.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

struct MorrisEffects {
  struct Factor {
    Interval mu, mu_star, sigma;  ///< sigma is NaN when there is but one effect
    double chance_sd = std::numeric_limits<double>::quiet_NaN();        ///< the sigma that luck alone would give
    double mu_star_by_luck = std::numeric_limits<double>::quiet_NaN();  ///< the mu_star that luck alone would give
    double p_luck = std::numeric_limits<double>::quiet_NaN();           ///< NaN: luck cannot be told apart
    bool beyond_luck = false;                                           ///< p_luck below 5%
    std::size_t effects_used = 0, effects_dropped = 0;
  };
  std::vector<Factor> factors;
  bool chance_apart = false;  ///< false: one replicate, so mu_star and sigma hold luck too
};

/// `design` as make_design gives it for Method::morris; Fault if it is not, or the outcomes are not of its points.
[[nodiscard]] MorrisEffects morris_effects(const Points& design, const Outcomes& outcomes, std::size_t bootstraps = 1000);

}  // namespace weefsel
