// Groups of programmes, bridge officers and evenings on shared norms.
#include <gtest/gtest.h>

#include <set>

#include "processes/gather_groups.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/work_at_schools.hpp"
#include "support/play.hpp"
#include "support/records.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

Lever group_of(GroupProgrammeKind kind) {
  Lever lever;
  lever.id = "groups", lever.kind = LeverKind::group_programme;
  lever.group_programme.kind = kind, lever.group_programme.uptake = 1;
  return lever;
}

Lever at_schools(LeverKind kind) {
  Lever lever;
  lever.id = "schools", lever.kind = kind;
  return lever;
}

std::size_t members_now(const World& w) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < w.groups.size(); ++i) count += w.groups.member_count(ProgrammeGroupId(i));
  return count;
}

TEST(Groups, hold_parents_of_the_school_and_no_more_than_there_are_seats) {
  Play play(hofbuurt());
  Lever lever = group_of(GroupProgrammeKind::parents_room);
  lever.group_programme.group_size = 9, lever.group_programme.groups_per_place = 2;
  play.levers = {lever};
  const PlaceId school = place_called(play.world, "school_hof");
  std::size_t most = 0, most_groups = 0;
  play.weeks(60, [&](const World& w) {
    most_groups = std::max(most_groups, w.groups.size());
    for (std::size_t i = 0; i < w.groups.size(); ++i) {
      const ProgrammeGroupId g(i);
      EXPECT_EQ(w.groups.place[g], school);
      most = std::max(most, w.groups.member_count(g));
    }
    ASSERT_EQ(broken_invariants(w), std::vector<std::string>{});
  });
  EXPECT_EQ(most, 9u);
  EXPECT_EQ(most_groups, 2u);
}

TEST(Groups, meet_as_often_as_the_lever_says) {
  SmallWorld made;
  const ProgrammeGroupId g(append_row(made.world.groups));
  for (const double a_year : {1.0, 10.0, 40.0, 52.0}) {
    made.world.groups.first[g] = 5, made.world.groups.last[g] = 5 + 103;
    made.world.groups.meetings_per_year[g] = Fixed(a_year);
    int meetings = 0;
    for (int week = 0; week < 200; ++week) meetings += meets_in(made.world.groups, g, Week{week});
    EXPECT_NEAR(meetings, 2 * a_year, 1) << a_year;
  }
}

TEST(Groups, make_acquaintances_of_their_members) {
  Parameters p = with_still_population();
  p.programmes.attendance = 1, p.meeting.start_per_hour = 0.2;
  p.meeting.common_friend = 7, p.ties.turnover_per_year = 0, p.ties.outside_friends = 0;  // room in the tables; nobody drifts apart before it is counted
  Play play(hofbuurt(), p);
  Lever lever = group_of(GroupProgrammeKind::parents_room);
  lever.group_programme.group_size = 8;
  play.levers = {lever};
  play.weeks(30);
  const World& w = play.world;
  ASSERT_EQ(w.groups.size(), 1u);
  const ProgrammeGroupId g(std::size_t{0});
  int known = 0, pairs = 0;
  for (std::size_t i = 0; i < w.groups.member_count(g); ++i)
    for (std::size_t j = 0; j < w.groups.member_count(g); ++j) {
      const AdultId a = w.groups.members[g][i], b = w.groups.members[g][j];
      if (a == b || w.adults.partner[a] == b) continue;
      ++pairs;
      known += w.ties.find(w.adults.active[a], PersonRef::of(b)) != Ties::not_found;
    }
  EXPECT_GT(known, 0.7 * pairs) << "some 25 evenings together";
}

TEST(Groups, an_evening_takes_the_place_of_another_moment) {
  Play play(hofbuurt(), with_still_population());
  play.levers = {group_of(GroupProgrammeKind::parents_room)};
  play.weeks(2);
  play.begin_week();
  for (int i = 0; i < 30 && !(play.world.groups.size() > 0 && meets_in(play.world.groups, ProgrammeGroupId(std::size_t{0}), play.world.week)); ++i) play.weeks(1);
  play.begin_week();
  play.process("take_stock");
  play.process("choose_outings");
  const auto moments = [&](ActiveId a) {
    int count = play.scratch.gatherings.moments_at_home[a.slot];
    for (std::size_t v = 0; v < play.scratch.gatherings.visit_count[a.slot]; ++v) {
      const Visit& visit = play.scratch.gatherings.visit(a, v);
      count += visit.chosen || visit.kind == static_cast<std::uint8_t>(TieKind::programme);
    }
    return count;
  };
  std::vector<int> before;
  for (std::size_t i = 0; i < play.world.actives.size(); ++i) before.push_back(moments(ActiveId(i)));
  play.process("attend_groups");
  int came = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const ActiveId a(i);
    bool comes = false;
    for (std::size_t v = 0; v < play.scratch.gatherings.visit_count[i]; ++v)
      comes = comes || play.scratch.gatherings.visit(ActiveId(i), v).kind == static_cast<std::uint8_t>(TieKind::programme);
    came += comes;
    EXPECT_EQ(moments(a), comes ? std::max(1, before[i]) : before[i]);
  }
  EXPECT_GT(came, 3);
}

TEST(Groups, centering_gathers_the_expecting) {
  Parameters p;
  p.demography.children_per_woman = 6;
  Play play(hofbuurt_of(1500), p);
  play.levers = {group_of(GroupProgrammeKind::centering)};
  std::int64_t came = 0;
  play.weeks(60, [&](const World& w) {
    came += in_town(w, joined(ProgrammeKind::centering));
    for (std::size_t i = 0; i < w.groups.size(); ++i)
      for (std::size_t k = 0; k < w.groups.member_count(ProgrammeGroupId(i)); ++k) {
        const AdultId a = w.groups.members[ProgrammeGroupId(i)][k];
        ASSERT_TRUE(w.adults.has(a, Adults::gone) || w.adults.female[a]);
      }
  });
  EXPECT_GT(came, 3);
}

TEST(Groups, end_with_their_lever_and_with_their_place) {
  for (const bool place_closes : {false, true}) {
    Play play(hofbuurt());
    Lever room = group_of(GroupProgrammeKind::parents_room);
    room.group_programme.length_in_weeks = 400;
    Lever closing = at_schools(LeverKind::close_places);
    closing.places.ids = {"school_hof"}, closing.start = Week{30};
    if (place_closes) play.levers = {room, closing};
    else room.end = Week{30}, play.levers = {room};
    play.weeks(29);
    ASSERT_GT(members_now(play.world), 0u);
    play.weeks(3);
    EXPECT_EQ(members_now(play.world), 0u);
  }
}

TEST(BridgeOfficers, are_consulted_while_they_are_there_and_no_longer) {
  Parameters p;
  p.concerns.everyday_per_year = 6, p.help.contact_per_week = 0.5;
  Play play(hofbuurt(), p);
  Lever lever = at_schools(LeverKind::bridge_officers);
  lever.start = Week{10}, lever.end = Week{30};
  play.levers = {lever};
  const PlaceId school = place_called(play.world, "school_hof");
  const auto host = play.world.places.host[school];
  std::int64_t before = 0, during = 0, after = 0;
  play.weeks(50, [&](const World& w) {
    const std::int64_t tenths = in_town(w, hours_tenths_in(ProgrammeKind::bridge_officer));
    (w.week.number <= 10 ? before : w.week.number <= 30 ? during : after) += tenths;
    EXPECT_LE(tenths, 10 * 2 * lever.bridge_officers.hours_per_school + 10 * 2 * 0.75) << "hours of two schools at most";
    if (w.week.number == 20) {
      EXPECT_NEAR(w.places.host[school].value(), lever.bridge_officers.welcome, 0.01);
    }
  });
  EXPECT_EQ(before, 0);
  EXPECT_GT(during, 0);
  EXPECT_EQ(after, 0);
  EXPECT_EQ(play.world.places.host[school], host);
  EXPECT_EQ(broken_invariants(play.world), std::vector<std::string>{});
}

TEST(BridgeOfficers, never_refer_to_indicated_help) {
  Parameters p;
  p.concerns.everyday_per_year = 0, p.concerns.child_borne_per_year = 2, p.help.contact_per_week = 1, p.help.referral = 1, p.help.need = 0.3;
  p.help.gateway = p.help.substitution = 0, p.help.tier2_share = 1, p.help.self_request_per_week = 0, p.help.step_up_per_week = 0;
  SmallWorld made;
  const StreetId s = made.street(made.neighbourhood());
  const PlaceId school = made.place(PlaceKind::primary_school);
  for (int i = 0; i < 20; ++i) {
    const HouseholdId h = made.household(s, {35}, {8});
    const ChildId c = made.world.households.first_child[h];
    made.world.children.day_place[c] = school;
    made.world.children.severity[c][2] = made.world.children.perceived[c][2] = Share8(1);
  }
  find_reachable_places(made.world, 1);
  Play play(made.world, p);
  Lever lever = at_schools(LeverKind::bridge_officers);
  play.levers = {lever};
  play.begin_week();
  play.process("apply_levers"), play.process("place_bridge_officers"), play.process("take_stock"), play.process("consult_professionals");
  EXPECT_GT(in_town(play.world, Flow::demand_tier1), 0);
  EXPECT_EQ(in_town(play.world, Flow::demand_tier2), 0);
}

TEST(SharedNorms, an_attitude_moves_and_returns_to_its_anchor) {
  SmallWorld made;
  const StreetId s = made.street(made.neighbourhood());
  const HouseholdId h = made.household(s, {40}, {13});
  const ActiveId a = made.active(h);
  move_towards_norm(made.world, a, 0.9, 0.25);
  EXPECT_NEAR(normalising_now(made.world, made.adult(h)), 0.5 + 0.25 * 0.4, 0.005);
  Parameters p;
  Play play(made.world, p);
  for (int i = 0; i < static_cast<int>(p.attitudes.half_life); ++i) {
    play.process("form_attitudes");
    ++play.world.week;
  }
  EXPECT_NEAR(normalising_now(play.world, made.adult(h)), 0.5 + 0.05, 0.005);
}

TEST(SharedNorms, parents_who_come_grow_alike) {
  TownDescription town = hofbuurt();
  Play play(town, with_still_population());
  World& w = play.world;
  // Whatever school their youngsters go to in this small town.
  PlaceId school;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const double age = age_in_years(w.children.birth_week[ChildId(i)], w.week);
    if (age >= 10 && age < 16 && w.children.day_place[ChildId(i)].exists()) school = w.children.day_place[ChildId(i)];
  }
  ASSERT_TRUE(school.exists());
  Lever lever = at_schools(LeverKind::shared_norms);
  lever.places.ids = {w.names.place_id[school]};
  lever.shared_norms.parents_reached = 1, lever.shared_norms.agreement = 0.8;
  play.levers = {lever};
  std::int64_t came = 0;
  play.weeks(53, [&](const World& now) { came += in_town(now, joined(ProgrammeKind::shared_norms)); });
  EXPECT_GT(came, 10);
  std::vector<double> anchored, now_held;
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    if (w.actives.norm_shift[ActiveId(i)].raw != 0) {
      anchored.push_back(w.adults.normalising[w.actives.adult[ActiveId(i)]].value());
      now_held.push_back(normalising_now(w, w.actives.adult[ActiveId(i)]));
    }
  ASSERT_GT(now_held.size(), 5u);
  const auto spread = [](const std::vector<double>& x) {
    double mean = 0, sum = 0;
    for (const double v : x) mean += v / static_cast<double>(x.size());
    for (const double v : x) sum += (v - mean) * (v - mean);
    return sum / static_cast<double>(x.size());
  };
  EXPECT_LT(spread(now_held), 0.8 * spread(anchored));
}

TEST(SharedNorms, clubs_are_open_longer_while_it_lasts) {
  Play play(hofbuurt());
  const PlaceId club = place_called(play.world, "sports_hof");
  const double hours = play.world.places.hours_per_week[club].value();
  Lever lever = at_schools(LeverKind::shared_norms);
  lever.start = Week{2}, lever.end = Week{5};
  play.levers = {lever};
  for (int i = 0; i < 8; ++i) {
    play.process("apply_levers");
    const bool on = i >= 2 && i < 5;
    EXPECT_NEAR(play.world.places.hours_per_week[club].value(), on ? 1.3 * hours : hours, 1e-3) << i;
    ++play.world.week;
  }
}

}  // namespace
}  // namespace weefsel
