// What: the fabric in figures. Reads ties as they are now (faded, not stored), writes nothing; one pass over all ties.
//   network_density  ties present / ties possible among the families of a neighbourhood, 2L / (N (N - 1))
//                    (Wasserman & Faust 1994). Two families are linked if a pair of their adults hold each other at
//                    weak or stronger, in both directions, and had contact within 13 weeks.
//   local_degree     2L / N: neighbourhoods are compared on this, for density falls with N.
//   mean_degree      a parent's weak-or-stronger ties: kin and people elsewhere included, partner not.
//   isolated_share   parents with less than weekly contact with people they know over four weeks (CBS: objective
//                    isolation; not loneliness). unsupported_share: parents without a support tie.
//   acquaintances    adults in town who hold each other at weak or stronger: an undirected graph.
//   local_clustering of a parent's acquaintances: share of pairs who are acquainted (Watts & Strogatz 1998).
//   ego_density      the same among the five strongest only, as surveys ask it (Marsden 1987).
//   linking          ties to professionals of everyday life (Szreter & Woolcock 2004).
//   bonding, bridging, assortativity: measures/mixing.hpp.
// Definitions: model definition 7.2. Cells with fewer than 30 families are NaN.
#pragma once

#include "measures/cells.hpp"
#include "measures/mixing.hpp"

namespace weefsel {

struct NetworkSums {
  std::int64_t families = 0, parents = 0;
  std::int64_t family_parents = 0;  ///< without those whose children live elsewhere
  std::int64_t family_links = 0;    ///< neighbourhoods only
  std::int64_t ties = 0, support_ties = 0, close_ties = 0, kin_ties = 0, professional_ties = 0;
  std::int64_t trust = 0;  ///< sum of strengths of weak-or-stronger ties, in 2^-24
  std::int64_t isolated = 0, unsupported = 0;
  std::int64_t with_professional = 0;  ///< parents with a tie to a professional
  std::int64_t ego_density = 0, ego_parents = 0;        ///< in 2^-24; parents with at least two acquaintances in town
  std::int64_t clustering = 0, clustered_parents = 0;   ///< likewise
  /// Groups only: weak-or-stronger ties of parents in families to parents of other families in town; of these, to the same group.
  std::int64_t family_ties = 0, own_group_ties = 0;

  void add(const NetworkSums& other);
  [[nodiscard]] double density() const;
  [[nodiscard]] double local_degree() const;
  [[nodiscard]] double per_parent(std::int64_t count) const;
  [[nodiscard]] double mean_trust() const;
  [[nodiscard]] double mean_ego_density() const;
  [[nodiscard]] double mean_clustering() const;
  /// Share of ties within the group; ties across over those expected by lot among the parents of `town` (all groups
  /// together). NaN where the group is all there is.
  [[nodiscard]] double group_bonding(const NetworkSums& town) const;
  [[nodiscard]] double group_bridging(const NetworkSums& town) const;
};

struct NetworkMeasures : Cells<NetworkSums> {
  std::vector<MixingSums> mixing;  ///< per neighbourhood
  MixingSums mixing_in_town;

  explicit NetworkMeasures(std::size_t neighbourhoods = 0) : Cells(neighbourhoods), mixing(neighbourhoods) {}
  NetworkMeasures(std::size_t neighbourhoods, const std::array<std::size_t, mixing_count>& sizes)
      : Cells(neighbourhoods), mixing(neighbourhoods, MixingSums(sizes)), mixing_in_town(sizes) {}
  void add(const NetworkMeasures& other);
};

[[nodiscard]] NetworkMeasures measure_network(const World& world, const FadingCurve& fading, bool with_clustering);

}  // namespace weefsel
