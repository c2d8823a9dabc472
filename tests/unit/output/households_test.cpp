// The record of single households: joined on keys, whatever order and slots; kept through a kill; who is touched.
#include "output/household_record.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/errors.hpp"
#include "output/inspect.hpp"
#include "output/read_output.hpp"
#include "output/touched.hpp"
#include "sample.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

HouseholdLayout household_layout() {
  HouseholdLayout layout;
  layout.variables = {{"known_people", "people", "People known", "Sample."}, {"wellbeing", "1", "Wellbeing", "Sample."}};
  layout.days = {28, 56, 84};
  layout.time_units = "days since 2026-01-05";
  layout.neighbourhoods = {"Oude Kern", "flats"};
  layout.groups = {"all", "one_parent"};
  return layout;
}

/// `families` households with keys 2^63 + 1000, + 1010 ...; every fifth in the flats, every second a single parent.
/// In scenario 1 the first ten of the Oude Kern know two people fewer in the last moment, and one knows three more.
HouseholdRecord record(std::size_t families, std::size_t scenario, std::size_t replicate) {
  HouseholdRecord r;
  r.values.resize(2);
  std::size_t in_kern = 0;
  for (std::size_t i = 0; i < families; ++i) {
    r.keys.push_back((std::uint64_t{1} << 63) + 1000 + 10 * i);
    r.neighbourhood.push_back(i % 5 == 0 ? 1 : 0);
    r.groups.push_back(i % 2 == 0 ? 3 : 1);
    double change = 0;
    if (r.neighbourhood.back() == 0 && scenario == 1) {
      if (in_kern < 10) change = -2;
      if (in_kern == 10) change = 3;
      ++in_kern;
    }
    const double base = static_cast<double>(5 + i % 7 + replicate);
    for (const double value : {base, base, base + change}) r.values[0].push_back(value);
    for (int m = 0; m < 3; ++m) r.values[1].push_back(i == 7 && m > 0 ? nan : 0.5);
  }
  return r;
}

OutputPlan plan_with_households(const std::string& path) {
  OutputPlan plan = sample::plan(path, 2, 2);
  plan.layout.households = household_layout();
  return plan;
}

Trajectory member(const OutputPlan& plan, std::size_t s, std::size_t r) {
  Trajectory t = sample::trajectory(plan.layout, s, r);
  t.households = record(60, s, r);
  return t;
}

TEST(HouseholdRecord, survives_being_kept_as_bytes) {
  const HouseholdRecord r = record(40, 1, 0);
  const std::string bytes = bytes_of(r);
  const auto back = household_record_from(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(bytes_of(*back), bytes);
  EXPECT_FALSE(household_record_from(std::string_view(bytes).substr(0, bytes.size() - 1)).has_value());
  EXPECT_FALSE(household_record_from(bytes + "x").has_value());
}

TEST(HouseholdRecord, that_does_not_fit_is_a_fault) {
  HouseholdRecord r = record(40, 0, 0);
  std::swap(r.keys[3], r.keys[4]);
  EXPECT_THROW(check_household_record(household_layout(), r), Fault);
  r = record(40, 0, 0);
  r.values[1].pop_back();
  EXPECT_THROW(check_household_record(household_layout(), r), Fault);
}

TEST(HouseholdRows, join_on_keys_when_scenarios_hold_other_households) {
  HouseholdRecord a, b;
  a.keys = {10, 30, 40}, a.neighbourhood = {0, 0, 1}, a.groups = {1, 1, 1}, a.values = {{1, 3, 4}};
  b.keys = {20, 30}, b.neighbourhood = {1, 0}, b.groups = {1, 1}, b.values = {{2.5, 3.5}};
  HouseholdRows rows(2);
  rows.add(1, a), rows.add(1, b);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows.first_row(1), 0u);
  EXPECT_EQ(rows.of(1)[1].key, 20u);
  EXPECT_EQ(rows.of(1)[1].neighbourhood, 1u);
  const auto first = rows.in_rows(1, a, 0, 1), second = rows.in_rows(1, b, 0, 1);
  EXPECT_EQ(first[0], 1);
  EXPECT_TRUE(std::isnan(first[1]));
  EXPECT_EQ(first[2], 3);
  EXPECT_EQ(first[3], 4);
  EXPECT_TRUE(std::isnan(second[0]));
  EXPECT_EQ(second[1], 2.5);
  EXPECT_EQ(second[2], 3.5);
  EXPECT_TRUE(std::isnan(second[3]));
}

TEST(HouseholdFile, keeps_keys_to_the_last_bit_and_leaves_the_root_alone) {
  const sample::Folder folder;
  const OutputPlan plan = plan_with_households(folder / "out.h5");
  {
    TrajectoryFiles files(plan);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, member(plan, s, r));
    (void)files.publish();
  }
  const OutputReader reader(plan.path);
  const StoredVariable* keys = reader.find("households/household_key");
  ASSERT_NE(keys, nullptr);
  ASSERT_EQ(keys->shape, std::vector<std::size_t>{120});
  EXPECT_EQ(reader.keys(*keys)[61], (std::uint64_t{1} << 63) + 1010);
  const StoredVariable* known = reader.find("households/known_people");
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->dimensions, (std::vector<std::string>{"scenario", "household", "moment"}));
  EXPECT_EQ(reader.numbers(*known, {1, 61, 2})[0], reader.numbers(*known, {0, 61, 2})[0] - 2);
  EXPECT_EQ(reader.find("known_people"), nullptr);
  EXPECT_NE(reader.find("network_density"), nullptr);
  EXPECT_EQ(describe_output(plan.path).find("household_key"), std::string::npos) << "single households are not in the overview";
}

TEST(HouseholdFile, is_the_same_after_a_kill_in_between) {
  const sample::Folder folder;
  const OutputPlan straight = plan_with_households(folder / "a.h5"), broken = plan_with_households(folder / "b.h5");
  {
    TrajectoryFiles files(straight);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, member(straight, s, r));
    (void)files.publish();
  }
  {
    TrajectoryFiles files(broken);
    files.keep(1, 1, member(broken, 1, 1)), files.keep(0, 0, member(broken, 0, 0));
  }
  TrajectoryFiles files(broken);
  EXPECT_EQ(files.finished(), 2u);
  files.keep(1, 0, member(broken, 1, 0)), files.keep(0, 1, member(broken, 0, 1));
  const FileHashes hashes = files.publish();
  EXPECT_EQ(hashes.file, file_hash(straight.path));
  EXPECT_EQ(hashes.data, data_hash(straight.path));
}

TEST(HouseholdFile, counts_in_the_data_hash) {
  const sample::Folder folder;
  std::vector<std::string> hashes;
  for (const double extra : {0.0, 1.0}) {
    const OutputPlan plan = plan_with_households(folder / (extra > 0 ? "more.h5" : "as_is.h5"));
    TrajectoryFiles files(plan);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t r = 0; r < 2; ++r) {
        Trajectory t = member(plan, s, r);
        t.households.values[0][5] += extra;
        files.keep(s, r, t);
      }
    hashes.push_back(files.publish().data);
  }
  EXPECT_NE(hashes[0], hashes[1]);
}

TEST(Touched, finds_the_planted_differences_and_blanks_small_cells) {
  const sample::Folder folder;
  const OutputPlan plan = plan_with_households(folder / "out.h5");
  TrajectoryFiles files(plan);
  for (std::size_t s = 0; s < 2; ++s)
    for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, member(plan, s, r));
  (void)files.publish();
  EXPECT_EQ(household_measures(plan.path), (std::vector<std::string>{"known_people", "wellbeing"}));
  const std::vector<Touched> all = who_is_touched(plan.path, "known_people");
  ASSERT_EQ(all.size(), 1u);
  const TouchedCell& everyone = all[0].by_group[0];
  EXPECT_EQ(everyone.name, "all");
  EXPECT_DOUBLE_EQ(everyone.families, 60);
  EXPECT_DOUBLE_EQ(everyone.touched, 11.0 / 60);
  EXPECT_DOUBLE_EQ(everyone.lower, 10.0 / 60);
  EXPECT_DOUBLE_EQ(everyone.higher, 1.0 / 60);
  EXPECT_DOUBLE_EQ(everyone.mean_difference, (10 * -2.0 + 3) / 3 / 60) << "over three moments of the last year";
  EXPECT_EQ(everyone.runs_lower, 2u);
  ASSERT_EQ(all[0].by_neighbourhood.size(), 2u);
  EXPECT_FALSE(all[0].by_neighbourhood[0].blank);
  EXPECT_EQ(all[0].by_neighbourhood[0].name, "Oude Kern");
  EXPECT_TRUE(all[0].by_neighbourhood[1].blank) << "twelve families";
  const std::string text = describe_touched(all[0]);
  EXPECT_NE(text.find("2 replicates cannot tell who is touched: at least 50 are needed"), std::string::npos);
  EXPECT_NE(text.find("fewer than 30 families"), std::string::npos);
  const std::vector<Touched> coarse = who_is_touched(plan.path, "known_people", 0.8);
  EXPECT_DOUBLE_EQ(coarse[0].by_group[0].lower, 0) << "two thirds of a person is ignored";
  EXPECT_DOUBLE_EQ(coarse[0].by_group[0].higher, 1.0 / 60);
  const std::string csv = touched_as_csv(all);
  EXPECT_NE(csv.find("close_library,known_people,1,9223372036854776818,0,1,-0.666666667\n"), std::string::npos) << csv.substr(0, 400);
  EXPECT_DOUBLE_EQ(who_is_touched(plan.path, "wellbeing")[0].by_group[0].touched, 0);
}

TEST(Touched, explains_what_is_missing) {
  const sample::Folder folder;
  const OutputPlan one = sample::plan(folder / "one.h5"), two = sample::plan(folder / "two.h5", 2, 1), with = plan_with_households(folder / "with.h5");
  sample::write(one), sample::write(two);
  {
    TrajectoryFiles files(with);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t r = 0; r < 2; ++r) files.keep(s, r, member(with, s, r));
    (void)files.publish();
  }
  EXPECT_THROW((void)who_is_touched(one.path, "known_people"), UserMistake);
  EXPECT_THROW((void)who_is_touched(two.path, "known_people"), UserMistake);
  EXPECT_THROW((void)who_is_touched(with.path, "friends"), UserMistake);
}

}  // namespace
}  // namespace weefsel
