#include "study/pattern_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "study/estimate.hpp"

namespace weefsel {
namespace {

using nlohmann::json;

constexpr std::array shown_groups = {Group::all, Group::one_parent, Group::two_parents, Group::income_tight, Group::income_sufficient, Group::youngest_0_2,
                                     Group::youngest_2_4, Group::youngest_4_12, Group::youngest_12_16, Group::education_low, Group::education_high};
constexpr std::array shown_names = {"all", "one parent", "couple", "tight", "sufficient", "0-2", "2-4", "4-12", "12-16", "low educ.", "high educ."};
static_assert(shown_groups.size() == shown_names.size());

/// Of a pattern; with a group, of a contrast.
template <class... OfGroup>
std::vector<double> values_of(const std::vector<ReplicateFindings>& replicates, std::string_view name, OfGroup... group) {
  std::vector<double> values;
  for (const ReplicateFindings& r : replicates) values.push_back(r.findings.of(name, group...));
  return values;
}

std::string number(double x, std::string_view unit) {
  if (std::isnan(x)) return "-";
  if (unit == "weeks") return fmt::format("{:.0f}", x);
  if (unit == "people") return fmt::format("{:.1f}", x);
  if (unit == "share" || unit == "per year") return fmt::format("{:.{}f}%", 100 * x, std::abs(x) < 0.1 ? 1 : 0);
  return fmt::format("{:.2f}", x);
}
std::string error(double x, std::string_view unit) {
  if (std::isnan(x)) return "";
  if (unit == "share" || unit == "per year") return fmt::format(" ({:.1f})", 100 * x);
  return unit == "weeks" ? fmt::format(" ({:.1f})", x) : fmt::format(" ({:.2f})", x);
}
/// An anchor's mark lies on a scale of the model, not on that of its target.
std::string_view unit_of_value(const Pattern& p) { return p.kind == PatternKind::anchor ? "1" : p.unit; }

std::string target(const Pattern& p) {
  if (std::isnan(p.target)) return "-";
  if (std::isnan(p.low)) return number(p.target, p.unit);
  const bool shares = p.unit == "share" || p.unit == "per year";
  std::string low = number(p.low, p.unit);
  if (shares) low.pop_back();
  return fmt::format("{} [{}, {}]", number(p.target, p.unit), low, number(p.high, p.unit));
}

std::string heading(const Scenario& s, std::size_t replicates) {
  return fmt::format("{} in {}: {} replicate{} x {:g} years after a run-in of {:g} years, seed {}", s.id, std::filesystem::path(s.town_file).stem().string(),
                     replicates, replicates == 1 ? "" : "s", s.years, s.run_in_years, s.seed);
}

std::string summary(const std::vector<ReplicateFindings>& replicates) {
  int met = 0, judged = 0, unmeasured = 0;
  for (const Pattern& p : pattern_table()) {
    if (p.kind != PatternKind::fit) continue;
    const std::string v = verdict(p, estimate_of(values_of(replicates, p.name)).mean);
    met += v == "yes", judged += v == "yes" || v == "no", unmeasured += v == "not measured";
  }
  return fmt::format("{} of {} fits lie within their band{}. A fit that is met is no test of the model; anchors are met by construction.", met, judged,
                     unmeasured == 0 ? "" : fmt::format("; {} not measured", unmeasured));
}

std::string as_text(const Scenario& s, const std::vector<ReplicateFindings>& replicates) {
  std::string out = fmt::format("{}\nModelled. Standard errors over replicates in brackets.\n\n{:<52} {:<7} {:<18} {:<15} {}\n", heading(s, replicates.size()), "pattern",
                                "kind", "target [band]", "model", "met");
  for (const Pattern& p : pattern_table()) {
    const Estimate e = estimate_of(values_of(replicates, p.name));
    const auto unit = unit_of_value(p);
    out += fmt::format("{:<52} {:<7} {:<18} {:<15} {}\n", p.what, pattern_kind_names[static_cast<std::size_t>(p.kind)], target(p),
                       number(e.mean, unit) + error(e.error, unit), verdict(p, e.mean));
  }
  out += fmt::format("\n{}\nWho is asked about what, by whom, and how the model's question differs: --format markdown.\n", summary(replicates));
  out += fmt::format("\nDifferences between families: not fitted, they come out\n\n{:<52}", "");
  for (const char* name : shown_names) out += fmt::format(" {:>10}", name);
  out += "\n";
  for (const Contrast& c : contrast_table()) {
    out += fmt::format("{:<52}", c.what);
    for (const Group g : shown_groups) out += fmt::format(" {:>10}", number(estimate_of(values_of(replicates, c.name, g)).mean, c.unit));
    out += "\n";
  }
  return out;
}

std::string as_markdown(const Scenario& s, const std::vector<ReplicateFindings>& replicates) {
  std::string out = fmt::format("{}.\nModelled; standard errors over replicates in brackets.\n\n", heading(s, replicates.size()));
  out += "| pattern | kind | target [band] | denominator; period; respondent | model | met | source and how the model's question differs |\n|---|---|---|---|---|---|---|\n";
  for (const Pattern& p : pattern_table()) {
    const Estimate e = estimate_of(values_of(replicates, p.name));
    const auto unit = unit_of_value(p);
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", p.what, pattern_kind_names[static_cast<std::size_t>(p.kind)], target(p), p.who,
                       number(e.mean, unit) + error(e.error, unit), verdict(p, e.mean),
                       p.source.empty() || p.note.empty() ? fmt::format("{}{}", p.source, p.note) : fmt::format("{}. {}", p.source, p.note));
  }
  out += fmt::format("\n{}\n\nDifferences between families: not fitted, they come out.\n\n| |", summary(replicates));
  for (const char* name : shown_names) out += fmt::format(" {} |", name);
  out += " what the sources say |\n|---|";
  for (std::size_t i = 0; i <= shown_names.size(); ++i) out += "---|";
  out += "\n";
  for (const Contrast& c : contrast_table()) {
    out += fmt::format("| {} |", c.what);
    for (const Group g : shown_groups) out += fmt::format(" {} |", number(estimate_of(values_of(replicates, c.name, g)).mean, c.unit));
    out += fmt::format(" {} |\n", c.reference);
  }
  return out;
}

json finite(double x) { return std::isnan(x) ? json(nullptr) : json(x); }

json numbers_of(const std::vector<double>& values) {
  json listed = json::array();
  for (const double v : values) listed.push_back(finite(v));
  const Estimate e = estimate_of(values);
  return {{"mean", finite(e.mean)}, {"standard_error", finite(e.error)}, {"values", std::move(listed)}};
}

std::string as_json(const Scenario& s, const std::vector<ReplicateFindings>& replicates) {
  json set = json::object();
  for (const ParameterOverride& o : s.overrides) set[o.name] = o.value;
  json out = {{"scenario", s.id}, {"town", std::filesystem::path(s.town_file).stem().string()}, {"seed", s.seed}, {"replicates", replicates.size()},
              {"years", s.years}, {"run_in_years", s.run_in_years}, {"set", std::move(set)}, {"patterns", json::array()}, {"contrasts", json::array()}};
  for (const Pattern& p : pattern_table()) {
    const std::vector<double> values = values_of(replicates, p.name);
    json row = numbers_of(values);
    row.update({{"name", p.name}, {"kind", pattern_kind_names[static_cast<std::size_t>(p.kind)]}, {"what", p.what}, {"unit", p.unit}, {"target", finite(p.target)},
                {"low", finite(p.low)}, {"high", finite(p.high)}, {"who", p.who}, {"source", p.source}, {"note", p.note}, {"met", verdict(p, estimate_of(values).mean)}});
    out["patterns"].push_back(std::move(row));
  }
  for (const Contrast& c : contrast_table()) {
    json row = {{"name", c.name}, {"what", c.what}, {"unit", c.unit}, {"reference", c.reference}, {"groups", json::object()}};
    for (std::size_t g = 0; g < group_count; ++g) row["groups"][std::string(group_names[g])] = numbers_of(values_of(replicates, c.name, static_cast<Group>(g)));
    out["contrasts"].push_back(std::move(row));
  }
  return out.dump(1) + "\n";
}

}  // namespace

std::string verdict(const Pattern& pattern, double mean) {
  if (std::isnan(mean)) return "not measured";
  if (pattern.kind == PatternKind::anchor) return "sets a mark";
  if (std::isnan(pattern.low)) return "-";
  return mean >= pattern.low && mean <= pattern.high ? "yes" : "no";
}

std::string pattern_report(const Scenario& scenario, const std::vector<ReplicateFindings>& replicates, PatternFormat format) {
  switch (format) {
    case PatternFormat::markdown: return as_markdown(scenario, replicates);
    case PatternFormat::json: return as_json(scenario, replicates);
    default: return as_text(scenario, replicates);
  }
}

}  // namespace weefsel
