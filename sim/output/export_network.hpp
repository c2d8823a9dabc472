// What: writes a network that was kept (see snapshots.hpp) in a form that other programs read: GraphML and GEXF for
// Gephi, igraph and networkx, or comma-separated tables for everything else.
// Ties are directed, from the one who holds them; a mutual tie is two. Besides their own attributes edges have `weight`,
// the strength under the name that those programs look for. Equal networks give equal bytes.
// Errors: UserMistake for a file whose name does not end in one of these; SystemTrouble when it cannot be written.
#pragma once

#include <string>
#include <vector>

#include "output/snapshots.hpp"

namespace weefsel {

/// Endings of file names that say the form.
[[nodiscard]] const std::vector<std::string>& network_formats();

/// The same network without ties weaker than `least`, and without those who then have no tie left; parents stay.
[[nodiscard]] Snapshot with_strong_ties(const Snapshot& snapshot, double least);

/// Writes `path`, and for .csv the nodes beside it. Returns the files that were written. `title`: one line about it.
std::vector<std::string> export_network(const Snapshot& snapshot, const std::string& path, const std::string& title);

}  // namespace weefsel
