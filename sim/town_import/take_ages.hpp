// What: how many people of which age a neighbourhood's households hold. Shares by age as published, of the latest
// number of inhabitants; where a neighbourhood lacks them, those of the municipality. Where inhabitants are more than
// the households can hold (their mean size, and 10% for rounding), the rest is taken to live in institutions. Where
// nothing is known of anybody, the four shares of ages of the description keep their defaults.
#pragma once

#include <string_view>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/neighbourhood_in_making.hpp"

namespace weefsel {

void take_ages(std::vector<NeighbourhoodInMaking>& all, Filled& filled);

/// A figure of neighbourhood_figures() by its key; a Fault on another key.
[[nodiscard]] double figure_of_neighbourhood(const NeighbourhoodDescription& neighbourhood, std::string_view key);

}  // namespace weefsel
