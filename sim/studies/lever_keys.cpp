#include "studies/lever_keys.hpp"

#include "scenario/lever_table.hpp"
#include "scenario/read_lever.hpp"
#include "scenario/scenario_shape.hpp"

namespace weefsel {
namespace {

Field field_named(const std::vector<Field>& fields, const std::string& key, bool* found) {
  for (const Field& field : fields)
    if (field.key == key) return *found = true, field;
  return *found = false, Field{};
}

}  // namespace

std::optional<Shape> shape_of_key(const Lever& lever, const std::string& key) {
  bool found = false;
  Field field = field_named(lever_shape().fields, key, &found);
  if (found && field.shape.kind != Shape::Kind::map) return field.shape;
  std::vector<Field> fields;
  for (const LeverField& known : info_of(lever.kind).fields) fields.push_back(known.field);
  std::string rest = key;
  for (;;) {
    const std::size_t dot = rest.find('.');
    field = field_named(fields, rest.substr(0, dot), &found);
    if (!found) return std::nullopt;
    if (dot == std::string::npos) return field.shape;
    fields = field.shape.fields, rest = rest.substr(dot + 1);
  }
}

std::vector<std::string> keys_of(const Lever& lever) {
  std::vector<std::string> keys = {"from", "until", "ramp_weeks", "cost_per_year"};
  for (const LeverField& known : info_of(lever.kind).fields) keys.push_back(known.field.key);
  return keys;
}

std::optional<std::string> value_of_key(const Lever& lever, const std::string& key, Date start) {
  const Value written = write_lever(lever, start);
  const Value* at = written.find(key);
  if (at == nullptr) {
    at = written.find(name_of(lever.kind));
    for (std::string rest = key; at != nullptr && !rest.empty();) {
      const std::size_t dot = rest.find('.');
      at = at->kind == Value::Kind::map ? at->find(rest.substr(0, dot)) : nullptr;
      rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    }
  }
  if (at == nullptr || at->kind != Value::Kind::scalar) return std::nullopt;
  return at->text;
}

}  // namespace weefsel
