// What: the commands of `weefsel`, one function each. They print to standard output, throw UserMistake,
// SystemTrouble or Fault, and return an exit code (base/errors.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "study/checkpoints.hpp"

namespace weefsel::app {

struct RunRequest {
  std::vector<std::string> scenarios;  ///< files; `run` has one
  std::string out;
  std::optional<std::int32_t> replicates, draws, replicates_per_draw;
  std::optional<double> years, run_in_years;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::string town;  ///< instead of the scenario's own; empty: that
  int threads = 0;
  bool quiet = false;
  bool compare = false;
  bool placebo = true;  ///< of a comparison
  bool restart = false;
  int checkpoint_seconds = static_cast<int>(Checkpoints::usual_pause.count());  ///< at least, between two of a future
};

struct PatternRequest {
  std::string scenario = "scenarios/baseline.yaml";
  std::optional<std::int32_t> replicates;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::string town;  ///< instead of the scenario's own; empty: that
  int threads = 0;
  std::string format = "text";  ///< text, markdown or json
  bool quiet = false;
};

/// What the checks of the model take; those that a check does not know are left at their defaults.
struct CheckRequest {
  std::string file;  ///< a scenario, or a town with all defaults
  std::int32_t draws = 60, replicates = 0;  ///< 0: as the check has it
  double years = 0;                         ///< 0: as the check has it
  double change = 0.10;
  int threads = 0;
  bool quiet = false;
};

struct FollowArguments {
  std::vector<std::string> scenarios;  ///< one or two files
  std::optional<std::uint64_t> household;
  std::optional<std::size_t> draw;
  bool unchanged = false, matched = false;
  std::uint32_t replicate = 0;
  std::int32_t replicates = 1;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::string town;  ///< instead of the scenario's own; empty: that
  std::string language = "nl";
  std::string out;  ///< .md or .json; empty: standard output
  int threads = 0;
  bool quiet = false;
};

struct TouchedArguments {
  std::string file;
  std::vector<std::string> measures = {"known_people", "wellbeing", "help_tier1"};
  double ignore = 0;
  std::string families;  ///< CSV to write; empty: none
};

int run(const RunRequest& request, const std::atomic<bool>& interrupted);
/// Lays the town beside the patterns that are known (study/patterns.hpp).
int patterns(const PatternRequest& request, const std::atomic<bool>& interrupted);
int check(const std::vector<std::string>& files);
int schema(const std::string& of);
int parameters(const std::string& format);
int levers(const std::string& format);
int schedule(const std::string& scenario, int weeks);
/// Plays one future, run-in, measures and output file included, and says where its time went. `weeks` 0: as many as the
/// scenario has; `threads` 0: all cores.
int time_run(const std::string& scenario, int weeks, int threads);
struct ExportRequest {
  std::string file, scenario, date, out;
  std::optional<std::size_t> replicate;
  double min_strength = 0;
};
/// Writes a network that a run has kept (`record: {network_at: [...]}`) for Gephi, igraph or networkx.
int export_network(const ExportRequest& request);
int inspect(const std::string& file, bool hash);

/// Writes the scenarios and the town of an output file into a folder.
int unpack(const std::string& file, const std::string& folder);
// The checks print a table, and say when what the model description asks is not met; their exit code is 0 then too.
int elasticity(const CheckRequest& request);
int stability(const CheckRequest& request);
int open_population(const CheckRequest& request);
int follow(const FollowArguments& arguments, const std::atomic<bool>& interrupted);
int touched(const TouchedArguments& arguments);
/// Hands over to weefsel-town, the program that knows open data (it alone needs GDAL).
int town(const std::vector<std::string>& arguments);
/// Starts weefsel-council. Does not come back.
int council(const std::vector<std::string>& arguments);
/// Hands over to weefsel-study, the program that knows designs and their analysis (it alone needs OpenTURNS and MPI).
int study(const std::string& command, std::vector<std::string> arguments);
/// Goes on as weefsel-report, which lays out what `findings` says.
int report(const std::vector<std::string>& arguments);

}  // namespace weefsel::app
