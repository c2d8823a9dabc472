// What:     Programmes that gather people in groups: Centering groups around pregnancy, a parents' room and a family
//           school at school, a neighbourhood academy. Each place keeps as many groups at once as the lever says; who
//           is invited comes with the programme's uptake; a group lasts its weeks, and seats that fall free are given
//           again, but in a Centering group, which starts and ends together. Meetings go through the same circles as
//           any meeting (take_seats, meet), so regulars and ties follow by the ordinary rules; an evening with the
//           group takes the place of another outing or of a moment at home. The host mixes and introduces, listens
//           and points the way as a professional of everyday life does.
// Reads:    children and their schools, the expecting, reach; the levers; programmes.attendance, talk_per_visit.
// Writes:   groups; the visits of the week; concerns (a talk with the host).
// Draws:    group_invitation (uptake, order), group_attendance, programme_talk.
// Evidence: source 002 (a fixed gathering has regulars). No effect text for the Dutch programmes: a meeting place only.
// Order:    attend (visits, before take_seats), host_groups (talks), gather_groups (who is in which group).
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void attend_groups(World& world, const WeekContext& now, WeekScratch& scratch);
void host_groups(World& world, const WeekContext& now, WeekScratch& scratch);
void gather_groups(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);

/// Whether the group meets in this week: its meetings are spread evenly over the year.
[[nodiscard]] bool meets_in(const ProgrammeGroups& groups, ProgrammeGroupId group, Week week);
/// The number of the meeting of a group among all meetings (see Gatherings).
[[nodiscard]] std::uint32_t meeting_of(const World& world, ProgrammeGroupId group);
/// A visit that takes the place of another outing, else of a moment at home; comes on top for who has neither.
/// False for who is in too many meetings already.
bool go_instead(WeekScratch& scratch, ActiveId a, const Visit& visit);
}
