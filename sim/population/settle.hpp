// What: how people come to live in a town, and what they bring: a household that moves in, a new partner, a
// newborn, an adult who becomes active. The population at the start and the weekly processes use the same words.
// Reads and writes: households, adults, children, active adults, ties and dwellings of a World. Not for use
// from several threads at once: rows are appended.
// Draws: lasting traits (dispositions, temperament, personal level) belong to the person alone and are drawn
// without a week; what may happen again (ties brought along, clocks) is drawn with the week.
// Errors: Fault when a dwelling is taken, or a household has no room for one adult more.
#pragma once

#include "params/parameters.hpp"
#include "population/day_places.hpp"
#include "world/world.hpp"

namespace weefsel {

/// An adult about to live in a household. Everything else about the adult follows from the key.
struct NewAdult {
  Key key = 0;
  ShortWeek birth_week = 0;
  std::uint8_t female = 0, education = 0, community = 0;
  Share8 reading_ease{0.8};
};

// --- Parts, each of which keeps both sides of every link whole ---------------------------------------------

/// An empty household in an empty dwelling: no one in it yet, clocks wound in `now`.
HouseholdId open_household(World&, const Luck&, DwellingId, Key household_key, Week now);

/// A light adult in a household with room. The second adult becomes the partner of the first, and the household's
/// partnership clock is wound anew, for the separation that may come. Dispositions follow from the key, working
/// hours from working_hours_of().
AdultId add_adult(World&, const Luck&, HouseholdId, const NewAdult&, Week now);

/// Working hours a week of an adult, by age, sex, education and the youngest child at home; a keyed draw of the
/// adult decides where in the spread (SCP, CBS: about half of mothers work part-time). To be set again when
/// circumstances change, without new luck.
[[nodiscard]] std::uint8_t working_hours_of(const World&, const Luck&, AdultId, Week now);

/// A child at home, put first in the household's list; no day place yet. The parents are the household's adults,
/// so adults come first; their working hours are set anew.
ChildId add_child(World&, const Luck&, HouseholdId, Key child_key, ShortWeek birth_week, Week now);

/// The wellbeing an adult returns to, in sd: normal around 0 with sd wellbeing.level_sd, keyed by the adult.
[[nodiscard]] double personal_level(const Luck&, const Parameters&, Key adult);

/// Gives a light adult a tie table, a mood and the ties it has elsewhere and with kin (give_outside_ties).
/// An active one keeps what it has and stays active.
ActiveId make_active(World&, const Luck&, const Parameters&, AdultId, Week now);

/// The tie between an adult and its parent in town, held on both sides where both are active and have room. Nothing
/// happens where it is there already.
void tie_with_parent(World&, const Luck&, AdultId, Week now);

/// Gives an adult who has just become active the ties it has anyway: with `parent_in_town` (mutual if that one is
/// active and has room, else one-sided), and with kin and friends outside the town, up to ties.outside_kin and
/// ties.outside_friends on average; strengths near stationary, last contact within the last weeks.
void give_outside_ties(World&, const Luck&, const Parameters&, AdultId, Week now);

/// A friend from elsewhere whom an active adult makes this week, at 0.25 to 0.60 by `own` luck. False, and nothing done,
/// when the tie table has no room to spare.
bool befriend_elsewhere(World&, const Salt& own, ActiveId, Week now);

// --- Events -----------------------------------------------------------------------------------------------

/// A household of that template moves into an empty dwelling: adults (keys key_of_member(household_key, 0 and 1)),
/// children (keys key_of_child(mother's key, birth order)) with day places, clocks wound, since = now. Parents of
/// a child under 18 are active, with their outside ties. A template with children has a parent for them.
HouseholdId settle_household(World&, const DayPlaces&, const Luck&, const Parameters&, const NewcomerTemplate&,
                             DwellingId, Key household_key, Week now);

/// What a household looks like as a template, with ages as of world.week.
[[nodiscard]] NewcomerTemplate template_of(const World&, HouseholdId);

/// A new partner from outside the town moves in with a single adult. Key key_of_new_partner(single, now); of the
/// other sex unless a keyed 3% decides otherwise; age within a few years. Active if the household is a family.
AdultId settle_partner(World&, const Luck&, const Parameters&, AdultId single, Week now);

/// A child is expected in week `due`: flags the adults of the household as expecting and makes them active.
void expect_child(World&, const Luck&, const Parameters&, HouseholdId, Week due, Week now);

/// A child is born to `mother` (key_of_child(mother's key, ++births)), in her household. Ends the expecting, winds
/// the household's birth clock anew, makes the parents active and chooses childcare if any.
ChildId add_newborn(World&, const DayPlaces&, const Luck&, const Parameters&, HouseholdId, AdultId mother, Week now);

}  // namespace weefsel
