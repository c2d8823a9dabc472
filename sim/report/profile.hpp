// What: a neighbourhood profile, by playing the town: the social map (places by sphere, whom they reach and whom not,
// and what keeps the others away), the fabric, the load on those who give, and the answers of the virtual monitor. A
// profile describes and does not rank: no score, no result by origin, nothing about fewer than 30 families.
//
// Reach: a family is reached by a place where one of its adults found a seat in the last year; by a school or childcare
// where one of its children goes. It could come when the place lies within reach of its street (definition 7.3). What
// keeps it away: study/kept_away.hpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "measures/network_measures.hpp"
#include "measures/people_measures.hpp"
#include "monitor/ask_monitor.hpp"
#include "population/town.hpp"
#include "report/words.hpp"
#include "scenario/scenario.hpp"
#include "study/kept_away.hpp"

namespace weefsel {

/// Families of one neighbourhood and one place, summed over replicates.
struct PlaceReach {
  std::array<std::int64_t, group_count> served{}, reached{};  ///< by group: families it is for, and those it reached
  std::int64_t often = 0;                                     ///< of those it is for: twelve visits or more in the year
  std::int64_t could_come = 0;                                ///< of those it is for
  std::array<std::int64_t, barrier_count> kept_away{};        ///< of those it did not reach
};

struct Giving {
  std::int64_t adults = 0;                   ///< active adults
  std::int64_t givers = 0;                   ///< who gave any help in the year
  std::int64_t stretched = 0;                ///< givers whose load at the end is 1 or more
  double hours = 0, hours_of_top_tenth = 0;  ///< in the year; of the tenth of givers who gave most
};

struct NeighbourhoodProfile {
  std::string code, name;
  std::vector<PlaceReach> places;  ///< by place, in the order of `Profile::places`
  NetworkSums network;
  PeopleSums people;
  MonitorSums monitor;
  Giving giving;
};

struct ProfiledPlace {
  std::string id, name;
  PlaceKind kind = PlaceKind::library;
  std::string neighbourhood;  ///< code of where it is
  bool open = true;
};

struct Profile {
  std::string town, scenario, question_nl, question_en;
  Date end;  ///< the day it describes
  std::int32_t replicates = 1;
  std::vector<ProfiledPlace> places;
  std::vector<NeighbourhoodProfile> neighbourhoods;

  /// Fewer than 30 families on average over replicates: not shown.
  [[nodiscard]] bool is_blank(std::int64_t families) const { return families < least_families * replicates; }
};

/// Plays `scenario` for its years and looks at the last of them. Empty when `go_on` (called each week) says stop.
/// `neighbourhood`: only this code; empty: all. Errors: UserMistake for a code that the town does not have.
[[nodiscard]] std::optional<Profile> make_profile(const Scenario& scenario, const std::string& neighbourhood,
                                                  const std::function<bool()>& go_on);

[[nodiscard]] std::string profile_as_markdown(const Profile& profile, Language language);
/// One row per figure: neighbourhood, part, sphere, subject, group, figure, value, families.
[[nodiscard]] std::string profile_as_csv(const Profile& profile);

}  // namespace weefsel
