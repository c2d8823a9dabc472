// What: a rough estimate of what an agenda of the table changes, learned from agendas that were played before (rehearsals.hpp).
// It answers in microseconds, where a future takes seconds. It is no outcome of the model, and never judged.
//
// How: the difference in a year is taken as a sum over choices and over the terms in which each was set: how much a choice
// changes hangs on how many years ago its term began, and on nothing else. What choices do to each other, and what a choice does in
// another time, is not in it; nor is luck. Ridge regression (Hoerl & Kennard 1970, Technometrics 12:55-67), one for each year
// within a term, its strength chosen by 10-fold cross-validation over agendas.
//
// How far off: in the same cross-validation each agenda is estimated by what was learned from the other nine parts. The error that is told
// is the size within which two of three of those single futures lay, so luck is in it. Where the estimate is no better than "no
// difference" (less than 5% of the squared differences explained) it says nothing.
//
// Threads: once made, may be asked from many.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weefsel {

/// By term from the first, the ids of the choices that are set in it.
using Agenda = std::vector<std::vector<std::string>>;

/// One future of an agenda that was played to learn from.
struct Rehearsal {
  std::size_t number = 0;
  std::vector<std::string> laid;  ///< the choices that lay on the table
  std::uint32_t replicate = 0;
  Agenda agenda;
  std::map<std::string, std::vector<double>> differences;  ///< by measure, each whole year since the start; NaN: not known
};

class QuickEstimate {
 public:
  static constexpr std::size_t least_rehearsals = 60;   ///< fewer, and it says nothing
  static constexpr std::size_t least_of_a_choice = 12;  ///< rehearsals that hold a choice before it is known

  /// `measures` in the order of the answers; `years` since the start, `term_years` to a term. At least least_rehearsals.
  QuickEstimate(std::vector<std::string> measures, int years, int term_years, const std::vector<Rehearsal>& rehearsals);

  struct Value {
    double difference = 0, error = 0;  ///< in the unit of the measure; two of three futures that were kept apart lay within `error`
  };
  struct Answer {
    std::vector<std::string> unknown;                        ///< choices that too few rehearsals held; then nothing is said
    std::vector<std::vector<std::optional<Value>>> courses;  ///< [measure][year]; nothing: no better than "no difference"
  };
  [[nodiscard]] Answer of(const Agenda& agenda) const;

  [[nodiscard]] const std::vector<std::string>& measures() const { return measures_; }
  [[nodiscard]] std::size_t rehearsals() const { return rehearsals_; }

 private:
  /// What was learned for one measure in one year.
  struct Learned {
    std::vector<double> effects;  ///< [choice x terms ago]
    double error = 0;
    bool knows_more_than_nothing = false;
  };
  [[nodiscard]] std::vector<double> features_of(const Agenda& agenda, std::size_t term) const;

  std::vector<std::string> measures_;
  std::vector<std::string> choices_;  ///< that are known
  std::size_t years_, term_years_, terms_, rehearsals_;
  std::vector<std::vector<Learned>> learned_;  ///< [measure][year]
};

}  // namespace weefsel
