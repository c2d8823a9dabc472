#include "council/play_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/resolved_text.hpp"
#include "text/nearest.hpp"
#include "world/kinds.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::json;

constexpr std::int32_t term_weeks = term_years * 52;  // as the years of a report: 52 weeks each
const std::vector<std::string> keys = {"terms", "assumptions", "places", "uncertain"};
constexpr std::size_t most_terms = 16, most_choices = 64, most_places = 200, longest_text = 200;

[[noreturn]] void wrong(const std::string& what) { throw UserMistake("what the table set: " + what); }

std::string text_of(const Json& json, const std::string& key) {
  if (!json.is_object() || !json.contains(key) || !json.at(key).is_string()) wrong("`" + key + "` must be a text");
  std::string text = json.at(key);
  if (text.empty() || text.size() > longest_text) wrong(fmt::format("`{}` must have 1 to {} characters", key, longest_text));
  return text;
}

double number_of(const Json& json, const std::string& what) {
  if (!json.is_number() || !std::isfinite(json.get<double>())) wrong(what + " must be a number");
  return json;
}

const Json& list_in(const Json& json, const char* key, std::size_t most) {
  static const Json none = Json::array();
  if (!json.contains(key)) return none;
  const Json& list = json.at(key);
  if (!list.is_array()) wrong(fmt::format("`{}` must be a list", key));
  if (list.size() > most) wrong(fmt::format("`{}` has {} items; {} at most", key, list.size(), most));
  return list;
}

/// The levers of a choice while it holds, [from, until); `until` never: to the end.
std::vector<Lever> levers_in(const std::string& id, const Scenario& choice, Week from, Week until, std::size_t time) {
  std::vector<Lever> levers = choice.levers;
  const Week first = std::min_element(levers.begin(), levers.end(), [](const Lever& a, const Lever& b) { return a.start < b.start; })->start;
  std::vector<Lever> within;
  for (Lever& lever : levers) {
    if (lever.end != never) lever.end = from + (lever.end - first);
    lever.start = from + (lever.start - first);
    if (lever.end == never || until < lever.end) lever.end = until;
    if (lever.end != never && lever.end <= lever.start) continue;  // it would begin after the choice ended
    if (lever.id != id) lever.id = id + "_" + lever.id;
    if (time > 0) lever.id += fmt::format("_{}", time + 1);
    within.push_back(std::move(lever));
  }
  return within;
}

Lever lever_of(const AddedPlace& place) {
  Lever lever;
  lever.id = "added_" + place.id, lever.kind = LeverKind::open_place, lever.start = Week{0};
  lever.place.id = place.id, lever.place.name = place.name, lever.place.x = place.x, lever.place.y = place.y;
  lever.place.source = "added at the table";
  const auto kind = std::find(place_kind_names.begin(), place_kind_names.end(), place.kind);
  if (kind == place_kind_names.end()) {
    std::vector<std::string> kinds(place_kind_names.begin(), place_kind_names.end());
    wrong(fmt::format("place `{}`: there is no kind `{}`{}", place.id, place.kind, did_you_mean(place.kind, kinds)));
  }
  lever.place.kind = static_cast<PlaceKind>(kind - place_kind_names.begin());
  return lever;
}

/// [term, first term after it) in which a choice holds.
std::vector<std::pair<std::size_t, std::size_t>> spells_of(const std::string& id, const PlayRequest& request) {
  std::vector<std::pair<std::size_t, std::size_t>> spells;
  for (std::size_t t = 0; t < request.terms.size(); ++t) {
    const auto& set = request.terms[t];
    if (std::find(set.begin(), set.end(), id) == set.end()) continue;
    if (!spells.empty() && spells.back().second == t)
      spells.back().second = t + 1;
    else
      spells.emplace_back(t, t + 1);
  }
  return spells;
}

/// As a file of its own, read back with all checks.
Scenario written_and_read(Scenario scenario, const std::filesystem::path& folder) {
  scenario.file = (folder / (scenario.id + ".yaml")).string();
  write_durably(scenario.file, resolved_text(scenario));
  return read_scenario(scenario.file);
}

}  // namespace

std::vector<Term> terms_of(const Scenario& base) {
  std::vector<Term> terms;
  const std::int32_t weeks = weeks_from_years(base.years);
  for (std::int32_t from = 0; from + term_weeks <= weeks; from += term_weeks) terms.push_back({Week{from}, Week{from + term_weeks}});
  return terms;
}

PlayRequest play_request_from(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) wrong("it is no JSON object");
  for (const auto& [key, value] : json.items())
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) wrong(fmt::format("there is no key `{}`{}", key, did_you_mean(key, keys)));
  PlayRequest request;
  if (json.contains("uncertain")) {
    if (!json.at("uncertain").is_boolean()) wrong("`uncertain` must be true or false");
    request.uncertain = json.at("uncertain");
  }
  for (const Json& term : list_in(json, "terms", most_terms)) {
    if (!term.is_object()) wrong("a term must be an object with `choices`");
    std::set<std::string> ids;
    for (const Json& id : list_in(term, "choices", most_choices)) {
      if (!id.is_string()) wrong("`choices` must be a list of ids");
      ids.insert(id.get<std::string>());
    }
    request.terms.emplace_back(ids.begin(), ids.end());
  }
  while (!request.terms.empty() && request.terms.back().empty()) request.terms.pop_back();
  if (json.contains("assumptions")) {
    if (!json.at("assumptions").is_object()) wrong("`assumptions` must be an object");
    for (const auto& [name, value] : json.at("assumptions").items()) request.assumptions[name] = number_of(value, "assumption `" + name + "`");
  }
  for (const Json& place : list_in(json, "places", most_places)) {
    AddedPlace added{text_of(place, "id"), text_of(place, "name"), text_of(place, "kind"), 0, 0};
    if (!place.contains("at") || !place.at("at").is_array() || place.at("at").size() != 2) wrong("place `" + added.id + "`: `at` must be [x, y] in metres");
    added.x = number_of(place.at("at")[0], "x"), added.y = number_of(place.at("at")[1], "y");
    request.places.push_back(std::move(added));
  }
  std::sort(request.places.begin(), request.places.end(), [](const AddedPlace& a, const AddedPlace& b) { return a.id < b.id; });
  return request;
}

std::string canonical_text(const PlayRequest& request) {
  Json json = {{"terms", Json::array()}, {"assumptions", request.assumptions}, {"places", Json::array()}, {"uncertain", request.uncertain}};
  for (const auto& choices : request.terms) json["terms"].push_back(choices);
  for (const AddedPlace& p : request.places) json["places"].push_back({p.id, p.name, p.kind, p.x, p.y});
  return json.dump();
}

Twins twins_of(const PlayRequest& request, const Scenario& base, const std::map<std::string, Scenario>& choices,
               const std::filesystem::path& folder) {
  const std::vector<Term> terms = terms_of(base);
  if (request.terms.size() > terms.size())
    wrong(fmt::format("there are {} terms of {} years within {} years, not {}", terms.size(), term_years, base.years, request.terms.size()));
  Scenario without = base;
  without.id = "without";
  if (request.uncertain) without.draws = without.replicates, without.replicates_per_draw = 1;
  for (const auto& [name, value] : request.assumptions) {
    auto& all = without.overrides;
    all.erase(std::remove_if(all.begin(), all.end(), [&name = name](const ParameterOverride& one) { return one.name == name; }), all.end());
    all.push_back({name, value, "changed at the table"});
  }
  for (const AddedPlace& place : request.places) without.levers.push_back(lever_of(place));
  Scenario with = without;
  with.id = "with";
  std::set<std::string> set;
  for (const auto& term : request.terms) set.insert(term.begin(), term.end());
  std::vector<std::string> nl, en;
  for (const std::string& id : set) {
    const auto choice = choices.find(id);
    if (choice == choices.end()) {
      std::vector<std::string> ids;
      for (const auto& [known, scenario] : choices) ids.push_back(known);
      wrong(fmt::format("there is no choice `{}`{}", id, did_you_mean(id, ids)));
    }
    std::size_t time = 0;
    for (const auto& [from, until] : spells_of(id, request)) {
      const Week end = until >= terms.size() ? never : terms[until].from;
      for (Lever& lever : levers_in(id, choice->second, terms[from].from, end, time)) with.levers.push_back(std::move(lever));
      ++time;
    }
    nl.push_back(choice->second.question.nl), en.push_back(choice->second.question.en);
  }
  const auto title = [](const std::string& question) { return question.substr(0, question.find_first_of(":?")); };
  const auto all_of = [&](const std::vector<std::string>& questions, const char* none, const char* asks) {
    std::string text;
    for (const std::string& question : questions) text += (text.empty() ? "" : ", ") + title(question);
    return (text.empty() ? none : text) + asks;
  };
  with.question = {all_of(nl, "Niets", ": wat verandert er?"), all_of(en, "Nothing", ": what changes?")};
  for (std::string* text : {&with.question.nl, &with.question.en})
    if (text->size() > 300) *text = text == &with.question.nl ? "De keuzes van de tafel: wat verandert er?" : "The choices of the table: what changes?";
  with.description = "What the council's table set, term by term.", with.description_nl = "Wat de tafel koos, per raadsperiode.";
  std::filesystem::create_directories(folder);
  return {written_and_read(std::move(without), folder), written_and_read(std::move(with), folder)};
}

}  // namespace weefsel
