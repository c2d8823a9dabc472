#include "support/counts.hpp"

#include <cstddef>

namespace weefsel::benchmarks {
namespace {

/// Do these two meet, when they are in one circle?
bool meets(const World& world, ActiveId me, ActiveId other) {
  return me != other && world.adults.partner[world.actives.adult[me]] != world.actives.adult[other];
}

std::int64_t in_circles(const World& world, const Gatherings& g, ActiveId me) {
  std::int64_t met = 0;
  for (std::size_t v = 0; v < g.visit_count[me.slot]; ++v) {
    const std::uint32_t seat = g.seat_of(me, v);
    if (seat == Gatherings::no_seat) continue;
    for (std::uint32_t s = g.circle_first[seat]; s < g.circle_end[seat]; ++s) met += meets(world, me, g.seated[s]);
  }
  return met;
}

std::int64_t at_homes(const World& world, const WeekScratch& scratch, ActiveId me) {
  std::int64_t met = 0;
  const ActiveId host = scratch.guest_of[me.slot].exists() ? scratch.guest_of[me.slot] : me;
  const HomeCircle& circle = scratch.home_circles[host];
  if (circle.count > 0) met += meets(world, me, host);
  for (std::size_t i = 0; i < circle.count; ++i) met += meets(world, me, circle.guests[i]);
  for (const ActiveId other : scratch.play_dates[me]) met += meets(world, me, other);
  return met;
}

template <class Many>
std::int64_t bytes_in(const Many& many) {
  if constexpr (requires { many.bytes(); }) return static_cast<std::int64_t>(many.bytes());
  else return static_cast<std::int64_t>(many.size() * sizeof(many.front()));
}

template <class Table>
std::int64_t bytes_in_table(const Table& table) {
  std::int64_t bytes = 0;
  Table::columns(table, [&](const char*, const auto& column) { bytes += bytes_in(column); });
  return bytes;
}

template <class... Many>
std::int64_t bytes_in_all(const Many&... many) { return (std::int64_t{0} + ... + bytes_in(many)); }

std::int64_t bytes_of(const WeekScratch& s) {
  const Gatherings& g = s.gatherings;
  return bytes_in_all(g.visit_count, g.plans, g.visits, g.moments_at_home, g.group_first, g.seated, g.seated_hours, g.circle_first,
                      g.circle_end, g.first_visit, g.seat) +
         bytes_in_all(s.home_circles, s.guest_of, s.play_dates, s.encounters, s.strength, s.contact_scale, s.events,
                      s.belongs, s.requests, s.request_of, s.talked_about) +
         bytes_in_all(s.leisure.visit_count, s.leisure.visits, s.leisure.at_home_of);
}

bool somebody_is_active(const World& world, HouseholdId h) {
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists()) return true;
  return false;
}

}  // namespace

WeekWork& WeekWork::operator+=(const WeekWork& other) {
  active_adults += other.active_adults, participations += other.participations, tie_visits += other.tie_visits;
  return *this;
}

std::int64_t ties_in_use(const World& world) {
  std::int64_t ties = 0;
  for (const std::uint8_t count : world.ties.count) ties += count;
  return ties;
}

WeekWork work_of_week(const World& world, const WeekScratch& scratch) {
  WeekWork work;
  work.active_adults = static_cast<std::int64_t>(world.actives.size());
  work.tie_visits = purposes_per_tie * ties_in_use(world);
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId me(i);
    if (world.adults.has(world.actives.adult[me], Adults::gone)) continue;
    work.participations += in_circles(world, scratch.gatherings, me) + at_homes(world, scratch, me);
  }
  return work;
}

Memory memory_of(const World& world, const WeekScratch& scratch) {
  Memory memory;
  memory.active_adults = static_cast<std::int64_t>(world.actives.size());
  memory.light_adults = static_cast<std::int64_t>(world.adults.size()) - memory.active_adults;
  const std::int64_t adults = bytes_in_table(world.adults), homes = bytes_in_table(world.households) + bytes_in_table(world.dwellings);
  std::int64_t active_homes = 0;
  for (std::size_t i = 0; i < world.households.size(); ++i) active_homes += somebody_is_active(world, HouseholdId(i));
  const auto part = [](std::int64_t bytes, std::int64_t some, std::size_t all) { return all == 0 ? 0 : bytes * some / static_cast<std::int64_t>(all); };
  memory.of_active = part(adults, memory.active_adults, world.adults.size()) + part(homes, active_homes, world.households.size()) +
                     bytes_in_table(world.actives) + bytes_in_table(world.ties) + bytes_in_table(world.children);
  memory.of_light = adults + homes - part(adults, memory.active_adults, world.adults.size()) - part(homes, active_homes, world.households.size());
  memory.scratch = bytes_of(scratch);
  return memory;
}

}  // namespace weefsel::benchmarks
