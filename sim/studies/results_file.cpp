#include "studies/results_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <limits>

#include "base/errors.hpp"
#include "output/netcdf_writer.hpp"
#include "output/read_output.hpp"
#include "output/sha256.hpp"
#include "output/study_file.hpp"
#include "study/commit.hpp"

namespace weefsel {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const Attributes provenance = {{role_attribute, std::string(provenance_role)}};

Attributes described(const std::string& units, const std::string& long_name, const std::string& description = "") {
  return {{"units", units}, {"long_name", long_name}, {"description", description}};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; !text.empty() && from <= text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

std::string where_of(const StudyOutput& output) {
  std::string text;
  for (const auto& [dimension, label] : output.where) text += (text.empty() ? "" : ", ") + dimension + " " + label;
  return text;
}

Attributes root_attributes(const PreparedStudy& study, const std::string& identity) {
  const StudyPlan& plan = study.plan;
  std::string scenario_text;
  for (const Scenario& scenario : plan.scenarios)
    scenario_text += (plan.scenarios.size() > 1 ? "--- # " + scenario.id + "\n" : std::string()) + scenario.resolved_text + (scenario.resolved_text.ends_with('\n') ? "" : "\n");
  const std::string commit = program_commit();
  return {{"Conventions", std::string("CF-1.10")},
          {"title", fmt::format("weefsel: study of {} points in {}", study.points.count, study.town_name)},
          {"source", std::string("weefsel ") + WEEFSEL_VERSION + (commit.empty() ? "" : " (" + commit + ")")},
          {"references", std::string("sim/model.md in the source of this version describes the model.")},
          {"license", std::string("EUPL-1.2")},
          {"comment", std::string("Modelled under named assumptions; not a forecast. That a strong pedagogical base lowers demand for youth care is not proven.")},
          {format_attribute, format_version},
          {"weefsel_study", std::int32_t{1}},
          {"study_identity", identity},
          {"design_method", std::string(method_names[static_cast<std::size_t>(plan.design.method)])},
          {"design_points", static_cast<std::int64_t>(plan.design.points)},
          {"design_levels", static_cast<std::int64_t>(plan.design.levels)},
          {"design_seed", plan.design.seed},
          {"run_in", std::string(plan.run_in_from_defaults ? "from_defaults" : "own")},
          {"question_nl", plan.question.nl},
          {"question_en", plan.question.en},
          {"study_text", plan.text},
          {"scenario_text", scenario_text},
          {"scenario_sha256", sha256_of(scenario_text)},
          {"town", study.town_name},
          {"town_sha256", study.town_sha256},
          {"seed", plan.scenarios.front().seed},
          {"random_generator", std::string("Philox4x32-10 keyed by what is decided; replicate r has the same luck at every point and in every scenario")},
          {"program_version", std::string(WEEFSEL_VERSION)},
          {"program_commit", commit}};
}

void add_dimensions(NetcdfWriter& writer, const PreparedStudy& study) {
  std::vector<std::string> ids, factors;
  for (const Scenario& scenario : study.plan.scenarios) ids.push_back(scenario.id);
  for (const StudyFactor& f : study.plan.factors) factors.push_back(f.name);
  std::vector<double> years;
  for (std::size_t y = 1; y <= study.years; ++y) years.push_back(static_cast<double>(y));
  writer.add_dimension({"scenario", ids.size(), ids, "", "", "", ""}, described("", "scenario", "Twins: the same town, luck and point. The first is what others are compared with."));
  writer.add_dimension({"point", study.points.count, {}, "", "", "", ""}, {});
  writer.add_dimension({"replicate", static_cast<std::size_t>(study.plan.replicates), {}, "", "", "", ""}, {});
  writer.add_dimension({"year", years.size(), years, "", "", "", ""}, described("1", "year", "Years of 52 weeks from the start of the scenario: 1 is the first."));
  writer.add_dimension({"factor", factors.size(), factors, "", "", "", ""}, described("", "what varies", "Names as --set takes them."));
}

void add_design(NetcdfWriter& writer, const PreparedStudy& study) {
  const std::vector<StudyFactor>& factors = study.plan.factors;
  std::vector<double> places = study.points.values, values, low, high, base, logarithm, whole;
  std::vector<std::string> texts, units, meanings, choices, of_scenarios, roles;
  for (std::size_t i = 0; i < study.points.count; ++i) {
    roles.push_back(role_of(study.plan, i));
    for (std::size_t j = 0; j < factors.size(); ++j)
      values.push_back(number_at(factors[j], study.points.at(i, j))), texts.push_back(text_at(factors[j], study.points.at(i, j)));
  }
  for (const StudyFactor& f : factors) {
    low.push_back(f.low), high.push_back(f.high), base.push_back(f.base), logarithm.push_back(f.by_logarithm), whole.push_back(f.whole);
    units.push_back(f.units), meanings.push_back(f.meaning), choices.push_back(joined(f.values));
    std::vector<std::string> ids;
    for (const std::size_t s : f.scenarios) ids.push_back(study.plan.scenarios[s].id);
    of_scenarios.push_back(joined(ids));
  }
  using Names = std::vector<std::string>;
  const auto numbers = [&](const char* name, const Names& dimensions, NumberKind kind, const std::vector<double>& of, const Attributes& attributes) {
    writer.write_numbers(writer.add_numbers(name, dimensions, 0, kind, attributes), {}, of);
  };
  numbers("factor_value", {"point", "factor"}, NumberKind::real, values, described("", "value of a factor", "In its own units; of a list (factor_choices) the position, from 0."));
  numbers("factor_place", {"point", "factor"}, NumberKind::real, places, described("1", "place of a factor in its range", "0 to 1, as the design has it."));
  writer.add_texts("factor_text", {"point", "factor"}, texts, described("", "value as --set takes it"));
  writer.add_texts("point_role", {"point"}, roles, described("", "where the point stands in the design"));
  numbers("factor_low", {"factor"}, NumberKind::real, low, described("", "low end of the range"));
  numbers("factor_high", {"factor"}, NumberKind::real, high, described("", "high end of the range"));
  numbers("factor_base", {"factor"}, NumberKind::real, base, described("1", "place in the range of what it is without the study"));
  numbers("factor_by_logarithm", {"factor"}, NumberKind::flag, logarithm, described("", "sampled by its logarithm"));
  numbers("factor_whole", {"factor"}, NumberKind::flag, whole, described("", "whole numbers only"));
  writer.add_texts("factor_units", {"factor"}, units, described("", "unit"));
  writer.add_texts("factor_meaning", {"factor"}, meanings, described("", "meaning"));
  writer.add_texts("factor_choices", {"factor"}, choices, described("", "values to choose from, one a line; empty: a range"));
  writer.add_texts("factor_scenarios", {"factor"}, of_scenarios, described("", "scenarios in which it is set, one a line; empty: all"));
  numbers("cost", {"scenario", "point"}, NumberKind::real, study.costs, described("euro", "cost of the levers over the years", "cost_per_year of each lever, while it is in effect."));
}

}  // namespace

StudyResults::StudyResults(const PreparedStudy& study)
    : study_(study), values_(study.outputs.size(), std::vector<double>(study.members() * study.years, unknown)), finished_(study.members(), 0), states_(study.members()) {}

std::size_t StudyResults::position(const StudyMember& m) const {
  return (m.scenario * study_.points.count + m.point) * static_cast<std::size_t>(study_.plan.replicates) + m.replicate;
}

void StudyResults::add(const StudyMember& member, const std::vector<std::vector<double>>& outputs, const std::string& state_hash) {
  const std::size_t at = position(member);
  if (outputs.size() != values_.size()) throw Fault("study: a member with another number of outputs");
  for (std::size_t o = 0; o < values_.size(); ++o) {
    if (outputs[o].size() != study_.years) throw Fault("study: a member with another number of years");
    std::copy(outputs[o].begin(), outputs[o].end(), values_[o].begin() + static_cast<std::ptrdiff_t>(at * study_.years));
  }
  finished_[at] = 1, states_[at] = state_hash;
}

void StudyResults::write(const std::string& path, const std::string& identity) const {
  NetcdfWriter writer(path);
  writer.set_root_attributes(root_attributes(study_, identity));
  add_dimensions(writer, study_);
  const std::vector<std::string> member = {"scenario", "point", "replicate"};
  for (std::size_t o = 0; o < values_.size(); ++o) {
    const BoundOutput& bound = study_.outputs[o];
    Attributes attributes = described(bound.units, bound.long_name, bound.description);
    attributes.insert(attributes.end(), {{"measure", study_.plan.outputs[o].measure}, {"where", where_of(study_.plan.outputs[o])}, {"how", bound.how}, {"weefsel_role", std::string("output")}});
    writer.write_numbers(writer.add_numbers(bound.name, {"scenario", "point", "replicate", "year"}, 1, NumberKind::real, attributes), {}, values_[o]);
  }
  writer.write_numbers(writer.add_numbers("finished", member, 0, NumberKind::flag, described("", "was this member played to its end?")), {}, finished_);
  add_design(writer, study_);
  writer.add_texts("state_hash", member, states_, provenance);
  writer.close();
}

Outcomes StoredStudy::outcomes(std::size_t output, std::size_t scenario, std::size_t year) const {
  Outcomes all(points.count, replicates);
  for (std::size_t i = 0; i < points.count; ++i)
    for (std::size_t r = 0; r < replicates; ++r) all.at(i, r) = values[output][((scenario * points.count + i) * replicates + r) * years.size() + year];
  return all;
}

StoredStudy read_results(const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path file = fs::is_directory(folder) ? fs::path(folder) / "results.h5" : fs::path(folder);
  if (!fs::exists(file)) throw UserMistake(fmt::format("there is no {}: `weefsel study STUDY.yaml -o {}` makes it", file.string(), folder));
  const OutputReader reader(file.string());
  if (reader.attribute("weefsel_study").empty()) throw UserMistake(file.string() + " is the output of a run, not of a study");
  const auto variable = [&](const std::string& name) -> const StoredVariable& {
    const StoredVariable* found = reader.find(name);
    if (found == nullptr) throw SystemTrouble(file.string() + " is damaged: it has no " + name);
    return *found;
  };
  StoredStudy study;
  study.folder = fs::is_directory(folder) ? folder : fs::path(folder).parent_path().string();
  study.method = reader.attribute("design_method"), study.study_text = reader.attribute("study_text");
  study.design_points = std::stoul(reader.attribute("design_points")), study.levels = std::stoul(reader.attribute("design_levels"));
  study.scenarios = reader.texts(variable("scenario"));
  study.years = reader.numbers(variable("year"));
  const std::vector<std::string> names = reader.texts(variable("factor")), units = reader.texts(variable("factor_units")), meanings = reader.texts(variable("factor_meaning")),
                                 choices = reader.texts(variable("factor_choices")), of = reader.texts(variable("factor_scenarios"));
  const std::vector<double> low = reader.numbers(variable("factor_low")), high = reader.numbers(variable("factor_high")), base = reader.numbers(variable("factor_base")),
                            logarithm = reader.numbers(variable("factor_by_logarithm")), whole = reader.numbers(variable("factor_whole"));
  for (std::size_t j = 0; j < names.size(); ++j) {
    StudyFactor f;
    f.name = names[j], f.low = low[j], f.high = high[j], f.base = base[j], f.by_logarithm = logarithm[j] > 0, f.whole = whole[j] > 0;
    f.values = lines_of(choices[j]), f.units = units[j], f.meaning = meanings[j];
    for (const std::string& id : lines_of(of[j]))
      f.scenarios.push_back(static_cast<std::size_t>(std::find(study.scenarios.begin(), study.scenarios.end(), id) - study.scenarios.begin()));
    study.factors.push_back(std::move(f));
  }
  const StoredVariable& finished = variable("finished");
  study.points = Points(finished.shape[1], names.size()), study.replicates = finished.shape[2];
  study.points.values = reader.numbers(variable("factor_place"));
  // Of a list and of whole numbers, where the value lies and not where the design pointed: steps and ranks are those of values.
  for (std::size_t j = 0; j < study.factors.size(); ++j)
    if (const StudyFactor& f = study.factors[j]; f.is_list() || f.whole)
      for (std::size_t i = 0; i < study.points.count; ++i) study.points.at(i, j) = place_of(f, number_at(f, study.points.at(i, j)));
  for (const double done : reader.numbers(finished)) study.finished += done > 0 ? 1 : 0, ++study.members;
  study.costs = reader.numbers(variable("cost"));
  study.states = reader.texts(variable("state_hash"));
  study.identity = reader.attribute("study_identity");
  for (const StoredVariable& v : reader.variables()) {
    if (reader.attribute(v, role_attribute) != "output") continue;
    study.outputs.push_back(v.name), study.output_units.push_back(v.units);
    study.values.push_back(reader.numbers(v));
  }
  return study;
}

}  // namespace weefsel
