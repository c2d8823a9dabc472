#include "processes/apply_levers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/errors.hpp"
#include "population/add_place.hpp"
#include "processes/work_at_schools.hpp"

namespace weefsel {
namespace {

PlaceId place_called(const World& world, const std::string& id) {
  const auto& ids = world.names.place_id;
  const auto found = std::find(ids.begin(), ids.end(), id);
  return found == ids.end() ? PlaceId{} : PlaceId(static_cast<std::size_t>(found - ids.begin()));
}

bool is_selected(const World& world, const PlaceSelection& selection, PlaceId p) {
  if (!selection.ids.empty())
    return std::find(selection.ids.begin(), selection.ids.end(), world.names.place_id[p]) != selection.ids.end();
  if (!selection.kinds.empty() &&
      std::find(selection.kinds.begin(), selection.kinds.end(), world.places.kind_of(p)) == selection.kinds.end())
    return false;
  if (selection.neighbourhoods.empty()) return true;
  const std::string& code = world.names.neighbourhood_code[world.places.neighbourhood[p]];
  return std::find(selection.neighbourhoods.begin(), selection.neighbourhoods.end(), code) != selection.neighbourhoods.end();
}

/// Adds the places that levers will open, closed for now.
void announce_new_places(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  const StreetsNearby streets(world);
  for (const Lever& lever : levers) {
    if (lever.kind != LeverKind::open_place) continue;
    const PlaceDescription& d = lever.place;
    if (place_called(world, d.id).exists()) throw UserMistake(fmt::format("lever {}: the town already has a place with id {}", lever.id, d.id));
    const PlaceId p = add_place(world, streets, now.luck, d, now.week);
    world.places.open[p] = 0;
  }
}

/// The neighbourhoods that a lever speaks of, by whatever key.
std::vector<std::string> neighbourhoods_named(const Lever& lever) {
  std::vector<std::string> codes;
  for (const auto* list : {&lever.places.neighbourhoods, &lever.professionals.neighbourhoods, &lever.campaign.neighbourhoods,
                           &lever.poverty_relief.neighbourhoods, &lever.public_space.neighbourhoods})
    codes.insert(codes.end(), list->begin(), list->end());
  for (const auto* one : {&lever.new_housing.like, &lever.new_housing.neighbourhood, &lever.newcomers.neighbourhood})
    if (!one->empty()) codes.push_back(*one);
  if (lever.kind == LeverKind::new_housing && lever.new_housing.neighbourhood.empty()) codes.emplace_back();
  if (lever.kind == LeverKind::newcomers && lever.newcomers.neighbourhood.empty()) codes.emplace_back();
  return codes;
}

void check_names(const World& world, const std::vector<Lever>& levers) {
  for (const Lever& lever : levers) {
    for (const std::string& id : lever.places.ids)
      if (!place_called(world, id).exists()) throw UserMistake(fmt::format("lever {}: the town has no place with id {}", lever.id, id));
    for (const std::string& code : neighbourhoods_named(lever))
      if (std::find(world.names.neighbourhood_code.begin(), world.names.neighbourhood_code.end(), code) == world.names.neighbourhood_code.end())
        throw UserMistake(fmt::format("lever {}: the town has no neighbourhood with code {}", lever.id, code));
  }
}

/// A factor on its way: 1 at intensity 0, `factor` at 1.
double ramped(double factor, double intensity) { return 1 + (factor - 1) * intensity; }

void change_offer(Places& places, PlaceId p, const PlaceChange& change, double part) {
  const auto towards = [&](Share8& share, const std::optional<double>& goal) {
    if (goal) share = Share8(share.value() + part * (*goal - share.value()));
  };
  if (change.hours_factor) places.hours_per_week[p] = Fixed(places.hours_per_week[p].value() * ramped(*change.hours_factor, part));
  if (change.quality_factor) places.quality[p] = Fixed(places.quality[p].value() * ramped(*change.quality_factor, part));
  towards(places.host[p], change.host);
  towards(places.money[p], change.money), towards(places.reading[p], change.reading);
  towards(places.language[p], change.language), towards(places.stigma[p], change.stigma);
}

/// Does a budget cut fall on this place? Without kinds: on those that a municipality pays.
bool is_cut(const World& world, const Lever& lever, PlaceId p) {
  const BudgetCutDescription& cut = lever.budget_cut;
  PlaceSelection selection;
  selection.neighbourhoods = lever.places.neighbourhoods;
  selection.kinds = cut.place_kinds;
  if (cut.place_kinds.empty() && !cut.professional_kinds.empty()) return false;
  if (cut.place_kinds.empty())
    selection.kinds = {PlaceKind::library, PlaceKind::community_centre, PlaceKind::youth_centre, PlaceKind::childrens_farm,
                       PlaceKind::consultation_office};
  return is_selected(world, selection, p);
}

void change_public_space(World& world, const PublicSpaceDescription& change, double part) {
  Neighbourhoods& n = world.neighbourhoods;
  for (std::size_t i = 0; i < n.size(); ++i) {
    const NeighbourhoodId here(i);
    const auto& codes = change.neighbourhoods;
    if (!codes.empty() && std::find(codes.begin(), codes.end(), world.names.neighbourhood_code[here]) == codes.end()) continue;
    n.play_space[here] = Share8(n.play_space[here].value() + part * change.play_space);
    n.upkeep[here] = Share8(n.upkeep[here].value() + part * change.upkeep);
    n.safety[here] = Share8(n.safety[here].value() + part * change.safety);
  }
}

void put_in_effect(World& world, const StreetsNearby& streets, const Lever& lever, Week week) {
  Places& places = world.places;
  const double part = intensity(lever, week);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PlaceId p(i);
    switch (lever.kind) {
      case LeverKind::close_places:
      case LeverKind::lockdown:
        if (is_selected(world, lever.places, p)) places.open[p] = 0;
        break;
      case LeverKind::open_place:
        if (world.names.place_id[p] == lever.place.id) places.open[p] = 1;
        break;
      case LeverKind::move_place:
        if (is_selected(world, lever.places, p)) {
          const PlaceId into = lever.place.id.empty() ? PlaceId{} : place_called(world, lever.place.id);
          places.x[p] = into.exists() ? places.x[into] : static_cast<Metres>(round_to_int(lever.place.x));
          places.y[p] = into.exists() ? places.y[into] : static_cast<Metres>(round_to_int(lever.place.y));
          places.neighbourhood[p] = streets.neighbourhood_near(world, places.x[p], places.y[p]);
          if (lever.move_quality_factor) places.quality[p] = Fixed(places.quality[p].value() * *lever.move_quality_factor);
          change_offer(places, p, lever.change, 1.0);
        }
        break;
      case LeverKind::change_places:
        if (is_selected(world, lever.places, p)) change_offer(places, p, lever.change, part);
        break;
      case LeverKind::budget_cut:
        if (is_cut(world, lever, p))
          places.hours_per_week[p] = Fixed(places.hours_per_week[p].value() * (1 - lever.budget_cut.share * part));
        break;
      default: break;
    }
  }
  if (lever.kind == LeverKind::public_space) change_public_space(world, lever.public_space, part);
  if (lever.kind == LeverKind::steering)  // two pressures together are more than one, and never more than full
    world.steering = Share8(1 - (1 - world.steering.value()) * (1 - lever.steering.pressure * part));
  change_places_by_programme(world, lever, part);
  if (lever.kind == LeverKind::lockdown)
    world.home_contact_percent = static_cast<std::uint8_t>(round_to_int(100 * std::clamp(lever.lockdown_contact_factor, 0.0, 1.0)));
}

/// Gatherings arise and end by themselves too, so a lever touches them only in the week it starts or ends.
void change_gatherings(World& world, const Lever& lever, bool starts) {
  if (!lever.change.gathering) return;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (!is_selected(world, lever.places, p)) continue;
    world.places.gathering[p] = starts ? static_cast<std::uint8_t>(*lever.change.gathering) : world.places_at_start.gathering[p];
    world.places.initiative[p] = starts ? std::uint8_t{0} : world.places_at_start.initiative[p];
  }
}

void restore_offers(World& world) {
  Places& now = world.places;
  const Places& then = world.places_at_start;
  now.open = then.open, now.x = then.x, now.y = then.y, now.neighbourhood = then.neighbourhood;
  now.hours_per_week = then.hours_per_week, now.quality = then.quality, now.host = then.host;
  now.money = then.money, now.reading = then.reading, now.language = then.language, now.stigma = then.stigma;
  world.home_contact_percent = 100;
  world.neighbourhoods.play_space = world.neighbourhoods_at_start.play_space;
  world.neighbourhoods.upkeep = world.neighbourhoods_at_start.upkeep;
  world.neighbourhoods.safety = world.neighbourhoods_at_start.safety;
  world.steering = Share8{};
}

}  // namespace

bool in_effect(const Lever& lever, Week week) { return week >= lever.start && week < lever.end; }

double intensity(const Lever& lever, Week week) {
  if (!in_effect(lever, week)) return 0;
  return lever.ramp_weeks <= 0 ? 1 : std::min(1.0, (week - lever.start + 1) / static_cast<double>(lever.ramp_weeks));
}

void apply_levers(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  if (levers.empty()) return;
  if (world.levers_in_effect.size() != levers.size()) {
    check_names(world, levers);
    announce_new_places(world, now, levers);
    world.places_at_start = world.places;
    world.neighbourhoods_at_start = world.neighbourhoods;
    world.homes_made.assign(levers.size(), 0);
    world.levers_in_effect.assign(levers.size(), 0);
    world.matches_made.assign(levers.size(), 0);
  }
  bool changes = false;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const bool is = in_effect(levers[i], now.week), was = world.levers_in_effect[i] != 0;
    const bool ramps = is && levers[i].ramp_weeks > 0 && now.week - levers[i].start <= levers[i].ramp_weeks;
    changes = changes || is != was || ramps;
    if (is != was && levers[i].kind == LeverKind::change_places) change_gatherings(world, levers[i], is);
    world.levers_in_effect[i] = is;
  }
  if (!changes) return;
  restore_offers(world);
  // What closes, closes last, so that the order of levers in a scenario does not matter.
  const auto closes = [](const Lever& lever) { return lever.kind == LeverKind::close_places || lever.kind == LeverKind::lockdown; };
  const StreetsNearby streets(world);
  for (const bool closing : {false, true})
    for (const Lever& lever : levers)
      if (closes(lever) == closing && in_effect(lever, now.week)) put_in_effect(world, streets, lever, now.week);
  find_reachable_places(world, now.parameters.outings.reach);
}

}  // namespace weefsel
