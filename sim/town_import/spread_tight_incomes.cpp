#include "town_import/spread_tight_incomes.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace weefsel {
namespace {
using F = CbsFigure;
constexpr double follows_assistance = 0.6;  // judgement; see the header
constexpr double least_tight = 0.01, most_tight = 0.6;

/// Households with children: the share is theirs.
double families_of(const NeighbourhoodInMaking& one) {
  return one.read.description.households * one.read.description.with_children_share;
}

/// The measure of little money in a region, and nothing when it is not known.
std::optional<double> little_money(const MergedRegion& region, F by) {
  if (by != F::assistance) return region[by].value;
  const double households = households_of(region);
  if (!region[by].value || households < 1) return std::nullopt;
  return 100 * *region[by].value / households;
}

/// The measure that is used; `count` when there is none.
F measure_for(const std::vector<NeighbourhoodInMaking>& all) {
  F by = F::count;
  std::size_t most = 0;
  for (const F candidate : {F::up_to_120, F::up_to_110, F::around_minimum, F::low_income, F::assistance}) {
    const auto known =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const NeighbourhoodInMaking& one) {
          return one.figures && little_money(*one.figures, candidate).has_value();
        }));
    if (known > most && 2 * most < all.size()) by = candidate, most = known;
  }
  return by;
}

double mean_of_little_money(const std::vector<NeighbourhoodInMaking>& all, F by) {
  double sum = 0, weight = 0;
  for (const NeighbourhoodInMaking& one : all) {
    const auto here = one.figures ? little_money(*one.figures, by) : std::nullopt;
    if (!here) continue;
    sum += *here * families_of(one);
    weight += families_of(one);
  }
  return weight > 0 ? sum / weight : 0;
}
}  // namespace

void spread_tight_incomes(std::vector<NeighbourhoodInMaking>& all, const MergedRegion& country_line, Filled& filled) {
  const F by = measure_for(all);
  const double national = NeighbourhoodDescription{}.tight_income_share;
  const double country = by == F::count ? 0 : little_money(country_line, by).value_or(0);
  const bool of_country = country > 0;
  const double elsewhere = of_country ? country : by == F::count ? 0 : mean_of_little_money(all, by);
  double sum = 0, weight = 0;
  std::vector<NeighbourhoodInMaking*> lacking;
  for (NeighbourhoodInMaking& one : all) {
    NeighbourhoodDescription& n = one.read.description;
    const auto here = by == F::count || !one.figures ? std::nullopt : little_money(*one.figures, by);
    if (!here || !(elsewhere > 0)) {
      lacking.push_back(&one);
      continue;
    }
    const double follows = by == F::assistance ? follows_assistance : 1;
    const double level = national * (1 - follows + follows * *here / elsewhere);
    n.tight_income_share = rounded_share(std::clamp(level, least_tight, most_tight));
    sum += n.tight_income_share * families_of(one);
    weight += families_of(one);
    filled.figure(n.code, "tight_income_share", n.tight_income_share,
                  "national level (13.1%), spread by " + std::string(in_words(by)) + " against the " +
                      (of_country ? "country" : "municipality") + ": " + one.edition(by),
                  true);
  }
  for (NeighbourhoodInMaking* one : lacking) {
    NeighbourhoodDescription& n = one->read.description;
    n.tight_income_share = weight > 0 ? rounded_share(sum / weight) : national;
    filled.figure(n.code, "tight_income_share", n.tight_income_share,
                  by == F::count ? "not in the data: national level (GGD Hollands Noorden 2021)"
                                 : one->why_missing(by) + ": mean of the municipality",
                  false);
  }
}

}  // namespace weefsel
