// What: the fabric in figures. Reads ties as they are now (faded, not stored), writes nothing.
//   network_density  ties present / ties possible among the families of a neighbourhood, 2L / (N (N - 1))
//                    (Wasserman & Faust 1994). Two families are linked if a pair of their adults hold each other at
//                    weak or stronger, in both directions, and had contact within 13 weeks.
//   local_degree     2L / N: neighbourhoods are compared on this, for density falls with N.
//   mean_degree      a parent's weak-or-stronger ties: kin and people elsewhere included, partner not.
//   isolated_share   parents with less than weekly contact with people they know over four weeks (CBS: objective
//                    isolation; not loneliness). unsupported_share: parents without a support tie.
//   local_clustering of a parent's acquaintances in town: share of pairs who know each other (Watts & Strogatz 1998).
// Definitions: model definition 7.2. Cells with fewer than 30 families are NaN.
#pragma once

#include "measures/cells.hpp"

namespace weefsel {

struct NetworkSums {
  std::int64_t families = 0, parents = 0;
  std::int64_t family_links = 0;  ///< neighbourhoods only
  std::int64_t ties = 0, support_ties = 0, close_ties = 0, kin_ties = 0, professional_ties = 0;
  std::int64_t trust = 0;  ///< sum of strengths of weak-or-stronger ties, in 2^-24
  std::int64_t isolated = 0, unsupported = 0;
  std::int64_t clustering = 0, clustered_parents = 0;  ///< in 2^-24; parents with at least two acquaintances in town

  void add(const NetworkSums& other);
  [[nodiscard]] double density() const;
  [[nodiscard]] double local_degree() const;
  [[nodiscard]] double per_parent(std::int64_t count) const;
  [[nodiscard]] double mean_trust() const;
  [[nodiscard]] double mean_clustering() const;
};

using NetworkMeasures = Cells<NetworkSums>;

[[nodiscard]] NetworkMeasures measure_network(const World& world, const FadingCurve& fading, bool with_clustering);

}  // namespace weefsel
