// What the page is told of a future is what a report of that one run says, though no file of it is written.
#include "council/told_future.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "output/trajectory_files.hpp"
#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::json;
using tests::hofbuurt_file;
using tests::TemporaryFolder;

class ToldFuture : public ::testing::Test {
 protected:
  ToldFuture() {
    std::ofstream(folder_ / "base.yaml") << "question: {nl: \"Nu?\", en: \"Now?\"}\ntown: " << hofbuurt_file()
                                         << "\nyears: 9\nrun_in_years: 0\nreplicates: 2\nrecord: {flows_every_weeks: 13, network_every_weeks: 13, monitor: {sample: 0}}\n";
    std::ofstream(folder_ / "shut.yaml") << "extends: base.yaml\nquestion: {nl: \"Dicht?\", en: \"Shut?\"}\nlevers:\n"
                                            "  - {id: shut, from: 2026-01-05, close_places: {ids: [library_hof, community_centre_hof, school_hof]}}\n";
    Scenario base = read_scenario(folder_ / "base.yaml");
    std::map<std::string, Scenario> choices{{"shut", read_scenario(folder_ / "shut.yaml")}};
    twins_ = twins_of({{{}, {"shut"}}, {}, {}, false}, base, choices, folder_ / "play");
    town_ = read_town(twins_.without.town_file);
    for (std::uint32_t r = 0; r < 2; ++r) {
      const World start = *run_in(nullptr, twins_.without, town_, r, {});
      without_.push_back(*live(twins_.without, start, r, {})), with_.push_back(*live(twins_.with, start, r, {}));
    }
  }

  /// By the way of a file.
  [[nodiscard]] ComparedScenarios by_file(std::size_t r) const {
    const std::string path = (folder_ / "one.h5").string();
    {
      TrajectoryFiles files(plan_of_comparison({twins_.without, twins_.with}, town_, path, 1, false));
      files.keep(0, 0, without_[r]), files.keep(1, 0, with_[r]);
      (void)files.publish();
    }
    ComparedScenarios compared = compare_scenarios(OutputReader(path));
    std::filesystem::remove(path);
    return compared;
  }

  TemporaryFolder temporary_;
  std::filesystem::path folder_ = temporary_.file("");
  Twins twins_;
  TownDescription town_;
  std::vector<Trajectory> without_, with_;
};

TEST_F(ToldFuture, is_what_a_report_of_that_run_says) {
  const FutureTeller teller(twins_, town_, folder_, without_[0]);
  const Json head = Json::parse(teller.head("0123456789abcdef"));
  EXPECT_EQ(head.at("id"), "0123456789abcdef");
  EXPECT_EQ(head.at("futures"), 2);
  EXPECT_EQ(head.at("horizons"), Json::array({1, 4, 5}));
  std::size_t told = 0, different = 0;
  for (std::uint32_t r = 0; r < 2; ++r) {
    const Json future = Json::parse(teller.future(r, without_[r], with_[r]));
    const ComparedScenarios report = by_file(r);
    for (const ComparedLine& line : report.lines) {
      const auto& cells = head.at("cells");
      std::size_t m = 0, h = 0, c = 0;
      while (head.at("measures")[m] != report_measures()[line.measure].name) ++m;
      while (head.at("horizons")[h] != line.horizon) ++h;
      while (cells[c].at("where") != line.where || cells[c].at("cell") != line.cell) ++c;
      const Json& value = future.at("lines")[m][h][c];
      if (!std::isfinite(line.differences.front())) {
        EXPECT_TRUE(value.is_null());
        continue;
      }
      ++told, different += line.differences.front() != 0;
      EXPECT_EQ(value[1].get<double>(), line.differences.front());
      if (line.base) {
        EXPECT_EQ(value[0].get<double>(), *line.base);
      }
    }
    for (const Course& course : report.courses) {
      const auto found = future.at("courses").find(report_measures()[course.measure].name);
      if (found == future.at("courses").end()) continue;
      for (std::size_t year = 0; year < course.by_run.front().size(); ++year)
        EXPECT_EQ(found->at(course.scenario)[year].get<double>(), course.by_run.front()[year]);
    }
  }
  EXPECT_GT(told, 1000u);
  EXPECT_GT(different, 100u);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "any.h5"));
}

TEST_F(ToldFuture, a_horizon_is_that_year_of_the_course) {
  const FutureTeller teller(twins_, town_, folder_, without_[0]);
  const Json head = Json::parse(teller.head("0123456789abcdef")), future = Json::parse(teller.future(1, without_[1], with_[1]));
  const auto differences = teller.differences(without_[1], with_[1]);
  ASSERT_GE(differences.size(), 5u);
  for (const auto& [measure, by_year] : differences) {
    std::size_t m = 0;
    while (head.at("measures")[m] != measure) ++m;
    for (std::size_t h = 0; h < head.at("horizons").size(); ++h) {
      // The change is with the second term, after four years.
      const std::size_t year = 4 + head.at("horizons")[h].get<std::size_t>() - 1;
      EXPECT_NEAR(future.at("lines")[m][h][0][1].get<double>(), by_year[year], 1e-12) << measure;
    }
    for (std::size_t year = 0; year < 4; ++year) EXPECT_EQ(by_year[year], 0) << measure;
  }
}

}  // namespace
}  // namespace weefsel
