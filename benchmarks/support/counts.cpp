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
    const std::uint32_t seat = g.seat[me.slot][v];
    if (seat == Gatherings::no_seat) continue;
    for (std::uint32_t s = g.circle_first[seat]; s < g.circle_end[seat]; ++s) met += meets(world, me, g.seated[s]);
  }
  return met;
}

std::int64_t at_homes(const World& world, const WeekScratch& scratch, ActiveId me) {
  std::int64_t met = 0;
  const ActiveId host = scratch.guest_of[me.slot].exists() ? scratch.guest_of[me.slot] : me;
  const HomeCircle& circle = scratch.home_circles[host.slot];
  if (circle.count > 0) met += meets(world, me, host);
  for (std::size_t i = 0; i < circle.count; ++i) met += meets(world, me, circle.guests[i]);
  const PlayDates& dates = scratch.play_dates[me.slot];
  for (std::size_t i = 0; i < dates.count; ++i) met += meets(world, me, dates.with[i]);
  return met;
}

template <class Table>
std::int64_t bytes_per_row(const Table& table) {
  std::size_t bytes = 0;
  Table::columns(table, [&](const char*, const auto& column) { bytes += sizeof(column.front()); });
  return static_cast<std::int64_t>(bytes);
}

template <class... Vectors>
std::int64_t bytes_in(const Vectors&... vectors) {
  return static_cast<std::int64_t>((std::size_t{0} + ... + (vectors.size() * sizeof(vectors.front()))));
}

std::int64_t bytes_of(const WeekScratch& s) {
  const Gatherings& g = s.gatherings;
  return bytes_in(g.visit_count, g.visits, g.moments_at_home, g.group_first, g.seated, g.seated_hours, g.circle_first,
                  g.circle_end, g.seat) +
         bytes_in(s.home_circles, s.guest_of, s.play_dates, s.encounters, s.strength, s.contact_scale, s.events,
                  s.belongs, s.requests, s.request_of, s.talked_about) +
         bytes_in(s.leisure.visit_count, s.leisure.visits, s.leisure.at_home_of);
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
  const std::int64_t adult = bytes_per_row(world.adults),
                     home = bytes_per_row(world.households) + bytes_per_row(world.dwellings);
  memory.of_active = memory.active_adults * (adult + bytes_per_row(world.actives) + bytes_per_row(world.ties)) +
                     static_cast<std::int64_t>(world.children.size()) * bytes_per_row(world.children);
  memory.of_light = memory.light_adults * adult;
  for (std::size_t i = 0; i < world.households.size(); ++i)
    (somebody_is_active(world, HouseholdId(i)) ? memory.of_active : memory.of_light) += home;
  memory.scratch = bytes_of(scratch);
  return memory;
}

}  // namespace weefsel::benchmarks
