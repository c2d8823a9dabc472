#include "measures/network_measures.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"

namespace weefsel {
namespace {

constexpr double unit = 0x1.0p-24;
constexpr std::int32_t contact_within_weeks = 13;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

class TieReader {
 public:
  TieReader(const World& world, const FadingCurve& fading) : world_(world), fading_(fading) {}

  [[nodiscard]] double strength(ActiveId owner, std::size_t slot) const {
    return strength_at(world_.ties, fading_, owner, slot, world_.week);
  }
  /// Does `other` hold a weak-or-stronger tie to `adult`, with contact in the last quarter?
  [[nodiscard]] bool held_back(ActiveId other, AdultId adult) const {
    const std::size_t slot = world_.ties.find(other, PersonRef::of(adult));
    return slot != Ties::not_found && recent(other, slot) && strength(other, slot) >= weak_tie;
  }
  [[nodiscard]] bool recent(ActiveId owner, std::size_t slot) const {
    return world_.week.number - world_.ties.touched[owner][slot] <= contact_within_weeks;
  }

 private:
  const World& world_;
  const FadingCurve& fading_;
};

/// Families that family h is linked with, each counted once and only from the smaller key.
std::int64_t links_of_family(const World& world, const TieReader& ties, HouseholdId h, std::vector<HouseholdId>& linked) {
  linked.clear();
  const NeighbourhoodId home = world.neighbourhood_of(h);
  for (const AdultId a : world.households.adults[h]) {
    const ActiveId active = a.exists() ? world.adults.active[a] : ActiveId{};
    if (!active.exists()) continue;
    for (std::size_t s = 0; s < world.ties.count[active]; ++s) {
      const PersonRef other = world.ties.partner[active][s];
      if (!other.is_adult() || world.is_gone(other)) continue;
      const HouseholdId g = world.adults.household[other.adult()];
      if (g == h || world.households.key[g] < world.households.key[h]) continue;
      const ActiveId them = world.adults.active[other.adult()];
      if (!them.exists() || world.neighbourhood_of(g) != home || !is_family(world, g)) continue;
      if (ties.recent(active, s) && ties.strength(active, s) >= weak_tie && ties.held_back(them, a)) linked.push_back(g);
    }
  }
  std::sort(linked.begin(), linked.end());
  return std::unique(linked.begin(), linked.end()) - linked.begin();
}

/// Share of pairs of acquaintances in town who know each other; negative with fewer than two of them.
double clustering_of(const World& world, const TieReader& ties, ActiveId a, std::vector<AdultId>& others) {
  others.clear();
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const PersonRef other = world.ties.partner[a][s];
    if (other.is_adult() && !world.is_gone(other) && world.adults.active[other.adult()].exists() && ties.strength(a, s) >= weak_tie)
      others.push_back(other.adult());
  }
  if (others.size() < 2) return -1;
  std::size_t closed = 0;
  for (std::size_t i = 0; i < others.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const ActiveId x = world.adults.active[others[i]];
      const std::size_t slot = world.ties.find(x, PersonRef::of(others[j]));
      closed += slot != Ties::not_found && ties.strength(x, slot) >= weak_tie;
    }
  return 2.0 * static_cast<double>(closed) / static_cast<double>(others.size() * (others.size() - 1));
}

struct Ego {
  std::int64_t ties = 0, support = 0, close = 0, kin = 0, professional = 0, trust = 0;
  bool isolated = false;
};

Ego ego_of(const World& world, const TieReader& ties, ActiveId a) {
  Ego ego;
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const double strength = ties.strength(a, s);
    if (strength < weak_tie) continue;
    if (world.ties.partner[a][s].is_professional()) {
      ++ego.professional;
      continue;
    }
    ++ego.ties;
    ego.support += strength >= support_tie, ego.close += strength >= close_tie;
    ego.kin += world.ties.mark[a][s].kind() == TieKind::kin;
    ego.trust += round_to_int(strength / unit);
  }
  const unsigned recent = world.actives.recent_contacts[a];
  ego.isolated = ((recent & 15) + ((recent >> 4) & 15) + ((recent >> 8) & 15) + ((recent >> 12) & 15)) < 4;
  return ego;
}

}  // namespace

void NetworkSums::add(const NetworkSums& o) {
  families += o.families, parents += o.parents, family_links += o.family_links;
  ties += o.ties, support_ties += o.support_ties, close_ties += o.close_ties, kin_ties += o.kin_ties;
  professional_ties += o.professional_ties, trust += o.trust, isolated += o.isolated, unsupported += o.unsupported;
  clustering += o.clustering, clustered_parents += o.clustered_parents;
}
double NetworkSums::density() const {
  const auto n = static_cast<double>(families);
  return families < least_families ? nan : 2.0 * static_cast<double>(family_links) / (n * (n - 1));
}
double NetworkSums::local_degree() const {
  return families < least_families ? nan : 2.0 * static_cast<double>(family_links) / static_cast<double>(families);
}
double NetworkSums::per_parent(std::int64_t count) const {
  return families < least_families || parents == 0 ? nan : static_cast<double>(count) / static_cast<double>(parents);
}
double NetworkSums::mean_trust() const {
  return families < least_families || ties == 0 ? nan : static_cast<double>(trust) * unit / static_cast<double>(ties);
}
double NetworkSums::mean_clustering() const {
  return families < least_families || clustered_parents == 0 ? nan : static_cast<double>(clustering) * unit / static_cast<double>(clustered_parents);
}

NetworkMeasures measure_network(const World& world, const FadingCurve& fading, bool with_clustering) {
  const TieReader ties(world, fading);
  NetworkMeasures total(world.neighbourhoods.size());
  gather_blocks(world.households.size(), total, NetworkMeasures(world.neighbourhoods.size()),
                [&](std::size_t begin, std::size_t end, NetworkMeasures& sums) {
                  std::vector<HouseholdId> linked;
                  std::vector<AdultId> others;
                  for (std::size_t i = begin; i < end; ++i) {
                    const HouseholdId h(i);
                    if (world.households.gone[h]) continue;
                    const bool family = is_family(world, h);
                    const Belongs who = belongs(world, h);
                    if (family) {
                      const std::int64_t links = links_of_family(world, ties, h, linked);
                      sums.each(who, [](NetworkSums& s) { ++s.families; });
                      sums.by_neighbourhood[who.neighbourhood.slot].family_links += links;
                    }
                    for (const AdultId a : world.households.adults[h]) {
                      const ActiveId active = a.exists() ? world.adults.active[a] : ActiveId{};
                      if (!active.exists() || !(family || is_parent(world, a))) continue;
                      const Ego ego = ego_of(world, ties, active);
                      const double clustering = with_clustering ? clustering_of(world, ties, active, others) : -1;
                      sums.each(who, [&](NetworkSums& s) {
                        ++s.parents;
                        s.ties += ego.ties, s.support_ties += ego.support, s.close_ties += ego.close;
                        s.kin_ties += ego.kin, s.professional_ties += ego.professional, s.trust += ego.trust;
                        s.isolated += ego.isolated, s.unsupported += ego.support == 0;
                        if (clustering >= 0) s.clustering += round_to_int(clustering / unit), ++s.clustered_parents;
                      });
                    }
                  }
                },
                [](NetworkMeasures& a, const NetworkMeasures& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
