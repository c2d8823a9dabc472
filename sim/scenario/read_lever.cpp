#include "scenario/read_lever.hpp"

#include <algorithm>
#include <utility>

#include "population/town_figures.hpp"
#include "scenario/scenario_shape.hpp"

namespace weefsel {
namespace {

template <class Kind, class Names>
Kind kind_named(const std::string& name, const Names& names) {
  return static_cast<Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <class Kind, class Names>
Value make_name(Kind kind, const Names& names) {
  return make_text(std::string(names[static_cast<std::size_t>(kind)]));
}

PlaceSelection read_selection(const Value& map) {
  PlaceSelection selection;
  if (const Value* ids = map.find("ids")) selection.ids = texts_of(*ids);
  if (const Value* kinds = map.find("kinds"))
    for (const std::string& name : texts_of(*kinds))
      selection.kinds.push_back(kind_named<PlaceKind>(name, place_kind_names));
  if (const Value* codes = map.find("neighbourhoods")) selection.neighbourhoods = texts_of(*codes);
  return selection;
}

Value write_selection(const PlaceSelection& selection) {
  Value map = make_map();
  if (!selection.ids.empty()) put(map, "ids", make_texts(selection.ids));
  if (!selection.kinds.empty()) {
    Value kinds = make_list();
    for (const PlaceKind kind : selection.kinds) kinds.items.push_back(make_name(kind, place_kind_names));
    put(map, "kinds", std::move(kinds));
  }
  if (!selection.neighbourhoods.empty()) put(map, "neighbourhoods", make_texts(selection.neighbourhoods));
  if (map.entries.empty()) put(map, "all", make_boolean(true));
  return map;
}

void read_change_figures(const Value& map, const std::vector<ChangeFigure>& figures, PlaceChange& change) {
  for (const ChangeFigure& figure : figures)
    if (const Value* value = map.find(figure.key)) change.*figure.member = number_of(*value);
}

void write_change_figures(Value& map, const std::vector<ChangeFigure>& figures, const PlaceChange& change) {
  for (const ChangeFigure& figure : figures)
    if (const auto& number = change.*figure.member) put(map, std::string(figure.key), make_number(*number));
}

void read_thresholds(const Value& map, PlaceChange& change) {
  if (const Value* thresholds = map.find("thresholds"))
    read_change_figures(*thresholds, threshold_change_figures(), change);
}

void write_thresholds(Value& map, const PlaceChange& change) {
  Value thresholds = make_map();
  write_change_figures(thresholds, threshold_change_figures(), change);
  if (!thresholds.entries.empty()) put(map, "thresholds", std::move(thresholds));
}

void read_spot(const Value& map, PlaceDescription& place) {
  const Value* at = map.find("at");
  if (!at) return;
  place.x = number_of(at->items[0]);
  place.y = number_of(at->items[1]);
}

Value write_spot(const PlaceDescription& place) { return make_list({make_number(place.x), make_number(place.y)}); }

PlaceDescription read_place(const Value& map) {
  PlaceDescription place;
  place.id = text_at(map, "id");
  place.name = text_at(map, "name", place.id);
  place.kind = kind_named<PlaceKind>(text_at(map, "kind"), place_kind_names);
  read_spot(map, place);
  for (const auto& figure : place_figures()) place.*figure.member = number_at(map, figure.key, place.*figure.member);
  if (const Value* thresholds = map.find("thresholds"))
    for (const auto& figure : threshold_figures())
      place.thresholds.*figure.member = number_at(*thresholds, figure.key, place.thresholds.*figure.member);
  place.gathering = kind_named<Gathering>(text_at(map, "gathering", "none"), gathering_names);
  place.source = text_at(map, "source");
  return place;
}

Value write_place(const PlaceDescription& place) {
  Value map = make_map();
  put(map, "id", make_text(place.id));
  put(map, "name", make_text(place.name));
  put(map, "kind", make_name(place.kind, place_kind_names));
  if (place.kind != PlaceKind::online_group) put(map, "at", write_spot(place));
  for (const auto& figure : place_figures()) put(map, std::string(figure.key), make_number(place.*figure.member));
  Value thresholds = make_map();
  for (const auto& figure : threshold_figures())
    put(thresholds, std::string(figure.key), make_number(place.thresholds.*figure.member));
  put(map, "thresholds", std::move(thresholds));
  put(map, "gathering", make_name(place.gathering, gathering_names));
  if (!place.source.empty()) put(map, "source", make_text(place.source));
  return map;
}

void read_move(const Value& map, Lever& lever) {
  lever.places.ids = {text_at(map, "place")};
  lever.place.id = text_at(map, "into_place");
  read_spot(map, lever.place);
  if (const Value* factor = map.find("quality_factor")) lever.move_quality_factor = number_of(*factor);
  read_thresholds(map, lever.change);
}

Value write_move(const Lever& lever) {
  Value map = make_map();
  put(map, "place", make_text(lever.places.ids.front()));
  if (lever.place.id.empty())
    put(map, "at", write_spot(lever.place));
  else
    put(map, "into_place", make_text(lever.place.id));
  if (lever.move_quality_factor) put(map, "quality_factor", make_number(*lever.move_quality_factor));
  write_thresholds(map, lever.change);
  return map;
}

void read_change(const Value& map, Lever& lever) {
  lever.places = read_selection(*map.find("places"));
  read_change_figures(map, place_change_figures(), lever.change);
  if (const Value* gathering = map.find("gathering"))
    lever.change.gathering = kind_named<Gathering>(text_of(*gathering), gathering_names);
  read_thresholds(map, lever.change);
}

Value write_change(const Lever& lever) {
  Value map = make_map();
  put(map, "places", write_selection(lever.places));
  write_change_figures(map, place_change_figures(), lever.change);
  if (lever.change.gathering) put(map, "gathering", make_name(*lever.change.gathering, gathering_names));
  write_thresholds(map, lever.change);
  return map;
}

void read_lockdown(const Value& map, Lever& lever) {
  if (const Value* places = map.find("places")) lever.places = read_selection(*places);
  lever.lockdown_contact_factor = number_at(map, "home_contact_factor", lever.lockdown_contact_factor);
}

Value write_kind(const Lever& lever) {
  Value map = make_map();
  switch (lever.kind) {
    case LeverKind::close_places: return write_selection(lever.places);
    case LeverKind::open_place: return write_place(lever.place);
    case LeverKind::move_place: return write_move(lever);
    case LeverKind::change_places: return write_change(lever);
    case LeverKind::buurtgezinnen:
      for (const auto& figure : buurtgezinnen_figures())
        put(map, std::string(figure.key), make_number(lever.buurtgezinnen.*figure.member));
      return map;
    case LeverKind::lockdown:
      put(map, "places", write_selection(lever.places));
      put(map, "home_contact_factor", make_number(lever.lockdown_contact_factor));
      return map;
    case LeverKind::count: break;
  }
  return map;
}

Date first_day_of(Week week, Date start) {
  return date_from_days(days_since_1970(start) + 7 * std::int64_t{week.number});
}

}  // namespace

std::string name_of(LeverKind kind) { return std::string(lever_kind_names[static_cast<std::size_t>(kind)]); }

Lever read_lever(const Value& value, Date start) {
  Lever lever;
  lever.id = text_at(value, "id");
  lever.start = week_of(date_of(*value.find("from")), start);
  if (const Value* until = value.find("until")) lever.end = week_of(date_of(*until), start);
  lever.ramp_weeks = static_cast<std::int32_t>(number_at(value, "ramp_weeks", 0));
  lever.cost_per_year = number_at(value, "cost_per_year", 0);
  const auto kind = std::find_if(lever_kind_names.begin(), lever_kind_names.end(),
                                 [&](std::string_view name) { return value.find(name) != nullptr; });
  lever.kind = static_cast<LeverKind>(kind - lever_kind_names.begin());
  const Value& map = *value.find(*kind);
  switch (lever.kind) {
    case LeverKind::close_places: lever.places = read_selection(map); break;
    case LeverKind::open_place: lever.place = read_place(map); break;
    case LeverKind::move_place: read_move(map, lever); break;
    case LeverKind::change_places: read_change(map, lever); break;
    case LeverKind::buurtgezinnen:
      for (const auto& figure : buurtgezinnen_figures())
        lever.buurtgezinnen.*figure.member = number_at(map, figure.key, lever.buurtgezinnen.*figure.member);
      break;
    case LeverKind::lockdown: read_lockdown(map, lever); break;
    case LeverKind::count: break;
  }
  return lever;
}

Value write_lever(const Lever& lever, Date start) {
  Value map = make_map();
  put(map, "id", make_text(lever.id));
  put(map, "from", make_date(first_day_of(lever.start, start)));
  if (lever.end != never) put(map, "until", make_date(first_day_of(lever.end, start)));
  if (lever.kind == LeverKind::change_places || lever.kind == LeverKind::buurtgezinnen)
    put(map, "ramp_weeks", make_number(lever.ramp_weeks));
  put(map, "cost_per_year", make_number(lever.cost_per_year));
  put(map, name_of(lever.kind), write_kind(lever));
  return map;
}

}  // namespace weefsel
