// What: the network at one moment as plain tables: who there is, and every tie that is left, with its strength now.
// Nodes: active adults (parents, hosts, grandparents ...), and whoever they hold a tie to: light adults, teams of
// professionals, people elsewhere. Of an adult in a family: neighbourhood and household groups. No origin, no
// community, no home. Edges are directed: from the one who holds the tie. Reads the world only.
// Order: nodes by what they are and by key, edges by their ends; so equal worlds give equal tables, whatever their slots.
#pragma once

#include "output/snapshots.hpp"
#include "world/world.hpp"

namespace weefsel {

/// `start`: the first day of the scenario, from which the date of the snapshot follows.
[[nodiscard]] Snapshot take_snapshot(const World& world, const FadingCurve& fading, Date start);

}  // namespace weefsel
