// A rate of zero: nothing of that kind happens, in whole weeks of a town.
#include <gtest/gtest.h>

#include <array>

#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// A year of Hofbuurt with lively defaults of its own, but for what `edit` switches off. Returns all flows of the year.
template <class Edit>
std::array<std::int64_t, flow_count> year_with(Edit edit) {
  Parameters p;
  p.support.asks_per_week = 1, p.concerns.everyday_per_year = 3, p.concerns.strain_per_year = 0.5, p.concerns.child_borne_per_year = 0.2;
  p.help.self_request_per_week = 0.1, p.help.contact_per_week = 0.2, p.help.protection_per_year = 3;
  p.volunteering.start_per_year = 1, p.volunteering.initiative_per_year = 2, p.volunteering.initiative_ends_per_year = 2;
  p.meeting.start_per_hour = 0.1, p.outings.slots_per_week = 3, p.help.substitution = 1, p.support.resolving = 1;
  p.demography.children_per_woman = 2, p.demography.moves_factor = 1, p.demography.misfortunes_per_year = 0.1;
  edit(p);
  Play play(hofbuurt(), p, 1, Week{1});
  std::array<std::int64_t, flow_count> flows{};
  play.weeks(51, [&](const World& w) {
    for (std::size_t f = 0; f < flow_count; ++f) flows[f] += in_town(w, static_cast<Flow>(f));
  });
  return flows;
}
std::int64_t of(const std::array<std::int64_t, flow_count>& flows, Flow f) { return flows[static_cast<std::size_t>(f)]; }
std::int64_t all_visits(const std::array<std::int64_t, flow_count>& flows) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < place_kind_count; ++k) sum += of(flows, visit_to(static_cast<PlaceKind>(k)));
  return sum;
}

TEST(ZeroRates, with_all_rates_on_everything_happens) {
  const auto year = year_with([](Parameters&) {});
  for (const Flow f : {Flow::asked, Flow::refused, Flow::basic_contact, Flow::concerns_raised, Flow::concerns_passed, Flow::concerns_settled_in_network,
                       Flow::concerns_settled_with_professional, Flow::protection_started, Flow::help_started, Flow::ties_started, Flow::ties_lost,
                       Flow::moments_at_home, Flow::contact_hours_tenths, Flow::giving_hours_tenths, Flow::volunteers_started, Flow::initiatives_started,
                       Flow::births, Flow::moved_out, Flow::moved_within, Flow::moved_in, Flow::deaths, Flow::demand_tier1, Flow::demand_tier2})
    EXPECT_GT(of(year, f), 0) << "flow " << static_cast<int>(f);
  EXPECT_GT(all_visits(year), 0);
  EXPECT_EQ(of(year, Flow::matches_made), 0) << "no programme";
}

TEST(ZeroRates, nobody_asks) {
  const auto year = year_with([](Parameters& p) { p.support.asks_per_week = 0; });
  for (const Flow f : {Flow::asked, Flow::refused, Flow::giving_hours_tenths, Flow::concerns_settled_in_network}) EXPECT_EQ(of(year, f), 0);
  for (std::size_t k = 0; k < support_kind_count; ++k) EXPECT_EQ(of(year, support_of(static_cast<SupportKind>(k))), 0);
}

TEST(ZeroRates, nobody_can_give) {
  const auto year = year_with([](Parameters& p) { p.support.giving_hours = 0; });
  EXPECT_GT(of(year, Flow::asked), 0);
  EXPECT_EQ(of(year, Flow::giving_hours_tenths), 0);
}

TEST(ZeroRates, nobody_becomes_acquainted) {
  EXPECT_EQ(of(year_with([](Parameters& p) { p.meeting.start_per_hour = p.ties.turnover_per_year = 0; }), Flow::ties_started), 0);
}

TEST(ZeroRates, no_concerns_no_demand) {
  const auto year = year_with([](Parameters& p) { p.concerns.everyday_per_year = p.concerns.strain_per_year = p.concerns.child_borne_per_year = 0; });
  for (const Flow f : {Flow::concerns_raised, Flow::basic_contact, Flow::demand_tier1, Flow::demand_tier2, Flow::protection_started, Flow::help_started,
                       Flow::concerns_settled_in_network, Flow::concerns_settled_with_professional})
    EXPECT_EQ(of(year, f), 0) << "flow " << static_cast<int>(f);
}

TEST(ZeroRates, nobody_turns_to_help) {
  const auto year = year_with([](Parameters& p) { p.help.self_request_per_week = p.help.contact_per_week = 0; });
  EXPECT_GT(of(year, Flow::concerns_raised), 0);
  for (const Flow f : {Flow::basic_contact, Flow::demand_tier1, Flow::demand_tier2, Flow::help_started, Flow::left_queue}) EXPECT_EQ(of(year, f), 0);
}

TEST(ZeroRates, no_referral_no_second_tier) {
  const auto year = year_with([](Parameters& p) { p.help.referral = 0, p.help.step_up_per_week = 0; });
  EXPECT_GT(of(year, Flow::demand_tier1), 0);
  EXPECT_EQ(of(year, Flow::demand_tier2), 0);
}

TEST(ZeroRates, nobody_leaves_the_queue_and_nobody_is_protected) {
  const auto year = year_with([](Parameters& p) { p.help.leave_queue_per_week = 0, p.help.protection_per_year = 0; });
  EXPECT_EQ(of(year, Flow::left_queue), 0);
  EXPECT_EQ(of(year, Flow::protection_started), 0);
}

TEST(ZeroRates, nobody_goes_out) {
  const auto year = year_with([](Parameters& p) { p.outings.slots_per_week = 0; });
  EXPECT_EQ(all_visits(year), 0);
  EXPECT_EQ(of(year, Flow::moments_at_home), 0);
  EXPECT_EQ(of(year, Flow::turned_away), 0);
  EXPECT_EQ(of(year, Flow::initiatives_started), 0);
}

TEST(ZeroRates, nobody_meets_anywhere) {
  const auto year = year_with([](Parameters& p) {
    p.outings.slots_per_week = p.outings.gate_hours_per_week = p.outings.street_hours_per_week = 0, p.ties.contact_hours_per_week = 0;
    p.meeting.home_circles_per_year = p.meeting.play_dates_per_week = p.ties.turnover_per_year = 0;
  });
  EXPECT_EQ(of(year, Flow::contact_hours_tenths), 0);
  EXPECT_EQ(of(year, Flow::ties_started), 0);
}

TEST(ZeroRates, nobody_moves_and_nobody_is_born) {
  const auto year = year_with([](Parameters& p) { p = with_still_population(p); });
  EXPECT_EQ(of(year, Flow::moved_out), 0);
  EXPECT_EQ(of(year, Flow::moved_within), 0);
  Play play(hofbuurt(), with_still_population(), 6, Week{1});
  std::int64_t births_later = 0;
  play.weeks(60, [&](const World& w) { if (w.week.number > 41) births_later += in_town(w, Flow::births); });
  EXPECT_EQ(births_later, 0) << "those expected at the start are born within nine months, and no others";
}

TEST(ZeroRates, nobody_volunteers_and_nothing_is_begun) {
  const auto year = year_with([](Parameters& p) { p.volunteering.start_per_year = 0, p.volunteering.initiative_per_year = 0; });
  for (const Flow f : {Flow::volunteers_started, Flow::volunteers_stopped, Flow::initiatives_started, Flow::initiatives_ended}) EXPECT_EQ(of(year, f), 0);
}

// Without growth no tie in town grows stronger than it began; a talk with a professional counts by growth too.
TEST(ZeroRates, trust_does_not_grow) {
  Parameters p;
  p.ties.growth_per_hour = 0;
  Play play(hofbuurt(), with_still_population(p), 6, Week{1});
  std::vector<std::array<Share16, tie_slots>> before(play.world.ties.strength.begin(), play.world.ties.strength.end());
  const auto partners = play.world.ties.partner;
  play.weeks(30);
  for (std::size_t i = 0; i < before.size(); ++i)
    for (std::size_t s = 0; s < tie_slots; ++s) {
      const PersonRef who = partners[ActiveId(i)][s];
      const std::size_t now = who.exists() ? play.world.ties.find(ActiveId(i), who) : Ties::not_found;
      if (now != Ties::not_found && !play.world.is_gone(who)) {
        ASSERT_LE(play.world.ties.strength[ActiveId(i)][now], before[i][s]);
      }
    }
}

TEST(ZeroRates, substitution_at_zero_keeps_support_from_concerns) {
  const auto year = year_with([](Parameters& p) { p.help.substitution = 0; });
  EXPECT_GT(of(year, support_of(SupportKind::informational)), 0);
  EXPECT_EQ(of(year, Flow::concerns_settled_in_network), 0);
}

}  // namespace
}  // namespace weefsel
