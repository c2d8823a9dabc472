// What: the commands of weefsel-study, one function each. They print to standard output, throw UserMistake, SystemTrouble
// or Fault, and return an exit code (base/errors.hpp).
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "studies/study_plan.hpp"
#include "study/checkpoints.hpp"

namespace weefsel {

struct StudyRequest {
  std::string file, folder;
  StudyFileOptions options;
  int threads = 0;
  int checkpoint_seconds = static_cast<int>(Checkpoints::usual_pause.count());
  bool only_check = false, restart = false, quiet = false;
  std::optional<std::size_t> command_of;
};

struct IndicesRequest {
  std::string folder, csv;
  std::vector<std::string> outputs, scenarios;
  std::vector<double> years;
  bool difference = false;
};

struct RobustnessRequest {
  std::string folder, output, better, language = "en";
  std::optional<double> good_enough, year;
  double budget_tolerance = 0.05;
  bool difference = false, any_budget = false;
};

struct EmulateRequest {
  std::string folder, kind = "best";
  std::vector<std::string> outputs;
  std::vector<double> years;
  bool difference = false;
};

int run_study_command(const StudyRequest& request, const std::atomic<bool>& interrupted, int* argc, char*** argv);
int print_indices(const IndicesRequest& request);
int print_robustness(const RobustnessRequest& request);
int make_emulators(const EmulateRequest& request);

}  // namespace weefsel
