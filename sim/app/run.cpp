#include <fmt/core.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "app/commands.hpp"
#include "study/progress_line.hpp"
#include "base/errors.hpp"
#include "output/headlines.hpp"
#include "output/noise_floor.hpp"
#include "scenario/read_scenario.hpp"
#include "study/commit.hpp"
#include "study/run_study.hpp"

namespace weefsel::app {
namespace {

/// What may differ between equal runs - time, machine, compiler, threads - goes here and not into the file.
std::shared_ptr<spdlog::logger> open_log(const std::string& out) {
  const std::filesystem::path path = std::filesystem::path(out).replace_extension(".log");
  try {
    auto log = std::make_shared<spdlog::logger>("run", std::make_shared<spdlog::sinks::basic_file_sink_mt>(path.string(), false));
    log->set_pattern("%Y-%m-%dT%H:%M:%S%z  %v");
    return log;
  } catch (const spdlog::spdlog_ex& e) {
    throw SystemTrouble(fmt::format("cannot write the log beside the output: {}", e.what()));
  }
}

std::string machine() {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  return fmt::format("host {}, {} processors", host, std::thread::hardware_concurrency());
}

}  // namespace

int run(const RunRequest& request, const std::atomic<bool>& interrupted) {
  Problems problems;
  std::vector<Scenario> scenarios;
  ScenarioOptions options;
  options.replicates = request.replicates, options.draws = request.draws,
  options.replicates_per_draw = request.replicates_per_draw, options.years = request.years, options.run_in_years = request.run_in_years, options.seed = request.seed, options.set = request.set, options.town = request.town;
  for (const std::string& file : request.scenarios)
    if (auto scenario = read_scenario(file, options, problems)) scenarios.push_back(std::move(*scenario));
  problems.throw_if_any();

  const std::filesystem::path folder = std::filesystem::path(request.out).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw SystemTrouble(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));

  const auto log = open_log(request.out);
  log->info("weefsel {} {}, built with {} {}; {}; threads {}", WEEFSEL_VERSION, program_commit(),
#ifdef __clang__
            "clang", __clang_version__,
#else
            "g++", __VERSION__,
#endif
            machine(), request.threads == 0 ? "all" : std::to_string(request.threads));

  ProgressLine progress(request.quiet);
  StudyOptions study;
  study.out = request.out, study.threads = request.threads, study.compare = request.compare, study.restart = request.restart;
  study.placebo = request.placebo;
  study.between_checkpoints = std::chrono::seconds(request.checkpoint_seconds);
  study.progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); };
  study.interrupted = &interrupted;
  const std::optional<KeptRunIns> run_ins = KeptRunIns::of_this_user();
  study.run_ins = run_ins ? &*run_ins : nullptr;
  if (!request.quiet) {
    const Scenario& s = scenarios.front();
    const std::string futures = s.draws > 0 ? fmt::format("{} draws x {} replicate{}", s.draws, s.replicates_per_draw, s.replicates_per_draw == 1 ? "" : "s")
                                            : fmt::format("{} replicate{}", s.replicates, s.replicates == 1 ? "" : "s");
    fmt::print(stderr, "{} scenario{} x {} x {:g} years, after a run-in of {:g} years; town {}\n", scenarios.size(),
               scenarios.size() == 1 ? "" : "s", futures, s.years, s.run_in_years, std::filesystem::path(s.town_file).filename().string());
  }
  const StudyResult result = run_study(scenarios, study);
  progress.finish();
  if (!result.failed.empty()) {
    constexpr std::size_t most_shown = 10;
    bool only_memory = true;
    for (std::size_t i = 0; i < result.failed.size(); ++i) {
      const FailedMember& member = result.failed[i];
      only_memory = only_memory && member.no_memory;
      log->info("failed: {}, replicate {}: {}", member.scenario, member.replicate, member.why);
      if (i < most_shown) fmt::print(stderr, "failed: {}, replicate {}: {}\n", member.scenario, member.replicate, member.why);
    }
    if (result.failed.size() > most_shown) fmt::print(stderr, "... and {} more, all in the log beside the output\n", result.failed.size() - most_shown);
    fmt::print(stderr, "{} of {} members failed{}; {} are finished and kept in {}.parts.\n"
               "The same command plays only what is not finished; add --threads 1 to play one at a time, which takes less memory.\n",
               result.failed.size(), result.members, only_memory ? "" : ", by a fault of the program", result.finished, request.out);
    return only_memory ? exit_system : exit_fault;
  }
  if (!result.complete) {
    log->info("interrupted; {} of {} members finished", result.finished, result.members);
    fmt::print(stderr, "Stopped. {} of {} members are finished and kept in {}.parts; the same command goes on from there.\n",
               result.finished, result.members, request.out);
    return exit_interrupted;
  }
  log->info("complete; file {} data {} state {}", result.hashes.file, result.hashes.data, result.state_hash);
  if (result.reused > 0 && !request.quiet) fmt::print("{} members were finished in an earlier run of this command.\n", result.reused);
  if (!request.quiet) fmt::print("Written: {}\n", request.out);
  if (!request.quiet && request.compare && scenarios.front().draws == 0)
    fmt::print("Differences in modelled demand: {} (sample the parameters with --draws to see both signs).\n", sign_not_settled);
  if (request.compare && !request.quiet) fmt::print("{}\n", describe_noise_floor(request.out));
  fmt::print("state hash  {}\n", result.state_hash);
  return exit_well;
}

}  // namespace weefsel::app
