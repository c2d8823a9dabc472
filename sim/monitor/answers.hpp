// What: what a parent answers. An answer follows from the state the question is about and from response noise, keyed by
// who answers, about whom, what and when; never from wellbeing alone. A yes is an appraisal plus noise above a
// threshold:
//   hard     load + perceived severity of this child's concerns - c b
//   lonely   (1 - support one can count on) + (1 - contacts / contacts wanted) - c b
//   worn out load + (1 - support one can count on) - 2 c b
// and so on for each question (see items.hpp and model.md 7.20). Thresholds are anchors.
// Reads the world only; monitor.*, support.asking_trust.
#pragma once

#include "measures/cells.hpp"
#include "monitor/items.hpp"
#include "params/parameters.hpp"
#include "random/luck.hpp"

namespace weefsel {

struct Respondent {
  ChildId child;   ///< asked about
  AdultId parent;  ///< who answers: an active adult of the child's household
};

class Interviewer {
 public:
  /// All must outlive it. Safe to share between threads.
  Interviewer(const World& world, const Parameters& parameters, const FadingCurve& fading, const Luck& luck)
      : world_(world), p_(parameters), fading_(fading), luck_(luck) {}

  /// The adult of the child's household who answers, by keyed lot; none when nobody there is active.
  [[nodiscard]] AdultId parent_of(ChildId child) const;
  /// Is the question asked about a child of this age?
  [[nodiscard]] bool is_asked(ChildId child, Item item) const;
  /// One bit per question: the answer is yes. Bits of questions that are not asked are 0.
  [[nodiscard]] std::uint32_t answers(const Respondent& who) const;

 private:
  const World& world_;
  const Parameters& p_;
  const FadingCurve& fading_;
  const Luck& luck_;
};

}  // namespace weefsel
