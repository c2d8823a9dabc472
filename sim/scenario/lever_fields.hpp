// What: rows of the lever table, made from a member of Lever and what there is to say about it. The default of a key is
// that of the struct.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "scenario/lever_table.hpp"
#include "text/value.hpp"

namespace weefsel::lever_fields {

inline constexpr std::size_t most_selected = 10'000;

template <class Kind, class Names>
Kind kind_named(const std::string& name, const Names& names) {
  return static_cast<Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <class Kind, class Names>
Value make_name(Kind kind, const Names& names) {
  return make_text(std::string(names[static_cast<std::size_t>(kind)]));
}

/// What a number may be and means.
struct Range {
  double low, high;
  std::string unit, meaning, evidence = {};
};

/// `lever.*description.*member`, a number with a default.
template <class Description>
LeverField number(std::string key, Description Lever::*description, double Description::*member, Range range) {
  const Shape shape = Shape::number(range.low, range.high, range.unit, range.meaning)
                          .with_default(Lever{}.*description.*member);
  return {optional(std::move(key), shape), range.evidence,
          [=](const Value& value, Lever& lever) { lever.*description.*member = number_of(value); },
          [=](const Lever& lever) { return std::optional(make_number(lever.*description.*member)); }};
}

/// A number that may be left out, and then changes nothing.
template <class Description>
LeverField number(std::string key, Description Lever::*description, std::optional<double> Description::*member,
                  Range range) {
  return {optional(std::move(key), Shape::number(range.low, range.high, range.unit, range.meaning)), range.evidence,
          [=](const Value& value, Lever& lever) { lever.*description.*member = number_of(value); },
          [=](const Lever& lever) -> std::optional<Value> {
            const auto& given = lever.*description.*member;
            return given ? std::optional(make_number(*given)) : std::nullopt;
          }};
}

/// One of a closed list of names.
template <class Description, class Kind, class Names>
LeverField one_of(std::string key, Description Lever::*description, Kind Description::*member, const Names& names,
                  std::string meaning) {
  const std::string otherwise(names[static_cast<std::size_t>(Lever{}.*description.*member)]);
  return {optional(std::move(key), Shape::one_of_list(names, std::move(meaning)).with_default(otherwise)), "",
          [=, &names](const Value& value, Lever& lever) {
            lever.*description.*member = kind_named<Kind>(text_of(value), names);
          },
          [=, &names](const Lever& lever) { return std::optional(make_name(lever.*description.*member, names)); }};
}

/// Some of a closed list of names; left out: as `meaning` says.
template <class Description, class Kind, class Names>
LeverField some_of(std::string key, Description Lever::*description, std::vector<Kind> Description::*member,
                   const Names& names, std::string meaning) {
  return {optional(std::move(key), Shape::list(Shape::one_of_list(names, "A kind."), 1, names.size(), std::move(meaning))),
          "",
          [=, &names](const Value& value, Lever& lever) {
            (lever.*description.*member).clear();
            for (const std::string& name : texts_of(value))
              (lever.*description.*member).push_back(kind_named<Kind>(name, names));
          },
          [=, &names](const Lever& lever) -> std::optional<Value> {
            if ((lever.*description.*member).empty()) return {};
            Value list = make_list();
            for (const Kind kind : lever.*description.*member) list.items.push_back(make_name(kind, names));
            return list;
          }};
}

/// Neighbourhoods by code; left out: the whole town.
template <class Description>
LeverField neighbourhoods(Description Lever::*description, std::vector<std::string> Description::*member,
                          std::string meaning) {
  return {optional("neighbourhoods", Shape::list(Shape::identifier("A code, as in the town."), 1, most_selected,
                                                 std::move(meaning))),
          "",
          [=](const Value& value, Lever& lever) { lever.*description.*member = texts_of(value); },
          [=](const Lever& lever) -> std::optional<Value> {
            if ((lever.*description.*member).empty()) return {};
            return make_texts(lever.*description.*member);
          },
          NamesOf::neighbourhoods};
}

/// One neighbourhood by code.
template <class Description>
LeverField neighbourhood(std::string key, bool must, Description Lever::*description, std::string Description::*member,
                         std::string meaning) {
  const Shape shape = Shape::identifier(std::move(meaning));
  return {must ? required(std::move(key), shape) : optional(std::move(key), shape), "",
          [=](const Value& value, Lever& lever) { lever.*description.*member = text_of(value); },
          [=](const Lever& lever) -> std::optional<Value> {
            if ((lever.*description.*member).empty()) return {};
            return make_text(lever.*description.*member);
          },
          NamesOf::neighbourhoods};
}

/// `places: {ids | kinds, neighbourhoods | all}`
[[nodiscard]] LeverField places(bool must, std::string meaning);
/// The keys of such a selection, directly under the name of the kind.
[[nodiscard]] std::vector<LeverField> selection();

/// Fields one after another.
inline std::vector<LeverField> joined(std::vector<LeverField> fields, std::vector<LeverField> more) {
  fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return fields;
}

}  // namespace weefsel::lever_fields
