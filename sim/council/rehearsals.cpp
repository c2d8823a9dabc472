#include "council/rehearsals.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "base/errors.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_at_once = 6, most_on_table = 8;

Json as_json(const Rehearsal& one, const std::string& name) {
  Json differences = Json::object();
  for (const auto& [measure, by_year] : one.differences)
    for (const double value : by_year) differences[measure].push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
  return {{"of", name}, {"number", one.number}, {"laid", one.laid}, {"replicate", one.replicate}, {"agenda", one.agenda}, {"differences", differences}};
}

Rehearsal from_json(const Json& json) {
  Rehearsal one{json.at("number"), json.at("laid").get<std::vector<std::string>>(), json.at("replicate"), json.at("agenda").get<Agenda>(), {}};
  for (const auto& [measure, by_year] : json.at("differences").items())
    for (const Json& value : by_year) one.differences[measure].push_back(value.is_null() ? std::nan("") : value.get<double>());
  return one;
}

}  // namespace

Agenda agenda_to_rehearse(std::size_t number, const std::vector<std::string>& laid, std::size_t terms, std::size_t attempt) {
  // Its numbers are the same on every machine; the distributions of the standard library are not.
  std::mt19937_64 numbers(0x77656566 + number + 1'000'000 * attempt);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(numbers() % n); };
  std::vector<std::string> left = laid;
  Agenda agenda(terms);
  for (std::size_t count = 1 + below(std::min(most_at_once, laid.size())); count > 0; --count) {
    const std::size_t which = below(left.size());
    const std::size_t from = below(2) == 0 ? 0 : below(terms);
    const std::size_t until = below(2) == 0 ? terms : from + 1 + below(terms - from);
    for (std::size_t term = from; term < until; ++term) agenda[term].push_back(left[which]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(which));
  }
  for (auto& term : agenda) std::sort(term.begin(), term.end());
  return agenda;
}

std::vector<std::string> laid_choices(const std::string& session, const std::vector<std::string>& known) {
  std::vector<std::string> laid;
  const Json json = Json::parse(session, nullptr, false);
  if (json.is_object() && json.contains("on_table") && json.at("on_table").is_array())
    for (const Json& id : json.at("on_table"))
      if (id.is_string() && std::find(known.begin(), known.end(), id.get<std::string>()) != known.end()) laid.push_back(id);
  if (laid.empty()) laid.assign(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), most_on_table)));
  return laid;
}

RehearsalStore::RehearsalStore(std::filesystem::path file, std::string name) : file_(std::move(file)), name_(std::move(name)) {
  std::ifstream lines(file_);
  bool is_whole = true;
  for (std::string line; std::getline(lines, line);) {
    is_whole = !lines.eof();
    const Json json = Json::parse(line, nullptr, false);
    try {
      if (json.is_object() && json.at("of") == name_) rehearsals_.push_back(from_json(json));
    } catch (const Json::exception&) {
      continue;
    }
  }
  if (!is_whole) std::ofstream(file_, std::ios::app) << '\n';  // cut off when the machine went down
}

std::vector<Rehearsal> RehearsalStore::all() const {
  const std::lock_guard guard(mutex_);
  std::vector<Rehearsal> played;
  std::copy_if(rehearsals_.begin(), rehearsals_.end(), std::back_inserter(played), [](const Rehearsal& one) { return !one.differences.empty(); });
  return played;
}

std::size_t RehearsalStore::count() const {
  const std::lock_guard guard(mutex_);
  return static_cast<std::size_t>(std::count_if(rehearsals_.begin(), rehearsals_.end(), [](const Rehearsal& one) { return !one.differences.empty(); }));
}

bool RehearsalStore::has(std::size_t number, const std::vector<std::string>& laid) const {
  const std::lock_guard guard(mutex_);
  return std::any_of(rehearsals_.begin(), rehearsals_.end(), [&](const Rehearsal& one) { return one.number == number && one.laid == laid; });
}

void RehearsalStore::add(const Rehearsal& rehearsal) {
  const std::lock_guard guard(mutex_);
  std::ofstream lines(file_, std::ios::app);
  lines << as_json(rehearsal, name_).dump() << '\n' << std::flush;
  if (!lines) throw SystemTrouble(file_.string() + ": cannot be written");
  rehearsals_.push_back(rehearsal);
}

}  // namespace weefsel
