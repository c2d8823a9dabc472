// Levers on places: which close, open, move or change, and a lockdown.
#include "population/place_value.hpp"
#include "population/town_schema.hpp"
#include "scenario/lever_fields.hpp"

namespace weefsel {
namespace lever_fields {
namespace {

Shape ids_shape(std::string description) {
  return Shape::list(Shape::identifier("As in the town."), 1, most_selected, std::move(description));
}

std::optional<Value> write_if_any(const std::vector<std::string>& names) {
  return names.empty() ? std::nullopt : std::optional(make_texts(names));
}

bool is_everything(const PlaceSelection& s) { return s.ids.empty() && s.kinds.empty() && s.neighbourhoods.empty(); }

/// Reads or writes each field of a selection that stands under one key.
void read_places(const Value& map, Lever& lever) {
  for (const LeverField& field : selection())
    if (const Value* value = map.find(field.field.key)) field.read(*value, lever);
}
Value write_places(const Lever& lever) {
  Value map = make_map();
  for (const LeverField& field : selection())
    if (auto value = field.write(lever)) put(map, field.field.key, std::move(*value));
  return map;
}

}  // namespace

std::vector<LeverField> selection() {
  return {
      {optional("ids", ids_shape("Places by id, as in the town or opened by another lever.")), "",
       [](const Value& value, Lever& lever) { lever.places.ids = texts_of(value); },
       [](const Lever& lever) { return write_if_any(lever.places.ids); }, NamesOf::places},
      {optional("kinds", Shape::list(Shape::one_of_list(place_kind_names, "A kind of place."), 1, place_kind_count,
                                     "All places of these kinds.")),
       "",
       [](const Value& value, Lever& lever) {
         for (const std::string& name : texts_of(value))
           lever.places.kinds.push_back(kind_named<PlaceKind>(name, place_kind_names));
       },
       [](const Lever& lever) -> std::optional<Value> {
         if (lever.places.kinds.empty()) return {};
         Value kinds = make_list();
         for (const PlaceKind kind : lever.places.kinds) kinds.items.push_back(make_name(kind, place_kind_names));
         return kinds;
       }},
      {optional("neighbourhoods", ids_shape("Only places in these neighbourhoods, by code; without it: the whole town.")),
       "", [](const Value& value, Lever& lever) { lever.places.neighbourhoods = texts_of(value); },
       [](const Lever& lever) { return write_if_any(lever.places.neighbourhoods); }, NamesOf::neighbourhoods},
      {optional("all", Shape::boolean("Every place (true).")), "", [](const Value&, Lever&) {},
       [](const Lever& lever) {
         return is_everything(lever.places) ? std::optional(make_boolean(true)) : std::nullopt;
       }},
  };
}

LeverField places(bool must, std::string meaning) {
  std::vector<Field> fields;
  for (const LeverField& field : selection()) fields.push_back(field.field);
  const Shape shape = Shape::map(std::move(meaning), std::move(fields));
  return {must ? required("places", shape) : optional("places", shape), "", read_places,
          [](const Lever& lever) { return std::optional(write_places(lever)); }};
}

}  // namespace lever_fields

namespace {
using namespace lever_fields;
using Direction = BuiltIn::Direction;

std::vector<LeverField> threshold_fields() {
  using C = PlaceChange;
  return {number("money", &Lever::change, &C::money, {0, 1, "", "Felt by households with a tight income."}),
          number("reading", &Lever::change, &C::reading, {0, 1, "", "Felt by people who read Dutch with difficulty."}),
          number("language", &Lever::change, &C::language,
                 {0, 1, "", "Felt by people who speak and read Dutch with difficulty."}),
          number("stigma", &Lever::change, &C::stigma, {0, 1, "", "Felt by everyone."})};
}

LeverField thresholds() {
  std::vector<Field> fields;
  for (const LeverField& field : threshold_fields()) fields.push_back(field.field);
  return {optional("thresholds", Shape::map("New thresholds, each from 0 (nothing) to 1 (very much); what is left out "
                                            "stays as it is.",
                                            std::move(fields))),
          "",
          [](const Value& value, Lever& lever) {
            for (const LeverField& field : threshold_fields())
              if (const Value* one = value.find(field.field.key)) field.read(*one, lever);
          },
          [](const Lever& lever) -> std::optional<Value> {
            Value map = make_map();
            for (const LeverField& field : threshold_fields())
              if (auto one = field.write(lever)) put(map, field.field.key, std::move(*one));
            return map.entries.empty() ? std::nullopt : std::optional(std::move(map));
          }};
}

LeverField gathering() {
  return {optional("gathering", Shape::one_of_list(gathering_names, "A weekly gathering at a fixed place and hour, a "
                                                                    "wandering one, or none.")),
          "",
          [](const Value& value, Lever& lever) {
            lever.change.gathering = kind_named<Gathering>(text_of(value), gathering_names);
          },
          [](const Lever& lever) -> std::optional<Value> {
            if (!lever.change.gathering) return {};
            return make_name(*lever.change.gathering, gathering_names);
          }};
}

/// The keys of a place, as in a town, with other ways to say where it is. Read and written as one.
std::vector<LeverField> open_place_fields() {
  std::vector<LeverField> fields;
  const auto nothing = [](const Lever&) { return std::optional<Value>(); };
  for (Field field : place_shape().fields) {
    if (field.key == "id") field.shape.description = "A new id, which the town does not use yet.";
    const bool at = field.key == "at";
    fields.push_back({std::move(field), "", [](const Value&, Lever&) {}, nothing});
    if (!at) continue;
    fields.push_back({optional("at_place", Shape::identifier("Instead of `at`: where this place of the town is.")), "",
                      [](const Value&, Lever&) {}, nothing});
    fields.push_back({optional("in_neighbourhood",
                               Shape::identifier("Instead of `at`: in the middle of this neighbourhood.")),
                      "", [](const Value&, Lever&) {}, nothing});
  }
  return fields;
}

Shape spot_shape(std::string meaning) {
  return Shape::list(Shape::number(-1e7, 1e7, "m", "RD New (EPSG:28992)."), 2, 2, std::move(meaning));
}

std::vector<LeverField> move_place_fields() {
  const auto read_nothing = [](const Value&, Lever&) {};
  const auto write_nothing = [](const Lever&) { return std::optional<Value>(); };
  return {
      {required("place", Shape::identifier("The id of the place that moves.")), "",
       [](const Value& value, Lever& lever) { lever.places.ids = {text_of(value)}; },
       [](const Lever& lever) { return std::optional(make_text(lever.places.ids.front())); }, NamesOf::places},
      {optional("into_place", Shape::identifier("Where to: under the roof of this place.")), "",
       [](const Value& value, Lever& lever) { lever.place.id = text_of(value); },
       [](const Lever& lever) -> std::optional<Value> {
         if (lever.place.id.empty()) return {};
         return make_text(lever.place.id);
       }},
      {optional("at", spot_shape("[x, y] in metres, RD New (EPSG:28992).")), "",
       [](const Value& value, Lever& lever) {
         lever.place.x = number_of(value.items[0]), lever.place.y = number_of(value.items[1]);
       },
       [](const Lever& lever) -> std::optional<Value> {
         if (!lever.place.id.empty()) return {};
         return make_list({make_number(lever.place.x), make_number(lever.place.y)});
       }},
      {optional("in_neighbourhood", Shape::identifier("Where to: the middle of this neighbourhood.")), "", read_nothing,
       write_nothing},
      {optional("quality_factor", Shape::number(0.1, 5, "", "Multiplies how good it is to be there.")), "",
       [](const Value& value, Lever& lever) { lever.move_quality_factor = number_of(value); },
       [](const Lever& lever) -> std::optional<Value> {
         if (!lever.move_quality_factor) return {};
         return make_number(*lever.move_quality_factor);
       }},
      thresholds()};
}

std::vector<LeverField> change_places_fields() {
  using C = PlaceChange;
  return {places(true, "Which places."),
          number("hours_factor", &Lever::change, &C::hours_factor, {0, 5, "", "Multiplies the opening hours."}),
          number("quality_factor", &Lever::change, &C::quality_factor,
                 {0.1, 5, "", "Multiplies how good it is to be there."}),
          number("host", &Lever::change, &C::host, {0, 1, "", "How good the host is: 0 none, 1 as good as can be."}),
          gathering(), thresholds()};
}

std::vector<LeverField> lockdown_fields() {
  const Shape share = Shape::number(0, 1, "share", "Meetings at home that still take place.")
                          .with_default(Lever{}.lockdown_contact_factor);
  return {places(false, "Which places shut; without it: every place."),
          {optional("home_contact_factor", share), "judgement (C): contact at home in the spring of 2020",
           [](const Value& value, Lever& lever) { lever.lockdown_contact_factor = number_of(value); },
           [](const Lever& lever) { return std::optional(make_number(lever.lockdown_contact_factor)); }}};
}

constexpr std::string_view hours_shift =
    "What a place brings follows from visits, hours and circles (7.3, 7.14); time is bounded, so hours shift from and to "
    "other places and home.";

}  // namespace

std::vector<LeverInfo> levers_on_places() {
  std::vector<LeverInfo> levers;
  levers.push_back({LeverKind::close_places, "places", "Places close. Ties are not touched.", hours_shift, false,
                    selection(),
                    {{"place_visits", Direction::lower, "a closed place has no visits; visits elsewhere are found"}}});
  levers.push_back({LeverKind::open_place, "places",
                    "A place opens. Where: one of `at`, `at_place`, `in_neighbourhood` (an online group has none).",
                    hours_shift, false, open_place_fields(),
                    {{"place_visits", Direction::higher, "of its own kind; visits elsewhere are found"}}});
  levers.push_back({LeverKind::move_place, "places",
                    "A place moves, with its gathering, host and regulars; also to under the roof of another place.",
                    "Distance as in Huff 1964. Places under one roof share passers-by (outings.one_roof, C; its range "
                    "includes zero).",
                    false, move_place_fields(), {}, {"into_place", "at", "in_neighbourhood"}});
  LeverInfo change{LeverKind::change_places, "places",
                   "What places offer changes: hours, quality, thresholds, host, gathering. What is left out stays.",
                   "Source 002 for host and fixed gathering; effects of hours and thresholds are judgement (C).", true,
                   change_places_fields(),
                   {{"place_visits", Direction::as_written, "hours, quality, host and thresholds enter the choice to go"}}};
  change.idle = [](const Lever& lever) {
    return std::string(lever.change == PlaceChange{} ? "at least one of hours_factor, quality_factor, host, gathering, "
                                                       "thresholds"
                                                     : "");
  };
  levers.push_back(std::move(change));
  levers.push_back({LeverKind::lockdown, "shocks", "Places shut and people meet less at home, as in 2020.",
                    "What is shut is an input; what returns, and when, is found.", false, lockdown_fields(),
                    {{"place_visits", Direction::lower, "places are shut"},
                     {"contact_hours", Direction::lower, "contact at home is limited"}}});
  return levers;
}

}  // namespace weefsel
