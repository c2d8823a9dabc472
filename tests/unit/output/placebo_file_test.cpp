// The placebo twin in the file: a group of its own, which leaves the scenarios as they are, and the noise floor from it.
#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "output/headlines.hpp"
#include "output/inspect.hpp"
#include "output/noise_floor.hpp"
#include "output/read_output.hpp"
#include "sample.hpp"

namespace weefsel {
namespace {

OutputPlan plan_with_placebo(const std::string& path) {
  OutputPlan plan = sample::plan(path, 2, 2);
  plan.placebo = true;
  return plan;
}

/// The first scenario again, with a wellbeing that is higher by 0.01 in replicate 0 and lower by 0.03 in replicate 1.
Trajectory placebo_member(const OutputPlan& plan, std::size_t r) {
  Trajectory t = sample::trajectory(plan.layout, 0, r);
  for (const std::size_t v : {std::size_t{1}, std::size_t{2}})
    for (double& value : t.values[v]) value += r == 0 ? 0.01 : -0.03;
  return t;
}

void write_all(const OutputPlan& plan) {
  TrajectoryFiles files(plan);
  for (std::size_t s = 0; s < 2; ++s)
    for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, sample::trajectory(plan.layout, s, r));
  if (plan.placebo)
    for (std::size_t r = 0; r < 2; ++r) files.keep(files.placebo(), r, placebo_member(plan, r));
  (void)files.publish();
}

TEST(PlaceboFile, is_a_group_that_leaves_the_scenarios_as_they_are) {
  const sample::Folder folder;
  OutputPlan with = plan_with_placebo(folder / "with.h5"), without = with;
  without.path = folder / "without.h5", without.placebo = false;
  write_all(with), write_all(without);
  const OutputReader a(with.path), b(without.path);
  ASSERT_EQ(a.find("scenario")->shape, b.find("scenario")->shape);
  for (const StoredVariable& v : b.variables()) {
    ASSERT_NE(a.find(v.name), nullptr) << v.name;
    if (v.kind == StoredKind::text) {
      EXPECT_EQ(a.texts(*a.find(v.name)), b.texts(v)) << v.name;
      continue;
    }
    EXPECT_EQ(a.bytes(*a.find(v.name), 0, v.shape.empty() ? 1 : v.shape[0]), b.bytes(v, 0, v.shape.empty() ? 1 : v.shape[0])) << v.name;
  }
  const StoredVariable* wellbeing = a.find("placebo/parental_wellbeing");
  ASSERT_NE(wellbeing, nullptr);
  EXPECT_EQ(wellbeing->dimensions, (std::vector<std::string>{"replicate", "time", "neighbourhood"}));
  EXPECT_EQ(b.find("placebo/parental_wellbeing"), nullptr);
}

TEST(PlaceboFile, cannot_be_published_without_the_placebo) {
  const sample::Folder folder;
  const OutputPlan plan = plan_with_placebo(folder / "out.h5");
  TrajectoryFiles files(plan);
  for (std::size_t s = 0; s < 2; ++s)
    for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, sample::trajectory(plan.layout, s, r));
  EXPECT_THROW((void)files.publish(), Fault);
  OutputPlan alone = sample::plan(folder / "alone.h5");
  alone.placebo = true;
  EXPECT_THROW(TrajectoryFiles{alone}, Fault);
}

TEST(NoiseFloor, is_the_mean_absolute_difference_and_its_spread) {
  const sample::Folder folder;
  const OutputPlan plan = plan_with_placebo(folder / "out.h5");
  write_all(plan);
  const OutputReader reader(plan.path);
  bool found = false;
  for (const Headline& headline : headlines_of(reader)) {
    if (headline.title != "Parental wellbeing") {
      if (headline.title.rfind("Network density", 0) == 0) {
        EXPECT_NEAR(headline.placebo.mean, 0, 1e-12);
      }
      continue;
    }
    found = true;
    EXPECT_NEAR(headline.placebo.mean, 0.02, 1e-12);                      // (0.01 + 0.03) / 2
    EXPECT_NEAR(headline.placebo.deviation, 0.04 / std::sqrt(2), 1e-12);  // of 0.01 and -0.03
  }
  EXPECT_TRUE(found);
  const std::string text = describe_noise_floor(plan.path);
  EXPECT_NE(text.find("|0.02| ± 0.028"), std::string::npos) << text;
  EXPECT_NE(text.find("+0.125 ± 0"), std::string::npos) << text;
  EXPECT_NE(text.find(" times the placebo's"), std::string::npos) << text;
  EXPECT_NE(text.find("2 replicates tell little about either spread"), std::string::npos) << text;
  EXPECT_NE(describe_output(plan.path).find("Effects beside the noise floor"), std::string::npos);
}

TEST(NoiseFloor, is_silent_where_there_is_no_placebo) {
  const sample::Folder folder;
  OutputPlan plan = plan_with_placebo(folder / "out.h5");
  plan.placebo = false;
  write_all(plan);
  EXPECT_EQ(describe_noise_floor(plan.path), "");
}

}  // namespace
}  // namespace weefsel
