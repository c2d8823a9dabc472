// What: a stand-in for the simulation: one output as a formula of the factors, fast enough for a slider in a browser. With
// it goes its error, measured at points that it has not seen.
// Kinds: polynomial chaos (Legendre polynomials, few of them: least angle regression, Blatman & Sudret 2011) and kriging (a
// Gaussian process; Rasmussen & Williams 2006). `best` makes both and keeps the one with the smaller held-out error.
// Portable: an Emulator is plain numbers. `evaluate` is the whole definition; JavaScript or Python can do the same from the
// JSON (emulator_json.hpp) without a library. OpenTURNS finds the numbers (fit_with_openturns.hpp) and is not needed after.
// Error: every fifth point in a seeded shuffle is held out; the emulator that is kept is fitted on the others only. So the
// stated error is that of the very emulator that is stored; a refit on all points would mostly be a little better, and its
// error unknown. With `best`, the choice of two by the held-out error makes the stated one a trifle too kind.
// Luck: the value at a point is its mean over replicates, and chance is in it. `luck` is the part that no function of the
// factors can know: an emulator whose rmse is near it is as good as can be. `shared_luck` comes on top: the replicates
// have the same luck at all points, so other replicates would lift or lower the emulator as a whole.
// Needed: at least 10 points, and 3 for each factor. A point that misses any replicate is left out, and counted.
// Assumption: factors are sampled over the whole unit cube, and evenly (chaos takes them as uniform and independent).
// Outside the cube, and outside what was sampled, an emulator is not to be trusted.
// Reproducible: the same input gives the same emulator on one machine (OpenTURNS is seeded at each fit); between machines
// the linear algebra differs in the last digits. Threads: OpenTURNS has one global generator, so fit on one thread at a
// time. `evaluate` may be called from many.
// Errors: UserMistake for too few points; Fault for lengths that differ.
// Sources: Blatman & Sudret, J. Computational Physics 230 (2011) 2345-2367; Sudret, Reliability Engineering & System Safety
// 93 (2008) 964-979 (indices from coefficients); Rasmussen & Williams, "Gaussian Processes for Machine Learning" (2006).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

enum class EmulatorKind : std::uint8_t { chaos, kriging, best };
enum class Covariance : std::uint8_t { squared_exponential, matern_3_2, matern_5_2 };
enum class Trend : std::uint8_t { constant, linear };

/// A coefficient times the product over the factors of sqrt(2k+1) P_k(2u-1): k the degree, P_k Legendre's polynomial, u the
/// factor from 0 to 1. These products are orthonormal: the squares of coefficients are shares of the variance.
struct ChaosTerm {
  std::vector<std::size_t> degrees;  ///< per factor
  double coefficient = 0;
};

struct Chaos {
  std::vector<ChaosTerm> terms;
};

/// constant + sum of slope x factor + sum over the points of weight x correlation(distance to that point). Distance: the
/// root of the sum of squared differences, each divided by its scale first. Correlation at distance r:
/// squared exponential exp(-r^2/2); Matern 3/2 (1 + a) exp(-a), a = r sqrt 3; Matern 5/2 (1 + a + a^2/3) exp(-a), a = r sqrt 5.
struct Kriging {
  Covariance covariance = Covariance::matern_5_2;
  double constant = 0;
  std::vector<double> slopes;   ///< per factor; all 0 for a constant trend
  std::vector<double> scales;   ///< per factor; a large one: the output hardly bends along this factor
  double amplitude = 0;         ///< standard deviation of the process; to know, not needed to evaluate
  double nugget = 0;            ///< variance of luck and other roughness, as a share of amplitude^2; not needed to evaluate
  Points points;                ///< the training points
  std::vector<double> weights;  ///< one per point; the variance is in them already
};

/// How good the emulator is where it was not fitted.
struct HeldOutError {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::size_t training = 0, held_out = 0;  ///< points
  double rmse = unknown;                   ///< root of the mean squared error at held-out points
  double spread = unknown;                 ///< standard deviation of the held-out values
  double q2 = unknown;           ///< 1 - mean squared error / their variance; below 0: worse than their mean. NaN: they do not vary
  double luck = unknown;         ///< sd of luck in a point's mean, its own; NaN for one replicate
  double shared_luck = unknown;  ///< sd of luck in the mean that all points share
  double rmse_chaos = unknown, rmse_kriging = unknown;  ///< of either kind; NaN where not tried
};

struct Emulator {
  EmulatorKind kind = EmulatorKind::chaos;  ///< chaos or kriging, never best
  std::size_t factors = 0;
  Chaos chaos;      ///< without terms when the kind is kriging
  Kriging kriging;  ///< without points when the kind is chaos
  HeldOutError error;
  std::size_t left_out = 0;  ///< points that miss a replicate
};

struct EmulatorOptions {
  EmulatorKind kind = EmulatorKind::best;
  Covariance covariance = Covariance::matern_5_2;
  Trend trend = Trend::constant;
  std::uint64_t seed = 1;  ///< of the shuffle that chooses the held-out points
};

/// The emulator of one output. Replicates are averaged at each point.
[[nodiscard]] Emulator fit_emulator(const Points& points, const Outcomes& outcomes, const EmulatorOptions& options = {});

/// The emulator's value at a point: as many numbers from 0 to 1 as there are factors.
[[nodiscard]] double evaluate(const Emulator& emulator, const std::vector<double>& point);
[[nodiscard]] double evaluate(const Chaos& chaos, const std::vector<double>& point);
[[nodiscard]] double evaluate(const Kriging& kriging, const std::vector<double>& point);

/// Sobol' indices of the *emulator*, straight from the squares of its coefficients: of the model only as far as q2 is near 1.
struct ChaosIndices {
  std::vector<double> first, total;  ///< per factor; NaN when the emulator is a constant
};
[[nodiscard]] ChaosIndices indices_of(const Chaos& chaos, std::size_t factors);

/// Luck in the mean over replicates, from the points that have all of them. Same luck at each point in each replicate, so
/// the replicates' own levels are taken out first: what is left is `own`, and the levels are `shared`.
struct LuckInMeans {
  double own = std::numeric_limits<double>::quiet_NaN(), shared = std::numeric_limits<double>::quiet_NaN();
};
[[nodiscard]] LuckInMeans luck_in_means(const Outcomes& outcomes);

}  // namespace weefsel
