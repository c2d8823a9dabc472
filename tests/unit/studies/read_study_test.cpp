// A study file: what it means, and what is said of mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "studies/play_study.hpp"
#include "studies/study_shape.hpp"
#include "support/study_files.hpp"

namespace weefsel {
namespace {
using namespace tests;
using testing::HasSubstr;

std::string mistake_in(const StudyFiles& files, const std::string& text) {
  try {
    (void)prepare(read_study(files.study(text)));
  } catch (const UserMistake& e) {
    return e.what();
  }
  return "none";
}

std::string text_of_file(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

const std::string head = "scenarios: [as_it_is.yaml, closes.yaml]\n";
const std::string hypercube = "design: {method: latin_hypercube, points: 4}\n";

TEST(ReadStudy, takes_ranges_from_the_declarations_unless_given) {
  const StudyFiles files;
  const StudyPlan plan = read_study(files.study(head + hypercube + "vary: [{parameter: ties.half_life}, {parameter: ties.maturing_time, from: 50, to: 60}]\n"));
  ASSERT_EQ(plan.factors.size(), 2u);
  const ParameterInfo& declared = *find_parameter("ties.half_life");
  EXPECT_EQ(plan.factors[0].low, declared.plausible_low);
  EXPECT_EQ(plan.factors[0].high, declared.plausible_high);
  EXPECT_EQ(plan.factors[1].low, 50);
  EXPECT_EQ(plan.factors[1].high, 60);
  EXPECT_TRUE(plan.parameters_vary);
}

TEST(ReadStudy, all_parameters_are_those_of_grade_b_and_c_that_no_scenario_sets) {
  const StudyFiles files;
  const StudyPlan plan = read_study(files.study(head + hypercube + "vary: [{parameter: ties.half_life, from: 90, to: 91}, {parameter: all}]\n"));
  std::size_t expected = 0;
  for (const ParameterInfo& info : parameter_table())
    expected += info.grade != Grade::A && !info.name.starts_with("monitor.") && info.plausible_high > info.plausible_low ? 1 : 0;
  EXPECT_EQ(plan.factors.size(), expected);
  EXPECT_EQ(plan.factors.front().low, 90) << "one that is named by itself keeps its own range";
}

TEST(ReadStudy, a_lever_is_set_in_the_scenarios_that_have_it) {
  const StudyFiles files;
  const StudyPlan plan = read_study(files.study(head + hypercube + "vary:\n  - {lever: families, key: coordinators_fte, from: 0.5, to: 3}\n  - {lever: close}\n"
                                                                   "  - {lever: families, key: ramp_weeks, from: 0, to: 8}\n"));
  ASSERT_EQ(plan.factors.size(), 3u);
  EXPECT_EQ(plan.factors[0].scenarios, (std::vector<std::size_t>{1}));
  EXPECT_DOUBLE_EQ(number_at(plan.factors[0], plan.factors[0].base), 1) << "what it is without the study";
  EXPECT_EQ(text_at(plan.factors[1], plan.factors[1].base), switch_on);
  EXPECT_TRUE(plan.factors[2].whole);
  EXPECT_FALSE(plan.parameters_vary);
  const double low[] = {0, 0, 0}, high[] = {1, 1, 1};
  EXPECT_TRUE(scenario_at(plan, 0, high).levers.empty());
  const Scenario off = scenario_at(plan, 1, low), on = scenario_at(plan, 1, high);
  ASSERT_EQ(off.levers.size(), 1u);
  EXPECT_EQ(off.levers[0].buurtgezinnen.coordinators_fte, 0.5);
  ASSERT_EQ(on.levers.size(), 2u);
  EXPECT_EQ(on.levers[1].buurtgezinnen.coordinators_fte, 3);
  EXPECT_EQ(on.levers[1].ramp_weeks, 8);
}

TEST(ReadStudy, parameters_of_a_point_are_in_its_scenario) {
  const StudyFiles files;
  const StudyPlan plan = read_study(files.usual());
  const double point[] = {1, 0};
  EXPECT_EQ(scenario_at(plan, 0, point).parameters.ties.half_life, 300);
  EXPECT_THAT(command_at(plan, 1, point, 2), HasSubstr("--set ties.half_life=300 --set levers.families.coordinators_fte=0.5"));
  write_file(files.folder.file("opens.yaml"), "extends: as_it_is.yaml\nquestion: {nl: Open, en: Open}\nlevers:\n  - {id: room, from: 2026-03-02, open_place: {id: room_hof, name: Room, kind: "
                                              "community_centre, at_place: playground_hof, hours_per_week: 20, capacity: 40}}\n");
  const StudyPlan words = read_study(files.study("scenarios: [opens.yaml]\n" + hypercube + "vary: [{lever: room, key: name, values: [Room, \"Jan's, 2\"]}]\n"));
  const double second[] = {1};
  EXPECT_THAT(command_at(words, 0, second, 1), HasSubstr("--set 'levers.room.name=Jan'\\''s, 2' -o"));
}

TEST(ReadStudy, costs_follow_the_levers) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.study(head + hypercube + "vary: [{lever: families, key: cost_per_year, from: 1000, to: 2000}]\nyears: 2\n")));
  // The library saves 52,000 a year for 104 - 8 of 104 weeks.
  for (std::size_t p = 0; p < 4; ++p) {
    EXPECT_EQ(study.costs[p], 0);
    EXPECT_NEAR(study.costs[4 + p], -1000.0 * (104 - 8) + 2 * number_at(study.plan.factors[0], study.points.at(p, 0)), 1e-6);
  }
}

TEST(ReadStudy, mistakes_name_file_line_key_and_the_nearest_spelling) {
  const StudyFiles files;
  const auto mistake = [&](const std::string& text) { return mistake_in(files, text); };
  EXPECT_EQ(mistake(head + hypercube + "vary: [{parameter: ties.half_life}]\n"), "none") << "the rest can only fail if this is well";
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: ties.halflife}]\n"), HasSubstr("study.yaml:3:20: vary[0].parameter: there is no parameter `ties.halflife`; did you mean \"ties.half_life\"?"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: tie.*}]\n"), HasSubstr("did you mean \"ties.*\"?"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: ties.half_life, from: 1, to: 99999}]\n"), HasSubstr("ties.half_life is from"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: ties.half_life, from: 200, to: 100}]\n"), HasSubstr("`from` (200) is to be less than `to` (100)"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{lever: familes}]\n"), HasSubstr("did you mean \"families\"?"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{lever: families, key: coordinator_fte, from: 1, to: 2}]\n"), HasSubstr("did you mean \"coordinators_fte\"?"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{lever: families, key: coordinators_fte, from: 1, to: 5000}]\n"), HasSubstr("vary[0].to"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{lever: families, key: coordinators_fte}]\n"), HasSubstr("give `from` and `to`"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: ties.half_life}, {parameter: ties.half_life}]\n"), HasSubstr("varies twice"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: ties.half_life, lever: close}]\n"), HasSubstr("vary[0]"));
  EXPECT_THAT(mistake(head + "design: {method: sobol, points: 60}\nvary: [{parameter: ties.half_life}]\n"), HasSubstr("a power of two, such as 32 or 64"));
  EXPECT_THAT(mistake(head + "design: {method: morris, levels: 5}\nvary: [{parameter: ties.half_life}]\n"), HasSubstr("even"));
  EXPECT_THAT(mistake(head + "design: {method: moris}\nvary: [{parameter: ties.half_life}]\n"), HasSubstr("morris"));
  EXPECT_THAT(mistake(head + "design: {method: morris, points: 3}\nvary: [{parameter: ties.half_life}]\n"), HasSubstr("this counts only for latin_hypercube and sobol"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{parameter: monitor.*}]\n"), HasSubstr("vary[0].parameter: nothing in it is sampled"));
  EXPECT_THAT(mistake(head + "design: {method: factorial, levels: 1000}\nvary: [{parameter: ties.*}]\n"), HasSubstr("at most 1000000 are allowed"));
  EXPECT_THAT(mistake("scenarios: [as_it_isnt.yaml]\n" + hypercube + "vary: [{parameter: ties.half_life}]\n"), HasSubstr("as_it_is.yaml"));
  EXPECT_THAT(mistake(head + hypercube + "vary: [{lever: families, key: until, values: [2025-01-06, 2027-01-04]}]\n"), HasSubstr("until"));
}

TEST(ReadStudy, what_sets_scenarios_apart_is_not_overwritten) {
  const StudyFiles files;
  const auto with = [&](const std::string& name, const std::string& more) { write_file(files.folder.file(name), text_of_file(files.folder.file("closes.yaml")) + more); };
  with("own.yaml", "parameters: {ties.half_life: {value: 99, why: test}}\n");
  const std::string scenarios = "scenarios: [as_it_is.yaml, own.yaml]\n" + hypercube;
  for (const StudyFactor& f : read_study(files.study(scenarios + "vary: [{parameter: ties.*}]\n")).factors) EXPECT_NE(f.name, "ties.half_life") << "the second scenario sets it";
  EXPECT_THAT(mistake_in(files, scenarios + "vary: [{parameter: ties.half_life}]\n"), HasSubstr("own has another ties.half_life (99) than as_it_is"));
  std::string dearer = text_of_file(files.folder.file("closes.yaml"));
  dearer.replace(dearer.find("coordinators_fte: 1"), 19, "coordinators_fte: 2");
  write_file(files.folder.file("dearer.yaml"), dearer);
  EXPECT_THAT(mistake_in(files, "scenarios: [closes.yaml, dearer.yaml]\n" + hypercube + "vary: [{lever: families, key: coordinators_fte, from: 0.5, to: 3}]\n"),
              HasSubstr("scenarios differ in levers.families.coordinators_fte (1 and 2)"));
}

TEST(ReadStudy, one_at_a_time_starts_from_what_is) {
  const StudyFiles files;
  const std::string study = "scenarios: [closes.yaml]\ndesign: {method: one_at_a_time}\nvary: ";
  EXPECT_EQ(mistake_in(files, study + "[{parameter: ties.half_life}, {lever: families, key: coordinators_fte, from: 0.5, to: 3}]\n"), "none");
  EXPECT_THAT(mistake_in(files, study + "[{parameter: ties.half_life, from: 100, to: 200}]\n"), HasSubstr("ties.half_life is 80.2 in the scenario, outside 100 to 200"));
  EXPECT_THAT(mistake_in(files, study + "[{parameter: ties.half_life, values: [100, 200]}]\n"), HasSubstr("not among these values"));
  EXPECT_THAT(mistake_in(files, study + "[{lever: close, key: until, values: [2026-06-01, 2026-09-07]}]\n"), HasSubstr("the scenario does not say levers.close.until"));
  EXPECT_THAT(mistake_in(files, study + "[{parameter: ties.half_life, values: [80.2, 100, 100.0]}]\n"), HasSubstr("stands there twice"));
}

TEST(ReadStudy, outputs_are_looked_up_in_what_is_measured) {
  const StudyFiles files;
  const std::string vary = "vary: [{parameter: ties.half_life}]\n";
  const auto mistake = [&](const std::string& outputs) { return mistake_in(files, head + hypercube + vary + "outputs: [" + outputs + "]\n"); };
  EXPECT_EQ(mistake("{measure: mean_degree_by_group, where: {group: all}}"), "none");
  EXPECT_EQ(mistake("{measure: network_density}"), "none");
  EXPECT_THAT(mistake("{measure: mean_degre_by_group, where: {group: all}}"), HasSubstr("did you mean \"mean_degree_by_group\"?"));
  EXPECT_THAT(mistake("{measure: mean_degree_by_group}"), HasSubstr("say which group of mean_degree_by_group: all,"));
  EXPECT_THAT(mistake("{measure: mean_degree_by_group, where: {group: al}}"), HasSubstr("there is no `al`"));
  EXPECT_THAT(mistake("{measure: mean_degree_by_group, where: {tier: 1}}"), HasSubstr("has the dimensions group"));
  EXPECT_THAT(mistake("{measure: mean_degree_by_group, where: {group: all}, per_1000: children}"), HasSubstr("is no count"));
  EXPECT_THAT(mistake("{measure: births}, {measure: births}"), HasSubstr("another output is called births too"));
}

TEST(ReadStudy, the_shipped_schema_is_this_one) {
  std::ifstream in(shipped_scenarios / "study.schema.json");
  std::ostringstream kept;
  kept << in.rdbuf();
  EXPECT_EQ(kept.str(), study_schema()) << "run scripts/update-generated";
}

TEST(ReadStudy, every_shipped_study_is_well) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shipped_scenarios / "studies")) {
    if (entry.path().extension() != ".yaml") continue;
    EXPECT_NO_THROW((void)prepare(read_study(entry.path()))) << entry.path();
    ++count;
  }
  EXPECT_GE(count, 3u);
}

}  // namespace
}  // namespace weefsel
