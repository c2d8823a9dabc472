#include "study/run_study.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/version.h>

#include <algorithm>
#include <boost/version.hpp>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <new>

#include "base/errors.hpp"
#include "output/sha256.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"
#include "study/commit.hpp"
#include "study/draw_parameters.hpp"
#include "study/placebo.hpp"
#include "study/recorder.hpp"
#include "study/simulate.hpp"

namespace weefsel {
namespace {

/// Per scenario the parameters of each draw; none without `uncertainty: sample`.
using DrawsOfScenarios = std::vector<std::vector<Parameters>>;

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
    p.scenarios.push_back({s.id, s.question.nl, s.question.en, s.description, s.resolved_text, rows_of(s), values_of(drawn[i])});
  }
  p.draws = drawn.front().size();
  p.town_name = town.name;
  p.town_sha256 = sha256_of(town_text(town));
  p.seed = scenarios.front().seed;
  p.program_version = WEEFSEL_VERSION;
  p.program_commit = program_commit();
  p.libraries = {{"oneTBB", TBB_VERSION_STRING}, {"Boost", BOOST_LIB_VERSION}};
  p.licence = "EUPL-1.2";
  p.references = "sim/model.md in the source of this version describes the model.";
  return p;
}

/// What the layout needs to know of a town before anyone lives in it.
Names names_in(const TownDescription& town) {
  Names names;
  names.town = town.name;
  for (const NeighbourhoodDescription& n : town.neighbourhoods) {
    names.neighbourhood_code.push_back(n.code);
    names.neighbourhood_name.push_back(n.name);
  }
  return names;
}

/// Counts weeks over all threads and passes them on, some times a second.
class WeekCounter {
 public:
  WeekCounter(const StudyOptions& options, std::int64_t total) : options_(options), total_(total) {}
  bool tick() {
    const std::int64_t done = ++done_;
    if (options_.progress && done % 16 == 0) {
      const std::unique_lock lock(mutex_, std::try_to_lock);
      if (lock.owns_lock()) options_.progress(done, total_);
    }
    return goes_on();
  }
  /// Has nobody interrupted it?
  [[nodiscard]] bool goes_on() const {
    return !stopped_ && (options_.interrupted == nullptr || !options_.interrupted->load(std::memory_order_relaxed));
  }
  /// There are more, or fewer, weeks to live than was thought.
  void expect(std::int64_t more) { total_ += more; }
  /// All members stop at their next week.
  void stop() { stopped_ = true; }

 private:
  const StudyOptions& options_;
  std::atomic<std::int64_t> total_, done_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
};

constexpr std::chrono::hours never{24 * 366 * 100};

/// What all members share.
struct Study {
  const std::vector<Scenario>& scenarios;
  const DrawsOfScenarios& drawn;
  const TownDescription& town;
  const StudyOptions& options;
  std::optional<Week> placebo;
  TrajectoryFiles& files;
  WeekCounter& counter;
  std::string program;  ///< which checkpoints are for; empty: none are kept
  bool left_before;     ///< there are checkpoints of an earlier run
  std::mutex mutex;     ///< of what follows
  std::vector<FailedMember> failed;
  std::exception_ptr trouble;  ///< the first that no member can do without
};

/// All scenarios of one replicate, from as few run-ins as their parameters allow.
class Replicate {
 public:
  Replicate(Study& study, std::uint32_t replicate)
      : study_(study), replicate_(replicate), luck_(luck_of_replicate(study.scenarios.front(), replicate)) {}

  /// Throws nothing: a loop that an exception leaves would also end the loops inside other members, half-way in their week.
  void run() noexcept {
    try {
      run_members();
    } catch (...) {
      const std::lock_guard guard(study_.mutex);
      if (!study_.trouble) study_.trouble = std::current_exception();
      study_.counter.stop();
    }
  }

 private:
  void run_members() {
    for (std::size_t i = 0; i < study_.scenarios.size() && goes_on(); ++i)
      if (!study_.files.has(i, replicate_)) run_member(i, scenario_of_replicate(study_.scenarios[i], study_.drawn[i], replicate_), std::nullopt);
    const std::size_t twin = study_.files.placebo();
    if (study_.placebo && goes_on() && !study_.files.has(twin, replicate_)) {
      Scenario base = scenario_of_replicate(study_.scenarios.front(), study_.drawn.front(), replicate_);
      base.recording.households = 0;  // of single households only the scenarios are kept
      run_member(twin, base, study_.placebo);
    }
    if (!goes_on() || failed_) return;
    for (std::size_t i = 0; i < study_.scenarios.size(); ++i) run_in_checkpoints_of(i).forget();
  }

  [[nodiscard]] bool goes_on() const { return !stopped_ && study_.counter.goes_on(); }

  [[nodiscard]] Checkpoints checkpoints_of(const std::string& what, std::size_t member) const {
    const std::string name = fmt::format("{}{:04}_replicate{:05}", what, member, replicate_);
    if (study_.program.empty()) return {study_.files.folder(), name, "", never, false};
    return {study_.files.folder(), name, study_.program + study_.files.identity(), study_.options.between_checkpoints, study_.left_before || wrote_run_in_};
  }
  /// Of the run-in of a member, under the name of the first scenario that shares it.
  [[nodiscard]] Checkpoints run_in_checkpoints_of(std::size_t member) const {
    const auto as_played = [&](std::size_t i) { return scenario_of_replicate(study_.scenarios[i], study_.drawn[i], replicate_); };
    const std::size_t own = member < study_.scenarios.size() ? member : 0;
    std::size_t first = 0;
    while (first < own && !share_run_in(as_played(first), as_played(own))) ++first;
    return checkpoints_of("run_in", first);
  }

  /// Whatever goes wrong in it, the others go on; but for what would go wrong in all of them.
  void run_member(std::size_t member, const Scenario& scenario, std::optional<Week> placebo) {
    try {
      Checkpoints checkpoints = checkpoints_of("scenario", member);
      const AfterWeek after_week = [&](const World& world) {
        if (study_.options.onlooker) study_.options.onlooker(member, replicate_, world);
        return study_.counter.tick();
      };
      const auto trajectory = live_member(member, scenario, placebo, checkpoints, after_week);
      stopped_ = !trajectory;
      if (stopped_) return;
      keep(member, *trajectory, checkpoints);
      checkpoints.forget();
    } catch (const UserMistake&) {
      throw;
    } catch (const SystemTrouble&) {
      throw;
    } catch (const std::exception& e) {
      const bool no_memory = dynamic_cast<const std::bad_alloc*>(&e) != nullptr;
      failed_ = true;
      const std::lock_guard guard(study_.mutex);
      study_.failed.push_back({member < study_.scenarios.size() ? scenario.id : "placebo", replicate_, no_memory ? "not enough memory" : e.what(), no_memory});
    }
  }

  /// A disk that is full may have room enough when this replicate's checkpoints are gone.
  void keep(std::size_t member, const Trajectory& trajectory, Checkpoints& checkpoints) {
    try {
      study_.files.keep(member, replicate_, trajectory);
    } catch (const SystemTrouble&) {
      checkpoints.forget(), run_in_checkpoints_of(member).forget();
      study_.files.keep(member, replicate_, trajectory);
    }
  }

  /// Empty when it was stopped.
  std::optional<Trajectory> live_member(std::size_t member, const Scenario& scenario, std::optional<Week> placebo, Checkpoints& checkpoints,
                                        const AfterWeek& after_week) {
    const std::int64_t run_in_weeks = weeks_from_years(scenario.run_in_years);
    const bool was_counted = !counted_for_ || !share_run_in(*counted_for_, scenario);
    if (was_counted) counted_for_ = scenario;
    if (auto unfinished = checkpoints.any() ? checkpoints.latest(before_run_in(scenario, study_.town, luck_)) : std::nullopt) {
      study_.counter.expect(-unfinished->world.week.number - (was_counted ? run_in_weeks : 0));
      return live_on(scenario, std::move(*unfinished), luck_, after_week, placebo, &checkpoints);
    }
    if (!started_for_ || !share_run_in(*started_for_, scenario)) {
      if (!was_counted) study_.counter.expect(run_in_weeks);
      started_for_.reset();
      Checkpoints run_in_checkpoints = run_in_checkpoints_of(member);
      start_ = run_in(study_.options.run_ins, scenario, study_.town, luck_, after_week, &run_in_checkpoints);
      wrote_run_in_ = wrote_run_in_ || run_in_checkpoints.any();
      if (!start_) return std::nullopt;
      started_for_ = scenario;
    }
    return live(scenario, *start_, luck_, after_week, nullptr, placebo, &checkpoints);
  }

  Study& study_;
  std::uint32_t replicate_, luck_;
  bool stopped_ = false, failed_ = false;
  bool wrote_run_in_ = false;  ///< there may be checkpoints of its run-ins
  std::optional<World> start_;
  std::optional<Scenario> started_for_, counted_for_;  ///< whose run-in was lived; which the total of weeks was made for
};

/// Checkpoints are for the program that wrote them, to the byte. Empty when it cannot read itself.
std::string this_program() {
  try {
    return sha256_of_file("/proc/self/exe");
  } catch (const SystemTrouble&) {
    return {};
  }
}

}  // namespace

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
  const std::int64_t weeks = weeks_from_years(base.years), run_in_weeks = weeks_from_years(base.run_in_years);
  const auto members = static_cast<std::int64_t>(result.members - result.reused);
  std::int64_t run_ins = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    std::optional<Scenario> started_for;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      if (files.has(i, r)) continue;
      Scenario scenario = scenario_of_replicate(scenarios[i], drawn[i], static_cast<std::uint32_t>(r));
      if (!started_for || !share_run_in(*started_for, scenario)) ++run_ins, started_for = std::move(scenario);
    }
    if (with_placebo && !files.has(files.placebo(), r) &&
        (!started_for || !share_run_in(*started_for, scenario_of_replicate(base, drawn.front(), static_cast<std::uint32_t>(r))))) ++run_ins;
  }
  const std::optional<Week> placebo = with_placebo ? std::optional(placebo_week(scenarios)) : std::nullopt;
  WeekCounter counter(options, members * weeks + run_ins * run_in_weeks);
  Study study{scenarios, drawn, town, options, placebo, files, counter, this_program(), files.has_checkpoints(), {}, {}, {}};
  // One replicate a thread at a time; a thread that waits inside a replicate helps only that replicate (isolate),
  // so memory is bounded by the number of threads.
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, replicates, [&](std::size_t r) {
      tbb::this_task_arena::isolate([&] { Replicate(study, static_cast<std::uint32_t>(r)).run(); });
    }, tbb::simple_partitioner());
  });
  if (study.trouble) std::rethrow_exception(study.trouble);
  result.finished = files.finished();
  result.failed = std::move(study.failed);
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
