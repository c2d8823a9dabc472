// Every invariant is broken once, by hand, and is then reported by its name; and no invariant is left without such a case.
#include "world/invariants.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Two families, an older couple who accompany the first, a library with a host, a school, a team: a bit of everything.
struct Hamlet {
  SmallWorld made{Week{10}};
  World& w = made.world;
  NeighbourhoodId n = made.neighbourhood();
  StreetId street = made.street(n, 5);
  HouseholdId a = made.household(street, {35, 36}, {3, 6}), b = made.household(street, {33}, {4}), c = made.household(street, {60, 61});
  PlaceId library = made.place(PlaceKind::library), school = made.place(PlaceKind::primary_school);
  AdultId mother = made.adult(a), father = made.adult(a, 1), single = made.adult(b), giver = made.adult(c);
  ActiveId active = made.active(a);
  ChildId child = w.households.first_child[a];
  MatchId match;

  Hamlet() {
    made.tie(mother, single, 0.5, 2), made.tie(father, single, 0.4, 3);
    made.hold(mother, PersonRef::outside(12345), 0.6, 1);
    activate(w, giver, 0);
    w.adults.flags[giver] = Adults::support_giver;
    const ProfessionalId team(append_row(w.professionals));
    w.professionals.key[team] = 99, w.professionals.place[team] = school, w.professionals.hours_per_week[team] = Fixed(2);
    made.hold(mother, PersonRef::of(team), 0.3, 1, TieKind::professional);
    match = MatchId(append_row(w.matches));
    w.matches.key[match] = 5, w.matches.asker[match] = mother, w.matches.giver[match] = giver, w.matches.child[match] = child;
    w.matches.start[match] = 0, w.matches.until[match] = 50;
    w.places.volunteer[library] = single, w.adults.flags[single] = Adults::volunteer;
    w.actives.haunt[active][0] = library;
    w.children.day_place[child] = school;
    w.children.severity[child][0] = Share8(0.5), w.children.perceived[child][0] = Share8(0.5), w.children.concern_since[child][0] = 4;
    w.children.help[child][0] = HelpState::helped, w.children.help_since[child][0] = 3, w.children.help_until[child][0] = 30;
    w.tier1_capacity = Fixed(2), w.tier2_capacity = Fixed(1);
    find_reachable_places(w, 1.0);
  }
};

using Break = std::function<void(Hamlet&)>;

/// One way to break each promise.
const std::multimap<std::string, Break>& breaks() {
  using H = Hamlet;
  static const std::multimap<std::string, Break> all = {
      {"columns_are_equally_long", [](H& h) { h.w.adults.births.pop_back(); }},
      {"columns_are_equally_long", [](H& h) { h.w.ties.count.emplace_back(); }},
      {"columns_are_equally_long", [](H& h) { h.w.tally = Tally(3); }},
      {"links_lead_somewhere", [](H& h) { h.w.adults.partner[h.mother] = AdultId(std::size_t{77}); }},
      {"links_lead_somewhere", [](H& h) { h.w.ties.partner[h.active][0] = PersonRef::of(AdultId(std::size_t{77})); }},
      {"links_lead_somewhere", [](H& h) { h.w.children.day_place[h.child] = PlaceId(std::size_t{9}); }},
      {"household_has_an_adult", [](H& h) { h.w.households.adults[h.b][0] = AdultId{}; }},
      {"household_and_dwelling_agree", [](H& h) { h.w.dwellings.household[h.w.households.dwelling[h.a]] = h.b; }},
      {"household_and_dwelling_agree", [](H& h) { h.w.households.dwelling[h.a] = DwellingId{}; }},
      {"dwelling_holds_who_is_here", [](H& h) { h.w.households.gone[h.c] = 1; }},
      {"adults_live_at_home", [](H& h) { h.w.adults.household[h.mother] = h.b; }},
      {"adults_at_home_are_here", [](H& h) { h.w.adults.flags[h.father] = Adults::gone; }},
      {"adults_are_in_their_household", [](H& h) { h.w.households.adults[h.a][1] = AdultId{}; }},
      {"lists_of_children_end", [](H& h) { h.w.children.next_in_household[h.child] = h.child; }},
      {"children_live_at_home", [](H& h) { h.w.children.household[h.child] = h.b; }},
      {"children_at_home_are_here", [](H& h) { h.w.children.gone[h.child] = 1; }},
      {"children_are_in_one_household", [](H& h) { h.w.households.first_child[h.b] = ChildId{}; }},
      {"partners_agree", [](H& h) { h.w.adults.partner[h.mother] = AdultId{}; }},
      {"partners_live_together", [](H& h) { h.w.adults.partner[h.mother] = h.single, h.w.adults.partner[h.single] = h.mother; }},
      {"active_slots_agree", [](H& h) { h.w.actives.adult[h.active] = h.father; }},
      {"parents_are_active", [](H& h) { h.w.adults.active[h.mother] = ActiveId{}; }},
      {"keys_are_unique", [](H& h) { h.w.adults.key[h.mother] = h.w.children.key[h.child]; }},
      {"keys_are_unique", [](H& h) { h.w.households.key[h.a] = h.w.households.key[h.b]; }},
      {"births_lie_in_the_past", [](H& h) { h.w.children.birth_week[h.child] = 11; }},
      {"ages_fit", [](H& h) { h.w.adults.birth_week[h.mother] = short_week(h.w.week + -weeks_from_years(10)); }},
      {"ages_fit", [](H& h) { h.w.children.birth_week[h.child] = short_week(h.w.week + -weeks_from_years(24)); }},
      {"moods_are_in_range", [](H& h) { h.w.actives.load[h.active] = Fixed(-0.1); }},
      {"moods_are_in_range", [](H& h) { h.w.actives.relief[h.active] = Fixed(1.5); }},
      {"moods_are_in_range", [](H& h) { h.w.actives.wellbeing[h.active] = Fixed(90); }},
      {"contacts_lie_in_the_past", [](H& h) { h.w.actives.last_contact[h.active] = 11; }},
      {"haunts_are_distinct", [](H& h) { h.w.actives.haunt[h.active][2] = h.library; }},
      {"births_come_in_time", [](H& h) { h.w.households.due_week[h.a] = 2; }},
      {"tie_tables_are_in_order", [](H& h) { --h.w.ties.count[h.active]; }},
      {"nobody_is_tied_to_itself", [](H& h) { h.w.ties.partner[h.active][2] = PersonRef::of(h.mother); }},
      {"nobody_is_tied_twice", [](H& h) { h.w.ties.add(h.active, h.w.ties.get(h.active, 0)); }},
      {"ties_are_touched_after_they_begin", [](H& h) { h.w.ties.started[h.active][1] = 10; }},
      {"ties_are_touched_in_the_past", [](H& h) { h.w.ties.touched[h.active][1] = 11; }},
      {"ties_have_a_known_kind", [](H& h) { h.w.ties.mark[h.active][1].raw = 0x8f; }},
      {"ties_to_others_than_adults_are_one_sided", [](H& h) { h.w.ties.mark[h.active][1] = TieMark::of(TieKind::kin); }},
      {"mutual_ties_are_held_by_both", [](H& h) { h.w.ties.remove(h.active, 0); }},
      {"mutual_ties_are_even", [](H& h) { h.w.ties.strength[h.active][0] = Share16(0.9); }},
      {"views_have_a_concern", [](H& h) { h.w.children.perceived[h.child][1] = Share8(0.2); }},
      {"views_have_a_concern", [](H& h) { h.w.children.lifted[h.child][1] = Fixed(0.2); }},
      {"concerns_have_begun", [](H& h) { h.w.children.concern_since[h.child][0] = long_ago; }},
      {"concerns_have_begun", [](H& h) { h.w.children.concern_since[h.child][0] = 11; }},
      {"help_has_begun", [](H& h) { h.w.children.help_since[h.child][0] = long_ago; }},
      {"help_ends_after_it_begins", [](H& h) { h.w.children.help_until[h.child][0] = 3; }},
      {"demand_was_counted_in_the_past", [](H& h) { h.w.children.counted_week[h.child][1] = 20; }},
      {"children_go_to_school_or_childcare", [](H& h) { h.w.children.day_place[h.child] = h.library; }},
      {"offers_are_in_range", [](H& h) { h.w.places.quality[h.library] = Fixed(0); }},
      {"offers_are_in_range", [](H& h) { h.w.places.gathering[h.library] = 7; }},
      {"hosts_are_known_as_volunteers", [](H& h) { h.w.adults.flags[h.single] = 0; }},
      {"only_open_places_are_in_reach", [](H& h) { h.w.places.open[h.library] = 0; }},
      {"dwellings_of_a_street_adjoin", [](H& h) { h.w.dwellings.street[DwellingId(std::size_t{4})] = StreetId{}; }},
      {"teams_have_hours", [](H& h) { h.w.professionals.hours_per_week[ProfessionalId(std::size_t{0})] = Fixed(-1); }},
      {"matches_join_two_adults", [](H& h) { h.w.matches.asker[h.match] = h.giver; }},
      {"matches_join_two_adults", [](H& h) { h.w.matches.until[h.match] = -1; }},
      {"givers_are_in_one_match", [](H& h) {
         const MatchId second(append_row(h.w.matches));
         h.w.matches.asker[second] = h.single, h.w.matches.giver[second] = h.giver, h.w.matches.child[second] = h.w.households.first_child[h.b];
         h.w.matches.until[second] = 60;
       }},
      {"givers_are_known_as_such", [](H& h) { h.w.adults.flags[h.giver] = 0; }},
      {"attitudes_stay_anchored", [](H& h) { h.w.actives.norm_shift[h.active] = Fixed(1.5); }},
      {"relief_comes_from_somewhere", [](H& h) { h.w.households.relief.give(h.a).relieved = 1; }},
      {"cooperation_joins_two_teams", [](H& h) {
         const CooperationId pair(append_row(h.w.cooperations));
         h.w.cooperations.a[pair] = h.w.cooperations.b[pair] = ProfessionalId(std::size_t{0});
       }},
      {"households_are_in_one_match", [](H& h) {
         const MatchId second(append_row(h.w.matches));
         h.w.matches.asker[second] = h.father, h.w.matches.until[second] = 60;
       }},
      {"households_wait_once", [](H& h) {
         for (int i = 0; i < 2; ++i) h.w.applications.asker[ApplicationId(append_row(h.w.applications))] = h.mother;
       }},
      {"members_are_in_order", [](H& h) {
         const ProgrammeGroupId group(append_row(h.w.groups));
         h.w.groups.members[group][0] = h.w.groups.members[group][1] = h.mother;
       }},
      {"visits_lie_in_the_past", [](H& h) { h.w.actives.last_visit[h.active][0] = 11; }},
      {"own_lists_are_in_order", [](H& h) { h.w.children.own_people.give(h.child).who[1] = PersonRef::of(h.single); }},
      {"own_people_are_others", [](H& h) { h.w.children.own_people.give(h.child).who[0] = PersonRef::of(h.mother); }},
      {"members_go_to_clubs", [](H& h) { h.w.children.club[h.child] = h.library; }},
      {"playmates_are_on_both_sides", [](H& h) { h.w.children.playmates[h.child][0] = h.w.households.first_child[h.b]; }},
      {"counts_add_up", [](H& h) { h.w.tally.add(Flow::births, {h.n, 0}, 1); }},
      {"counts_are_not_negative", [](H& h) { h.w.tally.add(Flow::births, {h.n}, -1); }},
      {"demand_has_a_route", [](H& h) { h.w.tally.add(Flow::demand_tier1, {h.n}, 1); }},
      {"requests_for_support_are_answered", [](H& h) { h.w.tally.add(Flow::asked, {h.n}, 1); }},
  };
  return all;
}

std::vector<Invariant> all_invariants() {
  std::vector<Invariant> all;
  for (const auto group : {invariants_of_tables(), invariants_of_people(), invariants_of_ties(), invariants_of_town(), invariants_of_programmes()}) all.insert(all.end(), group.begin(), group.end());
  return all;
}

TEST(Invariants, hold_for_a_whole_world) {
  Hamlet whole;
  EXPECT_EQ(broken_invariants(whole.w), std::vector<std::string>{});
}

TEST(Invariants, are_reported_by_name_when_broken) {
  for (const auto& [name, edit] : breaks()) {
    Hamlet hamlet;
    edit(hamlet);
    const auto told = broken_invariants(hamlet.w);
    const bool named = std::any_of(told.begin(), told.end(), [&, wanted = name + ": "](const std::string& text) { return text.rfind(wanted, 0) == 0; });
    EXPECT_TRUE(named) << name << ": " << (told.empty() ? "nothing reported" : told.front());
  }
}

TEST(Invariants, are_many_have_names_of_their_own_and_are_all_tried_here) {
  std::set<std::string> names, tried;
  for (const Invariant& invariant : all_invariants()) {
    EXPECT_TRUE(names.insert(std::string(invariant.name)).second) << invariant.name;
    EXPECT_FALSE(invariant.promise.empty());
  }
  for (const auto& [name, edit] : breaks()) tried.insert(name);
  EXPECT_EQ(names, tried);
  EXPECT_GE(names.size(), 25u);
}

TEST(Invariants, tell_at_most_a_few_cases_each) {
  Hamlet hamlet;
  for (std::size_t f = 0; f < flow_count; ++f) hamlet.w.tally.add(static_cast<Flow>(f), {hamlet.n}, -1);
  const auto told = broken_invariants(hamlet.w);
  EXPECT_LE(std::count_if(told.begin(), told.end(), [](const std::string& t) { return t.rfind("counts_are_not_negative", 0) == 0; }), 3);
}

}  // namespace
}  // namespace weefsel
