// What: makes the neighbourhoods of the town from what the files say of them, and fills what they lack.
//
// Which: those with a boundary and with households (or inhabitants). Without boundaries, those of the latest file that
// has households, on a made-up map (stand_in_boundaries.hpp). Without figures, those with a boundary, each of the
// national mean size. Fewer than 10 households: kept, with a note: its people (mostly in institutions) are part of the
// town, and codes stay those of CBS. Nobody: left out, with a note.
// A figure that one neighbourhood lacks takes the mean over the others of the municipality, weighted by households; a
// figure that all lack takes the national level. Both are recorded in `filled`, with why it was missing.
//   forms of households    as shares of the three forms; of households with children 85% are taken to have one under
//   23,
//                          since CBS counts children of any age and the model nobody over 22 with parents (judgement)
//   people by age          take_ages.hpp
//   education              people of 15-75; else households (SES-WOA)
//   tight income           spread_tight_incomes.hpp
//   origin                 only if asked for, and then for mixing alone: three unnamed communities
#pragma once

#include <optional>

#include "town_import/filled.hpp"
#include "town_import/merge_figures.hpp"
#include "town_import/municipality.hpp"
#include "town_import/place_by_address.hpp"
#include "town_import/read_boundaries.hpp"

namespace weefsel {

struct NeighbourhoodData {
  std::optional<MergedFigures> figures;
  std::optional<BoundariesFile> boundaries;  ///< at least one of the two
  Postcodes postcodes;
  bool origin_for_mixing = false;
};

[[nodiscard]] ImportedMunicipality make_neighbourhoods(const NeighbourhoodData& data, Filled& filled);

}  // namespace weefsel
