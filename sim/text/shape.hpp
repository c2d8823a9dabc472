// What: a description of what a YAML file may hold, used for three things: checking a file (check()), the JSON
// Schema with which editors help (shape_documents.hpp) and the documentation. A key that is not in the shape is
// refused.
//
//   const Shape place = Shape::map("A place where people meet.", {
//       required("id", Shape::identifier("Unique in the town.")),
//       required("kind", Shape::one_of(names, "What kind of place it is.")),
//       optional("hours_per_week", Shape::number(0, 168, "hours", "Opening hours.").with_default("20"))});
//   check(document, Shape::map("A town.", {required("places", Shape::list(place, 0, 5000, "..."))}), problems);
//
// After a check without problems, values are read with the getters of value.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/value.hpp"

namespace weefsel {

struct Field;

struct Shape {
  enum class Kind {
    text,        ///< any text; plain `no` or `12` is taken as written
    identifier,  ///< letters, digits, `_` and `-`, starting with a letter or digit; at most 60
    number,      ///< plain decimal, in [low, high]
    whole,       ///< the same without a fraction
    boolean,     ///< `true` or `false`, nothing else
    date,        ///< 2027-01-04
    one_of,      ///< one of `names`
    list,        ///< each item has shape `item.front()`
    map,         ///< the keys of `fields`
    named        ///< free keys (identifiers), each value of shape `item.front()`
  };
  Kind kind = Kind::text;
  std::string description;
  std::string unit;           ///< number, whole; "" or "1": none
  double low = 0, high = 0;   ///< number, whole
  std::vector<double> steps;  ///< whole: only these values; empty: all in range
  std::string word;           ///< whole: a word that is allowed instead; empty: none
  std::vector<std::string> names;
  std::size_t at_least = 0, at_most = 0;  ///< items of a list, characters of a text, keys of `named`
  std::vector<Shape> item;
  std::vector<Field> fields;
  std::vector<std::string> exactly_one;  ///< map: exactly one of these fields is given
  std::string unknown_hint;              ///< map: added to the message about a key that is not in it
  std::string default_text;              ///< what a field left out means, as written in YAML; "": nothing to say

  static Shape text(std::string description, std::size_t at_most = 20000);
  static Shape identifier(std::string description);
  static Shape number(double low, double high, std::string unit, std::string description);
  static Shape whole(double low, double high, std::string unit, std::string description);
  static Shape whole_one_of(std::vector<double> steps, std::string unit, std::string description);
  static Shape boolean(std::string description);
  static Shape date(std::string description);
  static Shape one_of(std::vector<std::string> names, std::string description);
  /// Any array of names, such as `place_kind_names`.
  template <class Names>
  static Shape one_of_list(const Names& names, std::string description);
  static Shape list(Shape item, std::size_t at_least, std::size_t at_most, std::string description);
  static Shape map(std::string description, std::vector<Field> fields);
  static Shape named(Shape item, std::size_t at_least, std::size_t at_most, std::string description);

  [[nodiscard]] Shape with_default(std::string yaml) const;
  [[nodiscard]] Shape with_default(double value) const;
  /// A whole number, or this word.
  [[nodiscard]] Shape or_word(std::string allowed) const;
  [[nodiscard]] Shape with_exactly_one_of(std::vector<std::string> keys) const;
  [[nodiscard]] Shape with_unknown_hint(std::string hint) const;
};

struct Field {
  enum class Need { optional, required, required_unless };
  std::string key;
  Shape shape;
  Need need = Need::optional;
  std::string unless;  ///< required_unless: the key that makes this one optional
};
[[nodiscard]] Field required(std::string key, Shape shape);
[[nodiscard]] Field optional(std::string key, Shape shape);
/// Required, except in a map that has `other`.
[[nodiscard]] Field required_unless(std::string other, std::string key, Shape shape);

/// Compares `value` with `shape`; every difference becomes a problem. `key` is the path so far ("" for a whole file).
/// True: no new problem.
bool check(const Value& value, const Shape& shape, Problems& problems, const std::string& key = {});

/// What the shape accepts, in words: "a number from 0 to 168 hours".
[[nodiscard]] std::string expectation(const Shape& shape);

/// `a.b` or `b` when `key` is empty.
[[nodiscard]] std::string key_path(const std::string& key, std::string_view field);
/// `a[3]`
[[nodiscard]] std::string key_path(const std::string& key, std::size_t index);

template <class Names>
Shape Shape::one_of_list(const Names& names, std::string description) {
  std::vector<std::string> list;
  for (const auto& name : names) list.emplace_back(name);
  return one_of(std::move(list), std::move(description));
}

}  // namespace weefsel
