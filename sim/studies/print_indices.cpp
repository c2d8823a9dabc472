#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "base/csv.hpp"
#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "designs/morris_effects.hpp"
#include "designs/simple_effects.hpp"
#include "designs/sobol_indices.hpp"
#include "studies/chosen.hpp"
#include "studies/commands.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_shown = 25;

/// A number about one factor, or about all of them together (no factor).
struct Row {
  std::string factor, index;
  Interval value;
};

/// What one output of one scenario in one year says.
struct Findings {
  std::vector<Row> rows;             ///< for the CSV file: all
  std::vector<std::string> words;    ///< for people: how it was reckoned, what was left out
  std::vector<std::string> columns;  ///< indices that are shown side by side
  std::string ranked_by;             ///< the index, by its size
};

std::string share_in_words(const Interval& share) {
  return fmt::format("{:.0f}% ({:.0f} to {:.0f}%)", 100 * share.value, 100 * share.low, 100 * share.high);
}

Findings of_sobol(const StoredStudy& study, const Outcomes& outcomes) {
  Findings f;
  const SobolIndices s = sobol_indices(outcomes, study.factors.size(), 1000, FirstOrder::saltelli);
  f.columns = {"first_order", "total"}, f.ranked_by = "total";
  for (std::size_t j = 0; j < study.factors.size(); ++j) {
    f.rows.push_back({study.factors[j].name, "first_order", s.factors[j].first});
    f.rows.push_back({study.factors[j].name, "total", s.factors[j].total});
  }
  f.rows.push_back({"", "chance_share", s.chance_share});
  f.words.push_back(
      fmt::format("first_order: the share of the variance that goes when the factor is known; total: the share that it "
                  "has a hand in. {} rows of the base sample{}.",
                  s.rows_used,
                  s.rows_dropped + s.cells_left_out > 0
                      ? fmt::format(", {} dropped and {} replicates left out, since members failed", s.rows_dropped,
                                    s.cells_left_out)
                      : ""));
  if (!s.why_unknown.empty()) f.words.push_back("Not known: " + s.why_unknown);
  if (s.chance_apart && !std::isnan(s.chance_share.value))
    f.words.push_back(
        fmt::format("Of the differences between single futures, chance makes {}; the indices are shares of the rest.",
                    share_in_words(s.chance_share)));
  if (!s.chance_apart)
    f.words.push_back("One replicate: the indices hold chance too, as if it were an effect of all factors together.");
  return f;
}

Findings of_morris(const StoredStudy& study, const Outcomes& outcomes) {
  Findings f;
  const MorrisEffects m = morris_effects(study.points, outcomes);
  f.columns = {"mu", "mu_star", "sigma"}, f.ranked_by = "mu_star";
  std::size_t beyond = 0, dropped = 0, used = 0;
  for (std::size_t j = 0; j < study.factors.size(); ++j) {
    const MorrisEffects::Factor& e = m.factors[j];
    const std::string& name = study.factors[j].name;
    f.rows.push_back({name, "mu", e.mu}), f.rows.push_back({name, "mu_star", e.mu_star}),
        f.rows.push_back({name, "sigma", e.sigma});
    f.rows.push_back({name, "mu_star_by_luck", {e.mu_star_by_luck}}), f.rows.push_back({name, "p_luck", {e.p_luck}});
    beyond += e.beyond_luck ? 1 : 0, dropped += e.effects_dropped, used += e.effects_used;
  }
  f.words.push_back(
      fmt::format("mu: mean effect over the whole range; mu_star: its mean size; sigma: how much it differs from place "
                  "to place. {} effects{}.",
                  used, dropped > 0 ? fmt::format(", {} dropped since members failed", dropped) : ""));
  if (m.chance_apart) {
    const double by_chance = 0.05 * static_cast<double>(study.factors.size());
    f.words.push_back(fmt::format(
        "{} of {} factors do more than chance alone (p_luck below 5%{}).", beyond, study.factors.size(),
        by_chance < 1
            ? ""
            : fmt::format("; of factors that do nothing, one in twenty passes that too: here some {:.0f}", by_chance)));
    f.columns.push_back("p_luck");
  } else {
    f.words.push_back("One replicate: mu_star and sigma hold chance too.");
  }
  return f;
}

std::vector<std::size_t> levels_of(const StoredStudy& study) {
  std::vector<std::size_t> levels;
  for (const StudyFactor& f : study.factors) {
    const std::size_t values = f.is_list() ? f.values.size()
                               : f.whole   ? static_cast<std::size_t>(f.high - f.low) + 1
                                           : study.levels;
    levels.push_back(f.is_list() ? values : std::min(values, study.levels));
  }
  return levels;
}

Findings of_one_at_a_time(const StoredStudy& study, const Outcomes& outcomes) {
  Findings f;
  const std::vector<std::size_t> levels = levels_of(study);
  std::size_t dropped = 0;
  f.ranked_by = "widest";
  for (const LevelEffect& e : one_at_a_time_effects(study.points, levels, outcomes)) {
    const bool two = levels[e.factor] == 2;
    const std::string index =
        two ? e.level == 0 ? "effect_low" : "effect_high" : fmt::format("effect_level_{}", e.level);
    f.rows.push_back({study.factors[e.factor].name, index, e.difference});
    if (std::find(f.columns.begin(), f.columns.end(), index) == f.columns.end()) f.columns.push_back(index);
    dropped += e.pairs_dropped;
  }
  double base = 0;
  std::size_t known = 0;
  for (std::size_t r = 0; r < outcomes.replicates; ++r)
    if (!std::isnan(outcomes.at(0, r))) base += outcomes.at(0, r), ++known;
  f.rows.push_back({"", "base", {known > 0 ? base / static_cast<double>(known) : std::nan("")}});
  f.words.push_back(fmt::format("Difference with the base ({}), all else equal and with the same luck{}.",
                                short_number(f.rows.back().value.value),
                                dropped > 0 ? fmt::format("; {} pairs dropped since members failed", dropped) : ""));
  return f;
}

Findings of_factorial(const StoredStudy& study, const Outcomes& outcomes) {
  Findings f;
  const std::vector<MainEffect> effects = factorial_effects(levels_of(study), outcomes);
  f.columns = {"main_effect"}, f.ranked_by = "main_effect";
  std::size_t dropped = 0;
  for (std::size_t j = 0; j < effects.size(); ++j)
    f.rows.push_back({study.factors[j].name, "main_effect", effects[j].difference}),
        dropped += effects[j].pairs_dropped;
  f.words.push_back(fmt::format("Highest level less lowest, over all settings of the other factors{}.",
                                dropped > 0 ? fmt::format("; {} pairs dropped since members failed", dropped) : ""));
  return f;
}

Findings of_hypercube(const StoredStudy& study, const Outcomes& outcomes) {
  Findings f;
  const RegressionEffects r = regression_effects(study.points, outcomes);
  f.columns = {"rank_correlation", "regression"}, f.ranked_by = "rank_correlation";
  for (std::size_t j = 0; j < study.factors.size(); ++j) {
    f.rows.push_back({study.factors[j].name, "rank_correlation", r.factors[j].rank_correlation});
    f.rows.push_back({study.factors[j].name, "regression", r.factors[j].standardised});
  }
  f.rows.push_back({"", "r_squared", r.r_squared});
  f.words.push_back(
      fmt::format("rank_correlation: partial, of ranks, -1 to 1; regression: standard deviations of the output per "
                  "standard deviation of the factor. {} points{}.",
                  r.points_used,
                  r.points_left_out > 0 ? fmt::format(", {} left out since members failed", r.points_left_out) : ""));
  if (!r.why_unknown.empty())
    f.words.push_back("Not known: " + r.why_unknown);
  else
    f.words.push_back(fmt::format("A straight line explains {} of the means.", share_in_words(r.r_squared)));
  return f;
}

Findings findings_of(const StoredStudy& study, const Outcomes& outcomes) {
  if (study.method == "sobol") return of_sobol(study, outcomes);
  if (study.method == "morris") return of_morris(study, outcomes);
  if (study.method == "one_at_a_time") return of_one_at_a_time(study, outcomes);
  if (study.method == "factorial") return of_factorial(study, outcomes);
  return of_hypercube(study, outcomes);
}

const Interval* find(const Findings& f, const std::string& factor, const std::string& index) {
  for (const Row& row : f.rows)
    if (row.factor == factor && row.index == index) return &row.value;
  return nullptr;
}

/// Of the index by which factors are ranked, or of all that is shown, the largest size.
double weight_of(const Findings& f, const std::string& factor) {
  double weight = -1;
  for (const std::string& column : f.columns) {
    if (f.ranked_by != "widest" && column != f.ranked_by) continue;
    if (const Interval* i = find(f, factor, column); i != nullptr && !std::isnan(i->value))
      weight = std::max(weight, std::abs(i->value));
  }
  return weight;
}

std::string shown(const Interval* i) {
  if (i == nullptr) return "";
  return std::isnan(i->low)
             ? short_number(i->value)
             : fmt::format("{} [{}, {}]", short_number(i->value), short_number(i->low), short_number(i->high));
}

void print_table(const StoredStudy& study, const Findings& f) {
  std::vector<std::size_t> order(study.factors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return weight_of(f, study.factors[a].name) > weight_of(f, study.factors[b].name);
  });
  std::size_t width = 6;
  for (const StudyFactor& factor : study.factors) width = std::max(width, factor.name.size());
  fmt::print("  {:<{}}", "factor", width);
  for (const std::string& column : f.columns) fmt::print("  {:<28}", column);
  fmt::print("\n");
  for (std::size_t k = 0; k < std::min(order.size(), most_shown); ++k) {
    const std::string& name = study.factors[order[k]].name;
    fmt::print("  {:<{}}", name, width);
    for (const std::string& column : f.columns) fmt::print("  {:<28}", shown(find(f, name, column)));
    fmt::print("\n");
  }
  if (order.size() > most_shown) fmt::print("  ... and {} more in the CSV file\n", order.size() - most_shown);
}

std::string number_for_csv(double value) { return std::isnan(value) ? "" : number_as_text(value); }

}  // namespace

int print_indices(const IndicesRequest& request) {
  const StoredStudy study = read_results(request.folder);
  const auto outputs = chosen_outputs(study, request.outputs), years = chosen_years(study, request.years),
             scenarios = chosen_scenarios(study, request.scenarios, request.difference);
  fmt::print("{}", missing_in_words(study));
  std::string csv = "scenario,output,year,factor,index,value,low,high\n";
  for (const std::size_t scenario : scenarios)
    for (const std::size_t output : outputs)
      for (const std::size_t year : years) {
        const Findings f = findings_of(study, outcomes_of(study, output, scenario, year, request.difference));
        const std::string label = label_of(study, scenario, request.difference);
        fmt::print("\n{} ({}), {}, year {:g}\n", study.outputs[output], study.output_units[output], label,
                   study.years[year]);
        for (const std::string& line : f.words) fmt::print("  {}\n", line);
        print_table(study, f);
        for (const Row& row : f.rows)
          csv += fmt::format("{},{},{:g},{},{},{},{},{}\n", csv_cell(label), csv_cell(study.outputs[output]),
                             study.years[year], csv_cell(row.factor), row.index, number_for_csv(row.value.value),
                             number_for_csv(row.value.low), number_for_csv(row.value.high));
      }
  const std::string file =
      request.csv.empty()
          ? (std::filesystem::path(study.folder) / (request.difference ? "indices_difference.csv" : "indices.csv"))
                .string()
          : request.csv;
  write_durably(file, csv);
  fmt::print("\nIn brackets: 95% intervals. Modelled under named assumptions; not a forecast.\nWritten: {}\n", file);
  return exit_well;
}

}  // namespace weefsel
