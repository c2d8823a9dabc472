// What: the areas by which a report tells of neighbourhoods. In a fictional town each neighbourhood is one. In a real
// town a neighbourhood with few families is joined to the one that it shares the longest border with, until none is
// small: where few families live, readers would look for who they are, and figures swing with a single family.
//
// Joined: the smallest first, equals in the order of the file. Where no border is shared (an island, a made-up map) the
// nearest counts. Borders are drawn in the town's description with corners up to 10 m off, so a border is shared where
// two run within 25 m of each other; less than 75 m of that is a touch of corners.
//
// A figure of an area is the mean over its neighbourhoods, weighted by what there is in that run and year of what the
// figure is about; one that is blank in the file (fewer than 30 families) does not count.
//
// Metres, RD New; the rings of an area count from the south-west corner of the town. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/read_output.hpp"
#include "population/town.hpp"
#include "report/words.hpp"
#include "report/year_figures.hpp"

namespace weefsel {

/// A neighbourhood of a real town with fewer families is joined to a neighbour. Grade C (our judgement): more than
/// three times the 30 under which a file is blank, so that an area stays known when it loses families over the years,
/// and one family is no more than 1% of it.
inline constexpr double least_families_of_area = 100;

struct Area {
  std::string code;                         ///< what lines have as their cell: "BU03440111+BU03440112"
  std::string name_nl, name_en;             ///< "Noord, Oost en Zuid"; a long one: "Noord en 3 andere"
  std::vector<std::size_t> neighbourhoods;  ///< positions among `codes`, rising
  std::vector<std::string> codes;           ///< of these
  std::vector<std::vector<Point>> rings;    ///< as a page needs them; one that runs the other way round is a hole
};

/// Whether areas can be made of it: each of `codes` is a neighbourhood of the town with a boundary.
[[nodiscard]] bool has_boundaries(const TownDescription& town, const std::vector<std::string>& codes);

/// `codes`: neighbourhoods as the file has them; `families`: of each. Areas stand in the order of their first
/// neighbourhood. A Fault without boundaries.
[[nodiscard]] std::vector<Area> areas_of(const TownDescription& town, const std::vector<std::string>& codes,
                                         const std::vector<double>& families);

/// Which neighbourhoods were joined, and why; why there is nothing of neighbourhoods: the file has no boundaries, or
/// all of the town is one area.
[[nodiscard]] const Words& which_are_joined();
[[nodiscard]] const Words& why_without_boundaries();
[[nodiscard]] const Words& why_one_area();

/// The importer had no boundaries, and drew a map of squares.
[[nodiscard]] bool has_made_up_map(const TownDescription& town);

/// Families of each neighbourhood in the first year of the first scenario, mean over runs; empty: not in the file.
[[nodiscard]] std::vector<double> families_at_start(const OutputReader& reader);

/// What weighs a measure's neighbourhoods: families, or what a rate is per (children).
[[nodiscard]] ReportMeasure weights_of(const ReportMeasure& measure);

/// Blanks each cell in all worlds that is blank in one of the first two: a choice and its twin are compared over the
/// same neighbourhoods. By cell.
void blank_together(std::vector<double>& base, std::vector<double>& choice, std::vector<double>& placebo);

/// Means over each area's neighbourhoods; NaN when all are blank or nobody is there.
[[nodiscard]] std::vector<double> over_areas(const std::vector<double>& by_neighbourhood,
                                             const std::vector<double>& weights, const std::vector<Area>& areas);

}  // namespace weefsel
