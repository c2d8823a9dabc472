#include "support/units.hpp"

#include <string>

#include "base/errors.hpp"
#include "support/counts.hpp"

namespace weefsel::benchmarks {
namespace {

using W = World;
using S = WeekScratch;

template <class Number>
double real(Number number) {
  return static_cast<double>(number);
}

/// Places that active adults weigh against each other: those within reach of each one's street.
double options(const W& world, const S&) {
  double sum = 0;
  for (const AdultId a : world.actives.adult) {
    const StreetId street = world.street_of(world.adults.household[a]);
    sum += real(world.reach.first[street.slot + 1] - world.reach.first[street.slot]);
  }
  return sum;
}

double visits(const W&, const S& scratch) {
  double sum = 0;
  for (const std::uint8_t count : scratch.gatherings.visit_count) sum += count;
  return sum;
}

constexpr Unit week = {"week", [](const W&, const S&) { return 1.0; }};
constexpr Unit adults = {"adults", [](const W& w, const S&) { return real(w.adults.size()); }};
constexpr Unit active_adults = {"active adults", [](const W& w, const S&) { return real(w.actives.size()); }};
constexpr Unit households = {"households", [](const W& w, const S&) { return real(w.households.size()); }};
constexpr Unit children = {"children", [](const W& w, const S&) { return real(w.children.size()); }};
constexpr Unit ties = {"ties", [](const W& w, const S&) { return real(ties_in_use(w)); }};
constexpr Unit places = {"places", [](const W& w, const S&) { return real(w.places.size()); }};
constexpr Unit neighbourhoods = {"neighbourhoods", [](const W& w, const S&) { return real(w.neighbourhoods.size()); }};
constexpr Unit teams = {"teams", [](const W& w, const S&) { return real(w.professionals.size()); }};
constexpr Unit cooperations = {"pairs of teams", [](const W& w, const S&) { return real(w.cooperations.size()); }};
constexpr Unit requests = {"requests", [](const W&, const S& s) { return real(s.requests.size()); }};
constexpr Unit weighed = {"places weighed", options};
constexpr Unit visited = {"visits", visits};
constexpr Unit participations = {"participations",
                                 [](const W& w, const S& s) { return real(work_of_week(w, s).participations); }};

struct Row {
  std::string_view process;
  const Unit& unit;
};
/// Without levers, programmes and groups have nothing to do: their time does not grow with the town.
// clang-format off
constexpr Row table[] = {
    {"open_the_week", neighbourhoods}, {"apply_levers", week},        {"drift_norms", week},
    {"staff_teams", teams},            {"place_bridge_officers", week},
    {"lose_people", adults},           {"grow_up", children},         {"have_children", households},
    {"part_and_pair_up", households},  {"move_house", households},    {"build_homes", week},
    {"relieve_poverty", week},         {"strike_misfortune", households}, {"choose_playmates", children},
    {"keep_active", adults},           {"join_clubs", children},      {"drift_apart", ties},
    {"take_stock", ties},
    {"choose_outings", weighed},       {"have_people_over", ties},    {"play_together", children},
    {"attend_groups", week},           {"attend_school_evenings", week}, {"choose_own_leisure", children},
    {"take_seats", visited},           {"meet", participations},      {"go_along_with_parents", visited},
    {"meet_peers", children},          {"get_to_know_adults", children},
    {"keep_in_touch", ties},           {"tend_ties", ties},           {"share_norms", week},
    {"raise_concerns", children},
    {"ask_for_support", active_adults}, {"answer_requests", requests}, {"live_matches", week},
    {"receive_support", active_adults}, {"confide", children},
    {"work_together", cooperations},   {"consult_professionals", children}, {"host_groups", week},
    {"request_help", children},        {"seek_help_themselves", children}, {"provide_help", children},
    {"feel", active_adults},           {"form_attitudes", active_adults},
    {"organise", places},              {"ask_programmes", week},      {"match_families", week},
    {"gather_groups", week},
};
// clang-format on

}  // namespace

const Unit& unit_of(std::string_view process) {
  for (const Row& row : table)
    if (row.process == process) return row.unit;
  throw Fault("benchmarks/support/units.cpp does not say what " + std::string(process) + " is linear in");
}

}  // namespace weefsel::benchmarks
