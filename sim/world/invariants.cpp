#include <fmt/format.h>

#include "world/own_people.hpp"
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

/// Slots in use come first, nobody is there twice, and nothing happened in the future.
void check_own_people(const World& w, Complaints& c) {
  const Children& children = w.children;
  const auto week = static_cast<ShortWeek>(w.week.number);
  const auto check = [&](ChildId child, const auto& who, const auto& hours, const auto& last, const char* what) {
    for (std::size_t i = 0; i < who.size(); ++i) {
      const bool used = who[i].exists();
      c.expect(used || i + 1 == who.size() || !who[i + 1].exists(), "child {} has a gap in its {}", child.slot, what);
      c.expect(used || hours[i] == 0, "child {} has hours with nobody in its {}", child.slot, what);
      c.expect(!used || last[i] <= week, "child {} has future contact in its {}", child.slot, what);
      for (std::size_t j = 0; used && j < i; ++j) c.expect(who[j] != who[i], "child {} has someone twice in its {}", child.slot, what);
    }
  };
  for (std::size_t i = 0; i < children.size(); ++i) {
    const ChildId child(i);
    if (children.gone[child]) continue;
    check(child, children.own_person[child], children.own_hundredths[child], children.own_last[child], "people");
    check(child, children.haunt[child], children.haunt_hundredths[child], children.haunt_last[child], "places");
    std::array<std::uint16_t, friends_per_child> strength{};
    for (std::size_t f = 0; f < friends_per_child; ++f) strength[f] = children.friend_strength[child][f].raw;
    check(child, children.friends[child], strength, children.friend_last[child], "friends");
    for (std::size_t f = 0; f < friends_per_child; ++f) {
      c.expect(children.friends[child][f] != child, "child {} is a friend of itself", i);
      c.expect(children.friend_since[child][f] <= children.friend_last[child][f], "child {} met a friend before the friendship began", i);
    }
    for (const PersonRef who : children.own_person[child])
      for (const AdultId parent : children.parents[child])
        c.expect(!parent.exists() || who != PersonRef::of(parent), "child {} has a parent among its own people", i);
    const PlaceId club = children.club[child];
    c.expect(!club.exists() || is_club(w.places.kind_of(club)), "child {} is a member of what is no club", i);
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

void check_what_levers_change(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (const Fixed shift : {w.actives.norm_shift[ActiveId(i)], w.actives.openness_shift[ActiveId(i)]})
      c.expect(shift.value() >= -1 && shift.value() <= 1, "an attitude of active adult {} has run away", i);
  for (std::size_t i = 0; i < w.households.size(); ++i)
    c.expect(!w.households.relieved[HouseholdId(i)] || w.households.relief_by[HouseholdId(i)] != 0, "household {} is relieved by nobody", i);
  for (std::size_t i = 0; i < w.cooperations.size(); ++i) {
    const CooperationId pair(i);
    const ProfessionalId a = w.cooperations.a[pair], b = w.cooperations.b[pair];
    c.expect(a.slot < w.professionals.size() && b.slot < w.professionals.size() && w.professionals.key[a] < w.professionals.key[b],
             "cooperation {} is not between two teams", i);
  }
  for (std::size_t i = 0; i < w.professionals.size(); ++i)
    c.expect(w.professionals.hours_per_week[ProfessionalId(i)].raw >= 0, "team {} has fewer than no hours", i);
  for (std::size_t s = 0; s < w.streets.size(); ++s)
    for (std::uint32_t k = 0; k < w.streets.dwelling_count[StreetId(s)]; ++k)
      c.expect(w.dwellings.street[DwellingId(w.streets.first_dwelling[StreetId(s)] + k)] == StreetId(s), "dwelling {} of street {} is in another street", k, s);
}

/// Nobody is in two matches on either side; who waits has no match; members of a group are there, once.
void check_programmes(const World& w, Complaints& c) {
  std::vector<std::uint8_t> matched(w.households.size(), 0), waiting(w.households.size(), 0);
  for (std::size_t i = 0; i < w.matches.size(); ++i) {
    const MatchId m(i);
    if (!w.matches.is_open(m, w.week)) continue;
    c.expect(w.matches.asker[m].exists(), "match {} has no family", i);
    c.expect(!(w.matches.giver[m].exists() && w.matches.team[m].exists()), "match {} has a giver and a team", i);
    for (const AdultId a : {w.matches.asker[m], w.matches.giver[m]})
      if (a.exists() && !w.adults.has(a, Adults::gone))
        c.expect(++matched[w.adults.household[a].slot] == 1, "the household of adult {} is in two matches", a.slot);
  }
  for (std::size_t i = 0; i < w.applications.size(); ++i) {
    const AdultId a = w.applications.asker[ApplicationId(i)];
    if (!a.exists()) c.expect(false, "application {} is nobody's", i);
    else if (!w.adults.has(a, Adults::gone))
      c.expect(++waiting[w.adults.household[a].slot] == 1, "the household of adult {} waits twice", a.slot);
  }
  for (std::size_t i = 0; i < w.groups.size(); ++i) {
    const ProgrammeGroupId g(i);
    const auto& members = w.groups.members[g];
    for (std::size_t k = 0; k < members.size(); ++k) {
      c.expect(members[k].exists() == (k < w.groups.member_count(g)), "members of group {} are out of order", i);
      if (!members[k].exists()) continue;
      c.expect(members[k].slot < w.adults.size(), "group {} has a member who does not exist", i);
      for (std::size_t j = 0; j < k; ++j) c.expect(members[j] != members[k], "group {} holds adult {} twice", i, members[k].slot);
    }
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
  check_what_levers_change(world, complaints);
  check_programmes(world, complaints);
  check_own_people(world, complaints);
  return complaints.list_;
}

}  // namespace weefsel
