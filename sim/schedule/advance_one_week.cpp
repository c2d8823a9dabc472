#include "schedule/advance_one_week.hpp"

#include <chrono>
#include <string>

#include "base/errors.hpp"
#include "base/parallel.hpp"
#include "base/renew.hpp"
#include "processes/apply_levers.hpp"
#include "processes/ask_programmes.hpp"
#include "processes/build_homes.hpp"
#include "processes/choose_outings.hpp"
#include "processes/choose_own_leisure.hpp"
#include "processes/drift_apart.hpp"
#include "processes/drift_norms.hpp"
#include "processes/feel.hpp"
#include "processes/form_attitudes.hpp"
#include "processes/gather_groups.hpp"
#include "processes/get_to_know_adults.hpp"
#include "processes/go_along_with_parents.hpp"
#include "processes/grow_up.hpp"
#include "processes/have_children.hpp"
#include "processes/have_people_over.hpp"
#include "processes/join_clubs.hpp"
#include "processes/keep_active.hpp"
#include "processes/keep_in_touch.hpp"
#include "processes/live_matches.hpp"
#include "processes/lose_people.hpp"
#include "processes/match_families.hpp"
#include "processes/meet.hpp"
#include "processes/meet_peers.hpp"
#include "processes/move_house.hpp"
#include "processes/organise.hpp"
#include "processes/part_and_pair_up.hpp"
#include "processes/play_together.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/relieve_poverty.hpp"
#include "processes/staff_teams.hpp"
#include "processes/strike_misfortune.hpp"
#include "processes/support_each_other.hpp"
#include "processes/take_seats.hpp"
#include "processes/tend_ties.hpp"
#include "processes/turn_to_own_adults.hpp"
#include "processes/turn_to_professionals.hpp"
#include "processes/work_at_schools.hpp"
#include "processes/work_together.hpp"
#include "world/invariants.hpp"

namespace weefsel {
namespace {

using W = World;
using C = WeekContext;
using L = std::vector<Lever>;
using S = WeekScratch;

/// Once a year the departed leave the arrays; every week starts with empty tallies.
void open_the_week(W& world, const C& now, const L&, S& scratch) {
  if (now.week.number % 52 == 0) compact(world, now.tables.fading);
  world.tally.clear();
  (void)scratch;
}

/// Who is counted where and how strong each tie is now: worked out once, after everybody has moved.
void take_stock(W& world, const C& now, const L&, S& scratch) {
  renew(scratch.belongs, world.actives.size());
  renew(scratch.strength, world.actives.size());
  scratch.events.assign(world.actives.size(), 0);
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    const HouseholdId h = world.adults.household[world.actives.adult[a]];
    const std::array<double, tie_slots> strengths = strengths_at(world.ties, now.tables.fading, a, now.week);
    for (std::size_t s = 0; s < tie_slots; ++s) scratch.strength[a.slot][s] = static_cast<float>(strengths[s]);
    scratch.belongs[a.slot] = belongs(world, h);  // whoever has just left counts where they lived
  });
}

constexpr Process week[] = {
    {"open", "open_the_week", "Clears the tallies; once a year renumbers everyone by street.", open_the_week},
    {"open", "apply_levers", "Puts the levers of the scenario into effect.", [](W& w, const C& c, const L& l, S&) { apply_levers(w, c, l); }},
    {"open", "drift_norms", "Norms of the time drift.", [](W& w, const C& c, const L& l, S&) { drift_norms(w, c, l); }},
    {"open", "staff_teams", "Professionals have hours by the number of children, more or fewer by levers.", [](W& w, const C& c, const L& l, S&) { staff_teams(w, c, l); }},
    {"open", "place_bridge_officers", "Schools have bridge officers while a lever lasts.", [](W& w, const C& c, const L& l, S&) { place_bridge_officers(w, c, l); }},
    // 1 Live
    {"live", "lose_people", "Older adults die.", [](W& w, const C& c, const L&, S&) { lose_people(w, c); }},
    {"live", "grow_up", "Children change phase and school; young people leave home.", [](W& w, const C& c, const L&, S&) { grow_up(w, c); }},
    {"live", "have_children", "Couples expect and have children.", [](W& w, const C& c, const L&, S&) { have_children(w, c); }},
    {"live", "part_and_pair_up", "Couples separate; singles find a partner.", [](W& w, const C& c, const L&, S&) { part_and_pair_up(w, c); }},
    {"live", "move_house", "Households move within, out and in.", [](W& w, const C& c, const L&, S&) { move_house(w, c); }},
    {"live", "build_homes", "Streets are built and filled; newcomers arrive.", [](W& w, const C& c, const L& l, S&) { build_homes(w, c, l); }},
    {"live", "relieve_poverty", "Families that cannot make ends meet get money, while it lasts.", [](W& w, const C& c, const L& l, S&) { relieve_poverty(w, c, l); }},
    {"live", "strike_misfortune", "Illness and loss of work strain a household.", [](W& w, const C& c, const L&, S&) { strike_misfortune(w, c); }},
    {"live", "choose_playmates", "Twice a year children of one class choose with whom they play at home.", [](W& w, const C& c, const L&, S&) { choose_playmates(w, c); }},
    {"live", "keep_active", "Says who has a tie table: parents, the expecting, hosts, grandparents.", [](W& w, const C& c, const L&, S&) { keep_active(w, c); }},
    {"live", "join_clubs", "Children of 4 to 12 join sports and culture clubs.", [](W& w, const C& c, const L&, S&) { join_clubs(w, c); }},
    {"live", "drift_apart", "Friends drift apart; new ones come from elsewhere.", [](W& w, const C& c, const L&, S&) { drift_apart(w, c); }},
    {"live", "take_stock", "Where each adult is counted, and how strong each tie is now.", take_stock},
    // 2 Gather
    {"gather", "choose_outings", "Everyone fills spare moments: a place within reach, or staying in.", [](W& w, const C& c, const L&, S& s) { choose_outings(w, c, s); }},
    {"gather", "have_people_over", "Some have friends over together, as on a birthday.", [](W& w, const C& c, const L&, S& s) { have_people_over(w, c, s); }},
    {"gather", "play_together", "Children play at each other's homes; a parent of each brings and fetches.", [](W& w, const C& c, const L&, S& s) { play_together(w, c, s); }},
    {"gather", "attend_groups", "Members of lasting groups go to their meeting instead of elsewhere.", [](W& w, const C& c, const L&, S& s) { attend_groups(w, c, s); }},
    {"gather", "attend_school_evenings", "Parents of youngsters come to an evening at school.", [](W& w, const C& c, const L& l, S& s) { attend_school_evenings(w, c, l, s); }},
    {"gather", "choose_own_leisure", "Youngsters choose their own leisure; members go to their club.", [](W& w, const C& c, const L&, S& s) { choose_own_leisure(w, c, s); }},
    // 3 Meet
    {"meet", "take_seats", "Those present sit in small circles, friends together, hosts mixing.", [](W& w, const C& c, const L&, S& s) { take_seats(w, c, s); }},
    {"meet", "meet", "A circle shares hours; strangers become acquainted.", [](W& w, const C& c, const L&, S& s) { meet(w, c, s); }},
    {"meet", "go_along_with_parents", "Young children come along to places that suit their age.", [](W& w, const C& c, const L&, S& s) { go_along_with_parents(w, c, s); }},
    {"meet", "meet_peers", "Youngsters meet at places, at school and at home; friendships begin, grow and fade.", [](W& w, const C& c, const L&, S& s) { meet_peers(w, c, s); }},
    {"meet", "get_to_know_adults", "Hours with coaches, hosts, youth workers and parents of friends add up.", [](W& w, const C& c, const L&, S& s) { get_to_know_adults(w, c, s); }},
    // 4 Keep in touch
    {"keep in touch", "keep_in_touch", "Ties are kept up outside places, within the hours one has.", [](W& w, const C& c, const L&, S& s) { keep_in_touch(w, c, s); }},
    {"keep in touch", "tend_ties", "Hours become trust; unused ties fade and end.", [](W& w, const C& c, const L&, S& s) { tend_ties(w, c, s); }},
    {"keep in touch", "share_norms", "Parents who met on what is normal move towards each other.", [](W& w, const C& c, const L& l, S& s) { share_norms(w, c, l, s); }},
    // 5 Worry
    {"worry", "raise_concerns", "Concerns about children arise and pass.", [](W& w, const C& c, const L&, S& s) { raise_concerns(w, c, s); }},
    // 6 Support
    {"support", "ask_for_support", "Parents ask people they know.", [](W& w, const C& c, const L&, S& s) { ask_for_support(w, c, s); }},
    {"support", "answer_requests", "Those asked answer as far as wellbeing, load and hours allow.", [](W& w, const C& c, const L&, S& s) { answer_requests(w, c, s); }},
    {"support", "live_matches", "Those whom programmes matched spend their hours together; matches end.", [](W& w, const C& c, const L& l, S& s) { live_matches(w, c, l, s); }},
    {"support", "receive_support", "Help eases loads and concerns; refusals lower trust.", [](W& w, const C& c, const L&, S& s) { receive_support(w, c, s); }},
    {"support", "confide", "Youngsters talk with an adult of their own.", [](W& w, const C& c, const L&, S& s) { confide(w, c, s); }},
    // 7 Turn to professionals
    {"turn to professionals", "work_together", "Professionals who spend hours together come to know each other.", [](W& w, const C& c, const L& l, S&) { work_together(w, c, l); }},
    {"turn to professionals", "consult_professionals", "Teacher, nurse, GP, youth worker listen, normalise, refer.", [](W& w, const C& c, const L&, S& s) { consult_professionals(w, c, s); }},
    {"turn to professionals", "host_groups", "Hosts of groups listen and point the way.", [](W& w, const C& c, const L&, S& s) { host_groups(w, c, s); }},
    {"turn to professionals", "request_help", "Families turn to formal help; protection starts.", [](W& w, const C& c, const L&, S& s) { request_help(w, c, s); }},
    {"turn to professionals", "seek_help_themselves", "Youngsters turn to formal help of their own accord.", [](W& w, const C& c, const L&, S& s) { seek_help_themselves(w, c, s); }},
    {"turn to professionals", "provide_help", "Help ends, queues move, help starts.", [](W& w, const C& c, const L&, S& s) { provide_help(w, c, s); }},
    // 8 Feel
    {"feel", "feel", "Load and wellbeing follow.", [](W& w, const C& c, const L&, S& s) { feel(w, c, s); }},
    {"feel", "form_attitudes", "Attitudes move with others and return to what one thinks oneself.", [](W& w, const C& c, const L& l, S& s) { form_attitudes(w, c, l, s); }},
    // 9 Organise
    {"organise", "organise", "Hosts and initiatives arise, tire and end.", [](W& w, const C& c, const L&, S& s) { organise(w, c, s); }},
    {"organise", "ask_programmes", "Families hear of programmes and ask; some give up waiting.", [](W& w, const C& c, const L& l, S& s) { ask_programmes(w, c, l, s); }},
    {"organise", "match_families", "Coordinators match those who ask with those who offer.", [](W& w, const C& c, const L& l, S& s) { match_families(w, c, l, s); }},
    {"organise", "gather_groups", "Programmes invite people into groups; groups end.", [](W& w, const C& c, const L& l, S& s) { gather_groups(w, c, l, s); }},
    // 10 Observe: measures read the world when the week is over (see study/recorder).
};

void check_promises([[maybe_unused]] const World& world, [[maybe_unused]] std::string_view process, [[maybe_unused]] bool week_is_over) {
#ifdef WEEFSEL_CHECKS
  const auto broken = week_is_over ? broken_invariants(world) : broken_within_a_week(world);
  if (!broken.empty())
    throw Fault("week " + std::to_string(world.week.number) + ", after " + std::string(process) + ": " + broken.front());
#endif
}

}  // namespace

std::span<const Process> the_week() { return week; }

void advance_one_week(World& world, const Luck& luck, const Parameters& parameters, const ModelTables& tables,
                      const std::vector<Lever>& levers, WeekScratch& scratch, ProcessTimes* times, const Onlooker& onlooker) {
  const WeekContext now{world.week, luck, parameters, tables};
  if (times != nullptr) times->resize(std::size(week), 0.0);
  for (std::size_t i = 0; i < std::size(week); ++i) {
    const auto start = std::chrono::steady_clock::now();
    week[i].run(world, now, levers, scratch);
    if (times != nullptr) (*times)[i] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    check_promises(world, week[i].name, false);
    if (onlooker) onlooker(week[i].name, world, scratch);
  }
  check_promises(world, "the week", true);
  ++world.week;
}

}  // namespace weefsel
