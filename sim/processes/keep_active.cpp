#include "processes/keep_active.hpp"

#include <algorithm>
#include <limits>

#include "base/collect.hpp"
#include "population/settle.hpp"
#include "processes/household_events.hpp"

namespace weefsel {
namespace {

constexpr double caring_grandparents = 0.4;
constexpr std::int32_t weeks_after_role_ends = 52;

/// Adults who are needed as grandparents: 1 per slot.
std::vector<std::uint8_t> grandparents_in_charge(const World& world, const WeekContext& now) {
  const Salt salt = now.luck.salt(Purpose::activation, Week{0});  // for good, not week by week
  std::vector<std::uint8_t> caring(world.adults.size(), 0);
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const AdultId parent = world.actives.adult[ActiveId(i)];
    if (world.adults.has(parent, Adults::gone)) continue;
    const AdultId grandparent = world.adults.parent_in_town[parent];
    if (!grandparent.exists() || world.adults.has(grandparent, Adults::gone)) continue;
    if (youngest_age(world, world.adults.household[parent]) >= 12) continue;
    if (unit_interval(salt.of_pair(world.adults.key[parent], world.adults.key[grandparent])) < caring_grandparents)
      caring[grandparent.slot] = 1;
  }
  return caring;
}

/// Grandparents who have just become active hold the tie with their own grown children too.
void let_parents_hold_their_children(World& world, const WeekContext& now, const std::vector<AdultId>& newly) {
  std::vector<std::uint8_t> is_new(world.adults.size(), 0);
  for (const AdultId a : newly) is_new[a.slot] = 1;
  std::vector<AdultId> children;
  for (const AdultId child : world.actives.adult) {
    const AdultId parent = world.adults.parent_in_town[child];
    if (parent.exists() && is_new[parent.slot] && !world.adults.has(child, Adults::gone)) children.push_back(child);
  }
  std::sort(children.begin(), children.end(), [&](AdultId a, AdultId b) { return world.adults.key[a] < world.adults.key[b]; });
  for (const AdultId child : children) tie_with_parent(world, now.luck, child, now.week);
}

}  // namespace

void keep_active(World& world, const WeekContext& now) {
  if (now.week.number % 4 != 0) return;
  const auto caring = grandparents_in_charge(world, now);
  constexpr std::uint8_t roles = Adults::expecting | Adults::volunteer | Adults::support_giver;
  auto newly = collect_in_order<AdultId>(world.adults.size(), [&](std::size_t begin, std::size_t end, std::vector<AdultId>& some) {
    for (std::size_t i = begin; i < end; ++i) {
      const AdultId a(i);
      if (world.adults.has(a, Adults::gone)) continue;
      if (now.week.number % 52 == 0) world.adults.working_hours[a] = working_hours_of(world, now.luck, a, now.week);
      if (world.households.due_week[world.adults.household[a]] == long_ago)
        world.adults.flags[a] = static_cast<std::uint8_t>(world.adults.flags[a] & ~Adults::expecting);
      const bool needed = (world.adults.flags[a] & roles) != 0 || caring[i] != 0 || is_parent(world, a);
      const ActiveId active = world.adults.active[a];
      if (!active.exists()) {
        if (needed) some.push_back(a);
        continue;
      }
      ShortWeek& until = world.actives.active_until[active];
      constexpr ShortWeek for_good = std::numeric_limits<ShortWeek>::max();
      if (needed) until = for_good;
      else if (until == for_good) until = short_week(now.week + weeks_after_role_ends);
    }
  });
  std::sort(newly.begin(), newly.end(), [&](AdultId a, AdultId b) { return world.adults.key[a] < world.adults.key[b]; });
  for (const AdultId a : newly) make_active(world, now.luck, now.parameters, a, now.week);
  let_parents_hold_their_children(world, now, newly);
}

}  // namespace weefsel
