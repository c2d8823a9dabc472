// Tables and texts for people, made from a small town that is played.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <regex>
#include <sstream>

#include "base/errors.hpp"
#include "monitor/items.hpp"
#include "report/factors.hpp"
#include "report/monitor_report.hpp"
#include "report/profile.hpp"
#include "study/run_study.hpp"
#include "support/fit_words.hpp"
#include "support/mistake.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::HasSubstr;
using ::testing::Not;

Scenario short_scenario() {
  Scenario s = small_scenario();
  s.run_in_years = 0, s.replicates = 2;
  return s;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

struct AFile : ::testing::Test {
  static std::string path() {
    static const TemporaryFolder folder;
    static const std::string file = [] {
      StudyOptions options;
      options.out = folder.file("out.h5");
      EXPECT_TRUE(run_study({short_scenario()}, options).complete);
      return options.out;
    }();
    return file;
  }
  static MonitorReportRequest request() {
    MonitorReportRequest r;
    r.file = path();
    return r;
  }
};

TEST_F(AFile, gives_the_monitor_in_both_languages_with_every_question) {
  MonitorReportRequest r = request();
  const std::string nl = monitor_as_text(r);
  r.language = Language::en;
  const std::string en = monitor_as_text(r);
  for (const ItemInfo& item : monitor_items()) {
    EXPECT_THAT(nl, HasSubstr(std::string(item.nl)));
    EXPECT_THAT(en, HasSubstr(std::string(item.en)));
  }
  EXPECT_THAT(nl, HasSubstr("Hofbuurt"));
  EXPECT_THAT(nl, HasSubstr("jaar 2 (2028-01-03)")) << "the last survey: 104 weeks after 5 January 2026";
  expect_fit_words(nl);
}

TEST_F(AFile, gives_csv_of_all_years_and_cells_or_of_those_asked_for) {
  MonitorReportRequest r = request();
  EXPECT_EQ(lines_of(monitor_as_csv(r)), 1 + 2 * (group_count + 1) * item_count);
  r.year = 2027, r.neighbourhood = "hof";
  const std::string csv = monitor_as_csv(r);
  EXPECT_EQ(lines_of(csv), 1 + item_count);
  EXPECT_THAT(csv, HasSubstr(",1,2027-01-04,neighbourhood,hof,someone_to_turn_to,"));
}

TEST_F(AFile, says_what_there_is_when_asked_for_what_is_not_there) {
  const auto asked = [](auto change) {
    MonitorReportRequest r = request();
    change(r);
    return mistake_of([&] { (void)monitor_as_text(r); });
  };
  EXPECT_THAT(asked([](auto& r) { r.year = 9; }), HasSubstr("1 (2027), 2 (2028)"));
  EXPECT_THAT(asked([](auto& r) { r.neighbourhood = "hofs"; }), HasSubstr("did you mean \"hof\""));
  EXPECT_THAT(asked([](auto& r) { r.group = "one_parents"; }), HasSubstr("did you mean \"one_parent\""));
  EXPECT_THAT(asked([](auto& r) { r.scenario = "small"; }), HasSubstr("holds one scenario"));
  EXPECT_THAT(asked([](auto& r) { r.group = "all", r.neighbourhood = "hof"; }), HasSubstr("not both"));
  EXPECT_THAT(asked([](auto& r) { r.file = "nowhere.h5"; }), HasSubstr("nowhere.h5"));
}

TEST(MonitorReport, a_file_without_a_survey_says_how_to_get_one) {
  const TemporaryFolder folder;
  Scenario s = short_scenario();
  s.years = 1, s.replicates = 1, s.recording.monitor_sample = 0;
  StudyOptions options;
  options.out = folder.file("out.h5");
  EXPECT_TRUE(run_study({s}, options).complete);
  MonitorReportRequest r;
  r.file = options.out;
  EXPECT_THAT(mistake_of([&] { (void)monitor_as_text(r); }), HasSubstr("monitor: {sample: 0}"));
}

TEST(Profile, describes_places_fabric_giving_and_answers) {
  Scenario s = short_scenario();
  s.years = 1, s.replicates = 1;
  const auto profile = make_profile(s, "", [] { return true; });
  ASSERT_TRUE(profile);
  ASSERT_EQ(profile->neighbourhoods.size(), 1u);
  const NeighbourhoodProfile& hof = profile->neighbourhoods[0];
  for (std::size_t i = 0; i < profile->places.size(); ++i) {
    const PlaceReach& r = hof.places[i];
    std::int64_t kept_away = 0;
    for (const std::int64_t count : r.kept_away) kept_away += count;
    EXPECT_LE(r.often, r.reached[0]) << profile->places[i].id;
    EXPECT_LE(r.reached[0], r.served[0]) << profile->places[i].id;
    EXPECT_LE(r.served[0], hof.people.families) << profile->places[i].id;
    if (sphere_of(profile->places[i].kind) != Sphere::school_and_childcare) {
      EXPECT_EQ(kept_away, r.served[0] - r.reached[0]) << profile->places[i].id;
      EXPECT_EQ(r.could_come, r.served[0]) << profile->places[i].id << ": all of this small town is within reach";
    }
  }
  EXPECT_GT(hof.giving.givers, 0);
  EXPECT_LE(hof.giving.hours_of_top_tenth, hof.giving.hours);
  EXPECT_GT(hof.monitor.of(Item::concerns).asked, 30);
  const std::string nl = profile_as_markdown(*profile, Language::nl), csv = profile_as_csv(*profile);
  for (const char* word : {"## Hofbuurt (hof)", "Bibliotheek Hofbuurt", "Zelfstandige vrije tijd", "Op wiens schouders",
                           "Heeft moeite met rondkomen"})
    EXPECT_THAT(nl, HasSubstr(word));
  expect_fit_words(nl);
  EXPECT_THAT(csv, HasSubstr("hof,place,independent_leisure,library_hof,all,reached_share,0."));
  EXPECT_THAT(profile_as_markdown(*profile, Language::en), HasSubstr("On whose shoulders"));
}

TEST(Profile, of_fewer_than_30_families_is_blank) {
  Profile small;
  small.neighbourhoods.push_back({"x", "Klein", {}, {}, {}, {}, {}});
  small.neighbourhoods[0].people.families = 29;
  EXPECT_THAT(profile_as_markdown(small, Language::nl), HasSubstr("Minder dan 30 gezinnen"));
}

TEST(Profile, explains_mistakes) {
  Scenario s = short_scenario();
  EXPECT_THAT(mistake_of([&] { (void)make_profile(s, "hofs", [] { return true; }); }),
              HasSubstr("did you mean \"hof\""));
  s.years = 0.5;
  EXPECT_THAT(mistake_of([&] { (void)make_profile(s, "", [] { return true; }); }), HasSubstr("less than one"));
  s.years = 1;
  EXPECT_FALSE(make_profile(s, "", [] { return false; })) << "stopped";
}

// A tight income is a load of 0.25, which takes 0.25 x 1.1 sd of b in the end: some 6 points of wellbeing around the
// middle. A factor that can touch nobody has no influence, exactly.
TEST(Factors, follow_from_the_assumptions) {
  Scenario s = short_scenario();
  s.years = 1;
  const auto table = make_factor_table(s, {"income_tight", "close_friends"}, 1, [] { return true; });
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[1].factor->id, "income_tight");
  const FactorCell& tight = table->rows[1].phases[0];
  EXPECT_LT(tight.influence[0], -1) << "points of wellbeing";
  EXPECT_GT(tight.prevalence, 0.02);
  EXPECT_LT(tight.prevalence, 0.4);
  EXPECT_GT(tight.families, 50);
  Scenario unasked = s;
  unasked.parameters.help.contact_per_week = 0;
  const auto none = make_factor_table(unasked, {"professionals_who_normalise"}, 1, [] { return true; });
  for (std::size_t m = 0; m < headline3_count; ++m)
    EXPECT_EQ(none->rows[0].phases[0].influence[m], 0) << "nobody talks to them: exactly nothing";
  const std::string nl = factors_as_markdown(*table, Language::nl), en = factors_as_markdown(*table, Language::en);
  EXPECT_THAT(nl, HasSubstr("moeite met rondkomen"));
  EXPECT_THAT(nl, HasSubstr("de richting staat niet vast"));
  EXPECT_THAT(en, HasSubstr("sign not settled by evidence"));
  EXPECT_EQ(lines_of(factors_as_csv(*table)), 1 + 2 * (phase_count + 1));
  expect_fit_words(nl);
}

TEST(Factors, do_not_depend_on_threads_or_on_which_others_are_asked_for) {
  Scenario s = short_scenario();
  s.years = 1;
  const auto together = make_factor_table(s, {"library_near", "one_parent"}, 2, [] { return true; });
  const auto alone = make_factor_table(s, {"one_parent"}, 1, [] { return true; });
  EXPECT_EQ(together->rows[1].phases[0].influence, alone->rows[0].phases[0].influence);
}

TEST(Factors, explain_mistakes) {
  Scenario s = short_scenario();
  EXPECT_THAT(mistake_of([&] { (void)make_factor_table(s, {"library"}, 1, [] { return true; }); }),
              HasSubstr("library_near"));
  s.replicates = 1;
  EXPECT_THAT(mistake_of([&] { (void)make_factor_table(s, {}, 1, [] { return true; }); }), HasSubstr("two replicates"));
}

TEST(Factors, can_be_given_or_taken_and_leave_a_whole_and_another_world) {
  Play play(hofbuurt());
  play.weeks(30);
  Play as_it_is(play.world, play.parameters);
  as_it_is.weeks(6);
  for (const Factor& factor : factor_table()) {
    EXPECT_TRUE(factor.add != nullptr || factor.take != nullptr) << factor.id;
    for (const auto how : {factor.add, factor.take}) {
      if (how == nullptr) continue;
      Play changed(play.world, play.parameters);
      World& w = changed.world;
      if (factor.unit == FactorUnit::town) how({w, play.tables().fading, {}, {}});
      for (std::size_t s = 0; factor.unit == FactorUnit::street && s < w.streets.size(); s += 2)
        how({w, play.tables().fading, {}, StreetId(s)});
      for (std::size_t h = 0; factor.unit == FactorUnit::household && h < w.households.size(); h += 2)
        if (!w.households.gone[HouseholdId(h)] && is_family(w, HouseholdId(h)))
          how({w, play.tables().fading, HouseholdId(h), {}});
      EXPECT_THAT(broken_invariants(w), ::testing::IsEmpty()) << factor.id;
      changed.weeks(6);
      EXPECT_THAT(broken_invariants(w), ::testing::IsEmpty()) << factor.id << ", six weeks later";
      // Seven months make no close friend yet: there nothing can be taken.
      if (factor.id == "close_friends") continue;
      EXPECT_NE(state_hash(w), state_hash(as_it_is.world)) << factor.id << ": no process may undo the switch unseen";
    }
  }
}

TEST(Factors, taking_a_library_out_of_reach_of_a_street_leaves_the_other_streets_alone) {
  Play play(hofbuurt());
  World& w = play.world;
  const auto options_of = [&](std::size_t s) {
    return std::vector<std::uint32_t>(1, w.reach.first[s + 1] - w.reach.first[s]);
  };
  const auto library = std::find_if(factor_table().begin(), factor_table().end(),
                                    [](const Factor& f) { return f.id == "library_near"; });
  ASSERT_GT(w.streets.size(), 2u);
  const auto before0 = options_of(0)[0], before1 = options_of(1)[0], before2 = options_of(2)[0];
  library->take({w, play.tables().fading, {}, StreetId(std::size_t{1})});
  EXPECT_EQ(options_of(0)[0], before0);
  EXPECT_EQ(options_of(1)[0], before1 - 1);
  EXPECT_EQ(options_of(2)[0], before2);
  EXPECT_EQ(w.reach.first.back(), w.reach.options.size());
  library->take({w, play.tables().fading, {}, StreetId(std::size_t{1})});
  EXPECT_EQ(options_of(1)[0], before1 - 1) << "a second time changes nothing";
}

}  // namespace
}  // namespace weefsel
