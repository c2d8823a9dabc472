#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "designs/emulator.hpp"
#include "designs/emulator_json.hpp"
#include "studies/chosen.hpp"
#include "studies/commands.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 3> kinds = {"chaos", "kriging", "best"};
constexpr double usable = 0.8;  // a q2 below which an emulator is called rough

Json factor_as_json(const StudyFactor& f) {
  Json json = {{"name", f.name}, {"units", f.units}, {"meaning", f.meaning}, {"base", f.base}};
  if (f.is_list())
    json["values"] = f.values;
  else
    json.update({{"low", f.low}, {"high", f.high}, {"by_logarithm", f.by_logarithm}, {"whole", f.whole}});
  return json;
}

}  // namespace

int make_emulators(const EmulateRequest& request) {
  const StoredStudy study = read_results(request.folder);
  if (study.method != "latin_hypercube" && study.method != "sobol")
    throw UserMistake(fmt::format(
        "{} has a design for {}; an emulator needs points spread over all that varies: a latin_hypercube (or sobol)",
        request.folder, study.method));
  const auto outputs = chosen_outputs(study, request.outputs), years = chosen_years(study, request.years),
             scenarios = chosen_scenarios(study, {}, request.difference);
  // Of Sobol's design A and B alone are spread evenly; the rest repeat their columns.
  Points points = study.points;
  if (study.method == "sobol")
    points.count = 2 * study.design_points, points.values.resize(points.count * points.factors);
  EmulatorOptions options;
  options.kind = static_cast<EmulatorKind>(std::find(kinds.begin(), kinds.end(), request.kind) - kinds.begin());
  EmulatorNames names;
  Json all = {{"format", "weefsel-emulators-1"},
              {"study", study.study_text},
              {"factors", Json::array()},
              {"emulators", Json::array()}};
  for (const StudyFactor& f : study.factors)
    names.factors.push_back(f.name), all["factors"].push_back(factor_as_json(f));

  fmt::print("{}", missing_in_words(study));
  fmt::print("{:<28} {:<32} {:>5}  {:<8} {:>7}  {:>10} {:>10} {:>10}\n", "output", "scenario", "year", "kind", "q2",
             "error", "luck", "spread");
  for (const std::size_t scenario : scenarios)
    for (const std::size_t output : outputs)
      for (const std::size_t year : years) {
        Outcomes outcomes = outcomes_of(study, output, scenario, year, request.difference);
        outcomes.points = points.count, outcomes.values.resize(points.count * outcomes.replicates);
        const Emulator emulator = fit_emulator(points, outcomes, options);
        const std::string label = label_of(study, scenario, request.difference);
        names.output = study.outputs[output];
        Json one = {{"output", study.outputs[output]},
                    {"units", study.output_units[output]},
                    {"scenario", label},
                    {"year", study.years[year]}};
        one["emulator"] = Json::parse(emulator_as_json(emulator, names));
        all["emulators"].push_back(std::move(one));
        const HeldOutError& e = emulator.error;
        fmt::print("{:<28} {:<32} {:>5g}  {:<8} {:>7}  {:>10} {:>10} {:>10}{}\n", study.outputs[output], label,
                   study.years[year], kinds[static_cast<std::size_t>(emulator.kind)],
                   std::isnan(e.q2) ? "?" : fmt::format("{:.2f}", e.q2), short_number(e.rmse), short_number(e.luck),
                   short_number(e.spread),
                   emulator.left_out > 0 ? fmt::format("  {} points left out: members failed", emulator.left_out)
                   : e.q2 < usable       ? "  rough"
                                         : "");
      }
  const std::string file = (std::filesystem::path(study.folder) / "emulators.json").string();
  write_durably(file, all.dump(1) + "\n");
  fmt::print(
      "\nq2: share of the variance of points it has not seen that it explains (1 is perfect, 0 no better than their "
      "mean). error: root mean square there.\n"
      "luck: what chance leaves in a point's mean; no emulator does better than that. Modelled; not a "
      "forecast.\nWritten: {}\n",
      file);
  return exit_well;
}

}  // namespace weefsel
