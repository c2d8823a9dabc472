#include "designs/fit_with_openturns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <openturns/OT.hxx>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_terms = 1000;          // of a basis, before it is made sparse
constexpr std::size_t most_points_searched = 300;  // a likelihood costs the cube of this
constexpr double least_scale = 0.03, most_scale = 30, least_nugget = 1e-6, most_nugget = 1e3;

void prepare_openturns() {
  OT::Log::Show(OT::Log::NONE);
  OT::RandomGenerator::SetSeed(1);
}

OT::Sample sample_of(const Points& points) {
  OT::Sample sample(points.count, points.factors);
  for (std::size_t i = 0; i < points.count; ++i)
    for (std::size_t j = 0; j < points.factors; ++j) sample(i, j) = points.at(i, j);
  return sample;
}

OT::Sample sample_of(const std::vector<double>& values) {
  OT::Sample sample(values.size(), 1);
  for (std::size_t i = 0; i < values.size(); ++i) sample(i, 0) = values[i];
  return sample;
}

OT::Point point_of(const std::vector<double>& values) { return OT::Point(OT::Collection<OT::Scalar>(values.begin(), values.end())); }

std::function<double(const std::vector<double>&)> plain(const OT::Function& function) {
  return [function](const std::vector<double>& point) { return function(point_of(point))[0]; };
}

// Chaos

OT::FunctionalChaosResult sparse_chaos(const OT::Sample& x, const OT::Sample& y, const OT::OrthogonalProductPolynomialFactory& basis,
                                       std::size_t terms) {
  const OT::ComposedDistribution cube(OT::ComposedDistribution::DistributionCollection(x.getDimension(), OT::Uniform(0, 1)));
  const OT::LeastSquaresMetaModelSelectionFactory sparse{OT::LARS(), OT::CorrectedLeaveOneOut()};
  OT::FunctionalChaosAlgorithm algorithm(x, y, cube, OT::FixedStrategy(basis, terms), OT::LeastSquaresStrategy(sparse));
  algorithm.run();
  return algorithm.getResult();
}

Chaos chaos_of(const OT::FunctionalChaosResult& result, const OT::EnumerateFunction& enumerate) {
  Chaos chaos;
  const OT::Indices places = result.getIndices();
  for (std::size_t k = 0; k < places.getSize(); ++k) {
    const OT::Indices degrees = enumerate(places[k]);
    chaos.terms.push_back({{degrees.begin(), degrees.end()}, result.getCoefficients()(k, 0)});
  }
  return chaos;
}

struct BestChaos {
  FittedChaos fitted;
  double error = std::numeric_limits<double>::infinity();  ///< corrected leave-one-out
};

/// Bases of growing degree. Roundness is the q of Blatman & Sudret's hyperbolic sets: the lower, the fewer products of factors.
void try_bases(const OT::Sample& x, const OT::Sample& y, double roundness, BestChaos& best) {
  const std::size_t factors = x.getDimension();
  const OT::HyperbolicAnisotropicEnumerateFunction enumerate(factors, roundness);
  const OT::OrthogonalProductPolynomialFactory basis(
      OT::OrthogonalProductPolynomialFactory::PolynomialFamilyCollection(factors, OT::LegendreFactory()), enumerate);
  for (const std::size_t degree : {1U, 2U, 3U, 4U, 6U, 8U, 10U, 12U}) {
    const std::size_t terms = enumerate.getBasisSizeFromTotalDegree(degree);
    if (degree > 1 && terms > std::min(most_terms, 2 * x.getSize())) return;
    const OT::FunctionalChaosResult result = sparse_chaos(x, y, basis, terms);
    const double error = result.getRelativeErrors()[0];
    if (error < best.error) best = {{chaos_of(result, enumerate), plain(result.getMetaModel())}, error};
  }
}

/// A value that never varies: least angle regression has nothing to hold on to.
FittedChaos constant_chaos(double value, std::size_t factors) {
  return {{{{std::vector<std::size_t>(factors, 0), value}}}, [value](const std::vector<double>&) { return value; }};
}

// Kriging

OT::CovarianceModel covariance_of(Covariance kind, const std::vector<double>& scales, double nugget) {
  const OT::Point by_factor = point_of(scales), amplitude(1, 1.0);
  OT::CovarianceModel model = OT::SquaredExponential(by_factor, amplitude);
  if (kind != Covariance::squared_exponential) model = OT::MaternModel(by_factor, amplitude, kind == Covariance::matern_3_2 ? 1.5 : 2.5);
  model.setNuggetFactor(nugget);
  return model;
}

OT::Basis basis_of(Trend trend, std::size_t factors) {
  return trend == Trend::constant ? OT::ConstantBasisFactory(factors).build() : OT::LinearBasisFactory(factors).build();
}

/// What the search moves: the logarithms of all scales, and then of the nugget.
using Logarithms = std::vector<double>;

std::vector<double> scales_of(const Logarithms& at) {
  std::vector<double> scales;
  for (std::size_t j = 0; j + 1 < at.size(); ++j) scales.push_back(std::exp(at[j]));
  return scales;
}

class Likelihood {
 public:
  Likelihood(const OT::Sample& x, const OT::Sample& y, Covariance kind, const OT::Basis& basis)
      : x_(x, 0, std::min<std::size_t>(x.getSize(), most_points_searched)), y_(y, 0, x_.getSize()), kind_(kind), basis_(basis) {}

  /// Where the numbers break down it is as unlikely as can be.
  [[nodiscard]] double operator()(const Logarithms& at) const {
    try {
      const std::vector<double> scales = scales_of(at);
      OT::KrigingAlgorithm algorithm(x_, y_, covariance_of(kind_, scales, std::exp(at.back())), basis_);
      const double found = algorithm.getReducedLogLikelihoodFunction()(point_of(scales))[0];
      return std::isfinite(found) ? found : -std::numeric_limits<double>::infinity();
    } catch (const OT::Exception&) {
      return -std::numeric_limits<double>::infinity();
    }
  }

 private:
  OT::Sample x_, y_;
  Covariance kind_;
  OT::Basis basis_;
};

/// Each number up or down by a step, kept where that is likelier; steps halve when nothing moves (Hooke & Jeeves 1961).
double climb(const Likelihood& likelihood, Logarithms& at, double step, double last_step) {
  double best = likelihood(at);
  while (step >= last_step) {
    bool moved = false;
    for (std::size_t k = 0; k < at.size(); ++k) {
      const bool is_nugget = k + 1 == at.size();
      const double low = std::log(is_nugget ? least_nugget : least_scale), high = std::log(is_nugget ? most_nugget : most_scale);
      const double before = at[k];
      for (const double to : {before + step, before - step}) {
        at[k] = std::clamp(to, low, high);
        const double found = at[k] == before ? best : likelihood(at);
        if (found > best + 1e-3) {
          best = found, moved = true;
          break;
        }
        at[k] = before;
      }
    }
    if (!moved) step /= 2;
  }
  return best;
}

/// The likeliest scales and nugget: a coarse climb from three starts, and a fine one from where the best of them ended.
Logarithms likeliest(const Likelihood& likelihood, std::size_t factors) {
  Logarithms best;
  double highest = -std::numeric_limits<double>::infinity();
  for (const double scale : {0.3, 1.0, 4.0}) {
    Logarithms at(factors + 1, std::log(scale));
    at.back() = std::log(0.01);
    const double found = climb(likelihood, at, 1.6, 1.6);
    if (best.empty() || found > highest) best = at, highest = found;
  }
  climb(likelihood, best, 0.8, 0.2);
  return best;
}

Kriging kriging_of(const OT::KrigingResult& result, const Points& points, const std::vector<double>& values, Covariance kind) {
  Kriging k;
  const OT::CovarianceModel model = result.getCovarianceModel();
  const OT::Point scales = model.getScale(), trend = result.getTrendCoefficients()[0];
  const double unit = model.getAmplitude()[0] * model.getAmplitude()[0];
  k.covariance = kind, k.points = points, k.nugget = model.getNuggetFactor(), k.constant = trend[0];
  k.scales.assign(scales.begin(), scales.end());
  k.slopes.assign(points.factors, 0);
  for (std::size_t j = 0; j + 1 < trend.getSize(); ++j) k.slopes[j] = trend[j + 1];
  double energy = 0;  // residuals x weights: their sum over the degrees of freedom is the variance of the process
  for (std::size_t i = 0; i < points.count; ++i) {
    k.weights.push_back(result.getCovarianceCoefficients()(i, 0) * unit);
    double residual = values[i] - k.constant;
    for (std::size_t j = 0; j < points.factors; ++j) residual -= k.slopes[j] * points.at(i, j);
    energy += residual * k.weights.back();
  }
  k.amplitude = std::sqrt(std::max(0.0, energy) / static_cast<double>(points.count - trend.getSize()));
  return k;
}

}  // namespace

FittedChaos fit_chaos(const Points& points, const std::vector<double>& values) {
  if (std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); }))
    return constant_chaos(values.front(), points.factors);
  prepare_openturns();
  try {
    const OT::Sample x = sample_of(points), y = sample_of(values);
    BestChaos best;
    for (const double roundness : {0.5, 0.75}) try_bases(x, y, roundness, best);
    return best.fitted;
  } catch (const OT::Exception& trouble) {
    throw Fault(fmt::format("OpenTURNS could not fit a polynomial chaos to {} points: {}", points.count, trouble.what()));
  }
}

FittedKriging fit_kriging(const Points& points, const std::vector<double>& values, Covariance covariance, Trend trend) {
  prepare_openturns();
  try {
    const OT::Sample x = sample_of(points), y = sample_of(values);
    const OT::Basis basis = basis_of(trend, points.factors);
    const Logarithms at = likeliest(Likelihood(x, y, covariance, basis), points.factors);
    OT::KrigingAlgorithm algorithm(x, y, covariance_of(covariance, scales_of(at), std::exp(at.back())), basis);
    algorithm.setOptimizeParameters(false);
    algorithm.run();
    const OT::KrigingResult result = algorithm.getResult();
    return {kriging_of(result, points, values, covariance), plain(result.getMetaModel())};
  } catch (const OT::Exception& trouble) {
    throw Fault(fmt::format("OpenTURNS could not fit a kriging to {} points: {}", points.count, trouble.what()));
  }
}

}  // namespace weefsel
