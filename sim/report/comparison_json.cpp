#include "report/comparison_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/assumption_words.hpp"
#include "report/not_reached.hpp"

namespace weefsel {
namespace {
using Json = nlohmann::ordered_json;

Json known(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json known(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(known(value));
  return list;
}
Json both(const Bilingual& text) { return {{"nl", text.nl}, {"en", text.en}}; }
Json told(const Bilingual& text) { return text.nl.empty() ? Json(nullptr) : both(text); }
Json both(const Words& words) { return {{"nl", words.nl}, {"en", words.en}}; }

const char* name_of_wanted(Wanted wanted) {
  return wanted == Wanted::higher ? "higher" : wanted == Wanted::lower ? "lower" : "neither";
}

const char* name_of_figure(YearFigure figure) {
  switch (figure) {
    case YearFigure::mean: return "mean";
    case YearFigure::at_end: return "at_end";
    case YearFigure::complement: return "complement";
    case YearFigure::per_1000_a_year: return "per_1000_a_year";
  }
  return "";
}

Json of_measure(const ReportMeasure& m) {
  return {{"name", m.name},
          {"variable", m.variable},
          {"inner", m.inner},
          {"figure", name_of_figure(m.figure)},
          {"per", m.per},
          {"section", name_of(m.section)},
          {"headline", m.headline},
          {"title", both(m.title)},
          {"meaning", both(m.meaning)},
          {"unit", both(m.unit)},
          {"shown_times", m.shown_times},
          {"decimals", m.decimals},
          {"wanted", name_of_wanted(m.wanted)},
          {"smallest_relevant", m.smallest_relevant},
          {"why_smallest", both(m.why_smallest)},
          {"validated", m.validated},
          {"sign_settled", m.sign_settled}};
}

Json of_choice(const Choice& choice) {
  Json levers = Json::array(), horizons = Json::array();
  for (const ComparedLever& lever : choice.levers)
    levers.push_back({{"id", lever.id},
                      {"kind", lever.kind},
                      {"from", lever.from},
                      {"until", lever.until.empty() ? Json(nullptr) : Json(lever.until)},
                      {"cost_per_year", lever.cost_per_year},
                      {"place_kinds", lever.place_kinds}});
  for (const Horizon& h : choice.horizons)
    horizons.push_back({{"years", h.years}, {"from_day", h.span.from}, {"until_day", h.span.until}});
  return {{"id", choice.id},     {"title", both(choice.title)}, {"question", both(choice.question)},
          {"levers", levers},    {"cost", choice.cost},         {"change_day", choice.change_day},
          {"horizons", horizons}};
}

Json of_verdict(const Verdict& v, const Bilingual& sentence) {
  return {{"kind", name_of(v.kind)},
          {"direction", v.is_direction() ? (v.is_higher() ? Json("higher") : Json("lower")) : Json(nullptr)},
          {"higher", v.counts.higher},
          {"equal", v.counts.equal},
          {"lower", v.counts.lower},
          {"known", v.counts.known()},
          {"of_draws", v.of_draws},
          {"least_one_way", v.least},
          {"middle", known(v.middle)},
          {"sentence", both(sentence)}};
}

Json of_line(const ComparedLine& line, const ComparedScenarios& comparison) {
  return {{"choice", comparison.choices[line.choice].id},
          {"measure", report_measures()[line.measure].name},
          {"where", line.where},
          {"cell", line.cell},
          {"cell_words", both(line.cell_words)},
          {"horizon", line.horizon},
          {"base", line.base ? known(*line.base) : Json(nullptr)},
          {"differences", known(line.differences)},
          {"mean", known(line.mean)},
          {"half_width", known(line.half_width)},
          {"drift", known(line.drift)},
          {"corrected_for", line.cells},
          {"built_in", line.built_in},
          {"verdict", of_verdict(line.verdict, line.sentence)}};
}

/// With rings of whole metres from the south-west corner.
Json of_area(const Area& area) {
  Json rings = Json::array();
  for (const std::vector<Point>& ring : area.rings) {
    Json corners = Json::array();
    for (const Point& p : ring) corners.push_back({std::lround(p.x), std::lround(p.y)});
    rings.push_back(corners);
  }
  return {{"code", area.code},
          {"name", both(Bilingual{area.name_nl, area.name_en})},
          {"neighbourhoods", area.codes},
          {"rings", rings}};
}

Json of_town(const ComparedScenarios& comparison) {
  Json areas = Json::array();
  for (const Area& area : comparison.areas) areas.push_back(of_area(area));
  return {{"name", comparison.town},
          {"fictional", comparison.town_is_fictional},
          {"made_up_map", comparison.has_made_up_map},
          {"areas_joined", told(comparison.areas_joined)},
          {"no_areas", told(comparison.no_areas)},
          {"areas", areas}};
}

/// Of the base; drawn parameters have the range from which they came.
Json assumptions_of(const OutputReader& reader) {
  const auto attribute = reader.attribute("parameters");
  const auto all = Json::parse(attribute);
  if (all.empty()) return Json::array();
  Json assumptions = all.front();
  for (Json& one : assumptions) {
    const auto name = one.at("name").get<std::string>();
    one["words"] = both(words_of_assumption(name));
  }
  return assumptions;
}

Json of_driver(const RankedAssumption& driver, bool stands_out, const DrawnParameters& drawn) {
  const std::string& name = drawn.names[driver.parameter];
  return {{"name", name},
          {"words", both(words_of_assumption(name))},
          {"grade", std::string(1, static_cast<char>(drawn.grades[driver.parameter]))},
          {"rho", driver.rho},
          {"stands_out", stands_out},
          {"direction",
           {{"nl", direction_in_words(driver, Language::nl)}, {"en", direction_in_words(driver, Language::en)}}}};
}

Json of_weights(const LineWeights& row, const ComparedScenarios& comparison) {
  const Weights& w = row.weights;
  Json found = Json::array(), largest = Json::array();
  for (std::size_t i = 0; i < w.largest.size(); ++i) {
    const Json driver = of_driver(w.largest[i], i < w.standing_out, comparison.drawn[row.choice]);
    if (i < w.standing_out) found.push_back(driver);
    largest.push_back(driver);
  }
  return {{"choice", comparison.choices[row.choice].id},
          {"measure", report_measures()[row.measure].name},
          {"horizon", row.horizon},
          {"kind", name_of(w.kind)},
          {"draws", w.draws},
          {"parameters", w.parameters},
          {"least_draws", w.least_draws},
          {"bound", known(w.bound)},
          {"luck_share", known(w.luck_share)},
          {"found", found},
          {"largest", largest},
          {"sentence", both(row.sentence)}};
}

/// How many runs (or draws) one way a headline of the town takes; null: too few, and how many it takes in all.
Json headline_rule(const ComparedScenarios& comparison) {
  const std::size_t units = comparison.draws > 0 ? comparison.draws : comparison.runs;
  const auto least = least_one_way(units, 1);
  return {{"of", units}, {"least_one_way", least ? Json(*least) : Json(nullptr)}, {"least_runs", least_runs(1)}};
}

Json provenance_of(const OutputReader& reader) {
  Json provenance = Json::object();
  for (const char* name : {"scenario_text", "scenario_sha256", "town_sha256", "seed", "random_generator",
                           "program_version", "program_commit", "libraries", "license", "references"})
    provenance[name] = reader.attribute(name);
  return provenance;
}

Json of_reasons() {
  Json reasons = Json::array();
  for (std::size_t r = 0; r < reason_count; ++r) {
    reasons.push_back({{"name", reason_names[r]}, {"words", both(words_for_reason(r))}});
  }
  return reasons;
}

Json of_not_reached(const NotReached& row, const ComparedScenarios& comparison) {
  Json cells = Json::array();
  for (const NotReachedCell& cell : row.cells)
    cells.push_back({{"cell", cell.cell},
                     {"cell_words", both(cell.words)},
                     {"without", known({cell.without.begin(), cell.without.end()})},
                     {"with", known({cell.with.begin(), cell.with.end()})}});
  return {{"choice", comparison.choices[row.choice].id},
          {"kind", place_kind_names[static_cast<std::size_t>(row.kind)]},
          {"words", both(words_for(row.kind))},
          {"touched", row.touched},
          {"horizon", row.horizon},
          {"cells", cells}};
}
Json of_not_told() {
  Json all = Json::array();
  for (const NotTold& one : not_told()) all.push_back({{"title", both(one.title)}, {"text", both(one.text)}});
  return all;
}

}  // namespace

std::string comparison_as_json(const ComparedScenarios& comparison, const OutputReader& reader) {
  Json measures = Json::array(), choices = Json::array(), lines = Json::array(), both_ways = Json::array(),
       courses = Json::array(), weights = Json::array();
  for (const std::size_t m : comparison.measures) measures.push_back(of_measure(report_measures()[m]));
  for (const Choice& choice : comparison.choices) choices.push_back(of_choice(choice));
  for (const ComparedLine& line : comparison.lines) lines.push_back(of_line(line, comparison));
  for (const BothWays& one : comparison.both_ways)
    both_ways.push_back({{"choice", comparison.choices[one.choice].id},
                         {"measure", report_measures()[one.measure].name},
                         {"horizon", one.horizon},
                         {"sentence", both(one.sentence)}});
  for (const LineWeights& row : comparison.weights) weights.push_back(of_weights(row, comparison));
  for (const Course& course : comparison.courses) {
    Json by_run = Json::array();
    for (const std::vector<double>& run : course.by_run) by_run.push_back(known(run));
    courses.push_back(
        {{"measure", report_measures()[course.measure].name}, {"scenario", course.scenario}, {"by_run", by_run}});
  }
  Json missed = Json::array();
  for (const NotReached& row : not_reached(reader, comparison)) missed.push_back(of_not_reached(row, comparison));
  const Json json = {{"format", 1},
                     {"caution", both(caution())},
                     {"town", of_town(comparison)},
                     {"start", comparison.start},
                     {"years", comparison.years},
                     {"runs", comparison.runs},
                     {"draws", comparison.draws},
                     {"headline_rule", headline_rule(comparison)},
                     {"has_placebo", comparison.has_placebo},
                     {"base", {{"id", comparison.base_id}, {"title", both(comparison.base_title)}}},
                     {"choices", choices},
                     {"measures", measures},
                     {"lines", lines},
                     {"both_ways", both_ways},
                     {"weights", weights},
                     {"courses", courses},
                     {"reasons", of_reasons()},
                     {"not_reached", missed},
                     {"not_told", of_not_told()},
                     {"assumptions", assumptions_of(reader)},
                     {"provenance", provenance_of(reader)}};
  return json.dump(1) + "\n";
}

}  // namespace weefsel
