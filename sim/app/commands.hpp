// What: the commands of `weefsel`, one function each. They print to standard output, throw UserMistake,
// SystemTrouble or Fault, and return an exit code (base/errors.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weefsel::app {

struct RunRequest {
  std::vector<std::string> scenarios;  ///< files; `run` has one
  std::string out;
  std::optional<std::int32_t> replicates;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  int threads = 0;
  bool quiet = false;
  bool compare = false;
  bool placebo = true;  ///< of a comparison
  bool restart = false;
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
int check(const std::vector<std::string>& files);
int schema(const std::string& of);
int parameters(const std::string& format);
int schedule(const std::string& scenario, int weeks);
int inspect(const std::string& file, bool hash);
int follow(const FollowArguments& arguments, const std::atomic<bool>& interrupted);
int touched(const TouchedArguments& arguments);
/// Hands over to weefsel-town, the program that knows open data (it alone needs GDAL).
int town(const std::vector<std::string>& arguments);

}  // namespace weefsel::app
