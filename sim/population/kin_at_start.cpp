#include "population/kin_at_start.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "population/keyed_shapes.hpp"

namespace weefsel {
namespace {

enum Decision : std::uint64_t {
  ring_order = 1,
  former_in_town,
  former_order,
  former_match,
  parent_in_town,
  parent_order,
  parent_match
};

constexpr double former_partner_in_town_share = 0.5;
constexpr double parent_in_town_share = 0.45;
constexpr int most_grown_up_children = 4;
constexpr std::size_t looked_at_per_year_of_birth = 5;

int years(int weeks) { return static_cast<int>(std::floor(weeks / weeks_per_year)); }

/// An adult who may be chosen, with all that is looked at of many: so that looking does not go all over a large town.
struct Candidate {
  int year;             ///< of birth
  std::uint64_t place;  ///< in the keyed order of that year
  Key key;
  Metres x, y;  ///< of home
  AdultId adult;
};

DwellingId home_of(const World& world, AdultId a) { return world.households.dwelling[world.adults.household[a]]; }

/// Adults by year of birth, each year in a keyed order.
class ByYearOfBirth {
 public:
  ByYearOfBirth(const World& world, const Salt& salt) : world_(world), salt_(salt) {}
  void add(AdultId a) {
    const Key key = world_.adults.key[a];
    const DwellingId home = home_of(world_, a);
    all_.push_back({years(world_.adults.birth_week[a]), salt_.of(key, ring_order), key, world_.dwellings.x[home],
                    world_.dwellings.y[home], a});
  }
  void finish() {
    std::sort(all_.begin(), all_.end(), [](const Candidate& a, const Candidate& b) {
      return a.year != b.year ? a.year < b.year : a.place < b.place;
    });
    if (all_.empty()) return;
    first_year_ = all_.front().year;
    first_.assign(static_cast<std::size_t>(all_.back().year - first_year_) + 2, all_.size());
    for (std::size_t i = all_.size(); i-- > 0;) first_[static_cast<std::size_t>(all_[i].year - first_year_)] = i;
    for (std::size_t y = first_.size() - 1; y-- > 0;) first_[y] = std::min(first_[y], first_[y + 1]);
  }

  /// Calls `f(const Candidate&)` for some adults of each year of birth from `first` to `last`, beginning at a place in
  /// the keyed order that belongs to `chooser`, round to the front when needed.
  template <class F>
  void look(Key chooser, int first, int last, F&& f) const {
    const int years_known = static_cast<int>(first_.size()) - 1;
    for (int year = std::max(first, first_year_); year <= last && year < first_year_ + years_known; ++year) {
      const auto y = static_cast<std::size_t>(year - first_year_);
      const auto begin = all_.begin() + static_cast<std::ptrdiff_t>(first_[y]);
      const auto end = all_.begin() + static_cast<std::ptrdiff_t>(first_[y + 1]);
      if (begin == end) continue;
      const Key start = salt_.of(chooser, static_cast<std::uint64_t>(static_cast<std::int64_t>(year)));
      auto at = std::lower_bound(begin, end, start, [](const Candidate& one, Key place) { return one.place < place; });
      const auto count = std::min(looked_at_per_year_of_birth, static_cast<std::size_t>(end - begin));
      for (std::size_t i = 0; i < count; ++i, ++at) {
        if (at == end) at = begin;
        f(*at);
      }
    }
  }

 private:
  const World& world_;
  const Salt& salt_;
  std::vector<Candidate> all_;
  int first_year_ = 0;
  std::vector<std::size_t> first_;  ///< per year of birth, and one past the end: range in `all_`
};

double km_between(const World& world, DwellingId home, const Candidate& other) {
  const double dx = world.dwellings.x[home] - other.x, dy = world.dwellings.y[home] - other.y;
  return std::sqrt(dx * dx + dy * dy) / 1000.0;
}

bool has_children_at_home(const World& world, AdultId a) {
  return world.households.first_child[world.adults.household[a]].exists();
}

/// Best of the candidates, equal scores by key.
struct Best {
  AdultId adult;
  double score = 0;
  void offer(const World& world, AdultId candidate, double value) {
    if (adult.exists() && (value < score || (value == score && world.adults.key[candidate] < world.adults.key[adult])))
      return;
    adult = candidate, score = value;
  }
};

/// The chosen, in keyed order: who comes first chooses first.
template <class Chosen>
std::vector<AdultId> in_keyed_order(const World& world, const Salt& salt, std::uint64_t decision, Chosen chosen) {
  std::vector<std::pair<std::uint64_t, AdultId>> order;
  for (std::size_t i = 0; i < world.adults.size(); ++i)
    if (const AdultId a(i); chosen(a)) order.emplace_back(salt.of(world.adults.key[a], decision), a);
  std::sort(order.begin(), order.end());
  std::vector<AdultId> result;
  for (const auto& one : order) result.push_back(one.second);
  return result;
}

}  // namespace

void link_former_partners(World& world, const Luck& luck, Week now) {
  Adults& adults = world.adults;
  const Salt salt = luck.salt(Purpose::population, now);
  ByYearOfBirth men(world, salt), women(world, salt);
  for (std::size_t i = 0; i < adults.size(); ++i)
    if (const AdultId a(i); !has_children_at_home(world, a)) (adults.female[a] ? women : men).add(a);
  men.finish(), women.finish();

  const auto single_parents = in_keyed_order(world, salt, former_order, [&](AdultId a) {
    return has_children_at_home(world, a) && !adults.partner[a].exists() &&
           happens(former_partner_in_town_share, salt.of(adults.key[a], former_in_town));
  });
  for (const AdultId parent : single_parents) {
    const HouseholdId home = adults.household[parent];
    int oldest_child = now.number;
    world.for_each_child(home,
                         [&](ChildId c) { oldest_child = std::min<int>(oldest_child, world.children.birth_week[c]); });
    const int latest_birth = oldest_child - weeks_from_years(18.5);
    const int year = years(adults.birth_week[parent]);
    const bool mother = adults.female[parent] != 0;
    Best best;
    (mother ? men : women)
        .look(adults.key[parent], year - (mother ? 9 : 4), year + (mother ? 4 : 9), [&](const Candidate& one) {
          const AdultId other = one.adult;
          if (adults.children_elsewhere[other].exists() || adults.birth_week[other] > latest_birth) return;
          const double alone = adults.partner[other].exists() ? 0.0 : 1.0;  // more often single than with a new partner
          best.offer(world, other,
                     alone - 0.2 * km_between(world, home_of(world, parent), one) +
                         gumbel(salt.of(adults.key[parent], join64(one.key, former_match))));
        });
    if (!best.adult.exists()) continue;
    adults.children_elsewhere[best.adult] = home;
    world.for_each_child(home, [&](ChildId c) { world.children.parents[c] = {parent, best.adult}; });
  }
}

void link_parents_in_town(World& world, const Luck& luck, Week now) {
  Adults& adults = world.adults;
  const Salt salt = luck.salt(Purpose::population, now);
  ByYearOfBirth elders(world, salt);
  for (std::size_t i = 0; i < adults.size(); ++i) {
    const AdultId a(i);
    // One of a couple stands for both, so brothers and sisters have the same parent.
    if (world.households.adults[adults.household[a]][0] == a && !has_children_at_home(world, a) &&
        !adults.children_elsewhere[a].exists() && age_in_years(adults.birth_week[a], now) >= 42)
      elders.add(a);
  }
  elders.finish();

  const auto choosers = in_keyed_order(world, salt, parent_order, [&](AdultId a) {
    return age_in_years(adults.birth_week[a], now) < 60 &&
           happens(parent_in_town_share, salt.of(adults.key[a], parent_in_town));
  });
  Column<AdultId, std::uint8_t> grown_up_children(adults.size(), 0);
  for (const AdultId child : choosers) {
    const AdultId partner = adults.partner[child];
    const AdultId in_law = partner.exists() ? adults.parent_in_town[partner] : AdultId{};
    const int year = years(adults.birth_week[child]);
    Best best;
    const DwellingId home = home_of(world, child);
    elders.look(adults.key[child], year - 38, year - 24, [&](const Candidate& elder) {
      if (grown_up_children[elder.adult] >= most_grown_up_children || elder.adult == in_law) return;
      best.offer(world, elder.adult,
                 gumbel(salt.of(adults.key[child], join64(elder.key, parent_match))) - 0.5 * km_between(world, home, elder));
    });
    if (!best.adult.exists()) continue;
    adults.parent_in_town[child] = best.adult;
    ++grown_up_children[best.adult];
  }
}

}  // namespace weefsel
