// What: plane geometry of neighbourhood boundaries. Metres; a ring is closed implicitly, in either direction.
#pragma once

#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

/// What is wrong with a ring, for people ("encloses no land: its area is zero"), or "" when it encloses one piece of
/// land: at least three different points, area > 0, no crossing or touching of itself.
[[nodiscard]] std::string trouble_with_ring(const std::vector<Point>& ring);

/// Square metres, >= 0.
[[nodiscard]] double area_of(const std::vector<Point>& ring);
/// Square metres, the sum over its rings.
[[nodiscard]] double area_of(const NeighbourhoodDescription& neighbourhood);

/// Metres from the point to the neighbourhood; 0 inside it.
[[nodiscard]] double distance_to(const NeighbourhoodDescription& neighbourhood, Point point);

/// All numbers within ±180 and ±90: degrees rather than metres.
[[nodiscard]] bool looks_like_degrees(const std::vector<Point>& points);

/// Inside the area for which RD New (EPSG:28992) is meant: the European Netherlands, with some margin.
[[nodiscard]] bool within_rd_new(Point point);

}  // namespace weefsel
