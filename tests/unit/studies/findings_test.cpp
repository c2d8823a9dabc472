// From results.h5 to what the commands say, with outcomes whose answers are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/errors.hpp"
#include "designs/emulator_json.hpp"
#include "studies/commands.hpp"
#include "studies/play_study.hpp"
#include "studies/results_file.hpp"
#include "support/study_files.hpp"

namespace weefsel {
namespace {
using namespace tests;
using testing::HasSubstr;

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// A study whose results are made up: of the places of the two factors, the replicate, and the scenario.
class MadeUpStudy {
 public:
  using Outcome = std::function<double(double, double, std::uint32_t replicate, std::size_t scenario)>;

  MadeUpStudy(const std::string& design, std::int32_t replicates, const Outcome& outcome, const std::function<bool(const StudyMember&)>& failed = {}) {
    const std::string text = "scenarios: [as_it_is.yaml, closes.yaml]\ndesign: {" + design + "}\nvary: [{parameter: ties.half_life}, {parameter: ties.maturing_time}]\n"
                             "outputs: [{measure: network_density, name: made_up}]\nreplicates: " + std::to_string(replicates) + "\n";
    study = prepare(read_study(files.study(text)));
    StudyResults results(study);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t p = 0; p < study.points.count; ++p)
        for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(replicates); ++r)
          if (!failed || !failed({s, p, r})) results.add({s, p, r}, {{outcome(study.points.at(p, 0), study.points.at(p, 1), r, s)}}, "state");
    std::filesystem::create_directories(folder());
    results.write(folder() + "/results.h5", "identity");
  }
  [[nodiscard]] std::string folder() const { return files.folder.file("made_up"); }

  /// What `indices` prints, and value, low and high by factor and index of its CSV file.
  std::string indices(bool difference = false, const std::string& scenario = "as_it_is") {
    IndicesRequest request;
    request.folder = folder(), request.difference = difference;
    if (!difference) request.scenarios = {scenario};
    testing::internal::CaptureStdout();
    EXPECT_EQ(print_indices(request), exit_well);
    std::istringstream csv(text_of(folder() + (difference ? "/indices_difference.csv" : "/indices.csv")));
    found.clear();
    for (std::string line; std::getline(csv, line);) {
      std::vector<std::string> cells;
      std::istringstream row(line);
      for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
      cells.resize(8);
      if (cells[0] != "scenario") found[cells[3] + "/" + cells[4]] = cells[5].empty() ? std::nan("") : std::stod(cells[5]);
    }
    return testing::internal::GetCapturedStdout();
  }

  StudyFiles files;
  PreparedStudy study;
  std::map<std::string, double> found;
};

constexpr const char* first = "ties.half_life";
constexpr const char* second = "ties.maturing_time";
std::string of(const std::string& factor, const char* index) { return factor + "/" + index; }

/// Luck as large as what varies: a number of each replicate that all points share.
double luck(std::uint32_t r) { return r == 0 ? -0.5 : r == 1 ? 0.7 : r == 2 ? 0.1 : -0.3; }

TEST(Findings, sobol_indices_of_a_straight_line_are_the_squares_of_its_slopes) {
  // 2 x + y: variances 4/12 and 1/12, so 0.8 and 0.2; nothing together. With 256 rows the errors are below 0.02 (designs/sobol_indices.hpp).
  MadeUpStudy made("method: sobol, points: 256", 4, [](double x, double y, std::uint32_t r, std::size_t s) { return 2 * x + y + luck(r) + 7.0 * static_cast<double>(s); });
  const std::string said = made.indices();
  for (const char* index : {"first_order", "total"}) {
    EXPECT_NEAR(made.found.at(of(first, index)), 0.8, 0.03) << index;
    EXPECT_NEAR(made.found.at(of(second, index)), 0.2, 0.03) << index;
  }
  // The variance of luck over the four is 0.277, of what varies 0.417.
  EXPECT_NEAR(made.found.at("/chance_share"), 0.277 / (0.277 + 0.417), 0.03);
  EXPECT_THAT(said, HasSubstr("256 rows of the base sample."));
  EXPECT_EQ(said.find("missing"), std::string::npos);
}

TEST(Findings, the_difference_of_twins_has_neither_luck_nor_what_both_share) {
  MadeUpStudy made("method: sobol, points: 64", 2, [](double x, double y, std::uint32_t r, std::size_t s) { return 2 * x + luck(r) + (s == 1 ? 3 * y : 0); });
  (void)made.indices(true);
  EXPECT_NEAR(made.found.at(of(first, "total")), 0, 1e-6);
  EXPECT_NEAR(made.found.at(of(second, "total")), 1, 0.05);
  EXPECT_NEAR(made.found.at("/chance_share"), 0, 1e-6);
}

TEST(Findings, futures_that_failed_are_counted_and_do_not_bend_the_indices) {
  const auto failed = [](const StudyMember& m) { return m.point == 3 || (m.point == 64 * 2 + 9 && m.replicate == 1); };
  MadeUpStudy made("method: sobol, points: 64", 2, [](double x, double y, std::uint32_t r, std::size_t) { return 2 * x + y + luck(r); }, failed);
  const std::string said = made.indices();
  EXPECT_THAT(said, HasSubstr("6 of 1024 futures are missing"));
  EXPECT_THAT(said, HasSubstr("62 rows of the base sample, 2 dropped"));
  EXPECT_NEAR(made.found.at(of(first, "total")), 0.8, 0.08);
}

TEST(Findings, morris_of_a_straight_line_has_its_slopes_and_no_sigma) {
  MadeUpStudy made("method: morris, trajectories: 10", 2, [](double x, double y, std::uint32_t r, std::size_t) { return 2 * x - y + luck(r); });
  (void)made.indices();
  EXPECT_NEAR(made.found.at(of(first, "mu")), 2, 1e-9);
  EXPECT_NEAR(made.found.at(of(second, "mu")), -1, 1e-9);
  EXPECT_NEAR(made.found.at(of(second, "mu_star")), 1, 1e-9);
  EXPECT_NEAR(made.found.at(of(first, "sigma")), 0, 1e-6);
}

TEST(Findings, of_a_switch_the_effect_is_that_of_the_whole_step) {
  const StudyFiles files;
  const PreparedStudy study = prepare(read_study(files.study("scenarios: [closes.yaml]\ndesign: {method: morris, trajectories: 6}\n"
                                                             "vary: [{lever: close}, {parameter: ties.half_life, values: [80, 100, 120]}]\noutputs: [{measure: network_density, name: made_up}]\nreplicates: 2\n")));
  StudyResults results(study);
  for (std::size_t p = 0; p < study.points.count; ++p)
    for (std::uint32_t r = 0; r < 2; ++r)
      results.add({0, p, r}, {{3 * number_at(study.plan.factors[0], study.points.at(p, 0)) + number_at(study.plan.factors[1], study.points.at(p, 1)) + luck(r)}}, "state");
  const std::string folder = files.folder.file("switch");
  std::filesystem::create_directories(folder);
  results.write(folder + "/results.h5", "identity");
  IndicesRequest request;
  request.folder = folder;
  testing::internal::CaptureStdout();
  ASSERT_EQ(print_indices(request), exit_well);
  (void)testing::internal::GetCapturedStdout();
  const std::string csv = text_of(folder + "/indices.csv");
  EXPECT_THAT(csv, HasSubstr("levers.close,mu,3,"));
  EXPECT_THAT(csv, HasSubstr("ties.half_life,mu,2,")) << "three values: from the first to the last is two steps";
}

TEST(Findings, one_at_a_time_and_factorial_have_the_differences) {
  const auto line = [](double x, double y, std::uint32_t r, std::size_t) { return 2 * x - y + luck(r); };
  MadeUpStudy single("method: one_at_a_time", 2, line);
  (void)single.indices();
  const double base = single.study.plan.factors[0].base;
  EXPECT_NEAR(single.found.at(of(first, "effect_low")), -2 * base, 1e-9);
  EXPECT_NEAR(single.found.at(of(first, "effect_high")), 2 * (1 - base), 1e-9);
  EXPECT_NEAR(single.found.at(of(second, "effect_high")), -(1 - single.study.plan.factors[1].base), 1e-9);
  MadeUpStudy crossed("method: factorial, levels: 3", 2, line);
  (void)crossed.indices();
  EXPECT_NEAR(crossed.found.at(of(first, "main_effect")), 2, 1e-9);
  EXPECT_NEAR(crossed.found.at(of(second, "main_effect")), -1, 1e-9);
}

TEST(Findings, emulators_are_kept_with_their_error_and_give_the_outcome_back) {
  MadeUpStudy made("method: latin_hypercube, points: 60", 2, [](double x, double y, std::uint32_t, std::size_t s) { return 2 * x + y * y + 10.0 * static_cast<double>(s); });
  EmulateRequest request;
  request.folder = made.folder();
  testing::internal::CaptureStdout();
  ASSERT_EQ(make_emulators(request), exit_well);
  EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr("made_up"));
  const auto kept = nlohmann::json::parse(text_of(made.folder() + "/emulators.json"));
  ASSERT_EQ(kept["emulators"].size(), 2u);
  EXPECT_EQ(kept["factors"][0]["name"], first);
  EXPECT_EQ(kept["factors"][0]["low"], made.study.plan.factors[0].low);
  const NamedEmulator one = emulator_from_json(kept["emulators"][1]["emulator"].dump());
  EXPECT_GT(one.emulator.error.q2, 0.999);
  EXPECT_EQ(one.emulator.error.held_out, 12u);
  EXPECT_NEAR(evaluate(one.emulator, {0.3, 0.6}), 2 * 0.3 + 0.36 + 10, 0.02);
}

TEST(Findings, robustness_says_in_which_futures_a_scenario_falls_short) {
  // The first loses where the first factor is low, which is in a third of the futures.
  MadeUpStudy made("method: latin_hypercube, points: 120", 2, [](double x, double, std::uint32_t, std::size_t s) { return s == 0 ? x : 0.5; });
  RobustnessRequest request;
  request.folder = made.folder(), request.output = "made_up", request.better = "higher", request.good_enough = 1.0 / 3, request.any_budget = true;
  testing::internal::CaptureStdout();
  ASSERT_EQ(print_robustness(request), exit_well);
  const std::string said = testing::internal::GetCapturedStdout();
  EXPECT_THAT(said, HasSubstr("as_it_is falls short in 40 of 120 futures."));
  EXPECT_THAT(said, HasSubstr("ties.half_life (weeks) is below 15"));  // 80 + 220 / 3 = 153
  EXPECT_THAT(said, HasSubstr("closes falls short in 0 of 120 futures."));
  request.any_budget = false;
  EXPECT_THROW((void)print_robustness(request), UserMistake) << "they do not cost the same";
  request.any_budget = true, request.language = "nl";
  testing::internal::CaptureStdout();
  ASSERT_EQ(print_robustness(request), exit_well);
  EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr("ties.half_life (weeks) ligt onder 15"));
}

TEST(Findings, what_does_not_fit_is_told) {
  MadeUpStudy made("method: morris, trajectories: 4", 1, [](double x, double, std::uint32_t, std::size_t) { return x; });
  EmulateRequest emulate;
  emulate.folder = made.folder();
  EXPECT_THROW((void)make_emulators(emulate), UserMistake);
  IndicesRequest indices;
  indices.folder = made.folder(), indices.years = {2};
  EXPECT_THROW((void)print_indices(indices), UserMistake);
  indices.years = {}, indices.folder = made.files.folder.file("nowhere");
  EXPECT_THROW((void)print_indices(indices), UserMistake);
}

}  // namespace
}  // namespace weefsel
