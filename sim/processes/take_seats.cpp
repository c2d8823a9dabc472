#include "processes/take_seats.hpp"

#include <algorithm>

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
  [[nodiscard]] Key key_of(std::uint32_t group) const { return key_[group]; }
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

/// Sorts visits by meeting: `first` per group, and per entry the adult and which of its visits it is.
struct Attendance {
  std::vector<std::uint32_t> first;
  struct Entry { ActiveId who; std::uint8_t visit; std::uint64_t order; std::uint32_t leader; };
  std::vector<Entry> entries;
};

Attendance attend(const World& world, const Gatherings& g, const MeetingOrder& order) {
  Attendance result;
  result.first.assign(order.groups() + 1, 0);
  for (std::size_t i = 0; i < g.visits.size(); ++i)
    for (std::size_t v = 0; v < g.visit_count[i]; ++v) ++result.first[g.visits[i][v].group + 1];
  for (std::size_t k = 0; k < order.groups(); ++k) result.first[k + 1] += result.first[k];
  result.entries.resize(result.first.back());
  std::vector<std::uint32_t> next(result.first.begin(), result.first.end() - 1);
  for (std::size_t i = 0; i < g.visits.size(); ++i)
    for (std::size_t v = 0; v < g.visit_count[i]; ++v) {
      const Visit& visit = g.visits[i][v];
      const Key adult = world.adults.key[world.actives.adult[visit.who]];
      result.entries[next[visit.group]++] = {visit.who, static_cast<std::uint8_t>(v), order.of(adult, visit.group), nobody};
    }
  return result;
}

/// Finds, among those seated, the acquaintance whose seat `me` joins: the one with the highest order, if that is
/// higher than one's own; nobody otherwise. (A strict order, so following never runs in a circle.) `seated` entries
/// are in falling order. Goes through the ties of `me`, so the cost does not grow with the crowd.
std::uint32_t leader_of(const World& world, const Gatherings& g, const Attendance::Entry& me, std::uint32_t group,
                        const Attendance::Entry* begin, std::size_t seated, const MeetingOrder& order,
                        const std::vector<std::array<float, tie_slots>>& strength) {
  std::uint64_t highest = me.order;
  for (std::size_t slot = 0; slot < world.ties.count[me.who]; ++slot) {
    const PersonRef other = world.ties.partner[me.who][slot];
    if (!other.is_adult() || strength[me.who.slot][slot] < static_cast<float>(dropped_below)) continue;
    const ActiveId friend_slot = world.adults.active[other.adult()];
    if (!friend_slot.exists()) continue;
    const auto& theirs = g.visits[friend_slot.slot];
    const auto* end = theirs.data() + g.visit_count[friend_slot.slot];
    if (std::none_of(theirs.data(), end, [&](const Visit& v) { return v.group == group; })) continue;
    const std::uint64_t their_order = order.of(world.adults.key[other.adult()], group);
    if (their_order <= highest) continue;
    highest = their_order;
  }
  if (highest == me.order) return nobody;
  const auto* found = std::lower_bound(begin, begin + seated, highest, [](const auto& entry, std::uint64_t value) { return entry.order > value; });
  return found != begin + seated && found->order == highest ? static_cast<std::uint32_t>(found - begin) : nobody;
}

/// Turns away whoever is over capacity, by keyed lot: the visit keeps its place in the list but has no seat.
std::size_t admit(const World& world, std::uint32_t group, Attendance::Entry* begin, std::size_t count) {
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
  const MeetingOrder order(world, now);
  Attendance attendance = attend(world, g, order);
  const std::size_t seats = attendance.entries.size();
  g.seated.assign(seats, ActiveId{});
  g.seated_hours.assign(seats, 0);
  g.circle_first.assign(seats, 0);
  g.circle_end.assign(seats, 0);
  g.seat.resize(g.visits.size());
  for (auto& mine : g.seat) mine.fill(Gatherings::no_seat);
  g.group_first = attendance.first;
  tally_blocks(world, g.moments_at_home.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i)
      if (g.moments_at_home[i] > 0) tally.add(Flow::moments_at_home, scratch.belongs[i], g.moments_at_home[i]);
  });

  const Salt follow = now.luck.salt(Purpose::follow_friend, now.week), open = now.luck.salt(Purpose::new_circle, now.week);
  const double p_new_circle = 1 / now.parameters.meeting.circle_size;
  const std::size_t groups = attendance.first.size() - 1;
  tally_blocks(world, groups, [&](std::size_t from, std::size_t until, Tally& tally) {
    for (std::size_t group = from; group < until; ++group) {
      const std::uint32_t first = attendance.first[group];
      const std::size_t present = attendance.first[group + 1] - first;
      if (present == 0) continue;
      Attendance::Entry* entries = attendance.entries.data() + first;
      const auto group32 = static_cast<std::uint32_t>(group);
      const std::size_t seated = admit(world, group32, entries, present);
      const Key group_key = order.key_of(group32);
      const double joins = (1 - now.parameters.meeting.mixing) *
                           (1 - now.parameters.meeting.host_mixing * host_at(world, now.parameters, group32));
      for (std::size_t i = 0; i < seated; ++i) {
        const Key me = world.adults.key[world.actives.adult[entries[i].who]];
        if (seated > 1 && unit_interval(follow.of(me, group_key)) < joins)
          entries[i].leader = leader_of(world, g, entries[i], group32, entries, seated, order, scratch.strength);
      }
      // Entries are in falling order, so a leader stands before its followers: one pass finds the head of each party.
      std::vector<std::uint64_t> party(seated);
      for (std::size_t i = 0; i < seated; ++i)
        party[i] = entries[i].leader == nobody ? entries[i].order : party[entries[i].leader];
      std::vector<std::uint32_t> sequence(seated);
      for (std::size_t i = 0; i < seated; ++i) sequence[i] = static_cast<std::uint32_t>(i);
      std::sort(sequence.begin(), sequence.end(), [&](std::uint32_t a, std::uint32_t b) {
        return party[a] != party[b] ? party[a] > party[b] : entries[a].order > entries[b].order;
      });
      std::uint32_t circle = first;
      for (std::size_t i = 0; i < seated; ++i) {
        const Attendance::Entry& entry = entries[sequence[i]];
        const std::uint32_t seat = first + static_cast<std::uint32_t>(i);
        const Key me = world.adults.key[world.actives.adult[entry.who]];
        if (unit_interval(open.of(me, group_key)) < p_new_circle) circle = seat;
        const Visit& visit = g.visits[entry.who.slot][entry.visit];
        g.seated[seat] = entry.who;
        g.seated_hours[seat] = visit.hours_hundredths;
        g.seat[entry.who.slot][entry.visit] = seat;
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
