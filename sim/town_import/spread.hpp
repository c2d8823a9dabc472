// What: points for things of which only the neighbourhood is known. The same town gives the same points.
#pragma once

#include <cstddef>

#include "population/town.hpp"

namespace weefsel {

/// The `index`-th point of an even scatter inside the neighbourhood (Halton's sequence over its largest ring);
/// the first one lies near the middle. Whole metres.
[[nodiscard]] Point spread_inside(const NeighbourhoodDescription& neighbourhood, std::size_t index);

/// The `index`-th point of an even scatter round `centre` (a sunflower, 200 m · √index). Whole metres.
[[nodiscard]] Point spread_around(Point centre, std::size_t index);

}  // namespace weefsel
