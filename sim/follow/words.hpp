// What: every word a life line is told in, in Dutch and English, at level B1 and in the words of the page of the
// council. {…} are places to fill in: {who} a name with what that person is to the family, {name} the name alone,
// {child} a child with its age, {kind}, {where}, {place}, {tier}, {date}, {weeks}, {first} and {second} the two worlds.
#pragma once

#include <array>
#include <string_view>

#include "base/language.hpp"
#include "follow/life.hpp"

namespace weefsel {

struct LifeWords {
  // Frame
  std::string_view title_two, title_one, honesty, one_line, household_key;
  std::string_view family_heading, parts_heading, common_heading, years_heading, worlds_heading, change_from;
  std::string_view in_both, only_in, same_year, nothing_told, other_date;
  std::array<std::string_view, 12> months;
  std::string_view decimal_mark;
  // The family
  std::string_view one_parent, two_parents, no_parent, one_child, several_children, no_children, lives_in, tight, knows_at_start, and_word;
  std::string_view chosen_by_lot, chosen_by_key, chosen_unchanged, chosen_last_parted, chosen_matched;
  // Where two worlds part
  std::string_view never_part, same_until, only_there, where_at, with_people, small_first, then_differs, stays_small, more_follow;
  // How common
  std::string_view common_known, common_support, common_wellbeing, common_this_family, common_same, common_parted, too_few_families, too_few_runs, placebo;
  // A year
  std::string_view row_wellbeing, row_known, row_support, row_close, row_received, row_refused, row_given, row_declined, row_talks,
      row_new_faces, row_outings, row_gate, row_full;
  std::array<std::string_view, 5> wellbeing;  ///< from heavy to good
  std::string_view times, most_from, from_people;
  // People
  std::array<std::string_view, 9> tie_kinds;  ///< TieKind, known since before
  std::string_view met_at_place, met_at_gate, met_in_street, met_by_programme, met_at_home, met_at_play, lives_elsewhere, someone, school_of;
  std::array<std::string_view, professional_kind_count> professionals;
  // Where
  std::string_view at_place, at_gate, in_street, by_programme, at_home, at_play, from_elsewhere, somewhere;
  // Kinds
  std::array<std::string_view, support_kind_count> support;
  std::array<std::string_view, concern_kind_count> concerns;
  std::array<std::string_view, 3> tiers;
  std::string_view a_professional, programme, age, baby;
  std::array<std::string_view, 7> programmes;  ///< support families; visits by volunteer, mother, nurse; mentor; care; group
  std::array<std::string_view, life_event_kind_count> events;  ///< a sentence per kind
};

[[nodiscard]] const LifeWords& words_of(Language language);

}  // namespace weefsel
