#include "world/world.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace weefsel {

namespace {
constexpr double adult_age = 18.0;
}

bool is_family(const World& world, HouseholdId h) {
  bool family = false;
  world.for_each_child(h, [&](ChildId c) {
    family = family || age_in_years(world.children.birth_week[c], world.week) < adult_age;
  });
  return family;
}

std::size_t kind_of_home(const World& world, HouseholdId h) {
  double eldest = 0;
  int adults = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) eldest = std::max(eldest, age_in_years(world.adults.birth_week[a], world.week)), ++adults;
  return SuitedHomes::kind_of(eldest, adults == 2, is_family(world, h));
}

bool is_parent(const World& world, AdultId a) {
  if (world.adults.has(a, Adults::gone)) return false;
  if (is_family(world, world.adults.household[a])) return true;
  const HouseholdId elsewhere = world.adults.children_elsewhere[a];
  return elsewhere.exists() && !world.households.gone[elsewhere] && is_family(world, elsewhere);
}

Belongs belongs(const World& world, HouseholdId h) {
  const Households& households = world.households;
  Belongs who{world.neighbourhood_of(h), bit(Group::all)};
  double youngest = 100;
  world.for_each_child(h, [&](ChildId c) {
    youngest = std::min(youngest, age_in_years(world.children.birth_week[c], world.week));
  });
  if (youngest >= adult_age) return who;  // groups are of families; others count in the whole only
  const auto members = households.adults[h];
  std::uint8_t education = 0;
  bool reads_hard = true;
  for (const AdultId a : members)
    if (a.exists()) {
      education = std::max(education, world.adults.education[a]);
      reads_hard = reads_hard && world.adults.reading_ease[a].value() < 0.5;
    }
  who.groups |= bit(households.tight_income[h] ? Group::income_tight : Group::income_sufficient);
  who.groups |= bit(members[1].exists() ? Group::two_parents : Group::one_parent);
  who.groups |= bit(static_cast<Group>(static_cast<int>(Group::youngest_0_2) + static_cast<int>(phase_at(youngest))));
  who.groups |= bit(static_cast<Group>(static_cast<int>(Group::education_low) + education));
  who.groups |= bit(reads_hard ? Group::reading_hard : Group::reading_easy);
  who.groups |= bit(world.week.number - households.since[h] < 2 * 52 ? Group::newcomer : Group::settled);
  return who;
}

ActiveId activate(World& world, AdultId a, double level) {
  constexpr ShortWeek for_good = std::numeric_limits<ShortWeek>::max();
  if (const ActiveId already = world.adults.active[a]; already.exists()) {
    world.actives.active_until[already] = for_good;
    return already;
  }
  const ActiveId active(append_row(world.actives));
  Ties::columns(world.ties, [](const char*, auto& column) { column.emplace_back(); });
  world.adults.active[a] = active;
  world.actives.adult[active] = a;
  world.actives.level[active] = Fixed(level);
  world.actives.wellbeing[active] = Fixed(level);
  world.actives.trust_in_asking[active] = Share16(1.0);
  world.actives.last_contact[active] = long_ago;
  world.actives.last_visit[active].fill(long_ago);
  world.actives.active_until[active] = for_good;
  return active;
}

void remove_child(World& world, ChildId c) {
  const HouseholdId h = world.children.household[c];
  ChildId* link = &world.households.first_child[h];
  while (link->exists() && *link != c) link = &world.children.next_in_household[*link];
  if (link->exists()) *link = world.children.next_in_household[c];
  world.children.gone[c] = 1;
  world.children.next_in_household[c] = ChildId{};
}

void remove_adult(World& world, AdultId a) {
  Adults& adults = world.adults;
  if (const AdultId partner = adults.partner[a]; partner.exists()) {
    adults.partner[partner] = AdultId{};
    adults.partner[a] = AdultId{};
  }
  auto& members = world.households.adults[adults.household[a]];
  if (members[0] == a) members = {members[1], AdultId{}};
  if (members[1] == a) members[1] = AdultId{};
  adults.flags[a] = static_cast<std::uint8_t>(adults.flags[a] | Adults::gone);
}

void dissolve_household(World& world, HouseholdId h, Week week) {
  const DwellingId d = world.households.dwelling[h];
  world.dwellings.household[d] = HouseholdId{};
  world.dwellings.empty_since[d] = short_week(week);
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) {
      if (const AdultId partner = world.adults.partner[a]; partner.exists()) world.adults.partner[partner] = AdultId{};
      world.adults.partner[a] = AdultId{};
      world.adults.flags[a] = static_cast<std::uint8_t>(world.adults.flags[a] | Adults::gone);
    }
  for (ChildId c = world.households.first_child[h]; c.exists();) {
    const ChildId next = world.children.next_in_household[c];
    world.children.gone[c] = 1;
    world.children.next_in_household[c] = ChildId{};
    c = next;
  }
  world.households.first_child[h] = ChildId{};
  world.households.gone[h] = 1;
}

}  // namespace weefsel
