// What: an emulator as JSON, and back. Numbers have all the digits they need to come back bit for bit; NaN is null.
// Format ("weefsel-emulator-1"): one object with
//   format       the string weefsel-emulator-1
//   output       what is emulated, "" when unnamed
//   factors      [names], or ["factor 1", ...]; every list "per factor" below is in this order
//   kind         "chaos" or "kriging"
//   chaos        { terms: [ { degrees: [per factor], coefficient } ] }                          only for chaos
//   kriging      { covariance: "squared exponential" | "matern 3/2" | "matern 5/2", constant, slopes: [per factor],
//                  scales: [per factor], amplitude, nugget, points: [[per factor], ...], weights: [per point] }
//   error        { training, held_out, rmse, spread, q2, luck, shared_luck, rmse_chaos, rmse_kriging }
//   left_out     points that miss a value
// How to evaluate it is said at ChaosTerm and Kriging in emulator.hpp: a dozen lines in any language. Factors are given to
// it from 0 to 1; which value of a parameter that is, the reader of the study knows.
// Errors: reading throws UserMistake for text that is no such object.
#pragma once

#include <string>
#include <vector>

#include "designs/emulator.hpp"

namespace weefsel {

struct EmulatorNames {
  std::string output;
  std::vector<std::string> factors;  ///< empty, or one for each factor
};

[[nodiscard]] std::string emulator_as_json(const Emulator& emulator, const EmulatorNames& names = {});

struct NamedEmulator {
  Emulator emulator;
  EmulatorNames names;
};
[[nodiscard]] NamedEmulator emulator_from_json(const std::string& text);

}  // namespace weefsel
