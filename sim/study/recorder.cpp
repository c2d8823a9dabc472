#include "study/recorder.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "base/errors.hpp"
#include "study/household_recorder.hpp"
#include "study/kept_away.hpp"
#include "study/measure_table.hpp"
#include "study/monitor_recorder.hpp"
#include "study/take_snapshot.hpp"

namespace weefsel {
namespace {

constexpr Breakdown all_breakdowns[] = {by_neighbourhood, by_group, in_town, as_gap};

std::int32_t weeks_between(const Recording& r, Rhythm rhythm) {
  return rhythm == Rhythm::flows ? r.flows_every_weeks : rhythm == Rhythm::network ? r.network_every_weeks : r.clustering_every_weeks;
}

std::string time_name(const Recording& r, Rhythm rhythm) {
  const std::int32_t every = weeks_between(r, rhythm);
  if (every == r.flows_every_weeks) return "time";
  return every == 13 ? "time_quarter" : every == 52 ? "time_year" : "time_" + std::to_string(every) + "_weeks";
}

Dimension time_dimension(const Scenario& s, Rhythm rhythm) {
  const std::int32_t every = weeks_between(s.recording, rhythm);
  std::vector<double> days;
  for (std::int32_t week = 0; week + every <= weeks_from_years(s.years); week += every) days.push_back(7.0 * week);
  Dimension d{time_name(s.recording, rhythm), days.size(), days, "days since " + to_string(s.start), "time",
              "First day of the period; states are those at its end.", "proleptic_gregorian"};
  return d;
}

template <class Array>
Dimension names_dimension(const char* name, const Array& values, const char* long_name, const char* description = "") {
  std::vector<std::string> texts(values.begin(), values.end());
  return {name, texts.size(), texts, "", long_name, description, ""};
}

Dimension gap_dimension() {
  std::vector<std::string> names;
  for (const GroupGap& gap : group_gaps) names.emplace_back(gap.name);
  return {"gap", names.size(), names, "", "gap between two groups", "The figure of the first group less that of the second.", ""};
}

std::vector<Dimension> inner_dimensions() {
  return {names_dimension("mixing", mixing_names, "way of sorting families", "Community is unnamed: only how far it sorts ties is given."),
          {"quantile", shown_quantiles.size(), std::vector<double>(shown_quantiles.begin(), shown_quantiles.end()), "1", "quantile", "Share of people at or below the value.", ""},
          names_dimension("place_kind", place_kind_names, "kind of place"),
          names_dimension("support_kind", support_kind_names, "kind of support"),
          {"tier", asked_tiers, std::vector<double>{1, 2}, "1", "tier of help", "1 freely accessible help, 2 indicated youth help.", ""},
          names_dimension("route", route_names, "who turned to help"),
          names_dimension("programme", programme_kind_names, "programme"),
          names_dimension("phase", phase_names, "phase of childhood, in years"),
          names_dimension("adults_known", adults_known_names, "adults who know a child")};
}

bool is_wanted(Breakdown b, const Recording& r) {
  return b == by_neighbourhood ? r.by_neighbourhood : b == in_town || r.by_group;
}

/// Calls f(variable name, breakdown) for each variable of a measure.
template <class F>
void for_each_breakdown(const Measure& m, const Recording& r, F&& f) {
  for (const Breakdown b : all_breakdowns) {
    if ((m.breakdowns & b) == 0 || !is_wanted(b, r)) continue;
    f(m.name + (b == by_group ? "_by_group" : b == in_town ? "_in_town" : b == as_gap ? "_gap" : ""), b);
  }
}

std::string dimension_name(Breakdown b) { return b == by_neighbourhood ? "neighbourhood" : b == by_group ? "group" : "gap"; }

/// What was measured at one moment; only what belongs to the rhythm.
struct Measured {
  std::optional<PeopleMeasures> people;
  std::optional<NetworkMeasures> network;
  std::optional<ReachMeasures> reach;
  std::optional<ChildMeasures> children;
  std::optional<GivingMeasures> giving;
};

template <class T>
auto* cell_of(const std::optional<T>& measured, Breakdown b, std::size_t cell) {
  return !measured ? nullptr : b == by_neighbourhood ? &measured->by_neighbourhood[cell] : &measured->by_group[cell];
}

}  // namespace

Layout layout_of(const Scenario& scenario, const Names& names) {
  Layout layout;
  for (const Rhythm rhythm : {Rhythm::flows, Rhythm::network, Rhythm::clustering}) {
    Dimension d = time_dimension(scenario, rhythm);
    bool known = false;
    for (const Dimension& other : layout.dimensions) known = known || other.name == d.name;
    if (!known) layout.dimensions.push_back(std::move(d));
  }
  if (scenario.recording.by_neighbourhood)
    layout.dimensions.push_back(names_dimension("neighbourhood", names.neighbourhood_code, "neighbourhood", "Codes of neighbourhoods."));
  if (scenario.recording.by_group) {
    layout.dimensions.push_back(names_dimension("group", group_names, "household group", "Groups of families over the whole town; `all` is everyone. Never crossed; none by origin."));
    layout.dimensions.push_back(gap_dimension());
  }
  for (Dimension& d : inner_dimensions()) layout.dimensions.push_back(std::move(d));
  for (const Measure& m : measure_table())
    for_each_breakdown(m, scenario.recording, [&](const std::string& name, Breakdown b) {
      const std::string time = time_name(scenario.recording, m.rhythm);
      VariableLayout v{name, {time}, b == as_gap ? NumberKind::real : m.kind, m.units, m.long_name, m.description, time + (m.summed ? ": sum" : ": point"), !m.is_size};
      if (b != in_town) v.dimensions.push_back(dimension_name(b));
      if (!m.inner.empty()) v.dimensions.push_back(m.inner);
      layout.variables.push_back(std::move(v));
    });
  lay_out_monitor(scenario, layout);
  lay_out_kept_away(scenario, layout);
  layout.households = household_layout(scenario, names);
  return layout;
}

struct Recorder::Inside {
  Scenario scenario;
  Layout layout;
  Trajectory rows;
  FadingCurve fading;
  Luck luck;
  double low_mark;
  Tally period[3];
  std::size_t written[3] = {0, 0, 0};
  std::int32_t weeks = 0;

  [[nodiscard]] Measured measure(Rhythm rhythm, const World& world) const {
    Measured m;
    if (rhythm == Rhythm::flows) m.people = measure_people(world, low_mark, scenario.recording.by_neighbourhood);
    else m.network = measure_network(world, fading, rhythm == Rhythm::clustering);
    if (rhythm == Rhythm::network) m.reach = measure_reach(world), m.giving = measure_giving(world), m.children = measure_children(world, fading, scenario.parameters);
    return m;
  }

  [[nodiscard]] CellSums sums_of(const Measured& m, Rhythm rhythm, Breakdown b, std::size_t cell) const {
    CellSums sums{cell_of(m.people, b, cell), cell_of(m.network, b, cell), nullptr, nullptr, cell_of(m.reach, b, cell), cell_of(m.giving, b, cell),
                  &period[static_cast<std::size_t>(rhythm)], b != by_neighbourhood, cell};
    sums.children = cell_of(m.children, b, cell);
    if (m.network) sums.town = &m.network->of(Group::all);
    if (m.network && b != by_group) sums.mixing = b == in_town ? &m.network->mixing_in_town : &m.network->mixing[cell];
    return sums;
  }

  /// The figure of a cell; NaN where it is blank. A count of the whole town is never blank, nor is the size of a cell.
  [[nodiscard]] static double value_of(const Measure& m, const CellSums& sums, bool whole_town, std::size_t k) {
    const std::int64_t families = sums.people != nullptr ? sums.people->families : sums.network->families;
    const bool is_count = m.kind != NumberKind::real || m.summed;
    if (families < least_families && !m.is_size && !(whole_town && is_count)) return std::numeric_limits<double>::quiet_NaN();
    return m.value(sums, k);
  }

  /// Cell by cell, each with its inner values.
  void fill(const Measure& m, const Measured& measured, Breakdown b, std::size_t neighbourhoods, double* values) const {
    const auto each_cell = [&](std::size_t cells, auto&& value) {
      for (std::size_t cell = 0; cell < cells; ++cell)
        for (std::size_t k = 0; k < m.inner_size; ++k) *values++ = value(cell, k);
    };
    const auto of_group = [&](Group g, std::size_t k) {
      return value_of(m, sums_of(measured, m.rhythm, by_group, static_cast<std::size_t>(g)), g == Group::all, k);
    };
    if (b == by_neighbourhood)
      each_cell(neighbourhoods, [&](std::size_t cell, std::size_t k) { return value_of(m, sums_of(measured, m.rhythm, b, cell), neighbourhoods == 1, k); });
    else if (b == by_group)
      each_cell(group_count, [&](std::size_t cell, std::size_t k) { return of_group(static_cast<Group>(cell), k); });
    else if (b == in_town)
      each_cell(1, [&](std::size_t cell, std::size_t k) { return m.value(sums_of(measured, m.rhythm, b, cell), k); });
    else
      each_cell(group_gaps.size(), [&](std::size_t cell, std::size_t k) { return of_group(group_gaps[cell].side, k) - of_group(group_gaps[cell].other, k); });
  }

  void write(Rhythm rhythm, const World& world) {
    const std::size_t row = written[static_cast<std::size_t>(rhythm)]++;
    const Measured measured = measure(rhythm, world);
    const std::size_t neighbourhoods = world.neighbourhoods.size();
    std::size_t variable = 0;
    for (const Measure& m : measure_table())
      for_each_breakdown(m, scenario.recording, [&](const std::string&, Breakdown b) {
        auto& values = rows.values[variable++];
        if (m.rhythm != rhythm) return;
        const std::size_t cells = b == by_neighbourhood ? neighbourhoods : b == by_group ? group_count : b == in_town ? 1 : group_gaps.size();
        const std::size_t width = cells * m.inner_size;
        if (values.size() < (row + 1) * width) return;  // the horizon ends within this period
        fill(m, measured, b, neighbourhoods, values.data() + row * width);
      });
  }

  void take_snapshots(const World& world) {
    for (const Date date : scenario.recording.network_at)
      if (week_of(date, scenario.start) == world.week) rows.snapshots.push_back(take_snapshot(world, fading, scenario.start));
  }
};

Recorder::Recorder(const Scenario& scenario, const World& start, std::uint32_t replicate) {
  begin(scenario, start, replicate, empty_trajectory(layout_of(scenario, start.names)), low_wellbeing_mark(start), 0);
  inside_->take_snapshots(start);
}

Recorder::Recorder(const Scenario& scenario, const World& now, std::uint32_t replicate, Trajectory rows, double low_mark) {
  if (now.week.number % weeks_of_round != 0) throw Fault("a recorder can go on at the end of a year only");
  begin(scenario, now, replicate, std::move(rows), low_mark, now.week.number);
}

void Recorder::begin(const Scenario& scenario, const World& now, std::uint32_t replicate, Trajectory rows, double low_mark, std::int32_t weeks) {
  const auto& t = scenario.parameters.ties;
  inside_.reset(new Inside{scenario, layout_of(scenario, now.names), std::move(rows),
                           FadingCurve(t.half_life, t.half_life_young, t.maturing_time, t.kin_fading),
                           Luck(scenario.seed, replicate), low_mark, {}, {}, weeks});
  for (Tally& period : inside_->period) period = Tally(now.neighbourhoods.size());
  for (const Rhythm rhythm : {Rhythm::flows, Rhythm::network, Rhythm::clustering})
    inside_->written[static_cast<std::size_t>(rhythm)] = static_cast<std::size_t>(weeks / weeks_between(scenario.recording, rhythm));
}
Recorder::~Recorder() = default;

void Recorder::observe(const World& world) {
  Inside& in = *inside_;
  ++in.weeks;
  for (const Rhythm rhythm : {Rhythm::flows, Rhythm::network, Rhythm::clustering}) {
    Tally& period = in.period[static_cast<std::size_t>(rhythm)];
    if (rhythm == Rhythm::flows) period.add(world.tally);
    if (in.weeks % weeks_between(in.scenario.recording, rhythm) != 0) continue;
    in.write(rhythm, world);
    period.clear();
  }
  in.take_snapshots(world);
  record_monitor(in.scenario, in.layout, world, in.fading, in.luck, in.weeks, in.rows);
  record_kept_away(in.scenario, in.layout, world, in.weeks, in.rows);
}

const Trajectory& Recorder::rows() const { return inside_->rows; }
double Recorder::low_mark() const { return inside_->low_mark; }

Trajectory Recorder::take(std::string state_hash) {
  inside_->rows.state_hash = std::move(state_hash);
  return std::move(inside_->rows);
}

}  // namespace weefsel
