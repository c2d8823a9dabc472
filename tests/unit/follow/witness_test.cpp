// A Witness tells what was planted, process by process, and leaves no trace in the world.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hand_made.hpp"

namespace weefsel {
namespace {
using namespace tests;
using testing::ElementsAre;

/// A witness of the family, to whom a test shows the world after the processes it names.
struct Watched {
  HandMade made;
  FadingCurve fading = lasting();
  WeekScratch scratch;
  std::unique_ptr<Witness> witness;

  Watched() { scratch.events.assign(made.world().actives.size(), 0); }
  void begin() { witness = std::make_unique<Witness>(made.world(), made.key(), fading, Date{2026, 1, 5}); }
  World& world() { return made.world(); }
  void after(std::string_view process) { witness->see(process, world(), scratch); }
  void end_week() {
    ++world().week;
    witness->end_week(world());
  }
  AdultId parent(std::size_t i = 0) { return made.small.adult(made.family, i); }
  AdultId neighbour() { return made.small.adult(made.neighbours); }
  ChildId child() { return world().households.first_child[made.family]; }
};

std::vector<LifeEventKind> kinds_of(const Life& life) {
  std::vector<LifeEventKind> kinds;
  for (const LifeEvent& event : life.events) kinds.push_back(event.kind);
  return kinds;
}

TEST(Witness, tells_the_start) {
  Watched w;
  w.made.small.tie(w.parent(), w.neighbour(), 0.5);
  w.begin();
  const Life life = w.witness->take();
  EXPECT_EQ(life.start.adults, 2u);
  EXPECT_EQ(life.start.children.size(), 1u);
  EXPECT_EQ(life.start.figures.weak_ties, 1);
  EXPECT_EQ(life.start.figures.support_ties, 1);
  EXPECT_EQ(life.start.figures.close_ties, 0);
  ASSERT_EQ(life.people.size(), 1u);
  EXPECT_TRUE(life.people.begin()->second.since_before);
  EXPECT_TRUE(life.events.empty());
}

TEST(Witness, tells_household_events_at_the_process_that_made_them) {
  Watched w;
  w.begin();
  w.world().households.due_week[w.made.family] = 30;
  w.after("have_children");
  for (std::size_t i = 0; i < 2; ++i) w.world().actives.event_strain[w.made.small.active(w.made.family, i)] = Fixed(0.5);
  w.after("strike_misfortune");
  w.made.small.child(w.made.family, 0);
  w.world().households.due_week[w.made.family] = long_ago;
  w.after("have_children");
  EXPECT_THAT(kinds_of(w.witness->take()), ElementsAre(LifeEventKind::expecting, LifeEventKind::misfortune, LifeEventKind::birth));
}

TEST(Witness, tells_who_settled_a_concern) {
  for (const auto& [process, kind] : {std::pair{"raise_concerns", LifeEventKind::concern_passed}, std::pair{"receive_support", LifeEventKind::concern_settled_by_people},
                                      std::pair{"consult_professionals", LifeEventKind::concern_settled_by_professional}}) {
    Watched w;
    w.begin();
    auto& severity = w.world().children.severity[w.child()];
    severity[0] = Share8(0.4);
    w.after("raise_concerns");
    severity[0] = Share8{};
    w.after(process);
    EXPECT_THAT(kinds_of(w.witness->take()), ElementsAre(LifeEventKind::concern_raised, kind)) << process;
  }
}

TEST(Witness, tells_help_from_waiting_to_its_end) {
  Watched w;
  w.begin();
  auto& help = w.world().children.help[w.child()];
  help[1] = HelpState::waiting;
  w.after("request_help");
  help[1] = HelpState::helped;
  w.after("provide_help");
  help[1] = HelpState::none;
  w.after("provide_help");
  help[0] = HelpState::waiting;
  w.after("request_help");
  help[0] = HelpState::none;
  w.after("provide_help");
  const Life life = w.witness->take();
  EXPECT_THAT(kinds_of(life), ElementsAre(LifeEventKind::help_asked, LifeEventKind::help_started, LifeEventKind::help_ended, LifeEventKind::help_asked, LifeEventKind::help_queue_left));
  EXPECT_EQ(life.events[0].detail, 1);
  EXPECT_EQ(life.events[3].detail, 0);
}

TEST(Witness, tells_what_was_asked_given_and_refused) {
  Watched w;
  w.made.small.tie(w.parent(), w.neighbour(), 0.5);
  w.begin();
  const ActiveId us = w.made.small.active(w.made.family), them = w.made.small.active(w.made.neighbours);
  w.scratch.requests = {{us, 0, SupportKind::practical, true}, {them, 0, SupportKind::emotional, false}};
  w.after("receive_support");
  w.scratch.requests = {{us, 0, SupportKind::normative, false}, {them, 0, SupportKind::informational, true}};
  w.after("receive_support");
  const Life life = w.witness->take();
  EXPECT_THAT(kinds_of(life), ElementsAre(LifeEventKind::support_received, LifeEventKind::support_declined, LifeEventKind::support_refused, LifeEventKind::support_given));
  for (const LifeEvent& event : life.events) EXPECT_EQ(event.person, mark_of_adult(w.world().adults.key[w.neighbour()]));
  EXPECT_EQ(life.events[0].detail, static_cast<std::uint8_t>(SupportKind::practical));
}

TEST(Witness, tells_levels_once_and_their_loss_at_three_quarters) {
  Watched w;
  w.made.small.tie(w.parent(), w.neighbour(), 0.15);
  w.begin();
  const auto strength = [&](double s) {
    w.world().ties.strength[w.made.small.active(w.made.family)][0] = Share16(s);
    w.end_week();
  };
  for (const double s : {0.21, 0.19, 0.21, 0.34, 0.61, 0.50, 0.58, 0.40, 0.24, 0.16, 0.14}) strength(s);
  EXPECT_THAT(kinds_of(w.witness->take()), ElementsAre(LifeEventKind::got_to_know, LifeEventKind::became_support, LifeEventKind::became_close,
                                                       LifeEventKind::cooled, LifeEventKind::faded));
}

TEST(Witness, does_not_say_that_ties_faded_which_went_with_a_parent) {
  Watched w;
  w.made.small.tie(w.parent(1), w.neighbour(), 0.7);
  w.begin();
  remove_adult(w.world(), w.parent(1));
  w.after("part_and_pair_up");
  w.end_week();
  w.made.small.hold(w.parent(), PersonRef::outside(77), 0.7, 0, TieKind::kin);  // a grown child, say
  w.end_week();
  EXPECT_THAT(kinds_of(w.witness->take()), ElementsAre(LifeEventKind::separated));
}

TEST(Witness, tells_hosting_matches_moves_and_leaving) {
  Watched w;
  w.begin();
  World& world = w.world();
  world.places.volunteer[w.made.library] = w.parent();
  w.after("organise");
  const MatchId m(append_row(world.matches));
  world.matches.key[m] = 1, world.matches.asker[m] = w.parent(), world.matches.giver[m] = w.neighbour();
  world.matches.child[m] = w.child(), world.matches.until[m] = 50;
  w.after("run_buurtgezinnen");
  world.matches.until[m] = 0;
  w.after("live_matches");
  world.places.volunteer[w.made.library] = AdultId{};
  w.after("organise");
  const DwellingId old = world.households.dwelling[w.made.family], next(std::size_t{3});
  world.dwellings.household[old] = HouseholdId{}, world.dwellings.household[next] = w.made.family, world.households.dwelling[w.made.family] = next;
  w.after("move_house");
  dissolve_household(world, w.made.family, world.week);
  w.after("move_house");
  w.end_week();
  const Life life = w.witness->take();
  EXPECT_THAT(kinds_of(life), ElementsAre(LifeEventKind::hosting_started, LifeEventKind::match_started, LifeEventKind::match_ended, LifeEventKind::hosting_stopped,
                                          LifeEventKind::moved_within, LifeEventKind::left_town));
  EXPECT_FALSE(life.present_at_end);
  EXPECT_THAT(life.fingerprints, ElementsAre(0u));
}

TEST(Witness, tells_where_people_met) {
  Scenario s = quiet_scenario("meeting");
  s.parameters.meeting.start_per_hour = 20;  // whoever shares a circle becomes acquainted at once, or nearly
  s.parameters.outings.street_hours_per_week = 0, s.parameters.ties.turnover_per_year = 0;
  HandMade made;
  FollowRequest request;
  request.first = s, request.whom = Whom::by_key, request.household = made.key();
  const Followed followed = follow_from(request, made.world(), nullptr);
  const auto met = std::find_if(followed.first.events.begin(), followed.first.events.end(), [](const LifeEvent& e) { return e.kind == LifeEventKind::met; });
  ASSERT_NE(met, followed.first.events.end());
  EXPECT_EQ(met->setting, Setting::place);
  EXPECT_EQ(met->place, made.world().places.key[made.library]);
  EXPECT_EQ(met->person, mark_of_adult(made.world().adults.key[made.small.adult(made.neighbours)]));
  bool sat_together = false;
  for (const Outing& outing : followed.first.outings) sat_together = sat_together || (outing.week > met->week && outing.with == std::vector<PersonMark>{met->person});
  EXPECT_TRUE(sat_together);
}

TEST(Witness, ends_when_the_children_are_grown_and_no_tie_is_kept_any_more) {
  Watched w;
  w.made.small.tie(w.parent(), w.neighbour(), 0.5);
  w.begin();
  w.end_week();
  for (std::size_t i = 0; i < 2; ++i) w.world().adults.active[w.parent(i)] = ActiveId{};  // as the yearly renumbering does
  w.end_week();
  w.world().households.due_week[w.made.family] = 30;  // what comes after is not told
  w.after("have_children");
  w.end_week();
  const Life life = w.witness->take();
  EXPECT_THAT(kinds_of(life), ElementsAre(LifeEventKind::children_grown)) << "nobody fades";
  EXPECT_FALSE(life.present_at_end);
  ASSERT_EQ(life.years.size(), 1u);
  EXPECT_EQ(life.years[0].weeks, 1);
  EXPECT_EQ(life.years[0].at_end.weak_ties, 1);
}

TEST(Witness, says_where_people_met_who_did_not_sit_together_outside) {
  for (const auto& [kind, setting] : {std::pair{TieKind::neighbour, Setting::street}, std::pair{TieKind::friendship, Setting::home}, std::pair{TieKind::school, Setting::play}}) {
    Watched w;
    w.begin();
    w.after("keep_in_touch");
    w.made.small.tie(w.parent(), w.neighbour(), 0.08, 0, kind, 0);
    w.after("tend_ties");
    const Life life = w.witness->take();
    ASSERT_EQ(life.events.size(), 1u);
    EXPECT_EQ(life.events[0].kind, LifeEventKind::met);
    EXPECT_EQ(life.events[0].setting, setting);
  }
}

TEST(Witness, tells_of_friends_from_elsewhere) {
  Watched w;
  w.begin();
  w.after("join_clubs");
  w.made.small.hold(w.parent(), PersonRef::outside(77), 0.4, 0, TieKind::friendship, 0);
  w.after("drift_apart");
  w.end_week();
  const Life life = w.witness->take();
  ASSERT_EQ(life.events.size(), 1u);
  EXPECT_EQ(life.events[0].kind, LifeEventKind::met);
  EXPECT_EQ(life.events[0].setting, Setting::elsewhere);
}

TEST(Witness, leaves_the_world_as_it_would_have_been) {
  Play seen(hofbuurt_of(150)), unseen = seen;
  const Key family = families_by_lot(seen.world, seen.luck).front();
  Witness witness(seen.world, family, seen.tables().fading, Date{2026, 1, 5});
  const Onlooker onlooker = [&](std::string_view process, const World& world, const WeekScratch& scratch) { witness.see(process, world, scratch); };
  for (int week = 0; week < 60; ++week) {
    advance_one_week(seen.world, seen.luck, seen.parameters, seen.tables(), {}, seen.scratch, nullptr, onlooker);
    witness.end_week(seen.world);
  }
  unseen.weeks(60);
  EXPECT_EQ(state_hash(seen.world), state_hash(unseen.world));
  EXPECT_FALSE(witness.take().outings.empty());
}

}  // namespace
}  // namespace weefsel
