// The command line of weefsel. What each command does: app/commands.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <optional>

#include "app/commands.hpp"
#include "app/report_commands.hpp"
#include "base/errors.hpp"
#include "base/run_program.hpp"

namespace {

std::atomic<bool> interrupted{false};

/// The first Ctrl-C asks for a clean end; a second one ends the program at once (finished replicates are on disk).
void on_interrupt(int) {
  if (interrupted.exchange(true)) std::_Exit(weefsel::exit_interrupted);
}

constexpr const char* town_help = "Play in this town instead of the scenario's own, such as one from `weefsel town import`";
constexpr const char* set_help = "Set a parameter, group.name=value, or a lever, levers.ID.key=value or levers.ID=off (may be repeated)";

void add_run_options(CLI::App& command, weefsel::app::RunRequest& r) {
  command.add_option("-o,--output", r.out, "HDF5 file to write (also netCDF-4)")->required()->type_name("OUT.h5");
  command.add_option("--replicates", r.replicates, "How many futures, each with luck of its own")->check(CLI::Range(1, 10000));
  command.add_option("--draws", r.draws, "Sample the parameters from their plausible ranges, so many times (uncertainty: sample)")->check(CLI::Range(2, 5000));
  command.add_option("--replicates-per-draw", r.replicates_per_draw, "With --draws: how many futures of each draw")->check(CLI::Range(1, 1000));
  command.add_option("--years", r.years, "Horizon in years")->check(CLI::Range(0.1, 60.0));
  command.add_option("--run-in-years", r.run_in_years, "Years that the town lives before the scenario starts")->check(CLI::Range(0.0, 40.0));
  command.add_option("--seed", r.seed, "Seed of all luck");
  command.add_option("--set", r.set, set_help)->type_name("NAME=VALUE");
  command.add_option("--town", r.town, town_help)->type_name("TOWN");
  command.add_option("--threads", r.threads, "Threads; the result does not depend on it (default: all cores)")->check(CLI::Range(1, 1024));
  command.add_option("--checkpoint-seconds", r.checkpoint_seconds,
                     "A long future is kept at the end of a year, at most once in so many seconds, and goes on from there after a kill (default: 120)")
      ->check(CLI::Range(0, 86400));
  command.add_flag("--quiet", r.quiet, "No progress, only the state hash");
  command.add_flag("--restart", r.restart, "Throw away finished replicates that another command left under this name");
}

void add_follow_options(CLI::App& command, weefsel::app::FollowArguments& f) {
  command.add_option("scenarios", f.scenarios, "One scenario, or two to lay beside each other")->required()->expected(1, 2);
  auto* key = command.add_option("--household", f.household, "The household with this key");
  auto* draw = command.add_option("--draw", f.draw, "The family drawn by lot as number N (default: 1)")->type_name("N");
  auto* unchanged = command.add_flag("--unchanged", f.unchanged, "By lot, a family for whom nothing changes (else the one that notices last)");
  auto* matched = command.add_flag("--matched", f.matched, "By lot, a family that Buurtgezinnen matches");
  key->excludes(draw)->excludes(unchanged)->excludes(matched);
  draw->excludes(unchanged)->excludes(matched);
  unchanged->excludes(matched);
  command.add_option("--replicate", f.replicate, "Which luck (default 0, as in `run`)")->check(CLI::Range(0, 9999));
  command.add_option("--replicates", f.replicates, "Lives more replicates, to say how common it is")->check(CLI::Range(1, 10000));
  command.add_option("--years", f.years, "Horizon in years")->check(CLI::Range(0.1, 60.0));
  command.add_option("--seed", f.seed, "Seed of all luck");
  command.add_option("--set", f.set, set_help)->type_name("NAME=VALUE");
  command.add_option("--town", f.town, town_help)->type_name("TOWN");
  command.add_option("--language", f.language, "nl (default) or en")->check(CLI::IsMember({"nl", "en"}));
  command.add_option("-o,--output", f.out, "FILE.md or FILE.json (default: text to the screen)")->type_name("FILE");
  command.add_option("--threads", f.threads, "Threads; the result does not depend on it (default: all cores)")->check(CLI::Range(1, 1024));
  command.add_flag("--quiet", f.quiet, "No progress");
}

int parse_and_run(int argc, char** argv) {
  namespace app = weefsel::app;
  CLI::App cli{"weefsel: an agent-based simulation of the pedagogical base of neighbourhoods.\n"
               "What it gives is modelled under named assumptions; it is not a forecast."};
  cli.set_version_flag("--version", std::string("weefsel ") + WEEFSEL_VERSION);
  cli.require_subcommand(1);
  cli.footer("Exit codes: 0 well, 2 a mistake you can mend, 3 file or system trouble, 70 a fault of the program,\n"
             "130 ended by Ctrl-C (finished replicates are kept; the same command goes on from there).\n"
             "The years before a scenario are lived once and kept in ~/.cache/weefsel/run-ins, at most 4 GiB;\n"
             "WEEFSEL_RUN_INS names another folder, or \"off\".");

  app::RunRequest run_request, compare_request;
  auto* run = cli.add_subcommand("run", "Run a scenario and write its trajectories");
  run->add_option("scenario", run_request.scenarios, "Scenario file (YAML)")->required()->expected(1);
  add_run_options(*run, run_request);

  auto* compare = cli.add_subcommand("compare", "Run scenarios as twins: same world, same luck, one difference");
  compare->add_option("scenarios", compare_request.scenarios, "Scenario files; the first is the base of comparison")->required()->expected(2, 64);
  add_run_options(*compare, compare_request);
  compare_request.compare = true;
  compare->add_flag("--placebo,!--no-placebo", compare_request.placebo,
                    "One more twin a replicate, in which one family stays home for one week: shows how far twins drift apart by chance (default: on)");

  app::PatternRequest pattern_request;
  auto* patterns = cli.add_subcommand("patterns", "Lay a town beside the patterns that are known: target, band, model, met");
  patterns->add_option("scenario", pattern_request.scenario, "Scenario file (default scenarios/baseline.yaml)");
  patterns->add_option("--replicates", pattern_request.replicates, "How many futures, each with luck of its own")->check(CLI::Range(1, 10000));
  patterns->add_option("--years", pattern_request.years, "Years to look on: 7 for names again, 15 for drift")->check(CLI::Range(1.0, 60.0));
  patterns->add_option("--seed", pattern_request.seed, "Seed of all luck");
  patterns->add_option("--set", pattern_request.set, set_help)->type_name("NAME=VALUE");
  patterns->add_option("--town", pattern_request.town, town_help)->type_name("TOWN");
  patterns->add_option("--threads", pattern_request.threads, "Threads; the result does not depend on it (default: all cores)")->check(CLI::Range(1, 1024));
  patterns->add_option("--format", pattern_request.format, "text (default), markdown or json")->check(CLI::IsMember({"text", "markdown", "json"}));
  patterns->add_flag("--quiet", pattern_request.quiet, "No progress");

  std::vector<std::string> files;
  auto* check = cli.add_subcommand("check", "Check scenarios and towns; report all mistakes");
  check->add_option("files", files, "Scenario or town files")->required();

  std::string of = "scenario";
  auto* schema = cli.add_subcommand("schema", "Write the JSON Schema (draft 7) of scenarios, towns or studies");
  schema->add_option("of", of, "scenario (default), town or study")->check(CLI::IsMember({"scenario", "town", "study"}));

  std::string format = "text";
  auto* parameters = cli.add_subcommand("parameters", "List every parameter with default, range, evidence and source");
  parameters->add_option("--format", format, "text (default), markdown or json")->check(CLI::IsMember({"text", "markdown", "json"}));

  std::string levers_format = "text";
  auto* levers = cli.add_subcommand("levers", "List everything that a scenario may change, with its keys and what is built in");
  levers->add_option("--format", levers_format, "text (default), markdown or json")->check(CLI::IsMember({"text", "markdown", "json"}));

  std::string timed;
  std::optional<int> weeks;
  int profile_threads = 0;
  bool profiled = false;
  auto* schedule = cli.add_subcommand("schedule", "Print the week: its processes in order, and with a scenario the time each takes");
  auto* timed_scenario = schedule->add_option("scenario", timed, "Scenario to time");
  schedule->add_option("--weeks", weeks, "Weeks to time (default 52; with --profile as many as the scenario has)")->check(CLI::Range(1, 3000));
  auto* profile_flag = schedule->add_flag("--profile", profiled,
                                          "Plays one future as `run` does and splits its time: seconds, share and nanoseconds per active\n"
                                          "adult-week by stage (build, run-in, weeks, measure, write), by step of the week and by process");
  profile_flag->needs(timed_scenario);
  schedule->add_option("--threads", profile_threads, "With --profile: threads (default: all cores)")->needs(profile_flag)->check(CLI::Range(1, 1024));

  std::string output;
  bool hash = false;
  auto* inspect = cli.add_subcommand("inspect", "Say what is in an output file: headline numbers and small pictures");
  inspect->add_option("file", output, "OUT.h5")->required();
  inspect->add_flag("--hash", hash, "Print the file hash and the data hash");

  std::string folder;
  auto* unpack = cli.add_subcommand("unpack", "Write the scenarios and the town of an output file into a folder, to play them again");
  unpack->add_option("file", output, "OUT.h5 of `run` or `compare`")->required()->type_name("OUT.h5");
  unpack->add_option("-o,--output", folder, "Folder; it may be there already")->required()->type_name("FOLDER");

  app::ExportRequest kept;
  auto* network = cli.add_subcommand("export-network", "Write a network that a run has kept, for Gephi, igraph or networkx");
  network->add_option("file", kept.file, "OUT.h5 of a scenario with `record: {network_at: [2027-01-04]}`")->required();
  network->add_option("--scenario", kept.scenario, "Which scenario (default: the first)");
  network->add_option("--replicate", kept.replicate, "Which replicate (default: the first)");
  network->add_option("--date", kept.date, "Which date (default: the last)")->type_name("YYYY-MM-DD");
  network->add_option("--min-strength", kept.min_strength, "Only ties of at least this strength")->check(CLI::Range(0.0, 1.0));
  network->add_option("-o,--output", kept.out, "File to write; its ending says the form: .graphml, .gexf or .csv (default: network_SCENARIO_REPLICATE_DATE.graphml)");
  const auto run_report = app::add_report_commands(cli, interrupted);
  app::CheckRequest checked;
  const auto add_check = [&](const char* name, const char* what, const char* replicates, const char* years) {
    auto* command = cli.add_subcommand(name, what);
    command->add_option("file", checked.file, "Scenario (its levers are left out), or town with all defaults")->required();
    command->add_option("--replicates", checked.replicates, replicates)->check(CLI::Range(1, 10000));
    command->add_option("--years", checked.years, years)->check(CLI::Range(0.5, 60.0));
    command->add_option("--threads", checked.threads, "Threads (default: all cores)")->check(CLI::Range(1, 1024));
    command->add_flag("--quiet", checked.quiet, "No progress");
    return command;
  };
  auto* elasticity = add_check("elasticity", "Does demand for help rise or fall with hours together? Over draws of the parameters, by twins",
                               "Futures of each draw (default 2)", "Years after the run-in (default 5)");
  elasticity->add_option("--draws", checked.draws, "Parameter sets drawn from their plausible ranges (default 60)")->check(CLI::Range(5, 5000));
  elasticity->add_option("--change", checked.change, "Change of all hours together, as a share (default 0.1)")->check(CLI::Range(0.01, 1.0));
  auto* stability = add_check("stability", "Do four extreme starts end in the same town? And how much of wellbeing comes back to itself?",
                              "Futures of each start, 8 to 14 (default 8)", "Years that each start lives (default 25)");
  auto* open_population = add_check("open-population", "Do ages, households, ties and wellbeing stay level over the baseline years?",
                                    "Futures (default 8)", "Years after the run-in (default 20)");
  app::TouchedArguments touched_arguments;
  auto* touched = cli.add_subcommand("touched", "Say for which families a choice makes a difference (needs record: {households: ...})");
  touched->add_option("file", touched_arguments.file, "OUT.h5 of `weefsel compare`")->required();
  touched->add_option("--measure", touched_arguments.measures, "Measures of the record (default: known_people wellbeing help_tier1)");
  touched->add_option("--ignore", touched_arguments.ignore, "Differences of at most this count as equal (default 0)")->check(CLI::NonNegativeNumber);
  touched->add_option("--families", touched_arguments.families, "Write the difference of each family too")->type_name("FILE.csv");

  app::FollowArguments follow_arguments;
  auto* follow = cli.add_subcommand("follow", "Follow a family through one world, or through two that differ in one choice");
  add_follow_options(*follow, follow_arguments);

  auto* town = cli.add_subcommand("town", "Towns from open data: weefsel town import --help");
  town->prefix_command();
  town->set_help_flag();

  auto* report = cli.add_subcommand("report", "Write the report of a comparison, to read in a browser and to print: weefsel report --help");
  report->prefix_command();
  report->set_help_flag();

  auto* council = cli.add_subcommand("council", "The table of a council: a page on this machine: weefsel council --help");
  council->prefix_command();
  council->set_help_flag();

  // Programs of their own: loading OpenTURNS takes longer than a short run.
  std::vector<CLI::App*> of_studies;
  for (const auto& [name, what] : {std::pair{"study", "Play scenarios at many points of a design: weefsel study --help"},
                                   std::pair{"indices", "What the outputs of a study hang on: sensitivity indices by design"},
                                   std::pair{"robustness", "Which scenario of a study holds over many futures, and where it fails"},
                                   std::pair{"emulate", "A surrogate of an output of a study, with its error"}}) {
    of_studies.push_back(cli.add_subcommand(name, what));
    of_studies.back()->prefix_command();
    of_studies.back()->set_help_flag();
  }

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return cli.exit(e) == 0 ? weefsel::exit_well : weefsel::exit_user_mistake;
  }
  if (*run) return app::run(run_request, interrupted);
  if (*compare) return app::run(compare_request, interrupted);
  if (*patterns) return app::patterns(pattern_request, interrupted);
  if (*check) return app::check(files);
  if (*schema) return of == "study" ? app::study("schema", {}) : app::schema(of);
  if (*parameters) return app::parameters(format);
  if (*levers) return app::levers(levers_format);
  if (*schedule) return profiled ? app::time_run(timed, weeks.value_or(0), profile_threads) : app::schedule(timed, weeks.value_or(52));
  if (*network) return app::export_network(kept);
  if (*inspect) return app::inspect(output, hash);
  if (*unpack) return app::unpack(output, folder);
  if (const auto code = run_report()) return *code;
  if (*elasticity) return app::elasticity(checked);
  if (*stability) return app::stability(checked);
  if (*open_population) return app::open_population(checked);
  if (*touched) return app::touched(touched_arguments);
  if (*follow) return app::follow(follow_arguments, interrupted);
  for (const CLI::App* command : of_studies)
    if (*command) return app::study(command->get_name(), command->remaining());
  if (*report) return app::report(report->remaining());
  if (*council) return app::council(council->remaining());
  return app::town(town->remaining());
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  return weefsel::run_program("weefsel", [&] { return parse_and_run(argc, argv); });
}
