#include "schedule/advance_one_week.hpp"

#include <chrono>
#include <string>

#include "base/errors.hpp"
#include "base/parallel.hpp"
#include "processes/apply_levers.hpp"
#include "processes/choose_outings.hpp"
#include "processes/feel.hpp"
#include "processes/grow_up.hpp"
#include "processes/have_children.hpp"
#include "processes/keep_active.hpp"
#include "processes/keep_in_touch.hpp"
#include "processes/lose_people.hpp"
#include "processes/meet.hpp"
#include "processes/move_house.hpp"
#include "processes/organise.hpp"
#include "processes/part_and_pair_up.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/run_buurtgezinnen.hpp"
#include "processes/strike_misfortune.hpp"
#include "processes/support_each_other.hpp"
#include "processes/take_seats.hpp"
#include "processes/tend_ties.hpp"
#include "processes/turn_to_professionals.hpp"

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
  scratch.belongs.resize(world.actives.size());
  scratch.strength.resize(world.actives.size());
  scratch.events.assign(world.actives.size(), 0);
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    const HouseholdId h = world.adults.household[world.actives.adult[a]];
    for (std::size_t s = 0; s < world.ties.count[a]; ++s)
      scratch.strength[a.slot][s] = static_cast<float>(strength_at(world.ties, now.tables.fading, a, s, now.week));
    scratch.belongs[a.slot] = belongs(world, h);  // whoever has just left counts where they lived
  });
}

constexpr Process week[] = {
    {"open", "open_the_week", "Clears the tallies; once a year renumbers everyone by street.", open_the_week},
    {"open", "apply_levers", "Puts the levers of the scenario into effect.", [](W& w, const C& c, const L& l, S&) { apply_levers(w, c, l); }},
    // 1 Live
    {"live", "lose_people", "Older adults die.", [](W& w, const C& c, const L&, S&) { lose_people(w, c); }},
    {"live", "grow_up", "Children change phase and school; young people leave home.", [](W& w, const C& c, const L&, S&) { grow_up(w, c); }},
    {"live", "have_children", "Couples expect and have children.", [](W& w, const C& c, const L&, S&) { have_children(w, c); }},
    {"live", "part_and_pair_up", "Couples separate; singles find a partner.", [](W& w, const C& c, const L&, S&) { part_and_pair_up(w, c); }},
    {"live", "move_house", "Households move within, out and in.", [](W& w, const C& c, const L&, S&) { move_house(w, c); }},
    {"live", "strike_misfortune", "Illness and loss of work strain a household.", [](W& w, const C& c, const L&, S&) { strike_misfortune(w, c); }},
    {"live", "keep_active", "Says who has a tie table: parents, the expecting, hosts, grandparents.", [](W& w, const C& c, const L&, S&) { keep_active(w, c); }},
    {"live", "take_stock", "Where each adult is counted, and how strong each tie is now.", take_stock},
    // 2 Gather
    {"gather", "choose_outings", "Everyone fills spare moments: a place within reach, or staying in.", [](W& w, const C& c, const L&, S& s) { choose_outings(w, c, s); }},
    // 3 Meet
    {"meet", "take_seats", "Those present sit in small circles, friends together, hosts mixing.", [](W& w, const C& c, const L&, S& s) { take_seats(w, c, s); }},
    {"meet", "meet", "A circle shares hours; strangers become acquainted.", [](W& w, const C& c, const L&, S& s) { meet(w, c, s); }},
    // 4 Keep in touch
    {"keep in touch", "keep_in_touch", "Ties are kept up outside places, within the hours one has.", [](W& w, const C& c, const L&, S& s) { keep_in_touch(w, c, s); }},
    {"keep in touch", "tend_ties", "Hours become trust; unused ties fade and end.", [](W& w, const C& c, const L&, S& s) { tend_ties(w, c, s); }},
    // 5 Worry
    {"worry", "raise_concerns", "Concerns about children arise and pass.", [](W& w, const C& c, const L&, S& s) { raise_concerns(w, c, s); }},
    // 6 Support
    {"support", "ask_for_support", "Parents ask people they know.", [](W& w, const C& c, const L&, S& s) { ask_for_support(w, c, s); }},
    {"support", "answer_requests", "Those asked answer as far as wellbeing, load and hours allow.", [](W& w, const C& c, const L&, S& s) { answer_requests(w, c, s); }},
    {"support", "live_matches", "Matched families spend their hours together; matches end.", [](W& w, const C& c, const L&, S& s) { live_matches(w, c, s); }},
    {"support", "receive_support", "Help eases loads and concerns; refusals lower trust.", [](W& w, const C& c, const L&, S& s) { receive_support(w, c, s); }},
    // 7 Turn to professionals
    {"turn to professionals", "consult_professionals", "Teacher, nurse, GP, youth worker listen, normalise, refer.", [](W& w, const C& c, const L&, S& s) { consult_professionals(w, c, s); }},
    {"turn to professionals", "request_help", "Families turn to formal help; protection starts.", [](W& w, const C& c, const L&, S& s) { request_help(w, c, s); }},
    {"turn to professionals", "provide_help", "Help ends, queues move, help starts.", [](W& w, const C& c, const L&, S& s) { provide_help(w, c, s); }},
    // 8 Feel
    {"feel", "feel", "Load and wellbeing follow.", [](W& w, const C& c, const L&, S& s) { feel(w, c, s); }},
    // 9 Organise
    {"organise", "organise", "Hosts and initiatives arise, tire and end.", [](W& w, const C& c, const L&, S& s) { organise(w, c, s); }},
    {"organise", "run_buurtgezinnen", "Coordinators match families that ask with families that offer.", [](W& w, const C& c, const L& l, S& s) { run_buurtgezinnen(w, c, l, s); }},
    // 10 Observe: measures read the world when the week is over (see study/recorder).
};

void check_promises([[maybe_unused]] const World& world, [[maybe_unused]] std::string_view process) {
#ifdef WEEFSEL_CHECKS
  const auto broken = broken_invariants(world);
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
    if (onlooker) onlooker(week[i].name, world, scratch);
  }
  check_promises(world, "the week");
  ++world.week;
}

}  // namespace weefsel
