#include <fmt/format.h>

#include "world/world.hpp"

namespace weefsel {
namespace {

class Complaints {
 public:
  template <class... Args>
  void expect(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds && list_.size() < 20) list_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }
  std::vector<std::string> list_;
};

void check_households(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    if (w.households.gone[h]) continue;
    c.expect(w.households.adults[h][0].exists(), "household {} has no adult", i);
    c.expect(w.households.dwelling[h].exists() && w.dwellings.household[w.households.dwelling[h]] == h,
             "household {} and its dwelling do not point at each other", i);
    for (const AdultId a : w.households.adults[h])
      if (a.exists()) {
        c.expect(w.adults.household[a] == h, "adult {} lives elsewhere than its household {} says", a.slot, i);
        c.expect(!w.adults.has(a, Adults::gone), "adult {} of household {} is gone", a.slot, i);
      }
    std::size_t children = 0;
    w.for_each_child(h, [&](ChildId child) {
      ++children;
      c.expect(w.children.household[child] == h, "child {} lives elsewhere than household {} says", child.slot, i);
      c.expect(!w.children.gone[child], "child {} of household {} is gone", child.slot, i);
    });
    c.expect(children < 20, "household {} has {} children", i, children);
  }
}

void check_adults(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.adults.size(); ++i) {
    const AdultId a(i);
    if (w.adults.has(a, Adults::gone)) continue;
    const AdultId partner = w.adults.partner[a];
    c.expect(!partner.exists() || w.adults.partner[partner] == a, "adult {} and partner {} disagree", i, partner.slot);
    c.expect(!partner.exists() || w.adults.household[partner] == w.adults.household[a], "partners {} and {} live apart", i, partner.slot);
    const ActiveId active = w.adults.active[a];
    c.expect(!active.exists() || w.actives.adult[active] == a, "adult {} and its active slot disagree", i);
    c.expect(active.exists() || w.households.first_child[w.adults.household[a]].exists() == false || !is_family(w, w.adults.household[a]),
             "parent {} is not active", i);
  }
}

void check_ties(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId owner = w.actives.adult[a];
    if (w.adults.has(owner, Adults::gone)) continue;
    c.expect(w.ties.count[a] <= tie_slots, "adult {} has {} ties", owner.slot, w.ties.count[a]);
    for (std::size_t s = 0; s < tie_slots; ++s) {
      const Tie tie = w.ties.get(a, s);
      c.expect(tie.partner.exists() == (s < w.ties.count[a]), "tie slot {} of adult {} is out of order", s, owner.slot);
      if (!tie.partner.exists()) continue;
      c.expect(tie.partner != PersonRef::of(owner), "adult {} has a tie to itself", owner.slot);
      c.expect(tie.touched >= tie.started, "tie {} of adult {} was touched before it began", s, owner.slot);
      c.expect(tie.touched <= w.week.number, "tie {} of adult {} was touched in the future", s, owner.slot);
      for (std::size_t t = 0; t < s; ++t)
        c.expect(w.ties.partner[a][t] != tie.partner, "adult {} has two ties to the same person", owner.slot);
      if (!tie.partner.is_adult() || tie.mark.raw != TieMark::of(tie.mark.kind()).raw || w.is_gone(tie.partner)) continue;
      const ActiveId other = w.adults.active[tie.partner.adult()];
      c.expect(other.exists(), "adult {} has a mutual tie to a light adult", owner.slot);
      if (!other.exists()) continue;
      const std::size_t back = w.ties.find(other, PersonRef::of(owner));
      c.expect(back != Ties::not_found, "adult {} has a mutual tie that adult {} does not hold", owner.slot, tie.partner.adult().slot);
      if (back != Ties::not_found)
        c.expect(w.ties.strength[other][back] == tie.strength && w.ties.touched[other][back] == tie.touched,
                 "two sides of the tie between adults {} and {} differ", owner.slot, tie.partner.adult().slot);
    }
  }
}

void check_visits(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (const ShortWeek last : w.actives.last_visit[ActiveId(i)])
      c.expect(last <= w.week.number, "active adult {} went somewhere in the future", i);
}

void check_children_and_help(const World& w, Complaints& c) {
  std::int64_t helped[asked_tiers] = {};
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId child(i);
    if (w.children.gone[child]) continue;
    for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
      helped[tier] += w.children.help[child][tier] == HelpState::helped;
      c.expect(w.children.help[child][tier] == HelpState::none || w.children.help_since[child][tier] != long_ago,
               "child {} is in tier {} since never", i, tier + 1);
    }
    for (std::size_t k = 0; k < concern_kind_count; ++k)
      c.expect((w.children.severity[child][k].raw != 0) || w.children.perceived[child][k].raw == 0,
               "child {} has a perceived concern without a true one", i);
  }
  for (std::size_t i = 0; i < w.dwellings.size(); ++i) {
    const HouseholdId h = w.dwellings.household[DwellingId(i)];
    c.expect(!h.exists() || !w.households.gone[h], "dwelling {} holds a household that is gone", i);
  }
}

}  // namespace

std::vector<std::string> broken_invariants(const World& world) {
  Complaints complaints;
  check_households(world, complaints);
  check_adults(world, complaints);
  check_ties(world, complaints);
  check_visits(world, complaints);
  check_children_and_help(world, complaints);
  return complaints.list_;
}

}  // namespace weefsel
