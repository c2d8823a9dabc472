// What: what the programmes of a scenario have in common: which lever runs which kind, what a match of that kind is
// like, how many there may be, who offers. No process of its own: ask_programmes, match_families, live_matches and
// gather_groups use it. How to add a programme: CONTRIBUTING.md.
#pragma once

#include <optional>
#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// What a match of one programme is like, and how many there may be.
struct MatchTerms {
  ProgrammeKind kind = ProgrammeKind::support_family;
  double new_per_year = 0;      ///< matches that coordinators can make
  double open_at_once = 0;      ///< matches that they can accompany
  double hours_per_week = 0, length_in_weeks = 0;
  double max_distance_km = 0;   ///< between the homes of the two
  double visits_per_week = 1;
  double adults_share = 1;      ///< of those hours: the adults are together
  double child_share = 0;       ///< of those hours: the child is with someone else than its parents
  std::int32_t trial_weeks = 0, review_weeks = 13;
  bool by_load = false;         ///< the heaviest load comes first; else the longest waiting
  bool by_professionals = false;  ///< no giver, nothing is owed; ends with the lever
};

/// None when the lever does not match people one to one.
[[nodiscard]] std::optional<MatchTerms> match_terms(const World& world, const Lever& lever);
/// The kind of programme of a lever that gathers groups.
[[nodiscard]] ProgrammeKind group_kind(GroupProgrammeKind kind);
/// Who runs it: the key that applications, matches and groups carry.
[[nodiscard]] Key programme_of(const Lever& lever);

/// Nobody can be reached by it: a programme without coordinators, places, uptake or hours.
[[nodiscard]] bool has_means(const MatchTerms& terms);

/// Weeks from one review of a match to the next.
[[nodiscard]] std::int32_t weeks_between_reviews(std::int32_t review_weeks, double length_in_weeks);

/// Open places that the lever names; without a selection, all of the kinds given.
[[nodiscard]] std::vector<PlaceId> places_of(const World& world, const Lever& lever, const std::vector<PlaceKind>& otherwise);

/// Distance between two homes, as the crow flies.
[[nodiscard]] double home_distance_km(const World& world, AdultId a, AdultId b);

/// Per household: 1 when somebody in it is in an open match, on either side.
[[nodiscard]] std::vector<std::uint8_t> households_in_matches(const World& world);

/// Does this adult offer to be matched in a programme of this kind? A lasting offer by those with the experience it
/// takes, spare hours and fair wellbeing; each offer stands for programmes.offer_years.
[[nodiscard]] bool offers(const World& world, const WeekContext& now, AdultId a, ProgrammeKind kind);

/// The child that a programme is meant for in the household of this adult; none: it is not meant for them.
struct MeantFor {
  bool meant = false;
  ChildId child;  ///< none when it is not yet born
};
[[nodiscard]] MeantFor meant_for(const World& world, const WeekContext& now, const Lever& lever, AdultId adult);

/// Hours of a child with an adult of its own: mentor, support family, out-of-school carer. The one place where
/// programmes tell what a child has of people (model definition 7.7).
void child_spends_hours_with(World& world, ChildId child, PersonRef adult, ProgrammeKind kind, double hours, Week week);

}  // namespace weefsel
