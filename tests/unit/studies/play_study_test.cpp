// A study that is played: same bytes for any number of threads, after a stop, and whatever fails; each member is the future that
// `run` would play.
#include "studies/play_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/errors.hpp"
#include "output/read_output.hpp"
#include "studies/results_file.hpp"
#include "study/run_study.hpp"
#include "support/study_files.hpp"

namespace weefsel {
namespace {
using namespace tests;

StudyOutcome play(const PreparedStudy& study, const std::string& folder, int threads = 1, std::int64_t weeks = 1'000'000,
                  std::function<void(const StudyMember&, const World&)> onlooker = {}, const KeptRunIns* run_ins = nullptr) {
  std::atomic<bool> interrupted{false};
  std::atomic<std::int64_t> lived{0};
  PlayOptions options;
  options.folder = folder, options.threads = threads, options.interrupted = &interrupted, options.run_ins = run_ins;
  options.onlooker = [&](const StudyMember& member, const World& world) {
    if (onlooker) onlooker(member, world);
    if (++lived >= weeks) interrupted = true;
  };
  OwnHandOut hand_out;
  return play_study(study, options, hand_out);
}

TEST(PlayStudy, has_the_same_bytes_for_any_number_of_threads_and_after_stops) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.usual()));
  const StudyOutcome one = play(study, files.folder.file("one"), 1);
  ASSERT_TRUE(one.complete);
  EXPECT_EQ(one.members, 3u * 2 * 2);
  EXPECT_EQ(play(study, files.folder.file("many"), 3).published.hashes.file, one.published.hashes.file);

  const std::string stopped = files.folder.file("stopped");
  std::size_t reused = 0;
  for (int stop = 1;; ++stop) {
    ASSERT_LT(stop, 20);
    const StudyOutcome some = play(study, stopped, 1 + stop % 2, 300);
    EXPECT_GE(some.reused, reused) << "a finished member is not played again";
    reused = some.reused;
    if (!some.complete) {
      EXPECT_FALSE(std::filesystem::exists(stopped + "/results.h5"));
      continue;
    }
    EXPECT_GT(stop, 2) << "it was never stopped";
    EXPECT_GT(some.reused, 0u);
    EXPECT_EQ(some.published.hashes.file, one.published.hashes.file);
    EXPECT_EQ(some.published.state_hash, one.published.state_hash);
    break;
  }
  EXPECT_TRUE(play(study, stopped).was_complete);
  EXPECT_FALSE(std::filesystem::exists(stopped + "/parts")) << "what was needed on the way is gone";
}

TEST(PlayStudy, a_member_is_the_future_that_run_plays_with_these_settings) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.usual()));
  ASSERT_TRUE(play(study, files.folder.file("study")).complete);
  const OutputReader results(files.folder.file("study") + "/results.h5");
  const std::vector<std::string> states = results.texts(*results.find("state_hash"));

  constexpr std::size_t point = 2, scenario = 1, replicates = 2;
  Scenario alone = scenario_at(study.plan, scenario, &study.points.values[point * study.points.factors]);
  alone.recording = {}, alone.replicates = static_cast<std::int32_t>(replicates);
  StudyOptions options;
  options.out = files.folder.file("alone.h5");
  ASSERT_TRUE(run_study({alone}, options).complete);
  const OutputReader own(options.out);
  const std::vector<std::string> own_states = own.texts(*own.find("state_hash"));
  for (std::size_t r = 0; r < replicates; ++r) EXPECT_EQ(own_states[r], states[(scenario * 3 + point) * replicates + r]);
  EXPECT_NE(own_states[0], own_states[1]);
}

TEST(PlayStudy, a_member_that_fails_leaves_the_others_alone_and_is_missing_in_the_results) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.usual()));
  const StudyOutcome straight = play(study, files.folder.file("straight"));
  const std::string folder = files.folder.file("failing");
  const StudyOutcome failing = play(study, folder, 2, 1'000'000, [](const StudyMember& m, const World& world) {
    if (m.scenario == 1 && m.point == 1 && m.replicate == 0 && world.week == Week{20}) throw std::runtime_error("made to fail");
  });
  EXPECT_FALSE(failing.complete);
  ASSERT_EQ(failing.failed.size(), 1u);
  EXPECT_EQ(failing.failed[0].why, "made to fail");
  EXPECT_EQ(failing.failed[0].member.point, 1u);
  EXPECT_EQ(failing.finished, failing.members - 1);

  const StoredStudy results = read_results(folder), whole = read_results(files.folder.file("straight"));
  EXPECT_EQ(results.finished, results.members - 1);
  for (std::size_t o = 0; o < whole.outputs.size(); ++o)
    for (std::size_t s = 0; s < 2; ++s) {
      const Outcomes some = results.outcomes(o, s, 0), all = whole.outcomes(o, s, 0);
      for (std::size_t p = 0; p < 3; ++p)
        for (std::size_t r = 0; r < 2; ++r) {
          ASSERT_FALSE(std::isnan(all.at(p, r))) << whole.outputs[o];
          if (s == 1 && p == 1 && r == 0) EXPECT_TRUE(std::isnan(some.at(p, r)));
          else EXPECT_EQ(some.at(p, r), all.at(p, r));
        }
    }
  const StudyOutcome mended = play(study, folder);
  EXPECT_EQ(mended.reused, mended.members - 1) << "the same command plays only what failed";
  EXPECT_EQ(mended.published.hashes.file, straight.published.hashes.file);
}

TEST(PlayStudy, more_replicates_leave_those_that_are_there_as_they_are) {
  const StudyFiles files;
  const std::string file = files.usual();
  const PreparedStudy two = prepare(read_study(file));
  StudyFileOptions options;
  options.replicates = 3;
  const PreparedStudy three = prepare(read_study(file, options));
  EXPECT_EQ(identity_of(two), identity_of(three));
  ASSERT_TRUE(play(two, files.folder.file("two")).complete);
  const StudyOutcome straight = play(three, files.folder.file("three"));
  ASSERT_TRUE(straight.complete);
  std::filesystem::copy(files.folder.file("two"), files.folder.file("more"), std::filesystem::copy_options::recursive);
  const StudyOutcome more = play(three, files.folder.file("more"));
  EXPECT_EQ(more.reused, 3u * 2 * 2) << "what is in the results is not played again";
  EXPECT_EQ(more.published.hashes.file, straight.published.hashes.file);
  EXPECT_TRUE(play(two, files.folder.file("more")).was_complete);
  EXPECT_EQ(read_results(files.folder.file("more")).replicates, 3u) << "fewer replicates take nothing away";
  const StoredStudy a = read_results(files.folder.file("two")), b = read_results(files.folder.file("three"));
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t r = 0; r < 2; ++r) EXPECT_EQ(a.outcomes(1, 0, 0).at(p, r), b.outcomes(1, 0, 0).at(p, r));
}

TEST(PlayStudy, what_happens_to_the_files_meanwhile_does_not_count) {
  const StudyFiles files;
  const std::string text = "scenarios: [closes.yaml]\ndesign: {method: latin_hypercube, points: 3}\nvary: [{lever: families, key: coordinators_fte, from: 0.5, to: 3}]\nreplicates: 1\n";
  const PreparedStudy study = prepare(read_study(files.study(text)));
  const StudyOutcome straight = play(study, files.folder.file("straight"));
  std::atomic<bool> written{false};
  const StudyOutcome meddled = play(study, files.folder.file("meddled"), 1, 1'000'000, [&](const StudyMember&, const World&) {
    if (!written.exchange(true)) write_file(files.folder.file("closes.yaml"), "half a file, {");
  });
  EXPECT_EQ(meddled.published.hashes.file, straight.published.hashes.file);
}

TEST(PlayStudy, files_of_somebody_else_are_refused_and_kept) {
  const StudyFiles files;
  const std::string folder = files.folder.file("mine");
  std::filesystem::create_directories(folder + "/parts");
  write_file(folder + "/parts/thesis.txt", "mine");
  const PreparedStudy study = prepare(read_study(files.usual()));
  EXPECT_THROW((void)play(study, folder), UserMistake);
  write_file(folder + "/study.json", "[3]");
  EXPECT_THROW((void)play(study, folder), UserMistake) << "what is no state of a study is another study";
  EXPECT_TRUE(std::filesystem::exists(folder + "/parts/thesis.txt"));
}

TEST(PlayStudy, another_study_in_the_folder_is_refused_and_kept) {
  const StudyFiles files;
  const std::string folder = files.folder.file("study");
  ASSERT_TRUE(play(prepare(read_study(files.usual())), folder).complete);
  StudyFileOptions options;
  options.points = 4;
  const PreparedStudy other = prepare(read_study(files.usual(), options));
  EXPECT_THROW((void)play(other, folder), UserMistake);
  EXPECT_EQ(read_results(folder).points.count, 3u);
}

/// A point that differs in levers alone branches from the same run-in; one whose parameters differ lives its own.
TEST(PlayStudy, run_ins_are_shared_where_only_levers_vary) {
  const StudyFiles files;
  const std::string text = "scenarios: [closes.yaml]\ndesign: {method: factorial, levels: 2}\nreplicates: 1\nvary: ";
  const auto weeks_of = [&](const std::string& vary, const std::string& more, const std::string& name) {
    const PreparedStudy study = prepare(read_study(files.study(text + vary + more)));
    const KeptRunIns kept(files.folder.file(name + "_kept"), "test");
    (void)play(study, files.folder.file(name), 1, 1'000'000, {}, &kept);
    std::size_t worlds = 0;
    if (std::filesystem::exists(files.folder.file(name + "_kept")))
      for (const auto& entry : std::filesystem::directory_iterator(files.folder.file(name + "_kept"))) worlds += entry.is_regular_file() ? 1 : 0;
    return worlds;
  };
  EXPECT_EQ(weeks_of("[{lever: close}, {lever: families, key: coordinators_fte, from: 1, to: 2}]\n", "", "levers"), 1u);
  EXPECT_EQ(weeks_of("[{parameter: ties.half_life}]\n", "", "own"), 0u) << "a run-in that no other point can use is not kept";
  EXPECT_EQ(weeks_of("[{parameter: ties.half_life}]\n", "run_in: from_defaults\n", "defaults"), 1u);
  const StoredStudy own = read_results(files.folder.file("own")), shared = read_results(files.folder.file("defaults"));
  EXPECT_NE(own.outcomes(1, 0, 0).at(1, 0), shared.outcomes(1, 0, 0).at(1, 0)) << "these are two questions";
  EXPECT_NE(shared.outcomes(1, 0, 0).at(0, 0), shared.outcomes(1, 0, 0).at(1, 0)) << "parameters count from the start";
}

TEST(PlayStudy, outputs_of_a_year_are_means_and_sums_of_its_weeks) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.study(
      "scenarios: [as_it_is.yaml]\ndesign: {method: one_at_a_time}\nvary: [{parameter: ties.half_life}]\nyears: 2\nreplicates: 1\n"
      "outputs:\n  - {measure: parental_wellbeing_by_group, where: {group: all}, name: wellbeing}\n  - {measure: births_by_group, where: {group: all}, name: births}\n"
      "  - {measure: births_by_group, where: {group: all}, per_1000: children, name: birth_rate}\n  - {measure: help_in_use_by_group, where: {group: all, tier: 1}, name: in_help}\n")));
  Trajectory made = empty_trajectory(study.layout);
  const auto set = [&](const char* measure, const auto& of) {
    for (std::size_t v = 0; v < study.layout.variables.size(); ++v) {
      if (study.layout.variables[v].name != measure) continue;
      const std::size_t steps = dimension_of(study.layout, study.layout.variables[v].dimensions[0]).size, cells = made.values[v].size() / steps;
      for (std::size_t t = 0; t < steps; ++t)
        for (std::size_t c = 0; c < cells; ++c) made.values[v][t * cells + c] = of(t, c);
    }
  };
  // `all` is the first group, and tier 1 the first tier: cell 0. The others hold what would be noticed.
  set("parental_wellbeing_by_group", [](std::size_t t, std::size_t c) { return c > 0 ? 99.0 : t < 52 ? 0.25 : t % 2 == 0 ? 0.5 : 1.0; });
  set("births_by_group", [](std::size_t t, std::size_t c) { return c > 0 ? 99.0 : t == 60 ? std::nan("") : 1.0; });
  set("children_by_group", [](std::size_t, std::size_t c) { return c > 0 ? 1.0 : 500.0; });
  set("help_in_use_by_group", [](std::size_t t, std::size_t c) { return c > 0 ? 99.0 : t < 52 ? 3.0 : 5.0; });
  const auto values = [&](std::size_t o) { return study.outputs[o].by_year(made, 2); };
  EXPECT_EQ(values(0), (std::vector<double>{0.25, 0.75}));
  EXPECT_EQ(values(1)[0], 52);
  EXPECT_TRUE(std::isnan(values(1)[1])) << "with one week blank the sum of a year is not known";
  EXPECT_EQ(values(2)[0], 104);
  EXPECT_EQ(values(3), (std::vector<double>{3, 5})) << "how many there are is no sum over weeks";
  EXPECT_EQ(study.outputs[2].units, "children per 1,000 children");
}

}  // namespace
}  // namespace weefsel
