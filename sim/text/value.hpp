// What: a YAML document as a tree in which every value knows where it was written, and the one way in which this
// project reads numbers, booleans and dates. The tree is made by read_yaml(), checked against a Shape by
// check(), and then read with the getters below, which trust that check.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/week.hpp"
#include "text/problems.hpp"

namespace weefsel {

struct Entry;

/// A scalar, a list or a map. A value that was left empty (or written as `null` or `~`) is `nothing`.
struct Value {
  enum class Kind { nothing, scalar, list, map };
  Kind kind = Kind::nothing;
  std::string text;     ///< scalar: as written, without quotes
  bool quoted = false;  ///< scalar: written in quotes or as a block (`|`, `>`), so certainly text
  Position position;
  std::vector<Value> items;    ///< list
  std::vector<Entry> entries;  ///< map, in the order of the file; each key once

  /// The value under `key` of a map, or nullptr.
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  [[nodiscard]] const Entry* find_entry(std::string_view key) const;
};

struct Entry {
  std::string key;
  Position position;  ///< of the key
  Value value;
};

/// Plain decimal: digits, at most one point between digits, possibly a minus in front. No leading zeros, exponent,
/// hexadecimal, octal, underscores, infinity or nan: other readers of YAML do not agree on those.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// A date like 2027-01-04, in years 1900 to 2200.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// The shortest plain decimal that reads back as the same double.
[[nodiscard]] std::string number_as_text(double value);

/// @name Getters for a value that check() accepted; a Fault says that the shape promised something else.
/// @{
[[nodiscard]] double number_of(const Value& value);
[[nodiscard]] bool boolean_of(const Value& value);
[[nodiscard]] Date date_of(const Value& value);
[[nodiscard]] const std::string& text_of(const Value& value);
[[nodiscard]] std::vector<std::string> texts_of(const Value& list);

[[nodiscard]] double number_at(const Value& map, std::string_view key, double otherwise);
[[nodiscard]] bool boolean_at(const Value& map, std::string_view key, bool otherwise);
[[nodiscard]] std::string text_at(const Value& map, std::string_view key, std::string otherwise = {});
/// @}

/// @name Values made by the program, for writing (see write_yaml.hpp)
/// @{
[[nodiscard]] Value make_text(std::string text);
[[nodiscard]] Value make_number(double number);
[[nodiscard]] Value make_boolean(bool yes);
[[nodiscard]] Value make_date(Date date);
[[nodiscard]] Value make_list(std::vector<Value> items = {});
[[nodiscard]] Value make_texts(const std::vector<std::string>& texts);
[[nodiscard]] Value make_map();
void put(Value& map, std::string key, Value value);
/// @}

}  // namespace weefsel
