#include "population/team_ties.hpp"

#include <algorithm>

#include "random/distributions.hpp"

namespace weefsel {

void link_teams(World& world) {
  const Professionals& teams = world.professionals;
  Cooperations& ties = world.cooperations;
  std::vector<Key> known(ties.key.begin(), ties.key.end());
  std::sort(known.begin(), known.end());
  std::vector<std::vector<ProfessionalId>> of_neighbourhood(world.neighbourhoods.size());
  for (std::size_t i = 0; i < teams.size(); ++i) of_neighbourhood[teams.neighbourhood[ProfessionalId(i)].slot].emplace_back(i);
  for (std::size_t i = 0; i < teams.size(); ++i)
    for (const ProfessionalId b : of_neighbourhood[teams.neighbourhood[ProfessionalId(i)].slot]) {
      const ProfessionalId a(i);
      if (teams.key[a] >= teams.key[b]) continue;
      const bool two_places = teams.place[a].exists() && teams.place[b].exists() && teams.place[a] != teams.place[b];
      const Key key = join64(teams.key[a], teams.key[b]);
      if (two_places || std::binary_search(known.begin(), known.end(), key)) continue;
      const CooperationId pair(append_row(ties));
      ties.key[pair] = key, ties.a[pair] = a, ties.b[pair] = b;
    }
}

bool both_at_work(const World& world, CooperationId pair) {
  return world.professionals.hours_per_week[world.cooperations.a[pair]].raw > 0 &&
         world.professionals.hours_per_week[world.cooperations.b[pair]].raw > 0;
}

std::vector<int> teams_worked_with(const World& world) {
  std::vector<int> others(world.professionals.size(), 0);
  for (std::size_t i = 0; i < world.cooperations.size(); ++i)
    if (const CooperationId pair(i); both_at_work(world, pair))
      ++others[world.cooperations.a[pair].slot], ++others[world.cooperations.b[pair].slot];
  return others;
}

double hours_together(const World& world, CooperationId pair, const std::vector<double>& hours,
                      const std::vector<int>& worked_with) {
  if (!both_at_work(world, pair)) return 0;
  const std::size_t a = world.cooperations.a[pair].slot, b = world.cooperations.b[pair].slot;
  return (hours[a] / worked_with[a] + hours[b] / worked_with[b]) / 2;
}

void find_rest(World& world, const Parameters& parameters) {
  constexpr double ln2 = 0.6931471805599453;
  const double fading = 1 - rounded_exp(-ln2 / parameters.cooperation.half_life);
  const std::vector<int> worked_with = teams_worked_with(world);
  const std::vector<double> ordinary(world.professionals.size(), parameters.cooperation.hours_per_week);
  for (std::size_t i = 0; i < world.cooperations.size(); ++i) {
    const CooperationId pair(i);
    const double growth = parameters.ties.growth_per_hour * hours_together(world, pair, ordinary, worked_with);
    world.cooperations.rest[pair] = Share16(growth <= 0 ? 0 : growth / (growth + fading));
  }
}

void tie_teams_at_start(World& world, const Parameters& parameters) {
  link_teams(world);
  find_rest(world, parameters);
  world.cooperations.strength = world.cooperations.rest;
}

}  // namespace weefsel
