#include "population/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace weefsel {
namespace {

constexpr double no_error = 1e-6;  // what is left of shares x households that are whole

/// Counts of one neighbourhood.
struct Counts {
  double households = 0, single = 0, with_children = 0, single_parent = 0, tight = 0, newcomer = 0;
  double youngest_0_4 = 0, youngest_12_plus = 0;
  double adults = 0, reading_hard = 0, without_children = 0, under_45 = 0, from_65 = 0;
  std::array<double, 3> education{};
  std::array<double, age_band_count> people{};
};

void count_adult(const World& world, AdultId a, bool children, Counts& n) {
  const double age = age_in_years(world.adults.birth_week[a], world.week);
  ++n.adults;
  ++n.people[age_band_of(age)];
  ++n.education[world.adults.education[a]];
  n.reading_hard += world.adults.reading_ease[a].value() < 0.5;
  if (children || age < 25) return;
  ++n.without_children;
  n.under_45 += age < 45;
  n.from_65 += age >= 65;
}

void count_household(const World& world, HouseholdId h, Counts& n) {
  const auto members = world.households.adults[h];
  double youngest = 100;
  world.for_each_child(h, [&](ChildId c) {
    const double age = age_in_years(world.children.birth_week[c], world.week);
    youngest = std::min(youngest, age);
    ++n.people[age_band_of(age)];
  });
  const bool children = youngest < 100, alone = !members[1].exists();
  ++n.households;
  n.single += alone && !children;
  n.with_children += children;
  n.single_parent += alone && children;
  n.tight += children && world.households.tight_income[h];
  n.newcomer += world.week.number - world.households.since[h] < 2 * 52;
  n.youngest_0_4 += youngest < 4;
  n.youngest_12_plus += children && youngest >= 12;
  for (const AdultId a : members)
    if (a.exists()) count_adult(world, a, children, n);
}

/// The rows of one neighbourhood.
class Rows {
 public:
  Rows(const NeighbourhoodDescription& asked, const Counts& n, std::vector<FitRow>& into)
      : asked_(asked), n_(n), into_(into) {}

  void add() {
    const double families = asked_.households * asked_.with_children_share;
    count(margin::households, asked_.households, n_.households);
    count(margin::one_person, asked_.households * asked_.single_person_share, n_.single);
    count(margin::with_children, families, n_.with_children);
    count("single_parent_families", families * asked_.single_parent_share, n_.single_parent);
    count("families_with_tight_income", families * asked_.tight_income_share, n_.tight);
    if (asked_.gives_ages())
      add_people();
    else
      add_shares_of_ages();
    const double adults = adults_asked(asked_);
    const double low = asked_.education_low_share, high = asked_.education_high_share;
    count(margin::adults_by_education[0], adults * low, n_.education[0]);
    count(margin::adults_by_education[1], adults * std::max(0.0, 1 - low - high), n_.education[1]);
    count(margin::adults_by_education[2], adults * high, n_.education[2]);
    share("reading_hard_share", asked_.reading_hard_share, n_.reading_hard, n_.adults);
    share("newcomer_share", asked_.newcomer_share, n_.newcomer, n_.households);
  }

 private:
  void add_people() {
    double asked = 0, population = 0;
    for (std::size_t band = 0; band < age_band_count; ++band) {
      count(margin::people_by_age[band], asked_.inhabitants_by_age[band], n_.people[band]);
      asked += asked_.inhabitants_by_age[band], population += n_.people[band];
    }
    count(margin::people, asked, population);
  }
  void add_shares_of_ages() {
    share("youngest_child_0_4_share", asked_.youngest_child_0_4_share, n_.youngest_0_4, n_.with_children);
    share("youngest_child_12_plus_share", asked_.youngest_child_12_plus_share, n_.youngest_12_plus, n_.with_children);
    share("adults_under_45_share", asked_.adults_under_45_share, n_.under_45, n_.without_children);
    share("adults_65_plus_share", asked_.adults_65_plus_share, n_.from_65, n_.without_children);
  }
  void count(const char* name, double asked, double population) {
    into_.push_back({asked_.code, asked_.name, name, asked, population, false});
  }
  void share(const char* name, double asked, double part, double whole) {
    const double population = whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
    into_.push_back({asked_.code, asked_.name, name, asked, population, true});
  }

  const NeighbourhoodDescription& asked_;
  const Counts& n_;
  std::vector<FitRow>& into_;
};

}  // namespace

double adults_asked(const NeighbourhoodDescription& n) {
  return n.households * (2 - n.single_person_share - n.with_children_share * n.single_parent_share);
}

std::vector<FitRow> fit_of(const TownDescription& town, const World& world) {
  Column<NeighbourhoodId, Counts> counts(world.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (const HouseholdId h(i); !world.households.gone[h]) count_household(world, h, counts[world.neighbourhood_of(h)]);
  std::vector<FitRow> rows;
  for (std::size_t i = 0; i < std::min(town.neighbourhoods.size(), counts.size()); ++i)
    Rows(town.neighbourhoods[i], counts[NeighbourhoodId(i)], rows).add();
  return rows;
}

std::vector<FitSummary> summary_of_fit(const std::vector<FitRow>& rows) {
  std::vector<FitSummary> all;
  std::vector<double> errors, counted;
  std::map<std::string, std::size_t> place;
  for (const FitRow& row : rows) {
    if (std::isnan(row.population)) continue;
    const auto [found, is_new] = place.emplace(row.margin, all.size());
    if (is_new) {
      all.push_back({row.margin, 0, 0, 0, {}, 0, row.is_share});
      errors.push_back(0), counted.push_back(0);
    }
    FitSummary& of = all[found->second];
    of.asked += row.asked, of.population += row.population;
    errors[found->second] += std::abs(row.error());
    ++counted[found->second];
    if (std::abs(row.error()) > std::max(std::abs(of.worst_error), no_error))
      of.worst = row.code, of.worst_error = row.error();
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].relative_error = all[i].asked > 0 ? errors[i] / all[i].asked : std::numeric_limits<double>::quiet_NaN();
    if (all[i].is_share) all[i].asked /= counted[i], all[i].population /= counted[i];
  }
  return all;
}

}  // namespace weefsel
