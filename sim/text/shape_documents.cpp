#include "text/shape_documents.hpp"

#include <nlohmann/json.hpp>

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* identifier_pattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$";

/// 20 rather than 20.0 where the number is whole.
Json number(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value))) return static_cast<std::int64_t>(value);
  return value;
}

Json default_value(const Shape& shape) {
  const std::string& text = shape.default_text;
  if (const auto value = parse_number(text);
      value && (shape.kind == Shape::Kind::number || shape.kind == Shape::Kind::whole))
    return number(*value);
  if (shape.kind == Shape::Kind::boolean) return text == "true";
  return text;
}

bool default_is_plain(const Shape& shape) {
  return !shape.default_text.empty() && shape.kind != Shape::Kind::list && shape.kind != Shape::Kind::map &&
         shape.kind != Shape::Kind::named;
}

Json schema_of(const Shape& shape);

Json map_schema(const Shape& shape, Json json) {
  json["type"] = "object";
  json["additionalProperties"] = false;
  Json properties = Json::object(), needed = Json::array(), either = Json::array();
  for (const Field& field : shape.fields) {
    properties[field.key] = schema_of(field.shape);
    if (field.need == Field::Need::required) needed.push_back(field.key);
    if (field.need == Field::Need::required_unless) {
      Json with = Json::object(), without = Json::object();
      with["required"] = Json::array({field.key});
      without["required"] = Json::array({field.unless});
      Json choice = Json::object();
      choice["anyOf"] = Json::array({with, without});
      either.push_back(choice);
    }
  }
  json["properties"] = properties;
  if (!needed.empty()) json["required"] = needed;
  if (!either.empty()) json["allOf"] = either;
  if (!shape.exactly_one.empty()) {
    Json choices = Json::array();
    for (const std::string& key : shape.exactly_one) {
      Json choice = Json::object();
      choice["required"] = Json::array({key});
      choices.push_back(choice);
    }
    json["oneOf"] = choices;
  }
  return json;
}

Json schema_of(const Shape& shape) {
  Json json = Json::object();
  std::string description = shape.description;
  if (!shape.unit.empty() && shape.unit != "1") description += " Unit: " + shape.unit + ".";
  if (!description.empty()) json["description"] = description;
  switch (shape.kind) {
    case Shape::Kind::text:
      json["type"] = "string";
      json["minLength"] = shape.at_least;
      json["maxLength"] = shape.at_most;
      break;
    case Shape::Kind::identifier:
      json["type"] = "string";
      json["pattern"] = identifier_pattern;
      break;
    case Shape::Kind::number:
    case Shape::Kind::whole:
      json["type"] = shape.kind == Shape::Kind::whole ? "integer" : "number";
      if (shape.steps.empty()) {
        json["minimum"] = number(shape.low);
        json["maximum"] = number(shape.high);
      } else {
        for (const double step : shape.steps) json["enum"].push_back(number(step));
      }
      break;
    case Shape::Kind::boolean: json["type"] = "boolean"; break;
    case Shape::Kind::date:
      json["type"] = "string";
      json["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
      break;
    case Shape::Kind::one_of: json["enum"] = shape.names; break;
    case Shape::Kind::list:
      json["type"] = "array";
      json["items"] = schema_of(shape.item.front());
      json["minItems"] = shape.at_least;
      json["maxItems"] = shape.at_most;
      break;
    case Shape::Kind::named:
      json["type"] = "object";
      json["propertyNames"]["pattern"] = identifier_pattern;
      json["additionalProperties"] = schema_of(shape.item.front());
      json["minProperties"] = shape.at_least;
      json["maxProperties"] = shape.at_most;
      break;
    case Shape::Kind::map: json = map_schema(shape, std::move(json)); break;
  }
  if (!shape.word.empty()) {
    Json a_number = Json::object(), a_word = Json::object(), either = Json::object();
    for (const char* key : {"type", "minimum", "maximum", "enum"})
      if (json.contains(key)) a_number[key] = json[key];
    a_word["const"] = shape.word;
    if (json.contains("description")) either["description"] = json["description"];
    either["anyOf"] = Json::array({a_number, a_word});
    json = std::move(either);
  }
  if (default_is_plain(shape)) json["default"] = default_value(shape);
  return json;
}

void describe(const Shape& shape, std::size_t depth, std::string& out) {
  for (const Field& field : shape.fields) {
    out += std::string(2 * depth, ' ') + "- `" + field.key + "`";
    if (field.need == Field::Need::required) out += " (required)";
    if (field.need == Field::Need::required_unless) out += " (required without `" + field.unless + "`)";
    out += ": " + field.shape.description;
    if (field.shape.kind != Shape::Kind::map) out += " *" + expectation(field.shape) + "*";
    if (!field.shape.default_text.empty()) out += ", default `" + field.shape.default_text + "`";
    out += '\n';
    const Shape* inner = &field.shape;
    while (!inner->item.empty()) inner = &inner->item.front();
    describe(*inner, depth + 1, out);
  }
}

}  // namespace

std::string json_schema(const Shape& shape, const std::string& title) {
  Json json = Json::object();
  json["$schema"] = "http://json-schema.org/draft-07/schema#";
  json["title"] = title;
  json.update(schema_of(shape));
  return json.dump(2) + "\n";
}

std::string markdown(const Shape& shape) {
  std::string out;
  describe(shape, 0, out);
  return out;
}

}  // namespace weefsel
