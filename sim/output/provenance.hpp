// What: where results come from: scenarios, town, seed, program, parameters. All of it is kept in the output file.
// Nothing here may differ between two equal runs: no time of day, host, user, compiler, thread count or output path.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace weefsel {

struct Parameters;

/// One parameter as a scenario used it.
struct ParameterRow {
  std::string name;  ///< "ties.half_life"
  std::string unit;
  double value = 0;
  double default_value = 0;
  bool overridden = false;
  std::string why;    ///< the scenario's reason; empty unless overridden
  std::string grade;  ///< "A", "B" or "C"
  std::string source;
  bool sampled = false;  ///< drawn anew in each draw of `uncertainty: sample`
  double plausible_low = 0, plausible_high = 0;  ///< where draws are taken from
};

/// All parameters in the order of the declaration. `reasons` holds "name -> why" for each parameter that the scenario
/// (or --set) names; such a parameter counts as overridden, and so does one whose value is not the default.
[[nodiscard]] std::vector<ParameterRow> parameter_rows(const Parameters& parameters,
                                                       const std::map<std::string, std::string>& reasons);

/// One lever of a scenario, for reports.
struct LeverRow {
  std::string id, kind;                  ///< "close_library", "close_places"
  std::int32_t from_week = 0;            ///< since the start
  std::int32_t until_week = -1;          ///< -1: it stays
  double cost_per_year = 0;              ///< euro
  bool in_first = false;                 ///< the first scenario of the file has the very same lever
  std::vector<std::string> place_kinds;  ///< kinds of place that it opens, closes or changes
  std::vector<std::pair<std::string, std::string>> built_in;  ///< measures whose direction is an input, and why
};

struct ScenarioProvenance {
  std::string id;  ///< "close_library"
  std::string question_nl, question_en;
  std::string description;
  std::string resolved_text;             ///< the scenario after `extends`, as canonical YAML; its SHA-256 is added
  std::vector<ParameterRow> parameters;  ///< the same names in the same order in every scenario of a file
  std::vector<std::vector<double>> drawn;  ///< with draws: per draw the value of each parameter; else empty
  std::vector<LeverRow> levers = {};
  double cost = 0;  ///< of all levers over the whole run, euro
};

struct Provenance {
  std::string title;
  std::vector<ScenarioProvenance> scenarios;  ///< in the order of the scenario dimension; at least one
  std::string town_name;
  std::string town_text;  ///< the town's description in its canonical form; its SHA-256 is added
  bool town_is_fictional = true;
  std::vector<std::pair<std::string, std::string>> neighbourhoods;  ///< code and name
  std::uint64_t seed = 0;
  std::size_t draws = 0;  ///< `uncertainty: sample`: how many; the replicates of draw 0 come first. 0: no sampling
  std::string generator = "Philox4x32-10, Random123";
  std::string program_version;
  std::string program_commit;                                  ///< empty when not known
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name and version; HDF5 and zlib are added
  std::string licence;
  std::string references;
  std::string notes = "Modelled under named assumptions; not a forecast.";
};

}  // namespace weefsel
