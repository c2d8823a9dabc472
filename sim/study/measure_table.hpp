// What: every variable of the output file: name, unit, shape, and how its number follows from the sums of a cell.
// Adding a measure is one row here (and, where it needs a new sum, one line in measures/). Rows stand in the order of
// the file: what is there and goes well comes before what is short or goes wrong.
#pragma once

#include <string>
#include <vector>

#include "measures/children_measures.hpp"
#include "measures/giving_measures.hpp"
#include "measures/network_measures.hpp"
#include "measures/people_measures.hpp"
#include "measures/reach_measures.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

enum class Rhythm : std::uint8_t { flows, network, clustering };

/// The sums of one cell when a row is written. Those of another rhythm are null.
struct CellSums {
  const PeopleSums* people = nullptr;
  const NetworkSums* network = nullptr;
  const NetworkSums* town = nullptr;  ///< all groups together
  const MixingSums* mixing = nullptr; ///< neighbourhoods and the town
  const ReachSums* reach = nullptr;
  const GivingSums* giving = nullptr;
  const Tally* tally = nullptr;       ///< sums over the period
  bool of_group = false;              ///< is the cell a group (or else a neighbourhood), and which
  std::size_t cell = 0;
  const ChildSums* children = nullptr;
  [[nodiscard]] std::int64_t flow(Flow f) const { return of_group ? tally->of(f, static_cast<Group>(cell)) : tally->of(f, NeighbourhoodId(cell)); }
};

/// Where a measure is given: each is a variable of its own. Bits.
enum Breakdown : std::uint8_t {
  by_neighbourhood = 1,  ///< `name`
  by_group = 2,          ///< `name_by_group`
  in_town = 4,           ///< `name_in_town`
  as_gap = 8             ///< `name_gap`: one side of a group less the other
};

struct Measure {
  std::string name;
  Rhythm rhythm = Rhythm::flows;
  NumberKind kind = NumberKind::real;
  std::string units, long_name, description;
  std::string inner;             ///< further dimension: "tier", "place_kind" ...; empty: none
  std::size_t inner_size = 1;
  unsigned breakdowns = by_neighbourhood | by_group;
  bool summed = false;           ///< a flow: sum over the period
  bool is_size = false;          ///< how many there are in the cell: never blank
  double (*value)(const CellSums&, std::size_t inner);
};

[[nodiscard]] const std::vector<Measure>& measure_table();

}  // namespace weefsel
