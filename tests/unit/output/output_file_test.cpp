// The published file: read back by our own reader and by the tools that others use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "base/errors.hpp"
#include "output/export_network.hpp"
#include "output/headlines.hpp"
#include "output/inspect.hpp"
#include "output/read_output.hpp"
#include "output/sha256.hpp"
#include "params/parameters.hpp"
#include "sample.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Sha256, KnownAnswers) {  // FIPS 180-4, examples
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(OutputFile, RoundTrip) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5", 2);
  sample::write(plan);
  const OutputReader reader(plan.path);
  for (std::size_t v = 0; v < plan.layout.variables.size(); ++v) {
    const VariableLayout& variable = plan.layout.variables[v];
    const StoredVariable* stored = reader.find(variable.name);
    ASSERT_NE(stored, nullptr) << variable.name;
    EXPECT_EQ(stored->units, variable.units);
    EXPECT_EQ(stored->description, variable.description);
    std::vector<std::string> dimensions = {"scenario", "replicate"};
    dimensions.insert(dimensions.end(), variable.dimensions.begin(), variable.dimensions.end());
    EXPECT_EQ(stored->dimensions, dimensions);
    for (std::size_t s = 0; s < 2; ++s) {
      for (std::size_t r = 0; r < 3; ++r) {
        const std::vector<double> expected = sample::trajectory(plan.layout, s, r).values[v];
        const std::vector<double> read = reader.numbers(*stored, {s, r});
        ASSERT_EQ(read.size(), expected.size());
        for (std::size_t i = 0; i < read.size(); ++i) {
          EXPECT_TRUE(read[i] == expected[i] || (std::isnan(read[i]) && std::isnan(expected[i]))) << variable.name;
        }
      }
    }
  }
  EXPECT_THAT(reader.texts(*reader.find("neighbourhood")), ElementsAre("Oude Kern", "Flats-West", "Nieuwe Wijk é"));
  EXPECT_EQ(reader.attribute("seed"), "18446744073709551615");
  EXPECT_EQ(reader.find("rank"), nullptr) << "a dimension without coordinate is no variable";
}

TEST(OutputFile, DataHashSeesDataOnly) {
  const sample::Folder folder;
  const FileHashes first = sample::write(sample::plan(folder / "a.h5"));
  OutputPlan plan = sample::plan(folder / "b.h5");
  plan.provenance.program_commit = "fedcba9";
  plan.provenance.scenarios[0].parameters[0].value = 27;
  plan.layout.variables[0].description = "Told in other words.";
  const FileHashes other_origin = sample::write(plan);
  EXPECT_EQ(first.data, other_origin.data);
  EXPECT_NE(first.file, other_origin.file);

  plan = sample::plan(folder / "c.h5");
  TrajectoryFiles files(plan);
  for (std::size_t r = 0; r < 3; ++r) {
    Trajectory trajectory = sample::trajectory(plan.layout, 0, r);
    trajectory.values[0][0] = std::nextafter(trajectory.values[0][0], 1.0);
    files.keep(0, r, trajectory);
  }
  EXPECT_NE(files.publish().data, first.data);
}

TEST(OutputFile, SignsOfZeroAndNotANumberDoNotMatter) {
  const sample::Folder folder;
  std::string hashes[2];
  for (int negative = 0; negative < 2; ++negative) {
    const OutputPlan plan = sample::plan(folder / "out.h5", 1, 1);
    Trajectory trajectory = sample::trajectory(plan.layout, 0, 0);
    trajectory.values[0][0] = negative != 0 ? -0.0 : 0.0;
    trajectory.values[0][1] = std::copysign(std::numeric_limits<double>::quiet_NaN(), negative != 0 ? -1.0 : 1.0);
    TrajectoryFiles files(plan);
    files.keep(0, 0, trajectory);
    hashes[negative] = files.publish().file;
  }
  EXPECT_EQ(hashes[0], hashes[1]);
}

TEST(OutputFile, BlankCountsComeBackAsBlank) {
  const sample::Folder folder;
  OutputPlan plan = sample::plan(folder / "out.h5", 1, 1);
  plan.layout.variables[4].may_be_blank = true;  // visits
  Trajectory trajectory = sample::trajectory(plan.layout, 0, 0);
  trajectory.values[4][3] = std::nan("");
  TrajectoryFiles files(plan);
  files.keep(0, 0, trajectory);
  files.publish();
  const OutputReader reader(plan.path);
  const std::vector<double> read = reader.numbers(*reader.find("place_visits"));
  EXPECT_TRUE(std::isnan(read[3]));
  EXPECT_EQ(read[4], trajectory.values[4][4]);
  trajectory.values[5][0] = std::nan("");  // children: a size
  EXPECT_THROW(check_trajectory(plan.layout, trajectory), Fault);
}

TEST(OutputFile, NetworksAreKeptAndComeBack) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5", 2, 2);
  const auto write = [&](double strength) {
    TrajectoryFiles files(plan);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t r = 0; r < 2; ++r) {
        Trajectory trajectory = sample::trajectory(plan.layout, s, r);
        trajectory.snapshots = {sample::network({2026, 7, 6}, strength), sample::network({2027, 1, 4}, 0.5)};
        files.keep(s, r, trajectory);
      }
    return files.publish();
  };
  const FileHashes first = write(0.25);
  const OutputReader reader(plan.path);
  EXPECT_EQ(reader.snapshots().size(), 8U);
  EXPECT_EQ(reader.snapshots().front(), (SnapshotName{"baseline", 0, "2026-07-06"}));
  EXPECT_EQ(reader.snapshot({"close_library", 1, "2026-07-06"}), sample::network({2026, 7, 6}, 0.25));
  EXPECT_EQ(reader.find("network"), nullptr) << "a group is no variable";
  EXPECT_THAT(describe_output(plan.path), HasSubstr("Networks kept, of each scenario and replicate: 2026-07-06, 2027-01-04"));
  EXPECT_EQ(write(0.25).file, first.file);
  EXPECT_NE(write(0.26).data, first.data) << "a network is a result";
  EXPECT_NE(sample::write(plan).data, first.data);
}

TEST(OutputFile, SnapshotsThatDoNotFitAreRefused) {
  Trajectory trajectory = sample::trajectory(sample::layout(), 0, 0);
  const auto refused = [&](auto&& edit) {
    trajectory.snapshots = {sample::network({2026, 7, 6}, 0.25)};
    edit(trajectory.snapshots[0]);
    EXPECT_THROW(check_trajectory(sample::layout(), trajectory), Fault);
  };
  refused([](Snapshot& s) { s.nodes[1].codes.pop_back(); });
  refused([](Snapshot& s) { s.edges[1].codes[0] = 9; });
  refused([](Snapshot& s) { s.nodes[1].codes[0] = 2; });
  refused([](Snapshot& s) { s.edges[0].name = "from"; });
}

TEST(ExportNetwork, StrongTiesTakeTheirEndsAlong) {
  const Snapshot network = sample::network({2026, 7, 6}, 0.25);
  const Snapshot strong = with_strong_ties(network, 0.3);
  EXPECT_EQ(strong.edges[0].size(), 1U);
  EXPECT_THAT(strong.nodes[0].codes, ElementsAre(0xfedcba9876543210ULL, 2)) << "the parent without a tie stays, the team goes";
  EXPECT_EQ(strong.edges[1].codes[0], 1U) << "positions are those of the nodes that are left";
  check_snapshot(strong);
}

TEST(OutputFile, LongTextsAndAllParametersFit) {
  const sample::Folder folder;
  OutputPlan plan = sample::plan(folder / "out.h5", 1, 1);
  const std::string name(parameter_table().front().name);
  plan.provenance.scenarios[0].parameters = parameter_rows(Parameters{}, {{name, "to see what happens"}});
  plan.provenance.scenarios[0].resolved_text = std::string(300000, 'x');  // old HDF5 attributes end at 64 KiB
  sample::write(plan);
  EXPECT_EQ(OutputReader(plan.path).attribute("scenario_text").size(), 300000U);
  EXPECT_THAT(describe_output(plan.path), HasSubstr(name));
  EXPECT_THAT(describe_output(plan.path), HasSubstr("to see what happens"));
}

TEST(OutputFile, BigMeasuresAreCutIntoChunksOfAMebibyte) {
  const sample::Folder folder;
  OutputPlan plan = sample::plan(folder / "out.h5", 1, 1);
  plan.layout.dimensions = {sample::time("time", 1040, 7), sample::named("group", std::vector<std::string>(300, "g"))};
  plan.layout.variables = {sample::measure("visits", {"time", "group"}, NumberKind::whole, "visits", "Visits")};
  Trajectory trajectory = empty_trajectory(plan.layout);
  for (std::size_t i = 0; i < trajectory.values[0].size(); ++i) trajectory.values[0][i] = static_cast<double>(i);
  TrajectoryFiles files(plan);
  files.keep(0, 0, trajectory);
  files.publish();
  const OutputReader reader(plan.path);
  EXPECT_EQ(reader.numbers(*reader.find("visits")), trajectory.values[0]);
}

TEST(Inspect, TellsWhatIsInAComparison) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5", 2);
  sample::write(plan);
  const std::string text = describe_output(plan.path);
  for (const char* part : {"A sample study", "Testdorp", "baseline close_library", "2026-01-05 to 2028-12-25",
                           "network_density", "ties.half_life = 20 weeks (default 26): sensitivity",
                           "sign not settled by evidence", "per 1,000 children per year", "█", "difference +0.125"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(Inspect, HeadlinesByHand) {
  const sample::Folder folder;
  OutputPlan plan = sample::plan(folder / "out.h5", 2, 2);
  TrajectoryFiles files(plan);
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t r = 0; r < 2; ++r) {
      Trajectory trajectory = empty_trajectory(plan.layout);
      for (double& value : trajectory.values[3]) value = 1;    // a request each week, in 3 neighbourhoods and 2 tiers
      for (double& value : trajectory.values[5]) value = 100;  // children in each neighbourhood
      for (std::size_t i = 0; i < trajectory.values[2].size(); ++i) {
        trajectory.values[2][i] = i % 3 == 0 ? 0.5 + 0.1 * static_cast<double>(r) : 9;  // group "all" comes first
      }
      files.keep(s, r, trajectory);
    }
  }
  files.publish();
  const std::vector<Headline> headlines = headlines_of(OutputReader(plan.path));
  ASSERT_EQ(headlines.size(), 4U);
  EXPECT_TRUE(std::isnan(headlines[0].scenarios[0].first_year.mean)) << "a density that was never measured";
  EXPECT_NEAR(headlines[1].scenarios[0].last_year.mean, 0.55, 1e-12);
  EXPECT_NEAR(headlines[1].scenarios[0].last_year.deviation, 0.1 / std::sqrt(2.0), 1e-12);
  // 3 requests a week among 300 children: 10 per 1,000 per week, times 365.25 / 7.
  EXPECT_NEAR(headlines[2].scenarios[0].first_year.mean, 521.785714, 1e-5);
  EXPECT_EQ(headlines[2].scenarios[1].difference.mean, 0.0);
  EXPECT_THAT(describe_output(plan.path), HasSubstr("difference exactly 0"));
}

TEST(Inspect, Sparklines) {
  EXPECT_EQ(sparkline({0, 1, 2, 3, 4, 5, 6, 7}, 0, 7, 8), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline({0, 0, 7, 7}, 0, 7, 2), "▁█");
  EXPECT_EQ(sparkline({std::nan(""), 1}, 1, 1, 2), " ▅");
  EXPECT_EQ(sparkline({}, 0, 1, 10), "");
}

TEST(Inspect, FilesThatAreNotOurs) {
  const sample::Folder folder;
  EXPECT_THROW(static_cast<void>(describe_output(folder / "none.h5")), UserMistake);
  EXPECT_THROW(static_cast<void>(describe_output(folder / ".")), UserMistake);
  EXPECT_THROW(static_cast<void>(file_hash(folder / "none.h5")), SystemTrouble);
  std::ofstream(folder / "text.h5") << "no HDF5 at all";
  EXPECT_THROW(static_cast<void>(describe_output(folder / "text.h5")), UserMistake);
  std::ofstream(folder / "empty.h5").flush();
  EXPECT_THROW(static_cast<void>(data_hash(folder / "empty.h5")), UserMistake);

  const OutputPlan plan = sample::plan(folder / "out.h5");
  sample::write(plan);
  const std::uintmax_t size = fs::file_size(plan.path);
  for (const std::uintmax_t kept : {size - 1, size / 2, std::uintmax_t{600}, std::uintmax_t{100}}) {
    fs::resize_file(plan.path, kept);
    try {
      static_cast<void>(describe_output(plan.path));
      FAIL() << kept << " of " << size << " bytes were accepted";
    } catch (const SystemTrouble& trouble) {
      EXPECT_THAT(trouble.what(), HasSubstr("damaged or cut short"));
    } catch (const UserMistake& mistake) {
      EXPECT_THAT(mistake.what(), HasSubstr("not an output file"));
    }
  }
}

/// xarray with both engines, ncdump and h5dump: what people will use.
TEST(OutputFile, OtherProgramsReadIt) {
  if (std::system("/usr/bin/python3 -c 'import xarray, netCDF4, h5netcdf' 2>/dev/null") != 0) {
    GTEST_SKIP() << "python3-xarray, python3-netcdf4 or python3-h5netcdf is not installed";
  }
  const sample::Folder folder;
  sample::write(sample::plan(folder / "run.h5"));
  sample::write(sample::plan(folder / "compare.h5", 2));
  const std::string script = std::string(WEEFSEL_SOURCE_DIR) + "/tests/unit/output/read_with_other_programs.py";
  const std::string command =
      "/usr/bin/python3 '" + script + "' '" + (folder / "run.h5") + "' '" + (folder / "compare.h5") + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace weefsel
