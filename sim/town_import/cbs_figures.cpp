#include "town_import/cbs_figures.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "text/words.hpp"

namespace weefsel {
namespace {
struct Named {
  CbsFigure figure;
  const char* words;
  CbsUnit unit;
  std::vector<const char*> names;  // StatLine and titles, Excel edition; small letters and digits
  CbsUnit other_unit;
  std::vector<const char*> other_names;  // PDOK, and other wordings
};

// clang-format off
const std::vector<Named>& table() {
  using F = CbsFigure;
  constexpr auto number = CbsUnit::number, of_inhabitants = CbsUnit::percentage_of_inhabitants,
                 of_households = CbsUnit::percentage_of_households, percentage = CbsUnit::percentage,
                 kilometres = CbsUnit::kilometres, hectares = CbsUnit::hectares;
  static const std::vector<Named> all = {
      {F::inhabitants, "inhabitants", number, {"aantalinwoners", "ainw"}, number, {}},
      {F::age_0_14, "people of 0-14", number, {"0tot15jaar", "a0014", "leeftijd0tot15jaar"}, of_inhabitants, {"percentagepersonen0tot15jaar"}},
      {F::age_15_24, "people of 15-24", number, {"15tot25jaar", "a1524", "leeftijd15tot25jaar"}, of_inhabitants, {"percentagepersonen15tot25jaar"}},
      {F::age_25_44, "people of 25-44", number, {"25tot45jaar", "a2544", "leeftijd25tot45jaar"}, of_inhabitants, {"percentagepersonen25tot45jaar"}},
      {F::age_45_64, "people of 45-64", number, {"45tot65jaar", "a4564", "leeftijd45tot65jaar"}, of_inhabitants, {"percentagepersonen45tot65jaar"}},
      {F::age_65_plus, "people of 65 and older", number, {"65jaarofouder", "a65oo", "leeftijd65jaarofouder"}, of_inhabitants, {"percentagepersonen65jaarenouder"}},
      {F::households, "households", number, {"huishoudenstotaal", "ahh", "aantalhuishoudens"}, number, {}},
      {F::one_person, "households of one person", number, {"eenpersoonshuishoudens", "a1phh"}, of_households, {"percentageeenpersoonshuishoudens"}},
      {F::without_children, "households of more people without children", number, {"huishoudenszonderkinderen", "ahhzk"}, of_households, {"percentagehuishoudenszonderkinderen"}},
      {F::with_children, "households with children", number, {"huishoudensmetkinderen", "ahhmk"}, of_households, {"percentagehuishoudensmetkinderen"}},
      {F::household_size, "mean size of households", number, {"gemiddeldehuishoudensgrootte", "ghhgro", "gemiddeldehuishoudsgrootte"}, number, {}},
      {F::education_low, "people with a low education", number, {"opleidingsniveaulaag", "aopllg"}, number, {}},
      {F::education_middle, "people with a middle education", number, {"opleidingsniveaumiddelbaar", "aoplmd"}, number, {}},
      {F::education_high, "people with a high education", number, {"opleidingsniveauhoog", "aoplhg"}, number, {}},
      {F::households_low, "households with a low education", percentage, {"opleidingsniveaulaagwaarde"}, percentage, {}},
      {F::households_middle, "households with a middle education", percentage, {"opleidingsniveaumiddelbaarwaarde"}, percentage, {}},
      {F::households_high, "households with a high education", percentage, {"opleidingsniveauhoogwaarde"}, percentage, {}},
      {F::up_to_120, "households up to 120% of the social minimum", percentage, {"huishoudenstot120vansociaalminimum", "phh120"}, percentage, {"huishoudenstot120percentvansociaalminimum"}},
      {F::up_to_110, "households up to 110% of the social minimum", percentage, {"huishoudenstot110vansociaalminimum", "phh110"}, percentage, {"huishoudenstot110percentvansociaalminimum"}},
      {F::around_minimum, "households under or around the social minimum", percentage, {"huishonderofrondsociaalminimum", "phhosm"}, percentage, {"percentagehuishoudensonderofrondsociaalminimum"}},
      {F::low_income, "households with a low income", percentage, {"huishoudensmeteenlaaginkomen", "phhli"}, percentage, {"percentagehuishoudensmetlaaginkomen"}},
      {F::assistance, "people on social assistance", number, {"personenpersoortuitkeringbijstand", "asozwb"}, number, {"aantalpersonenmeteenalgbijstandsuitkeringtot"}},
      {F::origin_netherlands, "people of Dutch origin", number, {"anlall", "nederland"}, of_inhabitants, {"percentagemetherkomstlandnederland"}},
      {F::origin_europe, "people of European origin", number, {"aeural", "europaexclusiefnederland"}, of_inhabitants, {"percentagemetherkomstlanduiteuropaexclnl"}},
      {F::origin_elsewhere, "people of an origin outside Europe", number, {"aneual", "buiteneuropa"}, of_inhabitants, {"percentagemetherkomstlandbuiteneuropa"}},
      {F::dutch_background, "people with a Dutch background", number, {}, number, {}},  // what the next two leave
      {F::western, "people with a western background", number, {"westerstotaal"}, of_inhabitants, {"percentagewestersemigratieachtergrond"}},
      {F::non_western, "people with a non-western background", number, {"nietwesterstotaal"}, of_inhabitants, {"percentagenietwestersemigratieachtergrond"}},
      {F::land, "land", hectares, {"oppervlakteland", "alanha"}, hectares, {"oppervlaktelandinha"}},
      {F::to_childcare, "distance to childcare", kilometres, {"afstandtotkinderdagverblijf", "gafskv"}, kilometres, {"kinderdagverblijfgemiddeldeafstandinkm"}},
      {F::to_primary_school, "distance to a primary school", kilometres, {"basisonderwijsafstandtotschool", "afstandtotschool", "gafssc"}, kilometres, {"basisonderwijsgemiddeldeafstandinkm"}},
      {F::to_secondary_school, "distance to a secondary school", kilometres, {"voortgezetonderwijstotaalafstandtotschool"}, kilometres, {"voortgezetonderwijsgemafstandinkm"}},
      {F::to_library, "distance to the library", kilometres, {"afstandtotbibliotheek"}, kilometres, {"bibliotheekgemiddeldeafstandinkm"}},
      {F::to_consultation_office, "distance to the child health office", kilometres, {"afstandtotconsultatiebureau"}, kilometres, {}},
      {F::to_cafe, "distance to a café", kilometres, {"afstandtotcafeed", "afstandtotcafed"}, kilometres, {"cafegemiddeldeafstandinkm"}},
      {F::to_sports_ground, "distance to a sports ground", kilometres, {"afstandtotsportterrein"}, kilometres, {}},
  };
  return all;
}
// clang-format on

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC3 && i + 1 < text.size()) {  // é, è, ë in UTF-8
      const auto next = static_cast<unsigned char>(text[i + 1]);
      if (next >= 0xA8 && next <= 0xAB) kept += 'e';
    } else if (byte < 128 && std::isalnum(byte)) {
      kept += static_cast<char>(std::tolower(byte));
    }
  }
  return kept;
}

/// "Opleidingsniveau/Laag/Waarde (%)" may be called "waarde", "laagwaarde" and "opleidingsniveaulaagwaarde".
std::vector<std::string> callings(const std::string& name) {
  std::vector<std::string> result = {letters_and_digits(name)};
  std::string bare = name;  // without unit, and without StatLine's number
  if (const std::size_t unit = bare.rfind(" ("); unit != std::string::npos && bare.back() == ')') bare.resize(unit);
  const std::size_t digits = bare.find_last_not_of("0123456789");
  if (digits != std::string::npos && digits + 1 < bare.size() && bare[digits] == '_') bare.resize(digits);
  std::string tail;
  while (!bare.empty()) {
    const std::size_t slash = bare.rfind('/');
    const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
    tail.insert(0, letters_and_digits(std::string_view(bare).substr(from)));
    result.push_back(tail);
    if (tail.size() > 1 && tail[0] == 'k' && std::isdigit(static_cast<unsigned char>(tail[1])))
      result.push_back(tail.substr(1));  // k_0Tot15Jaar: OData has no names that start with a digit
    bare.resize(slash == std::string::npos ? 0 : slash);
  }
  return result;
}
}  // namespace

std::optional<CbsColumn> cbs_column(const std::string& name) {
  static const std::map<std::string, CbsColumn> by_name = [] {
    std::map<std::string, CbsColumn> result;
    for (const Named& one : table()) {
      for (const char* calling : one.names) result[calling] = {one.figure, one.unit};
      for (const char* calling : one.other_names) result[calling] = {one.figure, one.other_unit};
    }
    return result;
  }();
  std::optional<CbsColumn> found;  // the longest calling says most
  for (const std::string& calling : callings(name)) {
    if (const auto one = by_name.find(calling); one != by_name.end()) found = one->second;
  }
  return found;
}

const char* in_words(CbsFigure figure) { return table()[static_cast<std::size_t>(figure)].words; }

CbsKey cbs_key(const std::string& name) {
  static const std::map<std::string, CbsKey> by_name = {{"codering", CbsKey::code},
                                                        {"gwbcode10", CbsKey::code},
                                                        {"buurtcode", CbsKey::code},
                                                        {"bucode", CbsKey::code},
                                                        {"cbscode", CbsKey::code},
                                                        {"cbsbuurtcode", CbsKey::code},
                                                        {"statcode", CbsKey::code},
                                                        {"regiocodegemeentewijkbuurt", CbsKey::code},
                                                        {"regiocode", CbsKey::code},
                                                        {"regio", CbsKey::region},
                                                        {"wijkenenbuurten", CbsKey::region},
                                                        {"buurtnaam", CbsKey::region},
                                                        {"bunaam", CbsKey::region},
                                                        {"statnaam", CbsKey::region},
                                                        {"naam", CbsKey::region},
                                                        {"gmnaam", CbsKey::municipality},
                                                        {"gemeentenaam", CbsKey::municipality},
                                                        {"jaar", CbsKey::year},
                                                        {"perioden", CbsKey::year},
                                                        {"pstmvp", CbsKey::postcode},
                                                        {"meestvoorkomendepostcode", CbsKey::postcode},
                                                        {"recs", CbsKey::kind_of_region},
                                                        {"soortregio", CbsKey::kind_of_region},
                                                        {"water", CbsKey::water}};
  for (const std::string& calling : callings(name)) {
    if (const auto one = by_name.find(calling); one != by_name.end()) return one->second;
  }
  return CbsKey::none;
}

const char* in_words(Missing why) {
  switch (why) {
    case Missing::no: return "known";
    case Missing::no_such_column: return "not in the data";
    case Missing::left_empty: return "left empty";
    case Missing::dot: return "\".\" (unknown or secret)";
    case Missing::not_yet_published: return "not yet published";
    case Missing::secret: return "secret or too small";
    case Missing::parts_missing: return "given without the other parts of its whole";
  }
  return "";
}

std::optional<CbsValue> parse_cbs_value(const std::string& written) {
  if (written.empty()) return CbsValue{std::nullopt, Missing::left_empty};
  if (written == "." || written == "..") return CbsValue{std::nullopt, Missing::dot};
  // Counts of GDAL's attributes may come as 1.5e+04: more than parse_number() takes.
  const std::string text = with_decimal_point(written);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  if (value == -99997) return CbsValue{std::nullopt, Missing::secret};
  if (value == -99995 || value == -99999999) return CbsValue{std::nullopt, Missing::not_yet_published};
  if (value < 0) return std::nullopt;
  return CbsValue{value, Missing::no};
}

}  // namespace weefsel
