// Friends over, and children who play together: who is asked, who comes, whom their parents meet.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "processes/have_people_over.hpp"
#include "processes/meet.hpp"
#include "processes/play_together.hpp"
#include "support/small_world.hpp"

namespace weefsel::tests {
namespace {

/// A street of families, a school, and everything a week needs to have people over and let children play.
class AtHome : public ::testing::Test {
 protected:
  AtHome() {
    parameters.meeting.home_circles_per_year = 26;  // in half of the weeks, at sociability 0.5
    parameters.meeting.start_per_hour = 0;
    const NeighbourhoodId n = small.neighbourhood();
    const StreetId s = small.street(n);
    school = small.place(PlaceKind::primary_school);
    for (int i = 0; i < 6; ++i) {
      homes.push_back(small.household(s, {35}, {6.5}));
      small.world.children.day_place[small.world.households.first_child[homes.back()]] = school;
    }
    small.world.home_contact_percent = 100;
  }
  [[nodiscard]] AdultId adult(std::size_t i) const { return small.adult(homes[i]); }
  [[nodiscard]] ActiveId active(std::size_t i) const { return small.active(homes[i]); }
  [[nodiscard]] ChildId child(std::size_t i) const { return small.world.households.first_child[homes[i]]; }

  /// Strengths as take_stock notes them, and empty visits.
  void open_week() {
    tables.emplace(parameters);
    scratch.strength.resize(small.world.actives.size());
    for (std::size_t a = 0; a < small.world.actives.size(); ++a)
      for (std::size_t t = 0; t < small.world.ties.count[ActiveId(a)]; ++t)
        scratch.strength[a][t] = static_cast<float>(strength_at(small.world.ties, tables->fading, ActiveId(a), t, small.world.week));
    scratch.gatherings.visit_count.assign(small.world.actives.size(), 0);
    scratch.gatherings.plans.resize(small.world.actives.size());
    scratch.gatherings.close_plans();
    scratch.home_circles.resize(small.world.actives.size());
    scratch.guest_of.assign(small.world.actives.size(), ActiveId{});
    scratch.play_dates.resize(small.world.actives.size());
  }
  [[nodiscard]] WeekContext now() const { return {small.world.week, luck, parameters, *tables}; }
  [[nodiscard]] double hours(std::size_t i, std::size_t with) const {
    const std::size_t slot = small.world.ties.find(active(i), PersonRef::of(adult(with)));
    return slot == Ties::not_found ? -1 : scratch.encounters[active(i).slot].hours_hundredths[slot] / 100.0;
  }

  SmallWorld small;
  PlaceId school;
  std::vector<HouseholdId> homes;
  Parameters parameters;
  std::optional<ModelTables> tables;
  Luck luck{1, 0};
  WeekScratch scratch;
};

//   1   2
//    \ /        the lines are ties; only 0 has people over
//     0
TEST_F(AtHome, HostAndGuestsShareTheEveningInEqualParts) {
  small.tie(adult(0), adult(1), 0.5), small.tie(adult(0), adult(2), 0.5), small.tie(adult(1), adult(2), 0.1);
  open_week();
  scratch.home_circles.give(active(0)) = {{active(1), active(2)}, 2};
  scratch.guest_of[active(1).slot] = scratch.guest_of[active(2).slot] = active(0);
  meet(small.world, now(), scratch);
  const double each = parameters.meeting.home_circle_hours / 2;  // three people: H / (k - 1)
  EXPECT_NEAR(hours(0, 1), each, 0.01);
  EXPECT_NEAR(hours(0, 2), each, 0.01);
  EXPECT_NEAR(hours(1, 2), each, 0.01);
  EXPECT_EQ(hours(1, 2), hours(2, 1));
}

TEST_F(AtHome, OnlyPeopleOneKnowsWellAreAsked) {
  small.tie(adult(0), adult(1), 0.5), small.tie(adult(0), adult(2), 0.15);
  small.hold(adult(0), PersonRef::of(adult(3)), 0.5);  // the other has let go
  open_week();
  bool ever = false;
  for (int week = 0; week < 50; ++week) {
    small.world.week = Week{week};
    have_people_over(small.world, now(), scratch);
    for (const std::size_t stranger : {2, 3, 4, 5}) EXPECT_FALSE(scratch.guest_of[active(stranger).slot].exists());
    ever = ever || scratch.guest_of[active(1).slot] == active(0);
  }
  EXPECT_TRUE(ever);
}

TEST_F(AtHome, EveryGuestSitsInTheCircleOfTheOneHostItChose) {
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t k = i + 1; k < 6; ++k) small.tie(adult(i), adult(k), 0.4);
  parameters.meeting.home_circles_per_year = 20;
  open_week();
  for (int week = 0; week < 50; ++week) {
    small.world.week = Week{week};
    have_people_over(small.world, now(), scratch);
    for (std::size_t i = 0; i < 6; ++i) {
      const ActiveId host = scratch.guest_of[active(i).slot];
      EXPECT_TRUE(!host.exists() || scratch.home_circles[active(i)].count == 0) << "a guest is at home to nobody";
      int seats = 0;
      for (const HomeCircle& circle : scratch.home_circles) seats += circle.has(active(i));
      EXPECT_EQ(seats, host.exists() ? 1 : 0);
    }
  }
}

TEST_F(AtHome, NobodyComesDuringALockdownOfHomes) {
  small.tie(adult(0), adult(1), 0.9);
  small.world.home_contact_percent = 0;
  open_week();
  have_people_over(small.world, now(), scratch);
  for (const ActiveId host : scratch.guest_of) EXPECT_FALSE(host.exists());
}

TEST_F(AtHome, PlaymatesAreOfOneClassOnBothSidesAndAtMostThree) {
  small.world.children.birth_week[child(5)] = short_week(Week{0} + -weeks_from_years(10.5));  // another class
  open_week();
  choose_playmates(small.world, now());
  for (std::size_t i = 0; i < 6; ++i)
    for (const ChildId mate : small.world.children.playmates[child(i)]) {
      if (!mate.exists()) continue;
      EXPECT_EQ(class_of(small.world, mate, Week{0}), class_of(small.world, child(i), Week{0}));
      const auto& back = small.world.children.playmates[mate];
      EXPECT_NE(std::find(back.begin(), back.end(), child(i)), back.end());
    }
  EXPECT_FALSE(small.world.children.playmates[child(5)][0].exists());
  EXPECT_TRUE(small.world.children.playmates[child(0)][1].exists());
}

TEST_F(AtHome, ParentsMeetAsOftenAsTheirChildrenPlay) {
  for (std::size_t i = 2; i < 6; ++i) small.world.children.day_place[child(i)] = PlaceId{};
  small.tie(adult(0), adult(1), 0.3);
  parameters.meeting.play_dates_per_week = 1.5;  // of three playmates: half of the weeks with each
  open_week();
  choose_playmates(small.world, now());
  int played = 0;
  constexpr int weeks = 2000;
  for (int week = 1; week <= weeks; ++week) {
    small.world.week = Week{week % 20 + 1};  // the children stay of an age
    luck = Luck{static_cast<std::uint64_t>(week), 0};
    play_together(small.world, now(), scratch);
    meet(small.world, now(), scratch);
    EXPECT_EQ(hours(0, 1), hours(1, 0));
    played += hours(0, 1) > 0;
  }
  // Binomial(2000, 0.5): sd 22; four of them.
  EXPECT_NEAR(played, 1000, 90);
}

TEST_F(AtHome, TheParentWithMoreSpareHoursGoesMoreOften) {
  const HouseholdId h = small.household(StreetId(std::size_t{0}), {35, 36}, {6});
  small.world.adults.working_hours[small.adult(h, 0)] = 0;    // 50 spare hours
  small.world.adults.working_hours[small.adult(h, 1)] = 25;   // 25
  int first = 0;
  for (std::uint64_t i = 0; i < 3000; ++i) first += parent_who_goes(small.world, h, mix64(i)) == small.adult(h, 0);
  // Two thirds of 3000; sd 26.
  EXPECT_NEAR(first, 2000, 105);
}

/// Couples with a child; the first adults of the first three homes know each other.
class Couples : public AtHome {
 protected:
  Couples() {
    for (int i = 0; i < 4; ++i) couples.push_back(small.household(StreetId(std::size_t{0}), {35, 36}, {6}));
    small.tie(first(0), first(1), 0.5), small.tie(first(0), first(2), 0.5);
    parameters.meeting.home_circles_per_year = 15;
  }
  [[nodiscard]] AdultId first(std::size_t i) const { return small.adult(couples[i]); }
  [[nodiscard]] ActiveId a(std::size_t i, std::size_t who = 0) const { return small.active(couples[i], who); }
  struct Seen { int evenings = 0, with_partner_of_host = 0, guests = 0, with_partner = 0; };
  Seen live(double partners_along) {
    parameters.meeting.partners_along = partners_along;
    Seen seen;
    for (int week = 1; week <= 3000; ++week) {
      luck = Luck{static_cast<std::uint64_t>(week), 0};
      open_week();
      have_people_over(small.world, now(), scratch);
      for (std::size_t i = 0; i < small.world.actives.size(); ++i) {
        const HomeCircle& circle = scratch.home_circles[ActiveId(i)];
        EXPECT_LE(circle.count, HomeCircle::most_guests);
        for (std::size_t g = 0; g < circle.count; ++g) EXPECT_EQ(scratch.guest_of[circle.guests[g].slot], ActiveId(i));
        EXPECT_TRUE(circle.count == 0 || !scratch.guest_of[i].exists()) << "who has guests is nobody's guest";
      }
      const HomeCircle& circle = scratch.home_circles[a(0)];
      if (circle.count == 0) continue;
      ++seen.evenings, seen.with_partner_of_host += circle.has(a(0, 1));
      for (const std::size_t guest : {1, 2})
        if (circle.has(a(guest))) ++seen.guests, seen.with_partner += circle.has(a(guest, 1));
    }
    return seen;
  }
  std::vector<HouseholdId> couples;
};

TEST_F(Couples, PartnersOfHostsAreThereAndThoseOfGuestsComeAlongAsOftenAsTheyAreSaidTo) {
  const Seen none = live(0), all = live(1), half = live(0.5);
  ASSERT_GT(none.evenings, 200);
  EXPECT_EQ(none.with_partner_of_host, none.evenings) << "nobody else invites it";
  EXPECT_EQ(none.with_partner, 0);
  EXPECT_EQ(all.with_partner, all.guests);
  EXPECT_NEAR(half.with_partner, 0.5 * half.guests, 4 * std::sqrt(0.25 * half.guests));
}

TEST_F(Couples, WithoutFriendsThereIsNoEvening) {
  for (std::size_t i = 0; i < 3; ++i) {
    auto& count = small.world.ties.count[a(i)];
    while (count > 0) small.world.ties.remove(a(i), 0);
  }
  const Seen seen = live(1);
  EXPECT_EQ(seen.evenings, 0);
  EXPECT_FALSE(scratch.guest_of[a(0, 1).slot].exists());
}

TEST_F(Couples, WhoKnowsThePartnerHasSomebodyInCommon) {
  // The partners of two homes share many evenings; they get to know each other sooner where one knows the other's partner.
  parameters.meeting.start_per_hour = 0.05, parameters.meeting.common_friend = 10;
  int known = 0, strangers = 0;
  for (int week = 1; week <= 4000; ++week) {
    luck = Luck{static_cast<std::uint64_t>(week), 0};
    open_week();
    scratch.home_circles.give(a(0)) = {{a(1, 1)}, 1}, scratch.guest_of[a(1, 1).slot] = a(0);  // a(0) knows a(1), whose partner comes
    scratch.home_circles.give(a(3)) = {{a(2, 1)}, 1}, scratch.guest_of[a(2, 1).slot] = a(3);  // nobody knows anybody
    meet(small.world, now(), scratch);
    known += scratch.encounters[a(0).slot].begun_count, strangers += scratch.encounters[a(3).slot].begun_count;
  }
  EXPECT_GT(strangers, 100);
  EXPECT_GT(known, 2 * strangers);
}

}  // namespace
}  // namespace weefsel::tests
