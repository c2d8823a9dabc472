#include "study/kept_away.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"
#include "measures/reach_measures.hpp"
#include "processes/choose_outings.hpp"
#include "study/yearly.hpp"

namespace weefsel {
namespace {

constexpr double felt_from = 0.5;  // utility below which a threshold is not named
constexpr const char* variable_name = "kept_away";

/// The least that a place takes away from an adult of the household, and what takes away most of it.
struct Least {
  double sum = std::numeric_limits<double>::infinity();
  Barrier greatest = Barrier::distance;
};

void lessen(Least& least, const World& world, const Parameters& p, HouseholdId h, PlaceId place, double km) {
  for (const AdultId a : world.households.adults[h]) {
    if (!a.exists()) continue;
    const KeptAway k = what_keeps_away(world, p, a, place, km);
    const double values[] = {k.distance, k.money, k.reading, k.language, k.stigma, k.hours};
    const double sum = k.distance + k.money + k.reading + k.language + k.stigma + k.hours;
    if (sum >= least.sum) continue;
    const auto* most = std::max_element(std::begin(values), std::end(values));
    least = {sum, *most < felt_from ? Barrier::nothing_special : static_cast<Barrier>(most - std::begin(values))};
  }
}

/// Calls f(option) for each place within reach of the household's street.
template <class F>
void for_each_within_reach(const World& world, HouseholdId h, F&& f) {
  const StreetId s = world.street_of(h);
  for (std::uint32_t i = world.reach.first[s.slot]; i < world.reach.first[s.slot + 1]; ++i) f(world.reach.options[i]);
}

using PerKind = std::array<bool, place_kind_count>;

PerKind kinds_with_an_open_place(const World& world) {
  PerKind open{};
  for (std::size_t i = 0; i < world.places.size(); ++i)
    if (const PlaceId p(i); world.places.open[p]) open[static_cast<std::size_t>(world.places.kind_of(p))] = true;
  return open;
}

/// One reason of each kind that did not reach the household; `reason_count` of the others.
std::array<std::size_t, place_kind_count> reasons_of(const World& world, const Parameters& p, HouseholdId h,
                                                     const PerKind& open) {
  std::array<std::size_t, place_kind_count> reasons;
  const auto latest = latest_visits(world, h);
  PerKind asked{};
  for (std::size_t k = 0; k < place_kind_count; ++k) {
    const auto kind = static_cast<PlaceKind>(k);
    const bool reached = world.week.number - latest[k] <= weeks_of_year;
    asked[k] = !reached && !follows_the_child(kind) && open[k] && serves(world, h, kind);
    reasons[k] = reached || follows_the_child(kind) ? reason_count
                 : !serves(world, h, kind)          ? for_other_ages
                 : !open[k]                         ? no_place
                                                    : static_cast<std::size_t>(Barrier::distance);
  }
  std::array<Least, place_kind_count> least;
  for_each_within_reach(world, h, [&](const Reach::Option& option) {
    const auto k = static_cast<std::size_t>(world.places.kind_of(option.place));
    if (asked[k]) lessen(least[k], world, p, h, option.place, static_cast<double>(option.distance_km));
  });
  for (std::size_t k = 0; k < place_kind_count; ++k)
    if (asked[k]) reasons[k] = static_cast<std::size_t>(least[k].greatest);
  return reasons;
}

}  // namespace

bool is_within_reach(const World& world, HouseholdId h, PlaceId place) {
  bool found = false;
  for_each_within_reach(world, h, [&](const Reach::Option& option) { found = found || option.place == place; });
  return found;
}

Barrier barrier_to(const World& world, const Parameters& p, HouseholdId h, PlaceId place) {
  Least least;
  for_each_within_reach(world, h, [&](const Reach::Option& option) {
    if (option.place == place) lessen(least, world, p, h, place, static_cast<double>(option.distance_km));
  });
  return least.greatest;
}

void KeptAwaySums::add(const KeptAwaySums& o) {
  families += o.families;
  for (std::size_t k = 0; k < place_kind_count; ++k)
    for (std::size_t r = 0; r < reason_count; ++r) by_reason[k][r] += o.by_reason[k][r];
}

double KeptAwaySums::share(PlaceKind kind, std::size_t reason) const {
  if (families < least_families) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(by_reason[static_cast<std::size_t>(kind)][reason]) / static_cast<double>(families);
}

KeptAwayMeasures measure_kept_away(const World& world, const Parameters& parameters) {
  const PerKind open = kinds_with_an_open_place(world);
  const KeptAwayMeasures empty(world.neighbourhoods.size());
  KeptAwayMeasures total = empty;
  gather_blocks(
      world.households.size(), total, empty,
      [&](std::size_t begin, std::size_t end, KeptAwayMeasures& sums) {
        for (std::size_t i = begin; i < end; ++i) {
          const HouseholdId h(i);
          if (world.households.gone[h] || !is_family(world, h)) continue;
          const auto reasons = reasons_of(world, parameters, h, open);
          sums.each(belongs(world, h), [&](KeptAwaySums& s) {
            ++s.families;
            for (std::size_t k = 0; k < place_kind_count; ++k)
              if (reasons[k] < reason_count) ++s.by_reason[k][reasons[k]];
          });
        }
      },
      [](KeptAwayMeasures& a, const KeptAwayMeasures& b) { a.add(b); });
  return total;
}

void lay_out_kept_away(const Scenario& scenario, Layout& layout) {
  if (weeks_from_years(scenario.years) < weeks_between_years) return;
  const std::string year = lay_out_years(scenario, layout);
  layout.dimensions.push_back(
      {"reason", reason_count, std::vector<std::string>(reason_names.begin(), reason_names.end()), "",
       "what keeps a family away",
       "Barriers count at the place of a kind, and for the adult, for whom all together is least.", ""});
  for_each_yearly_breakdown(scenario, [&](const std::string& ending, const std::string& cells) {
    layout.variables.push_back(
        {variable_name + ending,
         {year, cells, "place_kind", "reason"},
         NumberKind::real,
         "1",
         "Families that a kind of place did not reach, by reason",
         "Share of families of whom no adult found a seat there in the last 52 weeks, by what keeps them away. "
         "With place_reach_in_year they add up to 1. 0 for school and childcare, which follow the child.",
         year + ": point"});
  });
}

void record_kept_away(const Scenario& scenario, const Layout& layout, const World& world, std::int32_t weeks_lived,
                      Trajectory& rows) {
  if (weeks_lived % weeks_between_years != 0) return;
  const KeptAwayMeasures measured = measure_kept_away(world, scenario.parameters);
  const auto year = static_cast<std::size_t>(weeks_lived / weeks_between_years - 1);
  for_each_yearly_breakdown(scenario, [&](const std::string& ending, const std::string& breakdown) {
    const std::vector<KeptAwaySums>& cells = breakdown == "group" ? measured.by_group : measured.by_neighbourhood;
    for (std::size_t v = 0; v < layout.variables.size(); ++v) {
      if (layout.variables[v].name != variable_name + ending) continue;
      double* value = rows.values[v].data() + year * cells.size() * place_kind_count * reason_count;
      for (const KeptAwaySums& cell : cells)
        for (std::size_t k = 0; k < place_kind_count; ++k)
          for (std::size_t r = 0; r < reason_count; ++r) *value++ = cell.share(static_cast<PlaceKind>(k), r);
    }
  });
}

}  // namespace weefsel
