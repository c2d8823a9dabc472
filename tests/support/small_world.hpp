// What: worlds made by hand, household by household and tie by tie, whose figures one can work out on paper.
// No luck goes in: clocks are set so that no event is due, dispositions are at one half.
#pragma once

#include <fmt/format.h>

#include <vector>

#include "random/keys.hpp"
#include "world/world.hpp"

namespace weefsel::tests {

class SmallWorld {
 public:
  World world;

  explicit SmallWorld(Week now = Week{0}) {
    world.week = now;
    world.names.town = "by hand";
  }

  NeighbourhoodId neighbourhood() {
    const NeighbourhoodId n(append_row(world.neighbourhoods));
    world.neighbourhoods.key[n] = key();
    world.neighbourhoods.play_space[n] = world.neighbourhoods.upkeep[n] = world.neighbourhoods.safety[n] = Share8(0.5);
    world.names.neighbourhood_code.push_back(fmt::format("n{}", n.slot));
    world.names.neighbourhood_name.push_back(fmt::format("N{}", n.slot));
    world.newcomers.emplace_back();
    world.suited.emplace_back();
    world.tally = Tally(world.neighbourhoods.size());
    return n;
  }

  /// A street with `dwellings` empty homes.
  StreetId street(NeighbourhoodId n, std::size_t dwellings = 50, Metres x = 0, Metres y = 0) {
    const StreetId s(append_row(world.streets));
    world.streets.key[s] = key();
    world.streets.neighbourhood[s] = n;
    world.streets.x[s] = x, world.streets.y[s] = y;
    world.streets.first_dwelling[s] = static_cast<std::uint32_t>(world.dwellings.size());
    world.streets.dwelling_count[s] = static_cast<std::uint32_t>(dwellings);
    for (std::size_t i = 0; i < dwellings; ++i) {
      const DwellingId d(append_row(world.dwellings));
      world.dwellings.key[d] = key(), world.dwellings.street[d] = s;
      world.dwellings.x[d] = x, world.dwellings.y[d] = y;
      world.dwellings.filling[d].left = never_due;
    }
    return s;
  }

  /// A household in the first empty home of the street; ages in years. Adults of families are active.
  HouseholdId household(StreetId s, const std::vector<double>& adult_ages, const std::vector<double>& child_ages = {}) {
    const HouseholdId h(append_row(world.households));
    Households& households = world.households;
    households.key[h] = key();
    DwellingId d(world.streets.first_dwelling[s]);
    while (world.dwellings.household[d].exists()) ++d.slot;
    households.dwelling[h] = d, world.dwellings.household[d] = h;
    households.since[h] = short_week(world.week + -10 * 52), households.due_week[h] = long_ago;
    households.birth[h].left = households.partnership[h].left = households.move[h].left = households.misfortune[h].left = never_due;
    for (std::size_t i = 0; i < adult_ages.size(); ++i) {
      const AdultId a(append_row(world.adults));
      Adults& adults = world.adults;
      adults.key[a] = key(), adults.household[a] = h, adults.female[a] = i == 0;
      adults.birth_week[a] = short_week(world.week + -weeks_from_years(adult_ages[i]));
      adults.education[a] = static_cast<std::uint8_t>(Education::middle);
      adults.reading_ease[a] = Share8(1);
      adults.openness[a] = adults.reciprocity[a] = adults.normalising[a] = adults.sociability[a] = Share8(0.5);
      households.adults[h][i] = a;
    }
    if (adult_ages.size() == 2) {
      const auto [a, b] = households.adults[h];
      world.adults.partner[a] = b, world.adults.partner[b] = a;
    }
    for (const double age : child_ages) child(h, age);
    if (is_family(world, h))
      for (const AdultId a : households.adults[h])
        if (a.exists()) activate(world, a, 0);
    return h;
  }

  /// Equal households in a neighbourhood of their own, fifty to a street.
  std::vector<HouseholdId> households(std::size_t count, const std::vector<double>& adult_ages, const std::vector<double>& child_ages = {}) {
    const NeighbourhoodId n = neighbourhood();
    std::vector<HouseholdId> made;
    StreetId s;
    for (std::size_t i = 0; i < count; ++i) {
      if (i % 50 == 0) s = street(n);
      made.push_back(household(s, adult_ages, child_ages));
    }
    return made;
  }

  ChildId child(HouseholdId h, double age) {
    const ChildId c(append_row(world.children));
    Children& children = world.children;
    children.key[c] = key(), children.household[c] = h, children.parents[c] = world.households.adults[h];
    children.next_in_household[c] = world.households.first_child[h];
    world.households.first_child[h] = c;
    children.birth_week[c] = short_week(world.week + -weeks_from_years(age));
    children.temperament[c] = Share8(0.5);
    children.concern_since[c].fill(long_ago), children.help_since[c].fill(long_ago);
    children.help_until[c].fill(long_ago), children.counted_week[c].fill(long_ago);
    children.protected_until[c] = long_ago;
    children.leaving_home[c].left = never_due;
    return c;
  }

  /// An open place where everybody fits in, without host or thresholds.
  PlaceId place(PlaceKind kind, Metres x = 0, Metres y = 0) {
    const PlaceId p(append_row(world.places));
    Places& places = world.places;
    places.key[p] = key(), places.kind[p] = static_cast<std::uint8_t>(kind);
    places.neighbourhood[p] = NeighbourhoodId(std::size_t{0});
    places.x[p] = x, places.y[p] = y, places.open[p] = 1;
    places.hours_per_week[p] = Fixed(20), places.capacity[p] = 65535, places.quality[p] = Fixed(1);
    places.volunteering[p].left = places.starting[p].left = places.ending[p].left = never_due;
    world.names.place_id.push_back(fmt::format("place{}", p.slot));
    return p;
  }

  [[nodiscard]] AdultId adult(HouseholdId h, std::size_t i = 0) const { return world.households.adults[h][i]; }
  [[nodiscard]] ActiveId active(HouseholdId h, std::size_t i = 0) const { return world.adults.active[adult(h, i)]; }

  /// One side of a tie.
  void hold(AdultId owner, PersonRef partner, double strength, int touched_weeks_ago = 0, TieKind kind = TieKind::neighbour, int age_weeks = 400,
            std::uint8_t bits = TieMark::one_sided) {
    world.ties.add(world.adults.active[owner], {partner, Share16(strength), short_week(world.week + -age_weeks),
                                               short_week(world.week + -touched_weeks_ago), TieMark::of(kind, bits)});
  }
  /// Both sides of a tie between active adults.
  void tie(AdultId a, AdultId b, double strength, int touched_weeks_ago = 0, TieKind kind = TieKind::neighbour, int age_weeks = 400) {
    hold(a, PersonRef::of(b), strength, touched_weeks_ago, kind, age_weeks, 0);
    hold(b, PersonRef::of(a), strength, touched_weeks_ago, kind, age_weeks, 0);
  }

  static constexpr std::uint32_t never_due = 0xffffffff;

 private:
  Key key() { return mix64(++made_ + 1000); }
  Key made_ = 0;
};

/// Ties that do not fade within a lifetime.
inline FadingCurve lasting() { return FadingCurve(1e9, 1e9, 75, 1); }

}  // namespace weefsel::tests
