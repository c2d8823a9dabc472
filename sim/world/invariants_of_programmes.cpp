// What levers and programmes change; visits; what a child has of its own.
#include <vector>

#include "world/invariants.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

void attitudes_stay_anchored(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (const Fixed shift : {w.actives.norm_shift[ActiveId(i)], w.actives.openness_shift[ActiveId(i)]})
      c.expect(shift.value() >= -1 && shift.value() <= 1, "an attitude of active adult {} has run away", i);
}

void relief_comes_from_somewhere(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.households.size(); ++i)
    c.expect(!w.households.relief[HouseholdId(i)].relieved || w.households.relief[HouseholdId(i)].by != 0, "household {} is relieved by nobody", i);
}

void cooperation_joins_two_teams(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.cooperations.size(); ++i) {
    const ProfessionalId a = w.cooperations.a[CooperationId(i)], b = w.cooperations.b[CooperationId(i)];
    c.expect(a.exists() && b.exists() && w.professionals.key[a] < w.professionals.key[b], "cooperation {} is not between two teams", i);
  }
}

void households_are_in_one_match(const World& w, Complaints& c) {
  std::vector<std::uint8_t> matched(w.households.size(), 0);
  for (std::size_t i = 0; i < w.matches.size(); ++i) {
    const MatchId m(i);
    if (!w.matches.is_open(m, w.week)) continue;
    for (const AdultId a : {w.matches.asker[m], w.matches.giver[m]})
      if (a.exists() && !w.adults.has(a, Adults::gone)) c.expect(++matched[w.adults.household[a].slot] == 1, "the household of adult {} is in two matches", a.slot);
  }
}

void households_wait_once(const World& w, Complaints& c) {
  std::vector<std::uint8_t> waiting(w.households.size(), 0);
  for (std::size_t i = 0; i < w.applications.size(); ++i) {
    const AdultId a = w.applications.asker[ApplicationId(i)];
    c.expect(a.exists(), "application {} is nobody's", i);
    if (a.exists() && !w.adults.has(a, Adults::gone)) c.expect(++waiting[w.adults.household[a].slot] == 1, "the household of adult {} waits twice", a.slot);
  }
}

void members_are_in_order(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.groups.size(); ++i) {
    const ProgrammeGroupId g(i);
    const auto& members = w.groups.members[g];
    for (std::size_t k = 0; k < members.size(); ++k) {
      c.expect(members[k].exists() == (k < w.groups.member_count(g)), "members of group {} are out of order", i);
      for (std::size_t j = 0; members[k].exists() && j < k; ++j) c.expect(members[j] != members[k], "group {} holds adult {} twice", i, members[k].slot);
    }
  }
}

void visits_lie_in_the_past(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (const ShortWeek last : w.actives.last_visit[ActiveId(i)]) c.expect(last <= w.week.number, "active adult {} went somewhere in the future", i);
}

/// Calls f(child, who, hours, last, what) for the lists of people, places and friends of each child at home.
template <class F>
void for_each_own_list(const World& w, F&& f) {
  const Children& children = w.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const ChildId child(i);
    if (children.gone[child]) continue;
    const OwnPeople& own = children.own_people[child];
    std::array<ShortWeek, own_people_per_child> last{};
    for (std::size_t k = 0; k < own_people_per_child; ++k) last[k] = own.as[k].last();
    f(child, own.who, own.hundredths, last, "people");
    f(child, children.haunt[child], children.haunt_hundredths[child], children.haunt_last[child], "places");
    std::array<std::uint16_t, friends_per_child> strength{};
    const Friends& friends = children.friends[child];
    for (std::size_t k = 0; k < friends_per_child; ++k) strength[k] = friends.strength[k].raw;
    f(child, friends.who, strength, friends.last, "friends");
  }
}

void own_lists_are_in_order(const World& w, Complaints& c) {
  for_each_own_list(w, [&](ChildId child, const auto& who, const auto& hours, const auto& last, const char* what) {
    for (std::size_t i = 0; i < who.size(); ++i) {
      const bool used = who[i].exists();
      c.expect(used || i + 1 == who.size() || !who[i + 1].exists(), "child {} has a gap in its {}", child.slot, what);
      c.expect(used || hours[i] == 0, "child {} has hours with nobody in its {}", child.slot, what);
      c.expect(!used || last[i] <= w.week.number, "child {} has future contact in its {}", child.slot, what);
      for (std::size_t j = 0; used && j < i; ++j) c.expect(who[j] != who[i], "child {} has someone twice in its {}", child.slot, what);
    }
  });
}

void own_people_are_others(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId child(i);
    if (w.children.gone[child]) continue;
    for (const ChildId mate : w.children.friends[child].who) c.expect(mate != child, "child {} is a friend of itself", i);
    for (const PersonRef who : w.children.own_people[child].who)
      for (const AdultId parent : w.children.parents[child])
        c.expect(!parent.exists() || who != PersonRef::of(parent), "child {} has a parent among its own people", i);
  }
}

void members_go_to_clubs(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const PlaceId club = w.children.club[ChildId(i)];
    c.expect(!club.exists() || is_club(w.places.kind_of(club)), "child {} is a member of what is no club", i);
  }
}

void playmates_are_on_both_sides(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId child(i);
    if (w.children.gone[child]) continue;
    for (const ChildId mate : w.children.playmates[child]) {
      if (!mate.exists() || w.children.gone[mate]) continue;
      const auto& back = w.children.playmates[mate];
      bool found = false;
      for (const ChildId one : back) found = found || one == child;
      c.expect(found && mate != child, "child {} plays with child {}, who does not", i, mate.slot);
    }
  }
}

constexpr Invariant programmes[] = {
    {"attitudes_stay_anchored", "What others add to an attitude stays between -1 and 1.", attitudes_stay_anchored},
    {"relief_comes_from_somewhere", "A household that makes ends meet by money of a programme is in one.", relief_comes_from_somewhere},
    {"cooperation_joins_two_teams", "Cooperation joins two teams, in the order of their keys.", cooperation_joins_two_teams},
    {"households_are_in_one_match", "No household is in two matches, on either side.", households_are_in_one_match, Invariant::Holds::week},
    {"households_wait_once", "A household waits for one programme at a time.", households_wait_once, Invariant::Holds::week},
    {"members_are_in_order", "Members of a group stand first in its list, each once.", members_are_in_order, Invariant::Holds::week},
    {"visits_lie_in_the_past", "The last visit to a kind of place is not in the future.", visits_lie_in_the_past},
    {"own_lists_are_in_order", "People, places and friends of a child stand first in their lists, each once, with past contact.", own_lists_are_in_order},
    {"own_people_are_others", "A child's own people are not its parents, its friends not itself.", own_people_are_others},
    {"members_go_to_clubs", "A child is a member of a club only.", members_go_to_clubs},
    {"playmates_are_on_both_sides", "Who plays with a child is played with.", playmates_are_on_both_sides},
};

}  // namespace

std::span<const Invariant> invariants_of_programmes() { return programmes; }

}  // namespace weefsel
