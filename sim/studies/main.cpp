// weefsel-study: studies and what they say. `weefsel study`, `indices`, `robustness` and `emulate` start this program.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <exception>
#include <memory>

#include "base/errors.hpp"
#include "base/run_program.hpp"
#include "studies/commands.hpp"
#include "studies/hand_out.hpp"
#include "studies/study_shape.hpp"

namespace {

using namespace weefsel;

std::atomic<bool> interrupted{false};

/// The first Ctrl-C asks for a clean end; a second one ends the program at once (finished members are on disk).
void on_interrupt(int) {
  if (interrupted.exchange(true)) std::_Exit(exit_interrupted);
}

int parse_and_run(int argc, char** argv) {
  CLI::App cli{"Studies: scenarios played at many points of a design.\nWhat it gives is modelled under named assumptions; it is not a forecast.", "weefsel"};
  cli.require_subcommand(1);

  StudyRequest study_request;
  auto* study = cli.add_subcommand("study", "Play the scenarios of a study at every point of its design.\n"
                                            "The same command goes on after a kill. " +
                                                std::string(knows_mpi() ? "Over many ranks: mpirun -n N weefsel study ..." : "(Built without MPI: one machine.)"));
  study->add_option("study", study_request.file, "Study file (YAML)")->required();
  auto* out = study->add_option("-o,--output", study_request.folder, "Folder to write: study.json, design.csv, results.h5 (netCDF-4)")->type_name("DIR");
  study->add_option("--replicates", study_request.options.replicates, "Futures of each point and scenario, each with luck of its own")->check(CLI::Range(1, 10000));
  study->add_option("--points", study_request.options.points, "Points of a hypercube, rows of Sobol's base sample, trajectories of Morris")->check(CLI::Range(2, 1000000));
  study->add_option("--years", study_request.options.years, "Horizon in years")->check(CLI::Range(1.0, 60.0));
  study->add_option("--seed", study_request.options.seed, "Seed of all luck but the design's");
  study->add_option("--threads", study_request.threads, "Threads of this process; the result does not depend on it (default: all cores, of several ranks one)")->check(CLI::Range(1, 1024));
  study->add_option("--checkpoint-seconds", study_request.checkpoint_seconds, "A long future is kept at the end of a year, at most once in so many seconds (default: 120)")
      ->check(CLI::Range(0, 86400));
  auto* dry = study->add_flag("--check", study_request.only_check, "Check the study, say what it would play, and stop");
  study->add_option("--command-of", study_request.command_of, "Print the command that plays this point alone, by scenario, and stop")->type_name("POINT");
  study->add_flag("--restart", study_request.restart, "Throw away another study that is in the folder");
  study->add_flag("--quiet", study_request.quiet, "No progress, only the hashes");
  (void)out, (void)dry;

  IndicesRequest indices_request;
  auto* indices = cli.add_subcommand("indices", "What the outputs of a study hang on, by its design: first-order and total indices (sobol), mu* and sigma (morris),\n"
                                                "effects (one_at_a_time, factorial), partial rank correlations (latin_hypercube); with intervals, chance told apart.");
  indices->add_option("folder", indices_request.folder, "Folder of a study")->required();
  indices->add_option("--output", indices_request.outputs, "Which outputs (default: all)");
  indices->add_option("--year", indices_request.years, "Which years (default: the last)");
  indices->add_option("--scenario", indices_request.scenarios, "Which scenarios (default: all)");
  indices->add_flag("--difference", indices_request.difference, "Of the difference with the first scenario, by twins, instead of the value itself");
  indices->add_option("--csv", indices_request.csv, "File to write too (default: indices.csv, or indices_difference.csv, in the folder)")->type_name("FILE.csv");

  RobustnessRequest robustness_request;
  auto* robustness = cli.add_subcommand("robustness", "Compare the scenarios of a study over its sampled futures: regret, share of futures in which each is good enough,\n"
                                                      "and in plain words the futures in which one fails.");
  robustness->add_option("folder", robustness_request.folder, "Folder of a study of two scenarios or more, at points of a latin_hypercube")->required();
  robustness->add_option("--output", robustness_request.output, "By which output")->required();
  robustness->add_option("--better", robustness_request.better, "higher or lower: what is better, as you see it")->required()->check(CLI::IsMember({"higher", "lower"}));
  robustness->add_option("--good-enough", robustness_request.good_enough, "From where on it is good enough; with --difference: what must be gained on the first scenario");
  robustness->add_flag("--difference", robustness_request.difference, "Judge the difference with the first scenario, by twins");
  robustness->add_option("--year", robustness_request.year, "Which year (default: the last)");
  robustness->add_option("--language", robustness_request.language, "en (default) or nl")->check(CLI::IsMember({"nl", "en"}));
  robustness->add_option("--budget-tolerance", robustness_request.budget_tolerance, "Costs that differ by at most this share count as an equal budget (default 0.05)")->check(CLI::Range(0.0, 1.0));
  robustness->add_flag("--any-budget", robustness_request.any_budget, "Compare scenarios of unequal budget too");

  EmulateRequest emulate_request;
  auto* emulate = cli.add_subcommand("emulate", "Fit a surrogate of outputs over what varies, with its error on points it has not seen; kept in emulators.json.");
  emulate->add_option("folder", emulate_request.folder, "Folder of a study (latin_hypercube or sobol)")->required();
  emulate->add_option("--output", emulate_request.outputs, "Which outputs (default: all)");
  emulate->add_option("--year", emulate_request.years, "Which years (default: the last)");
  emulate->add_option("--kind", emulate_request.kind, "best (default), chaos or kriging")->check(CLI::IsMember({"best", "chaos", "kriging"}));
  emulate->add_flag("--difference", emulate_request.difference, "Of the difference with the first scenario, by twins");

  auto* schema = cli.add_subcommand("schema", "Write the JSON Schema (draft 7) of a study");
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return cli.exit(e) == 0 ? exit_well : exit_user_mistake;
  }
  if (*schema) return fmt::print("{}", study_schema()), exit_well;
  if (*indices) return print_indices(indices_request);
  if (*robustness) return print_robustness(robustness_request);
  if (*emulate) return make_emulators(emulate_request);
  return run_study_command(study_request, interrupted, &argc, &argv);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  return run_program("weefsel", [&] { return parse_and_run(argc, argv); });
}
