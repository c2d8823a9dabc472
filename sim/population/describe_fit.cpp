#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "population/build_world.hpp"

namespace weefsel {
namespace {

/// Counts of one neighbourhood.
struct Counts {
  double households = 0, single = 0, with_children = 0, single_parent = 0, tight = 0, newcomer = 0;
  double youngest_0_4 = 0, youngest_12_plus = 0;
  double adults = 0, low = 0, high = 0, reading_hard = 0, without_children = 0, under_45 = 0, from_65 = 0;
};

void count_household(const World& world, HouseholdId h, Counts& n) {
  const auto members = world.households.adults[h];
  double youngest = 100;
  world.for_each_child(
      h, [&](ChildId c) { youngest = std::min(youngest, age_in_years(world.children.birth_week[c], world.week)); });
  const bool children = youngest < 100, alone = !members[1].exists();
  ++n.households;
  n.single += alone && !children;
  n.with_children += children;
  n.single_parent += alone && children;
  n.tight += children && world.households.tight_income[h];
  n.newcomer += world.week.number - world.households.since[h] < 2 * 52;
  n.youngest_0_4 += youngest < 4;
  n.youngest_12_plus += children && youngest >= 12;
  for (const AdultId a : members) {
    if (!a.exists()) continue;
    const auto education = static_cast<Education>(world.adults.education[a]);
    const double age = age_in_years(world.adults.birth_week[a], world.week);
    ++n.adults;
    n.low += education == Education::low;
    n.high += education == Education::high;
    n.reading_hard += world.adults.reading_ease[a].value() < 0.5;
    if (children || age < 25) continue;
    ++n.without_children;
    n.under_45 += age < 45;
    n.from_65 += age >= 65;
  }
}

}  // namespace

std::string describe_fit(const TownDescription& town, const World& world) {
  Column<NeighbourhoodId, Counts> counts(world.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (const HouseholdId h(i); !world.households.gone[h]) count_household(world, h, counts[world.neighbourhood_of(h)]);

  std::string text;
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < std::min(town.neighbourhoods.size(), counts.size()); ++i) {
    const NeighbourhoodDescription& asked = town.neighbourhoods[i];
    const Counts& n = counts[NeighbourhoodId(i)];
    fmt::format_to(out, "{} ({})\n  {:<30} {:>8} {:>8}\n", asked.name, asked.code, "margin", "asked", "built");
    fmt::format_to(out, "  {:<30} {:>8.0f} {:>8.0f}\n", "households", asked.households, n.households);
    const auto row = [&](const char* name, double wanted, double part, double whole) {
      if (whole > 0)
        fmt::format_to(out, "  {:<30} {:>8.3f} {:>8.3f}\n", name, wanted, part / whole);
      else
        fmt::format_to(out, "  {:<30} {:>8.3f} {:>8}\n", name, wanted, "-");
    };
    row("single_person_share", asked.single_person_share, n.single, n.households);
    row("with_children_share", asked.with_children_share, n.with_children, n.households);
    row("single_parent_share", asked.single_parent_share, n.single_parent, n.with_children);
    row("youngest_child_0_4_share", asked.youngest_child_0_4_share, n.youngest_0_4, n.with_children);
    row("youngest_child_12_plus_share", asked.youngest_child_12_plus_share, n.youngest_12_plus, n.with_children);
    row("adults_under_45_share", asked.adults_under_45_share, n.under_45, n.without_children);
    row("adults_65_plus_share", asked.adults_65_plus_share, n.from_65, n.without_children);
    row("tight_income_share", asked.tight_income_share, n.tight, n.with_children);
    row("education_low_share", asked.education_low_share, n.low, n.adults);
    row("education_high_share", asked.education_high_share, n.high, n.adults);
    row("reading_hard_share", asked.reading_hard_share, n.reading_hard, n.adults);
    row("newcomer_share", asked.newcomer_share, n.newcomer, n.households);
  }
  return text;
}

}  // namespace weefsel
