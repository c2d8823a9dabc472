// What: what a scenario may change, and when - plain values, already checked. scenario/ makes them from
// YAML; processes/apply_levers.* puts them into effect week by week.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/week.hpp"
#include "world/kinds.hpp"

namespace weefsel {

/// What keeps people away from a place, each 0 (nothing) to 1 (very much).
struct Thresholds {
  double money = 0;     ///< felt by households with a tight income
  double reading = 0;   ///< felt by people who read Dutch with difficulty
  double language = 0;  ///< felt by people who read (and speak) Dutch with difficulty, weaker than `reading`
  double stigma = 0;    ///< felt by everyone
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

/// A place as a town or a scenario describes it. Metres are RD New (EPSG:28992).
struct PlaceDescription {
  std::string id;    ///< unique in a town; levers name places by it; the place's key is made of it
  std::string name;  ///< for people
  PlaceKind kind = PlaceKind::library;
  double x = 0, y = 0;
  double hours_per_week = 20;  ///< opening hours, 0-168
  double capacity = 60;        ///< people at once; a place that is full turns people away by keyed lot
  double quality = 1.0;        ///< 0.1-3; 1 is ordinary
  Thresholds thresholds;
  Gathering gathering = Gathering::none;
  double host = 0;  ///< how good the host is, 0 (none) to 1
  std::string source;  ///< where this description comes from; empty: the town's author
  friend bool operator==(const PlaceDescription&, const PlaceDescription&) = default;
};

/// Which places a lever speaks of: one by id, or all of a kind, or all of a kind in some neighbourhoods.
struct PlaceSelection {
  std::vector<std::string> ids;            ///< place ids; empty: by kind
  std::vector<PlaceKind> kinds;            ///< empty with no ids: every place
  std::vector<std::string> neighbourhoods; ///< neighbourhood codes; empty: the whole town
  friend bool operator==(const PlaceSelection&, const PlaceSelection&) = default;
};

enum class LeverKind : std::uint8_t {
  close_places, open_place, move_place, change_places, buurtgezinnen, lockdown, count
};
inline constexpr std::array<std::string_view, 6> lever_kind_names = {
    "close_places", "open_place", "move_place", "change_places", "buurtgezinnen", "lockdown"};

/// Changes to what a place offers; an empty field leaves it as it is. `*_factor` multiplies.
struct PlaceChange {
  std::optional<double> hours_factor;    ///< 0-5
  std::optional<double> quality_factor;  ///< 0.1-5
  std::optional<double> host;            ///< 0-1
  std::optional<Gathering> gathering;
  std::optional<double> money, reading, language, stigma;  ///< thresholds, 0-1
  friend bool operator==(const PlaceChange&, const PlaceChange&) = default;
};

/// Buurtgezinnen: a family that wants support is matched with a support family near by (model.md 7.9).
struct BuurtgezinnenDescription {
  double coordinators_fte = 1.0;              ///< 0-100
  double matches_per_fte_per_year = 12;       ///< new matches a coordinator can make, 0-60
  double open_matches_per_fte = 30;           ///< matches a coordinator can accompany at once, 0-200
  double hours_per_week = 3.5;                ///< the child is with the support family, 0-20
  double length_in_weeks = 60;                ///< mean length of a match that passes its trial, 8-520
  double max_distance_km = 5;                 ///< 0.1-50
  friend bool operator==(const BuurtgezinnenDescription&, const BuurtgezinnenDescription&) = default;
};

inline constexpr Week never{std::numeric_limits<std::int16_t>::max()};

/// One change on the timeline, in effect from `start` (inclusive) to `end` (exclusive).
struct Lever {
  std::string id;  ///< as written in the scenario; unique in it
  LeverKind kind = LeverKind::close_places;
  Week start{0};
  Week end = never;
  std::int32_t ramp_weeks = 0;  ///< weeks over which `change_places` and `buurtgezinnen` come fully into effect
  double cost_per_year = 0;     ///< euro; only reported, so that scenarios can be compared at equal budget
  PlaceSelection places;                 ///< close_places, move_place, change_places, lockdown
  PlaceDescription place;                ///< open_place: the place; move_place: x and y, and id of the place moved into
  std::optional<double> move_quality_factor;  ///< move_place: 0.1-5
  PlaceChange change;                    ///< change_places, and thresholds after move_place
  BuurtgezinnenDescription buurtgezinnen;
  double lockdown_contact_factor = 0.3;  ///< lockdown: share of meetings at home that still takes place, 0-1
  friend bool operator==(const Lever&, const Lever&) = default;
};

}  // namespace weefsel
