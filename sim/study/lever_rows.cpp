#include "study/lever_rows.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "scenario/lever_table.hpp"
#include "world/kinds.hpp"

namespace weefsel {
namespace {

bool is_among(const std::string& id, const std::vector<std::string>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Kinds of the places that a lever opens, moves, changes or closes; of programmes none.
std::set<PlaceKind> kinds_touched(const Lever& lever, const Scenario& scenario, const TownDescription& town) {
  std::vector<PlaceDescription> places = town.places;
  for (const Lever& other : scenario.levers)
    if (other.kind == LeverKind::open_place) places.push_back(other.place);
  std::set<PlaceKind> kinds;
  if (lever.kind == LeverKind::open_place) return {lever.place.kind};
  if (lever.kind != LeverKind::close_places && lever.kind != LeverKind::move_place &&
      lever.kind != LeverKind::change_places && lever.kind != LeverKind::lockdown &&
      lever.kind != LeverKind::budget_cut)
    return {};
  PlaceSelection chosen = lever.places;  // of move_place: the place that moves; `place` is the roof it comes under
  if (lever.kind == LeverKind::budget_cut) {
    const BudgetCutDescription& cut = lever.budget_cut;
    if (cut.place_kinds.empty() && !cut.professional_kinds.empty()) return {};
    chosen.kinds = cut.place_kinds;
    if (chosen.kinds.empty())  // as is_cut in processes/apply_levers.cpp
      chosen.kinds = {PlaceKind::library, PlaceKind::community_centre, PlaceKind::youth_centre,
                      PlaceKind::childrens_farm, PlaceKind::consultation_office};
  }
  for (const PlaceDescription& place : places) {
    const bool by_kind =
        chosen.kinds.empty() || std::find(chosen.kinds.begin(), chosen.kinds.end(), place.kind) != chosen.kinds.end();
    if (chosen.ids.empty() ? by_kind : is_among(place.id, chosen.ids)) kinds.insert(place.kind);
  }
  return kinds;
}
}  // namespace

std::vector<LeverRow> lever_rows(const Scenario& scenario, const Scenario& first, const TownDescription& town) {
  std::vector<LeverRow> rows;
  for (const Lever& lever : scenario.levers) {
    LeverRow row;
    row.id = lever.id, row.kind = name_of(lever.kind);
    row.from_week = lever.start.number, row.until_week = lever.end == never ? -1 : lever.end.number;
    row.cost_per_year = lever.cost_per_year;
    row.in_first = std::find(first.levers.begin(), first.levers.end(), lever) != first.levers.end();
    for (const PlaceKind kind : kinds_touched(lever, scenario, town))
      row.place_kinds.emplace_back(place_kind_names[static_cast<std::size_t>(kind)]);
    for (const BuiltIn& pair : info_of(lever.kind).built_in) row.built_in.emplace_back(pair.measure, pair.why);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace weefsel
