// Levers on professionals, attitudes, income, surroundings and who comes to live in the town.
#include "scenario/lever_fields.hpp"

namespace weefsel {
namespace {
using namespace lever_fields;
using Direction = BuiltIn::Direction;

/// [x, y] of something that is built; without it: the middle of its neighbourhood (see place_levers()).
LeverField site() {
  return {optional("at", Shape::list(Shape::number(-1e7, 1e7, "m", "RD New (EPSG:28992)."), 2, 2,
                                     "Its middle, [x, y] in metres, RD New; without it: the middle of the neighbourhood.")),
          "",
          [](const Value& value, Lever& lever) {
            lever.new_housing.x = number_of(value.items[0]), lever.new_housing.y = number_of(value.items[1]);
          },
          [](const Lever& lever) {
            return std::optional(make_list({make_number(lever.new_housing.x), make_number(lever.new_housing.y)}));
          }};
}

LeverInfo professionals() {
  using P = ProfessionalsDescription;
  constexpr auto in = &Lever::professionals;
  LeverInfo info{
      LeverKind::professionals, "professionals",
      "Professionals of everyday life: more or fewer hours, training in normalising, time to work together.",
      "Source 000 for normalising, source 004 for cooperation; sizes are judgement (C). Hours of the family team carry "
      "the places of tier 1 with them.",
      true,
      {some_of("kinds", in, &P::kinds, professional_kind_names, "Which professionals; without it: all."),
       neighbourhoods(in, &P::neighbourhoods, "Only teams that work here; without it: the whole town."),
       number("hours_factor", in, &P::hours_factor, {0, 5, "", "Multiplies their hours for questions about growing up."}),
       number("skill_gain", in, &P::skill_gain,
              {0, 1, "share", "Training: how far their skill in normalising moves towards full skill."}),
       number("cooperation_hours", in, &P::cooperation_hours,
              {0, 10, "hours a week", "A team spends with the teams it works with, on top of what it did.",
               "judgement (C); these hours are paid extra, not taken from questions"})},
      {{"basic_contacts", Direction::as_written, "hours for questions are put in"},
       {"worried_share", Direction::lower, "training: a talk takes away more of what is seen as too severe"}}};
  info.idle = [](const Lever& lever) {
    const P& p = lever.professionals;
    return std::string(p.hours_factor == 1 && p.skill_gain == 0 && p.cooperation_hours == 0
                           ? "at least one of hours_factor, skill_gain, cooperation_hours"
                           : "");
  };
  return info;
}

LeverInfo campaign() {
  using C = CampaignDescription;
  constexpr auto in = &Lever::campaign;
  LeverInfo info{LeverKind::campaign, "attitudes",
                 "Public talk about growing up. Who is reached moves; who stops hearing it returns to what they think "
                 "themselves.",
                 "Friedkin & Johnsen 1990 for the form; sizes are judgement (C).", true,
                 {neighbourhoods(in, &C::neighbourhoods, "Only people who live here; without it: the whole town."),
                  number("normalising", in, &C::normalising,
                         {-1, 1, "", "Added to the normalising attitude of those reached, in the long run."}),
                  number("openness", in, &C::openness, {-1, 1, "", "Added to their openness to ask, in the long run."}),
                  number("reach", in, &C::reach, {0, 1, "share", "Of adults: reached in a year.", "judgement (C)"})},
                 {{"worried_share", Direction::as_written, "the attitude enters how severe a concern is seen"},
                  {"support_asked", Direction::as_written, "openness enters the rate of asking"}}};
  info.idle = [](const Lever& lever) {
    return std::string(lever.campaign.normalising == 0 && lever.campaign.openness == 0
                           ? "at least one of normalising, openness"
                           : "");
  };
  return info;
}

LeverInfo norm_drift() {
  using N = NormDriftDescription;
  constexpr auto in = &Lever::norm_drift;
  LeverInfo info{
      LeverKind::norm_drift, "attitudes",
      "Norms of the time drift, year by year. They stay where they are when the lever ends.",
      "Sources 000 and 001 for direction (individualisation, pressure to perform); speeds are judgement (C).", false,
      {number("pressure_per_year", in, &N::pressure_per_year,
              {-0.2, 0.2, "a year", "Added to the outside pressure to perform (concerns.pressure)."}),
       number("openness_per_year", in, &N::openness_per_year, {-0.2, 0.2, "a year", "Added to everyone's openness to ask."}),
       number("reciprocity_per_year", in, &N::reciprocity_per_year,
              {-0.2, 0.2, "a year", "Added to how much a debt of help weighs."})},
      {{"worried_share", Direction::as_written, "pressure enters how severe a concern is seen"},
       {"support_asked", Direction::as_written, "openness and reciprocity enter the rate of asking"}}};
  info.idle = [](const Lever& lever) {
    return std::string(lever.norm_drift == N{} ? "at least one of pressure_per_year, openness_per_year, reciprocity_per_year"
                                               : "");
  };
  return info;
}

LeverInfo poverty_relief() {
  using P = PovertyReliefDescription;
  constexpr auto in = &Lever::poverty_relief;
  LeverInfo info{
      LeverKind::poverty_relief, "income",
      "Money for families that have difficulty making ends meet, by lot until the budget is spent; kept as long as "
      "they need it and it lasts.",
      "13.1% of children live in such families (source 004, A). What money does to load is judgement (wellbeing.income_load, C).",
      true,
      {neighbourhoods(in, &P::neighbourhoods, "Only families that live here; without it: the whole town."),
       number("euro_per_household", in, &P::euro_per_household, {100, 20000, "euro a year", "For one family."}),
       number("households", in, &P::households,
              {0, 1e6, "families", "How many at once; 0: cost_per_year / euro_per_household."}),
       number("relief", in, &P::relief, {0, 1, "share", "Of those helped: who then make ends meet.", "judgement (C)"})},
      {{"parental_load", Direction::lower, "difficulty making ends meet is a load"},
       {"parental_wellbeing", Direction::higher, "through that load"},
       {"concerns_raised", Direction::lower, "a tight income is a strain"}}};
  info.idle = [](const Lever& lever) {
    return std::string(lever.poverty_relief.households == 0 && lever.cost_per_year <= 0
                           ? "`households` here, or `cost_per_year` beside it"
                           : "");
  };
  return info;
}

LeverInfo public_space() {
  using P = PublicSpaceDescription;
  constexpr auto in = &Lever::public_space;
  LeverInfo info{LeverKind::public_space, "surroundings",
                 "Play space, upkeep and safety of streets: how long people are outside and meet by chance.",
                 "Source 004 (room to play, feeling safe); the link to hours in the street is judgement (C).", true,
                 {neighbourhoods(in, &P::neighbourhoods, "Only here; without it: the whole town."),
                  number("play_space", in, &P::play_space, {-1, 1, "", "Added to room to play (0-1)."}),
                  number("upkeep", in, &P::upkeep, {-1, 1, "", "Added to upkeep (0-1)."}),
                  number("safety", in, &P::safety, {-1, 1, "", "Added to safety as parents feel it (0-1)."})},
                 {{"contact_hours", Direction::as_written, "hours in the street are put in"}}};
  info.idle = [](const Lever& lever) {
    const P& p = lever.public_space;
    return std::string(p.play_space == 0 && p.upkeep == 0 && p.safety == 0 ? "at least one of play_space, upkeep, safety" : "");
  };
  return info;
}

LeverInfo new_housing() {
  using H = NewHousingDescription;
  constexpr auto in = &Lever::new_housing;
  return {LeverKind::new_housing, "surroundings",
          "An estate is built, street by street. Households like those that come to live in `like` move in as a street "
          "is ready.",
          "Who comes is drawn from the households that could move in at the start; shares are inputs.", false,
          {neighbourhood("neighbourhood", true, in, &H::neighbourhood, "The neighbourhood it belongs to, by code."),
           neighbourhood("like", false, in, &H::like,
                         "A neighbourhood, by code, whose newcomers come to live here; without it: its own."),
           site(), number("dwellings", in, &H::dwellings, {1, 20000, "dwellings", "In all."}),
           number("dwellings_per_week", in, &H::dwellings_per_week, {0.1, 500, "dwellings", "Ready in a week."}),
           number("families_share", in, &H::families_share,
                  {0, 1, "share", "Of the newcomers: with young children, or expecting.", "judgement (C)"})},
          {{"families", Direction::higher, "families move in"},
           {"parents", Direction::higher, "families move in"},
           {"children", Direction::higher, "families move in"},
           {"moved_in", Direction::higher, "families move in"}}};
}

LeverInfo newcomers() {
  using N = NewcomersDescription;
  constexpr auto in = &Lever::newcomers;
  return {LeverKind::newcomers, "shocks",
          "Newcomers arrive within some weeks, in dwellings that stand ready for them. They bring ties elsewhere and few here.",
          "An input; model definition 7.10 for what newcomers bring. No origin: what differs is reading, income and children.",
          false,
          {neighbourhood("neighbourhood", true, in, &N::neighbourhood, "Where they come to live, by code."),
           number("households", in, &N::households, {1, 20000, "households", "In all."}),
           number("over_weeks", in, &N::over_weeks, {1, 520, "weeks", "In which they arrive."}),
           number("reading_ease", in, &N::reading_ease, {0, 1, "", "Mean ease of reading Dutch of the adults."}),
           number("with_children_share", in, &N::with_children_share, {0, 1, "share", "Of households: with children."}),
           number("tight_income_share", in, &N::tight_income_share,
                  {0, 1, "share", "Of households: have difficulty making ends meet."})},
          {{"families", Direction::higher, "families move in"},
           {"parents", Direction::higher, "families move in"},
           {"children", Direction::higher, "families move in"},
           {"moved_in", Direction::higher, "families move in"}}};
}

LeverInfo budget_cut() {
  using B = BudgetCutDescription;
  constexpr auto in = &Lever::budget_cut;
  return {LeverKind::budget_cut, "shocks",
          "A cut by the same share wherever it falls: opening hours of places, hours of professionals.",
          "The share is an input. Without kinds it falls on what a municipality pays: libraries, community and youth "
          "centres, children's farms, consultation offices; nurses, youth workers and the family team.",
          true,
          {number("share", in, &B::share, {0, 1, "share", "Of hours that is cut."}),
           some_of("place_kinds", in, &B::place_kinds, place_kind_names, "Places whose opening hours shrink."),
           some_of("professional_kinds", in, &B::professional_kinds, professional_kind_names,
                   "Professionals whose hours shrink."),
           neighbourhoods(&Lever::places, &PlaceSelection::neighbourhoods, "Only here; without it: the whole town.")},
          {{"place_visits", Direction::lower, "of places that are open less"},
           {"basic_contacts", Direction::lower, "hours for questions are cut"},
           {"help_in_use", Direction::lower, "of tier 1, whose places go with the hours of the family team"}}};
}

LeverInfo steering() {
  return {LeverKind::steering, "attitudes",
          "How hard the municipality pushes initiatives towards its own aims. It crowds out voluntary effort.",
          "Sources 000, 003 and 004 for direction; sizes are judgement (steering.*, C; their ranges include zero).", true,
          {number("pressure", &Lever::steering, &SteeringDescription::pressure,
                  {0, 1, "", "0: none; 1: initiatives do as the municipality says."})},
          {{"volunteers_started", Direction::lower, "steering.crowding_out"},
           {"volunteers_stopped", Direction::higher, "steering.tiring, as far as there are hosts to stop"},
           {"initiatives_started", Direction::lower, "steering.crowding_out"}}};
}

}  // namespace

std::vector<LeverInfo> levers_on_people_and_town() {
  return {professionals(), campaign(),    norm_drift(), poverty_relief(), public_space(),
          new_housing(),   newcomers(),   budget_cut(), steering()};
}

}  // namespace weefsel
