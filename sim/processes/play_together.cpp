#include "processes/play_together.hpp"

#include <algorithm>

namespace weefsel {
namespace {

constexpr std::int32_t weeks_between_choices = 26;
constexpr double youngest_player = 3, oldest_player = 12;
/// Distance over which the odds of being playmates fall as far as one unit of luck.
constexpr double near_km = 0.7;

/// A child that plays at homes, and its class.
struct InClass {
  std::uint64_t group;
  ChildId child;
  Key key;
};

bool plays(const World& world, ChildId c, Week week) {
  if (world.children.gone[c] || !world.children.day_place[c].exists()) return false;
  const double age = age_in_years(world.children.birth_week[c], week);
  return age >= youngest_player && age < oldest_player && class_of(world, c, week) != no_class;
}

std::vector<InClass> classes(const World& world, Week week) {
  std::vector<InClass> pupils;
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (!plays(world, c, week)) continue;
    pupils.push_back({std::uint64_t{world.children.day_place[c].slot} * no_class + class_of(world, c, week), c, world.children.key[c]});
  }
  std::sort(pupils.begin(), pupils.end(), [](const InClass& a, const InClass& b) { return a.group != b.group ? a.group < b.group : a.key < b.key; });
  return pupils;
}

double distance_km(const World& world, ChildId a, ChildId b) {
  const DwellingId x = world.households.dwelling[world.children.household[a]], y = world.households.dwelling[world.children.household[b]];
  const double dx = world.dwellings.x[x] - world.dwellings.x[y], dy = world.dwellings.y[x] - world.dwellings.y[y];
  return __builtin_sqrt(dx * dx + dy * dy) / 1000.0;
}

void befriend(World& world, ChildId a, ChildId b) {
  for (ChildId& free : world.children.playmates[a])
    if (!free.exists()) { free = b; return; }
}

bool has_room(const World& world, ChildId c) { return !world.children.playmates[c].back().exists(); }

/// Pairs of one class in falling order of how well they suit; each child takes part in at most three.
void choose_in_class(World& world, const std::vector<InClass>& pupils, std::size_t first, std::size_t last, const Salt& salt) {
  struct Pair { double suits; Key a_key, b_key; ChildId a, b; };
  std::vector<Pair> pairs;
  for (std::size_t i = first; i < last; ++i)
    for (std::size_t k = i + 1; k < last; ++k) {
      const ChildId a = pupils[i].child, b = pupils[k].child;
      if (world.children.household[a] == world.children.household[b]) continue;
      const double luck = gumbel_quantile16(static_cast<std::uint16_t>(salt.of_pair(pupils[i].key, pupils[k].key)));
      pairs.push_back({luck - distance_km(world, a, b) / near_km, pupils[i].key, pupils[k].key, a, b});
    }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
    return x.suits != y.suits ? x.suits > y.suits : x.a_key != y.a_key ? x.a_key < y.a_key : x.b_key < y.b_key;
  });
  for (const Pair& p : pairs)
    if (has_room(world, p.a) && has_room(world, p.b)) befriend(world, p.a, p.b), befriend(world, p.b, p.a);
}

}  // namespace

std::uint32_t class_of(const World& world, ChildId c, Week week) {
  const PlaceId place = world.children.day_place[c];
  if (!place.exists()) return no_class;
  const double age = age_in_years(world.children.birth_week[c], week);
  const PlaceKind kind = world.places.kind_of(place);
  if (age >= oldest_player) return no_class;
  if (kind == PlaceKind::childcare) return age < 2 ? 0 : 1;
  if (kind != PlaceKind::primary_school) return no_class;
  const auto year = static_cast<std::uint32_t>(std::clamp(age, 4.0, 11.0)) - 4;
  const bool parallel = world.places.capacity[place] > 240;
  return 2 * year + (parallel ? static_cast<std::uint32_t>(world.children.key[c] >> 63) : 0);
}

AdultId parent_who_goes(const World& world, HouseholdId h, std::uint64_t hash) {
  const auto [first, second] = world.households.adults[h];
  if (!second.exists()) return first;
  const bool in_order = world.adults.key[first] < world.adults.key[second];
  const AdultId one = in_order ? first : second, other = in_order ? second : first;
  const double ones_hours = std::max(5.0, 50.0 - world.adults.working_hours[one]);
  const double others_hours = std::max(5.0, 50.0 - world.adults.working_hours[other]);
  return unit_interval(hash) * (ones_hours + others_hours) < ones_hours ? one : other;
}

void choose_playmates(World& world, const WeekContext& now) {
  if (now.week.number % weeks_between_choices != 0) return;
  for (auto& mates : world.children.playmates) mates = {};
  const std::vector<InClass> pupils = classes(world, now.week);
  const Salt salt = now.luck.salt(Purpose::class_playmates, Week{0});
  for (std::size_t first = 0, last = 0; first < pupils.size(); first = last) {
    while (last < pupils.size() && pupils[last].group == pupils[first].group) ++last;
    choose_in_class(world, pupils, first, last, salt);
  }
}

void play_together(const World& world, const WeekContext& now, WeekScratch& scratch) {
  scratch.play_dates = {};
  scratch.play_dates.resize(world.actives.size());
  const Salt salt = now.luck.salt(Purpose::play_date, now.week);
  const double p = now.parameters.meeting.play_dates_per_week / static_cast<double>(playmates_per_child) *
                   world.home_contact_percent / 100.0;
  if (p <= 0) return;
  const auto meets = [&](ActiveId a, ChildId mine, Key key, ChildId theirs, std::size_t room, std::vector<ActiveId>& dates) {
    const std::uint64_t hash = salt.of_pair(key, world.children.key[theirs]);
    if (unit_interval(hash) >= p || !plays(world, theirs, now.week) || !plays(world, mine, now.week)) return;
    const HouseholdId here = world.children.household[mine], there = world.children.household[theirs];
    if (world.stays_home(here) || world.stays_home(there)) return;
    const std::uint64_t lot = mix64(hash + 1);
    if (parent_who_goes(world, here, join64(lot, world.households.key[here])) != world.actives.adult[a]) return;
    const ActiveId other = world.adults.active[parent_who_goes(world, there, join64(lot, world.households.key[there]))];
    if (other.exists() && dates.size() < room) dates.push_back(other);
  };
  scratch.play_dates.fill(world.actives.size(), [&](ActiveId a, std::vector<ActiveId>& dates) {
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) return;
    const std::size_t room = dates.size() + most_play_dates;
    world.for_each_child(world.adults.household[adult], [&](ChildId c) {
      for (const ChildId mate : world.children.playmates[c])
        if (mate.exists()) meets(a, c, world.children.key[c], mate, room, dates);
    });
  });
}

}  // namespace weefsel
