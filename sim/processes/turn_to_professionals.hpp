// What:     What is left goes to the professionals one meets anyway - childcare worker, teacher, nurse, GP, youth
//           worker - who listen, normalise, or refer; and to formal help: tier 1 freely accessible, tier 2
//           indicated. Demand is counted when help is turned to, whether or not there is room, once per child and
//           tier until help ends or 26 weeks pass. Tier 3 (protection) is rare, involuntary and never demand.
// Reads:    children's concerns, counted-on support, load, capacity; help.*.
// Writes:   children's help and concerns, ties of a parent to a professional.
// Draws:    basic_contact, referral, request_help, help_duration, help_allotment, leave_queue, protection.
// Evidence: Zwaanswijk 2003, 2005 (who is turned to); CBS 85096NED (referrers, lengths); CBS 2022 (protection).
//           That support lowers demand is not proven: help.substitution, gateway and supply include zero.
// Order:    consult (basic professionals), request (families), provide (rooms, queues, ends).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void consult_professionals(World& world, const WeekContext& now, WeekScratch& scratch);
void request_help(World& world, const WeekContext& now, WeekScratch& scratch);
void provide_help(World& world, const WeekContext& now, WeekScratch& scratch);

/// A talk with somebody of that skill about the worst concern of a child: it looks less severe; a slight everyday one
/// is settled.
void talk_over(World& world, const WeekContext& now, ChildId c, double skill, const Belongs& who);
/// Who has put a question to a professional knows them, and better with each question (linking; source 001): a first
/// talk makes a weak tie, by judgement. A full table makes no room.
void know_professional(World& world, const WeekContext& now, ActiveId a, ProfessionalId team);
/// The nearest place where somebody welcomes people becomes a place one thinks of, as after one visit at which one met
/// known people. Who has three such places already keeps those.
void point_to_a_place(World& world, ActiveId a);
/// The child joins the queue of a tier. Demand is counted once per child under 18 and tier, until help ends or 26 weeks pass.
void turn_to_help(World& world, const WeekContext& now, ChildId c, std::size_t tier, Route route, Tally& tally, const Belongs& who);
/// What is offered is asked for: per tier, the factor on requests and referrals now (help.supply; not proven).
[[nodiscard]] std::array<double, asked_tiers> supply_factors(const World& world, const Parameters& parameters);

/// Weeks of help by uniform draw `u`, from the CBS lengths of ended trajectories (85096NED, 2021).
[[nodiscard]] double weeks_of_help(double u);
}
