#include "town_import/read_figures.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "base/errors.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"
#include "town_import/file_support.hpp"
#include "town_import/municipality.hpp"
#include "town_import/table_file.hpp"

namespace weefsel {
namespace {
constexpr int earliest_year = 2004, latest_year = 2099;

/// StatLine's tables by number, for files that say no year.
const std::map<std::string, int>& years_of_tables() {
  static const std::map<std::string, int> years = {{"84583NED", 2019}, {"84799NED", 2020}, {"85039NED", 2021},
                                                   {"85318NED", 2022}, {"85618NED", 2023}, {"85984NED", 2024},
                                                   {"86165NED", 2025}, {"85231NED", 2021}, {"86134NED", 2024}};
  return years;
}

int plausible_year(const std::string& digits) {
  if (digits.size() < 4 || digits.find_first_not_of("0123456789") < 4) return 0;
  const int year = std::stoi(digits.substr(0, 4));
  return year >= earliest_year && year <= latest_year ? year : 0;
}

/// The first four digits in the name that stand by themselves and are a year; else the year of the table it names.
int year_in_name(const std::string& name) {
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t end = std::min(name.find_first_not_of("0123456789", i), name.size());
    if (end - i == 4 && plausible_year(name.substr(i, 4)) > 0) return std::stoi(name.substr(i, 4));
    i = std::max(end, i + 1);
  }
  for (const auto& [table, year] : years_of_tables()) {
    if (in_capitals(name).find(table) != std::string::npos) return year;
  }
  return 0;
}

bool is_code_of_region(const std::string& text) {
  return text.size() >= 4 &&
         (text.rfind("GM", 0) == 0 || text.rfind("WK", 0) == 0 || text.rfind("BU", 0) == 0 ||
          text.rfind("NL", 0) == 0) &&
         std::isdigit(static_cast<unsigned char>(text[2])) != 0;
}

const char* const how_to_get_figures =
    "\n  from StatLine (opendata.cbs.nl, \"Kerncijfers wijken en buurten\"): download as \"CSV zonder statistische "
    "symbolen\" with the column \"Codering\" among Regioaanduiding; or the Excel file kwb-YEAR.xlsx from cbs.nl";

/// A form of CBS that looks like a table of figures, with one line for each figure.
void refuse_long_form(const TableFile& table, const std::string& what) {
  if (table.column({"Measure"}) < 0 || table.column({"Value"}) < 0) return;
  throw UserMistake(table.file().string() +
                    ": found StatLine's Observations.csv (OData 4): one line for each measure; expected " + what +
                    " with one line for each neighbourhood" + how_to_get_figures);
}
}  // namespace

FiguresReader::FiguresReader(std::filesystem::path file, const std::vector<std::string>& columns,
                             std::string municipality, std::string what)
    : municipality_(std::move(municipality)), what_(std::move(what)) {
  read_.file = std::move(file);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto first = [&](int& column) { column = column < 0 ? static_cast<int>(i) : column; };
    switch (cbs_key(columns[i])) {
      case CbsKey::code: first(code_); break;
      case CbsKey::region: first(region_); break;
      case CbsKey::municipality: first(gm_name_); break;
      case CbsKey::year: first(year_); break;
      case CbsKey::postcode: first(postcode_); break;
      case CbsKey::water: first(water_); break;
      case CbsKey::kind_of_region:
      case CbsKey::none: break;
    }
    const std::optional<CbsColumn> meaning = cbs_column(columns[i]);
    if (meaning && read_.figures.insert(meaning->figure).second) columns_.push_back({*meaning, i, columns[i]});
  }
  read_.year = year_in_name(read_.file.filename().string());
}

std::string FiguresReader::text(const std::vector<std::string>& row, int column) const {
  return column < 0 ? std::string() : row[static_cast<std::size_t>(column)];
}

RegionFigures FiguresReader::figures_of(const std::vector<std::string>& row, const std::string& code) const {
  RegionFigures result;
  result.code = code;
  result.name = text(row, region_) == code ? "" : text(row, region_);
  const std::string postcode = text(row, postcode_);
  if (postcode.size() >= 4 && postcode.find_first_not_of("0123456789") >= 4) result.postcode = postcode.substr(0, 4);
  for (const Column& column : columns_) {
    const std::string& written = row[column.index];
    const std::optional<CbsValue> value = parse_cbs_value(written);
    const bool percentage = column.meaning.unit != CbsUnit::number && column.meaning.unit != CbsUnit::kilometres &&
                            column.meaning.unit != CbsUnit::hectares;
    const bool too_high = value && value->value && percentage && *value->value > 100;
    if (!value || too_high) {
      throw UserMistake(read_.file.string() + ": " + code + ": " + column.name + " is \"" + written + "\"; expected " +
                        (percentage ? "a percentage from 0 to 100" : "a number, 0 or more") +
                        ", or a sign for missing (nothing, \".\", -99995, -99997)");
    }
    const bool counts = column.meaning.unit == CbsUnit::number && column.meaning.figure != CbsFigure::household_size;
    if (counts && value->value && *value->value != std::floor(*value->value)) {
      throw UserMistake(read_.file.string() + ": " + code + ": " + column.name + " is \"" + written +
                        "\", and counts have no decimals; expected a whole number without thousands separators");
    }
    result.values[static_cast<std::size_t>(column.meaning.figure)] = *value;
  }
  for (const Column& column : columns_) {
    const bool of_people = column.meaning.unit == CbsUnit::percentage_of_inhabitants;
    if (!of_people && column.meaning.unit != CbsUnit::percentage_of_households) continue;
    CbsValue& value = result.values[static_cast<std::size_t>(column.meaning.figure)];
    const CbsValue& whole = result[of_people ? CbsFigure::inhabitants : CbsFigure::households];
    if (!value.value) continue;
    value = whole.value ? CbsValue{*value.value / 100 * *whole.value, Missing::no} : CbsValue{std::nullopt, whole.why};
  }
  // A third part that has no column is what the other two leave.
  const auto leave = [&](CbsFigure third, CbsFigure of, CbsFigure one, CbsFigure other) {
    CbsValue& rest = result.values[static_cast<std::size_t>(third)];
    if (rest.why == Missing::no_such_column && result[of].value && result[one].value && result[other].value)
      rest = {std::max(0.0, *result[of].value - *result[one].value - *result[other].value), Missing::no};
  };
  leave(CbsFigure::without_children, CbsFigure::households, CbsFigure::one_person, CbsFigure::with_children);
  leave(CbsFigure::dutch_background, CbsFigure::inhabitants, CbsFigure::western, CbsFigure::non_western);
  check_sense(result);
  return result;
}

/// Parts are no more than their whole, but for the rounding of small areas; and a household has people.
void FiguresReader::check_sense(const RegionFigures& region) const {
  constexpr double rounding_share = 1.1, rounding = 25, least_size = 0.9, most_size = 10;
  const auto refuse = [&](const std::string& what) {
    throw UserMistake(read_.file.string() + ": " + region.code + ": " + what +
                      "; are columns shifted or swapped? expected " + what_);
  };
  const auto sum = [&](std::initializer_list<CbsFigure> parts) {
    double total = 0;
    for (const CbsFigure part : parts) total += region[part].value.value_or(0);
    return total;
  };
  using F = CbsFigure;
  const auto inhabitants = region[F::inhabitants].value, households = region[F::households].value;
  if (inhabitants && households && *households > *inhabitants * rounding_share + rounding)
    refuse(number_as_text(*households) + " households and only " + number_as_text(*inhabitants) + " inhabitants");
  const double by_age = sum({F::age_0_14, F::age_15_24, F::age_25_44, F::age_45_64, F::age_65_plus});
  if (inhabitants && by_age > *inhabitants * rounding_share + rounding)
    refuse(number_as_text(std::round(by_age)) + " people by age and only " + number_as_text(*inhabitants) +
           " inhabitants");
  const double by_form = sum({F::one_person, F::without_children, F::with_children});
  if (households && by_form > *households * rounding_share + rounding)
    refuse(number_as_text(std::round(by_form)) + " households by form and only " + number_as_text(*households) +
           " in all");
  const auto size = region[F::household_size].value;
  if (size && *size > 0 && (*size < least_size || *size > most_size))
    refuse("a mean household of " + number_as_text(*size) + " people");
}

bool FiguresReader::is_wanted(const std::string& gm, const std::string& name) {
  std::string& known = seen_.emplace(gm, name).first->second;
  if (known.empty()) known = name;
  return municipality_.empty() ? gm == seen_.begin()->first : names_municipality(municipality_, gm, known);
}

void FiguresReader::learn_year(const std::vector<std::string>& row) {
  if (const int year = plausible_year(text(row, year_)); year > 0) read_.year = year;
}

bool FiguresReader::take(const std::vector<std::string>& row) {
  const std::string code = text(row, code_ >= 0 ? code_ : region_);
  if (!is_code_of_region(code)) {
    if (other_code_.empty()) other_code_ = code;
    return false;
  }
  if (code.rfind("NL", 0) == 0) {
    read_.country = figures_of(row, code);
    return false;
  }
  if (code.size() < 6 || in_capitals(text(row, water_)) == "JA") return false;
  const std::string gm = "GM" + code.substr(2, 4);
  const bool is_municipality = code.rfind("GM", 0) == 0;
  const std::string gm_name =
      is_municipality && gm_name_ < 0 && text(row, region_) != code ? text(row, region_) : text(row, gm_name_);
  if (!is_wanted(gm, gm_name)) return false;
  learn_year(row);
  read_.municipality_code = gm;
  if (read_.municipality_name.empty()) read_.municipality_name = gm_name;
  if (is_municipality) read_.municipality = figures_of(row, code);
  if (code.rfind("BU", 0) != 0) return false;
  read_.neighbourhoods.push_back(figures_of(row, code));
  return true;
}

/// The neighbourhoods add up to the line of their municipality, if the file has it.
void FiguresReader::check_nothing_is_lost() const {
  constexpr double most_lost = 0.1;
  if (!read_.municipality) return;
  for (const CbsFigure figure : {CbsFigure::households, CbsFigure::inhabitants}) {
    const auto all = (*read_.municipality)[figure].value;
    double sum = 0;
    for (const RegionFigures& n : read_.neighbourhoods) sum += n[figure].value.value_or(0);
    if (!all || sum >= (1 - most_lost) * *all) continue;
    throw UserMistake(read_.file.string() + ": its " + std::to_string(read_.neighbourhoods.size()) +
                      " neighbourhoods of " + read_.municipality_code + " have " + number_as_text(sum) + " " +
                      in_words(figure) + ", and the line of the municipality says " + number_as_text(*all) +
                      ": cut short? expected all neighbourhoods of the municipality");
  }
}

FiguresFile FiguresReader::finish() {
  const std::string start = read_.file.string() + ": ";
  if (seen_.empty()) {
    const std::string found = other_code_.empty() ? "" : "; found \"" + other_code_ + "\"";
    throw UserMistake(start +
                      (code_ >= 0 ? "has no neighbourhood with a code such as BU03080000" + found
                                  : "has no column with codes of neighbourhoods (BU03080000), and names are no way to "
                                    "know them by") +
                      "; expected " + what_ + how_to_get_figures);
  }
  if (municipality_.empty() && seen_.size() > 1) {
    throw UserMistake(
        start + "holds more than one municipality; choose one with --municipality: " + listed_municipalities(seen_));
  }
  if (read_.municipality_code.empty()) {
    std::vector<std::string> names;
    for (const auto& [gm, name] : seen_) {
      names.push_back(gm);
      if (!name.empty()) names.push_back(name);
    }
    throw UserMistake(start + "municipality \"" + municipality_ + "\" is not in this file" +
                      did_you_mean(municipality_, names) + "; found " + listed_municipalities(seen_));
  }
  if (read_.neighbourhoods.empty()) {
    throw UserMistake(start + "has no neighbourhood (code BU…) of " + read_.municipality_code + " on land; expected " +
                      what_);
  }
  check_nothing_is_lost();
  std::set<std::string> codes;
  for (const RegionFigures& n : read_.neighbourhoods) {
    if (!codes.insert(n.code).second) {
      throw UserMistake(start + "has neighbourhood " + n.code +
                        " more than once; expected one line for each (one year, one part)");
    }
  }
  read_.edition = "CBS " + (read_.year > 0 ? std::to_string(read_.year) : std::string("of an unknown year")) + " (" +
                  read_.file.filename().string() + ")";
  return std::move(read_);
}

FiguresFile read_figures(const std::filesystem::path& file, const std::string& municipality, const std::string& what) {
  TableFile table(file, what);
  refuse_long_form(table, what);
  FiguresReader reader(file, table.columns(), municipality, what);
  const std::string found = "\n  found columns " + first_few(table.columns());
  if (!reader.has_figures()) {
    throw UserMistake(file.string() + ": has no column that is used; expected " + what +
                      ", such as HuishoudensTotaal or a_hh" + found);
  }
  table.for_each_row([&](const TableRow& row) { (void)reader.take(row); });
  return reader.finish();
}

std::string listed_municipalities(const std::map<std::string, std::string>& names_by_code) {
  std::string list;
  std::size_t count = 0;
  for (const auto& [gm, name] : names_by_code) {
    if (count++ == 10) return list + ", … (" + std::to_string(names_by_code.size()) + " in all)";
    list += (list.empty() ? "" : ", ") + gm + (name.empty() ? "" : " " + name);
  }
  return list;
}

}  // namespace weefsel
