// What: looks on while a world lives its weeks, and writes down the life line of one household. After each process it
// compares the household with what it was before; who met whom where is read from the circles of the week.
// It is an Onlooker (schedule/advance_one_week.hpp): it sees const things only, so a world that is watched and one that
// is not have the same bits. Processes do not know of it.
// Assumption: an event is told at the process that made it, so a help request in the week of a talk counts as coming
// from the talk. A tie counts as having reached a level when one adult of the household has it there, and as having
// lost it at three quarters of that level, so that a tie around the mark does not come and go every month.
#pragma once

#include <memory>
#include <string_view>

#include "follow/life.hpp"
#include "processes/week_context.hpp"

namespace weefsel {

class Witness {
 public:
  /// `world`: before the first week that is watched; `first_day`: the date of week 0. The fading curve must outlive it.
  Witness(const World& world, Key household, const FadingCurve& fading, Date first_day);
  ~Witness();
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;

  /// After each process of a week.
  void see(std::string_view process, const World& world, const WeekScratch& scratch);
  /// After each week.
  void end_week(const World& world);
  [[nodiscard]] Life take();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace weefsel
