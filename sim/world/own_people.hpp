// What: the people and places that are a child's own (model definition 7.7). An adult *knows* a child after twenty hours
// together, with contact within a year; a place knows it likewise. At most six of each are kept: time is the bound. Who
// knows the child does not give way to a stranger; otherwise a full table gives up the one with the fewest hours, equals
// by key. Hours are counted in hundredths, up to 655.
// Threads: each child's row is written by that child only. Where several threads do so, one of them has given rows to all
// children that may need one (see ColumnOfSome); empty rows are given up at the yearly renumbering.
#pragma once

#include "world/world.hpp"

namespace weefsel {

inline constexpr double known_after_hours = 20;
inline constexpr std::int32_t known_within_weeks = 52;

[[nodiscard]] constexpr bool is_club(PlaceKind kind) { return kind == PlaceKind::sports_club || kind == PlaceKind::culture_club; }

/// The rule of knowing, for hours in hundredths.
[[nodiscard]] constexpr bool is_known(std::uint16_t hundredths, ShortWeek last, Week now) {
  return hundredths >= known_after_hours * 100 && now.number - last <= known_within_weeks;
}
[[nodiscard]] bool person_knows(const Children& children, ChildId c, std::size_t slot, Week now);
[[nodiscard]] bool place_knows(const Children& children, ChildId c, std::size_t slot, Week now);
/// Is there an adult of its own who knows the child? That is no kin, no friend of its parents and not its school.
[[nodiscard]] bool has_own_adult(const Children& children, ChildId c, Week now);

/// The child and an adult spend hours together. Nothing happens with a parent, someone of its own household, or when the
/// table is full of people who know it. `now` is the week of contact.
void spend_time_with(World& world, ChildId c, PersonRef who, OwnRole role, double hours, Week now);
/// The child spends hours at a place.
void spend_time_at(World& world, ChildId c, PlaceId place, double hours, Week now);

/// Slot of a friend, or `friends_per_child`.
[[nodiscard]] std::size_t find_friend(const Children& children, ChildId c, ChildId other);
/// Trust of a friendship now: what was stored at the last contact, less what has faded since (7.1).
[[nodiscard]] double friendship_strength(const Children& children, const FadingCurve& fading, ChildId c, std::size_t slot, Week now);
/// Takes a friend out; the last moves into its place.
void remove_friend(Children& children, ChildId c, std::size_t slot);

/// Before the departed leave the arrays: friends who have left home or town are let go, and adults who have left town
/// become people elsewhere.
void let_go_of_departed_people(World& world, ChildId c);

}  // namespace weefsel
