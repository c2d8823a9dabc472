// What: every variable of the output file: name, unit, shape, and how its number follows from the sums of a cell.
// Adding a measure is one row here (and, where it needs a new sum, one line in measures/).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "measures/children_measures.hpp"
#include "measures/network_measures.hpp"
#include "measures/people_measures.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

enum class Rhythm : std::uint8_t { flows, network, clustering };

/// The sums of one cell (a neighbourhood or a group) when a row is written.
struct CellSums {
  const PeopleSums* people = nullptr;
  const NetworkSums* network = nullptr;
  const ChildSums* children = nullptr;
  std::function<std::int64_t(Flow)> flow;  ///< sum over the period
};

struct Measure {
  std::string name;
  Rhythm rhythm = Rhythm::flows;
  NumberKind kind = NumberKind::real;
  std::string units, long_name, description;
  std::string inner;             ///< further dimension: "tier", "place_kind" ...; empty: none
  std::size_t inner_size = 1;
  bool by_group = true;          ///< false: by neighbourhood only
  bool summed = false;           ///< a flow: sum over the period
  double (*value)(const CellSums&, std::size_t inner);
};

[[nodiscard]] const std::vector<Measure>& measure_table();

}  // namespace weefsel
