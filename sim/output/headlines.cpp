#include "output/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

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
  bool add = false;             ///< join by adding; else by the mean
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

class SeriesReader {
 public:
  SeriesReader(const OutputReader& reader, const Choice& choice) : reader_(reader), choice_(choice) {
    const StoredVariable& variable = *choice.variable;
    outer_ = !variable.dimensions.empty() && variable.dimensions.front() == "scenario" ? 2 : 1;
    steps_ = variable.shape[outer_];
    for (std::size_t d = outer_ + 1; d < variable.shape.size(); ++d) cells_ *= variable.shape[d];
    taken_.assign(cells_, true);
    if (choice.dimension.empty()) return;
    std::size_t inner = cells_;
    for (std::size_t d = outer_ + 1; d < variable.shape.size(); ++d) {
      inner /= variable.shape[d];
      if (variable.dimensions[d] != choice.dimension) continue;
      const std::size_t wanted = position_of(reader, choice.dimension, choice.name);
      for (std::size_t c = 0; c < cells_; ++c) taken_[c] = (c / inner) % variable.shape[d] == wanted;
    }
  }

  [[nodiscard]] std::vector<double> read(std::size_t scenario, std::size_t replicate) const {
    const std::vector<std::size_t> member =
        outer_ == 2 ? std::vector<std::size_t>{scenario, replicate} : std::vector<std::size_t>{replicate};
    const std::vector<double> values = reader_.numbers(*choice_.variable, member);
    std::vector<double> series(steps_);
    for (std::size_t t = 0; t < steps_; ++t) {
      std::vector<double> cells;
      for (std::size_t c = 0; c < cells_; ++c) {
        if (taken_[c]) cells.push_back(values[t * cells_ + c]);
      }
      series[t] = mean_of(cells);
      if (choice_.add) series[t] *= static_cast<double>(cells.size());
    }
    return series;
  }

  [[nodiscard]] std::string time() const { return choice_.variable->dimensions[outer_]; }

 private:
  const OutputReader& reader_;
  Choice choice_;
  std::size_t outer_ = 1, steps_ = 0, cells_ = 1;
  std::vector<bool> taken_;
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

double mean_within(const std::vector<double>& series, const std::vector<bool>& within) {
  std::vector<double> taken;
  for (std::size_t t = 0; t < series.size(); ++t) {
    if (within[t]) taken.push_back(series[t]);
  }
  return mean_of(taken);
}

/// The placebo twin's part of a measure; no variable when the file has none.
Choice placebo_of(const OutputReader& reader, Choice choice) {
  choice.variable = reader.find(std::string(placebo_group) + "/" + choice.variable->name);
  return choice;
}

/// `per_child` (may be null) turns a count per step into a yearly rate per 1,000 children.
Headline headline_of(const OutputReader& reader, const Choice& choice, const Choice* per_child) {
  const SeriesReader source(reader, choice);
  const StoredVariable& time = *reader.find(source.time());
  const Years years = years_of(reader.numbers(time));
  const bool compared = choice.variable->dimensions.front() == "scenario";
  const std::size_t scenarios = compared ? choice.variable->shape[0] : 1;
  const std::size_t replicates = choice.variable->shape[compared ? 1 : 0];
  const auto series_of = [&](const SeriesReader& from, const Choice* children_choice, std::size_t s, std::size_t r) {
    std::vector<double> series = from.read(s, r);
    if (choice.add) {
      for (double& value : series) value *= days_per_year / years.step_days;
    }
    if (children_choice != nullptr) {
      const std::vector<double> children = SeriesReader(reader, *children_choice).read(s, r);
      for (std::size_t t = 0; t < series.size(); ++t) series[t] *= children[t] > 0 ? 1000.0 / children[t] : unknown;
    }
    return series;
  };
  Headline headline;
  std::vector<double> base_last;
  for (std::size_t s = 0; s < scenarios; ++s) {
    std::vector<double> first, last, difference;
    std::vector<double> curve(time.shape.front(), 0.0);
    for (std::size_t r = 0; r < replicates; ++r) {
      const std::vector<double> series = series_of(source, per_child, s, r);
      first.push_back(mean_within(series, years.first));
      last.push_back(mean_within(series, years.last));
      if (s == 0) base_last.push_back(last.back());
      difference.push_back(last.back() - base_last[r]);
      for (std::size_t t = 0; t < curve.size(); ++t) curve[t] += series[t] / static_cast<double>(replicates);
    }
    headline.scenarios.push_back({spread_of(first), spread_of(last), spread_of(difference), curve});
  }
  const Choice placebo = placebo_of(reader, choice);
  const Choice placebo_children = per_child == nullptr ? Choice{} : placebo_of(reader, *per_child);
  if (placebo.variable == nullptr || (per_child != nullptr && placebo_children.variable == nullptr)) return headline;
  const SeriesReader other(reader, placebo);
  std::vector<double> differences, sizes;
  for (std::size_t r = 0; r < replicates; ++r) {
    const std::vector<double> series = series_of(other, per_child == nullptr ? nullptr : &placebo_children, 0, r);
    differences.push_back(mean_within(series, years.last) - base_last[r]);
    sizes.push_back(std::abs(differences.back()));
  }
  headline.placebo = {mean_of(sizes), spread_of(differences).deviation};
  return headline;
}

/// The measure by group, of which "all" is the whole town, when the file has it; else by neighbourhood.
Choice whole_town(const OutputReader& reader, const std::string& name) {
  const StoredVariable* by_group = reader.find(name + "_by_group");
  if (by_group != nullptr && has_time(reader, *by_group)) return {by_group, "group", "all", false};
  const StoredVariable* by_neighbourhood = reader.find(name);
  if (by_neighbourhood != nullptr && has_time(reader, *by_neighbourhood)) return {by_neighbourhood, "", "", false};
  return {};
}

void add_mean(const OutputReader& reader, const std::string& name, std::vector<Headline>& headlines) {
  const Choice choice = whole_town(reader, name);
  if (choice.variable == nullptr) return;
  Headline headline = headline_of(reader, choice, nullptr);
  const StoredVariable* main = reader.find(name);
  headline.title = (main != nullptr ? main : choice.variable)->long_name;
  if (choice.dimension.empty()) headline.title += ", mean of neighbourhoods";
  headline.units = choice.variable->units;
  headlines.push_back(headline);
}

/// One headline per tier; per 1,000 children when the file counts them in the same steps.
void add_demand(const OutputReader& reader, std::vector<Headline>& headlines) {
  const StoredVariable* demand = reader.find("help_demand");
  const StoredVariable* tiers = reader.find("tier");
  if (demand == nullptr || tiers == nullptr || !has_time(reader, *demand)) return;
  const StoredVariable* children = reader.find("children");
  const Choice all_children{children, "", "", true};
  const bool relative =
      children != nullptr && has_time(reader, *children) &&
      SeriesReader(reader, all_children).time() == SeriesReader(reader, {demand, "", "", true}).time();
  for (const std::string& tier : labels_of(reader, *tiers)) {
    Headline headline = headline_of(reader, {demand, "tier", tier, true}, relative ? &all_children : nullptr);
    headline.title = demand->long_name + (tiers->kind == StoredKind::text ? ", " : ", tier ") + tier;
    headline.units = relative ? "per 1,000 children per year" : demand->units + " per year";
    headline.demand = true;
    headlines.push_back(headline);
  }
}

}  // namespace

std::vector<Headline> headlines_of(const OutputReader& reader) {
  std::vector<Headline> headlines;
  add_mean(reader, "network_density", headlines);
  add_mean(reader, "parental_wellbeing", headlines);
  add_demand(reader, headlines);
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
