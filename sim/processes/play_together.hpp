// What:     Children of 3 to 11 in one class play at each other's homes; one parent of each brings, fetches and stays
//           for a while. Playmates are few and lasting (at most three a child), and live near each other, so this is
//           where parents of a class come to know each other well.
// Reads:    children (class, playmates), households, adults; meeting.play_dates_per_week, home contact allowed.
// Writes:   `choose_playmates`: Children::playmates, twice a year. `play_together`: who meets whom (scratch only).
// Draws:    class_playmates per pair of children, for good; play per pair of children and week; who brings per household.
// Evidence: source 001 (parents meet through their children); Preciado et al. 2012 (distance); numbers are judgement (C).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void choose_playmates(World& world, const WeekContext& now);
void play_together(const World& world, const WeekContext& now, WeekScratch& scratch);

/// The class of a child in childcare or primary school, 0 to 15 within its place: two groups by age in childcare,
/// eight years at school, with two classes a year where a school has more than 240 places. None: `no_class`.
inline constexpr std::uint32_t no_class = 16;
[[nodiscard]] std::uint32_t class_of(const World& world, ChildId c, Week week);

/// The parent of a household who goes with a child this week, by spare hours: the same answer for whoever asks.
/// `hash` is the keyed lot of what they go to.
[[nodiscard]] AdultId parent_who_goes(const World& world, HouseholdId h, std::uint64_t hash);
}  // namespace weefsel
