// What: GraphML by Boost.Graph, and how names and cells of a network are written in any form.
#pragma once

#include <string>

#include "output/snapshots.hpp"

namespace weefsel {

/// "n12": what a node is called in an exported file.
[[nodiscard]] std::string node_name(std::uint64_t position);

/// Keys as 16 hexadecimal digits, labels by name (empty: none), reals in the fewest digits that read back the same.
[[nodiscard]] std::string cell_text(const SnapshotColumn& column, std::size_t row);

[[nodiscard]] std::string as_graphml(const Snapshot& snapshot);

}  // namespace weefsel
