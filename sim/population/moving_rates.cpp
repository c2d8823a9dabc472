#include "population/moving_rates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace weefsel {

double moves_per_year_of_family(double youngest_age) {
  constexpr std::array<std::pair<double, double>, 9> known = {{{0, 0.131},
                                                               {1.5, 0.148},
                                                               {4, 0.123},
                                                               {6, 0.104},
                                                               {8, 0.093},
                                                               {10, 0.081},
                                                               {12, 0.074},
                                                               {15, 0.066},
                                                               {23, 0.05}}};
  if (youngest_age <= known.front().first) return known.front().second;
  for (std::size_t i = 1; i < known.size(); ++i)
    if (youngest_age < known[i].first) {
      const auto [age0, rate0] = known[i - 1];
      const auto [age1, rate1] = known[i];
      return rate0 + (rate1 - rate0) * (youngest_age - age0) / (age1 - age0);
    }
  return known.back().second;
}

double moves_per_year_without_children(double age) {
  return age < 25 ? 0.35 : age < 35 ? 0.22 : age < 50 ? 0.09 : age < 65 ? 0.04 : 0.025;
}

double moves_per_year(const World& world, HouseholdId h, Week now) {
  double youngest = 100;
  world.for_each_child(
      h, [&](ChildId c) { youngest = std::min(youngest, age_in_years(world.children.birth_week[c], now)); });
  if (youngest < 100) return moves_per_year_of_family(youngest);
  return moves_per_year_without_children(age_in_years(world.adults.birth_week[world.households.adults[h][0]], now));
}

}  // namespace weefsel
