// What: scenario discovery: in which part of the space of factors do the points of interest lie (where a policy fails,
// where loneliness stays high)? The answer is a few boxes, each a short list of "factor j between a and b".
// How: the Patient Rule Induction Method (Friedman & Fisher 1999), as scenario discovery uses it (Bryant & Lempert 2010):
//   peel    Away goes the slice of at most 5% of the box's points, at one end of one factor, that most raises the density
//           *per point given up*. That last part (Kwakkel & Jaxa-Rozen 2016) matters for choices: a factor with three
//           values loses a third of the box in one peel, and must not win for that alone. Equal values go together.
//   choose  On the way down, the box with the highest phi: the correlation between "in the box" and "of interest". It is 0
//           for all points together and 1 for a perfect box; when interest is rare it is about the root of
//           coverage x density, and when it is common it still asks for more than the base rate, which coverage x density
//           does not. Of boxes within 5% of the best phi the one that restricts the fewest factors. No box has fewer
//           points than the least support.
//   paste   What was peeled too eagerly comes back at an end of the box, while phi rises.
//   drop    A restriction whose quasi-p is above 0.05 goes, the worst first: the chance that as many points of interest
//           are in the box if it were a blind draw from the box without that restriction (Bryant & Lempert). "Quasi":
//           the box was chosen on the same points, so it is a ranking and not a test.
//           Free of those, the box is peeled, pasted and dropped once more: a factor that idle restrictions hid can come in.
//   test    The whole search is done again with interest dealt out anew over the points, 99 times. A box counts only if
//           at most 5% of those searches find as high a phi. Noise, too, has its densest corner: this tells them apart,
//           and a Discovery without boxes is an honest outcome. In pure noise fewer than one search in twenty finds one:
//           the test lets one in twenty pass, and most of those lose all their restrictions as idle, and do not count.
//   cover   Then the same in the points outside the box, as long as boxes pass the test.
// Assumption: a box is an interval of each factor. Of an unordered choice only its first or last values can be cut off:
// lay such a choice out as a factor for each value (0 or 1).
// Draws: std::mt19937_64, raw bits, from the seed in the options: the same input, the same boxes.
// Errors: UserMistake for fewer than twice the least number of points; Fault when the lengths differ or a point is NaN.
// Sources: Friedman & Fisher, Statistics and Computing 9 (1999) 123-143; Bryant & Lempert, Technological Forecasting and
// Social Change 77 (2010) 34-49; Kwakkel & Jaxa-Rozen, Environmental Modelling & Software 79 (2016) 311-321.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

struct PrimOptions {
  double peel = 0.05;             ///< share of a box that one peel takes at most (more where values are equal)
  double paste = 0.05;            ///< share of a box that one paste gives back
  double least_mass = 0.05;       ///< a box has at least this share of all points...
  std::size_t least_points = 20;  ///< ...and at least this many
  double near_best = 0.05;        ///< boxes within this share of the highest phi count as equal: the simplest is taken
  double drop_above = 0.05;       ///< a restriction with a higher quasi-p goes
  std::size_t most_boxes = 4;
  std::size_t shuffles = 99;  ///< searches with interest dealt out anew; 0: no test, every box counts
  double significance = 0.05;
  std::uint64_t seed = 1;
};

struct Restriction {
  std::size_t factor = 0;
  double low = 0, high = 1;  ///< of the unit cube; 0 or 1: not bounded on that side. Midway between the last in and the first out
  double p = std::numeric_limits<double>::quiet_NaN();  ///< quasi-p of this restriction, given the others
};

/// A box on the way down from all points to few.
struct PeelingStep {
  double coverage = 0, density = 0, mass = 0, phi = 0;
  std::size_t restricted = 0, points = 0, of_interest = 0;
};

struct Box {
  std::vector<Restriction> restrictions;  ///< by factor; a point is in the box when it meets them all
  double coverage = 0;                    ///< of all points of interest, the share in this box and in no earlier one
  double density = 0;                     ///< of the points in this box and in no earlier one, the share of interest
  double mass = 0;                        ///< of all points, the share in this box and in no earlier one
  std::size_t points = 0, of_interest = 0;
  double p = std::numeric_limits<double>::quiet_NaN();  ///< share of the searches in dealt-out interest with as high a phi
  std::vector<PeelingStep> trajectory;                  ///< shares as above; before pasting and dropping
  std::size_t chosen = 0;                               ///< the step of the trajectory that became this box
};

struct Discovery {
  std::vector<Box> boxes;  ///< empty: nothing found that is denser than the base rate by more than chance
  double base_rate = 0;    ///< share of all points that is of interest
  std::size_t points = 0, of_interest = 0;
  double refused_p = std::numeric_limits<double>::quiet_NaN();  ///< of the box that failed the test, or lost all restrictions; NaN: none
};

[[nodiscard]] Discovery discover(const Points& points, const std::vector<char>& of_interest, const PrimOptions& options = {});

/// Is the point in the box? `point` is a row of Points, of `box.restrictions` at least as many factors.
[[nodiscard]] bool is_inside(const Box& box, const Points& points, std::size_t point);

/// Over-fitting: in how many random halves of the points does the first box restrict the same factor? (Bryant & Lempert's
/// reproducibility.) A factor restricted in few halves says more of these points than of the model. The first box of each
/// half counts without the test above: in noise factors come and go, and none is restricted in nearly all halves.
struct Reproducibility {
  std::size_t halves = 0;
  std::vector<std::size_t> restricted;  ///< per factor: the halves in which it is restricted
};
[[nodiscard]] Reproducibility reproduce_in_halves(const Points& points, const std::vector<char>& of_interest, std::size_t halves = 20,
                                                  const PrimOptions& options = {});

}  // namespace weefsel
