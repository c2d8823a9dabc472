#include "designs/emulator_json.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;
constexpr auto format_name = "weefsel-emulator-1";
constexpr std::array covariance_names{"squared exponential", "matern 3/2", "matern 5/2"};

/// The numbers of an error, by name: one list for writing and for reading.
struct NamedNumber {
  const char* name;
  double HeldOutError::*number;
};
constexpr std::array error_numbers{NamedNumber{"rmse", &HeldOutError::rmse},
                                   NamedNumber{"spread", &HeldOutError::spread},
                                   NamedNumber{"q2", &HeldOutError::q2},
                                   NamedNumber{"luck", &HeldOutError::luck},
                                   NamedNumber{"shared_luck", &HeldOutError::shared_luck},
                                   NamedNumber{"rmse_chaos", &HeldOutError::rmse_chaos},
                                   NamedNumber{"rmse_kriging", &HeldOutError::rmse_kriging}};

Json json_of(const HeldOutError& error) {
  Json json{{"training", error.training}, {"held_out", error.held_out}};
  for (const NamedNumber& n : error_numbers) json[n.name] = error.*n.number;  // NaN is written as null
  return json;
}

Json json_of(const Chaos& chaos) {
  Json terms = Json::array();
  for (const ChaosTerm& t : chaos.terms) terms.push_back({{"degrees", t.degrees}, {"coefficient", t.coefficient}});
  return {{"terms", terms}};
}

Json json_of(const Kriging& k) {
  Json points = Json::array();
  for (std::size_t i = 0; i < k.points.count; ++i) {
    Json row = Json::array();
    for (std::size_t j = 0; j < k.points.factors; ++j) row.push_back(k.points.at(i, j));
    points.push_back(std::move(row));
  }
  return {{"covariance", covariance_names.at(static_cast<std::size_t>(k.covariance))},
          {"constant", k.constant}, {"slopes", k.slopes}, {"scales", k.scales}, {"amplitude", k.amplitude}, {"nugget", k.nugget},
          {"points", points}, {"weights", k.weights}};
}

/// A list with a number for each of `count`.
template <class T>
std::vector<T> list_of(const Json& json, const char* key, std::size_t count) {
  auto list = json.at(key).get<std::vector<T>>();
  if (list.size() != count) throw UserMistake(fmt::format("This emulator has {} {} where {} belong.", list.size(), key, count));
  return list;
}

HeldOutError error_from(const Json& json) {
  HeldOutError error;
  error.training = json.at("training").get<std::size_t>(), error.held_out = json.at("held_out").get<std::size_t>();
  for (const NamedNumber& n : error_numbers)
    if (!json.at(n.name).is_null()) error.*n.number = json.at(n.name).get<double>();
  return error;
}

Chaos chaos_from(const Json& json, std::size_t factors) {
  Chaos chaos;
  for (const Json& term : json.at("terms"))
    chaos.terms.push_back({list_of<std::size_t>(term, "degrees", factors), term.at("coefficient").get<double>()});
  return chaos;
}

Covariance covariance_from(const std::string& name) {
  for (std::size_t c = 0; c < covariance_names.size(); ++c)
    if (name == covariance_names.at(c)) return static_cast<Covariance>(c);
  throw UserMistake(fmt::format("This emulator has the covariance \"{}\", which can be \"squared exponential\", \"matern 3/2\" or "
                                "\"matern 5/2\".", name));
}

Kriging kriging_from(const Json& json, std::size_t factors) {
  Kriging k;
  k.covariance = covariance_from(json.at("covariance").get<std::string>());
  k.constant = json.at("constant").get<double>();
  k.amplitude = json.at("amplitude").get<double>(), k.nugget = json.at("nugget").get<double>();
  k.slopes = list_of<double>(json, "slopes", factors), k.scales = list_of<double>(json, "scales", factors);
  const auto rows = json.at("points").get<std::vector<std::vector<double>>>();
  k.points = Points(rows.size(), factors);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != factors)
      throw UserMistake(fmt::format("This emulator has a point of {} factors, and {} factors.", rows[i].size(), factors));
    for (std::size_t j = 0; j < factors; ++j) k.points.at(i, j) = rows[i][j];
  }
  k.weights = list_of<double>(json, "weights", rows.size());
  return k;
}

NamedEmulator emulator_from(const Json& json) {
  if (json.at("format") != format_name) throw UserMistake(fmt::format("This is no emulator: its format is not \"{}\".", format_name));
  NamedEmulator read;
  read.names = {json.at("output").get<std::string>(), json.at("factors").get<std::vector<std::string>>()};
  Emulator& e = read.emulator;
  e.factors = read.names.factors.size(), e.left_out = json.at("left_out").get<std::size_t>();
  e.error = error_from(json.at("error"));
  const auto kind = json.at("kind").get<std::string>();
  if (kind != "chaos" && kind != "kriging")
    throw UserMistake(fmt::format("This emulator is of kind \"{}\", which can be chaos or kriging.", kind));
  e.kind = kind == "chaos" ? EmulatorKind::chaos : EmulatorKind::kriging;
  if (e.kind == EmulatorKind::chaos) e.chaos = chaos_from(json.at("chaos"), e.factors);
  else e.kriging = kriging_from(json.at("kriging"), e.factors);
  return read;
}

}  // namespace

std::string emulator_as_json(const Emulator& emulator, const EmulatorNames& names) {
  std::vector<std::string> factors = names.factors;
  for (std::size_t j = factors.size(); j < emulator.factors; ++j) factors.push_back(fmt::format("factor {}", j + 1));
  if (factors.size() != emulator.factors) throw Fault(fmt::format("{} names for {} factors", factors.size(), emulator.factors));
  const bool chaos = emulator.kind == EmulatorKind::chaos;
  Json json{{"format", format_name}, {"output", names.output}, {"factors", factors}, {"kind", chaos ? "chaos" : "kriging"}};
  json[chaos ? "chaos" : "kriging"] = chaos ? json_of(emulator.chaos) : json_of(emulator.kriging);
  json["error"] = json_of(emulator.error);
  json["left_out"] = emulator.left_out;
  return json.dump() + "\n";
}

NamedEmulator emulator_from_json(const std::string& text) {
  try {
    return emulator_from(Json::parse(text));
  } catch (const Json::exception& trouble) {
    throw UserMistake(fmt::format("This is no emulator of weefsel: {}", trouble.what()));
  }
}

}  // namespace weefsel
