#include "town_import/take_ages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "base/errors.hpp"
#include "population/fit.hpp"
#include "population/town_figures.hpp"
#include "text/value.hpp"
#include "town_import/table_file.hpp"

namespace weefsel {
namespace {
using F = CbsFigure;
constexpr double room_for_rounding = 1.1;
constexpr double grown_up_children_each = 1.2, grown_up_under_25_share = 0.3;  // judgement; see the header
constexpr double children_under_15_share = 0.15;  // CBS, national, 2023; where nothing is known
constexpr std::array<F, 5> ages = {F::age_0_14, F::age_15_24, F::age_25_44, F::age_45_64, F::age_65_plus};

/// People who are in no household of the model.
struct Institutions {
  std::vector<std::string> codes;
  double people = 0;
  double grown_up = 0;  ///< and those who live with their parents
};

using Ages = std::array<double, 5>;

/// Shares of the five ages; nothing when they are not known or nobody is counted.
std::optional<Ages> shares_by_age(const NeighbourhoodInMaking& one) {
  Ages shares{};
  double sum = 0;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    if (!one.value(ages[i])) return std::nullopt;
    sum += shares[i] = *one.value(ages[i]);
  }
  if (sum < 1) return std::nullopt;
  for (double& part : shares) part /= sum;
  return shares;
}

/// Those over 22 who live with their parents are in no household of the model; see the header. How many.
double leave_out_grown_up_children(NeighbourhoodDescription& n) {
  const double all = n.households * n.with_children_share / with_children_under_23_share *
                     (1 - with_children_under_23_share) * grown_up_children_each;
  double left_out = 0;
  for (const auto& [band, part] :
       {std::pair<std::size_t, double>{1, grown_up_under_25_share}, {2, 1 - grown_up_under_25_share}}) {
    const double most = std::floor(n.inhabitants_by_age[band] / 2);
    const double of_band = std::min(std::round(all * part), most);
    n.inhabitants_by_age[band] -= of_band;
    left_out += of_band;
  }
  return left_out;
}

void publish(NeighbourhoodInMaking& one, const Ages& shares) {
  one.read.published[margin::people] = one.read.inhabitants;
  for (std::size_t i = 0; i < shares.size(); ++i)
    one.read.published[margin::people_by_age[i]] = shares[i] * one.read.inhabitants;
}

void set_ages(NeighbourhoodInMaking& one, const Ages& shares, const std::string& source, bool from_data,
              Institutions& institutions, Filled& filled) {
  NeighbourhoodDescription& n = one.read.description;
  const double size = one.value(F::household_size).value_or(inhabitants_per_household);
  const double room = std::max(1.0, std::round(n.households * size * room_for_rounding));
  const double people = std::min(one.read.inhabitants, room);
  for (std::size_t i = 0; i < shares.size(); ++i) n.inhabitants_by_age[i] = std::round(shares[i] * people);
  institutions.grown_up += leave_out_grown_up_children(n);
  const double sum = std::accumulate(n.inhabitants_by_age.begin(), n.inhabitants_by_age.end(), 0.0);
  filled.figure(n.code, "inhabitants_by_age (together)", sum, source, from_data);
  if (people >= one.read.inhabitants) return;
  institutions.codes.push_back(n.code);
  institutions.people += one.read.inhabitants - people;
}
}  // namespace

void take_ages(std::vector<NeighbourhoodInMaking>& all, Filled& filled) {
  Ages mean{};
  double people = 0;
  Institutions institutions;
  for (const NeighbourhoodInMaking& one : all) {
    const auto shares = shares_by_age(one);
    if (!shares) continue;
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += (*shares)[i] * one.read.inhabitants;
    people += one.read.inhabitants;
  }
  for (NeighbourhoodInMaking& one : all) {
    const auto known = shares_by_age(one);
    one.read.children_under_15 = one.read.inhabitants * (known        ? (*known)[0]
                                                         : people > 0 ? mean[0] / people
                                                                      : children_under_15_share);
    if (people < 1) continue;  // nothing is known of anybody: national levels by form of household
    if (known) publish(one, *known);
    Ages shares = mean;
    for (double& part : shares) part /= people;
    set_ages(one, known.value_or(shares),
             known ? one.edition(F::age_0_14) + ": people by age"
                   : one.why_missing(F::age_0_14) + ": shares of the municipality",
             known.has_value(), institutions, filled);
  }
  if (!institutions.codes.empty()) {
    filled.note("neighbourhoods[" + first_few(institutions.codes, 5) + "].inhabitants_by_age",
                number_as_text(std::round(institutions.people)) + " people left out",
                "more inhabitants than the households hold (" + std::to_string(institutions.codes.size()) +
                    " neighbourhoods): taken to live in institutions");
  }
  if (institutions.grown_up > 0) {
    filled.note(
        "neighbourhoods.inhabitants_by_age", number_as_text(institutions.grown_up) + " people left out",
        "grown-up children at home, whom the model does not have: 1.2 in each household whose children are all over "
        "22 (judgement)");
  }
  if (people < 1) {
    for (NeighbourhoodInMaking& one : all) {
      for (const char* key : {"youngest_child_0_4_share", "youngest_child_12_plus_share", "adults_under_45_share",
                              "adults_65_plus_share"})
        filled.figure(one.read.description.code, key, figure_of_neighbourhood(one.read.description, key),
                      "not in the data: default", false);
    }
  }
}

double figure_of_neighbourhood(const NeighbourhoodDescription& neighbourhood, std::string_view key) {
  for (const auto& figure : neighbourhood_figures())
    if (figure.key == key) return neighbourhood.*figure.member;
  throw Fault("no figure of a neighbourhood is called " + std::string(key));
}

}  // namespace weefsel
