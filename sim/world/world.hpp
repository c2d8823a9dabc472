// What: the whole state of a town, and nothing but state. Processes read it as `const World&` and propose, or
// take it mutable and apply; measures only read. A World is a value: copying it branches the future.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/week.hpp"
#include "world/people.hpp"
#include "world/surroundings.hpp"
#include "world/tallies.hpp"
#include "world/ties.hpp"

namespace weefsel {

/// Names for people and files; no process reads them.
struct Names {
  std::string town;
  Column<NeighbourhoodId, std::string> neighbourhood_code, neighbourhood_name;
  Column<PlaceId, std::string> place_id;
};

/// A household that could move in: drawn from the households with which the neighbourhood began.
struct NewcomerTemplate {
  std::array<ShortWeek, 2> adult_age_weeks{};  ///< 0: no such adult
  std::array<std::uint8_t, 2> female{}, education{};
  std::array<Share8, 2> reading_ease{};
  std::uint8_t community = 0, tight_income = 0, child_count = 0;
  std::array<ShortWeek, 6> child_age_weeks{};
};

/// Homes of a neighbourhood by the household they suit: the age of its eldest (under 30, 45, 65, older) by whether two
/// adults live there by whether children under 18 do. A home suits who lived there at the start, or first.
struct SuitedHomes {
  static constexpr std::size_t kinds = 16;
  std::array<std::uint32_t, kinds> homes{};
  [[nodiscard]] static constexpr std::size_t kind_of(double eldest_age, bool couple, bool with_children) {
    const std::size_t age = eldest_age < 30 ? 0 : eldest_age < 45 ? 1 : eldest_age < 65 ? 2 : 3;
    return age * 4 + (couple ? 2 : 0) + (with_children ? 1 : 0);
  }
};

/// Which open places can be reached from which street, with distance. Follows from streets and places; made
/// anew when a place opens, closes or moves (see world/reach.hpp).
struct Reach {
  struct Option {
    PlaceId place;
    float distance_km;  ///< as the crow flies; 0 online
  };
  std::vector<std::uint32_t> first;  ///< per street, and one past the end
  std::vector<Option> options;
  std::vector<std::array<PlaceId, 2>> under_one_roof;  ///< pairs of open places within 50 m of each other
};

/// Norms of the time, as they have drifted since the start: added to a parameter or to everyone's disposition.
struct Norms {
  Fixed pressure, openness, reciprocity;
};

/// How many hours of professionals and places in help there are per 1,000 children: what teams are staffed by.
struct Staffing {
  bool known = false;  ///< false: a world without staffing; its teams stay as they are
  std::array<Fixed, professional_kind_count> hours_per_1000{};
  std::array<Share8, professional_kind_count> skill{};
  Fixed tier1_per_1000, tier2_per_1000;
  Fixed tier1_places;  ///< that follow from the number of children, before any lever
};

/// The placebo of model definition 7.12: a household that goes nowhere in one week, so that it can be seen how far
/// twins drift apart by chance alone. A setting, like a lever, and no state.
struct KeptHome {
  Key household = 0;  ///< 0: nobody is kept home
  Week week{0};
};

struct World {
  Week week{0};  ///< the week that is lived next
  Adults adults;
  ActiveAdults actives;
  Ties ties;
  Households households;
  Children children;
  Dwellings dwellings;
  Streets streets;
  Neighbourhoods neighbourhoods;
  Places places;
  Professionals professionals;
  Cooperations cooperations;
  Staffing staffing;
  Norms norms;
  Share8 steering;  ///< how hard the municipality steers initiatives
  Applications applications;
  Matches matches;
  ProgrammeGroups groups;
  Fixed tier1_capacity, tier2_capacity;  ///< children in help at once
  KeptHome kept_home;
  std::uint8_t home_contact_percent = 100;  ///< share of contacts at home that may take place (lockdown)
  Places places_at_start;                    ///< as they were before any lever; empty: no lever has been looked at yet
  Neighbourhoods neighbourhoods_at_start;    ///< the same
  std::vector<std::uint8_t> levers_in_effect;  ///< per lever of the scenario: 1 while it lasts
  std::vector<std::int32_t> homes_made;        ///< per lever: dwellings it has built or got ready so far
  std::vector<std::int32_t> matches_made;      ///< per lever: matches of its programme so far, and chances that lapsed

  Tally tally;  ///< of the week just lived
  Column<NeighbourhoodId, std::vector<NewcomerTemplate>> newcomers;  ///< never changes after the start
  Column<NeighbourhoodId, SuitedHomes> suited;  ///< changes only where homes are built; all zero: nobody has counted
  Reach reach;
  Names names;

  /// Has difficulty making ends meet, with what it is given counted in.
  [[nodiscard]] bool is_tight(HouseholdId h) const { return households.tight_income[h] && !households.relief[h].relieved; }
  // Shorthands that follow links.
  [[nodiscard]] StreetId street_of(HouseholdId h) const { return dwellings.street[households.dwelling[h]]; }
  [[nodiscard]] NeighbourhoodId neighbourhood_of(HouseholdId h) const { return streets.neighbourhood[street_of(h)]; }
  [[nodiscard]] NeighbourhoodId neighbourhood_of(AdultId a) const { return neighbourhood_of(adults.household[a]); }
  [[nodiscard]] bool is_gone(PersonRef p) const { return p.is_adult() && adults.has(p.adult(), Adults::gone); }
  [[nodiscard]] Key key_of(PersonRef p) const {
    return p.is_adult() ? adults.key[p.adult()] : p.is_professional() ? professionals.key[p.professional()] : Key{p.raw};
  }

  /// Is this the family that stays home this week, and is at home to nobody (placebo)?
  [[nodiscard]] bool stays_home(HouseholdId h) const {
    return kept_home.household != 0 && kept_home.week == week && households.key[h] == kept_home.household;
  }
  [[nodiscard]] bool stays_home(AdultId a) const { return stays_home(adults.household[a]); }

  /// Calls f(ChildId) for each child at home.
  template <class F>
  void for_each_child(HouseholdId h, F&& f) const {
    for (ChildId c = households.first_child[h]; c.exists(); c = children.next_in_household[c]) f(c);
  }
};

/// Household with a child under 18 at home (model definition 7.2).
[[nodiscard]] bool is_family(const World& world, HouseholdId h);
/// Adult in a family, or a co-parent elsewhere whose children form one.
[[nodiscard]] bool is_parent(const World& world, AdultId a);
/// What kind of home it lives in, if every home suits who lives there (SuitedHomes::kind_of).
[[nodiscard]] std::size_t kind_of_home(const World& world, HouseholdId h);
/// Where a household is counted.
[[nodiscard]] Belongs belongs(const World& world, HouseholdId h);

// Making and ending entities. All keep links on both sides whole.
/// Appends a row to every column of a table.
template <class Table>
std::size_t append_row(Table& table) {
  const std::size_t slot = table.size();
  Table::columns(table, [](const char*, auto& column) { column.emplace_back(); });
  return slot;
}
/// Keeps the rows for which keep(id) is true, in their order.
template <class IdType, class Table, class Keep>
void keep_rows(Table& table, Keep&& keep) {
  std::vector<std::uint8_t> kept(table.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = keep(IdType(i)) ? 1 : 0;
  Table::columns(table, [&](const char*, auto& column) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (kept[i]) column.at(next++) = column.at(i);
    column.resize(next);
  });
}
/// Gives a light adult a tie table and a mood; `level` in sd. An active one, whose role may have ended, stays active.
ActiveId activate(World& world, AdultId a, double level);
/// Empties a dwelling and marks household, adults and children as gone. Slots stay until compact().
void dissolve_household(World& world, HouseholdId h, Week week);
/// Marks one adult as gone and takes it out of its household and partnership.
void remove_adult(World& world, AdultId a);
void remove_child(World& world, ChildId c);
/// Takes the dead and departed out of the arrays and renumbers everyone by street; ties to people who have
/// left become ties to someone outside when weak or stronger, and are dropped otherwise. Once a year.
void compact(World& world, const FadingCurve& fading);

/// 128 bits over all state, the same for every order of slots; written as 32 hexadecimal digits.
[[nodiscard]] std::string state_hash(const World& world);

/// Broken promises of the data structure (world/invariants.hpp), as "name: what is wrong"; empty when whole.
/// Checked weekly in the dev build.
[[nodiscard]] std::vector<std::string> broken_invariants(const World& world);

/// Works out `world.reach` from streets and open places. `reach_km` per place kind.
void find_reachable_places(World& world, double reach_km);
/// Distance over which the attraction of a kind falls by 1, as a multiple of outings.reach.
[[nodiscard]] double reach_factor(PlaceKind kind);

}  // namespace weefsel
