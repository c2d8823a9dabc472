#include "processes/take_seats.hpp"

#include <algorithm>

#include "base/group_in_order.hpp"

namespace weefsel {
namespace {

constexpr std::uint32_t nobody = ~std::uint32_t{0};

/// Per meeting a key that does not depend on slots, and the order in which people sit there.
class MeetingOrder {
 public:
  MeetingOrder(const World& world, const WeekContext& now) : salt_(now.luck.salt(Purpose::seat_order, now.week)) {
    for (std::size_t p = 0; p < world.places.size(); ++p)
      for (std::uint32_t occasion = 0; occasion < Gatherings::occasions_per_place; ++occasion)
        key_.push_back(join64(world.places.key[PlaceId(p)], occasion));
    for (std::size_t s = 0; s < world.streets.size(); ++s) key_.push_back(world.streets.key[StreetId(s)]);
    for (std::size_t g = 0; g < world.groups.size(); ++g) key_.push_back(world.groups.key[ProgrammeGroupId(g)]);
  }
  [[nodiscard]] std::uint64_t of(Key adult, std::uint32_t group) const { return salt_.of(adult, key_[group]); }
  [[nodiscard]] std::size_t groups() const { return key_.size(); }

 private:
  Salt salt_;
  std::vector<Key> key_;
};

double host_at(const World& world, const Parameters& p, std::uint32_t group) {
  const PlaceId place(group / Gatherings::occasions_per_place);
  if (place.slot >= world.places.size()) {
    const std::size_t rest = group - world.places.size() * Gatherings::occasions_per_place;
    return rest < world.streets.size() ? 0 : world.groups.host[ProgrammeGroupId(rest - world.streets.size())].value();
  }
  if (world.places.gathering_of(place) != Gathering::none && group % Gatherings::occasions_per_place != 0) return 0;
  return std::max(world.places.host[place].value(),
                  world.places.volunteer[place].exists() ? p.volunteering.host_quality : 0);
}

/// One adult at one meeting; `visit` says which of its visits it is. By `order` its luck at this meeting is drawn.
struct Entry {
  ActiveId who;
  std::uint8_t visit = 0;
  std::uint64_t order = 0;
};

Grouped<Entry> attend(const World& world, const Gatherings& g, const MeetingOrder& order) {
  return group_in_order<Entry>(g.visit_count.size(), order.groups(), [&](std::size_t i, auto&& put) {
    const Key key = world.adults.key[world.actives.adult[ActiveId(i)]];
    for (std::size_t v = 0; v < g.visit_count[i]; ++v) {
      const std::uint32_t group = g.visit(ActiveId(i), v).group;
      put(group, Entry{ActiveId(i), static_cast<std::uint8_t>(v), order.of(key, group)});
    }
  });
}

/// Finds the acquaintance whose seat person `me` of a meeting joins: of those before it in the order, the first. (A
/// strict order, so following never runs in a circle.) Nobody: none of them is known.
class Companions {
 public:
  Companions(const World& world, const std::vector<std::array<float, tie_slots>>& strength) : world_(world), strength_(strength) {}

  /// The people of one meeting, in falling order.
  void are(const Entry* begin, std::size_t count) {
    people_.clear();
    for (const Entry* one = begin; one != begin + count; ++one) people_.push_back({PersonRef::of(world_.actives.adult[one->who]), one->who});
    by_person_.clear();
  }

  std::uint32_t leader_of(std::uint32_t me) { return me <= few ? among_few(me) : among_many(me); }

 private:
  static constexpr std::uint32_t few = 64;  // looking each of them up costs as much as going through one's ties
  struct Person {
    PersonRef ref;
    ActiveId who;
  };
  struct Place {
    PersonRef ref;
    std::uint32_t at;
    bool operator<(const Place& other) const { return ref.raw < other.ref.raw; }
  };

  [[nodiscard]] bool holds(ActiveId who, std::size_t slot) const { return strength_[who.slot][slot] >= static_cast<float>(dropped_below); }

  [[nodiscard]] std::uint32_t among_few(std::uint32_t me) const {
    const ActiveId who = people_[me].who;
    for (std::uint32_t i = 0; i < me; ++i)
      if (const std::size_t slot = world_.ties.find(who, people_[i].ref); slot != Ties::not_found && holds(who, slot)) return i;
    return nobody;
  }

  /// In a crowd one goes through one's own ties.
  std::uint32_t among_many(std::uint32_t me) {
    if (by_person_.empty()) {
      for (std::uint32_t i = 0; i < people_.size(); ++i) by_person_.push_back({people_[i].ref, i});
      std::sort(by_person_.begin(), by_person_.end());
    }
    const ActiveId who = people_[me].who;
    std::uint32_t first = me;
    for (std::size_t slot = 0; slot < world_.ties.count[who]; ++slot) {
      const PersonRef other = world_.ties.partner[who][slot];
      if (!other.is_adult() || !holds(who, slot)) continue;
      const auto found = std::lower_bound(by_person_.begin(), by_person_.end(), Place{other, 0});
      if (found != by_person_.end() && found->ref == other) first = std::min(first, found->at);
    }
    return first < me ? first : nobody;
  }

  const World& world_;
  const std::vector<std::array<float, tie_slots>>& strength_;
  std::vector<Person> people_;
  std::vector<Place> by_person_;
};

/// Turns away whoever is over capacity, by keyed lot: the visit keeps its place in the list but has no seat.
std::size_t admit(const World& world, std::uint32_t group, Entry* begin, std::size_t count) {
  const PlaceId place(group / Gatherings::occasions_per_place);
  std::sort(begin, begin + count, [](const auto& a, const auto& b) { return a.order > b.order; });
  if (place.slot >= world.places.size() || sphere_of(world.places.kind_of(place)) == Sphere::school_and_childcare) return count;
  return std::min<std::size_t>(count, world.places.capacity[place]);
}

/// Who came to each place this week, smoothed over about a month.
void count_visitors(World& world, const Gatherings& g) {
  for_each<PlaceId>(world.places.size(), [&](PlaceId p) {
    const std::uint32_t first = g.group_first[p.slot * Gatherings::occasions_per_place];
    const std::uint32_t end = g.group_first[(p.slot + 1) * Gatherings::occasions_per_place];
    const auto came = std::count_if(g.seated.begin() + first, g.seated.begin() + end, [](ActiveId a) { return a.exists(); });
    Fixed& visitors = world.places.visitors[p];
    visitors = Fixed(visitors.value() + 0.25 * (static_cast<double>(came) - visitors.value()));
  });
}

}  // namespace

void take_seats(World& world, const WeekContext& now, WeekScratch& scratch) {
  Gatherings& g = scratch.gatherings;
  g.close_plans();
  const MeetingOrder order(world, now);
  Grouped<Entry> attendance = attend(world, g, order);
  const std::size_t seats = attendance.items.size();
  g.seated.assign(seats, ActiveId{});
  g.seated_hours.assign(seats, 0);
  g.circle_first.assign(seats, 0);
  g.circle_end.assign(seats, 0);
  g.group_first = attendance.first;
  tally_blocks(world, g.moments_at_home.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i)
      if (g.moments_at_home[i] > 0) tally.add(Flow::moments_at_home, scratch.belongs[i], g.moments_at_home[i]);
  });

  const Salt follow = now.luck.salt(Purpose::follow_friend, now.week), open = now.luck.salt(Purpose::new_circle, now.week);
  const double p_new_circle = 1 / now.parameters.meeting.circle_size;
  const std::size_t groups = attendance.first.size() - 1;
  tally_blocks(world, groups, [&](std::size_t from, std::size_t until, Tally& tally) {
    Companions companions(world, scratch.strength);
    std::vector<std::uint64_t> party;
    std::vector<std::uint32_t> sequence;
    for (std::size_t group = from; group < until; ++group) {
      const std::uint32_t first = attendance.first[group];
      const std::size_t present = attendance.first[group + 1] - first;
      if (present == 0) continue;
      Entry* entries = attendance.items.data() + first;
      const auto group32 = static_cast<std::uint32_t>(group);
      const std::size_t seated = admit(world, group32, entries, present);
      const double joins = (1 - now.parameters.meeting.mixing) *
                           (1 - now.parameters.meeting.host_mixing * host_at(world, now.parameters, group32));
      companions.are(entries, seated);
      // Entries are in falling order, so a leader stands before its followers: one pass finds the head of each party.
      party.resize(seated), sequence.resize(seated);
      for (std::uint32_t i = 0; i < seated; ++i) {
        const std::uint32_t leader = unit_interval(follow.of(entries[i].order)) < joins ? companions.leader_of(i) : nobody;
        party[i] = leader == nobody ? entries[i].order : party[leader];
        sequence[i] = i;
      }
      std::sort(sequence.begin(), sequence.end(), [&](std::uint32_t a, std::uint32_t b) {
        return party[a] != party[b] ? party[a] > party[b] : entries[a].order > entries[b].order;
      });
      std::uint32_t circle = first;
      for (std::size_t i = 0; i < seated; ++i) {
        const Entry& entry = entries[sequence[i]];
        const std::uint32_t seat = first + static_cast<std::uint32_t>(i);
        if (unit_interval(open.of(entry.order)) < p_new_circle) circle = seat;
        const Visit& visit = g.visit(entry.who, entry.visit);
        g.seated[seat] = entry.who;
        g.seated_hours[seat] = visit.hours_hundredths;
        g.sit(entry.who, entry.visit, seat);
        g.circle_first[seat] = circle;
        if (visit.chosen) tally.add(visit_to(world.places.kind_of(PlaceId(group32 / Gatherings::occasions_per_place))), scratch.belongs[entry.who.slot]);
      }
      for (std::size_t i = seated; i-- > 0;) {
        const std::uint32_t seat = first + static_cast<std::uint32_t>(i);
        g.circle_end[seat] = i + 1 == seated || g.circle_first[seat + 1] == seat + 1 ? seat + 1 : g.circle_end[seat + 1];
      }
      for (std::size_t i = seated; i < present; ++i) tally.add(Flow::turned_away, scratch.belongs[entries[i].who.slot]);
    }
  });
  count_visitors(world, g);
}

}  // namespace weefsel
