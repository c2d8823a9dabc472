#include "report/areas.hpp"

// Boost.Geometry includes a header that Boost itself calls deprecated, and says so at every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <fmt/format.h>

#include <algorithm>
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/buffer.hpp>
#include <boost/geometry/algorithms/densify.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/simplify.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <limits>

#include "base/errors.hpp"
#include "population/polygon.hpp"

namespace weefsel {
namespace {
namespace bg = boost::geometry;
using Line = bg::model::linestring<Spot>;
using Box = bg::model::box<Spot>;
using Polygons = bg::model::multi_polygon<Polygon>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double border_step = 10, border_reach = 25, least_border = 75;  // metres
constexpr std::size_t longest_name = 40;                                  // letters

Line walk_round(const Polygon& polygon) {
  Line line(polygon.outer().begin(), polygon.outer().end());
  if (!line.empty()) line.push_back(line.front());
  return line;
}

bool are_near(const Line& a, const Line& b) {
  const Box one = bg::return_envelope<Box>(a), other = bg::return_envelope<Box>(b);
  const auto apart = [](double low, double high, double other_low, double other_high) {
    return low > other_high + border_reach || other_low > high + border_reach;
  };
  return !apart(one.min_corner().x(), one.max_corner().x(), other.min_corner().x(), other.max_corner().x()) &&
         !apart(one.min_corner().y(), one.max_corner().y(), other.min_corner().y(), other.max_corner().y());
}

/// Metres that two lines run along each other, to within a step or two.
double shared_length(const Line& a, const Line& b) {
  if (!are_near(a, b)) return 0;
  Line steps;
  bg::densify(a, steps, border_step);
  double length = 0;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const Spot middle((steps[i - 1].x() + steps[i].x()) / 2, (steps[i - 1].y() + steps[i].y()) / 2);
    if (bg::distance(middle, b) <= border_reach) length += bg::distance(steps[i - 1], steps[i]);
  }
  return length;
}

const NeighbourhoodDescription* found_in(const TownDescription& town, const std::string& code) {
  for (const NeighbourhoodDescription& n : town.neighbourhoods)
    if (n.code == code) return &n;
  return nullptr;
}

/// Joins small neighbourhoods: groups of positions, rising, in the order of their first.
class Joiner {
 public:
  Joiner(std::vector<std::vector<Polygon>> lands, std::vector<double> families)
      : lands_(std::move(lands)), families_(std::move(families)), borders_(lands_.size()) {
    for (const auto& land : lands_) {
      lines_.emplace_back();
      for (const Polygon& polygon : land) lines_.back().push_back(walk_round(polygon));
    }
    for (std::size_t i = 0; i < lands_.size(); ++i) groups_.push_back({i});
  }

  std::vector<std::vector<std::size_t>> join() {
    while (groups_.size() > 1) {
      std::size_t smallest = 0;
      for (std::size_t g = 1; g < groups_.size(); ++g)
        if (families_of(groups_[g]) < families_of(groups_[smallest])) smallest = g;
      if (families_of(groups_[smallest]) >= least_families_of_area) break;
      const std::size_t other = neighbour_of(smallest);
      auto& kept = groups_[std::min(smallest, other)];
      auto& gone = groups_[std::max(smallest, other)];
      kept.insert(kept.end(), gone.begin(), gone.end());
      std::sort(kept.begin(), kept.end());
      groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(std::max(smallest, other)));
    }
    return groups_;
  }

 private:
  using Group = std::vector<std::size_t>;

  [[nodiscard]] double families_of(const Group& group) const {
    double sum = 0;
    for (const std::size_t i : group) sum += families_[i];
    return sum;
  }

  [[nodiscard]] std::size_t neighbour_of(std::size_t g) {
    std::size_t longest = g, nearest = g;
    double length = least_border, metres = std::numeric_limits<double>::infinity();
    for (std::size_t other = 0; other < groups_.size(); ++other) {
      if (other == g) continue;
      double shared = 0;
      for (const std::size_t i : groups_[g])
        for (const std::size_t j : groups_[other]) shared += border(i, j);
      if (shared >= length && (longest == g || shared > length)) longest = other, length = shared;
    }
    if (longest != g) return longest;
    for (std::size_t other = 0; other < groups_.size(); ++other) {
      if (other == g) continue;
      const double apart = distance(groups_[g], groups_[other]);
      if (nearest == g || apart < metres) nearest = other, metres = apart;
    }
    return nearest;
  }

  /// From the one that comes first, so that it is the same both ways.
  [[nodiscard]] double border(std::size_t i, std::size_t j) {
    if (i > j) std::swap(i, j);
    auto& known = borders_[i];
    if (known.empty()) known.assign(lines_.size(), unknown);
    if (std::isnan(known[j])) {
      known[j] = 0;
      for (const Line& a : lines_[i])
        for (const Line& b : lines_[j]) known[j] += shared_length(a, b);
    }
    return known[j];
  }

  [[nodiscard]] double distance(const Group& a, const Group& b) const {
    double metres = std::numeric_limits<double>::infinity();
    for (const std::size_t i : a)
      for (const std::size_t j : b)
        for (const Polygon& one : lands_[i])
          for (const Polygon& other : lands_[j])
            metres = std::min(metres, static_cast<double>(bg::distance(one, other)));
    return metres;
  }

  std::vector<std::vector<Polygon>> lands_;
  std::vector<std::vector<Line>> lines_;
  std::vector<double> families_;
  std::vector<std::vector<double>> borders_;  ///< what was reckoned already
  std::vector<Group> groups_;
};

Polygons grown(const Polygons& land, double metres) {
  Polygons result;
  bg::buffer(land, result, bg::strategy::buffer::distance_symmetric<double>(metres),
             bg::strategy::buffer::side_straight(), bg::strategy::buffer::join_miter(2),
             bg::strategy::buffer::end_flat(), bg::strategy::buffer::point_square());
  return result;
}

/// One piece where borders run along each other: it is grown over the gaps between them, and shrunk again.
Polygons joined(const Polygons& lands) { return grown(grown(lands, border_reach / 2), -border_reach / 2); }

struct Frame {
  double x = std::numeric_limits<double>::infinity(), y = x;  ///< the south-west corner
  double coarse = 1;                                          ///< metres that nobody sees on a page
};

Frame frame_of(const std::vector<std::vector<Polygon>>& lands) {
  Frame frame;
  double east = -std::numeric_limits<double>::infinity(), north = east;
  for (const auto& land : lands)
    for (const Polygon& polygon : land)
      for (const Spot& spot : polygon.outer()) {
        frame.x = std::min(frame.x, spot.x()), frame.y = std::min(frame.y, spot.y());
        east = std::max(east, spot.x()), north = std::max(north, spot.y());
      }
  frame.coarse = std::max(1.0, std::max(east - frame.x, north - frame.y) / 1000);
  return frame;
}

template <typename Ring>
std::vector<Point> on_page(const Ring& ring, const Frame& frame) {
  Ring simple;
  bg::simplify(ring, simple, frame.coarse);
  std::vector<Point> points;
  for (const Spot& spot : simple.size() < 4 ? ring : simple)
    points.push_back({std::round(spot.x() - frame.x), std::round(spot.y() - frame.y)});
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

std::vector<std::vector<Point>> rings_of(const std::vector<Polygon>& lands, const Frame& frame) {
  Polygons whole;
  whole.assign(lands.begin(), lands.end());
  if (lands.size() > 1) {
    try {
      Polygons one = joined(whole);
      if (bg::area(one) > 0.5 * bg::area(whole)) whole = std::move(one);
    } catch (const bg::exception&) {
      // Their rings beside each other say the same, with lines between them.
    }
  }
  std::vector<std::vector<Point>> rings;
  for (const Polygon& polygon : whole) {
    rings.push_back(on_page(polygon.outer(), frame));
    for (const auto& hole : polygon.inners())
      if (std::abs(bg::area(hole)) > border_reach * border_reach * 4) rings.push_back(on_page(hole, frame));
  }
  return rings;
}

std::size_t letters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// "Noord, Oost en Zuid", or the one with most families and a count of the others.
std::string name_of(const std::vector<std::string>& names, std::size_t foremost, const char* and_word,
                    const char* other_word, const char* others_word) {
  std::string name = names.front();
  for (std::size_t i = 1; i < names.size(); ++i)
    name += (i + 1 == names.size() ? fmt::format(" {} ", and_word) : ", ") + names[i];
  if (names.size() == 1 || letters_of(name) <= longest_name) return name;
  return fmt::format("{} {} {} {}", names[foremost], and_word, names.size() - 1,
                     names.size() == 2 ? other_word : others_word);
}

ReportMeasure size_called(std::string_view variable) {
  ReportMeasure sizes{};
  sizes.name = sizes.variable = variable, sizes.figure = YearFigure::mean;
  return sizes;
}
}  // namespace

bool has_boundaries(const TownDescription& town, const std::vector<std::string>& codes) {
  return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
    const NeighbourhoodDescription* n = found_in(town, code);
    return n != nullptr && !n->boundary.empty() &&
           std::all_of(n->boundary.begin(), n->boundary.end(), [](const auto& ring) { return ring.size() > 2; });
  });
}

std::vector<Area> areas_of(const TownDescription& town, const std::vector<std::string>& codes,
                           const std::vector<double>& families) {
  if (codes.size() != families.size() || !has_boundaries(town, codes))
    throw Fault("areas are made of neighbourhoods with their families and boundaries");
  std::vector<std::vector<Polygon>> lands;
  for (const std::string& code : codes) {
    lands.emplace_back();
    for (const auto& ring : found_in(town, code)->boundary) lands.back().push_back(polygon_of(ring));
  }
  std::vector<std::vector<std::size_t>> groups;
  if (town.fictional) {
    for (std::size_t i = 0; i < codes.size(); ++i) groups.push_back({i});
  } else {
    groups = Joiner(lands, families).join();
  }
  const Frame frame = frame_of(lands);
  std::vector<Area> areas;
  for (const auto& group : groups) {
    Area area;
    std::vector<std::string> names;
    std::vector<Polygon> land;
    std::size_t foremost = 0;
    for (const std::size_t i : group) {
      const std::string& name = found_in(town, codes[i])->name;
      if (families[i] > families[group[foremost]]) foremost = names.size();
      names.push_back(name.empty() ? codes[i] : name);
      area.code += (area.code.empty() ? "" : "+") + codes[i];
      area.codes.push_back(codes[i]);
      land.insert(land.end(), lands[i].begin(), lands[i].end());
    }
    area.name_nl = name_of(names, foremost, "en", "andere", "andere");
    area.name_en = name_of(names, foremost, "and", "other", "others");
    area.neighbourhoods = group;
    area.rings = rings_of(land, frame);
    areas.push_back(std::move(area));
  }
  return areas;
}

const Words& which_are_joined() {
  static const std::string nl = fmt::format(
      "Een buurt met minder dan {:.0f} gezinnen is samengenomen met de buurt waarmee zij de langste grens deelt, zodat "
      "niemand te herkennen is.",
      least_families_of_area);
  static const std::string en = fmt::format(
      "A neighbourhood with fewer than {:.0f} families is joined to the one that it shares the longest border with, so "
      "that nobody can be recognised.",
      least_families_of_area);
  static const Words words = {nl, en};
  return words;
}

const Words& why_without_boundaries() {
  static const Words words = {
      "Over buurten staat hier niets. Kleine buurten worden samengenomen, en daarvoor zijn hun grenzen nodig; die "
      "heeft "
      "dit bestand niet. Speel de vergelijking opnieuw met deze versie.",
      "Nothing is said here about neighbourhoods. Small ones are joined, which takes their borders, and this file does "
      "not have them. Play the comparison again with this version."};
  return words;
}

const Words& why_one_area() {
  static const Words words = {
      "Over buurten staat hier niets: er wonen zo weinig gezinnen dat alle buurten samengenomen zijn.",
      "Nothing is said here about neighbourhoods: so few families live there that all of them are joined."};
  return words;
}

bool has_made_up_map(const TownDescription& town) {
  // As sim/town_import/filled.hpp writes it.
  return std::any_of(town.provenance.begin(), town.provenance.end(), [](const FilledFigure& figure) {
    return figure.what == "boundaries" && figure.value == "made up";
  });
}

std::vector<double> families_at_start(const OutputReader& reader) {
  const ReportMeasure sizes = size_called("families");
  const YearFigures figures(reader, sizes, Scope::neighbourhoods);
  const StoredVariable* runs = reader.find("replicate");
  if (!figures.there() || runs == nullptr) return {};
  const std::size_t n = runs->shape.front();
  std::vector<double> families(figures.cells(), 0);
  for (std::size_t r = 0; r < n; ++r) {
    const std::vector<double> here = figures.within({{0, 364}}, 0, r).front();
    for (std::size_t i = 0; i < here.size(); ++i) families[i] += here[i] / static_cast<double>(n);
  }
  const bool known = std::none_of(families.begin(), families.end(), [](double f) { return std::isnan(f); });
  return known ? families : std::vector<double>();
}

ReportMeasure weights_of(const ReportMeasure& measure) {
  return size_called(measure.figure == YearFigure::per_1000_a_year ? measure.per : "families");
}

void blank_together(std::vector<double>& base, std::vector<double>& choice, std::vector<double>& placebo) {
  for (std::size_t i = 0; i < base.size(); ++i)
    if (std::isnan(base[i]) || std::isnan(choice[i])) base[i] = choice[i] = placebo[i] = unknown;
}

std::vector<double> over_areas(const std::vector<double>& by_neighbourhood, const std::vector<double>& weights,
                               const std::vector<Area>& areas) {
  std::vector<double> means;
  for (const Area& area : areas) {
    // Of one neighbourhood its own figure, to the last bit.
    if (area.neighbourhoods.size() == 1) {
      means.push_back(by_neighbourhood[area.neighbourhoods.front()]);
      continue;
    }
    double sum = 0, weight = 0;
    for (const std::size_t i : area.neighbourhoods) {
      if (std::isnan(by_neighbourhood[i]) || !(weights[i] > 0)) continue;
      sum += weights[i] * by_neighbourhood[i], weight += weights[i];
    }
    means.push_back(weight > 0 ? sum / weight : unknown);
  }
  return means;
}

}  // namespace weefsel
