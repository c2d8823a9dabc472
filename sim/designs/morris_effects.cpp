#include "designs/morris_effects.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <random>

#include "base/errors.hpp"
#include "designs/resample.hpp"
#include "designs/split_two_way.hpp"

namespace weefsel {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t fewest_effects = 4;  // for an interval

/// The only factor that differs between a point and the next one.
std::size_t factor_of_step(const Points& design, std::size_t point) {
  std::size_t found = design.factors;
  for (std::size_t j = 0; j < design.factors; ++j) {
    if (design.at(point, j) == design.at(point + 1, j)) continue;
    if (found != design.factors) throw Fault("Morris effects: a step of the design moves two factors");
    found = j;
  }
  if (found == design.factors) throw Fault("Morris effects: a step of the design moves no factor");
  return found;
}

/// Of each factor, its effects: a row a trajectory, a column a replicate; NaN where a point failed.
std::vector<Outcomes> effect_tables(const Points& design, const Outcomes& outcomes) {
  const std::size_t d = design.factors, trajectories = design.count / (d + 1);
  std::vector<Outcomes> effects(d, Outcomes(trajectories, outcomes.replicates));
  for (std::size_t t = 0; t < trajectories; ++t)
    for (std::size_t point = t * (d + 1); point < t * (d + 1) + d; ++point) {
      const std::size_t j = factor_of_step(design, point);
      const double step = design.at(point + 1, j) - design.at(point, j);
      for (std::size_t r = 0; r < outcomes.replicates; ++r)
        effects[j].at(t, r) = (outcomes.at(point + 1, r) - outcomes.at(point, r)) / step;
    }
  return effects;
}

struct Summary {
  double mu = unknown, mu_star = unknown, sigma = unknown;
  double noise = unknown;  ///< variance of an effect's mean by luck that differs between trajectories
};

/// Of the trajectories, each taken as often as `times` says. `luck_too`: sigma is left as it is.
Summary summarise(const TwoWay& effects, const std::vector<double>& times, bool luck_too) {
  double count = 0, sum = 0, sizes = 0, squares = 0, leftovers = 0, spare = 0, over_finished = 0;
  for (std::size_t t = 0; t < times.size(); ++t) {
    if (effects.finished[t] == 0 || times[t] == 0) continue;
    const double w = times[t], part = effects.row_parts[t], finished = static_cast<double>(effects.finished[t]);
    count += w, sum += w * part, squares += w * part * part;
    sizes += w * std::fabs(effects.overall + part);
    leftovers += w * effects.leftover_squares[t];
    spare += w * (finished - 1), over_finished += w / finished;
  }
  Summary s;
  if (count == 0) return s;
  s.mu = effects.overall + sum / count;
  s.mu_star = sizes / count;
  const double free = spare - static_cast<double>(effects.replicates - 1);
  if (!luck_too && free > 0) s.noise = leftovers / free * over_finished / count;
  if (count < 2) return s;
  const double variance = (squares - sum * sum / count) / (count - 1);
  s.sigma = std::sqrt(std::max(0.0, luck_too ? variance : variance - s.noise));
  if (!luck_too && std::isnan(s.noise)) s.sigma = unknown;
  return s;
}

/// Two-sided p of a mean effect of 0, over replicates.
double p_of_mean(const TwoWay& effects) {
  if (effects.replicates < 2) return unknown;
  double squares = 0;
  for (const double part : effects.replicate_parts)
    if (!std::isnan(part)) squares += part * part;
  const auto count = static_cast<double>(effects.replicates);
  const double error = std::sqrt(squares / (count - 1) / count);
  if (error == 0) return effects.overall == 0 ? 1 : 0;
  const boost::math::students_t t(count - 1);
  return 2 * boost::math::cdf(boost::math::complement(t, std::fabs(effects.overall) / error));
}

/// p of effects that are equal in all trajectories.
double p_of_spread(const TwoWay& effects, double noise) {
  if (effects.rows < 2 || std::isnan(noise)) return unknown;
  double sum = 0, squares = 0;
  for (const double part : effects.row_parts)
    if (!std::isnan(part)) sum += part, squares += part * part;
  const auto count = static_cast<double>(effects.rows);
  const double variance = std::max(0.0, (squares - sum * sum / count) / (count - 1));
  if (noise == 0) return variance == 0 ? 1 : 0;
  const boost::math::fisher_f f(count - 1, effects.free_leftovers);
  return boost::math::cdf(boost::math::complement(f, variance / noise));
}

void tell_luck_apart(const TwoWay& effects, const Summary& summary, MorrisEffects::Factor& factor) {
  if (std::isnan(summary.noise)) return;
  constexpr double mean_size = 0.79788456080286536;  // sqrt(2 / pi): the mean size of a standard normal number
  factor.chance_sd = std::sqrt(summary.noise);
  factor.mu_star_by_luck = mean_size * std::sqrt(summary.noise + effects.replicate_variance / static_cast<double>(effects.replicates));
  const double by_mean = p_of_mean(effects), by_spread = p_of_spread(effects, summary.noise);
  factor.p_luck = std::isnan(by_spread) ? by_mean : std::min(1.0, 2 * std::min(by_mean, by_spread));
  factor.beyond_luck = factor.p_luck < 0.05;
}

}  // namespace

MorrisEffects morris_effects(const Points& design, const Outcomes& outcomes, std::size_t bootstraps) {
  const std::size_t d = design.factors;
  if (d == 0 || design.count == 0 || design.count % (d + 1) != 0) throw Fault("Morris effects: the design has no trajectories");
  if (outcomes.points != design.count || outcomes.replicates == 0) throw Fault("Morris effects: these are not the outcomes of the design");
  const std::size_t trajectories = design.count / (d + 1);
  MorrisEffects result;
  result.factors.resize(d);
  result.chance_apart = outcomes.replicates > 1;
  std::vector<TwoWay> effects;
  for (const Outcomes& table : effect_tables(design, outcomes)) effects.push_back(split_two_way(table));
  std::vector<std::vector<Summary>> again(d);
  std::mt19937_64 bits(bootstrap_seed);
  std::vector<double> times(trajectories);
  for (std::size_t b = 0; b < bootstraps; ++b) {
    draw_again(bits, times);
    for (std::size_t j = 0; j < d; ++j) again[j].push_back(summarise(effects[j], times, !result.chance_apart));
  }
  const std::vector<double> once(trajectories, 1.0);
  for (std::size_t j = 0; j < d; ++j) {
    MorrisEffects::Factor& factor = result.factors[j];
    factor.effects_used = effects[j].rows;
    factor.effects_dropped = trajectories - effects[j].rows;
    const Summary summary = summarise(effects[j], once, !result.chance_apart);
    if (factor.effects_used < fewest_effects) again[j].clear();
    const auto interval = [&](double Summary::* what) {
      std::vector<double> resampled;
      for (const Summary& s : again[j]) resampled.push_back(s.*what);
      return percentile_interval(summary.*what, std::move(resampled));
    };
    factor.mu = interval(&Summary::mu);
    factor.mu_star = interval(&Summary::mu_star);
    factor.sigma = interval(&Summary::sigma);
    tell_luck_apart(effects[j], summary, factor);
  }
  return result;
}

}  // namespace weefsel
