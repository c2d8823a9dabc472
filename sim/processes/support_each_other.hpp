// What:     Parents ask people they know for help, more readily someone trusted, less readily when they already owe
//           or asking is not their habit; those asked answer as far as own wellbeing, load and hours allow. Four
//           kinds: emotional and normative support change how a concern is seen, informational support helps it
//           resolve, practical support takes load away for some weeks. Giving costs hours and brings load.
// Reads:    ties, load, wellbeing, balances, children's concerns; support.*, help.substitution.
// Writes:   balances, relief, trust in asking, giving load, hours given (own adult only); concerns of own children.
// Draws:    asking, whom_to_ask, answering.
// Evidence: SCP 2021 (two thirds receive help; 1 in 8 finds asking hard); sources 001, 003 (reciprocity, overload).
// Order:    ask (proposes), answer (each giver in keyed order until its hours are spent), receive (each household).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void ask_for_support(const World& world, const WeekContext& now, WeekScratch& scratch);
void answer_requests(World& world, const WeekContext& now, WeekScratch& scratch);
void receive_support(World& world, const WeekContext& now, WeekScratch& scratch);

/// Readiness to ask now: the lasting one, what others have added to it, and the drift of the time; 0-1.
[[nodiscard]] double openness_now(const World& world, AdultId a);
/// How much a debt of help weighs now, 0-1.
[[nodiscard]] double reciprocity_now(const World& world, AdultId a);
/// What help that is not practical does to the worst concern at home, scaled by help.substitution.
void ease_worst_concern(World& world, const WeekContext& now, HouseholdId h, SupportKind kind, double giver_attitude, Tally& tally, const Belongs& who);
/// Hours of one help of this kind.
[[nodiscard]] double hours_of_help(const Parameters& parameters, SupportKind kind);
}
