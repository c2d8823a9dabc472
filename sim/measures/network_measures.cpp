#include "measures/network_measures.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"

namespace weefsel {
namespace {

constexpr double unit = 0x1.0p-24;
constexpr std::int32_t contact_within_weeks = 13;
constexpr std::size_t most_named = 5;  // names that a survey asks for
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// What is asked of a household for every tie that leads to it, worked out once.
struct Home {
  Belongs who;
  bool family = false;
};

struct Acquaintance {
  ActiveId who;
  AdultId adult;
  double strength;
};

struct Ego {
  std::int64_t ties = 0, support = 0, close = 0, kin = 0, professional = 0, trust = 0, family_ties = 0;
  std::array<std::int64_t, group_count> own_group{};
  bool isolated = false;
  std::vector<Acquaintance> acquaintances;
  std::vector<HouseholdId> linked;  ///< other families of the neighbourhood, of all adults of a household so far
};

class NetworkPass {
 public:
  NetworkPass(const World& world, const FadingCurve& fading, bool with_clustering)
      : world_(world), fading_(fading), with_clustering_(with_clustering), homes_(world.households.size()) {
    for_each<HouseholdId>(homes_.size(), [&](HouseholdId h) {
      if (!world_.households.gone[h] && has_figures(world_, h)) homes_[h.slot] = {belongs(world_, h), is_family(world_, h)};
    });
  }

  void measure(HouseholdId h, Ego& ego, NetworkMeasures& sums) const {
    if (world_.households.gone[h]) return;
    const Home& home = homes_[h.slot];
    ego.linked.clear();
    for (const AdultId a : world_.households.adults[h]) {
      const ActiveId active = a.exists() ? world_.adults.active[a] : ActiveId{};
      if (active.exists() && (home.family || is_parent(world_, a))) measure_parent(h, a, active, ego, sums);
    }
    if (!home.family) return;
    sums.each(home.who, [](NetworkSums& s) { ++s.families; });
    ++sums.mixing[home.who.neighbourhood.slot].families;
    ++sums.mixing_in_town.families;
    std::sort(ego.linked.begin(), ego.linked.end());
    sums.by_neighbourhood[home.who.neighbourhood.slot].family_links +=
        std::unique(ego.linked.begin(), ego.linked.end()) - ego.linked.begin();
  }

 private:
  [[nodiscard]] double strength(ActiveId owner, std::size_t slot) const {
    return strength_at(world_.ties, fading_, owner, slot, world_.week);
  }
  [[nodiscard]] bool recent(ActiveId owner, std::size_t slot) const {
    return world_.week.number - world_.ties.touched[owner][slot] <= contact_within_weeks;
  }
  /// The slot in which `owner` holds `other` at weak or stronger.
  [[nodiscard]] std::size_t held(ActiveId owner, AdultId other) const {
    const std::size_t slot = world_.ties.find(owner, PersonRef::of(other));
    return slot != Ties::not_found && strength(owner, slot) >= weak_tie ? slot : Ties::not_found;
  }
  /// Do both sides lead the same life with this tie, so that what holds of one holds of the other? (Invariant
  /// mutual_ties_are_even; kin forget more slowly, so of kin the other side is asked.)
  [[nodiscard]] bool even(ActiveId owner, std::size_t slot) const {
    const TieMark mark = world_.ties.mark[owner][slot];
    return !mark.has(TieMark::one_sided) && !mark.has(TieMark::uneven) && mark.kind() != TieKind::kin;
  }
  [[nodiscard]] bool acquainted(const Acquaintance& a, const Acquaintance& b) const {
    const std::size_t slot = held(a.who, b.adult);
    return slot != Ties::not_found && (even(a.who, slot) || held(b.who, a.adult) != Ties::not_found);
  }
  /// Share of pairs among the first `count` acquaintances who are acquainted, in 2^-24; negative with fewer than two.
  [[nodiscard]] std::int64_t closed_pairs(const std::vector<Acquaintance>& others, std::size_t count) const {
    if (count < 2) return -1;
    std::int64_t closed = 0;
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < i; ++j) closed += acquainted(others[i], others[j]);
    return round_to_int(2.0 * static_cast<double>(closed) / static_cast<double>(count * (count - 1)) / unit);
  }

  void measure_parent(HouseholdId h, AdultId a, ActiveId active, Ego& ego, NetworkMeasures& sums) const {
    const Home& home = homes_[h.slot];
    if (home.family) {
      const MixingKinds kinds = mixing_kinds(world_, a, home.who);
      sums.mixing[home.who.neighbourhood.slot].add_parent(kinds);
      sums.mixing_in_town.add_parent(kinds);
    }
    read_ties(h, a, active, ego, sums);
    const std::size_t named = std::min(ego.acquaintances.size(), most_named);
    std::partial_sort(ego.acquaintances.begin(), ego.acquaintances.begin() + static_cast<std::ptrdiff_t>(named), ego.acquaintances.end(),
                      [&](const Acquaintance& x, const Acquaintance& y) {
                        return x.strength != y.strength ? x.strength > y.strength : world_.adults.key[x.adult] < world_.adults.key[y.adult];
                      });
    const std::int64_t density = closed_pairs(ego.acquaintances, named);
    const std::int64_t clustering = with_clustering_ ? closed_pairs(ego.acquaintances, ego.acquaintances.size()) : -1;
    sums.each(home.who, [&](NetworkSums& s) {
      ++s.parents, s.family_parents += home.family;
      s.ties += ego.ties, s.support_ties += ego.support, s.close_ties += ego.close;
      s.kin_ties += ego.kin, s.professional_ties += ego.professional, s.trust += ego.trust;
      s.isolated += ego.isolated, s.unsupported += ego.support == 0, s.with_professional += ego.professional > 0;
      if (density >= 0) s.ego_density += density, ++s.ego_parents;
      if (clustering >= 0) s.clustering += clustering, ++s.clustered_parents;
    });
    for (GroupMask rest = home.who.groups; rest != 0; rest &= rest - 1) {
      const auto group = static_cast<std::size_t>(__builtin_ctz(rest));
      sums.by_group[group].family_ties += ego.family_ties;
      sums.by_group[group].own_group_ties += ego.own_group[group];
    }
  }

  void read_ties(HouseholdId h, AdultId a, ActiveId active, Ego& ego, NetworkMeasures& sums) const {
    ego.ties = ego.support = ego.close = ego.kin = ego.professional = ego.trust = ego.family_ties = 0;
    ego.own_group.fill(0);
    ego.acquaintances.clear();
    const std::array<double, tie_slots> strengths = strengths_at(world_.ties, fading_, active, world_.week);
    for (std::size_t s = 0; s < world_.ties.count[active]; ++s) {
      const double now = strengths[s];
      if (now < weak_tie) continue;
      const PersonRef other = world_.ties.partner[active][s];
      if (other.is_professional()) {
        ++ego.professional;
        continue;
      }
      ++ego.ties;
      ego.support += now >= support_tie, ego.close += now >= close_tie;
      ego.kin += world_.ties.mark[active][s].kind() == TieKind::kin;
      ego.trust += round_to_int(now / unit);
      if (other.is_adult() && !world_.is_gone(other)) read_tie_in_town(h, a, active, s, other.adult(), now, ego, sums);
    }
    const unsigned contacts = world_.actives.recent_contacts[active];
    ego.isolated = ((contacts & 15) + ((contacts >> 4) & 15) + ((contacts >> 8) & 15) + ((contacts >> 12) & 15)) < 4;
  }

  void read_tie_in_town(HouseholdId h, AdultId a, ActiveId active, std::size_t slot, AdultId other, double now, Ego& ego,
                        NetworkMeasures& sums) const {
    const HouseholdId g = world_.adults.household[other];
    const ActiveId them = world_.adults.active[other];
    const Home &home = homes_[h.slot], &there = homes_[g.slot];
    const bool is_even = even(active, slot);
    const std::size_t back = is_even || !them.exists() ? Ties::not_found : held(them, a);
    const bool mutual = is_even || back != Ties::not_found;
    if (mutual) ego.acquaintances.push_back({them, other, now});
    if (g == h || !home.family || !there.family) return;
    count_mixing(a, other, home.who, there.who, ego, sums);
    const bool later = world_.households.key[g] > world_.households.key[h];  // each pair of families once
    if (later && mutual && home.who.neighbourhood == there.who.neighbourhood && recent(active, slot) && (is_even || recent(them, back)))
      ego.linked.push_back(g);
  }

  void count_mixing(AdultId a, AdultId other, const Belongs& mine, const Belongs& theirs, Ego& ego, NetworkMeasures& sums) const {
    ++ego.family_ties;
    for (GroupMask rest = mine.groups & theirs.groups; rest != 0; rest &= rest - 1) ++ego.own_group[static_cast<std::size_t>(__builtin_ctz(rest))];
    const MixingKinds from = mixing_kinds(world_, a, mine), to = mixing_kinds(world_, other, theirs);
    sums.mixing_in_town.add_tie(from, to);
    if (mine.neighbourhood == theirs.neighbourhood) sums.mixing[mine.neighbourhood.slot].add_tie(from, to);
  }

  const World& world_;
  const FadingCurve& fading_;
  bool with_clustering_;
  std::vector<Home> homes_;
};

double mean(std::int64_t families, std::int64_t sum, std::int64_t count, double scale = 1) {
  return families < least_families || count == 0 ? nan : static_cast<double>(sum) * scale / static_cast<double>(count);
}

}  // namespace

void NetworkSums::add(const NetworkSums& o) {
  families += o.families, parents += o.parents, family_parents += o.family_parents, family_links += o.family_links;
  ties += o.ties, support_ties += o.support_ties, close_ties += o.close_ties, kin_ties += o.kin_ties;
  professional_ties += o.professional_ties, trust += o.trust, isolated += o.isolated, unsupported += o.unsupported;
  with_professional += o.with_professional, ego_density += o.ego_density, ego_parents += o.ego_parents;
  clustering += o.clustering, clustered_parents += o.clustered_parents;
  family_ties += o.family_ties, own_group_ties += o.own_group_ties;
}
double NetworkSums::density() const {
  const auto n = static_cast<double>(families);
  return families < least_families ? nan : 2.0 * static_cast<double>(family_links) / (n * (n - 1));
}
double NetworkSums::local_degree() const { return mean(families, 2 * family_links, families); }
double NetworkSums::per_parent(std::int64_t count) const { return mean(families, count, parents); }
double NetworkSums::mean_trust() const { return mean(families, trust, ties, unit); }
double NetworkSums::mean_ego_density() const { return mean(families, ego_density, ego_parents, unit); }
double NetworkSums::mean_clustering() const { return mean(families, clustering, clustered_parents, unit); }
double NetworkSums::group_bonding(const NetworkSums& town) const {
  return family_parents == town.family_parents ? nan : mean(families, own_group_ties, family_ties);
}
double NetworkSums::group_bridging(const NetworkSums& town) const {
  const std::int64_t chances = family_ties * (town.family_parents - family_parents);
  if (families < least_families || chances == 0) return nan;
  const double expected = static_cast<double>(chances) / static_cast<double>(town.family_parents - 1);
  return static_cast<double>(family_ties - own_group_ties) / expected;
}

void NetworkMeasures::add(const NetworkMeasures& other) {
  Cells::add(other);
  for (std::size_t i = 0; i < mixing.size(); ++i) mixing[i].add(other.mixing[i]);
  mixing_in_town.add(other.mixing_in_town);
}

NetworkMeasures measure_network(const World& world, const FadingCurve& fading, bool with_clustering) {
  const NetworkPass pass(world, fading, with_clustering);
  const NetworkMeasures empty(world.neighbourhoods.size(), mixing_sizes(world));
  NetworkMeasures total = empty;
  gather_blocks(world.households.size(), total, empty,
                [&](std::size_t begin, std::size_t end, NetworkMeasures& sums) {
                  Ego ego;
                  for (std::size_t i = begin; i < end; ++i) pass.measure(HouseholdId(i), ego, sums);
                },
                [](NetworkMeasures& a, const NetworkMeasures& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
