// What: the virtual monitor in the output file: once in 52 weeks, at the end of the year, the answers by neighbourhood
// and by group: monitor_share, monitor_error (its sampling error) and monitor_asked, over time_year and monitor_item.
#pragma once

#include "monitor/ask_monitor.hpp"
#include "output/trajectories.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

/// Adds the monitor's dimensions and variables to a layout, which has those of neighbourhoods and groups already.
/// Nothing is added when the scenario asks nobody or is shorter than a year.
void lay_out_monitor(const Scenario& scenario, Layout& layout);

/// Asks, when a year of the scenario has just ended, and writes that year's rows.
void record_monitor(const Scenario& scenario, const Layout& layout, const World& world, const FadingCurve& fading,
                    const Luck& luck, std::int32_t weeks_lived, Trajectory& rows);

}  // namespace weefsel
