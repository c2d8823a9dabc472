#include "study/recorder.hpp"

#include <array>

#include "study/household_recorder.hpp"
#include "study/measure_table.hpp"

namespace weefsel {
namespace {

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
Dimension names_dimension(const char* name, const Array& values, const char* long_name) {
  std::vector<std::string> texts(values.begin(), values.end());
  return {name, texts.size(), texts, "", long_name, "", ""};
}

template <class F>
void for_each_breakdown(const Measure& m, const Recording& r, F&& f) {
  if (r.by_neighbourhood) f(m.name, "neighbourhood");
  if (r.by_group && m.by_group) f(m.name + "_by_group", "group");
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
  if (scenario.recording.by_neighbourhood) {
    layout.dimensions.push_back(names_dimension("neighbourhood", names.neighbourhood_code, "neighbourhood"));
    layout.dimensions.back().description = "Codes of neighbourhoods.";
  }
  if (scenario.recording.by_group)
    layout.dimensions.push_back({"group", group_count, std::vector<std::string>(group_names.begin(), group_names.end()), "",
                                 "household group", "Groups of families over the whole town; `all` is everyone. Never crossed; none by origin.", ""});
  std::vector<Dimension> inner = {names_dimension("place_kind", place_kind_names, "kind of place"),
                                  names_dimension("support_kind", support_kind_names, "kind of support"),
                                  {"tier", asked_tiers, std::vector<double>{1, 2}, "1", "tier of help", "1 freely accessible help, 2 indicated youth help.", ""},
                                  names_dimension("route", route_names, "who turned to help")};
  for (Dimension& d : inner) layout.dimensions.push_back(std::move(d));
  for (const Measure& m : measure_table())
    for_each_breakdown(m, scenario.recording, [&](const std::string& name, const char* breakdown) {
      const std::string time = time_name(scenario.recording, m.rhythm);
      VariableLayout v{name, {time, breakdown}, m.kind, m.units, m.long_name, m.description, time + (m.summed ? ": sum" : ": point")};
      if (!m.inner.empty()) v.dimensions.push_back(m.inner);
      layout.variables.push_back(std::move(v));
    });
  layout.households = household_layout(scenario, names);
  return layout;
}

struct Recorder::Inside {
  Scenario scenario;
  Layout layout;
  Trajectory rows;
  FadingCurve fading;
  double low_mark;
  Tally period[3];
  std::size_t written[3] = {0, 0, 0};
  std::int32_t weeks = 0;

  void write(Rhythm rhythm, const World& world) {
    const auto r = static_cast<std::size_t>(rhythm);
    const std::size_t row = written[r]++;
    const PeopleMeasures people = rhythm == Rhythm::flows ? measure_people(world, low_mark) : PeopleMeasures(world.neighbourhoods.size());
    const NetworkMeasures network = rhythm == Rhythm::flows ? NetworkMeasures(world.neighbourhoods.size()) : measure_network(world, fading, rhythm == Rhythm::clustering);
    std::size_t variable = 0;
    for (const Measure& m : measure_table())
      for_each_breakdown(m, scenario.recording, [&](const std::string&, const std::string& breakdown) {
        auto& values = rows.values[variable++];
        if (m.rhythm != rhythm) return;
        const bool by_group = breakdown == "group";
        const std::size_t cells = by_group ? group_count : world.neighbourhoods.size();
        if (values.size() < (row + 1) * cells * m.inner_size) return;  // the horizon ends within this period
        for (std::size_t cell = 0; cell < cells; ++cell) {
          const CellSums sums{by_group ? &people.by_group[cell] : &people.by_neighbourhood[cell],
                              by_group ? &network.by_group[cell] : &network.by_neighbourhood[cell],
                              [&](Flow f) { return by_group ? period[r].of(f, static_cast<Group>(cell)) : period[r].of(f, NeighbourhoodId(cell)); }};
          for (std::size_t k = 0; k < m.inner_size; ++k) values[(row * cells + cell) * m.inner_size + k] = m.value(sums, k);
        }
      });
  }
};

Recorder::Recorder(const Scenario& scenario, const World& start) {
  const auto& t = scenario.parameters.ties;
  Layout layout = layout_of(scenario, start.names);
  Trajectory rows = empty_trajectory(layout);
  inside_.reset(new Inside{scenario, std::move(layout), std::move(rows),
                           FadingCurve(t.half_life, t.half_life_young, t.maturing_time, t.kin_fading), low_wellbeing_mark(start), {}, {}, 0});
  for (Tally& period : inside_->period) period = Tally(start.neighbourhoods.size());
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
}

Trajectory Recorder::take(std::string state_hash) {
  inside_->rows.state_hash = std::move(state_hash);
  return std::move(inside_->rows);
}

}  // namespace weefsel
