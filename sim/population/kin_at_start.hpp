// What: kinship across households at the start: former partners of single parents, and adults whose own mother or
// father lives in town. Households with children know each other's grandparents this way.
// Draws: Purpose::population, by the keys of both; whoever is looked for is found among a few candidates of each year
// of birth, at a keyed place in a keyed order, so one person more changes few links. Evidence: judgement (about half of
// former partners, and a parent of 45% of adults under 60, live in the municipality).
#pragma once

#include "random/luck.hpp"
#include "world/world.hpp"

namespace weefsel {

/// For about half of the single-parent families: the other parent is a single or re-partnered adult in town without
/// children at home, of fitting age and sex. Sets Adults::children_elsewhere and the children's second parent.
void link_former_partners(World& world, const Luck& luck, Week now);

/// Sets Adults::parent_in_town for about 45% of adults under 60: an adult 24-38 years older from a household without
/// children, preferably near, with at most four grown-up children in town.
void link_parents_in_town(World& world, const Luck& luck, Week now);

}  // namespace weefsel
