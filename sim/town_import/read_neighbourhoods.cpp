#include "town_import/read_neighbourhoods.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/errors.hpp"
#include "population/town_figures.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"
#include "town_import/geo_file.hpp"

namespace weefsel {
namespace {
constexpr double inhabitants_per_household = 2.12;  // CBS, national, 2023; used only when households are missing
constexpr double few_households = 10;
const char* const expected = "the neighbourhoods of CBS/PDOK (\"wijkenbuurten\" with key figures, layer buurten)";

enum Column {
  code,
  name,
  municipality_code,
  municipality_name,
  water,
  postcode,
  inhabitants,
  households,
  single_person,
  with_children,
  age_0_15,
  age_25_45,
  age_45_65,
  age_65_plus,
  education_low,
  education_middle,
  education_high,
  minimum_120,
  year
};

const std::vector<std::string>& column_names() {
  static const std::vector<std::string> names = {"buurtcode",
                                                 "buurtnaam",
                                                 "gemeentecode",
                                                 "gemeentenaam",
                                                 "water",
                                                 "meest_voorkomende_postcode",
                                                 "aantal_inwoners",
                                                 "aantal_huishoudens",
                                                 "percentage_eenpersoonshuishoudens",
                                                 "percentage_huishoudens_met_kinderen",
                                                 "percentage_personen_0_tot_15_jaar",
                                                 "percentage_personen_25_tot_45_jaar",
                                                 "percentage_personen_45_tot_65_jaar",
                                                 "percentage_personen_65_jaar_en_ouder",
                                                 "opleidingsniveau_laag",
                                                 "opleidingsniveau_middelbaar",
                                                 "opleidingsniveau_hoog",
                                                 "huishoudens_tot_120_percent_van_sociaal_minimum",
                                                 "jaar"};
  return names;
}

/// One neighbourhood as the file has it.
class Row {
 public:
  Row(const GeoFeature& feature, const std::filesystem::path& file) : feature_(feature), file_(file) {}

  [[nodiscard]] std::string text(Column column) const { return feature_.values[column].value_or(""); }

  /// Nothing when missing.
  [[nodiscard]] std::optional<double> number(Column column) const {
    const std::string written = text(column);
    if (written.empty() || written == ".") return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(written.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value)) refuse(column, "a number");
    if (value <= -99990) return std::nullopt;
    if (value < 0) refuse(column, "0 or more, or one of the codes for missing");
    return value;
  }

  /// A share from a percentage.
  [[nodiscard]] std::optional<double> share(Column column) const {
    const std::optional<double> percentage = number(column);
    if (percentage && *percentage > 100) refuse(column, "a percentage from 0 to 100");
    return percentage ? std::optional<double>(*percentage / 100) : std::nullopt;
  }

  [[nodiscard]] const GeoFeature& feature() const { return feature_; }

 private:
  [[noreturn]] void refuse(Column column, const char* what) const {
    throw UserMistake(file_.string() + ": " + text(code) + ": " + column_names()[column] + " is \"" + text(column) +
                      "\"; expected " + what);
  }
  const GeoFeature& feature_;
  const std::filesystem::path& file_;
};

double rounded(double share) { return std::round(share * 1000) / 1000; }

/// Reads what is published into the description; what is missing stays in `missing`, by figure.
using Missing = std::map<std::string, std::vector<std::size_t>>;

class Reader {
 public:
  Reader(std::string source, Filled& filled) : source_(std::move(source)), filled_(filled) {}

  void take(ImportedNeighbourhood& into, std::size_t index, const char* key, double NeighbourhoodDescription::*member,
            std::optional<double> value, const std::string& how) {
    if (!value) {
      missing_[key].push_back(index);
      return;
    }
    into.description.*member = rounded(std::clamp(*value, 0.0, 1.0));
    filled_.figure(into.description.code, key, into.description.*member, source_ + ": " + how, true);
  }

  [[nodiscard]] const Missing& missing() const { return missing_; }

 private:
  std::string source_;
  Filled& filled_;
  Missing missing_;
};

struct AgesWithoutChildren {
  double under_45, over_65;
};

/// People of 25 and older without children at home, by age; see the header.
std::optional<AgesWithoutChildren> ages_without_children(const Row& row, const NeighbourhoodDescription& n,
                                                         double people) {
  const auto young = row.share(age_25_45), middle = row.share(age_45_65), old = row.share(age_65_plus);
  if (!young || !middle || !old) return std::nullopt;
  const double parents = n.households * n.with_children_share * (2 - n.single_parent_share);
  // At least a tenth of each age group is taken to live without children, whatever rounding says.
  const auto rest = [&](double share) { return std::max(share * people - parents / 2, share * people * 0.1); };
  const double total = rest(*young) + rest(*middle) + *old * people;
  if (total < 1) return std::nullopt;
  return AgesWithoutChildren{rest(*young) / total, *old * people / total};
}

void read_figures(const Row& row, ImportedNeighbourhood& into, std::size_t index, Reader& reader) {
  using N = NeighbourhoodDescription;
  N& n = into.description;
  const auto take = [&](const char* key, double N::*member, std::optional<double> value, const std::string& how) {
    reader.take(into, index, key, member, value, how);
  };
  const auto alone = row.share(single_person), children = row.share(with_children);
  take("with_children_share", &N::with_children_share, children, column_names()[with_children]);
  take("single_person_share", &N::single_person_share,
       alone ? std::optional<double>(std::min(*alone, 1 - children.value_or(0))) : alone,
       column_names()[single_person]);
  const auto low = row.number(education_low), middle = row.number(education_middle), high = row.number(education_high);
  const double all = low.value_or(0) + middle.value_or(0) + high.value_or(0);
  const bool known = low && middle && high && all > 0;
  take("education_low_share", &N::education_low_share, known ? std::optional<double>(*low / all) : std::nullopt,
       column_names()[education_low]);
  take("education_high_share", &N::education_high_share, known ? std::optional<double>(*high / all) : std::nullopt,
       column_names()[education_high]);
  const auto ages = ages_without_children(row, n, into.inhabitants);
  const std::string how = "estimated from the ages of all inhabitants, less the parents";
  take("adults_under_45_share", &N::adults_under_45_share, ages ? std::optional<double>(ages->under_45) : std::nullopt,
       how);
  take("adults_65_plus_share", &N::adults_65_plus_share, ages ? std::optional<double>(ages->over_65) : std::nullopt,
       how);
}

/// Means over the municipality, or national levels, where the file has nothing.
void fill_missing(std::vector<ImportedNeighbourhood>& all, const Missing& missing, Filled& filled) {
  for (const auto& figure : neighbourhood_figures()) {
    const auto found = missing.find(std::string(figure.key));
    if (found == missing.end()) continue;
    const std::vector<std::size_t>& lacking = found->second;
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::find(lacking.begin(), lacking.end(), i) != lacking.end()) continue;
      sum += all[i].description.*figure.member * all[i].description.households;
      weight += all[i].description.households;
    }
    const double value = weight > 0 ? rounded(sum / weight) : NeighbourhoodDescription{}.*figure.member;
    for (const std::size_t i : lacking) {
      all[i].description.*figure.member = value;
      filled.figure(
          all[i].description.code, std::string(figure.key), value,
          weight > 0 ? "missing in the file: mean of the municipality" : "missing in the file: national level", false);
    }
  }
}

void spread_tight_income(std::vector<ImportedNeighbourhood>& all, const std::vector<std::optional<double>>& low_income,
                         const std::string& source, Filled& filled) {
  double sum = 0, weight = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!low_income[i]) continue;
    sum += *low_income[i] * all[i].description.households;
    weight += all[i].description.households;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    NeighbourhoodDescription& n = all[i].description;
    const bool known = low_income[i] && sum > 0;
    if (known)
      n.tight_income_share = rounded(std::clamp(n.tight_income_share * *low_income[i] * weight / sum, 0.01, 0.6));
    filled.figure(n.code, "tight_income_share", n.tight_income_share,
                  known ? "national level, spread by " + source + ": " + column_names()[minimum_120]
                        : "default: national level (GGD Hollands Noorden 2021)",
                  false);
  }
}

/// Figures that no such file has.
void note_national_levels(const std::vector<ImportedNeighbourhood>& all, Filled& filled) {
  const std::vector<std::pair<std::string, std::string>> national = {
      {"single_parent_share", "default: national level (CBS 71487ned, 2023)"},
      {"youngest_child_0_4_share", "default: judgement"},
      {"youngest_child_12_plus_share", "default: judgement"},
      {"reading_hard_share", "default: national level (PIAAC 2023)"},
      {"newcomer_share", "default: judgement, from national moving rates (CBS)"},
      {"play_space", "default: judgement"},
      {"upkeep", "default: judgement"},
      {"safety", "default: judgement"}};
  for (const auto& figure : neighbourhood_figures()) {
    for (const auto& [key, source] : national) {
      if (key != figure.key) continue;
      for (const auto& n : all) filled.figure(n.description.code, key, n.description.*figure.member, source, false);
    }
  }
}

std::string character_of(const ImportedNeighbourhood& n) {
  const auto percent = [](double share) { return number_as_text(std::round(share * 100)) + "%"; };
  return number_as_text(n.inhabitants) + " inhabitants; " + percent(n.description.with_children_share) +
         " of households with children, " + percent(n.description.single_person_share) + " one person";
}

using Values = std::vector<std::optional<std::string>>;

/// "GM0308", from the neighbourhood's code where the file does not say it.
std::string municipality_of(const Values& values) {
  if (values[municipality_code] && !values[municipality_code]->empty()) return *values[municipality_code];
  std::string from_neighbourhood = values[code].value_or("");
  if (from_neighbourhood.size() < 6) return from_neighbourhood;
  return from_neighbourhood.replace(0, 2, "GM").substr(0, 6);
}

std::string listed(const std::map<std::string, std::string>& municipalities) {
  std::string list;
  std::size_t count = 0;
  for (const auto& [gm, gm_name] : municipalities) {
    if (count++ == 10) return list + ", … (" + std::to_string(municipalities.size()) + " in all)";
    list += (list.empty() ? "" : ", ") + gm + (gm_name.empty() ? "" : " " + gm_name);
  }
  return list;
}

/// The neighbourhoods on land of the municipality, by code.
GeoFile rows_of(const std::filesystem::path& file, const std::string& municipality) {
  std::map<std::string, std::string> seen;  // code and name of each municipality in the file
  const auto keep = [&](const Values& values) {
    if (values[water].value_or("NEE") == "JA" || values[code].value_or("").rfind("BU", 0) != 0) return false;
    const std::string gm = municipality_of(values), gm_name = values[municipality_name].value_or("");
    seen.emplace(gm, gm_name);
    return municipality.empty() ? gm == seen.begin()->first : names_municipality(municipality, gm, gm_name);
  };
  GeoFile data = read_geo_file(file, expected, column_names()[code], column_names(), keep);
  const std::string start = file.string() + ": ";
  if (seen.empty()) {
    throw UserMistake(start + "has no neighbourhood on land with a code that starts with BU; expected " + expected);
  }
  if (municipality.empty() && seen.size() > 1) {
    throw UserMistake(start + "holds more than one municipality; choose one with --municipality: " + listed(seen));
  }
  if (data.features.empty()) {
    throw UserMistake(start + "municipality \"" + municipality + "\" is not in this file; found " + listed(seen));
  }
  std::stable_sort(data.features.begin(), data.features.end(),
                   [](const GeoFeature& a, const GeoFeature& b) { return a.values[code] < b.values[code]; });
  for (std::size_t i = 1; i < data.features.size(); ++i) {
    if (data.features[i].values[code] == data.features[i - 1].values[code]) {
      throw UserMistake(start + "has neighbourhood " + *data.features[i].values[code] +
                        " more than once; expected one feature for each (one year, one part)");
    }
  }
  return data;
}

/// Who lives where; nothing when nobody does, or when the file has no boundary.
std::optional<ImportedNeighbourhood> read_one(const Row& row, const std::string& source, Filled& filled) {
  ImportedNeighbourhood read;
  NeighbourhoodDescription& n = read.description;
  n.code = row.text(code);
  n.name = row.text(name).empty() ? n.code : row.text(name);
  n.boundary = row.feature().rings;
  read.postcode = row.text(postcode);
  read.inhabitants = row.number(inhabitants).value_or(0);
  read.children_under_15 = read.inhabitants * row.share(age_0_15).value_or(0);
  const std::optional<double> counted = row.number(households);
  n.households = counted.value_or(std::round(read.inhabitants / inhabitants_per_household));
  if (n.households < 1 || n.boundary.empty()) {
    filled.note("neighbourhoods[" + n.code + "]", "left out",
                n.households < 1 ? "nobody lives there" : "it has no boundary in the file");
    return std::nullopt;
  }
  const std::string how =
      counted ? source + ": " + column_names()[households] : "missing in the file: inhabitants / 2.12";
  filled.figure(n.code, "households", n.households, how, counted.has_value());
  if (n.households < few_households) {
    filled.note(
        "neighbourhoods[" + n.code + "]", number_as_text(n.households) + " households",
        "kept, though small: " + number_as_text(read.inhabitants) + " inhabitants, mostly not in private households");
  }
  return read;
}

/// Rounding and means of different origin may bring two parts of one whole above 1.
void make_parts_fit(ImportedNeighbourhood& n) {
  NeighbourhoodDescription& d = n.description;
  d.single_person_share = rounded(std::min(d.single_person_share, 1 - d.with_children_share));
  d.adults_65_plus_share = rounded(std::min(d.adults_65_plus_share, 1 - d.adults_under_45_share));
  d.education_low_share = rounded(std::min(d.education_low_share, 1 - d.education_high_share));
  d.character = character_of(n);
}
}  // namespace

bool names_municipality(const std::string& wanted, const std::string& municipality_code,
                        const std::string& municipality_name) {
  const auto digits = [](const std::string& text) {
    std::string rest = text.rfind("GM", 0) == 0 || text.rfind("gm", 0) == 0 ? text.substr(2) : text;
    if (rest.empty() || rest.find_first_not_of("0123456789") != std::string::npos) return std::string();
    rest.erase(0, std::min(rest.find_first_not_of('0'), rest.size()));
    return rest;
  };
  if (!digits(wanted).empty()) return digits(wanted) == digits(municipality_code);
  return edit_distance(wanted, municipality_name) == 0;
}

ImportedMunicipality read_neighbourhoods(const std::filesystem::path& file, const std::string& municipality,
                                         Filled& filled) {
  const GeoFile data = rows_of(file, municipality);
  ImportedMunicipality result;
  const Row first(data.features.front(), file);
  result.code = municipality_of(data.features.front().values);
  result.name = first.text(municipality_name).empty() ? result.code : first.text(municipality_name);
  result.source = "CBS/PDOK wijken en buurten";
  if (!first.text(year).empty()) result.source += ' ' + first.text(year);
  filled.note("boundaries", data.coordinates, result.source + ", CC BY 4.0; to RD New, simplified to 10 m", true);

  Reader reader(result.source, filled);
  std::vector<std::optional<double>> low_income;
  for (const GeoFeature& feature : data.features) {
    const Row row(feature, file);
    std::optional<ImportedNeighbourhood> read = read_one(row, result.source, filled);
    if (!read) continue;
    read_figures(row, *read, result.neighbourhoods.size(), reader);
    low_income.push_back(row.share(minimum_120));
    result.neighbourhoods.push_back(std::move(*read));
  }
  if (result.neighbourhoods.empty()) {
    throw UserMistake(file.string() + ": no neighbourhood of " + result.code + " " + result.name +
                      " has households and a boundary: are attributes " + column_names()[households] + " and " +
                      column_names()[inhabitants] + " in the file, and filled? expected " + expected);
  }
  fill_missing(result.neighbourhoods, reader.missing(), filled);
  spread_tight_income(result.neighbourhoods, low_income, result.source, filled);
  note_national_levels(result.neighbourhoods, filled);
  for (ImportedNeighbourhood& n : result.neighbourhoods) make_parts_fit(n);
  return result;
}

}  // namespace weefsel
