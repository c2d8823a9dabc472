#include "world/nearby.hpp"

// Boost.Geometry includes a header that Boost itself calls deprecated, and says so at every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <algorithm>
#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace weefsel {
namespace {
namespace bg = boost::geometry;
using Spot = bg::model::point<double, 2, bg::cs::cartesian>;
using Box = bg::model::box<Spot>;
using Entry = std::pair<Spot, std::uint32_t>;

std::vector<Entry> entries_of(const std::vector<Nearby::Point>& points) {
  std::vector<Entry> entries;
  entries.reserve(points.size());
  for (const Nearby::Point& p : points) entries.emplace_back(Spot(p.x, p.y), p.number);
  return entries;
}

}  // namespace

struct Nearby::Tree {
  explicit Tree(const std::vector<Entry>& entries) : tree(entries) {}
  bg::index::rtree<Entry, bg::index::linear<16>> tree;  // made from a range it is packed, whatever its way to split
};

Nearby::Nearby(const std::vector<Point>& points) : tree_(std::make_unique<const Tree>(entries_of(points))) {}
Nearby::~Nearby() = default;
Nearby::Nearby(Nearby&&) noexcept = default;
Nearby& Nearby::operator=(Nearby&&) noexcept = default;

std::size_t Nearby::size() const { return tree_->tree.size(); }

void Nearby::find(double x, double y, double metres, std::vector<std::uint32_t>& found, double beyond) const {
  // The box is a little wider than asked: which points are in is decided by one comparison, the same for every square,
  // so that no point falls between two squares or into both.
  const double reach = metres * (1 + 1e-9) + 1e-3;
  const Box box(Spot(x - reach, y - reach), Spot(x + reach, y + reach));
  tree_->tree.query(bg::index::intersects(box), boost::make_function_output_iterator([&](const Entry& entry) {
    const double away = std::max(std::abs(bg::get<0>(entry.first) - x), std::abs(bg::get<1>(entry.first) - y));
    if (away <= metres && away > beyond) found.push_back(entry.second);
  }));
}

double Nearby::metres_to_nearest(double x, double y) const {
  double metres = std::numeric_limits<double>::infinity();
  tree_->tree.query(bg::index::nearest(Spot(x, y), 1), boost::make_function_output_iterator([&](const Entry& entry) {
    const double dx = bg::get<0>(entry.first) - x, dy = bg::get<1>(entry.first) - y;
    metres = std::sqrt(dx * dx + dy * dy);
  }));
  return metres;
}

}  // namespace weefsel
