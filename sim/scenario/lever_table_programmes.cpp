// Programmes: each with what its coordinators can carry, who takes part and for how long. None has an effect of its own
// on wellbeing or demand: hours are put in, the rest follows.
#include "scenario/lever_fields.hpp"

namespace weefsel {
namespace {
using namespace lever_fields;
using Direction = BuiltIn::Direction;

LeverField families_in(std::string meaning) {
  return neighbourhoods(&Lever::places, &PlaceSelection::neighbourhoods, std::move(meaning));
}

std::vector<LeverField> buurtgezinnen_fields() {
  using B = BuurtgezinnenDescription;
  constexpr auto in = &Lever::buurtgezinnen;
  return {number("coordinators_fte", in, &B::coordinators_fte,
                 {0, 100, "full-time jobs", "Coordinators of the whole town together."}),
          number("matches_per_fte_per_year", in, &B::matches_per_fte_per_year,
                 {0, 60, "matches", "New matches a coordinator can make.", "Meppel: 10 in year 1, 15 in year 2 (A)"}),
          number("open_matches_per_fte", in, &B::open_matches_per_fte,
                 {0, 200, "matches", "Matches a coordinator can accompany at once.", "judgement (C)"}),
          number("hours_per_week", in, &B::hours_per_week,
                 {0, 20, "hours", "The child is with the support family.", "an afternoon a week (definition 7.9)"}),
          number("length_in_weeks", in, &B::length_in_weeks,
                 {8, 520, "weeks", "Mean length of a match that passes its trial.", "judgement (C)"}),
          number("max_distance_km", in, &B::max_distance_km,
                 {0.1, 50, "km", "How far apart the two families may live.", "definition 7.9"})};
}

std::vector<LeverField> home_visits_fields() {
  using H = HomeVisitsDescription;
  constexpr auto in = &Lever::home_visits;
  return {one_of("visitor", in, &H::visitor, visitor_kind_names,
                 "volunteer: Home-Start; mother: Mothers inform mothers, for a first baby; nurse: VoorZorg, from pregnancy."),
          number("coordinators_fte", in, &H::coordinators_fte,
                 {0, 100, "full-time jobs", "Coordinators; for nurses: the nurses themselves."}),
          number("families_per_fte_per_year", in, &H::families_per_fte_per_year,
                 {0, 200, "families", "New families a year.", "Rheden: 125 matches of 162 requests a year (A)"}),
          number("open_families_per_fte", in, &H::open_families_per_fte,
                 {0, 200, "families", "Families at once.", "judgement (C)"}),
          number("hours_per_week", in, &H::hours_per_week, {0, 20, "hours", "Of visits.", "Home-Start: half a day a week"}),
          number("length_in_weeks", in, &H::length_in_weeks,
                 {4, 520, "weeks", "Mean length.", "van Aar 2014: 6.6 months; Rheden about a year (A)"}),
          number("max_distance_km", in, &H::max_distance_km, {0.1, 50, "km", "Between visitor and family."})};
}

std::vector<LeverField> mentors_fields() {
  using M = MentorsDescription;
  constexpr auto in = &Lever::mentors;
  return {number("coordinators_fte", in, &M::coordinators_fte, {0, 100, "full-time jobs", "Coordinators."}),
          number("matches_per_fte_per_year", in, &M::matches_per_fte_per_year,
                 {0, 200, "matches", "New matches a coordinator can make.", "judgement (C)"}),
          number("open_matches_per_fte", in, &M::open_matches_per_fte,
                 {0, 400, "matches", "Matches a coordinator can accompany at once.", "judgement (C)"}),
          number("hours_per_week", in, &M::hours_per_week,
                 {0, 20, "hours", "Mentor and child together.", "BBBS: three to four meetings a month (B)"}),
          number("length_in_weeks", in, &M::length_in_weeks,
                 {4, 520, "weeks", "Mean length.", "Grossman & Rhodes 2002: twelve months and more is best (A)"}),
          number("age_from", in, &M::age_from, {0, 23, "years", "The child is at least so old."}),
          number("age_until", in, &M::age_until, {0, 23, "years", "The child is younger than this."}),
          number("max_distance_km", in, &M::max_distance_km, {0.1, 50, "km", "Between mentor and child."})};
}

std::vector<LeverField> group_fields() {
  using G = GroupProgrammeDescription;
  constexpr auto in = &Lever::group_programme;
  return {one_of("kind", in, &G::kind, group_programme_kind_names,
                 "centering: around pregnancy; parents_room and family_school: at a school; neighbourhood_academy: "
                 "evenings on growing up for everyone near by."),
          places(false, "Where; without it: at every place where it can be."),
          number("groups_per_place", in, &G::groups_per_place, {1, 20, "groups", "At once."}),
          number("group_size", in, &G::group_size, {3, 40, "people", "In one group.", "Centering: 8 to 12 (B)"}),
          number("meetings_per_year", in, &G::meetings_per_year, {1, 52, "meetings", "In a year.", "judgement (C)"}),
          number("length_in_weeks", in, &G::length_in_weeks, {4, 520, "weeks", "How long a group lasts."}),
          number("hours_per_meeting", in, &G::hours_per_meeting, {0.5, 8, "hours", "Of one meeting."}),
          number("uptake", in, &G::uptake, {0, 1, "share", "Of those invited: who come.", "judgement (C)"}),
          number("host", in, &G::host, {0, 1, "", "How good the host is: 0 none, 1 as good as can be."})};
}

std::vector<LeverField> bridge_fields() {
  using B = BridgeOfficersDescription;
  constexpr auto in = &Lever::bridge_officers;
  return {places(false, "At which schools; without it: all."),
          number("hours_per_school", in, &B::hours_per_school,
                 {0, 80, "hours a week", "Of a bridge officer at each school.", "source 004; hours are judgement (C)"}),
          number("skill", in, &B::skill, {0, 1, "", "In normalising and pointing the way.", "judgement (C)"}),
          number("welcome", in, &B::welcome, {0, 1, "", "As a host at the school gate.", "judgement (C)"})};
}

std::vector<LeverField> care_fields() {
  using O = OutOfSchoolCareDescription;
  constexpr auto in = &Lever::out_of_school_care;
  return {number("places_per_1000_children", in, &O::places_per_1000_children,
                 {0, 200, "places", "Per 1,000 children.", "judgement (C)"}),
          number("hours_per_week", in, &O::hours_per_week, {0, 40, "hours", "A child is there."}),
          number("length_in_weeks", in, &O::length_in_weeks, {4, 520, "weeks", "Mean length."})};
}

std::vector<LeverField> norms_fields() {
  using S = SharedNormsDescription;
  constexpr auto in = &Lever::shared_norms;
  return {places(false, "At which schools parents meet; without it: all secondary schools."),
          number("parents_reached", in, &S::parents_reached, {0, 1, "share", "Of parents of 10-17: who take part."}),
          number("agreement", in, &S::agreement,
                 {0, 1, "share", "How far those who meet move towards a shared norm in a year."}),
          number("leisure_hours_factor", in, &S::leisure_hours_factor,
                 {0, 5, "", "Multiplies the opening hours of clubs and youth centres."})};
}

LeverInfo programme(LeverKind kind, std::string_view what, std::string_view evidence, std::vector<LeverField> fields,
                    std::vector<BuiltIn> built_in) {
  return {kind, "programmes", what, evidence, true, std::move(fields), std::move(built_in)};
}

}  // namespace

std::vector<LeverInfo> levers_of_programmes() {
  const std::vector<BuiltIn> matched = {
      {"matches_made", Direction::higher, "the number is what coordinators can make, as far as families ask and offer"},
      {"matches_ended", Direction::higher, "what begins ends"},
      {"giving_hours", Direction::higher, "hours with a family are hours given"}};
  auto with_relief = matched;
  with_relief.push_back({"parental_load", Direction::lower, "hours without the child are relief, for those matched"});
  std::vector<LeverInfo> levers;
  levers.push_back(programme(
      LeverKind::buurtgezinnen, "Buurtgezinnen: a family that wants support is matched with a support family near by.",
      "Volumes: 2-5 matches per 1,000 families a year (A/C). Its effect is not known: 14 families, no control group.",
      joined(buurtgezinnen_fields(), {families_in("Only families that live here may ask; without it: all.")}), with_relief));
  levers.push_back(programme(
      LeverKind::home_visits,
      "Visits to families at home: Home-Start, Mothers inform mothers, or nurses (VoorZorg).",
      "Home-Start: about 4,000 families a year in the Netherlands, 0.2% of families (A); pooled d 0.1-0.2 (A, theses); "
      "Mothers inform mothers: no effect study found (C).",
      joined(home_visits_fields(), {families_in("Only families that live here; without it: all.")}), matched));
  levers.push_back(programme(
      LeverKind::mentors, "A mentor for a child (Big Brothers Big Sisters): the same adult, every week.",
      "Tierney & Grossman 1995 (A); gains grow with length, very short matches harm (Grossman & Rhodes 2002, A).",
      joined(mentors_fields(), {families_in("Only children who live here; without it: all.")}), matched));
  levers.push_back(programme(
      LeverKind::group_programme,
      "Groups that a programme gathers: Centering around pregnancy, a parents' room, a family school, a neighbourhood academy.",
      "A meeting place: no effect text found for Centering in the Netherlands (C); source 002 for fixed groups with a host.",
      group_fields(), {{"contact_hours", Direction::higher, "hours of the groups are put in"}}));
  levers.push_back(programme(
      LeverKind::bridge_officers,
      "A bridge officer at school, who welcomes parents, listens, and links family, school and help.",
      "Source 004 for the task; hours and skill are judgement (C).", bridge_fields(),
      {{"basic_contacts", Direction::higher, "more hours for questions at school"},
       {"linking_degree", Direction::higher, "who puts a question to someone knows them afterwards"}}));
  levers.push_back(programme(
      LeverKind::out_of_school_care, "Out-of-school care for children whose parents have much on their minds.",
      "Source 004; numbers are judgement (C).",
      joined(care_fields(), {families_in("Only children who live here; without it: all.")}),
      {{"parental_load", Direction::lower, "hours without the child are relief, for those who take part"}}));
  levers.push_back(programme(
      LeverKind::shared_norms,
      "OKO (after the Icelandic model): parents of youngsters agree on norms, and leisure is open longer.",
      "Dutch studies are of the introduction only (Trimbos AF1889, A); effects are not known here.", norms_fields(),
      {{"place_visits", Direction::higher, "of clubs and youth centres: they are open longer"}}));
  return levers;
}

}  // namespace weefsel
