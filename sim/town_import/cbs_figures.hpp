// What: the key figures of neighbourhoods that the importer uses, and what CBS calls each of them. One line in the
// table of cbs_figures.cpp for each figure; nothing else in the project knows CBS's names.
//
// The same figure goes by different names: in StatLine's open data (`HuishoudensTotaal_28`: the number changes from
// year to year, so names are compared without it), in StatLine's downloads with titles
// (`Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)`), in the Excel edition (`a_hh`) and in the
// boundaries of PDOK (`aantal_huishoudens`). Compared are small letters and digits alone: `huishoudenstotaal`. Some
// titles say little at their end (`Waarde (%)`), so the names of the groups they stand in are tried with them; where a
// name occurs more than once (`AfstandTotSchool`), the first is meant, since primary schools come first in all
// editions.
//
// Missing is written as `.`, nothing, -99995 (not yet published), -99997 (secret or too small) or -99999999.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weefsel {

enum class CbsFigure : std::size_t {
  inhabitants,
  age_0_14,  // people by age: five in this order
  age_15_24,
  age_25_44,
  age_45_64,
  age_65_plus,
  households,
  one_person,  // households by form: three in this order
  without_children,
  with_children,
  household_size,
  education_low,  // people of 15-75 by education: three in this order
  education_middle,
  education_high,
  households_low,  // the same as percentages of households (SES-WOA)
  households_middle,
  households_high,
  up_to_120,  // households with little money, as percentages; the first that is known is used
  up_to_110,
  around_minimum,
  low_income,
  assistance,          // people who live on social assistance (bijstand)
  origin_netherlands,  // people by origin: three in this order
  origin_europe,
  origin_elsewhere,
  dutch_background,  // until 2021: people by background, three in this order
  western,
  non_western,
  land,          // hectares
  to_childcare,  // kilometres
  to_primary_school,
  to_secondary_school,
  to_library,
  to_consultation_office,
  to_cafe,
  to_sports_ground,
  count
};
inline constexpr std::size_t cbs_figure_count = static_cast<std::size_t>(CbsFigure::count);

/// How a column gives a figure.
enum class CbsUnit { number, percentage_of_inhabitants, percentage_of_households, percentage, kilometres, hectares };

struct CbsColumn {
  CbsFigure figure = CbsFigure::count;
  CbsUnit unit = CbsUnit::number;
};

/// What a column holds; nothing when the importer has no use for it.
[[nodiscard]] std::optional<CbsColumn> cbs_column(const std::string& name);
/// For people: "households", "distance to the library".
[[nodiscard]] const char* in_words(CbsFigure figure);

/// Columns that are not figures.
enum class CbsKey { code, region, municipality, year, postcode, kind_of_region, water, none };
[[nodiscard]] CbsKey cbs_key(const std::string& name);

enum class Missing { no, no_such_column, left_empty, dot, not_yet_published, secret, parts_missing };
[[nodiscard]] const char* in_words(Missing why);

struct CbsValue {
  std::optional<double> value;  ///< >= 0
  Missing why = Missing::no_such_column;
};

/// Reads a number with a decimal comma or point. Nothing when it is no number, negative, or infinite.
[[nodiscard]] std::optional<CbsValue> parse_cbs_value(const std::string& written);

template <class T>
using ByCbsFigure = std::array<T, cbs_figure_count>;

}  // namespace weefsel
