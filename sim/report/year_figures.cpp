#include "report/year_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/week.hpp"

namespace weefsel {
namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool has_scenarios(const StoredVariable& variable) {
  return !variable.dimensions.empty() && variable.dimensions.front() == "scenario";
}
std::size_t first_own_dimension(const StoredVariable& variable) { return has_scenarios(variable) ? 2 : 1; }
}  // namespace

YearFigures::YearFigures(const OutputReader& reader, const ReportMeasure& measure, Scope scope,
                         const std::string& group)
    : reader_(reader), measure_(measure) {
  const auto stored = [&](std::string_view name) {
    std::string full = group.empty() ? std::string() : group + "/";
    full += name;
    if (scope == Scope::groups) full += "_by_group";
    return reader.find(full);
  };
  const StoredVariable* part = stored(measure.variable);
  if (measure.figure == YearFigure::per_1000_a_year) whole_ = stored(measure.per);
  if (part == nullptr || (measure.figure == YearFigure::per_1000_a_year && whole_ == nullptr)) return;
  const std::size_t own = first_own_dimension(*part);
  if (part->dimensions.size() < own + 2) return;
  const bool has_inner = part->dimensions.size() > own + 2;
  cells_ = part->shape[own + 1], inner_ = has_inner ? part->shape[own + 2] : 1;
  if (whole_ != nullptr && whole_->dimensions[first_own_dimension(*whole_)] != part->dimensions[own]) return;
  if (measure.inner.empty()) {
    for (std::size_t i = 0; i < inner_; ++i) taken_.push_back(i);
  } else {
    const StoredVariable* labels = has_inner ? reader.find(part->dimensions[own + 2]) : nullptr;
    if (labels == nullptr || labels->kind != StoredKind::text) return;
    const std::vector<std::string> names = reader.texts(*labels);
    const auto found = std::find(names.begin(), names.end(), measure.inner);
    if (found == names.end()) return;
    taken_.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  const StoredVariable* times = reader.find(part->dimensions[own]);
  if (times == nullptr) return;
  days_ = reader.numbers(*times);
  part_ = part;
}

std::vector<std::size_t> YearFigures::index(const StoredVariable& variable, std::size_t scenario,
                                            std::size_t replicate) const {
  return has_scenarios(variable) ? std::vector<std::size_t>{scenario, replicate} : std::vector<std::size_t>{replicate};
}

double YearFigures::of(const std::vector<double>& part, const std::vector<double>& whole, const YearSpan& span,
                       std::size_t cell) const {
  const bool is_sum = measure_.figure == YearFigure::per_1000_a_year;
  double sum = 0, there = 0, last = unknown;
  std::size_t known = 0, steps = 0;
  for (std::size_t t = 0; t < days_.size(); ++t) {
    if (days_[t] < span.from || days_[t] >= span.until) continue;
    ++steps;
    double value = 0;
    for (const std::size_t i : taken_) value += part[(t * cells_ + cell) * inner_ + i];
    last = value;
    if (std::isnan(value)) continue;
    ++known;
    sum += value;
    if (is_sum) there += whole[t * cells_ + cell];
  }
  if (measure_.figure == YearFigure::at_end) return last;
  if (known == 0) return unknown;
  if (!is_sum) {
    const double mean = sum / static_cast<double>(known);
    return measure_.figure == YearFigure::complement ? 1 - mean : mean;
  }
  if (known < steps || !(there > 0)) return unknown;
  return 1000 * sum / (there / static_cast<double>(steps)) * days_per_year / (span.until - span.from);
}

std::vector<std::vector<double>> YearFigures::within(const std::vector<YearSpan>& spans, std::size_t scenario,
                                                     std::size_t replicate) const {
  const std::vector<double> part = reader_.numbers(*part_, index(*part_, scenario, replicate));
  std::vector<double> whole;
  if (whole_ != nullptr) whole = reader_.numbers(*whole_, index(*whole_, scenario, replicate));
  std::vector<std::vector<double>> figures;
  for (const YearSpan& span : spans) {
    figures.emplace_back();
    for (std::size_t cell = 0; cell < cells_; ++cell) figures.back().push_back(of(part, whole, span, cell));
  }
  return figures;
}

}  // namespace weefsel
