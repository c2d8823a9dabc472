#include "text/shape.hpp"

#include <utility>

namespace weefsel {
namespace {
Shape make(Shape::Kind kind, std::string description) {
  Shape shape;
  shape.kind = kind;
  shape.description = std::move(description);
  return shape;
}
}  // namespace

Shape Shape::text(std::string description, std::size_t at_most) {
  Shape shape = make(Kind::text, std::move(description));
  shape.at_least = 1;
  shape.at_most = at_most;
  return shape;
}

Shape Shape::identifier(std::string description) { return make(Kind::identifier, std::move(description)); }

Shape Shape::number(double low, double high, std::string unit, std::string description) {
  Shape shape = make(Kind::number, std::move(description));
  shape.low = low;
  shape.high = high;
  shape.unit = std::move(unit);
  return shape;
}

Shape Shape::whole(double low, double high, std::string unit, std::string description) {
  Shape shape = number(low, high, std::move(unit), std::move(description));
  shape.kind = Kind::whole;
  return shape;
}

Shape Shape::whole_one_of(std::vector<double> steps, std::string unit, std::string description) {
  Shape shape = whole(steps.front(), steps.back(), std::move(unit), std::move(description));
  shape.steps = std::move(steps);
  return shape;
}

Shape Shape::boolean(std::string description) { return make(Kind::boolean, std::move(description)); }
Shape Shape::date(std::string description) { return make(Kind::date, std::move(description)); }

Shape Shape::one_of(std::vector<std::string> names, std::string description) {
  Shape shape = make(Kind::one_of, std::move(description));
  shape.names = std::move(names);
  return shape;
}

Shape Shape::list(Shape item, std::size_t at_least, std::size_t at_most, std::string description) {
  Shape shape = make(Kind::list, std::move(description));
  shape.item.push_back(std::move(item));
  shape.at_least = at_least;
  shape.at_most = at_most;
  return shape;
}

Shape Shape::map(std::string description, std::vector<Field> fields) {
  Shape shape = make(Kind::map, std::move(description));
  shape.fields = std::move(fields);
  return shape;
}

Shape Shape::named(Shape item, std::size_t at_least, std::size_t at_most, std::string description) {
  Shape shape = list(std::move(item), at_least, at_most, std::move(description));
  shape.kind = Kind::named;
  return shape;
}

Shape Shape::with_default(std::string yaml) const {
  Shape shape = *this;
  shape.default_text = std::move(yaml);
  return shape;
}

Shape Shape::with_default(double value) const { return with_default(number_as_text(value)); }

Shape Shape::or_word(std::string allowed) const {
  Shape shape = *this;
  shape.word = std::move(allowed);
  return shape;
}

Shape Shape::with_exactly_one_of(std::vector<std::string> keys) const {
  Shape shape = *this;
  shape.exactly_one = std::move(keys);
  return shape;
}

Shape Shape::with_unknown_hint(std::string hint) const {
  Shape shape = *this;
  shape.unknown_hint = std::move(hint);
  return shape;
}

Field required(std::string key, Shape shape) { return {std::move(key), std::move(shape), Field::Need::required, {}}; }
Field optional(std::string key, Shape shape) { return {std::move(key), std::move(shape), Field::Need::optional, {}}; }
Field required_unless(std::string other, std::string key, Shape shape) {
  return {std::move(key), std::move(shape), Field::Need::required_unless, std::move(other)};
}

std::string key_path(const std::string& key, std::string_view field) {
  return key.empty() ? std::string(field) : key + '.' + std::string(field);
}

std::string key_path(const std::string& key, std::size_t index) { return key + '[' + std::to_string(index) + ']'; }

}  // namespace weefsel
