// Slots do not matter when much happens either: whatever the parameters and levers, dealing all slots anew changes
// nothing by key.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/cases.hpp"
#include "support/records.hpp"
#include "support/relabel.hpp"

namespace weefsel {
namespace {
using namespace tests;

RC_GTEST_PROP(Relabelling, changes_nothing_for_all_plausible_parameters, ()) {
  Parameters p = *plausible_parameters();
  const bool lively = *rc::gen::arbitrary<bool>();
  if (lively) {
    p.demography.separations_per_year = 0.3, p.demography.partnering_per_year = 1, p.demography.moves_factor = 4;
    p.demography.misfortunes_per_year = 0.5, p.demography.children_per_woman = 5;
    p.meeting.start_per_hour = 1, p.concerns.everyday_per_year = 10, p.concerns.child_borne_per_year = 1, p.help.contact_per_week = 1;
    p.help.self_request_per_week = 0.5, p.volunteering.start_per_year = 3, p.volunteering.tire_per_year = 3;
    p.programmes.asks_per_week = 0.5, p.programmes.heard_of_share = 1, p.programmes.asks_from_load = 0.1, p.programmes.offers_share = 0.3;
    p.volunteering.initiative_per_year = 2, p.volunteering.initiative_ends_per_year = 4;
  }
  Play play(hamlet(250), p, static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000)), Week{-10});
  play.levers = *some_levers(60);
  Play other = play;
  other.world = relabelled(play.world, static_cast<std::uint64_t>(*rc::gen::inRange(1, 1000)), p.outings.reach);
  for (int week = 0; week < 70; ++week) {
    play.weeks(1), other.weeks(1);
    RC_ASSERT(difference(tallies_of(play.world), tallies_of(other.world)) == "");
    if (week % 10 == 9) RC_ASSERT(difference(records_of(play.world), records_of(other.world)) == "");
  }
}

}  // namespace
}  // namespace weefsel
