// What: the share of families that have difficulty making ends meet, which no file has: the national level (13.1%,
// children of 0-11: source 004), times how many more or fewer households than elsewhere have little money. Little money
// is the first of these that most neighbourhoods have: up to 120% of the social minimum, up to 110%, around it, a low
// income, people on social assistance per household. Elsewhere is the country if a file has its line; else the
// municipality, which then has the national level as its mean. A neighbourhood without the figure takes the mean of the
// others. Judgement: that difficulty follows little money in proportion, and assistance, which is far more uneven, for
// 60%; kept within 1 and 60%.
#pragma once

#include <vector>

#include "town_import/filled.hpp"
#include "town_import/neighbourhood_in_making.hpp"

namespace weefsel {

/// `country` may be empty.
void spread_tight_incomes(std::vector<NeighbourhoodInMaking>& all, const MergedRegion& country, Filled& filled);

}  // namespace weefsel
