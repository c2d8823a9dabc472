// What:     Youngsters of 12 and older meet: at places where they are at the same moment, in small circles and beside
//           their friends; at school, in a lasting circle of their year; and friends at each other's homes. In a circle
//           of k for H hours each pair counts H / (k - 1). Two become friends with a chance that rises with those hours,
//           an age within two years and common friends; trust grows with hours and fades without, as between adults
//           (7.1). At most four friends: a full table gives up a friendship below weak, and no stronger one.
//           A place that is full turns youngsters away by keyed lot; adults were there first.
// Reads:    leisure, day places, friends, seats of adults; youngsters.*, meeting.*, ties.growth_per_hour.
// Writes:   friends (each child its own side), the leisure of the week (who is turned away, homes visited), the tally.
// Draws:    peers (order, circles, company), school_circle (lasting), friends per unordered pair and meeting, so both
//           sides agree; friend_visits per pair.
// Evidence: Hall 2019 (hours), Dunbar et al. 1995 (circles), Kossinets & Watts 2006 (common friends); rest judgement.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void meet_peers(World& world, const WeekContext& now, WeekScratch& scratch);
}
