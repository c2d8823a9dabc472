#include "report/factors.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "base/errors.hpp"
#include "measures/cells.hpp"
#include "population/read_town.hpp"
#include "report/watch_year.hpp"
#include "study/estimate.hpp"
#include "study/simulate.hpp"
#include "text/nearest.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t year_of_weeks = 52, weeks_between_switches = 4;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A family at the start: what it has, and in which phase its youngest child is.
struct FamilyAtStart {
  std::size_t phase = 0;
  bool has = false, switched = false;
};
using Families = std::unordered_map<Key, FamilyAtStart>;

std::size_t phase_of(const World& world, HouseholdId h) {
  double youngest = 100;
  world.for_each_child(
      h, [&](ChildId c) { youngest = std::min(youngest, age_in_years(world.children.birth_week[c], world.week)); });
  return static_cast<std::size_t>(phase_at(youngest));
}

/// Half of the households, or of the streets, by keyed lot; the whole town where all share the factor.
class Half {
 public:
  Half(const Luck& luck, FactorUnit unit) : salt_(luck.salt(Purpose::factor_half, Week{0})), unit_(unit) {}
  [[nodiscard]] bool takes(const World& world, HouseholdId h) const {
    switch (unit_) {
      case FactorUnit::household: return (salt_.of(world.households.key[h]) & 1) != 0;
      case FactorUnit::street: return takes(world, world.street_of(h));
      case FactorUnit::town: break;
    }
    return true;
  }
  [[nodiscard]] bool takes(const World& world, StreetId s) const { return (salt_.of(world.streets.key[s]) & 1) != 0; }

 private:
  Salt salt_;
  FactorUnit unit_;
};

Families families_at_start(const World& world, const FadingCurve& fading, const Factor& factor, const Half& half) {
  Families families;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    const bool has = factor.is_present(world, fading, h);
    const bool can_change = (factor.add != nullptr || has) && (factor.take != nullptr || !has);
    families[world.households.key[h]] = {phase_of(world, h), has, can_change && half.takes(world, h)};
  }
  return families;
}

void do_switch(void (*how)(const FactorTarget&), World& world, const FadingCurve& fading, FactorUnit unit,
               const Half& half, const Families& families) {
  if (unit == FactorUnit::town) return how({world, fading, HouseholdId{}, StreetId{}});
  if (unit == FactorUnit::street) {
    for (std::size_t s = 0; s < world.streets.size(); ++s)
      if (half.takes(world, StreetId(s))) how({world, fading, HouseholdId{}, StreetId(s)});
    return;
  }
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h]) continue;
    const auto family = families.find(world.households.key[h]);
    if (family != families.end() && family->second.switched) how({world, fading, h, StreetId{}});
  }
}

/// Lives the scenario with the switch held; what was seen in its last year. Empty when stopped.
std::optional<YearWatch> live_with(const Scenario& scenario, const ModelTables& tables, const Luck& luck, World world,
                                   const Factor& factor, void (*how)(const FactorTarget&), const Half& half,
                                   const Families& families, const std::function<bool()>& go_on) {
  WeekScratch scratch;
  YearWatch watch;
  const Week end{weeks_from_years(scenario.years)};
  for (std::int32_t week = 0; world.week < end; ++week) {
    if (how != nullptr && (week == 0 || (factor.repeated && week % weeks_between_switches == 0)))
      do_switch(how, world, tables.fading, factor.unit, half, families);
    advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch);
    if (end - world.week < year_of_weeks) watch.see(world, scratch, scenario.parameters, tables.fading);
    if (!go_on()) return std::nullopt;
  }
  return watch;
}

/// Sums over families of one phase, in one replicate.
struct PhaseSums {
  double families = 0, having = 0, switched = 0, joined = 0;
  double wellbeing = 0, known = 0;  ///< with - without, of families seen in both twins
  double demand[2] = {}, child_weeks[2] = {};
};
using ReplicateSums = std::array<PhaseSums, phase_count + 1>;

ReplicateSums joined(const Families& families, const YearWatch& with, const YearWatch& without) {
  // In the order of keys: sums of reals must not depend on that of a hash table.
  std::vector<std::pair<Key, FamilyAtStart>> ordered(families.begin(), families.end());
  std::sort(ordered.begin(), ordered.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  ReplicateSums sums;
  for (const auto& [key, family] : ordered)
    for (const std::size_t cell : {std::size_t{0}, family.phase + 1}) {
      PhaseSums& s = sums[cell];
      ++s.families, s.having += family.has, s.switched += family.switched;
      const auto a = with.households().find(key), b = without.households().find(key);
      if (!family.switched || a == with.households().end() || b == without.households().end()) continue;
      const HouseholdYear &x = a->second, &y = b->second;
      if (x.weeks == 0 || y.weeks == 0) continue;
      ++s.joined;
      s.wellbeing += x.wellbeing / x.weeks - y.wellbeing / y.weeks;
      s.known += x.known / x.weeks - y.known / y.weeks;
      s.demand[0] += x.demand, s.demand[1] += y.demand;
      s.child_weeks[0] += x.child_weeks, s.child_weeks[1] += y.child_weeks;
    }
  return sums;
}

/// Per factor: the sums of one replicate. Empty when stopped.
std::optional<std::vector<ReplicateSums>> play_replicate(const Scenario& scenario, const TownDescription& town,
                                                         std::uint32_t replicate,
                                                         const std::vector<const Factor*>& factors,
                                                         const std::function<bool()>& go_on) {
  const std::optional<World> start = run_in(scenario, town, replicate, [&](const World&) { return go_on(); });
  if (!start) return std::nullopt;
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  std::vector<ReplicateSums> sums;
  std::optional<YearWatch> as_is;
  for (const Factor* factor : factors) {
    const Half half(luck, factor->unit);
    const Families families = families_at_start(*start, tables.fading, *factor, half);
    const auto twin = [&](void (*how)(const FactorTarget&)) -> std::optional<YearWatch> {
      if (how != nullptr) return live_with(scenario, tables, luck, *start, *factor, how, half, families, go_on);
      if (!as_is) as_is = live_with(scenario, tables, luck, *start, *factor, nullptr, half, families, go_on);
      return as_is;
    };
    const auto with = twin(factor->add), without = twin(factor->take);
    if (!with || !without) return std::nullopt;
    sums.push_back(joined(families, *with, *without));
  }
  return sums;
}

FactorCell cell_of(const std::vector<ReplicateSums>& replicates, std::size_t cell) {
  FactorCell result;
  double families = 0, having = 0, joined_families = 0;
  std::vector<double> values[headline3_count];
  for (const ReplicateSums& r : replicates) {
    const PhaseSums& s = r[cell];
    families += s.families, having += s.having, joined_families += s.joined;
    const double n = std::max(1.0, s.joined);
    const auto rate = [&](int twin) {
      return s.child_weeks[twin] > 0 ? 1000 * weeks_per_year * s.demand[twin] / s.child_weeks[twin] : 0;
    };
    values[0].push_back(100 * s.wellbeing / n), values[1].push_back(s.known / n),
        values[2].push_back(rate(0) - rate(1));
  }
  const auto count = static_cast<double>(replicates.size());
  result.families = joined_families / count;
  result.prevalence = families < least_families * count ? nan : having / families;
  for (std::size_t m = 0; m < headline3_count; ++m) {
    const Estimate e = result.families < least_families ? Estimate{} : estimate_of(values[m]);
    result.influence[m] = e.mean, result.error[m] = e.error, result.beyond_chance[m] = std::abs(e.mean) > margin_of(e);
  }
  return result;
}

std::vector<const Factor*> chosen(const std::vector<std::string>& only) {
  std::vector<std::string> ids;
  for (const Factor& f : factor_table()) ids.emplace_back(f.id);
  for (const std::string& id : only)
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
      throw UserMistake(fmt::format("--only {}: there is no such factor{}. There are: {}", id, did_you_mean(id, ids),
                                    fmt::join(ids, ", ")));
  std::vector<const Factor*> result;
  for (const Factor& f : factor_table())
    if (only.empty() || std::find(only.begin(), only.end(), f.id) != only.end()) result.push_back(&f);
  return result;
}

}  // namespace

std::optional<FactorTable> make_factor_table(const Scenario& scenario, const std::vector<std::string>& only,
                                             int threads, const std::function<bool()>& go_on) {
  if (scenario.replicates < 2)
    throw UserMistake("weefsel factors: an error needs at least two replicates; give --replicates 2 or more");
  if (weeks_from_years(scenario.years) < year_of_weeks)
    throw UserMistake("weefsel factors: the last year is looked at, so --years must be 1 or more");
  const std::vector<const Factor*> factors = chosen(only);
  const TownDescription town = read_town(scenario.town_file);
  const auto replicates = static_cast<std::size_t>(scenario.replicates);
  std::vector<std::optional<std::vector<ReplicateSums>>> played(replicates);
  const int all = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(all));
  tbb::task_arena arena(all);
  arena.execute([&] {
    tbb::parallel_for(
        std::size_t{0}, replicates,
        [&](std::size_t r) {
          tbb::this_task_arena::isolate(
              [&] { played[r] = play_replicate(scenario, town, static_cast<std::uint32_t>(r), factors, go_on); });
        },
        tbb::simple_partitioner());
  });
  FactorTable table{town.name, scenario.id, scenario.replicates, scenario.years, {}};
  for (std::size_t f = 0; f < factors.size(); ++f) {
    std::vector<ReplicateSums> sums;
    for (const auto& replicate : played) {
      if (!replicate) return std::nullopt;
      sums.push_back((*replicate)[f]);
    }
    FactorRow row{factors[f], {}};
    for (std::size_t cell = 0; cell < row.phases.size(); ++cell) row.phases[cell] = cell_of(sums, cell);
    table.rows.push_back(row);
  }
  return table;
}

}  // namespace weefsel
