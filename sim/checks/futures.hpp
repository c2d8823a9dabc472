// What: plays many futures of a town for a check, side by side on all threads, without an output file.
#pragma once

#include <functional>

#include "study/simulate.hpp"

namespace weefsel {

/// What a check is told about how far it is: futures done and in all. May be empty.
using CheckProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Calls body(i) for i in [0, count), on `threads` threads (0: all cores), one future a thread at a time.
void for_each_future(std::size_t count, int threads, const CheckProgress& progress, const std::function<void(std::size_t)>& body);

/// A world that lives on without levers. `tables` may hold what no parameter says (ModelTables::meeting_hours).
class LivingWorld {
 public:
  LivingWorld(World start, const Luck& luck, const Parameters& parameters) : world(std::move(start)), tables(parameters), luck_(luck), parameters_(parameters) {}
  void live_a_week() { advance_one_week(world, luck_, parameters_, tables, {}, scratch_); }

  World world;
  ModelTables tables;

 private:
  Luck luck_;
  Parameters parameters_;
  WeekScratch scratch_;
};

}  // namespace weefsel
