#include "study/household_recorder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/parallel.hpp"

namespace weefsel {
namespace {

struct Row {
  HouseholdVariable variable;
  double (*value)(const HouseholdFigures&);
};

double help_of(const HouseholdFigures& f, std::size_t tier) { return f.helped[tier] > 0 ? 2 : f.waiting[tier] > 0 ? 1 : 0; }

/// Missing where the household is not in town, but for the first.
const std::vector<Row>& table() {
  using F = const HouseholdFigures&;
  static const std::vector<Row> rows = {
      {{"present", "1", "In town", "1 while the household lives in town, 0 after it left."}, [](F f) { return f.present ? 1.0 : 0.0; }},
      {{"known_people", "people", "People known", "Different people whom its adults know at strength 0.20 or more; professionals left out."},
       [](F f) { return static_cast<double>(f.weak_ties); }},
      {{"support_people", "people", "People one can ask", "The same at strength 0.33 or more."}, [](F f) { return static_cast<double>(f.support_ties); }},
      {{"close_people", "people", "Close people", "The same at strength 0.60 or more."}, [](F f) { return static_cast<double>(f.close_ties); }},
      {{"counted_on_support", "1", "Support one can count on", "Mean over its adults, 0 to 1."}, [](F f) { return f.counted_on; }},
      {{"wellbeing", "1", "Parental wellbeing", "Mean over its adults of 1 / (1 + exp(-b)), 0 to 1."}, [](F f) { return f.wellbeing; }},
      {{"load", "1", "Felt load", "Mean over its adults; 0 is nothing on one's mind."}, [](F f) { return f.load; }},
      {{"met_known", "contacts", "Contacts with people known", "Over the last four weeks, of its adults together."}, [](F f) { return static_cast<double>(f.contacts); }},
      {{"help_tier1", "1", "Freely accessible help", "0 none, 1 waiting, 2 in help: the furthest of its children."}, [](F f) { return help_of(f, 0); }},
      {{"help_tier2", "1", "Indicated youth help", "0 none, 1 waiting, 2 in help: the furthest of its children."}, [](F f) { return help_of(f, 1); }},
      {{"in_protection", "1", "Child protection", "1 when a child is under tier 3."}, [](F f) { return f.in_protection > 0 ? 1.0 : 0.0; }}};
  return rows;
}

}  // namespace

HouseholdLayout household_layout(const Scenario& scenario, const Names& names) {
  HouseholdLayout layout;
  const Recording& r = scenario.recording;
  if (r.households == 0) return layout;
  for (const Row& row : table()) layout.variables.push_back(row.variable);
  for (std::int32_t week = r.households_every_weeks; week <= weeks_from_years(scenario.years); week += r.households_every_weeks) layout.days.push_back(7.0 * week);
  if (layout.days.empty()) return {};  // the horizon is shorter than one step
  layout.time_units = "days since " + to_string(scenario.start);
  layout.neighbourhoods.assign(names.neighbourhood_code.begin(), names.neighbourhood_code.end());
  layout.groups.assign(group_names.begin(), group_names.end());
  return layout;
}

HouseholdRecorder::HouseholdRecorder(const Scenario& scenario, HouseholdRecord record, std::int32_t weeks)
    : every_weeks_(scenario.recording.households_every_weeks), weeks_(weeks),
      moments_(static_cast<std::size_t>(weeks_from_years(scenario.years) / every_weeks_)),
      written_(std::min(moments_, static_cast<std::size_t>(weeks / every_weeks_))),
      fading_(scenario.parameters.ties.half_life, scenario.parameters.ties.half_life_young, scenario.parameters.ties.maturing_time, scenario.parameters.ties.kin_fading),
      record_(std::move(record)) {}

HouseholdRecorder::HouseholdRecorder(const Scenario& scenario, const World& start, const Luck& luck)
    : HouseholdRecorder(scenario, HouseholdRecord{}, 0) {
  const Recording& r = scenario.recording;
  if (r.households == 0 || moments_ == 0) return;
  record_.keys = families_by_lot(start, luck);
  if (r.households != every_household) record_.keys.resize(std::min(record_.keys.size(), static_cast<std::size_t>(r.households)));
  std::sort(record_.keys.begin(), record_.keys.end());
  const HouseholdIndex index = households_by_key(start);
  for (const Key key : record_.keys) {
    const Belongs who = belongs(start, index.at(key));
    record_.neighbourhood.push_back(who.neighbourhood.slot);
    record_.groups.push_back(who.groups);
  }
  record_.values.assign(table().size(), std::vector<double>(record_.keys.size() * moments_, std::numeric_limits<double>::quiet_NaN()));
}

void HouseholdRecorder::observe(const World& world) {
  if (record_.values.empty() || ++weeks_ % every_weeks_ != 0 || written_ == moments_) return;
  const HouseholdIndex index = households_by_key(world);
  const std::size_t moment = written_++;
  for_each_block(record_.keys.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto found = index.find(record_.keys[i]);
      const HouseholdFigures figures = found == index.end() ? HouseholdFigures{} : figures_of(world, found->second, fading_);
      for (std::size_t v = 0; v < table().size(); ++v)
        if (figures.present || v == 0) record_.values[v][i * moments_ + moment] = table()[v].value(figures);
    }
  });
}

}  // namespace weefsel
