// What:     Some adults have friends over together, as on a birthday: up to four people whom they know well enough
//           and who live in town sit in one circle at home, with partners. This is where friends of friends meet, so acquaintance
//           closes triangles outside places too. Whoever is asked by several goes to one of them.
// Reads:    ties, strengths, adults, partners; meeting.home_circles_per_year, partners_along; home contact allowed
//           (lockdown), who stays home (placebo).
// Writes:   who is whose guest this week (scratch only). The hours are shared out by `meet`.
// Draws:    people_over per host and week (whether), per host and tie (whom), per guest and host (which invitation),
//           per partner (comes along).
// Evidence: Kossinets & Watts 2006 (shared friends); Mollenhorst et al. 2016; the numbers are judgement (C).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void have_people_over(const World& world, const WeekContext& now, WeekScratch& scratch);
}
