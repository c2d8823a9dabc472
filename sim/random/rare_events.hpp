// What: rare events without weekly dice. Each (entity, event) has a threshold, an exponential number keyed
// by the entity, the event and the week of its last occurrence; the hazard of each week is taken off it, and
// the event happens when nothing is left. Exact under hazards that change, and twins stay coupled: a lever
// that lowers a hazard postpones the same event.
#pragma once

#include <cstdint>

#include "base/fixed_point.hpp"
#include "random/distributions.hpp"
#include "random/luck.hpp"

namespace weefsel {

/// What is left of a threshold, in units of 2^-27 (0 to 32: more than -ln of any 32-bit uniform).
struct HazardClock {
  std::uint32_t left = 0;

  static constexpr double units = 0x1.0p27;

  /// Takes `hazard` (expected events this week, >= 0) off; true if the event happens this week.
  [[nodiscard]] bool spend(double hazard) {
    const std::int64_t cost = round_to_int(hazard * units);
    if (cost <= 0) return false;
    if (cost >= left) {
      left = 0;
      return true;
    }
    left -= static_cast<std::uint32_t>(cost);
    return false;
  }

  /// A fresh threshold for `who`, whose last event of this kind was in `week`.
  [[nodiscard]] static HazardClock wound(const Luck& luck, Purpose event, Week week, Key who) {
    const Draws draws = luck.draws(Purpose::threshold, week, who, static_cast<std::uint8_t>(event));
    return {static_cast<std::uint32_t>(round_to_int(exponential_quantile(draws.uniform(0)) * units))};
  }
};

}  // namespace weefsel
