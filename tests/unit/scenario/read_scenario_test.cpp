// From files to a Scenario: what each key becomes, how files extend each other, and what the command line changes.
// The town is a stand-in with two places and one neighbourhood.
#include "scenario/read_scenario.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/errors.hpp"
#include "scenario/resolved_text.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

TownNames two_places() { return {{{"library", {100, 200}}, {"centre", {300, 400}}}, {{"old", {500, 600}}}}; }

class ReadScenario : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(WEEFSEL_BINARY_DIR) / "scenario_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "towns");
    write("towns/town.yaml", "name: stand-in\n");
    write("base.yaml", "question: {nl: Basis, en: Base}\ntown: towns/town.yaml\n");
    options_.read_town = [](const fs::path&, Problems&) { return std::optional<TownNames>(two_places()); };
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

  Scenario read(const std::string& name) {
    Problems problems;
    std::optional<Scenario> scenario = read_scenario(folder_ / name, options_, problems);
    EXPECT_TRUE(scenario) << problems.report();
    return scenario ? *scenario : Scenario{};
  }
  std::string mistakes_in(const std::string& name) {
    Problems problems;
    EXPECT_FALSE(read_scenario(folder_ / name, options_, problems));
    std::string report = problems.report();
    const std::string here = folder_.string() + "/";
    for (std::size_t at = report.find(here); at != std::string::npos; at = report.find(here))
      report.erase(at, here.size());
    return report;
  }

  fs::path folder_;
  ScenarioOptions options_;
};

TEST_F(ReadScenario, DefaultsAreThoseOfTheStruct) {
  const Scenario scenario = read("base.yaml"), defaults;
  EXPECT_EQ(scenario.id, "base");
  EXPECT_EQ(scenario.question.nl, "Basis");
  EXPECT_EQ(scenario.start, defaults.start);
  EXPECT_EQ(scenario.years, defaults.years);
  EXPECT_EQ(scenario.run_in_years, defaults.run_in_years);
  EXPECT_EQ(scenario.replicates, defaults.replicates);
  EXPECT_EQ(scenario.seed, defaults.seed);
  EXPECT_EQ(scenario.recording.clustering_every_weeks, defaults.recording.clustering_every_weeks);
  EXPECT_TRUE(scenario.levers.empty());
  EXPECT_EQ(fs::path(scenario.town_file), folder_ / "towns/town.yaml");
}

const char* const everything = R"(extends: base.yaml
description: "Alles: tegelijk"
start: 2027-01-04
years: 5.5
run_in_years: 0
replicates: 3
seed: 12345678901
parameters:
  ties.half_life: {value: 100, why: "What if?"}
  demography.moves_factor: {value: 0.5, why: Fewer moves}
record: {flows_every_weeks: 4, network_every_weeks: 13, clustering_every_weeks: 52, by_neighbourhood: false, by_group: false}
levers:
  - {id: close, from: 2027-06-07, until: 2028-06-05, cost_per_year: 12.5, close_places: {kinds: [library, youth_centre], neighbourhoods: [old]}}
  - id: open
    from: 2027-02-03
    open_place:
      id: cafe
      name: Café
      kind: parent_child_cafe
      in_neighbourhood: old
      hours_per_week: 6
      capacity: 30
      quality: 1.5
      host: 0.9
      gathering: wandering
      thresholds: {money: 0.1, reading: 0.2, language: 0.3, stigma: 0.4}
      source: invented
  - id: move
    from: 2028-01-03
    move_place: {place: library, into_place: cafe, quality_factor: 1.2, thresholds: {stigma: 0.5}}
  - id: app
    from: 2027-01-04
    open_place: {id: app, kind: online_group}
  - id: change
    from: 2028-01-03
    ramp_weeks: 13
    change_places:
      places: {ids: [centre]}
      hours_factor: 0.5
      quality_factor: 2
      host: 1
      gathering: fixed
      thresholds: {money: 0, language: 0.25}
  - id: support
    from: 2028-01-03
    ramp_weeks: 26
    buurtgezinnen: {coordinators_fte: 2, matches_per_fte_per_year: 10, open_matches_per_fte: 20, hours_per_week: 4,
                    length_in_weeks: 52, max_distance_km: 3}
  - {id: shut, from: 2029-01-01, until: 2029-03-05, lockdown: {places: {all: true}, home_contact_factor: 0.1}}
)";

TEST_F(ReadScenario, EveryKeyArrives) {
  write("everything.yaml", everything);
  const Scenario s = read("everything.yaml");
  EXPECT_EQ(s.description, "Alles: tegelijk");
  EXPECT_EQ(s.start, (Date{2027, 1, 4}));
  EXPECT_EQ(s.years, 5.5);
  EXPECT_EQ(s.run_in_years, 0);
  EXPECT_EQ(s.seed, 12345678901u);
  EXPECT_EQ(s.parameters.ties.half_life, 100);
  ASSERT_EQ(s.overrides.size(), 2u);
  EXPECT_EQ(s.overrides[0].name, "demography.moves_factor");  // in the order of the declarations
  EXPECT_EQ(s.overrides[1].why, "What if?");
  EXPECT_EQ(s.recording.network_every_weeks, 13);
  EXPECT_FALSE(s.recording.by_group);

  ASSERT_EQ(s.levers.size(), 7u);
  const Lever& close = s.levers[0];
  EXPECT_EQ(close.start, Week{22});
  EXPECT_EQ(close.end, Week{74});
  EXPECT_EQ(close.cost_per_year, 12.5);
  EXPECT_EQ(close.places.kinds, (std::vector<PlaceKind>{PlaceKind::library, PlaceKind::youth_centre}));
  EXPECT_EQ(close.places.neighbourhoods, std::vector<std::string>{"old"});
  const Lever& open = s.levers[1];
  EXPECT_EQ(open.start, Week{5});  // the first week that starts on or after that Wednesday
  EXPECT_EQ(open.end, never);
  EXPECT_EQ(open.place.x, 500);
  EXPECT_EQ(open.place.y, 600);
  EXPECT_EQ(open.place.gathering, Gathering::wandering);
  EXPECT_EQ(open.place.thresholds, (Thresholds{0.1, 0.2, 0.3, 0.4}));
  EXPECT_EQ(open.place.source, "invented");
  const Lever& move = s.levers[2];
  EXPECT_EQ(move.places.ids, std::vector<std::string>{"library"});
  EXPECT_EQ(move.place.id, "cafe");
  EXPECT_EQ(move.place.x, 500);
  EXPECT_EQ(move.move_quality_factor, 1.2);
  EXPECT_EQ(move.change.stigma, 0.5);
  EXPECT_EQ(s.levers[3].place.kind, PlaceKind::online_group);
  const Lever& change = s.levers[4];
  EXPECT_EQ(change.ramp_weeks, 13);
  EXPECT_EQ(change.change.gathering, Gathering::fixed);
  EXPECT_EQ(change.change.money, 0);
  EXPECT_FALSE(change.change.reading);
  EXPECT_EQ(s.levers[5].buurtgezinnen, (BuurtgezinnenDescription{2, 10, 20, 4, 52, 3}));
  EXPECT_EQ(s.levers[6].lockdown_contact_factor, 0.1);
  EXPECT_EQ(s.levers[6].places, PlaceSelection{});
}

TEST_F(ReadScenario, ResolvedTextReadsBackAsTheSame) {
  write("everything.yaml", everything);
  const Scenario first = read("everything.yaml");
  write("again.yaml", first.resolved_text);
  const Scenario again = read("again.yaml");
  EXPECT_EQ(again.resolved_text, first.resolved_text);
  EXPECT_EQ(again.levers, first.levers);
  EXPECT_EQ(again.town_file, first.town_file);
  EXPECT_EQ(again.seed, first.seed);
  EXPECT_EQ(again.start, first.start);
  EXPECT_EQ(first.resolved_text.find(folder_.string()), std::string::npos) << "the text depends on the machine";
  EXPECT_NE(first.resolved_text.find("town: \"towns/town.yaml\"\n"), std::string::npos) << first.resolved_text;
}

TEST_F(ReadScenario, NothingIsRecordedLessOftenThanOnce) {
  write("short.yaml", "extends: base.yaml\nyears: 0.2\n");
  const Recording of_10_weeks = read("short.yaml").recording;
  EXPECT_EQ(of_10_weeks.network_every_weeks, Recording{}.network_every_weeks);
  EXPECT_EQ(of_10_weeks.clustering_every_weeks, 10);
  write("flows.yaml", "extends: short.yaml\nrecord: {flows_every_weeks: 4, network_every_weeks: 4}\n");
  EXPECT_EQ(read("flows.yaml").recording.clustering_every_weeks, 8) << "a multiple of the rhythm of the flows";
  std::ofstream(folder_ / "resolved.yaml") << read("short.yaml").resolved_text;
  EXPECT_EQ(read("resolved.yaml").recording.clustering_every_weeks, 10) << "the resolved text of a short scenario can be played again";
  options_.years = 20;
  EXPECT_EQ(read("short.yaml").recording.clustering_every_weeks, Recording{}.clustering_every_weeks);
}

TEST_F(ReadScenario, ExtendingReplacesKeysAndAddsLevers) {
  write("a.yaml",
        "extends: base.yaml\nyears: 3\nrecord: {by_group: false}\nparameters:\n  ties.half_life: {value: 80, why: a}\n"
        "  ties.kin_fading: {value: 0.5, why: a}\nlevers:\n"
        "  - {id: one, from: 2026-02-02, lockdown: {}}\n  - {id: two, from: 2026-02-02, buurtgezinnen: {}}\n");
  write(
      "b.yaml",
      "extends: a.yaml\nyears: 4\nrecord: {flows_every_weeks: 2}\nparameters:\n  ties.half_life: {value: 90, why: b}\n"
      "levers:\n  - {id: three, from: 2026-02-02, close_places: {all: true}}\n"
      "  - {id: one, from: 2027-02-01, lockdown: {}}\n");
  write("c.yaml", "extends: b.yaml\nremove_levers: [two]\nlevers: []\n");
  const Scenario b = read("b.yaml");
  EXPECT_EQ(b.question.nl, "Basis");
  EXPECT_EQ(b.years, 4);
  EXPECT_FALSE(b.recording.by_group);
  EXPECT_EQ(b.recording.flows_every_weeks, 2);
  EXPECT_EQ(b.parameters.ties.half_life, 90);
  EXPECT_EQ(b.parameters.ties.kin_fading, 0.5);
  ASSERT_EQ(b.levers.size(), 3u);
  EXPECT_EQ(b.levers[0].id, "one");
  EXPECT_EQ(b.levers[0].start, Week{56});
  EXPECT_EQ(b.levers[2].id, "three");
  const Scenario c = read("c.yaml");
  ASSERT_EQ(c.levers.size(), 2u);
  EXPECT_EQ(c.levers[1].id, "three");
}

TEST_F(ReadScenario, TheTownIsFoundFromTheFileThatNamesIt) {
  fs::create_directories(folder_ / "deeper");
  write("deeper/mine.yaml", "extends: ../base.yaml\n");
  EXPECT_EQ(fs::path(read("deeper/mine.yaml").town_file), folder_ / "towns/town.yaml");
}

TEST_F(ReadScenario, ADescriptionInOneLanguageTakesThePlaceOfBoth) {
  write("told.yaml", "extends: base.yaml\ndescription: As it is.\ndescription_nl: Zoals het is.\n");
  write("told_anew.yaml", "extends: told.yaml\ndescription: Another town.\n");
  write("not_told.yaml", "extends: told.yaml\n");
  EXPECT_EQ(read("told_anew.yaml").description_nl, "") << "what stood there was of the other";
  EXPECT_EQ(read("not_told.yaml").description_nl, "Zoals het is.");
}

TEST_F(ReadScenario, MistakesInAnInheritedLeverAreThoseOfItsOwnFile) {
  write("a.yaml", "extends: base.yaml\nlevers:\n  - {id: one, from: 2026-02-02, close_places: {ids: [libary]}}\n");
  write("b.yaml", "extends: a.yaml\nlevers:\n  - {id: two, from: 2026-02-02, close_places: {ids: [center]}}\n");
  EXPECT_EQ(mistakes_in("b.yaml"),
            "a.yaml:3:54: levers[0].close_places.ids[0]: the town has no place `libary`; did you mean \"library\"?\n"
            "b.yaml:3:54: levers[0].close_places.ids[0]: the town has no place `center`; did you mean \"centre\"?");
}

TEST_F(ReadScenario, TheCommandLineComesFirst) {
  write("a.yaml", "extends: base.yaml\nparameters:\n  ties.half_life: {value: 80, why: a}\n");
  options_.replicates = 7;
  options_.years = 1.5;
  options_.seed = 99;
  options_.set = {"ties.half_life=60", "ties.kin_fading=0.25"};
  const Scenario s = read("a.yaml");
  EXPECT_EQ(s.replicates, 7);
  EXPECT_EQ(s.years, 1.5);
  EXPECT_EQ(s.seed, 99u);
  EXPECT_EQ(s.parameters.ties.half_life, 60);
  EXPECT_EQ(s.parameters.ties.kin_fading, 0.25);
  EXPECT_EQ(s.overrides[0].why, "set on the command line");
  EXPECT_NE(s.resolved_text.find("why: \"set on the command line\""), std::string::npos);
}

TEST_F(ReadScenario, MistakesOnTheCommandLineAreExplainedToo) {
  options_.replicates = 0;
  options_.years = 99;
  options_.set = {"ties.half_lif=60", "ties.half_life", "ties.kin_fading=0,5", "ties.half_life=100000",
                  "ties.half_life=9"};
  EXPECT_EQ(
      mistakes_in("base.yaml"),
      "--replicates: 0 is outside the allowed range 1 to 10000 (default 4)\n"
      "--set ties.half_lif=60: ties.half_lif: there is no such key; did you mean \"ties.half_life\"? A parameter is "
      "written as `ties.half_life: {value: 100, why: ...}`; `weefsel parameters` lists all.\n"
      "--set ties.half_life: write --set group.name=value, such as --set ties.half_life=80\n"
      "--set ties.half_life=100000: ties.half_life.value: 100000 is outside the allowed range 4 to 5000 (weeks) "
      "(default 80.2)\n"
      "--set ties.half_life=9: ties.half_life: this parameter is set twice on the command line\n"
      "--set ties.kin_fading=0,5: ties.kin_fading.value: this must be a number from 0 to 1, not `0,5`; write a point "
      "for decimals and nothing between thousands (default 0.372)\n"
      "--years: 99 is outside the allowed range 0.1 to 60 (years) (default 20)");
  EXPECT_THROW(static_cast<void>(read_scenario(folder_ / "base.yaml", options_)), UserMistake);
}

TEST_F(ReadScenario, LeversCanBeSetOnTheCommandLine) {
  write("a.yaml", "extends: base.yaml\nlevers:\n  - {id: one, from: 2026-06-01, lockdown: {}}\n"
                  "  - id: two\n    from: 2026-06-01\n    home_visits: {coordinators_fte: 1}\n");
  options_.set = {"levers.one=off", "levers.two.coordinators_fte=2.5", "levers.two.from=2027-01-04", "levers.two.hours_per_week=3", "ties.half_life=60"};
  const Scenario s = read("a.yaml");
  ASSERT_EQ(s.levers.size(), 1u);
  EXPECT_EQ(s.levers[0].id, "two");
  EXPECT_EQ(s.levers[0].home_visits.coordinators_fte, 2.5);
  EXPECT_EQ(s.levers[0].home_visits.hours_per_week, 3) << "a key that the file leaves out";
  EXPECT_EQ(s.levers[0].start, Week{52});
  EXPECT_EQ(s.parameters.ties.half_life, 60);
  EXPECT_NE(s.resolved_text.find("2.5"), std::string::npos);
  EXPECT_EQ(s.resolved_text.find("lockdown"), std::string::npos);
}

TEST_F(ReadScenario, MistakesInLeversOnTheCommandLineAreExplained) {
  write("a.yaml", "extends: base.yaml\nlevers:\n  - id: home_start\n    from: 2026-06-01\n    home_visits: {coordinators_fte: 1}\n");
  options_.set = {"levers.home_strat=off", "levers.home_start", "levers.home_start=on", "levers.home_start.coordinator_fte=2", "levers.home_start.coordinators_fte=200",
                  "levers.home_start.from=soon", "levers.home_start.coordinators_fte=2"};
  const std::string mistakes = mistakes_in("a.yaml");
  for (const char* part : {"levers.home_strat: this scenario has no lever with the id `home_strat`; did you mean \"home_start\"?",
                           "--set levers.home_start: write --set levers.ID.key=value", "--set levers.home_start=on: write --set",
                           "coordinator_fte: there is no such key; did you mean \"coordinators_fte\"?", "200 is outside the allowed range 0 to 100",
                           "levers.home_start.from: ", "this is set twice on the command line"})
    EXPECT_NE(mistakes.find(part), std::string::npos) << part << "\nnot in\n" << mistakes;
}

TEST_F(ReadScenario, AShorterRunThatALeverWouldNotReachIsAMistake) {
  write("a.yaml", "extends: base.yaml\nlevers:\n  - {id: one, from: 2028-01-03, lockdown: {}}\n");
  options_.years = 1;
  EXPECT_EQ(
      mistakes_in("a.yaml"),
      "a.yaml:3:21: levers[0].from: the scenario has ended by then: it runs from 2026-01-05 to 2027-01-04 (years: 1)");
}

TEST_F(ReadScenario, SamplingSaysHowManyDrawsAndFutures) {
  write("a.yaml", "extends: base.yaml\nuncertainty: sample\ndraws: 10\nreplicates_per_draw: 3\n");
  const Scenario s = read("a.yaml");
  EXPECT_EQ(s.draws, 10);
  EXPECT_EQ(s.replicates_per_draw, 3);
  EXPECT_EQ(s.replicates, 30);
  EXPECT_NE(s.resolved_text.find("uncertainty: sample\ndraws: 10\nreplicates_per_draw: 3\n"), std::string::npos) << s.resolved_text;
  EXPECT_EQ(s.resolved_text.find("replicates:"), std::string::npos);
  write("b.yaml", "extends: a.yaml\nuncertainty: none\n");
  EXPECT_EQ(read("b.yaml").draws, 0);
  EXPECT_EQ(read("b.yaml").replicates, Scenario{}.replicates);
}

TEST_F(ReadScenario, TheCommandLineMaySampleAnyScenario) {
  options_.draws = 6;
  options_.replicates_per_draw = 1;
  const Scenario s = read("base.yaml");
  EXPECT_EQ(s.draws, 6);
  EXPECT_EQ(s.replicates, 6);
  options_.replicates = 4;
  EXPECT_EQ(mistakes_in("base.yaml"),
            "--replicates: with `uncertainty: sample`, `draws` and `replicates_per_draw` say how often the years are played; use --draws and "
            "--replicates-per-draw");
}

TEST_F(ReadScenario, FuturesOfADrawWithoutDrawsAreAMistake) {
  options_.replicates_per_draw = 3;
  EXPECT_EQ(mistakes_in("base.yaml"),
            "--replicates-per-draw: replicates_per_draw: this counts only with `uncertainty: sample`; add that line, or leave this one out");
}

}  // namespace
}  // namespace weefsel
