// What: every kind of lever, declared once: what it does, on what evidence, its keys with default, range, unit and
// meaning, and what about its outcome is put in rather than found. The shape of a scenario, the JSON Schema, the reader,
// the writer, the checks and `weefsel levers` all go through this table, so a key more is one row here (and a member in
// world/levers.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/shape.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// What the names under a key are names of; they are looked up in the town.
enum class NamesOf : std::uint8_t { nothing, places, neighbourhoods };

/// One key under the name of a lever's kind.
struct LeverField {
  Field field;                                          ///< key, whether it must be there, range, unit, default, meaning
  std::string evidence;                                 ///< where the default comes from; "": nothing to say
  std::function<void(const Value&, Lever&)> read;       ///< from the value of this key
  std::function<std::optional<Value>(const Lever&)> write;  ///< nothing: left out
  NamesOf names = NamesOf::nothing;
};

/// A measure whose direction under a lever is an input of the model: a report says so instead of calling it a result.
struct BuiltIn {
  enum class Direction : std::uint8_t { higher, lower, as_written };  ///< as_written: follows the sign of what is given
  std::string_view measure;  ///< as in the output
  Direction direction;
  std::string_view why;
};

struct LeverInfo {
  LeverKind kind;
  std::string_view subject;   ///< places, programmes, professionals ...: levers of one subject stand together
  std::string_view what;      ///< for people, one or two sentences
  std::string_view evidence;  ///< what is known of it, with sources and a grade (A, B, C)
  bool ramps = false;         ///< `ramp_weeks` means something
  std::vector<LeverField> fields;
  std::vector<BuiltIn> built_in;
  std::vector<std::string> exactly_one = {};  ///< of these keys, one is given
  /// Says what is missing when a lever of this kind would do nothing; "": it does something.
  std::function<std::string(const Lever&)> idle = {};
};

/// By LeverKind.
[[nodiscard]] const std::vector<LeverInfo>& lever_table();
[[nodiscard]] const LeverInfo& info_of(LeverKind kind);
/// "close_places"
[[nodiscard]] std::string name_of(LeverKind kind);
/// Is the direction of this measure under this lever put in? (council's third verdict)
[[nodiscard]] const BuiltIn* built_in(LeverKind kind, std::string_view measure);

/// @name Parts of the table, by subject
/// @{
[[nodiscard]] std::vector<LeverInfo> levers_on_places();
[[nodiscard]] std::vector<LeverInfo> levers_of_programmes();
[[nodiscard]] std::vector<LeverInfo> levers_on_people_and_town();
/// @}

}  // namespace weefsel
