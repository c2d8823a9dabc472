#include "studies/chosen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/errors.hpp"
#include "text/nearest.hpp"

namespace weefsel {
namespace {

std::vector<std::size_t> positions_of(const std::vector<std::string>& wanted, const std::vector<std::string>& known, const char* what) {
  std::vector<std::size_t> positions;
  for (const std::string& name : wanted) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      std::string near = did_you_mean(name, known);
      if (near.empty()) near = fmt::format("; there is {}", fmt::join(known, ", "));
      throw UserMistake(fmt::format("the study has no {} `{}`{}", what, name, near));
    }
    positions.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  if (wanted.empty()) {
    positions.resize(known.size());
    std::iota(positions.begin(), positions.end(), std::size_t{0});
  }
  return positions;
}

}  // namespace

std::vector<std::size_t> chosen_outputs(const StoredStudy& study, const std::vector<std::string>& names) { return positions_of(names, study.outputs, "output"); }

std::vector<std::size_t> chosen_years(const StoredStudy& study, const std::vector<double>& years) {
  if (years.empty()) return {study.years.size() - 1};
  std::vector<std::size_t> positions;
  for (const double year : years) {
    const auto found = std::find(study.years.begin(), study.years.end(), year);
    if (found == study.years.end()) throw UserMistake(fmt::format("the study has years 1 to {:g}; {:g} is not among them", study.years.back(), year));
    positions.push_back(static_cast<std::size_t>(found - study.years.begin()));
  }
  return positions;
}

std::vector<std::size_t> chosen_scenarios(const StoredStudy& study, const std::vector<std::string>& names, bool difference) {
  std::vector<std::size_t> positions = positions_of(names, study.scenarios, "scenario");
  if (!difference) return positions;
  if (study.scenarios.size() < 2) throw UserMistake("the study has one scenario, so there is no difference between scenarios");
  positions.erase(std::remove(positions.begin(), positions.end(), std::size_t{0}), positions.end());
  if (positions.empty()) throw UserMistake(fmt::format("{} is the scenario that the others are compared with; name another", study.scenarios.front()));
  return positions;
}

Outcomes outcomes_of(const StoredStudy& study, std::size_t output, std::size_t scenario, std::size_t year, bool difference) {
  Outcomes own = study.outcomes(output, scenario, year);
  if (!difference) return own;
  const Outcomes first = study.outcomes(output, 0, year);
  for (std::size_t i = 0; i < own.values.size(); ++i) own.values[i] -= first.values[i];
  return own;
}

std::string label_of(const StoredStudy& study, std::size_t scenario, bool difference) {
  return difference ? study.scenarios[scenario] + " less " + study.scenarios.front() : study.scenarios[scenario];
}

std::string missing_in_words(const StoredStudy& study) {
  if (study.finished == study.members) return {};
  return fmt::format("{} of {} futures are missing: they failed. Points and rows that need them are left out, and counted below; repeat the study's "
                     "command to play them again.\n", study.members - study.finished, study.members);
}

std::string short_number(double value) {
  if (std::isnan(value)) return "?";
  std::string text = fmt::format("{:.4g}", value);
  return text == "-0" ? "0" : text;
}

}  // namespace weefsel
