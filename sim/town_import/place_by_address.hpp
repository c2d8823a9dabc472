// What: a point for each entry of a register that has addresses and no coordinates (schools, childcare).
//
// An entry is placed at the centroid of its 4-digit postcode, if a file of those is given; else in the neighbourhood
// whose commonest postcode it is; else in those with most children in turn. Entries that share a postcode are scattered
// round its centroid, within the municipality. The same register gives the same points.
// Units: metres in RD New. Errors: as in table_file.hpp.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "population/town.hpp"
#include "town_import/municipality.hpp"
#include "town_import/neighbourhood_map.hpp"

namespace weefsel {

/// Centroids by 4-digit postcode.
using Postcodes = std::map<std::string, Point>;

/// Reads a table with columns postcode, latitude and longitude (degrees). Of a postcode that has several rows the first
/// counts, and one of addresses goes before one of post-office boxes (column `soort`: Postbus).
[[nodiscard]] Postcodes read_postcodes(const std::filesystem::path& file);

class PlaceByAddress {
 public:
  struct Spot {
    Point point;
    std::string how;  ///< "placed near the centroid of postcode 3743"
  };

  /// Keeps hold of both, which have to outlive it.
  PlaceByAddress(const ImportedMunicipality& municipality, const Postcodes& postcodes);

  /// For the next entry with this postcode ("3743 HZ" or "3743"; may be empty).
  [[nodiscard]] Spot next(const std::string& postcode);

  /// How entries got their points, for the provenance: "98 near the centroid of the
  /// 4-digit postcode, 1 in a populous neighbourhood, …".
  [[nodiscard]] std::string in_words() const;

 private:
  [[nodiscard]] Point near_centroid(Point centroid, std::size_t index) const;
  [[nodiscard]] Point in_turn(const std::vector<std::size_t>& candidates, std::size_t index) const;

  const ImportedMunicipality* municipality_;
  const Postcodes* postcodes_;
  NeighbourhoodMap map_;
  std::vector<std::size_t> populous_;  // neighbourhoods, most children first
  std::map<std::string, std::size_t> placed_;
  std::size_t by_centroid_ = 0, by_neighbourhood_ = 0, unknown_ = 0;
};

/// A number in a register as part of an id: its letters and digits, in small letters ("04QC00" is "04qc00").
[[nodiscard]] std::string number_for_id(const std::string& number);

}  // namespace weefsel
