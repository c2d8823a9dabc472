#include "study/run_study.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/version.h>

#include <algorithm>
#include <boost/version.hpp>
#include <exception>
#include <map>
#include <utility>

#include "base/errors.hpp"
#include "output/sha256.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"
#include "study/commit.hpp"
#include "scenario/cost_of_levers.hpp"
#include "study/draw_parameters.hpp"
#include "study/lever_rows.hpp"
#include "study/placebo.hpp"
#include "study/recorder.hpp"
#include "study/simulate.hpp"

namespace weefsel {
namespace {

/// Per scenario the parameters of each draw; none without `uncertainty: sample`.
using DrawsOfScenarios = std::vector<std::vector<Parameters>>;

}  // namespace

void check_twins(const std::vector<Scenario>& scenarios) {
  const Scenario& base = scenarios.front();
  for (const Scenario& other : scenarios) {
    const auto differ = [&](const char* what) {
      throw UserMistake(fmt::format("{}: cannot be compared with {}: they differ in {}; twins need the same", other.file, base.file, what));
    };
    if (other.town_file != base.town_file) differ("`town`");
    if (other.start != base.start) differ("`start`");
    if (other.years != base.years) differ("`years`");
    if (other.run_in_years != base.run_in_years) differ("`run_in_years`");
    if (other.seed != base.seed) differ("`seed`");
    if (other.draws != base.draws) differ(base.draws == 0 || other.draws == 0 ? "`uncertainty`" : "`draws`");
    if (base.draws > 0 && other.replicates_per_draw != base.replicates_per_draw) differ("`replicates_per_draw`");
    if (other.replicates != base.replicates) differ("`replicates`");
    if (!(other.recording == base.recording)) differ("`record`");
    for (const Scenario& earlier : scenarios) {
      if (&earlier == &other) break;
      if (earlier.id == other.id) throw UserMistake(fmt::format("{}: another scenario of this comparison is called {} too", other.file, other.id));
    }
  }
}

namespace {

/// Per draw all values, in the order of the declarations.
std::vector<std::vector<double>> values_of(const std::vector<Parameters>& drawn) {
  std::vector<std::vector<double>> values(drawn.size());
  for (std::size_t d = 0; d < drawn.size(); ++d)
    for (const ParameterInfo& info : parameter_table()) values[d].push_back(value_of(drawn[d], info));
  return values;
}

std::vector<ParameterRow> rows_of(const Scenario& s) {
  std::map<std::string, std::string> reasons;
  for (const ParameterOverride& o : s.overrides) reasons[o.name] = o.why;
  std::vector<ParameterRow> rows = parameter_rows(s.parameters, reasons);
  if (s.draws > 0)
    for (ParameterRow& row : rows) row.sampled = is_sampled(s, *find_parameter(row.name));
  return rows;
}

Provenance provenance_of(const std::vector<Scenario>& scenarios, const TownDescription& town, const DrawsOfScenarios& drawn) {
  Provenance p;
  p.title = scenarios.size() == 1 ? fmt::format("weefsel: {} in {}", scenarios.front().id, town.name)
                                  : fmt::format("weefsel: comparison of {} scenarios in {}", scenarios.size(), town.name);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& s = scenarios[i];
    p.scenarios.push_back({s.id, s.question.nl, s.question.en, s.description, s.resolved_text, rows_of(s), values_of(drawn[i]), lever_rows(s, scenarios.front(), town), cost_of_levers(s)});
  }
  p.draws = drawn.front().size();
  p.town_name = town.name;
  p.town_text = town_text(town);
  p.town_is_fictional = town.fictional;
  for (const NeighbourhoodDescription& n : town.neighbourhoods) p.neighbourhoods.emplace_back(n.code, n.name);
  p.seed = scenarios.front().seed;
  p.program_version = WEEFSEL_VERSION;
  p.program_commit = program_commit();
  p.libraries = {{"oneTBB", TBB_VERSION_STRING}, {"Boost", BOOST_LIB_VERSION}};
  p.licence = "EUPL-1.2";
  p.references = "sim/model.md in the source of this version describes the model.";
  return p;
}

/// The scenarios of one replicate, and its placebo twin.
std::vector<Member> members_of(const std::vector<Scenario>& scenarios, const DrawsOfScenarios& drawn, std::optional<Week> placebo, std::uint32_t r) {
  std::vector<Member> members;
  for (std::size_t i = 0; i < scenarios.size(); ++i) members.push_back({scenario_of_replicate(scenarios[i], drawn[i], r), {}, scenarios[i].id, "", ""});
  if (placebo) {
    Scenario base = members.front().scenario;
    base.recording.households = 0;  // of single households only the scenarios are kept
    members.push_back({std::move(base), placebo, "placebo", "", ""});
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::size_t first = 0;  // a run-in is kept under the name of the first that shares it
    while (first < i && !share_run_in(members[first].scenario, members[i].scenario)) ++first;
    members[i].file_name = fmt::format("scenario{:04}_replicate{:05}", i, r);
    members[i].run_in_file_name = fmt::format("run_in{:04}_replicate{:05}", first, r);
  }
  return members;
}

}  // namespace

Names names_in(const TownDescription& town) {
  Names names;
  names.town = town.name;
  for (const NeighbourhoodDescription& n : town.neighbourhoods) {
    names.neighbourhood_code.push_back(n.code);
    names.neighbourhood_name.push_back(n.name);
  }
  return names;
}

OutputPlan plan_of_comparison(const std::vector<Scenario>& scenarios, const TownDescription& town, const std::string& out,
                              std::size_t replicates, bool placebo) {
  DrawsOfScenarios drawn;
  for (const Scenario& scenario : scenarios) drawn.push_back(draw_parameters(scenario, scenario.draws));
  return {out, layout_of(scenarios.front(), names_in(town)), provenance_of(scenarios, town, drawn), replicates, true, placebo, OtherLeftovers::discard};
}

StudyResult run_study(const std::vector<Scenario>& scenarios, const StudyOptions& options) {
  if (scenarios.empty()) throw Fault("a study without scenarios");
  check_twins(scenarios);
  const Scenario& base = scenarios.front();
  const TownDescription town = read_town(base.town_file);
  const auto replicates = static_cast<std::size_t>(base.replicates);
  DrawsOfScenarios drawn;
  for (const Scenario& scenario : scenarios) drawn.push_back(draw_parameters(scenario, scenario.draws));

  const int threads = options.threads > 0 ? options.threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);

  StudyResult result;
  const bool with_placebo = options.compare && options.placebo;
  result.members = (scenarios.size() + (with_placebo ? 1 : 0)) * replicates;
  const Layout layout = layout_of(base, names_in(town));
  TrajectoryFiles files({options.out, layout, provenance_of(scenarios, town, drawn), replicates, options.compare, with_placebo,
                         options.restart ? OtherLeftovers::discard : OtherLeftovers::refuse});
  result.reused = files.finished();
  const auto keep = [&](std::size_t member, std::uint32_t r, const Trajectory& trajectory) {
    files.keep(member, r, trajectory);
    if (options.finished) options.finished(member, r, trajectory);
  };
  if (options.known) {
    const std::size_t a_replicate = result.members / replicates;
    for (std::uint32_t r = 0; r < replicates; ++r)
      for (std::size_t member = 0; member < a_replicate; ++member)
        if (!files.has(member, r))
          if (const auto trajectory = options.known(member, r)) keep(member, r, *trajectory);
  }
  const std::optional<Week> placebo = with_placebo ? std::optional(placebo_week(scenarios)) : std::nullopt;
  const std::int64_t weeks = weeks_from_years(base.years), run_in_weeks = weeks_from_years(base.run_in_years);
  std::int64_t to_live = static_cast<std::int64_t>(result.members - files.finished()) * weeks;
  for (std::uint32_t r = 0; r < replicates; ++r) {
    std::string run_in;
    const std::vector<Member> members = members_of(scenarios, drawn, placebo, r);
    for (std::size_t i = 0; i < members.size(); ++i)
      if (!files.has(i, r) && std::exchange(run_in, members[i].run_in_file_name) != members[i].run_in_file_name) to_live += run_in_weeks;
  }
  WeekCounter counter(options.progress, options.interrupted, to_live);
  const std::string program = this_program();
  SharedPlay play{town, counter, options.run_ins, files.folder(), program.empty() ? program : program + files.identity(), options.between_checkpoints,
            files.has_checkpoints(), [&](std::size_t member, std::uint32_t r) { return files.has(member, r); },
            keep, options.onlooker, options.after_year};
  // One replicate a thread at a time; a thread that waits inside a replicate helps only that replicate (isolate),
  // so memory is bounded by the number of threads.
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, replicates, [&](std::size_t i) {
      const auto r = static_cast<std::uint32_t>(i);
      tbb::this_task_arena::isolate([&] { play_replicate(play, members_of(scenarios, drawn, placebo, r), r, luck_of_replicate(base, r)); });
    }, tbb::simple_partitioner());
  });
  if (play.trouble) std::rethrow_exception(play.trouble);
  result.finished = files.finished();
  result.failed = std::move(play.failed);
  std::stable_sort(result.failed.begin(), result.failed.end(), [](const FailedMember& a, const FailedMember& b) { return a.replicate < b.replicate; });
  if (result.finished < result.members) return result;
  std::string states;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    for (std::size_t r = 0; r < replicates; ++r) states += files.state_hash(i, r);
  result.state_hash = result.members == 1 ? states : sha256_of(states);
  result.hashes = files.publish();
  result.complete = true;
  return result;
}

}  // namespace weefsel
