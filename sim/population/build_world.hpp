// What: fills a described town with streets, dwellings, households, ties, places and professionals, near the
// stationary state of the model, so that the run-in before a scenario can be short.
//
// The shares of a description are met by largest remainders, not by dice: a neighbourhood of N households has
// exactly round(N x share) of each form. Which household gets which form follows from a keyed order, so that
// one household more, or another neighbourhood, leaves the others as they are (identity: see random/keys.hpp).
// Ages follow the description where it speaks and a stationary population where it does not. Where it gives inhabitants
// by age, households are fitted to all its margins at once (fitted_households.hpp); fit.hpp says how well that went.
//
// Sources of the levels that a description does not carry: CBS StatLine 71487ned 2023 (number of children
// 43/41/16%, of single parents 62/29/10%), CBS 2023 (age of mother at first birth 30.3, fathers 2.5 years older),
// CBS Jeugdmonitor (89% of single parents are mothers), CBS 2020 (low income: 20% of children with one parent
// against 5% with two), CBS 2017 (moving rates by age of child). Grandparents, siblings and
// former partners in town, and ties at the start: judgement.
#pragma once

#include "params/parameters.hpp"
#include "population/town.hpp"
#include "random/luck.hpp"
#include "world/world.hpp"

namespace weefsel {

/// A world of that town at the start of `first_week` (scenario start minus run-in), whole by broken_invariants().
/// Deterministic in (town, parameters, luck, first_week). Linear memory; 35,000 people take well under a second.
/// Errors: UserMistake when a town has no neighbourhood, or a boundary has no area.
[[nodiscard]] World build_world(const TownDescription& town, const Parameters& parameters, const Luck& luck,
                                Week first_week);

}  // namespace weefsel
