#include "study/monitor_recorder.hpp"

#include "study/yearly.hpp"

namespace weefsel {
namespace {

bool is_recorded(const Scenario& s) {
  return s.recording.monitor_sample > 0 && weeks_from_years(s.years) >= weeks_between_years;
}

struct Figure {
  const char* name;
  NumberKind kind;
  const char *units, *long_name, *description;
  double (*value)(const ItemSums&);
};
constexpr Figure figures[] = {
    {"monitor_share", NumberKind::real, "1", "Virtual monitor: share who say yes",
     "Parents of a sample of children of 0-11 who say yes, one answer per child. Survey answers with response noise; "
     "thresholds are anchors.",
     [](const ItemSums& s) { return s.share(); }},
    {"monitor_error", NumberKind::real, "1", "Virtual monitor: sampling error of the share",
     "Standard error from asking a sample and not everyone: sqrt((1 - n/N) p (1 - p) / (n - 1)).",
     [](const ItemSums& s) { return s.standard_error(); }},
    {"monitor_asked", NumberKind::whole, "children", "Virtual monitor: children asked about",
     "Children in the sample to whom the question applies.",
     [](const ItemSums& s) { return static_cast<double>(s.asked); }},
};

}  // namespace

void lay_out_monitor(const Scenario& scenario, Layout& layout) {
  if (!is_recorded(scenario)) return;
  const std::string year = lay_out_years(scenario, layout);
  Dimension items{"monitor_item", item_count, {}, "", "question of the virtual monitor", "", ""};
  std::vector<std::string> ids;
  for (const ItemInfo& item : monitor_items()) {
    ids.emplace_back(item.id);
    items.description +=
        std::string(items.description.empty() ? "" : " ") + std::string(item.id) + ": " + std::string(item.en) + ".";
  }
  items.coordinate = ids;
  layout.dimensions.push_back(std::move(items));
  for_each_yearly_breakdown(scenario, [&](const std::string& ending, const std::string& breakdown) {
    for (const Figure& f : figures)
      layout.variables.push_back({f.name + ending,
                                  {year, breakdown, "monitor_item"},
                                  f.kind,
                                  f.units,
                                  f.long_name,
                                  f.description,
                                  year + ": point"});
  });
}

void record_monitor(const Scenario& scenario, const Layout& layout, const World& world, const FadingCurve& fading,
                    const Luck& luck, std::int32_t weeks_lived, Trajectory& rows) {
  if (!is_recorded(scenario) || weeks_lived % weeks_between_years != 0) return;
  const MonitorAnswers answers =
      ask_monitor(world, scenario.parameters, fading, luck, scenario.recording.monitor_sample);
  const auto year = static_cast<std::size_t>(weeks_lived / weeks_between_years - 1);
  for_each_yearly_breakdown(scenario, [&](const std::string& ending, const std::string& breakdown) {
    const std::vector<MonitorSums>& cells = breakdown == "group" ? answers.by_group : answers.by_neighbourhood;
    for (const Figure& f : figures)
      for (std::size_t v = 0; v < layout.variables.size(); ++v) {
        if (layout.variables[v].name != f.name + ending) continue;
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
          for (std::size_t i = 0; i < item_count; ++i)
            rows.values[v][(year * cells.size() + cell) * item_count + i] = f.value(cells[cell].items[i]);
      }
  });
}

}  // namespace weefsel
