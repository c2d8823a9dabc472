#include "studies/factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "random/distributions.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

/// Of `count` equal pieces of [0, 1], the one in which u lies.
std::size_t piece_of(double u, std::size_t count) {
  return std::min(static_cast<std::size_t>(std::max(u, 0.0) * static_cast<double>(count)), count - 1);
}

/// The middle of that piece, but the ends for the first and the last: designs that go to the ends find them there.
double place_of_piece(std::size_t piece, std::size_t count) {
  return count < 2 ? 0.5 : static_cast<double>(piece) / static_cast<double>(count - 1);
}

std::size_t whole_numbers_in(const StudyFactor& f) { return static_cast<std::size_t>(f.high - f.low) + 1; }

/// Numbers in the design have at most nine digits that count, so that people can copy them.
double shortened(double value) { return std::stod(fmt::format("{:.9g}", value)); }

}  // namespace

bool StudyFactor::is_switch() const { return name.find('.', name.find('.') + 1) == std::string::npos && values.size() == 2 && values[0] == switch_off && values[1] == switch_on; }

double number_at(const StudyFactor& f, double u) {
  if (f.is_list()) return static_cast<double>(piece_of(u, f.values.size()));
  if (f.whole) return f.low + static_cast<double>(piece_of(u, whole_numbers_in(f)));
  const double from = f.by_logarithm ? rounded_log(f.low) : f.low, to = f.by_logarithm ? rounded_log(f.high) : f.high;
  const double value = from + u * (to - from);
  return std::clamp(shortened(f.by_logarithm ? rounded_exp(value) : value), f.low, f.high);
}

std::string text_at(const StudyFactor& f, double u) {
  return f.is_list() ? f.values[piece_of(u, f.values.size())] : number_as_text(number_at(f, u));
}

double place_of(const StudyFactor& f, double number) {
  if (f.is_list()) return place_of_piece(static_cast<std::size_t>(number), f.values.size());
  if (f.high <= f.low) return 0.5;
  const double inside = std::clamp(number, f.low, f.high);
  if (f.whole) return place_of_piece(static_cast<std::size_t>(inside - f.low), whole_numbers_in(f));
  if (f.by_logarithm) return (rounded_log(inside) - rounded_log(f.low)) / (rounded_log(f.high) - rounded_log(f.low));
  return (inside - f.low) / (f.high - f.low);
}

std::vector<std::string> settings_at(const std::vector<StudyFactor>& factors, const double* point, std::size_t scenario) {
  std::vector<std::string> settings, left_out;
  for (std::size_t j = 0; j < factors.size(); ++j)
    if (factors[j].is_switch() && text_at(factors[j], point[j]) == switch_off) left_out.push_back(factors[j].name + ".");
  for (std::size_t j = 0; j < factors.size(); ++j) {
    const StudyFactor& f = factors[j];
    if (!f.scenarios.empty() && std::find(f.scenarios.begin(), f.scenarios.end(), scenario) == f.scenarios.end()) continue;
    const auto is_of = [&](const std::string& lever) { return f.name.starts_with(lever); };
    if (std::any_of(left_out.begin(), left_out.end(), is_of)) continue;
    const std::string text = text_at(f, point[j]);
    if (f.is_switch() && text == switch_on) continue;
    settings.push_back(f.name + "=" + text);
  }
  return settings;
}

}  // namespace weefsel
