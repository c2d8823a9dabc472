#include "study/patterns.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "population/read_town.hpp"
#include "study/pattern_help.hpp"
#include "study/pattern_moment.hpp"
#include "study/pattern_names.hpp"
#include "study/pattern_outings.hpp"
#include "study/pattern_support.hpp"
#include "study/simulate.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t weeks_in_year = 52;
constexpr std::size_t years_at_each_end = 3, fewest_years_for_drift = 15;

/// Separations and moves of families against the families there are, as yearly rates.
class FamilyEvents {
 public:
  void observe(const World& world) {
    separations_ += of_families(world, Flow::separations);
    moves_ += of_families(world, Flow::moved_within) + of_families(world, Flow::moved_out);
  }
  void close_year(const World& world) {
    for (std::size_t i = 0; i < world.households.size(); ++i) {
      const HouseholdId h(i);
      if (world.households.gone[h] || !is_family(world, h)) continue;
      ++families_, couples_ += world.households.adults[h][1].exists();
    }
  }
  void report(Findings& findings) const {
    if (couples_ > 0) findings.set("separations", static_cast<double>(separations_) / static_cast<double>(couples_));
    if (families_ > 0) findings.set("moves", static_cast<double>(moves_) / static_cast<double>(families_));
  }

 private:
  static std::int64_t of_families(const World& world, Flow flow) {
    return world.tally.of(flow, Group::income_tight) + world.tally.of(flow, Group::income_sufficient);
  }
  std::int64_t separations_ = 0, moves_ = 0, families_ = 0, couples_ = 0;
};

void report_drift(const std::vector<Moments::Year>& years, Findings& findings) {
  if (years.size() < fewest_years_for_drift) return;
  Moments::Year first, last;
  for (std::size_t i = 0; i < years_at_each_end; ++i) {
    const Moments::Year &a = years[i], &z = years[years.size() - 1 - i];
    first.single_parent_share += a.single_parent_share / years_at_each_end, last.single_parent_share += z.single_parent_share / years_at_each_end;
    first.degree += a.degree / years_at_each_end, last.degree += z.degree / years_at_each_end;
    first.wellbeing += a.wellbeing / years_at_each_end, last.wellbeing += z.wellbeing / years_at_each_end;
  }
  findings.set("drift_single_parents", last.single_parent_share - first.single_parent_share);
  findings.set("drift_degree", last.degree / first.degree - 1);
  findings.set("drift_wellbeing", last.wellbeing - first.wellbeing);
}

/// All instruments together, in the rhythm of the year.
class YearsOfFindings {
 public:
  explicit YearsOfFindings(const Parameters& p) : fading_(p.ties.half_life, p.ties.half_life_young, p.ties.maturing_time, p.ties.kin_fading) {}

  void open_year(const World& world, std::int32_t year) {
    if (year % years_between_interviews == 0) names_.interview(world, fading_);
    support_.open(world), help_.open(world), visits_.open(world);
  }
  void after_week(const World& world, const WeekScratch& scratch, std::int32_t week_of_year) {
    support_.observe(world, scratch), help_.observe(world, scratch), visits_.observe(world, scratch), events_.observe(world);
    if (week_of_year >= weeks_in_year - ContactWeeks::weeks) contacts_.observe(world, scratch);
  }
  void close_year(const World& world) {
    support_.ask(world, findings_), help_.close(world, findings_), visits_.close(world, findings_), contacts_.close(world);
    events_.close_year(world), moments_.look(world, fading_, findings_);
  }
  Findings report(const World& world, std::int32_t years) {
    if (years % years_between_interviews == 0) names_.interview(world, fading_);
    names_.report(findings_), support_.report(findings_), help_.report(findings_), visits_.report(findings_), contacts_.report(findings_);
    events_.report(findings_), moments_.report(findings_), report_drift(moments_.years(), findings_);
    return findings_;
  }

 private:
  FadingCurve fading_;
  Findings findings_;
  NamePanel names_;
  SupportYear support_;
  HelpYear help_;
  VisitYear visits_;
  ContactWeeks contacts_;
  FamilyEvents events_;
  Moments moments_;
};

std::int32_t whole_years(const Scenario& scenario) { return std::max(1, weeks_from_years(scenario.years) / weeks_in_year); }

}  // namespace

std::optional<ReplicateFindings> look_for_patterns(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                                                   const std::function<bool()>& after_week) {
  const AfterWeek go_on = [&](const World&) { return !after_week || after_week(); };
  std::optional<World> world = run_in(scenario, town, replicate, go_on);
  if (!world) return std::nullopt;
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  WeekScratch scratch;
  YearsOfFindings onlooker(scenario.parameters);
  const std::int32_t years = whole_years(scenario);
  for (std::int32_t year = 0; year < years; ++year) {
    onlooker.open_year(*world, year);
    for (std::int32_t week = 0; week < weeks_in_year; ++week) {
      advance_one_week(*world, luck, scenario.parameters, tables, scenario.levers, scratch);
      if (!go_on(*world)) return std::nullopt;
      onlooker.after_week(*world, scratch, week);
    }
    onlooker.close_year(*world);
  }
  return ReplicateFindings{onlooker.report(*world, years), state_hash(*world)};
}

std::vector<ReplicateFindings> look_for_patterns(const Scenario& scenario, const PatternOptions& options) {
  const TownDescription town = read_town(scenario.town_file);
  const int threads = options.threads > 0 ? options.threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  const auto replicates = static_cast<std::size_t>(scenario.replicates);
  const std::int64_t total = static_cast<std::int64_t>(replicates) * (weeks_from_years(scenario.run_in_years) + whole_years(scenario) * weeks_in_year);
  std::atomic<std::int64_t> lived{0};
  std::mutex one_at_a_time;
  const auto tick = [&] {
    const std::int64_t done = ++lived;
    if (options.progress && done % 16 == 0) {
      const std::unique_lock lock(one_at_a_time, std::try_to_lock);
      if (lock.owns_lock()) options.progress(done, total);
    }
    return options.interrupted == nullptr || !options.interrupted->load(std::memory_order_relaxed);
  };
  std::vector<std::optional<ReplicateFindings>> found(replicates);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, replicates, [&](std::size_t r) {
      tbb::this_task_arena::isolate([&] { found[r] = look_for_patterns(scenario, town, static_cast<std::uint32_t>(r), tick); });
    }, tbb::simple_partitioner());
  });
  std::vector<ReplicateFindings> all;
  for (auto& one : found) {
    if (!one) return {};
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace weefsel
