// What: two life lines of the same household laid beside each other: what happens in both, what in one only, and
// where the two part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "follow/life.hpp"

namespace weefsel {

/// An event of one world or of both. The same event (life.hpp, `what`) within one calendar year counts as one, at two
/// dates if need be.
struct SharedEvent {
  LifeEvent event;            ///< as in the first world, or in the second when only there
  bool in_first = false, in_second = false;
  Week second_week{0};        ///< in both: when in the second
};
[[nodiscard]] std::vector<SharedEvent> lay_side_by_side(const Life& first, const Life& second, Date first_day);

/// The first week in which anything at all differs: state, what happened, or where the household was and with whom. None: never.
struct Parting {
  Week week{0};
  std::vector<Outing> first_outings, second_outings;  ///< of that week, those that are in one world only
};
[[nodiscard]] std::optional<Parting> parting_of(const Life& first, const Life& second, Week first_week);

/// Calendar year of a week.
[[nodiscard]] int year_of(Week week, Date first_day);
[[nodiscard]] Date date_of(Week week, Date first_day);

/// A first name for everyone in either life line, the same in both; fictional, by lot of the person's key, and
/// different for different people as long as names last. Says nothing of origin: all draw from one list.
[[nodiscard]] std::map<PersonMark, std::string> fictional_names(const Life& first, const Life* second);
/// Names of the household's children, in the same way.
[[nodiscard]] std::map<Key, std::string> names_of_children(const Life& first, const Life* second);

}  // namespace weefsel
