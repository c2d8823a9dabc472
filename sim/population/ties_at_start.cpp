#include "population/ties_at_start.hpp"

#include <algorithm>
#include <cmath>

#include "population/keyed_shapes.hpp"
#include "population/settle.hpp"

namespace weefsel {
namespace {

/// Nobody begins with a full table.
constexpr std::size_t most_at_start = tie_slots - 4;
constexpr double mean_years_of_tie = 4;
enum Decision : std::uint64_t {
  street_ring = 2000,
  school_ring,
  town_ring,
  ring_place,
  tie_age,
  tie_contact,
  tie_strength,
  tie_order,
  kin_strength,
  kin_contact
};

/// What is the same for all rings.
struct Ring {
  TieKind kind;
  std::size_t window;  ///< how many places further on people may still know each other
  double ties_each;    ///< ties an average adult has in the ring, before newness and likeness
};
constexpr Ring neighbours{TieKind::neighbour, 3, 3.7};
constexpr Ring primary_school{TieKind::school, 3, 3.4};
constexpr Ring childcare{TieKind::school, 3, 2.5};
constexpr Ring secondary_school{TieKind::school, 3, 1.2};
constexpr Ring across_town{TieKind::friendship, 3, 1.0};

struct RingMember {
  std::int32_t group;   ///< those of one group stand together: street, year of birth of the child
  std::uint64_t place;  ///< keyed
  AdultId adult;
  double weight;  ///< how easily they make contact here; 1 on average
  int longest;    ///< weeks for which they can have known others here
};

struct Acquaintance {
  std::uint64_t order;
  AdultId a, b;
  TieKind kind;
  int longest;
};

class TiesAtStart {
 public:
  TiesAtStart(World& world, const Luck& luck, const Parameters& parameters, Week now)
      : world_(world),
        luck_(luck),
        parameters_(parameters),
        now_(now),
        salt_(luck.salt(Purpose::first_ties, now)),
        like_children_(std::sqrt(parameters.meeting.similar_children)),
        like_education_(std::sqrt(parameters.meeting.similar_education)),
        like_community_(std::sqrt(parameters.meeting.similar_community)) {
    find_phases();
  }

  void make() {
    tie_kin_in_town();
    for (std::size_t i = 0; i < world_.actives.size(); ++i)
      give_outside_ties(world_, luck_, parameters_, world_.actives.adult[ActiveId(i)], now_);
    meet_in_streets();
    meet_at_schools();
    meet_across_town();
    // Whoever has room when the acquaintance's turn comes holds it; the turn is keyed. Two who meet through two
    // children each have known each other for as long as the older ones allow.
    std::sort(acquaintances_.begin(), acquaintances_.end(), [](const auto& x, const auto& y) {
      return x.order != y.order ? x.order < y.order : x.longest > y.longest;
    });
    for (const Acquaintance& one : acquaintances_) tie_acquaintances(one);
    for (ShortWeek& week : world_.actives.last_contact) week = short_week(now_);
  }

 private:
  [[nodiscard]] Key key(AdultId a) const { return world_.adults.key[a]; }
  [[nodiscard]] std::uint64_t pair(AdultId a, AdultId b, std::uint64_t decision) const {
    return salt_.of_pair(key(a), key(b), decision);
  }

  void find_phases() {
    phase_.assign(world_.households.size(), Phase::count);
    for (std::size_t i = 0; i < world_.households.size(); ++i) {
      double youngest = 100;
      world_.for_each_child(HouseholdId(i), [&](ChildId c) {
        youngest = std::min(youngest, age_in_years(world_.children.birth_week[c], now_));
      });
      if (youngest < 100) phase_[HouseholdId(i)] = phase_at(youngest);
    }
  }

  /// A tie that both hold if both are active; else the active one alone.
  void tie_two(AdultId a, AdultId b, Tie tie) {
    const ActiveId one = world_.adults.active[a], other = world_.adults.active[b];
    const auto room = [&](ActiveId x) { return x.exists() && world_.ties.count[x] < most_at_start; };
    if ((one.exists() && !room(one)) || (other.exists() && !room(other))) return;
    if (one.exists() && world_.ties.find(one, PersonRef::of(b)) != Ties::not_found) return;
    if (other.exists() && world_.ties.find(other, PersonRef::of(a)) != Ties::not_found) return;
    tie.mark = TieMark::of(tie.mark.kind(), one.exists() && other.exists() ? std::uint8_t{0} : TieMark::one_sided);
    tie.partner = PersonRef::of(b);
    if (one.exists()) world_.ties.add(one, tie);
    tie.partner = PersonRef::of(a);
    if (other.exists()) world_.ties.add(other, tie);
  }

  [[nodiscard]] Tie kin_tie(AdultId a, AdultId b) const {
    Tie tie;
    tie.strength = Share16(between(0.35, 0.80, pair(a, b, kin_strength)));
    tie.started = std::max(world_.adults.birth_week[a], world_.adults.birth_week[b]);
    tie.touched = static_cast<ShortWeek>(now_.number - static_cast<int>(between(0, 5, pair(a, b, kin_contact))));
    tie.mark = TieMark::of(TieKind::kin);
    return tie;
  }

  void tie_kin_in_town() {
    std::vector<std::pair<AdultId, AdultId>> by_parent;
    for (std::size_t i = 0; i < world_.adults.size(); ++i)
      if (const AdultId a(i), parent = world_.adults.parent_in_town[a]; parent.exists()) {
        tie_two(a, parent, kin_tie(a, parent));
        by_parent.emplace_back(parent, a);
      }
    std::sort(by_parent.begin(), by_parent.end());
    for (std::size_t i = 0; i < by_parent.size(); ++i)
      for (std::size_t j = i + 1; j < by_parent.size() && by_parent[j].first == by_parent[i].first; ++j)
        tie_two(by_parent[i].second, by_parent[j].second, kin_tie(by_parent[i].second, by_parent[j].second));
  }

  /// Sociable people know many: right-skewed, 1 on average.
  [[nodiscard]] double sociable(AdultId a) const {
    const double s = world_.adults.sociability[a].value() / 0.5;
    return s * s / 1.13;
  }
  [[nodiscard]] double likeness(AdultId a, AdultId b) const {
    const Adults& adults = world_.adults;
    double like = phase_[adults.household[a]] == phase_[adults.household[b]] ? like_children_ : 1 / like_children_;
    like *= adults.education[a] == adults.education[b] ? like_education_ : 1 / like_education_;
    return like * (adults.community[a] == adults.community[b] ? like_community_ : 1 / like_community_);
  }

  void meet_in_ring(std::vector<RingMember>& members, const Ring& ring, std::uint64_t decision, Key where,
                    bool across_groups) {
    std::sort(members.begin(), members.end(), [](const RingMember& x, const RingMember& y) {
      return x.group != y.group ? x.group < y.group : x.place < y.place;
    });
    const double p_each = ring.ties_each / (2.0 * static_cast<double>(ring.window));
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t j = i + 1; j < members.size() && j <= i + ring.window; ++j) {
        const RingMember &x = members[i], &y = members[j];
        if (!across_groups && x.group != y.group) break;
        if (world_.adults.household[x.adult] == world_.adults.household[y.adult]) continue;
        const int longest = std::min(x.longest, y.longest);
        if (longest < 4) continue;
        const double newness = longest / (longest + weeks_per_year);
        const double p = std::min(0.9, p_each * x.weight * y.weight * newness * likeness(x.adult, y.adult));
        const std::uint64_t bits = pair(x.adult, y.adult, join64(where, decision));
        if (happens(p, bits)) acquaintances_.push_back({join64(bits, tie_order), x.adult, y.adult, ring.kind, longest});
      }
    members.clear();
  }

  void meet_in_streets() {
    std::vector<RingMember> members;
    for (std::size_t i = 0; i < world_.actives.size(); ++i) {
      const AdultId a = world_.actives.adult[ActiveId(i)];
      const HouseholdId h = world_.adults.household[a];
      members.push_back({static_cast<std::int32_t>(world_.street_of(h).slot), salt_.of(key(a), ring_place), a,
                         sociable(a), now_.number - world_.households.since[h]});
    }
    meet_in_ring(members, neighbours, street_ring, 0, false);
  }

  void meet_at_schools() {
    std::vector<std::vector<RingMember>> by_place(world_.places.size());
    for (std::size_t i = 0; i < world_.children.size(); ++i) {
      const ChildId c(i);
      const PlaceId p = world_.children.day_place[c];
      if (!p.exists()) continue;
      const PlaceKind kind = world_.places.kind_of(p);
      const int began = weeks_from_years(kind == PlaceKind::childcare ? 0 : kind == PlaceKind::primary_school ? 4 : 12);
      const HouseholdId h = world_.children.household[c];
      const int longest =
          now_.number - std::max<int>(world_.children.birth_week[c] + began, world_.households.since[h] - 26);
      const auto year = static_cast<std::int32_t>(std::floor(world_.children.birth_week[c] / weeks_per_year));
      for (const AdultId a : world_.households.adults[h])
        if (a.exists() && world_.adults.active[a].exists()) {
          const double at_the_gate = 1.35 - world_.adults.working_hours[a] / 60.0;
          by_place[p.slot].push_back(
              {year, salt_.of(key(a), world_.children.key[c]), a, sociable(a) * at_the_gate, longest});
        }
    }
    for (std::size_t i = 0; i < by_place.size(); ++i) {
      const PlaceId p(i);
      const PlaceKind kind = world_.places.kind_of(p);
      const Ring& ring = kind == PlaceKind::childcare        ? childcare
                         : kind == PlaceKind::primary_school ? primary_school
                                                             : secondary_school;
      meet_in_ring(by_place[i], ring, school_ring, world_.places.key[p], kind == PlaceKind::childcare);
    }
  }

  void meet_across_town() {
    std::vector<RingMember> members;
    for (std::size_t i = 0; i < world_.actives.size(); ++i) {
      const AdultId a = world_.actives.adult[ActiveId(i)];
      members.push_back({0, salt_.of(key(a), town_ring), a, sociable(a),
                         now_.number - world_.households.since[world_.adults.household[a]]});
    }
    meet_in_ring(members, across_town, town_ring, 0, false);
  }

  void tie_acquaintances(const Acquaintance& one) {
    int age =
        std::max(4, static_cast<int>(mean_years_of_tie * weeks_per_year * exponential(pair(one.a, one.b, tie_age))));
    if (age > one.longest)
      age = std::max(4, static_cast<int>(one.longest * unit_interval(pair(one.a, one.b, tie_order))));
    const double u = unit_interval(pair(one.a, one.b, tie_strength)),
                 matured = std::min(1.0, age / (6 * weeks_per_year));
    Tie tie;
    tie.strength = Share16(0.10 + 0.38 * u * u + 0.12 * matured);
    tie.started = static_cast<ShortWeek>(now_.number - age);
    tie.touched = static_cast<ShortWeek>(
        now_.number - std::min(age, static_cast<int>(between(0, 7, pair(one.a, one.b, tie_contact)))));
    TieKind kind = one.kind;
    if (kind == TieKind::friendship) {  // across town: met at a club, at an open place, or as friends
      const double met = unit_interval(pair(one.a, one.b, town_ring));
      kind = met < 0.35 ? TieKind::club : met < 0.7 ? TieKind::open_place : TieKind::friendship;
    }
    tie.mark = TieMark::of(kind);
    tie_two(one.a, one.b, tie);
  }

  World& world_;
  const Luck& luck_;
  const Parameters& parameters_;
  Week now_;
  Salt salt_;
  double like_children_, like_education_, like_community_;
  Column<HouseholdId, Phase> phase_;
  std::vector<Acquaintance> acquaintances_;
};

}  // namespace

void tie_people_at_start(World& world, const Luck& luck, const Parameters& parameters, Week now) {
  TiesAtStart(world, luck, parameters, now).make();
}

}  // namespace weefsel
