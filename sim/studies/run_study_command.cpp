#include <fmt/core.h>

#include <filesystem>

#include "base/errors.hpp"
#include "designs/sobol_indices.hpp"
#include "studies/commands.hpp"
#include "studies/play_study.hpp"
#include "study/kept_run_ins.hpp"
#include "study/progress_line.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

std::string run_ins_in_words(const StudyPlan& plan) {
  if (!plan.parameters_vary) return "Only levers vary: all points share one run-in a replicate.";
  if (plan.run_in_from_defaults)
    return "Run-ins are lived with the parameters of the scenario, and shared by all points: the outputs say what follows when the parameters change at the start.";
  return "Parameters vary: each point lives its own run-in, for a town that settled with other parameters is another town (`run_in: from_defaults` shares it, and asks another question).";
}

void say_what(const PreparedStudy& study) {
  const StudyPlan& plan = study.plan;
  const Scenario& base = plan.scenarios.front();
  fmt::print(stderr, "{}: {} points of {} factor{}, {} scenario{}, {} replicate{} = {} futures of {} years after a run-in of {}; town {}\n{}\n",
             method_names[static_cast<std::size_t>(plan.design.method)], study.points.count, plan.factors.size(), plan.factors.size() == 1 ? "" : "s", plan.scenarios.size(),
             plan.scenarios.size() == 1 ? "" : "s", plan.replicates, plan.replicates == 1 ? "" : "s", study.members(), number_as_text(base.years),
             number_as_text(base.run_in_years), std::filesystem::path(base.town_file).filename().string(), run_ins_in_words(plan));
  if (plan.design.method == Method::sobol && plan.design.points < fewest_rows)
    fmt::print(stderr, "With fewer than {} rows (design.points) no indices can be reckoned.\n", fewest_rows);
  if (plan.replicates == 1) fmt::print(stderr, "With one replicate, chance cannot be told apart from what varies.\n");
}

void print_check(const PreparedStudy& study) {
  say_what(study);
  for (const StudyFactor& f : study.plan.factors) {
    std::string values;
    for (const std::string& value : f.values) values += (values.empty() ? "" : ", ") + value;
    if (f.is_list()) fmt::print("  {:<44} {}\n", f.name, values);
    else fmt::print("  {:<44} {} to {}{}{}\n", f.name, number_as_text(f.low), number_as_text(f.high), f.units.empty() || f.units == "1" ? "" : " " + f.units, f.by_logarithm ? ", by its logarithm" : "");
  }
  for (const BoundOutput& output : study.outputs) fmt::print("  -> {:<41} {} ({})\n", output.name, output.long_name, output.how);
}

int print_commands(const PreparedStudy& study, std::size_t point) {
  if (point >= study.points.count) throw UserMistake(fmt::format("the design has points 0 to {}", study.points.count - 1));
  if (study.plan.run_in_from_defaults && study.plan.parameters_vary)
    throw UserMistake("with `run_in: from_defaults` the parameters of a point count only from the start of the scenario; `weefsel run` cannot do that");
  for (std::size_t s = 0; s < study.plan.scenarios.size(); ++s)
    fmt::print("{}\n", command_at(study.plan, s, &study.points.values[point * study.points.factors], study.plan.replicates));
  return exit_well;
}

int report_failures(const PreparedStudy& study, const StudyOutcome& outcome, const std::string& folder) {
  constexpr std::size_t most_shown = 10;
  bool only_memory = true;
  for (std::size_t i = 0; i < outcome.failed.size(); ++i) {
    const FailedStudyMember& f = outcome.failed[i];
    only_memory = only_memory && f.no_memory;
    if (i >= most_shown) continue;
    fmt::print(stderr, "failed: {}, point {}, replicate {}: {}\n", study.plan.scenarios[f.member.scenario].id, f.member.point, f.member.replicate, f.why);
    if (!study.plan.run_in_from_defaults)
      fmt::print(stderr, "  alone (it is the last replicate): {}\n",
                 command_at(study.plan, f.member.scenario, &study.points.values[f.member.point * study.points.factors], static_cast<std::int32_t>(f.member.replicate) + 1));
  }
  if (outcome.failed.size() > most_shown) fmt::print(stderr, "... and {} more; their reasons are in {}/parts\n", outcome.failed.size() - most_shown, folder);
  fmt::print(stderr, "{} of {} futures failed{}. {}/results.h5 has the others, and says which are missing. The same command plays only these again; "
                     "--threads 1 takes less memory.\n", outcome.failed.size(), outcome.members, only_memory ? "" : ", by a fault of the program", folder);
  return only_memory ? exit_system : exit_fault;
}

int play(const StudyRequest& request, const std::atomic<bool>& interrupted, HandOut& hand_out) {
  const PreparedStudy study = prepare(read_study(request.file, request.options), hand_out);
  const bool quiet = request.quiet || !hand_out.leads();
  ProgressLine progress(quiet);
  PlayOptions options;
  options.folder = request.folder, options.restart = request.restart, options.interrupted = &interrupted;
  options.threads = request.threads > 0 ? request.threads : hand_out.ranks() > 1 ? 1 : 0;
  options.between_checkpoints = std::chrono::seconds(request.checkpoint_seconds);
  const std::optional<KeptRunIns> run_ins = KeptRunIns::of_this_user();
  options.run_ins = run_ins ? &*run_ins : nullptr;
  options.progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); };
  if (!quiet) {
    options.announce = [&](const PreparedStudy& prepared, std::size_t to_play) {
      say_what(prepared);
      if (to_play < prepared.members()) fmt::print(stderr, "{} futures are there from an earlier run.\n", prepared.members() - to_play);
    };
  }
  const StudyOutcome outcome = play_study(study, options, hand_out);
  if (!hand_out.leads()) return exit_well;
  if (outcome.was_complete) return fmt::print("{} has this study, complete (with as many replicates, or more).\n", request.folder), exit_well;
  if (outcome.published.hashes.file.empty()) {  // stopped: nothing is published
    for (const FailedStudyMember& f : outcome.failed) fmt::print(stderr, "\nfailed: {}, point {}, replicate {}: {}", study.plan.scenarios[f.member.scenario].id, f.member.point, f.member.replicate, f.why);
    fmt::print(stderr, "\n");
    fmt::print(stderr, "Stopped. {} of {} futures are finished and kept; the same command goes on from there.\n", outcome.finished, outcome.members);
    return exit_interrupted;
  }
  progress.finish();
  if (!outcome.failed.empty()) return report_failures(study, outcome, request.folder);
  if (!request.quiet) fmt::print("Written: {}/results.h5, design.csv\n", request.folder);
  fmt::print("file hash   {}\nstate hash  {}\n", outcome.published.hashes.file, outcome.published.state_hash);
  return exit_well;
}

}  // namespace

int run_study_command(const StudyRequest& request, const std::atomic<bool>& interrupted, int* argc, char*** argv) {
  if (request.only_check) return print_check(prepare(read_study(request.file, request.options))), exit_well;
  if (request.command_of) return print_commands(prepare(read_study(request.file, request.options)), *request.command_of);
  if (request.folder.empty()) throw UserMistake("say where to write: -o DIR");
  const std::unique_ptr<HandOut> hand_out = started_as_rank() ? make_mpi_hand_out(argc, argv) : std::make_unique<OwnHandOut>();
  try {
    return play(request, interrupted, *hand_out);
  } catch (const UserMistake&) {
    if (hand_out->leads()) throw;
    return exit_user_mistake;  // all ranks find the same mistakes; one says them
  } catch (const SystemTrouble& e) {
    hand_out->abandon(exit_system, fmt::format("weefsel: {}", e.what()));
    throw;
  } catch (const std::exception& e) {
    hand_out->abandon(exit_fault, fmt::format("weefsel: a fault of the program, please report it: {}", e.what()));
    throw;
  }
}

}  // namespace weefsel
