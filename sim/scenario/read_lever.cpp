#include "scenario/read_lever.hpp"

#include <algorithm>
#include <utility>

#include "population/place_value.hpp"
#include "scenario/lever_table.hpp"

namespace weefsel {
namespace {

void read_kind(const Value& map, Lever& lever) {
  if (lever.kind == LeverKind::open_place) lever.place = place_from(map);
  for (const LeverField& field : info_of(lever.kind).fields)
    if (const Value* value = map.find(field.field.key)) field.read(*value, lever);
}

Value write_kind(const Lever& lever) {
  if (lever.kind == LeverKind::open_place) return value_of(lever.place, true);
  Value map = make_map();
  for (const LeverField& field : info_of(lever.kind).fields)
    if (auto value = field.write(lever)) put(map, field.field.key, std::move(*value));
  return map;
}

Date first_day_of(Week week, Date start) {
  return date_from_days(days_since_1970(start) + 7 * std::int64_t{week.number});
}

}  // namespace

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
  read_kind(*value.find(*kind), lever);
  return lever;
}

Value write_lever(const Lever& lever, Date start) {
  Value map = make_map();
  put(map, "id", make_text(lever.id));
  put(map, "from", make_date(first_day_of(lever.start, start)));
  if (lever.end != never) put(map, "until", make_date(first_day_of(lever.end, start)));
  if (info_of(lever.kind).ramps) put(map, "ramp_weeks", make_number(lever.ramp_weeks));
  put(map, "cost_per_year", make_number(lever.cost_per_year));
  put(map, name_of(lever.kind), write_kind(lever));
  return map;
}

}  // namespace weefsel
