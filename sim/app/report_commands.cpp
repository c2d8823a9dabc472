#include "app/report_commands.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "report/comparison.hpp"
#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"
#include "report/factors.hpp"
#include "report/monitor_report.hpp"
#include "report/profile.hpp"
#include "scenario/read_scenario.hpp"
#include "study/progress_line.hpp"

namespace weefsel::app {
namespace {

using Runner = std::function<std::optional<int>()>;

void add_language(CLI::App& command, std::string& language) {
  command.add_option("--language", language, "nl (default) or en")->check(CLI::IsMember({"nl", "en"}));
}

/// Prints, or writes to a file that is there completely or not at all.
void deliver(const std::string& text, const std::string& out) {
  if (out.empty()) {
    fmt::print("{}", text);
    return;
  }
  DurableFile file(out);
  file.write(text.data(), text.size());
  file.publish();
  fmt::print("Written: {}\n", out);
}

Runner add_monitor(CLI::App& cli) {
  struct Options {
    MonitorReportRequest request;
    std::string language = "nl", format = "text", out;
    int year = 0;
  };
  auto o = std::make_shared<Options>();
  auto* command = cli.add_subcommand(
      "monitor", "Print the answers of the virtual monitor: simulated parents, the questions of a survey");
  command->add_option("file", o->request.file, "OUT.h5 of `run` or `compare`")->required()->type_name("OUT.h5");
  auto* year =
      command->add_option("--year", o->year, "1 is the first year, or a calendar year (default: the last; csv: all)");
  command->add_option("--neighbourhood", o->request.neighbourhood,
                      "Code of a neighbourhood (default: the whole town; csv: all)");
  command->add_option("--group", o->request.group, "A household group, such as one_parent");
  command->add_option("--scenario", o->request.scenario, "Of a comparison: only this scenario");
  command->add_option("--format", o->format, "text (default) or csv")->check(CLI::IsMember({"text", "csv"}));
  command->add_option("-o,--output", o->out, "File to write (default: the terminal)");
  add_language(*command, o->language);
  return [command, year, o]() -> std::optional<int> {
    if (!*command) return std::nullopt;
    if (*year) o->request.year = o->year;
    o->request.language = language_called(o->language);
    deliver(o->format == "csv" ? monitor_as_csv(o->request) : monitor_as_text(o->request), o->out);
    return exit_well;
  };
}

Runner add_findings(CLI::App& cli) {
  struct Options {
    std::string file, language = "nl", format = "text", out;
  };
  auto o = std::make_shared<Options>();
  auto* command = cli.add_subcommand(
      "findings",
      "What a comparison shows, by rules that were fixed beforehand: a verdict for each measure, moment and group");
  command->add_option("file", o->file, "OUT.h5 of `compare`")->required()->type_name("OUT.h5");
  command->add_option("--format", o->format, "text (default; the whole town), csv or json (everything)")
      ->check(CLI::IsMember({"text", "csv", "json"}));
  command->add_option("-o,--output", o->out, "File to write (default: the terminal)");
  add_language(*command, o->language);
  return [command, o]() -> std::optional<int> {
    if (!*command) return std::nullopt;
    const OutputReader reader(o->file);
    const ComparedScenarios comparison = compare_scenarios(reader);
    const Language language = language_called(o->language);
    deliver(o->format == "json"  ? comparison_as_json(comparison, reader)
            : o->format == "csv" ? comparison_as_csv(comparison, language)
                                 : comparison_as_text(comparison, language),
            o->out);
    return exit_well;
  };
}

/// A town that a report plays itself.
struct PlayOptions {
  std::string scenario, out, language = "nl";
  std::optional<std::int32_t> replicates;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::string town;  ///< instead of the scenario's own; empty: that
  bool quiet = false;
};

void add_play_options(CLI::App& command, PlayOptions& o) {
  command.add_option("--replicates", o.replicates, "How many futures, each with luck of its own")
      ->check(CLI::Range(1, 1000));
  command.add_option("--years", o.years, "How long the scenario is played; its last year is looked at")
      ->check(CLI::Range(1.0, 60.0));
  command.add_option("--seed", o.seed, "Seed of all luck");
  command.add_option("--set", o.set, "Set a parameter: group.name=value (may be repeated)")->type_name("NAME=VALUE");
  command.add_option("--town", o.town, "Play in this town instead of the scenario's own")->type_name("TOWN");
  command.add_option("-o,--output", o.out, "FILE.md or FILE.csv (default: Markdown on the terminal)");
  command.add_flag("--quiet", o.quiet, "No progress");
  add_language(command, o.language);
}

/// `years`: how long, when neither the command line nor need says otherwise.
Scenario scenario_of(const PlayOptions& o, double years, std::int32_t replicates) {
  if (std::filesystem::path(o.scenario).extension() == ".h5")
    throw UserMistake(
        fmt::format("{}: this report plays a town itself, so give the scenario (YAML). An output file does not keep "
                    "which family came "
                    "where; `weefsel monitor` and `weefsel inspect` read one.",
                    o.scenario));
  ScenarioOptions options;
  options.replicates = o.replicates.value_or(replicates), options.years = o.years.value_or(years),
  options.seed = o.seed, options.set = o.set, options.town = o.town;
  return read_scenario(o.scenario, options);
}

/// Is the file to be written CSV? Refuses endings other than .md and .csv before anything is played.
bool wants_csv(const std::string& out) {
  const auto ends_with = [&](std::string_view ending) {
    return out.size() > ending.size() && out.compare(out.size() - ending.size(), ending.size(), ending) == 0;
  };
  if (!out.empty() && !ends_with(".md") && !ends_with(".csv"))
    throw UserMistake(fmt::format("-o {}: the name ends in .md (a page to read) or .csv (for a spreadsheet)", out));
  return ends_with(".csv");
}

/// Counts weeks over all threads, shows them, and says whether to go on.
class Progress {
 public:
  Progress(bool quiet, std::int64_t total, const std::atomic<bool>& interrupted)
      : line_(quiet), total_(total), interrupted_(interrupted) {}
  bool go_on() {
    const std::int64_t done = ++done_;
    if (const std::unique_lock lock(mutex_, std::try_to_lock); done % 16 == 0 && lock.owns_lock())
      line_.show(done, total_);
    return !interrupted_.load(std::memory_order_relaxed);
  }
  void finish() { line_.finish(); }

 private:
  ProgressLine line_;
  std::int64_t total_;
  const std::atomic<bool>& interrupted_;
  std::atomic<std::int64_t> done_{0};
  std::mutex mutex_;
};

int stopped() {
  fmt::print(stderr, "Stopped; nothing was written.\n");
  return exit_interrupted;
}

Runner add_profile(CLI::App& cli, const std::atomic<bool>& interrupted) {
  struct Options {
    PlayOptions play;
    std::string neighbourhood;
  };
  auto o = std::make_shared<Options>();
  auto* command = cli.add_subcommand("profile",
                                     "Play a town and describe its neighbourhoods: places and whom they reach, the "
                                     "fabric, who gives, what parents say");
  command->add_option("scenario", o->play.scenario, "Scenario file (YAML)")->required();
  command->add_option("--neighbourhood", o->neighbourhood, "Only this neighbourhood, by code");
  add_play_options(*command, o->play);
  return [command, o, &interrupted]() -> std::optional<int> {
    if (!*command) return std::nullopt;
    const bool csv = wants_csv(o->play.out);
    const Scenario scenario = scenario_of(o->play, 1.0, 2);
    Progress progress(
        o->play.quiet,
        scenario.replicates * static_cast<std::int64_t>(weeks_from_years(scenario.years + scenario.run_in_years)),
        interrupted);
    const auto profile = make_profile(scenario, o->neighbourhood, [&] { return progress.go_on(); });
    if (!profile) return stopped();
    progress.finish();
    deliver(csv ? profile_as_csv(*profile) : profile_as_markdown(*profile, language_called(o->play.language)),
            o->play.out);
    return exit_well;
  };
}

Runner add_factors(CLI::App& cli, const std::atomic<bool>& interrupted) {
  struct Options {
    PlayOptions play;
    std::vector<std::string> only;
    int threads = 0;
  };
  auto o = std::make_shared<Options>();
  auto* command = cli.add_subcommand("factors",
                                     "Switch factors in a simulated town, and tabulate what each does to parents and "
                                     "to demand, by phase of childhood");
  command->add_option("scenario", o->play.scenario, "Scenario file (YAML)")->required();
  command->add_option("--only", o->only, "Only these factors (may be repeated)")->type_name("FACTOR");
  command->add_option("--threads", o->threads, "Threads; the result does not depend on it (default: all cores)")
      ->check(CLI::Range(1, 1024));
  add_play_options(*command, o->play);
  return [command, o, &interrupted]() -> std::optional<int> {
    if (!*command) return std::nullopt;
    const bool csv = wants_csv(o->play.out);
    const Scenario scenario = scenario_of(o->play, 2.0, 4);
    std::int64_t twins = 1;
    for (const Factor& f : factor_table())
      if (o->only.empty() || std::find(o->only.begin(), o->only.end(), f.id) != o->only.end())
        twins += (f.add != nullptr) + (f.take != nullptr);
    const std::int64_t weeks = weeks_from_years(scenario.run_in_years) + twins * weeks_from_years(scenario.years);
    Progress progress(o->play.quiet, scenario.replicates * weeks, interrupted);
    const auto table = make_factor_table(scenario, o->only, o->threads, [&] { return progress.go_on(); });
    if (!table) return stopped();
    progress.finish();
    deliver(csv ? factors_as_csv(*table) : factors_as_markdown(*table, language_called(o->play.language)), o->play.out);
    return exit_well;
  };
}

}  // namespace

std::function<std::optional<int>()> add_report_commands(CLI::App& cli, const std::atomic<bool>& interrupted) {
  const std::vector<Runner> runners = {add_findings(cli), add_monitor(cli), add_profile(cli, interrupted),
                                       add_factors(cli, interrupted)};
  return [runners]() -> std::optional<int> {
    for (const Runner& run : runners)
      if (const auto code = run()) return code;
    return std::nullopt;
  };
}

}  // namespace weefsel::app
