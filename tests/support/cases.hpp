// What: random cases for property tests: parameter sets, levers, small towns. The cases are the same in every run
// (a fixed seed for rapidcheck, unless RC_PARAMS says otherwise).
#pragma once

#include <rapidcheck.h>

#include <cstdlib>
#include <string>

#include "support/play.hpp"

namespace weefsel::tests {

/// Twelve cases a property, always the same; RC_PARAMS="seed=7 max_success=200" asks for others and more.
inline const int fixed_cases = setenv("RC_PARAMS", "seed=20260105 max_success=12 noshrink=1", 0);

/// A share in [0, 1] in steps of a thousandth.
inline rc::Gen<double> share() {
  return rc::gen::map(rc::gen::inRange(0, 1001), [](int thousandths) { return thousandths / 1000.0; });
}
inline rc::Gen<double> between(double low, double high) {
  return rc::gen::map(share(), [=](double u) { return low + u * (high - low); });
}

/// Every parameter anywhere in the range that a sensitivity study would sample, one in ten at one of its ends.
inline rc::Gen<Parameters> plausible_parameters() {
  return rc::gen::exec([] {
    Parameters p;
    for (const ParameterInfo& info : parameter_table()) {
      const double u = *share();
      const double pushed = u < 0.05 ? 0 : u > 0.95 ? 1 : u;
      set_value(p, info, info.plausible_low + pushed * (info.plausible_high - info.plausible_low));
    }
    return p;
  });
}

/// A lever on Hofbuurt that starts and ends within `weeks`.
inline rc::Gen<Lever> some_lever(int weeks) {
  return rc::gen::exec([weeks] {
    static const char* const places[] = {"library_hof", "community_centre_hof", "playground_hof", "cafe_hof", "sports_hof", "school_hof", "online_hof"};
    Lever lever;
    lever.kind = *rc::gen::element(LeverKind::close_places, LeverKind::move_place, LeverKind::change_places, LeverKind::lockdown, LeverKind::open_place,
                                   LeverKind::buurtgezinnen, LeverKind::professionals, LeverKind::campaign, LeverKind::norm_drift,
                                   LeverKind::poverty_relief, LeverKind::public_space, LeverKind::new_housing, LeverKind::newcomers,
                                   LeverKind::budget_cut, LeverKind::steering,
                                   LeverKind::home_visits, LeverKind::mentors, LeverKind::group_programme,
                                   LeverKind::bridge_officers, LeverKind::out_of_school_care, LeverKind::shared_norms);
    lever.start = Week{*rc::gen::inRange(0, weeks - 2)};
    lever.end = Week{*rc::gen::inRange(lever.start.number + 1, weeks)};
    lever.places.ids = {*rc::gen::elementOf(std::vector<std::string>(std::begin(places), std::end(places)))};
    lever.place.x = *between(140000, 140700), lever.place.y = *between(511000, 511600);
    lever.lockdown_contact_factor = *share();
    lever.buurtgezinnen.coordinators_fte = *between(0, 5);
    lever.professionals.hours_factor = *between(0, 2), lever.professionals.skill_gain = *share(), lever.professionals.cooperation_hours = *between(0, 10);
    lever.campaign.normalising = *between(-1, 1), lever.campaign.openness = *between(-1, 1), lever.campaign.reach = *share();
    lever.norm_drift = {*between(-0.2, 0.2), *between(-0.2, 0.2), *between(-0.2, 0.2)};
    lever.poverty_relief.households = *rc::gen::inRange(0, 30);
    lever.public_space.play_space = *between(-1, 1), lever.public_space.safety = *between(-1, 1);
    lever.new_housing.neighbourhood = lever.newcomers.neighbourhood = "hof";
    lever.new_housing.x = lever.place.x, lever.new_housing.y = lever.place.y;
    lever.new_housing.dwellings = *rc::gen::inRange(1, 80), lever.new_housing.dwellings_per_week = *between(1, 20);
    lever.newcomers.households = *rc::gen::inRange(1, 40), lever.newcomers.over_weeks = *rc::gen::inRange(1, 20);
    lever.budget_cut.share = *share(), lever.steering.pressure = *share();
    lever.home_visits.visitor = *rc::gen::element(VisitorKind::volunteer, VisitorKind::mother, VisitorKind::nurse);
    lever.home_visits.coordinators_fte = *between(0, 5), lever.mentors.coordinators_fte = *between(0, 5);
    lever.group_programme.kind = *rc::gen::element(GroupProgrammeKind::centering, GroupProgrammeKind::parents_room, GroupProgrammeKind::family_school,
                                                   GroupProgrammeKind::neighbourhood_academy);
    lever.group_programme.uptake = *share(), lever.group_programme.length_in_weeks = *between(4, 60);
    lever.out_of_school_care.places_per_1000_children = *between(0, 200), lever.shared_norms.parents_reached = *share();
    const bool of_everywhere = lever.kind != LeverKind::close_places && lever.kind != LeverKind::move_place && lever.kind != LeverKind::change_places;
    if (of_everywhere) lever.places.ids.clear();
    if (lever.kind == LeverKind::open_place) lever.place.kind = *rc::gen::element(PlaceKind::library, PlaceKind::parent_child_cafe, PlaceKind::playground);
    if (lever.kind == LeverKind::change_places) {
      lever.ramp_weeks = *rc::gen::inRange(0, 20);
      lever.change.hours_factor = *between(0, 3), lever.change.quality_factor = *between(0.1, 3);
      lever.change.host = *share(), lever.change.stigma = *share();
    }
    return lever;
  });
}

inline rc::Gen<std::vector<Lever>> some_levers(int weeks) {
  return rc::gen::exec([weeks] {
    std::vector<Lever> levers;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
      levers.push_back(*some_lever(weeks));
      levers.back().id = "lever" + std::to_string(i);
      levers.back().place.id = "new_place" + std::to_string(i);
      if (levers.back().kind == LeverKind::move_place) levers.back().place.id.clear();
    }
    return levers;
  });
}

}  // namespace weefsel::tests
