#include "processes/raise_concerns.hpp"

#include <algorithm>

namespace weefsel {
namespace {

/// Everyday concerns by phase, as a multiple of the average.
constexpr double by_phase[phase_count] = {1.2, 1.1, 1.0, 1.1, 0.7};
/// Child-borne concerns by phase, as a multiple of the average: disorders of development come to light from preschool age
/// to the early teens (Solmi et al. 2022: peak at 5.5 years; 14.5 for all disorders).
constexpr double borne_by_phase[phase_count] = {0.3, 0.6, 1.2, 1.3, 0.8};
/// Mean severity by kind, as a multiple of concerns.mean_severity.
constexpr double severity_by_kind[concern_kind_count] = {1.0, 1.5, 2.0};

double strain_at_home(const World& world, HouseholdId h) {
  double most = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists())
      most = std::max(most, world.actives.event_strain[world.adults.active[a]].value());
  return most;
}

/// Mean wellbeing of the adults at home, in sd; 0 where nobody has a mood in the model.
double mood_at_home(const World& world, HouseholdId h) {
  double sum = 0;
  int adults = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists()) sum += world.actives.wellbeing[world.adults.active[a]].value(), ++adults;
  return adults == 0 ? 0 : std::clamp(sum / adults, -3.0, 3.0);
}

void raise(World& world, const WeekContext& now, ChildId c, std::size_t kind, double dice) {
  const auto& p = now.parameters.concerns;
  const double drawn = p.mean_severity * severity_by_kind[kind] * exponential_quantile(dice);
  const double severity = std::clamp(drawn, settled_below + 0.02, 1.0);
  Share8& open = world.children.severity[c][kind];
  if (open.value() >= severity) return;
  if (open.raw == 0) world.children.concern_since[c][kind] = short_week(now.week);
  open = Share8(severity);
  const HouseholdId h = world.children.household[c];
  const double calm = perceived_severity(now.parameters, severity, attitude_at_home(world, h), world.norms.pressure.value());
  const double seen = std::clamp(calm - p.mood_weight * mood_at_home(world, h) * severity * (1 - severity), 0.5 * severity, 1.0);
  // Mood colours what parents feel, not what requests follow from: those see support only through help.substitution.
  Share8& perceived = world.children.perceived[c][kind];
  perceived = Share8(calm);
  world.children.lifted[c][kind] = perceived.raw == 0 ? Fixed{} : Fixed(1 - seen / perceived.value());
}

}  // namespace

double perceived_severity(const Parameters& parameters, double severity, double attitude, double drift) {
  const double pressure = std::clamp(parameters.concerns.pressure + drift, 0.0, 1.0) * (1 - parameters.concerns.normalising_effect * attitude);
  return severity + pressure * severity * (1 - severity) * 2;
}

double normalising_now(const World& world, AdultId a) {
  const ActiveId active = world.adults.active[a];
  const double shift = active.exists() ? world.actives.norm_shift[active].value() : 0;
  return std::clamp(world.adults.normalising[a].value() + shift, 0.0, 1.0);
}

double attitude_at_home(const World& world, HouseholdId h) {
  double sum = 0;
  int adults = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) sum += normalising_now(world, a), ++adults;
  return adults == 0 ? 0.5 : sum / adults;
}

void raise_concerns(World& world, const WeekContext& now, WeekScratch&) {
  const auto& p = now.parameters.concerns;
  tally_blocks(world, world.children.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i) {
      const ChildId c(i);
      if (world.children.gone[c]) continue;
      const HouseholdId h = world.children.household[c];
      const double temperament = 0.4 + 1.2 * world.children.temperament[c].value();
      const double age = age_in_years(world.children.birth_week[c], now.week);
      const double strain = strain_at_home(world, h) + (world.is_tight(h) ? 0.3 : 0);
      const Draws draws = now.luck.draws(Purpose::concern, now.week, world.children.key[c]);
      const double rates[concern_kind_count] = {
          p.everyday_per_year * by_phase[static_cast<std::size_t>(phase_at(age))] * temperament,
          p.strain_per_year * (1 + 5 * strain), p.child_borne_per_year * borne_by_phase[static_cast<std::size_t>(phase_at(age))] * temperament * temperament};
      for (std::size_t k = 0; k < concern_kind_count; ++k) {
        if (!draws.happens(static_cast<int>(k), per_week(rates[k]))) continue;
        const bool was_open = world.children.severity[c][k].raw != 0;
        raise(world, now, c, k, draws.uniform(3));
        if (!was_open) tally.add(Flow::concerns_raised, belongs(world, h));
      }
      const auto& open = world.children.severity[c];
      if (std::all_of(open.begin(), open.end(), [](Share8 s) { return s.raw == 0; })) continue;
      const Draws passing = now.luck.draws(Purpose::concern_passes, now.week, world.children.key[c]);
      const auto& help = world.children.help[c];
      const bool helped = std::any_of(help.begin(), help.end(), [](HelpState s) { return s == HelpState::helped; });
      for (std::size_t k = 0; k < concern_kind_count; ++k) {
        if (open[k].raw == 0 || world.children.concern_since[c][k] == now.week.number) continue;
        const double mildness = 1.5 - open[k].value();
        const double chance = now.tables.passing[k] * mildness * (helped ? now.parameters.help.help_effect : 1);
        if (!passing.happens(static_cast<int>(k), chance)) continue;
        end_concern(world.children, c, k);
        const Belongs who = belongs(world, h);
        tally.add(Flow::concerns_passed, who);
        if (helped) tally.add(Flow::concerns_passed_in_help, who);
      }
    }
  });
}

}  // namespace weefsel
