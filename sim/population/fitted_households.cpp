#include "population/fitted_households.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/errors.hpp"
#include "population/keyed_shapes.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

// Decisions of a household (with + 100 x its number: of an adult), and of a neighbourhood.
enum Decision : std::uint64_t { part_of_a_year = 50, children_within_their_years, rounding, first_of_kind };
constexpr std::uint64_t per_adult = 100, per_kind = 100;

constexpr std::size_t pool_size = 20000;
constexpr double youngest_parent = 17;                 // years between a parent and their oldest child at home
constexpr FitSettings near_enough{.tolerance = 1e-4};  // half a person in 5,000
// Ages are kept in weeks: so far from a birthday, rounding to weeks does not change an age in whole years.
constexpr double around_birthdays = 0.02;

// Margins, in the order of fitted_margin_count.
constexpr std::size_t toddlers = 0, first_education = age_band_count, children = first_education + 3,
                      tight_families = children + 1, first_form = tight_families + 1;
constexpr std::size_t margin_of_band(std::size_t band) { return band == 0 ? children : age_band_count - band; }
constexpr double toddlers_end = 4, toddlers_share = 4.0 / 15;  // years; of those under 15

using CountsOfKind = std::array<std::uint32_t, fitted_margin_count>;
CountsOfKind counts_of(const KindOfHousehold& kind) {
  CountsOfKind counts{};
  for (std::size_t band = 0; band < age_band_count; ++band) counts[margin_of_band(band)] = kind.adults_by_age[band];
  for (std::size_t band = 0; band < kind.children_by_age.size(); ++band)
    counts[margin_of_band(band)] += kind.children_by_age[band];
  for (std::size_t level = 0; level < kind.adults_by_education.size(); ++level)
    counts[first_education + level] = kind.adults_by_education[level];
  counts[toddlers] = kind.toddlers;
  counts[tight_families] = kind.tight_income;
  counts[first_form + static_cast<std::size_t>(kind.form)] = 1;
  return counts;
}

}  // namespace

KindOfHousehold kind_of(const HouseholdPlan& plan) {
  KindOfHousehold kind;
  kind.form = plan.form;
  kind.tight_income = plan.with_children() && plan.tight_income;
  for (unsigned i = 0; i < plan.adult_count; ++i) {
    ++kind.adults_by_age[age_band_of(plan.adults[i].age)];
    ++kind.adults_by_education[static_cast<std::size_t>(plan.adults[i].education)];
  }
  for (const double age : plan.child_ages) {
    ++kind.children_by_age[std::min<std::size_t>(1, age_band_of(age))];
    kind.toddlers = static_cast<std::uint8_t>(kind.toddlers + (age < toddlers_end ? 1 : 0));
  }
  return kind;
}

std::vector<double> targets_of(const NeighbourhoodDescription& description, std::size_t households) {
  const HouseholdsByForm forms = households_by_form(description, households);
  const std::size_t adults = forms[0] + 2 * forms[1] + 2 * forms[2] + forms[3], families = forms[0] + forms[1];
  const double low = description.education_low_share, high = description.education_high_share;
  const auto education = largest_remainders(adults, {low, std::max(0.0, 1 - low - high), high});
  std::vector<double> targets(fitted_margin_count, 0.0);
  targets[toddlers] = std::round(toddlers_share * description.inhabitants_by_age[0]);
  for (std::size_t band = 0; band < age_band_count; ++band)
    targets[margin_of_band(band)] = description.inhabitants_by_age[band];
  for (std::size_t level = 0; level < education.size(); ++level)
    targets[first_education + level] = static_cast<double>(education[level]);
  targets[tight_families] =
      static_cast<double>(round_to_int(description.tight_income_share * static_cast<double>(families)));
  for (std::size_t form = 0; form < forms.size(); ++form) targets[first_form + form] = static_cast<double>(forms[form]);
  return targets;
}

HouseholdPool::HouseholdPool(std::vector<HouseholdPlan> sample)
    : sample_(std::move(sample)), margins_(fitted_margin_count) {
  std::map<KindOfHousehold, std::vector<std::uint32_t>> by_kind;
  for (std::uint32_t i = 0; i < sample_.size(); ++i) by_kind[kind_of(sample_[i])].push_back(i);
  for (auto& [kind, members] : by_kind) {
    std::sort(members.begin(), members.end(),
              [&](std::uint32_t a, std::uint32_t b) { return sample_[a].key < sample_[b].key; });
    const CountsOfKind counts = counts_of(kind);
    for (std::size_t m = 0; m < counts.size(); ++m)
      if (counts[m] > 0) margins_[m].push_back({static_cast<std::uint32_t>(members_.size()), counts[m]});
    seed_.push_back(static_cast<double>(members.size()));
    members_.push_back(std::move(members));
  }
}

Fit HouseholdPool::fit(const NeighbourhoodDescription& description, std::size_t households) const {
  return fit_to_margins(seed_, margins_, targets_of(description, households), near_enough);
}

std::vector<const HouseholdPlan*> HouseholdPool::fitted(const NeighbourhoodDescription& description,
                                                        std::size_t households, const Salt& salt) const {
  const Key neighbourhood = key_of_name("neighbourhood/" + description.code);
  const Fit found = fit(description, households);
  const auto counts = integerised(found.weights, margins_, [&](std::size_t draw) {
    return unit_interval(salt.of(neighbourhood, rounding + per_kind * draw));
  });
  if (std::accumulate(counts.begin(), counts.end(), std::size_t{0}) != households)
    throw Fault("fitting gave another number of households than was asked");
  std::vector<const HouseholdPlan*> result;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    // From another member on in every neighbourhood, so that those of a rare kind are used equally often.
    const std::vector<std::uint32_t>& members = members_[kind];
    const std::size_t first = salt.of(neighbourhood, first_of_kind + per_kind * kind) % members.size();
    for (std::size_t i = 0; i < counts[kind]; ++i) result.push_back(&sample_[members[(first + i) % members.size()]]);
  }
  return result;
}

HouseholdPool make_household_pool(const Salt& salt, double leaving_home_age) {
  // The national levels, with more families, single parents and tight incomes: margins set how many there are of these
  // in the end, so having more of them in the pool makes it finer and nothing else.
  NeighbourhoodDescription nation;
  nation.single_person_share = 0.3, nation.with_children_share = 0.45, nation.single_parent_share = 0.35;
  nation.tight_income_share = 0.2;
  std::vector<Key> keys;
  for (std::size_t i = 0; i < pool_size; ++i) keys.push_back(join64(key_of_name("household pool"), i));
  std::vector<HouseholdPlan> sample = plan_sample(nation, keys, salt, leaving_home_age);
  std::erase_if(sample, [](const HouseholdPlan& h) {  // a mother's much younger partner
    return h.with_children() && h.adult_count == 2 && h.adults[1].age < h.child_ages.front() + youngest_parent;
  });
  return HouseholdPool(std::move(sample));
}

void live_like(HouseholdPlan& h, const HouseholdPlan& like, const Salt& salt) {
  const Key key = h.key;
  const DwellingId dwelling = h.dwelling;
  h = like;
  h.key = key, h.dwelling = dwelling;
  for (unsigned i = 0; i < h.adult_count; ++i)
    h.adults[i].age = std::floor(h.adults[i].age) +
                      between(around_birthdays, 1 - around_birthdays, salt.of(key, part_of_a_year + per_adult * i));
  if (h.child_ages.empty()) return;
  double least = 1, most = 0;
  for (const double age : h.child_ages) {
    const double part = age - std::floor(age);
    least = std::min(least, part), most = std::max(most, part);
  }
  // So many years that nobody has a birthday.
  const double younger = std::min(0.0, around_birthdays - least);
  const double older = std::min(1 - around_birthdays - most, oldest_at_home - h.child_ages.front());
  const double shift = between(younger, std::max(younger, older), salt.of(key, children_within_their_years));
  for (double& age : h.child_ages) age += shift;
  h.youngest_age = h.child_ages.back();
}

}  // namespace weefsel
