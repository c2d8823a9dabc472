// What: designs of experiments: which points of the unit cube a study runs. A factor's own units are the caller's
// business, who turns u from 0 to 1 into a value, a switch or an item of a list.
// How: - one_at_a_time: a base point, and each factor in turn moved through its levels while the others stay at the base.
//      - factorial: every combination of evenly spread levels.
//      - latin_hypercube: of each factor, every one of N equal slices once (McKay, Beckman & Conover 1979).
//      - sobol: Saltelli's scheme for first-order and total Sobol' indices (Saltelli et al. 2010). Two samples A and B
//        of N rows, and for each factor j the sample AB_j: A, with column j from B. N SHOULD BE A POWER OF TWO: only then
//        is the sequence behind it balanced. That sequence is Sobol's, with the direction numbers of Joe & Kuo (2008) and
//        scrambled by the seed (Owen 1995). It is Boost's: in that of OpenTURNS, columns of 20 factors correlate up to 0.75
//        at N = 256 and 1024, and errors of the indices are up to five times as large (measured on three test functions).
//      - morris: trajectories on a grid, one factor a step, for elementary effects (Morris 1991).
// Same request, same bits; no request changes what another gives.
// Threads: ONE AT A TIME. OpenTURNS has a single generator of random numbers for the whole program, which this sets anew.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

enum class Method { one_at_a_time, factorial, latin_hypercube, sobol, morris };

/// The words for them in files and on the command line, in the order of the enum.
inline constexpr std::array<std::string_view, 5> method_names{"one_at_a_time", "factorial", "latin_hypercube", "sobol", "morris"};

/// What is wanted. A method reads what is named for it and leaves the rest alone.
struct DesignRequest {
  Method method = Method::one_at_a_time;
  std::size_t factors = 0;
  std::size_t points = 0;              ///< latin_hypercube: points; sobol: N, the rows of A; morris: trajectories
  std::size_t levels = 4;              ///< morris: levels of the grid, an even number; a step is levels / 2 of them
  std::vector<std::size_t> levels_of;  ///< factorial, one_at_a_time: levels of each factor, 2 (both ends) or more
  std::vector<double> base;            ///< one_at_a_time: the base point, 0-1 for each factor
  std::uint64_t seed = 0;              ///< latin_hypercube, sobol, morris
};

/// The most points that a design may have: beyond it, somebody made a mistake.
inline constexpr std::size_t most_points = 10'000'000;

/// The points, in this order (d factors):
///   one_at_a_time    the base; then factor by factor its levels from low to high, also one that equals the base
///   factorial        the last factor runs fastest
///   latin_hypercube  no order
///   sobol            A, B, AB_1 ... AB_d, N rows each: row i of AB_j is point (2 + j) N + i, j from 0
///   morris           trajectory by trajectory, d + 1 points each; a step is levels / (2 (levels - 1)), up or down
/// Throws Fault on a request that makes no sense.
[[nodiscard]] Points make_design(const DesignRequest& request);

}  // namespace weefsel
