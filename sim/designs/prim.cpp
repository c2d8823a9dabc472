#include "designs/prim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Range {
  double low = -infinity, high = infinity;
  [[nodiscard]] bool restricts() const { return low > -infinity || high < infinity; }
  [[nodiscard]] bool holds(double x) const { return low <= x && x <= high; }
};

/// A box while it is made: a range per factor, and what it holds of the points that are left.
struct Draft {
  std::vector<Range> ranges;
  std::size_t points = 0, of_interest = 0;
  [[nodiscard]] std::size_t restricted() const {
    return static_cast<std::size_t>(std::count_if(ranges.begin(), ranges.end(), [](const Range& r) { return r.restricts(); }));
  }
};

/// The points that are searched, and which of them earlier boxes left.
struct Ground {
  const Points& points;
  std::vector<std::vector<std::size_t>> order;  ///< per factor: all points, by value and then by number
  std::vector<char> left;
  std::size_t least = 0;  ///< points that a box must have
};

Ground ground_of(const Points& points, const PrimOptions& options) {
  Ground g{points, std::vector<std::vector<std::size_t>>(points.factors), std::vector<char>(points.count, 1), 0};
  for (std::size_t j = 0; j < points.factors; ++j) {
    g.order[j].resize(points.count);
    std::iota(g.order[j].begin(), g.order[j].end(), std::size_t{0});
    std::stable_sort(g.order[j].begin(), g.order[j].end(), [&](std::size_t a, std::size_t b) { return points.at(a, j) < points.at(b, j); });
  }
  g.least = std::max(options.least_points, static_cast<std::size_t>(std::ceil(options.least_mass * static_cast<double>(points.count))));
  return g;
}

/// Midway between a value that stays and one that goes; never on the one that goes.
double limit_between(double stays, double goes) {
  const double middle = stays + (goes - stays) / 2;
  return middle == goes ? stays : middle;
}

/// Correlation between being in the box and being of interest, over the points that are left.
double phi_of(const Draft& box, const Draft& all) {
  const auto n = static_cast<double>(box.points), h = static_cast<double>(box.of_interest);
  const auto total = static_cast<double>(all.points), hits = static_cast<double>(all.of_interest);
  const double variance = n * (total - n) * hits * (total - hits);
  return variance > 0 ? (h * total - n * hits) / std::sqrt(variance) : 0;
}

bool holds(const Draft& box, const Points& points, std::size_t i) {
  for (std::size_t j = 0; j < points.factors; ++j)
    if (!box.ranges[j].holds(points.at(i, j))) return false;
  return true;
}

void count(Draft& box, const Ground& ground, const std::vector<char>& interest) {
  box.points = box.of_interest = 0;
  for (std::size_t i = 0; i < ground.points.count; ++i)
    if (ground.left[i] != 0 && holds(box, ground.points, i)) ++box.points, box.of_interest += interest[i] != 0 ? 1U : 0U;
}

Draft all_of(const Ground& ground, const std::vector<char>& interest) {
  Draft all;
  all.ranges.resize(ground.points.factors);
  count(all, ground, interest);
  return all;
}

struct Peel {
  std::size_t factor = 0, points = 0, of_interest = 0;  ///< what goes
  bool above = false;
  double limit = 0, gain = -infinity;
  bool widens = true;  ///< restricts a factor that was free until now
};

/// The slice at one end of a factor: `most` points or fewer, more only where all of these have the same value.
Peel slice_at(const Ground& ground, const std::vector<char>& inside, const std::vector<char>& interest, std::size_t j, bool above,
              std::size_t most) {
  const std::vector<std::size_t>& order = ground.order[j];
  Peel peel, whole;  // `whole`: up to the last change of value
  peel.factor = j, peel.above = above;
  whole = peel;
  double last = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = above ? order[order.size() - 1 - k] : order[k];
    if (inside[i] == 0) continue;
    const double value = ground.points.at(i, j);
    if (peel.points > 0 && value != last) {
      whole = peel;
      whole.limit = limit_between(value, last);
      if (peel.points >= most) return whole;
    } else if (peel.points >= most && whole.points > 0) {
      return whole;
    }
    ++peel.points, peel.of_interest += interest[i] != 0 ? 1U : 0U;
    last = value;
  }
  return whole;  // one value only, and nothing to peel: zero points
}

/// The peel that most raises density per point given up; of equals one that restricts no further factor. Zero points: none.
Peel best_peel(const Ground& ground, const std::vector<char>& inside, const std::vector<char>& interest, const Draft& box,
               const PrimOptions& options) {
  Peel best;
  const auto n = static_cast<double>(box.points), h = static_cast<double>(box.of_interest);
  const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(options.peel * n));
  for (std::size_t j = 0; j < ground.points.factors; ++j)
    for (const bool above : {false, true}) {
      Peel peel = slice_at(ground, inside, interest, j, above, most);
      if (peel.points == 0 || box.points - peel.points < ground.least) continue;
      const auto gone = static_cast<double>(peel.points), hits = static_cast<double>(peel.of_interest);
      peel.gain = ((h - hits) / (n - gone) - h / n) / gone;
      peel.widens = !box.ranges[j].restricts();
      if (peel.gain > best.gain || (peel.gain == best.gain && best.widens && !peel.widens)) best = peel;
    }
  return best;
}

/// Takes the slice off the box and out of `inside`.
void take_off(const Peel& peel, const Ground& ground, Draft& box, std::vector<char>& inside) {
  Range& range = box.ranges[peel.factor];
  (peel.above ? range.high : range.low) = peel.limit;
  box.points -= peel.points, box.of_interest -= peel.of_interest;
  const std::vector<std::size_t>& order = ground.order[peel.factor];
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = peel.above ? order[order.size() - 1 - k] : order[k];
    if (range.holds(ground.points.at(i, peel.factor))) return;
    inside[i] = 0;
  }
}

/// All boxes from everything down to the least support.
std::vector<Draft> peel_down(const Ground& ground, const std::vector<char>& interest, const PrimOptions& options) {
  std::vector<Draft> steps{all_of(ground, interest)};
  std::vector<char> inside = ground.left;
  while (true) {
    Draft box = steps.back();
    const Peel peel = best_peel(ground, inside, interest, box, options);
    if (peel.points == 0) return steps;
    take_off(peel, ground, box, inside);
    steps.push_back(std::move(box));
  }
}

double best_phi(const std::vector<Draft>& steps) {
  double best = 0;
  for (const Draft& step : steps) best = std::max(best, phi_of(step, steps.front()));
  return best;
}

/// The rule: of the boxes near the highest phi the one with the fewest restricted factors; of those the highest phi.
std::size_t choose(const std::vector<Draft>& steps, double near_best) {
  const double enough = best_phi(steps) * (1 - near_best);
  std::size_t chosen = 0, fewest = steps.front().ranges.size() + 1;
  double phi = 0;
  for (std::size_t s = 1; s < steps.size(); ++s) {
    const double its = phi_of(steps[s], steps.front());
    const std::size_t restricted = steps[s].restricted();
    if (its < enough || restricted > fewest || (restricted == fewest && its <= phi)) continue;
    chosen = s, fewest = restricted, phi = its;
  }
  return chosen;
}

/// The box with a slice given back at one end of factor j: the nearest points that only this end keeps out.
Draft given_back(const Draft& box, const Ground& ground, const std::vector<char>& interest, std::size_t j, bool above, double share) {
  Draft open = box;
  double& end = above ? open.ranges[j].high : open.ranges[j].low;
  end = above ? infinity : -infinity;
  std::vector<double> beyond;  // values outside the old end, the nearest first
  for (std::size_t i = 0; i < ground.points.count; ++i)
    if (ground.left[i] != 0 && holds(open, ground.points, i) && !box.ranges[j].holds(ground.points.at(i, j)))
      beyond.push_back(ground.points.at(i, j));
  std::sort(beyond.begin(), beyond.end());
  if (!above) std::reverse(beyond.begin(), beyond.end());
  std::size_t back = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(box.points)));
  while (back < beyond.size() && beyond[back] == beyond[back - 1]) ++back;
  if (back < beyond.size()) end = limit_between(beyond[back - 1], beyond[back]);
  count(open, ground, interest);
  return open;
}

Draft paste(Draft box, const Draft& all, const Ground& ground, const std::vector<char>& interest, double share) {
  while (true) {
    Draft best = box;
    for (std::size_t j = 0; j < box.ranges.size(); ++j)
      for (const bool above : {false, true}) {
        if (above ? box.ranges[j].high == infinity : box.ranges[j].low == -infinity) continue;
        Draft wider = given_back(box, ground, interest, j, above, share);
        if (phi_of(wider, all) > phi_of(best, all)) best = std::move(wider);
      }
    if (best.points == box.points) return box;
    box = std::move(best);
  }
}

/// Peels on from a box while phi rises.
Draft peel_on(Draft box, const Draft& all, const Ground& ground, const std::vector<char>& interest, const PrimOptions& options) {
  std::vector<char> inside(ground.points.count);
  for (std::size_t i = 0; i < inside.size(); ++i) inside[i] = ground.left[i] != 0 && holds(box, ground.points, i) ? 1 : 0;
  while (true) {
    Draft smaller = box;
    const Peel peel = best_peel(ground, inside, interest, box, options);
    if (peel.points == 0) return box;
    take_off(peel, ground, smaller, inside);
    if (phi_of(smaller, all) <= phi_of(box, all)) return box;
    box = std::move(smaller);
  }
}

/// The chance of as many points of interest if the box were a blind draw from the box without the restriction.
double quasi_p(const Draft& box, const Ground& ground, const std::vector<char>& interest, std::size_t factor) {
  Draft wider = box;
  wider.ranges[factor] = {};
  count(wider, ground, interest);
  if (box.of_interest == 0 || wider.of_interest == wider.points) return 1;
  const double rate = static_cast<double>(wider.of_interest) / static_cast<double>(wider.points);
  const boost::math::binomial draws(static_cast<double>(box.points), rate);
  return boost::math::cdf(boost::math::complement(draws, static_cast<double>(box.of_interest) - 1));
}

/// Frees factors until every restriction that is left has a quasi-p of at most `above`; gives those that are left.
std::vector<Restriction> drop_idle(Draft& box, const Ground& ground, const std::vector<char>& interest, double above) {
  while (true) {
    std::vector<Restriction> kept;
    for (std::size_t j = 0; j < box.ranges.size(); ++j)
      if (const Range& r = box.ranges[j]; r.restricts())
        kept.push_back({j, r.low == -infinity ? 0 : r.low, r.high == infinity ? 1 : r.high, quasi_p(box, ground, interest, j)});
    const auto worst = std::max_element(kept.begin(), kept.end(), [](const Restriction& a, const Restriction& b) { return a.p < b.p; });
    if (worst == kept.end() || worst->p <= above) return kept;
    box.ranges[worst->factor] = {};
    count(box, ground, interest);
  }
}

/// The items in an order of their own, from raw bits only: the same in every standard library.
template <class T>
void shuffle(std::vector<T>& items, std::mt19937_64& bits) {
  for (std::size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[bits() % k]);
}

/// In what share of searches with interest dealt out anew over the points that are left is phi as high? The search that
/// was done counts as one of them, so the answer is never 0.
double p_of_search(double phi, const Ground& ground, const std::vector<char>& interest, const PrimOptions& options, std::mt19937_64& bits) {
  std::vector<char> deal, dealt(interest.size(), 0);
  for (std::size_t i = 0; i < interest.size(); ++i)
    if (ground.left[i] != 0) deal.push_back(interest[i]);
  std::size_t as_high = 1;
  for (std::size_t s = 0; s < options.shuffles; ++s) {
    shuffle(deal, bits);
    std::size_t next = 0;
    for (std::size_t i = 0; i < interest.size(); ++i)
      if (ground.left[i] != 0) dealt[i] = deal[next++];
    if (best_phi(peel_down(ground, dealt, options)) >= phi) ++as_high;
  }
  return static_cast<double>(as_high) / static_cast<double>(options.shuffles + 1);
}

PeelingStep step_of(const Draft& box, const Draft& all, std::size_t points, std::size_t of_interest) {
  const auto n = static_cast<double>(box.points), h = static_cast<double>(box.of_interest);
  return {h / static_cast<double>(of_interest), n > 0 ? h / n : 0, n / static_cast<double>(points), phi_of(box, all),
          box.restricted(), box.points, box.of_interest};
}

/// The steps on the way down, made into a box: chosen, pasted, and free of idle restrictions.
Box finished_box(const std::vector<Draft>& steps, const Ground& ground, const std::vector<char>& interest, const Discovery& total,
                 const PrimOptions& options) {
  Box box;
  box.chosen = choose(steps, options.near_best);
  Draft draft = paste(steps[box.chosen], steps.front(), ground, interest, options.paste);
  box.restrictions = drop_idle(draft, ground, interest, options.drop_above);
  draft = peel_on(draft, steps.front(), ground, interest, options);
  draft = paste(draft, steps.front(), ground, interest, options.paste);
  box.restrictions = drop_idle(draft, ground, interest, options.drop_above);
  for (const Draft& step : steps) box.trajectory.push_back(step_of(step, steps.front(), total.points, total.of_interest));
  const PeelingStep made = step_of(draft, steps.front(), total.points, total.of_interest);
  box.coverage = made.coverage, box.density = made.density, box.mass = made.mass;
  box.points = made.points, box.of_interest = made.of_interest;
  return box;
}

void check(const Points& points, const std::vector<char>& interest, const PrimOptions& options) {
  if (interest.size() != points.count || points.values.size() != points.count * points.factors)
    throw Fault(fmt::format("scenario discovery: {} points, and interest for {}", points.count, interest.size()));
  if (std::any_of(points.values.begin(), points.values.end(), [](double x) { return std::isnan(x); }))
    throw Fault("scenario discovery: a point without a value");
  if (points.count < 2 * options.least_points)
    throw UserMistake(fmt::format("Scenario discovery needs at least {} points, twice the smallest box; there are {}.",
                                  2 * options.least_points, points.count));
}

}  // namespace

Discovery discover(const Points& points, const std::vector<char>& of_interest, const PrimOptions& options) {
  check(points, of_interest, options);
  Discovery found;
  found.points = points.count;
  found.of_interest = points.count - static_cast<std::size_t>(std::count(of_interest.begin(), of_interest.end(), char{0}));
  found.base_rate = static_cast<double>(found.of_interest) / static_cast<double>(found.points);
  Ground ground = ground_of(points, options);
  std::mt19937_64 bits(options.seed);
  while (found.boxes.size() < options.most_boxes) {
    const std::vector<Draft> steps = peel_down(ground, of_interest, options);
    const double phi = best_phi(steps);
    if (phi <= 0) break;  // all or none of what is left is of interest, or too little is left
    const double p = options.shuffles > 0 ? p_of_search(phi, ground, of_interest, options, bits) : 0;
    if (options.shuffles > 0) found.refused_p = p;
    if (p > options.significance) break;
    Box box = finished_box(steps, ground, of_interest, found, options);
    if (box.restrictions.empty()) break;
    std::swap(box.p, found.refused_p);
    for (std::size_t i = 0; i < points.count; ++i)
      if (is_inside(box, points, i)) ground.left[i] = 0;
    found.boxes.push_back(std::move(box));
  }
  return found;
}

bool is_inside(const Box& box, const Points& points, std::size_t point) {
  return std::all_of(box.restrictions.begin(), box.restrictions.end(), [&](const Restriction& r) {
    const double x = points.at(point, r.factor);
    return r.low <= x && x <= r.high;
  });
}

Reproducibility reproduce_in_halves(const Points& points, const std::vector<char>& of_interest, std::size_t halves,
                                    const PrimOptions& options) {
  check(points, of_interest, options);
  Reproducibility said{halves, std::vector<std::size_t>(points.factors, 0)};
  std::mt19937_64 bits(options.seed);
  std::vector<std::size_t> order(points.count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  PrimOptions of_half = options;
  of_half.most_boxes = 1, of_half.shuffles = 0, of_half.least_points = options.least_points / 2;
  for (std::size_t h = 0; h < halves; ++h) {
    shuffle(order, bits);
    Points half(points.count / 2, points.factors);
    std::vector<char> interest(half.count);
    for (std::size_t i = 0; i < half.count; ++i) {
      interest[i] = of_interest[order[i]];
      for (std::size_t j = 0; j < points.factors; ++j) half.at(i, j) = points.at(order[i], j);
    }
    for (const Box& box : discover(half, interest, of_half).boxes)
      for (const Restriction& r : box.restrictions) ++said.restricted[r.factor];
  }
  return said;
}

}  // namespace weefsel
