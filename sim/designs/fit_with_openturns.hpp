// What: the two fits that need OpenTURNS (Baudin, Dutfoy, Iooss & Popelin 2017; LGPL), each giving plain numbers. All that
// the house knows of OpenTURNS' emulators is in the file beside this one.
// Chaos: bases of growing degree (hyperbolic: high degrees for single factors, low ones for products), each made sparse by
// least angle regression with the corrected leave-one-out error; the basis with the least such error is kept.
// Kriging: scales and nugget by the likelihood, in steps that halve, from three starts (OpenTURNS' own search takes minutes
// for ten factors and often stays at a poor place). The search looks at 300 points at most; the weights come from all.
// Time: 0.5 s either for 3 factors and 300 points, 2 and 5 s for 10 and 375, 11 and 14 s for 30 and 500.
// The nugget is always there: luck is in the values, and to pass through every one of them would be to believe it.
// Threads: one at a time, and not together with another user of OpenTURNS: it has one global generator, seeded here.
#pragma once

#include <functional>
#include <vector>

#include "designs/emulator.hpp"

namespace weefsel {

/// `original` is OpenTURNS' own function, for tests; at a training point kriging's differs, as it passes through the value
/// there and only there.
struct FittedChaos {
  Chaos chaos;
  std::function<double(const std::vector<double>&)> original;
};
struct FittedKriging {
  Kriging kriging;
  std::function<double(const std::vector<double>&)> original;
};

/// Errors: Fault when OpenTURNS gives up.
[[nodiscard]] FittedChaos fit_chaos(const Points& points, const std::vector<double>& values);
[[nodiscard]] FittedKriging fit_kriging(const Points& points, const std::vector<double>& values, Covariance covariance, Trend trend);

}  // namespace weefsel
