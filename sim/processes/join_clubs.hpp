// What:     Children of 4 to 12 are members of a sports or culture club: a share by the income of the household, where
//           an open club is within reach. Each decides anew once a year, in a week of its own, and when its club shuts
//           or is out of reach. From 12 on there is no membership: youngsters choose their own leisure.
// Reads:    ages, incomes, streets, places, reach; childhood.club_share, club_share_tight, attraction, outings.*.
// Writes:   the child's club.
// Draws:    club, for good: whether a child is one for clubs, and its taste for each; so a club that closes moves its
//           own members only.
// Evidence: 77.3% of children of 4-11 are members (source 004); by income: Mulier Institute 2021. Definition 7.7.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void join_clubs(World& world, const WeekContext& now);
}
