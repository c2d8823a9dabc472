#include "population/place_value.hpp"

#include <algorithm>
#include <utility>

#include "population/town_figures.hpp"

namespace weefsel {
namespace {

template <class Kind, class Names>
Kind kind_named(const std::string& name, const Names& names) {
  return static_cast<Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <class Description>
void read_figures(const Value& map, const std::vector<Figure<Description>>& figures, Description& into) {
  for (const auto& figure : figures) into.*figure.member = number_at(map, figure.key, into.*figure.member);
}

template <class Description>
void put_figures(Value& map, const std::vector<Figure<Description>>& figures, const Description& from) {
  for (const auto& figure : figures) put(map, std::string(figure.key), make_number(from.*figure.member));
}

}  // namespace

PlaceDescription place_from(const Value& map) {
  PlaceDescription place;
  place.id = text_at(map, "id");
  place.kind = kind_named<PlaceKind>(text_at(map, "kind"), place_kind_names);
  place.name = text_at(map, "name", place.id);
  if (const Value* at = map.find("at")) place.x = number_of(at->items[0]), place.y = number_of(at->items[1]);
  read_figures(map, place_figures(), place);
  if (const Value* thresholds = map.find("thresholds")) read_figures(*thresholds, threshold_figures(), place.thresholds);
  place.gathering = kind_named<Gathering>(text_at(map, "gathering", "none"), gathering_names);
  place.source = text_at(map, "source");
  return place;
}

Value value_of(const PlaceDescription& place, bool defaults_too) {
  Value map = make_map();
  put(map, "id", make_text(place.id));
  put(map, "kind", make_text(std::string(place_kind_names[static_cast<std::size_t>(place.kind)])));
  if (!place.name.empty()) put(map, "name", make_text(place.name));
  if (place.kind != PlaceKind::online_group || (!defaults_too && (place.x != 0 || place.y != 0)))
    put(map, "at", make_list({make_number(place.x), make_number(place.y)}));
  put_figures(map, place_figures(), place);
  if (defaults_too || !(place.thresholds == Thresholds{})) {
    Value thresholds = make_map();
    put_figures(thresholds, threshold_figures(), place.thresholds);
    put(map, "thresholds", std::move(thresholds));
  }
  if (defaults_too || place.gathering != Gathering::none)
    put(map, "gathering", make_text(std::string(gathering_names[static_cast<std::size_t>(place.gathering)])));
  if (!place.source.empty()) put(map, "source", make_text(place.source));
  return map;
}

}  // namespace weefsel
