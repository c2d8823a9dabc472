#include "measures/people_measures.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"
#include "random/distributions.hpp"

namespace weefsel {
namespace {

constexpr double adult_age = 18;

bool worries(const World& world, HouseholdId h) {
  bool found = false;
  world.for_each_child(h, [&](ChildId c) {
    for (std::size_t k = 0; k < concern_kind_count; ++k) found = found || felt_severity(world.children, c, k) >= 0.2;
  });
  return found;
}

void count_parent(const World& world, AdultId a, const Belongs& who, double low_mark, PeopleMeasures& sums) {
  const ActiveId active = world.adults.active[a];
  if (!active.exists()) return;
  const double b = world.actives.wellbeing[active].value();
  const auto wellbeing = round_to_int(logistic(b) / PeopleSums::unit);
  const auto load = round_to_int(world.actives.load[active].value() / PeopleSums::unit);
  const auto counted_on = round_to_int(world.actives.counted_on[active].value() / PeopleSums::unit);
  const auto step = static_cast<std::int64_t>((b - PeopleSums::lowest_b) * PeopleSums::steps_of_b);
  const bool worried = worries(world, world.adults.household[a]);
  sums.each(who, [&](PeopleSums& s) {
    ++s.parents;
    s.wellbeing += wellbeing, s.load += load, s.counted_on += counted_on;
    s.low += b < low_mark;
    s.worried_parents += worried;
    s.spread.add(step);
  });
}

void count_children(const World& world, HouseholdId h, const Belongs& who, PeopleMeasures& sums) {
  world.for_each_child(h, [&](ChildId c) {
    const bool minor = age_in_years(world.children.birth_week[c], world.week) < adult_age;
    const auto& help = world.children.help[c];
    const bool guarded = world.children.protected_until[c] != long_ago && world.children.protected_until[c] >= world.week.number;
    const auto& severity = world.children.severity[c];
    const auto open = std::count_if(severity.begin(), severity.end(), [](Share8 x) { return x.raw != 0; });
    sums.each(who, [&](PeopleSums& s) {
      s.concerns_open += open;
      s.children += minor;
      s.in_protection += guarded && minor;
      for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
        s.waiting[tier] += help[tier] == HelpState::waiting;
        s.helped[tier] += help[tier] == HelpState::helped;
      }
    });
  });
}

/// Those who take part in a programme now, where they live.
void count_participants(const World& world, PeopleMeasures& total) {
  const auto count = [&](AdultId a, std::size_t kind) {
    if (!a.exists() || world.adults.has(a, Adults::gone)) return;
    total.each(belongs(world, world.adults.household[a]), [&](PeopleSums& s) { ++s.in_programme[kind]; });
  };
  for (std::size_t i = 0; i < world.matches.size(); ++i)
    if (world.matches.is_open(MatchId(i), world.week)) count(world.matches.asker[MatchId(i)], world.matches.kind[MatchId(i)]);
  for (std::size_t i = 0; i < world.groups.size(); ++i)
    if (world.groups.is_open(ProgrammeGroupId(i), world.week))
      for (const AdultId a : world.groups.members[ProgrammeGroupId(i)]) count(a, world.groups.kind[ProgrammeGroupId(i)]);
}

}  // namespace

void PeopleSums::add(const PeopleSums& o) {
  families += o.families, parents += o.parents, children += o.children;
  wellbeing += o.wellbeing, low += o.low, load += o.load, counted_on += o.counted_on;
  in_protection += o.in_protection, worried_parents += o.worried_parents;
  concerns_open += o.concerns_open;
  spread.add(o.spread);
  for (std::size_t tier = 0; tier < asked_tiers; ++tier) waiting[tier] += o.waiting[tier], helped[tier] += o.helped[tier];
  for (std::size_t k = 0; k < programme_kind_count; ++k) in_programme[k] += o.in_programme[k];
}

double PeopleSums::mean_over_parents(std::int64_t sum) const {
  if (families < least_families || parents == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(sum) * unit / static_cast<double>(parents);
}

double PeopleSums::share_of_parents(std::int64_t count) const {
  if (families < least_families || parents == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(count) / static_cast<double>(parents);
}

double PeopleSums::wellbeing_at(double share) const {
  if (families < least_families || parents == 0) return std::numeric_limits<double>::quiet_NaN();
  return 1 / (1 + rounded_exp(-(lowest_b + spread.quantile(share) / steps_of_b)));
}

PeopleMeasures measure_people(const World& world, double low_mark, bool by_neighbourhood) {
  PeopleMeasures total(by_neighbourhood ? world.neighbourhoods.size() : 0);
  gather_blocks(world.households.size(), total, total,  // empty until all threads are done
                [&](std::size_t begin, std::size_t end, PeopleMeasures& sums) {
                  for (std::size_t i = begin; i < end; ++i) {
                    const HouseholdId h(i);
                    if (world.households.gone[h] || !has_figures(world, h)) continue;
                    const bool family = is_family(world, h);
                    const Belongs who = belongs(world, h);
                    if (family) sums.each(who, [](PeopleSums& s) { ++s.families; });
                    count_children(world, h, who, sums);
                    for (const AdultId a : world.households.adults[h])
                      if (a.exists() && (family || is_parent(world, a))) count_parent(world, a, who, low_mark, sums);
                  }
                },
                [](PeopleMeasures& a, const PeopleMeasures& b) { a.add(b); });
  count_participants(world, total);
  return total;
}

double low_wellbeing_mark(const World& world) {
  std::vector<std::int32_t> values;
  for (std::size_t i = 0; i < world.actives.size(); ++i)
    if (is_parent(world, world.actives.adult[ActiveId(i)])) values.push_back(world.actives.wellbeing[ActiveId(i)].raw);
  if (values.empty()) return -1.2816;
  const auto tenth = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 10);
  std::nth_element(values.begin(), tenth, values.end());
  Fixed mark;
  mark.raw = *tenth;
  return mark.value();
}

}  // namespace weefsel
