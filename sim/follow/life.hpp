// What: the life line of one household as plain data: what happened, when, where and with whom, and the figures of
// each year. A Witness (follow/witness.hpp) writes it down; follow/side_by_side.hpp lays two of them beside each other.
// Nobody in it is real: the town's people are made up, and a life line has no home address and no origin.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "measures/household_figures.hpp"
#include "world/world.hpp"

namespace weefsel {

enum class LifeEventKind : std::uint8_t {
  // the household itself
  expecting, birth, child_left_home, partner_came, separated, adult_died, moved_within, left_town, misfortune, new_day_place,
  // people
  met, got_to_know, became_support, became_close, cooled, faded,
  // asking and giving
  support_received, support_refused, support_given, support_declined,
  // concerns and professionals
  concern_raised, concern_passed, concern_settled_by_people, concern_settled_by_professional, talked,
  // formal help
  help_asked, help_started, help_ended, help_queue_left, protection_started, protection_ended,
  // programmes and hosting
  match_started, match_ended, became_support_family, stopped_support_family, hosting_started, hosting_stopped,
  // the children are grown, so the model keeps no ties of the parents any more: here the life line ends
  children_grown,
  count
};
inline constexpr std::size_t life_event_kind_count = static_cast<std::size_t>(LifeEventKind::count);
inline constexpr std::array<std::string_view, life_event_kind_count> life_event_kind_names = {
    "expecting", "birth", "child_left_home", "partner_came", "separated", "adult_died", "moved_within", "left_town", "misfortune",
    "new_day_place", "met", "got_to_know", "became_support", "became_close", "cooled", "faded", "support_received",
    "support_refused", "support_given", "support_declined", "concern_raised", "concern_passed", "concern_settled_by_people",
    "concern_settled_by_professional", "talked", "help_asked", "help_started", "help_ended", "help_queue_left",
    "protection_started", "protection_ended", "match_started", "match_ended", "became_support_family",
    "stopped_support_family", "hosting_started", "hosting_stopped", "children_grown"};

/// Where people were together.
enum class Setting : std::uint8_t { unknown, place, gate, street, programme, home, play, elsewhere, count };
inline constexpr std::array<std::string_view, 8> setting_names = {"unknown", "place", "gate", "street", "programme", "home", "play", "elsewhere"};

inline constexpr PersonMark nobody_marked = ~PersonMark{0};

struct LifeEvent {
  Week week{0};
  LifeEventKind kind = LifeEventKind::met;
  PersonMark person = nobody_marked;
  Setting setting = Setting::unknown;
  Key place = 0;   ///< of a place (setting place or gate; a day place; where one hosts); of a programme's lever for matches
  Key child = 0;   ///< concerns, help, day places, births
  std::uint8_t detail = 0;  ///< SupportKind, ConcernKind, or tier of help - 1

  /// What happened, without when: equal in two worlds for the same event at another date.
  [[nodiscard]] auto what() const { return std::make_tuple(kind, person, setting, place, child, detail); }
  friend bool operator==(const LifeEvent& a, const LifeEvent& b) { return a.week == b.week && a.what() == b.what(); }
};

/// Who someone in a life line is to this household.
struct PersonNote {
  TieKind tie = TieKind::neighbour;
  Setting met = Setting::unknown;  ///< unknown: known since before the life line begins
  Key met_at = 0;
  Week met_week{0};
  bool since_before = false;
  bool lives_elsewhere = false;
  std::int8_t female = -1;         ///< -1 not known
  std::uint8_t professional = 0;   ///< ProfessionalKind, for professionals
  Key works_at = 0;                ///< their school or childcare; 0: a team of the neighbourhood
};

/// One time that an adult of the household was somewhere with others.
struct Outing {
  Week week{0};
  Setting setting = Setting::unknown;
  Key place = 0;
  std::vector<PersonMark> with;  ///< people in the circle whom the household knows, in order of their marks
  friend bool operator==(const Outing& a, const Outing& b) {
    return a.week == b.week && a.setting == b.setting && a.place == b.place && a.with == b.with;
  }
};

/// A child of the household, at home at any time of the life line.
struct ChildNote {
  ShortWeek birth_week = 0;
  bool female = false;
  friend bool operator==(const ChildNote&, const ChildNote&) = default;
};

/// One calendar year of a life line.
struct LifeYear {
  int year = 0;
  std::int32_t weeks = 0;              ///< lived in town
  double wellbeing = 0, load = 0;      ///< sums over weeks of the mean over adults; divide by `weeks`
  HouseholdFigures at_end;
  std::map<Key, std::int32_t> visits;  ///< by place, of all adults together; school gates apart
  std::int32_t gate = 0, street = 0, turned_away = 0;
  std::int32_t new_faces = 0;
  [[nodiscard]] double mean_wellbeing() const { return weeks == 0 ? 0 : wellbeing / weeks; }
  [[nodiscard]] double mean_load() const { return weeks == 0 ? 0 : load / weeks; }
};

/// The household when its life line begins.
struct LifeStart {
  Key household = 0;
  std::size_t adults = 0;
  std::vector<Key> children;  ///< oldest first
  std::string neighbourhood;  ///< name
  bool tight_income = false;
  HouseholdFigures figures;
};

struct Life {
  LifeStart start;
  std::vector<LifeEvent> events;           ///< in order
  std::vector<Outing> outings;             ///< in order
  std::vector<LifeYear> years;
  std::map<PersonMark, PersonNote> people;
  std::map<Key, ChildNote> children;
  std::vector<std::uint64_t> fingerprints;  ///< of all that the household is and has, at the end of each week
  bool present_at_end = false;
};

/// A number over all state of one household, its adults, their ties and its children, by key: two worlds in which it is
/// equal are the same to this household. 0 when it is not in town.
[[nodiscard]] std::uint64_t fingerprint_of(const World& world, HouseholdId h);

}  // namespace weefsel
