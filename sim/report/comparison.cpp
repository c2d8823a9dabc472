#include "report/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/errors.hpp"
#include "base/week.hpp"
#include "output/study_file.hpp"
#include "report/assumption_words.hpp"
#include "report/town_in.hpp"
#include "study/estimate.hpp"

namespace weefsel {
namespace {
constexpr double year_days = 364;  // 52 weeks
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const std::vector<int> usual_horizons = {1, 4, 10, 20};

/// A lever that tells a scenario apart from the first.
struct Difference {
  double from_day = 0, until_day = std::numeric_limits<double>::infinity();
  std::vector<std::string> place_kinds, built_in;
};

/// "close_library: Library closes: who loses what?" a line each, as the file keeps questions.
std::map<std::string, std::string> by_scenario(const std::string& text, const std::vector<std::string>& ids) {
  std::map<std::string, std::string> result;
  if (ids.size() == 1) return {{ids.front(), text}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    for (const std::string& id : ids)
      if (line.rfind(id + ": ", 0) == 0) result[id] = line.substr(id.size() + 2);
  return result;
}

/// The question up to its colon or question mark.
std::string title_of(const std::string& question) { return question.substr(0, question.find_first_of(":?")); }

Bilingual in_both(const Words& words) { return {std::string(words.nl), std::string(words.en)}; }

class Comparer {
 public:
  explicit Comparer(const OutputReader& reader) : reader_(reader) {}

  ComparedScenarios compare() {
    read_scenarios();
    make_areas();
    for (std::size_t m = 0; m < report_measures().size(); ++m) {
      const YearFigures figures(reader_, report_measures()[m], Scope::groups);
      const bool by_neighbourhood_only = !report_measures()[m].level_told && neighbourhoods_.size() > 1 &&
                                         result_.no_areas.nl.empty() &&
                                         YearFigures(reader_, report_measures()[m], Scope::neighbourhoods).there();
      if (!figures.there() && !by_neighbourhood_only) continue;
      result_.measures.push_back(m);
      if (figures.there()) add_courses(m, figures);
    }
    if (result_.measures.empty())
      throw UserMistake(path_of() +
                        "it has no measures by group (record: {by_group: false}), and a report is of those");
    for (std::size_t c = 0; c < result_.choices.size(); ++c)
      for (const std::size_t m : result_.measures) add_lines(c, m);
    return std::move(result_);
  }

 private:
  void read_scenarios() {
    const std::string attribute = reader_.attribute("levers"), town = reader_.attribute("town_about");
    const StoredVariable* scenarios = reader_.find("scenario");
    if (scenarios == nullptr || scenarios->shape.front() < 2) {
      throw UserMistake(
          path_of() +
          "there is nothing to compare in it: a report is of a choice beside the same town without it; give "
          "the OUT.h5 of `weefsel compare BASE.yaml CHOICE.yaml -o OUT.h5`");
    }
    if (attribute.empty() || town.empty())
      throw UserMistake(
          path_of() + "it was written by an older version, which did not keep the levers; run `weefsel compare` again");
    ids_ = reader_.texts(*scenarios);
    const auto levers = nlohmann::json::parse(attribute), about = nlohmann::json::parse(town);
    const auto nl = by_scenario(reader_.attribute("question_nl"), ids_),
               en = by_scenario(reader_.attribute("question_en"), ids_);
    const auto question = [&](const std::string& id) {
      const auto in = [&](const auto& texts) {
        const auto found = texts.find(id);
        return found == texts.end() ? id : found->second;
      };
      return Bilingual{in(nl), in(en)};
    };
    result_.town = reader_.attribute("town");
    result_.town_is_fictional = about.at("fictional");
    for (const auto& n : about.at("neighbourhoods")) {
      const std::string name = n.at(n.at("name").get<std::string>().empty() ? "code" : "name");
      neighbourhoods_[n.at("code")] = {name, name};
    }
    read_time();
    const StoredVariable* draw_of = reader_.find("draw_of_replicate");
    if (draw_of != nullptr)
      for (const double draw : reader_.numbers(*draw_of)) draw_of_.push_back(static_cast<std::size_t>(draw));
    if (const StoredVariable* draw = reader_.find("draw")) result_.draws = draw->shape.front();
    result_.runs = reader_.find("replicate")->shape.front();
    result_.base_id = ids_.front();
    result_.base_title = {title_of(question(ids_.front()).nl), title_of(question(ids_.front()).en)};
    for (std::size_t s = 1; s < ids_.size(); ++s) add_choice(s, question(ids_[s]), levers);
  }

  /// What neighbourhoods are called, and in a real town which are joined.
  void make_areas() {
    const StoredVariable* stored = reader_.find("neighbourhood");
    if (stored == nullptr) return;
    const std::vector<std::string> codes = reader_.texts(*stored);
    const std::vector<double> families = families_at_start(reader_);
    const std::optional<TownDescription> town = town_in(reader_);
    if (town && has_boundaries(*town, codes) && families.size() == codes.size()) {
      result_.areas = areas_of(*town, codes, families);
      result_.has_made_up_map = has_made_up_map(*town);
      for (const Area& area : result_.areas) neighbourhoods_[area.code] = {area.name_nl, area.name_en};
      if (result_.areas.size() < codes.size()) result_.areas_joined = in_both(which_are_joined());
    }
    if (result_.town_is_fictional || result_.areas.size() > 1 || codes.size() < 2) return;
    result_.no_areas = in_both(result_.areas.empty() ? why_without_boundaries() : why_one_area());
  }

  [[nodiscard]] std::string path_of() const { return reader_.path() + ": "; }

  void read_time() {
    const StoredVariable* time = reader_.find("time");
    const std::vector<double> days = reader_.numbers(*time);
    const std::size_t since = time->units.find("since ");
    result_.start = time->units.substr(since + 6, 10);
    const double step = days.size() > 1 ? days[1] - days[0] : 7;
    end_day_ = days.back() + step;
    result_.years = static_cast<int>((end_day_ + 0.5) / year_days);
  }

  [[nodiscard]] std::string date(double day) const {
    const Date start{std::stoi(result_.start.substr(0, 4)), std::stoi(result_.start.substr(5, 2)),
                     std::stoi(result_.start.substr(8, 2))};
    return to_string(date_from_days(days_since_1970(start) + static_cast<std::int64_t>(day)));
  }

  void add_choice(std::size_t s, const Bilingual& question, const nlohmann::json& all) {
    Choice choice;
    choice.id = ids_[s], choice.question = question, choice.title = {title_of(question.nl), title_of(question.en)};
    choice.cost = all.at(ids_[s]).at("cost").get<double>() - all.at(ids_.front()).at("cost").get<double>();
    double first = std::numeric_limits<double>::infinity();
    std::vector<Difference> differences;
    // Its levers that the first scenario has not, then those of the first that it has not.
    std::vector<nlohmann::json> rows;
    std::set<std::string> kept;
    for (const auto& row : all.at(ids_[s]).at("levers")) {
      if (row.at("in_first").get<bool>())
        kept.insert(row.at("id").get<std::string>());
      else
        rows.push_back(row);
    }
    const std::size_t own = rows.size();
    for (const auto& row : all.at(ids_.front()).at("levers"))
      if (kept.count(row.at("id").get<std::string>()) == 0) rows.push_back(row);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const nlohmann::json& row = rows[i];
      Difference difference;
      difference.from_day = std::max(0.0, 7.0 * row.at("from_week").get<double>());
      if (!row.at("until_week").is_null()) difference.until_day = 7.0 * row.at("until_week").get<double>();
      difference.place_kinds = row.at("place_kinds").get<std::vector<std::string>>();
      for (const auto& [measure, why] : row.at("built_in").items()) difference.built_in.push_back(measure);
      first = std::min(first, difference.from_day);
      if (i < own)
        choice.levers.push_back({row.at("id"), row.at("kind"), date(difference.from_day),
                                 std::isfinite(difference.until_day) ? date(difference.until_day) : std::string(),
                                 row.at("cost_per_year"), difference.place_kinds});
      differences.push_back(std::move(difference));
    }
    choice.change_day = std::isfinite(first) ? first : 0;
    const int last = static_cast<int>((end_day_ - choice.change_day + 0.5) / year_days);
    for (const int y : horizons_within(last)) {
      const double until = choice.change_day + year_days * y;
      choice.horizons.push_back({y, {until - year_days, until}});
    }
    result_.choices.push_back(std::move(choice));
    differences_.push_back(std::move(differences));
    weighers_.emplace_back(drawn_parameters(reader_, s));
    result_.drawn.push_back(weighers_.back().drawn());
  }

  [[nodiscard]] bool is_built_in(std::size_t choice, const ReportMeasure& measure, const YearSpan& span) const {
    for (const Difference& lever : differences_[choice]) {
      if (lever.from_day >= span.until || lever.until_day <= span.from) continue;
      const auto has = [](const std::vector<std::string>& all, std::string_view one) {
        return std::find(all.begin(), all.end(), one) != all.end();
      };
      for (const std::string_view variable : follows_from(measure))
        if (has(lever.built_in, variable)) return true;
      // Who comes to a kind of place follows from visits to it; visits to other kinds are found. A lever that names no
      // kinds may touch any.
      const bool of_kind = lever.place_kinds.empty() || has(lever.place_kinds, measure.inner);
      const bool of_places = measure.section == Section::reach ||
                             (measure.name == "place_to_play" && has(lever.place_kinds, "playground"));
      if (of_places && has(lever.built_in, "place_visits") && (of_kind || measure.name == "place_to_play")) return true;
    }
    return false;
  }

  void add_courses(std::size_t m, const YearFigures& figures) {
    std::vector<YearSpan> years;
    for (int y = 0; y < result_.years; ++y) years.push_back({year_days * y, year_days * (y + 1)});
    for (std::size_t s = 0; s < ids_.size(); ++s) {
      Course course{m, ids_[s], {}};
      for (std::size_t r = 0; r < result_.runs; ++r) {
        course.by_run.emplace_back();
        for (const std::vector<double>& cells : figures.within(years, s, r))
          course.by_run.back().push_back(cells.front());
      }
      result_.courses.push_back(std::move(course));
    }
  }

  /// Lines of one measure: the town, then groups, then neighbourhoods (when there are more than one that may be told).
  void add_lines(std::size_t c, std::size_t m) {
    const std::size_t begin = result_.lines.size();
    add_scope(c, m, Scope::groups);
    if (neighbourhoods_.size() > 1 && result_.no_areas.nl.empty()) add_scope(c, m, Scope::neighbourhoods);
    std::stable_sort(result_.lines.begin() + static_cast<std::ptrdiff_t>(begin), result_.lines.end(),
                     [](const ComparedLine& a, const ComparedLine& b) { return a.horizon < b.horizon; });
    for (const Horizon& horizon : result_.choices[c].horizons) judge(c, m, horizon, begin);
  }

  void add_scope(std::size_t c, std::size_t m, Scope scope) {
    const ReportMeasure& measure = report_measures()[m];
    const YearFigures figures(reader_, measure, scope), twin(reader_, measure, scope, std::string(placebo_group));
    if (!figures.there()) return;
    std::vector<YearSpan> spans;
    for (const Horizon& horizon : result_.choices[c].horizons) spans.push_back(horizon.span);
    if (spans.empty()) return;
    const bool in_areas = scope == Scope::neighbourhoods && !result_.town_is_fictional;
    std::vector<std::string> names = reader_.texts(*reader_.find(scope == Scope::groups ? "group" : "neighbourhood"));
    if (in_areas) {
      names.clear();
      for (const Area& area : result_.areas) names.push_back(area.code);
    }
    const std::size_t cells = names.size();
    const ReportMeasure weigh = weights_of(measure);
    const YearFigures weights(reader_, weigh, scope), twin_weights(reader_, weigh, scope, std::string(placebo_group));
    if (in_areas && (!weights.there() || (twin.there() && !twin_weights.there()))) return;
    result_.has_placebo = result_.has_placebo || twin.there();
    std::vector<ComparedLine> lines;
    for (std::size_t h = 0; h < spans.size(); ++h)
      for (std::size_t cell = 0; cell < cells; ++cell) lines.push_back(line_of(c, m, scope, names[cell], h));
    std::vector<double> base_sums(lines.size(), 0), drift_sums(lines.size(), 0);
    for (std::size_t r = 0; r < result_.runs; ++r) {
      auto base = figures.within(spans, 0, r), choice = figures.within(spans, c + 1, r);
      auto placebo = twin.there() ? twin.within(spans, 0, r) : base;
      if (in_areas) {
        const auto there = weights.within(spans, 0, r), then = weights.within(spans, c + 1, r);
        const auto by_luck = twin.there() ? twin_weights.within(spans, 0, r) : there;
        for (std::size_t h = 0; h < spans.size(); ++h) {
          blank_together(base[h], choice[h], placebo[h]);
          base[h] = over_areas(base[h], there[h], result_.areas);
          choice[h] = over_areas(choice[h], then[h], result_.areas);
          placebo[h] = over_areas(placebo[h], by_luck[h], result_.areas);
        }
      }
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t h = i / cells, cell = i % cells;
        lines[i].differences.push_back(choice[h][cell] - base[h][cell]);
        base_sums[i] += base[h][cell];
        drift_sums[i] += std::abs(placebo[h][cell] - base[h][cell]);
      }
    }
    const auto runs = static_cast<double>(result_.runs);
    const auto known = [&](std::size_t h) {  // in some cell: else the file has no moment within that year
      for (std::size_t i = h * cells; i < (h + 1) * cells; ++i)
        for (const double d : lines[i].differences)
          if (!std::isnan(d)) return true;
      return false;
    };
    std::vector<bool> has_moment;
    for (std::size_t h = 0; h < spans.size(); ++h) has_moment.push_back(known(h));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!has_moment[i / cells]) continue;
      const bool may_be_told = measure.level_told && (scope == Scope::groups || result_.town_is_fictional);
      if (may_be_told && !std::isnan(base_sums[i])) lines[i].base = base_sums[i] / runs;
      lines[i].drift = std::isnan(drift_sums[i]) ? 0 : drift_sums[i] / runs;
      estimate(lines[i]);
      result_.lines.push_back(std::move(lines[i]));
    }
  }

  [[nodiscard]] ComparedLine line_of(std::size_t c, std::size_t m, Scope scope, const std::string& cell,
                                     std::size_t h) const {
    ComparedLine line;
    line.choice = c, line.measure = m, line.cell = cell;
    line.horizon = result_.choices[c].horizons[h].years;
    if (scope == Scope::neighbourhoods) {
      const auto found = neighbourhoods_.find(cell);
      line.where = "neighbourhood";
      line.cell_words = found == neighbourhoods_.end() ? Bilingual{cell, cell} : found->second;
    } else {
      const auto found = std::find(group_names.begin(), group_names.end(), cell);
      line.where = cell == group_names.front() ? "town" : "group";
      line.cell_words = found == group_names.end()
                            ? Bilingual{cell, cell}
                            : in_both(words_for(static_cast<Group>(found - group_names.begin())));
    }
    return line;
  }

  /// Of a cell that is blank in some run nothing is told.
  static void estimate(ComparedLine& line) {
    const Estimate known = estimate_of(line.differences);
    const bool all = known.count == line.differences.size();
    line.mean = all ? known.mean : unknown;
    line.half_width = all ? margin_of(known) : unknown;
  }

  /// Verdicts of one measure at one horizon, corrected for the cells of its table.
  void judge(std::size_t c, std::size_t m, const Horizon& horizon, std::size_t begin) {
    const ReportMeasure& measure = report_measures()[m];
    const bool built_in = is_built_in(c, measure, horizon.span);
    std::size_t cells = 0, others_of_town = 0;
    const auto here = [&](const ComparedLine& line) { return line.horizon == horizon.years; };
    for (std::size_t i = begin; i < result_.lines.size(); ++i)
      cells += here(result_.lines[i]) && result_.lines[i].where != "town";
    for (const std::size_t other : result_.measures)
      others_of_town += report_measures()[other].level_told && !report_measures()[other].headline &&
                        report_measures()[other].section == measure.section;
    std::vector<CellVerdict> nl, en;
    for (std::size_t i = begin; i < result_.lines.size(); ++i) {
      ComparedLine& line = result_.lines[i];
      if (!here(line)) continue;
      Declared declared;
      declared.validated = measure.validated, declared.built_in = built_in,
      declared.sign_settled = measure.sign_settled;
      declared.smallest_relevant = measure.smallest_relevant, declared.drift = line.drift;
      line.cells = line.where != "town" ? cells : measure.headline ? 1 : others_of_town;
      declared.cells = line.cells;
      line.built_in = built_in;
      line.verdict = verdict_on({line.differences, draw_of_}, declared);
      const Words strongest = hangs_most_on(line);
      line.sentence = {in_words(line.verdict, Language::nl, strongest.in(Language::nl)),
                       in_words(line.verdict, Language::en, strongest.in(Language::en))};
      if (line.where == "town") continue;
      nl.push_back({line.cell_words.nl, line.verdict}), en.push_back({line.cell_words.en, line.verdict});
    }
    if (!measure.sign_settled) return;  // of demand nobody is said to be better or worse off
    const Bilingual sentence = {not_for_everyone(nl, measure.wanted, Language::nl),
                                not_for_everyone(en, measure.wanted, Language::en)};
    if (!sentence.nl.empty()) result_.both_ways.push_back({c, m, horizon.years, sentence});
  }

  /// Of headlines and demand of the town: keeps what they hang on. The words of the assumption that stands out most;
  /// empty: none.
  Words hangs_most_on(const ComparedLine& line) {
    const ReportMeasure& measure = report_measures()[line.measure];
    Weigher& weigher = weighers_[line.choice];
    const bool weighed = line.where == "town" && (measure.headline || measure.section == Section::demand);
    if (!weighed || weigher.drawn().names.empty()) return {};
    LineWeights row{line.choice, line.measure, line.horizon, weigher.weigh(line.differences, draw_of_), {}};
    row.sentence = {in_words(row.weights, weigher.drawn(), Language::nl),
                    in_words(row.weights, weigher.drawn(), Language::en)};
    result_.weights.push_back(row);
    if (row.weights.standing_out == 0) return {};
    return words_of_assumption(weigher.drawn().names[row.weights.largest.front().parameter]);
  }

  const OutputReader& reader_;
  ComparedScenarios result_;
  std::vector<std::string> ids_;
  std::map<std::string, Bilingual> neighbourhoods_;  ///< by the code of a line's cell
  std::vector<std::size_t> draw_of_;
  std::vector<std::vector<Difference>> differences_;  ///< by choice
  std::vector<Weigher> weighers_;                     ///< by choice
  double end_day_ = 0;
};
}  // namespace

std::vector<int> horizons_within(int last) {
  std::vector<int> years;
  for (const int usual : usual_horizons)
    if (usual <= last) years.push_back(usual);
  if (last >= 1 && last < usual_horizons.back() && (years.empty() || years.back() != last)) years.push_back(last);
  return years;
}

ComparedScenarios compare_scenarios(const OutputReader& reader) { return Comparer(reader).compare(); }

}  // namespace weefsel
