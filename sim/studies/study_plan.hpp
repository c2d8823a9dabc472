// What: a study file, read and checked: which scenarios, what varies and how, which outputs are kept of each future.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "designs/make_design.hpp"
#include "scenario/resolve_extends.hpp"
#include "scenario/scenario.hpp"
#include "scenario/town_names.hpp"
#include "studies/factor.hpp"
#include "text/problems.hpp"

namespace weefsel {

/// A number for each year of each future.
struct StudyOutput {
  std::string name;     ///< of the variable in results.h5
  std::string measure;  ///< as in an output file: "parental_wellbeing_by_group"
  std::vector<std::pair<std::string, std::string>> where;  ///< dimension and label: {"group", "all"}
  std::string per_1000;  ///< a size measure: the sum over the year per 1,000 of these ("children"); empty: as it is
};

/// What a study has without saying anything.
inline constexpr std::int32_t usual_study_replicates = 2;
inline constexpr std::int32_t usual_points = 64, usual_trajectories = 20, usual_levels = 4;
inline constexpr std::size_t most_members = 1'000'000;

struct StudyPlan {
  std::string file;
  Question question;
  std::vector<Scenario> scenarios;  ///< as played without any setting; the first is what others are compared with
  std::vector<StudyFactor> factors;
  DesignRequest design;
  std::int32_t replicates = usual_study_replicates;  ///< futures of each point, with luck of their own; the same luck at every point
  std::vector<StudyOutput> outputs;
  bool parameters_vary = false;     ///< else only levers do, and points may share run-ins
  bool run_in_from_defaults = false;  ///< parameters of a point count from the start of the scenario; before it, those of the scenario
  std::string text;  ///< the file as it is
  /// What was read, once: what happens to the files while a study plays does not count.
  std::vector<std::shared_ptr<const ResolvedScenario>> resolved;  ///< of each scenario
  std::shared_ptr<const TownDescription> town;
  TownReader read_town_names;  ///< the town's names
};

/// What the command line says; it comes before what the file says.
struct StudyFileOptions {
  std::optional<std::int32_t> replicates;
  std::optional<std::int32_t> points;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
};

/// Throws UserMistake with all mistakes of the study and of its scenarios; SystemTrouble when a file cannot be read.
[[nodiscard]] StudyPlan read_study(const std::filesystem::path& file, const StudyFileOptions& options = {});

/// The scenario as point `point` (places in [0, 1], one per factor) plays it. Throws UserMistake when a setting does not fit.
[[nodiscard]] Scenario scenario_at(const StudyPlan& plan, std::size_t scenario, const double* point);

/// The command that plays one point of one scenario alone, for replicates 0 to `replicates` - 1.
[[nodiscard]] std::string command_at(const StudyPlan& plan, std::size_t scenario, const double* point, std::int32_t replicates);

}  // namespace weefsel
