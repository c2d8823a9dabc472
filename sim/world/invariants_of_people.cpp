#include <algorithm>
#include <vector>

#include "world/invariants.hpp"

namespace weefsel {
namespace {

/// Calls f(id) for everybody who has not left.
template <class F>
void for_each_household(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.households.size(); ++i)
    if (!w.households.gone[HouseholdId(i)]) f(HouseholdId(i));
}
template <class F>
void for_each_adult(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.adults.size(); ++i)
    if (!w.adults.has(AdultId(i), Adults::gone)) f(AdultId(i));
}
template <class F>
void for_each_child(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.children.size(); ++i)
    if (!w.children.gone[ChildId(i)]) f(ChildId(i));
}
template <class F>
void for_each_active(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    if (!w.adults.has(w.actives.adult[ActiveId(i)], Adults::gone)) f(ActiveId(i));
}

void household_has_an_adult(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) { c.expect(w.households.adults[h][0].exists(), "household {} has no adult", h.slot); });
}

void household_and_dwelling_agree(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    const DwellingId d = w.households.dwelling[h];
    c.expect(d.exists() && w.dwellings.household[d] == h, "household {} and its dwelling do not point at each other", h.slot);
  });
}

void dwelling_holds_who_is_here(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.dwellings.size(); ++i) {
    const HouseholdId h = w.dwellings.household[DwellingId(i)];
    c.expect(!h.exists() || !w.households.gone[h], "dwelling {} holds a household that is gone", i);
  }
}

void adults_live_at_home(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    for (const AdultId a : w.households.adults[h])
      c.expect(!a.exists() || w.adults.household[a] == h, "adult {} lives elsewhere than its household {} says", a.slot, h.slot);
  });
}

void adults_at_home_are_here(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    for (const AdultId a : w.households.adults[h])
      c.expect(!a.exists() || !w.adults.has(a, Adults::gone), "adult {} of household {} is gone", a.slot, h.slot);
  });
}

void adults_are_in_their_household(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    const HouseholdId h = w.adults.household[a];
    const bool listed = h.exists() && !w.households.gone[h] && (w.households.adults[h][0] == a || w.households.adults[h][1] == a);
    c.expect(listed, "adult {} is in no household", a.slot);
  });
}

/// Walks a household's list of children, at most `most` links.
constexpr std::size_t most = 40;
template <class F>
std::size_t walk(const World& w, HouseholdId h, F&& f) {
  std::size_t children = 0;
  for (ChildId c = w.households.first_child[h]; c.exists() && children < most; c = w.children.next_in_household[c]) ++children, f(c);
  return children;
}

void lists_of_children_end(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) { c.expect(walk(w, h, [](ChildId) {}) < most, "the list of children of household {} does not end", h.slot); });
}

void children_live_at_home(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    walk(w, h, [&](ChildId child) { c.expect(w.children.household[child] == h, "child {} lives elsewhere than household {} says", child.slot, h.slot); });
  });
}

void children_at_home_are_here(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    walk(w, h, [&](ChildId child) { c.expect(!w.children.gone[child], "child {} of household {} is gone", child.slot, h.slot); });
  });
}

void children_are_in_one_household(const World& w, Complaints& c) {
  std::vector<std::uint8_t> seen(w.children.size(), 0);
  for_each_household(w, [&](HouseholdId h) { walk(w, h, [&](ChildId child) { seen[child.slot] = static_cast<std::uint8_t>(std::min(seen[child.slot] + 1, 9)); }); });
  for_each_child(w, [&](ChildId child) { c.expect(seen[child.slot] == 1, "child {} is in {} households", child.slot, seen[child.slot]); });
}

void partners_agree(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    const AdultId partner = w.adults.partner[a];
    c.expect(!partner.exists() || w.adults.partner[partner] == a, "adult {} and partner {} disagree", a.slot, partner.slot);
  });
}

void partners_live_together(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    const AdultId partner = w.adults.partner[a];
    c.expect(!partner.exists() || (partner != a && w.adults.household[partner] == w.adults.household[a]), "partners {} and {} live apart", a.slot, partner.slot);
  });
}

void active_slots_agree(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    const ActiveId active = w.adults.active[a];
    c.expect(!active.exists() || w.actives.adult[active] == a, "adult {} and its active slot disagree", a.slot);
  });
  for_each_active(w, [&](ActiveId a) { c.expect(w.adults.active[w.actives.adult[a]] == a, "active slot {} belongs to nobody", a.slot); });
}

void parents_are_active(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    c.expect(w.adults.active[a].exists() || !is_family(w, w.adults.household[a]), "parent {} is not active", a.slot);
  });
}

void keys_are_unique(const World& w, Complaints& c) {
  std::vector<Key> keys;
  for_each_adult(w, [&](AdultId a) { keys.push_back(w.adults.key[a]); });
  for_each_child(w, [&](ChildId child) { keys.push_back(w.children.key[child]); });
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  c.expect(twice == keys.end(), "two people have the key {:x}", twice == keys.end() ? 0 : *twice);
  std::vector<Key> homes;
  for_each_household(w, [&](HouseholdId h) { homes.push_back(w.households.key[h]); });
  std::sort(homes.begin(), homes.end());
  c.expect(std::adjacent_find(homes.begin(), homes.end()) == homes.end(), "two households have the same key");
}

void births_lie_in_the_past(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) { c.expect(w.adults.birth_week[a] <= w.week.number, "adult {} is not born yet", a.slot); });
  for_each_child(w, [&](ChildId child) { c.expect(w.children.birth_week[child] <= w.week.number, "child {} is not born yet", child.slot); });
}

void ages_fit(const World& w, Complaints& c) {
  for_each_adult(w, [&](AdultId a) {
    const double age = age_in_years(w.adults.birth_week[a], w.week);
    c.expect(age > 15 && age < 125, "adult {} is {:.1f} years old", a.slot, age);
  });
  for_each_child(w, [&](ChildId child) {
    const double age = age_in_years(w.children.birth_week[child], w.week);
    c.expect(age < 23.1, "child {} is {:.1f} years old and at home", child.slot, age);
  });
}

void moods_are_in_range(const World& w, Complaints& c) {
  for_each_active(w, [&](ActiveId a) {
    const double b = w.actives.wellbeing[a].value(), load = w.actives.load[a].value(), relief = w.actives.relief[a].value();
    c.expect(b > -60 && b < 60, "wellbeing of active {} is {:.2f}", a.slot, b);
    c.expect(load >= 0 && load < 60, "load of active {} is {:.2f}", a.slot, load);
    c.expect(relief >= 0 && relief <= 1, "relief of active {} is {:.2f}", a.slot, relief);
    c.expect(w.actives.event_strain[a].raw >= 0, "strain of active {} is negative", a.slot);
    c.expect(w.actives.giving_load[a].raw >= 0, "load of giving of active {} is negative", a.slot);
  });
}

void contacts_lie_in_the_past(const World& w, Complaints& c) {
  for_each_active(w, [&](ActiveId a) { c.expect(w.actives.last_contact[a] <= w.week.number, "active {} has met people in the future", a.slot); });
}

void haunts_are_distinct(const World& w, Complaints& c) {
  for_each_active(w, [&](ActiveId a) {
    const auto& haunts = w.actives.haunt[a];
    for (std::size_t i = 0; i < haunts_per_adult; ++i)
      for (std::size_t k = 0; k < i; ++k) c.expect(!haunts[i].exists() || haunts[i] != haunts[k], "active {} has the same haunt twice", a.slot);
  });
}

void births_come_in_time(const World& w, Complaints& c) {
  for_each_household(w, [&](HouseholdId h) {
    const ShortWeek due = w.households.due_week[h];
    c.expect(due == long_ago || due >= w.week.number - 1, "a birth in household {} is overdue since week {}", h.slot, due);
  });
}

constexpr Invariant::Holds week = Invariant::Holds::week;
constexpr Invariant people[] = {
    {"household_has_an_adult", "A household has at least one adult, in the first place.", household_has_an_adult},
    {"household_and_dwelling_agree", "A household's dwelling holds that household.", household_and_dwelling_agree},
    {"dwelling_holds_who_is_here", "No dwelling holds a household that has left.", dwelling_holds_who_is_here},
    {"adults_live_at_home", "The adults of a household say that they live there.", adults_live_at_home},
    {"adults_at_home_are_here", "No household lists an adult who has left.", adults_at_home_are_here},
    {"adults_are_in_their_household", "Every adult is listed by the household where it says it lives.", adults_are_in_their_household},
    {"lists_of_children_end", "A household's list of children ends.", lists_of_children_end},
    {"children_live_at_home", "The children of a household say that they live there.", children_live_at_home},
    {"children_at_home_are_here", "No household lists a child that has left.", children_at_home_are_here},
    {"children_are_in_one_household", "Every child is in exactly one household.", children_are_in_one_household},
    {"partners_agree", "Partnership holds on both sides.", partners_agree},
    {"partners_live_together", "Partners share a household, and nobody is its own partner.", partners_live_together},
    {"active_slots_agree", "An adult and its active slot point at each other.", active_slots_agree},
    {"parents_are_active", "Adults in families have a tie table and a mood.", parents_are_active, week},
    {"keys_are_unique", "No two people, and no two households, have the same key.", keys_are_unique},
    {"births_lie_in_the_past", "Nobody is born in the future.", births_lie_in_the_past},
    {"ages_fit", "Adults are 15 to 125, children at home at most 23.", ages_fit, week},
    {"moods_are_in_range", "Load, relief, strain and giving are not negative; moods do not run away.", moods_are_in_range},
    {"contacts_lie_in_the_past", "The last contact is not in the future.", contacts_lie_in_the_past},
    {"haunts_are_distinct", "A place is at most once among somebody's haunts.", haunts_are_distinct},
    {"births_come_in_time", "A birth that is due does not pass.", births_come_in_time, week},
};

}  // namespace

std::span<const Invariant> invariants_of_people() { return people; }

}  // namespace weefsel
