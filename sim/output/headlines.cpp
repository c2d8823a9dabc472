#include "output/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "base/week.hpp"
#include "output/study_file.hpp"

namespace weefsel {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double year_of_days = 364;  // 52 whole weeks

/// Mean of the known values; unknown when there are none.
double mean_of(const std::vector<double>& values) {
  double sum = 0;
  std::size_t count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count == 0 ? unknown : sum / static_cast<double>(count);
}

Spread spread_of(const std::vector<double>& values) {
  Spread spread{mean_of(values), unknown};
  double squares = 0;
  std::size_t count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    squares += (value - spread.mean) * (value - spread.mean);
    ++count;
  }
  if (count > 1) spread.deviation = std::sqrt(squares / static_cast<double>(count - 1));
  return spread;
}

/// Which cells of one step of time belong to a figure, and how they are joined.
struct Choice {
  const StoredVariable* variable = nullptr;
  std::string dimension, name;  ///< only the cells where `dimension` has this name; empty: all
  std::string inner, inner_name;  ///< the same for a further dimension
  const StoredVariable* weights = nullptr;  ///< by neighbourhood; null: all cells weigh the same
};

/// Names of the cells of an axis: its texts, or its numbers written out.
std::vector<std::string> labels_of(const OutputReader& reader, const StoredVariable& coordinate) {
  if (coordinate.kind == StoredKind::text) return reader.texts(coordinate);
  std::vector<std::string> labels;
  for (const double number : reader.numbers(coordinate)) labels.push_back(fmt::format("{:g}", number));
  return labels;
}

std::size_t position_of(const OutputReader& reader, const std::string& dimension, const std::string& name) {
  const StoredVariable* coordinate = reader.find(dimension);
  if (coordinate == nullptr) return 0;
  const std::vector<std::string> names = labels_of(reader, *coordinate);
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::size_t outer_dimensions(const StoredVariable& variable) {
  return !variable.dimensions.empty() && variable.dimensions.front() == "scenario" ? 2 : 1;
}

std::vector<std::size_t> member_index(const StoredVariable& variable, std::size_t scenario, std::size_t replicate) {
  return outer_dimensions(variable) == 2 ? std::vector<std::size_t>{scenario, replicate} : std::vector<std::size_t>{replicate};
}

/// The step of `times` nearest to `day`.
std::size_t nearest_step(const std::vector<double>& times, double day) {
  std::size_t best = 0;
  for (std::size_t t = 1; t < times.size(); ++t)
    if (std::abs(times[t] - day) < std::abs(times[best] - day)) best = t;
  return best;
}

class SeriesReader {
 public:
  SeriesReader(const OutputReader& reader, const Choice& choice) : reader_(reader), choice_(choice) {
    const StoredVariable& variable = *choice.variable;
    outer_ = outer_dimensions(variable);
    steps_ = variable.shape[outer_];
    for (std::size_t d = outer_ + 1; d < variable.shape.size(); ++d) cells_ *= variable.shape[d];
    taken_.assign(cells_, true);
    take_only(choice.dimension, choice.name);
    take_only(choice.inner, choice.inner_name);
    if (choice.weights == nullptr) return;
    const std::vector<double> own = times_of(variable), theirs = times_of(*choice.weights);
    for (const double day : own) weight_step_.push_back(nearest_step(theirs, day));
  }

  /// Per step of time, the mean over cells that are known, weighted.
  [[nodiscard]] std::vector<double> means(std::size_t scenario, std::size_t replicate) const {
    const std::vector<double> all = cells(scenario, replicate);
    std::vector<double> weights;
    if (choice_.weights != nullptr) weights = reader_.numbers(*choice_.weights, member_index(*choice_.weights, scenario, replicate));
    std::vector<double> series(steps_, unknown);
    for (std::size_t t = 0; t < steps_; ++t) {
      double sum = 0, weight = 0;
      for (std::size_t c = 0; c < cells_; ++c) {
        if (!taken_[c] || std::isnan(all[t * cells_ + c])) continue;
        const double w = weights.empty() ? 1 : weights[weight_step_[t] * cells_ + c];
        sum += w * all[t * cells_ + c], weight += w;
      }
      if (weight > 0) series[t] = sum / weight;
    }
    return series;
  }

  /// All cells of all steps; unknown where they are blank or not among those chosen.
  [[nodiscard]] std::vector<double> cells(std::size_t scenario, std::size_t replicate) const {
    std::vector<double> values = reader_.numbers(*choice_.variable, member_index(*choice_.variable, scenario, replicate));
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!taken_[i % cells_]) values[i] = unknown;
    return values;
  }

  [[nodiscard]] std::string time() const { return choice_.variable->dimensions[outer_]; }
  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] std::size_t cell_count() const { return cells_; }

 private:
  [[nodiscard]] std::vector<double> times_of(const StoredVariable& variable) const {
    return reader_.numbers(*reader_.find(variable.dimensions[outer_dimensions(variable)]));
  }
  void take_only(const std::string& dimension, const std::string& name) {
    if (dimension.empty()) return;
    const StoredVariable& variable = *choice_.variable;
    std::size_t inner = cells_;
    for (std::size_t d = outer_ + 1; d < variable.shape.size(); ++d) {
      inner /= variable.shape[d];
      if (variable.dimensions[d] != dimension) continue;
      const std::size_t wanted = position_of(reader_, dimension, name);
      for (std::size_t c = 0; c < cells_; ++c) taken_[c] = taken_[c] && (c / inner) % variable.shape[d] == wanted;
    }
  }

  const OutputReader& reader_;
  Choice choice_;
  std::size_t outer_ = 1, steps_ = 0, cells_ = 1;
  std::vector<bool> taken_;
  std::vector<std::size_t> weight_step_;
};

/// Is its first own dimension a time?
bool has_time(const OutputReader& reader, const StoredVariable& variable) {
  const std::size_t outer = !variable.dimensions.empty() && variable.dimensions.front() == "scenario" ? 2 : 1;
  if (variable.kind == StoredKind::text || variable.dimensions.size() <= outer) return false;
  const StoredVariable* time = reader.find(variable.dimensions[outer]);
  return time != nullptr && time->units.find(" since ") != std::string::npos && time->shape.front() > 0;
}

struct Years {
  std::vector<bool> first, last;  ///< by step of time
  double step_days = 7;
};

Years years_of(const std::vector<double>& days) {
  Years years;
  for (const double day : days) {
    years.first.push_back(day < days.front() + year_of_days);
    years.last.push_back(day > days.back() - year_of_days);
  }
  if (days.size() > 1) years.step_days = days[1] - days[0];
  return years;
}

double sum_within(const std::vector<double>& series, const std::vector<bool>& within) {
  double sum = 0;
  for (std::size_t t = 0; t < series.size(); ++t)
    if (within[t]) sum += series[t];
  return sum;
}

/// One replicate of one scenario: the figure of the first and of the last year, and its course.
struct Course {
  double first = unknown, last = unknown;
  std::vector<double> series;
};

Course course_of_means(const SeriesReader& source, const Years& years, std::size_t scenario, std::size_t replicate) {
  Course course{unknown, unknown, source.means(scenario, replicate)};
  std::vector<double> first, last;
  for (std::size_t t = 0; t < course.series.size(); ++t) {
    if (years.first[t]) first.push_back(course.series[t]);
    if (years.last[t]) last.push_back(course.series[t]);
  }
  course.first = mean_of(first), course.last = mean_of(last);
  return course;
}

/// A sum over a sum, over cells that are known in both: of a year as of a step. Cells of the first are those of the
/// second, or each of these has several (tiers) of which one was chosen.
Course course_of_ratio(const SeriesReader& above, const SeriesReader& below, double factor, const Years& years,
                       std::size_t scenario, std::size_t replicate) {
  const std::vector<double> part = above.cells(scenario, replicate), whole = below.cells(scenario, replicate);
  const std::size_t inner = above.cell_count() / below.cell_count();
  std::vector<double> parts(above.steps(), 0.0), wholes(above.steps(), 0.0);
  Course course;
  for (std::size_t t = 0; t < above.steps(); ++t) {
    for (std::size_t c = 0; c < above.cell_count(); ++c) {
      const double a = part[t * above.cell_count() + c], b = whole[t * below.cell_count() + c / inner];
      if (!std::isnan(a) && !std::isnan(b)) parts[t] += a, wholes[t] += b;
    }
    course.series.push_back(wholes[t] > 0 ? factor * parts[t] / wholes[t] : unknown);
  }
  const auto ratio = [&](const std::vector<bool>& within) {
    const double all = sum_within(wholes, within);
    return all > 0 ? factor * sum_within(parts, within) / all : unknown;
  };
  course.first = ratio(years.first), course.last = ratio(years.last);
  return course;
}

/// `course`: (scenario, replicate) -> Course.
template <class F>
Headline headline_of(const OutputReader& reader, const StoredVariable& variable, F&& course) {
  const std::size_t scenarios = outer_dimensions(variable) == 2 ? variable.shape[0] : 1;
  const std::size_t replicates = variable.shape[outer_dimensions(variable) - 1];
  const std::size_t steps = reader.find(variable.dimensions[outer_dimensions(variable)])->shape.front();
  Headline headline;
  std::vector<double> base_last;
  for (std::size_t s = 0; s < scenarios; ++s) {
    std::vector<double> first, last, difference;
    std::vector<std::vector<double>> at_step(steps);
    for (std::size_t r = 0; r < replicates; ++r) {
      const Course one = course(s, r);
      first.push_back(one.first), last.push_back(one.last);
      if (s == 0) base_last.push_back(one.last);
      difference.push_back(one.last - base_last[r]);
      for (std::size_t t = 0; t < steps; ++t) at_step[t].push_back(one.series[t]);
    }
    headline.scenarios.push_back({spread_of(first), spread_of(last), spread_of(difference), last, difference, {}});
    for (const std::vector<double>& values : at_step) headline.scenarios.back().curve.push_back(mean_of(values));
  }
  return headline;
}

/// The placebo twin's part of a measure; no variable when the file has none.
Choice in_placebo(const OutputReader& reader, Choice choice) {
  const auto twin = [&](const StoredVariable* variable) {
    return variable == nullptr ? nullptr : reader.find(std::string(placebo_group) + "/" + variable->name);
  };
  choice.variable = twin(choice.variable), choice.weights = twin(choice.weights);
  return choice;
}

/// How far the placebo twin is from the first scenario in the last year. `last_year`: replicate -> figure.
template <class F>
Spread noise_of(const Headline& headline, F&& last_year) {
  const std::vector<double>& base = headline.scenarios.front().last_by_replicate;
  std::vector<double> differences, sizes;
  for (std::size_t r = 0; r < base.size(); ++r) {
    differences.push_back(last_year(r) - base[r]);
    sizes.push_back(std::abs(differences.back()));
  }
  return {mean_of(sizes), spread_of(differences).deviation};
}

Years years_over(const OutputReader& reader, const SeriesReader& source) { return years_of(reader.numbers(*reader.find(source.time()))); }

/// What neighbourhoods weigh with: their families, at the same moment when the file says so.
const StoredVariable* weights_for(const OutputReader& reader, const StoredVariable& variable) {
  for (const char* name : {"network_families", "families"}) {
    const StoredVariable* families = reader.find(name);
    const bool fits = families != nullptr && has_time(reader, *families) && families->shape.back() == variable.shape.back() &&
                      families->dimensions.back() == variable.dimensions.back();
    if (fits) return families;
  }
  return nullptr;
}

/// The measure by group, of which "all" is the whole town, when the file has it; else by neighbourhood.
Choice whole_town(const OutputReader& reader, const std::string& name) {
  const StoredVariable* by_group = reader.find(name + "_by_group");
  if (by_group != nullptr && has_time(reader, *by_group)) return {by_group, "group", "all", "", "", nullptr};
  const StoredVariable* by_neighbourhood = reader.find(name);
  if (by_neighbourhood != nullptr && has_time(reader, *by_neighbourhood)) return {by_neighbourhood, "", "", "", "", nullptr};
  return {};
}

void add_mean(const OutputReader& reader, const std::string& name, std::vector<Headline>& headlines, const std::string& inner = "",
              const std::string& inner_name = "") {
  Choice choice = whole_town(reader, name);
  if (choice.variable == nullptr) return;
  choice.inner = inner, choice.inner_name = inner_name;
  const bool by_neighbourhood = choice.dimension.empty();
  if (by_neighbourhood && inner.empty()) choice.weights = weights_for(reader, *choice.variable);
  const SeriesReader source(reader, choice);
  const Years years = years_over(reader, source);
  Headline headline = headline_of(reader, *choice.variable, [&](std::size_t s, std::size_t r) { return course_of_means(source, years, s, r); });
  if (const Choice other = in_placebo(reader, choice); other.variable != nullptr) {
    const SeriesReader twin(reader, other);
    headline.placebo = noise_of(headline, [&](std::size_t r) { return course_of_means(twin, years, 0, r).last; });
  }
  const StoredVariable* main = reader.find(name);
  headline.title = (main != nullptr ? main : choice.variable)->long_name;
  if (!inner.empty()) headline.title += ", " + inner + " " + inner_name;
  if (by_neighbourhood) headline.title += choice.weights != nullptr ? ", mean of neighbourhoods by families" : ", mean of neighbourhoods";
  headline.units = choice.variable->units;
  headlines.push_back(headline);
}

/// Both of the whole town, or both by neighbourhood, over the same steps; else nothing.
bool choose_alike(const OutputReader& reader, Choice& a, const std::string& name, Choice& b, const std::string& other) {
  a = whole_town(reader, name), b = whole_town(reader, other);
  if (a.variable != nullptr && b.variable != nullptr && a.dimension != b.dimension) a.variable = reader.find(name), b.variable = reader.find(other), a.dimension = b.dimension = "";
  if (a.variable == nullptr || b.variable == nullptr || !has_time(reader, *a.variable) || !has_time(reader, *b.variable)) return false;
  return SeriesReader(reader, a).time() == SeriesReader(reader, b).time();
}

/// One headline per tier of a count over another, added up over a year.
void add_ratio(const OutputReader& reader, const std::string& name, const std::string& other, double factor, const std::string& title,
               const std::string& units, bool demand, std::vector<Headline>& headlines) {
  Choice above, below;
  const StoredVariable* tiers = reader.find("tier");
  if (tiers == nullptr || !choose_alike(reader, above, name, below, other)) return;
  const bool tiers_below = std::find(below.variable->dimensions.begin(), below.variable->dimensions.end(), "tier") != below.variable->dimensions.end();
  for (const std::string& tier : labels_of(reader, *tiers)) {
    above.inner = "tier", above.inner_name = tier;
    if (tiers_below) below.inner = "tier", below.inner_name = tier;
    const SeriesReader part(reader, above), whole(reader, below);
    const Years years = years_over(reader, part);
    const double scale = demand ? factor * days_per_year / years.step_days : factor;
    Headline headline = headline_of(reader, *above.variable, [&](std::size_t s, std::size_t r) { return course_of_ratio(part, whole, scale, years, s, r); });
    const Choice twin_above = in_placebo(reader, above), twin_below = in_placebo(reader, below);
    if (twin_above.variable != nullptr && twin_below.variable != nullptr) {
      const SeriesReader twin_part(reader, twin_above), twin_whole(reader, twin_below);
      headline.placebo = noise_of(headline, [&](std::size_t r) { return course_of_ratio(twin_part, twin_whole, scale, years, 0, r).last; });
    }
    headline.title = title + (tiers->kind == StoredKind::text ? ", " : ", tier ") + tier;
    headline.units = units;
    headline.demand = demand;
    headlines.push_back(headline);
  }
}

}  // namespace

namespace {

/// The known values of each draw.
std::map<double, std::vector<double>> by_draw(const std::vector<double>& values, const std::vector<double>& draw_of) {
  std::map<double, std::vector<double>> groups;
  for (std::size_t r = 0; r < values.size() && r < draw_of.size(); ++r)
    if (!std::isnan(values[r])) groups[draw_of[r]].push_back(values[r]);
  return groups;
}

}  // namespace

SpreadParts parts_of(const std::vector<double>& values, const std::vector<double>& draw_of) {
  const auto groups = by_draw(values, draw_of);
  double total = 0, count = 0, squared_sizes = 0, within = 0, between = 0;
  for (const auto& [draw, group] : groups) {
    const auto size = static_cast<double>(group.size());
    total += mean_of(group) * size, count += size, squared_sizes += size * size;
  }
  for (const auto& [draw, group] : groups) {
    const double mean = mean_of(group);
    for (const double value : group) within += (value - mean) * (value - mean);
    between += static_cast<double>(group.size()) * (mean - total / count) * (mean - total / count);
  }
  const auto draws = static_cast<double>(groups.size());
  SpreadParts parts{unknown, unknown, groups.size()};
  if (count > draws) parts.chance = std::sqrt(within / (count - draws));
  if (draws < 2 || !(count > draws)) return parts;
  const double usual_size = (count - squared_sizes / count) / (draws - 1);
  const double variance = (between / (draws - 1) - within / (count - draws)) / usual_size;
  parts.ignorance = std::sqrt(std::max(0.0, variance));
  return parts;
}

SignsOfDraws signs_of(const std::vector<double>& values, const std::vector<double>& draw_of) {
  SignsOfDraws signs;
  for (const auto& [draw, group] : by_draw(values, draw_of)) {
    const double mean = mean_of(group);
    ++signs.draws, signs.above += mean > 0, signs.below += mean < 0;
  }
  return signs;
}

std::vector<Headline> headlines_of(const OutputReader& reader) {
  std::vector<Headline> headlines;
  for (const char* name : {"network_density", "local_degree", "mean_degree", "linking_share", "ego_density", "unsupported_share", "parental_wellbeing"})
    add_mean(reader, name, headlines);
  add_mean(reader, "parental_wellbeing_quantile", headlines, "quantile", "0.1");
  add_ratio(reader, "help_demand", "children", 1000, "Modelled demand for help", "per 1,000 children per year", true, headlines);
  add_ratio(reader, "weeks_waited", "help_started", 1, "Mean wait of those whose help started", "weeks", false, headlines);
  return headlines;
}

std::string sparkline(const std::vector<double>& values, double low, double high, std::size_t width) {
  static constexpr std::array<const char*, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::size_t parts = std::min(width, values.size());
  std::string line;
  for (std::size_t p = 0; p < parts; ++p) {
    const auto at = [&](std::size_t part) {
      return values.begin() + static_cast<std::ptrdiff_t>(part * values.size() / parts);
    };
    const double mean = mean_of(std::vector<double>(at(p), at(p + 1)));
    if (std::isnan(mean)) {
      line += ' ';
      continue;
    }
    const double height = high > low ? (mean - low) / (high - low) : 0.5;
    line += blocks[static_cast<std::size_t>(std::lround(std::clamp(height, 0.0, 1.0) * 7.0))];
  }
  return line;
}

}  // namespace weefsel
