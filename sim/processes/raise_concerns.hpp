// What:     Concerns about a child arise and pass. Three kinds: everyday, out of strain at home, and borne by the
//           child itself. True severity is skewed; perceived severity also depends on the parents' normalising
//           attitude and on outside pressure to perform. At most one open concern of a kind a child.
// Reads:    children, parents' attitudes, strain and wellbeing; norms of the time; concerns.*, help.help_effect.
// Writes:   children's concerns, and how far mood and help lift what parents feel of them.
// Draws:    concern (arises, severity) and concern_passes per (child, week).
// Evidence: source 001 figure 1 (concerns by phase); Horrevorts 2015 (severity ladder); SCP 2023 (30-33%); Solmi et al.
//           2022 (age at which disorders begin).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void raise_concerns(World& world, const WeekContext& now, WeekScratch& scratch);

/// What a parent sees of a concern of true severity `severity`, 0-1.
/// `drift`: what the time has added to the outside pressure (World::norms).
[[nodiscard]] double perceived_severity(const Parameters& parameters, double severity, double normalising_attitude,
                                        double drift = 0);
/// Normalising attitude of an adult now: the lasting one, and what others have added to it; 0-1.
[[nodiscard]] double normalising_now(const World& world, AdultId a);
/// Mean normalising attitude of the adults at home, 0-1.
[[nodiscard]] double attitude_at_home(const World& world, HouseholdId h);
/// Severity below which a concern is no concern any more.
inline constexpr double settled_below = 0.05;
}
