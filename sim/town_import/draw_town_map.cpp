#include "town_import/draw_town_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/errors.hpp"
#include "population/town_figures.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"
#include "town_import/canvas.hpp"
#include "town_import/filled.hpp"

namespace weefsel {
namespace {
constexpr double width = 1600, height = 1200, margin = 48, legend_width = 400, header = 96, footer = 56;

constexpr Colour ink = colour_of_hex(0x22303c), soft_ink = colour_of_hex(0x5b6b78), paper = colour_of_hex(0xffffff),
                 line = colour_of_hex(0xffffff), no_value = colour_of_hex(0xe6e6e6);
// ColorBrewer's sequential YlGnBu in five classes, lightened so that marks stand out.
constexpr std::array<Colour, 5> ramp = {colour_of_hex(0xf4f8d9), colour_of_hex(0xc9e6c3), colour_of_hex(0x92cfc4),
                                        colour_of_hex(0x5cabc4), colour_of_hex(0x3c79ab)};

enum class Mark { circle, square, diamond, triangle, cross };

/// Kinds of place that are drawn alike.
struct MarkGroup {
  const char *dutch, *english;
  Mark mark;
  Colour colour;
  double size;
  std::vector<PlaceKind> kinds;
};

const std::vector<MarkGroup>& mark_groups() {
  static const std::vector<MarkGroup> groups = {
      {"Speelplaats, kinderboerderij",
       "Playground, children's farm",
       Mark::circle,
       colour_of_hex(0x2f8f3a),
       5,
       {PlaceKind::playground, PlaceKind::childrens_farm}},
      {"Gebedshuis, café of markt",
       "Place of worship, café or market",
       Mark::circle,
       colour_of_hex(0x7a6a5d),
       5,
       {PlaceKind::place_of_worship, PlaceKind::cafe_or_market}},
      {"Sport- of cultuurvereniging",
       "Sports or culture club",
       Mark::triangle,
       colour_of_hex(0xb8860b),
       7,
       {PlaceKind::sports_club, PlaceKind::culture_club}},
      {"Kinderopvang", "Childcare", Mark::square, colour_of_hex(0xd98cb3), 6, {PlaceKind::childcare}},
      {"School",
       "School",
       Mark::square,
       colour_of_hex(0xc2185b),
       7,
       {PlaceKind::primary_school, PlaceKind::secondary_school}},
      {"Consultatiebureau",
       "Child health office",
       Mark::cross,
       colour_of_hex(0xc62828),
       8,
       {PlaceKind::consultation_office}},
      {"Bibliotheek, buurthuis, jongerencentrum",
       "Library, community or youth centre",
       Mark::diamond,
       colour_of_hex(0xe65100),
       10,
       {PlaceKind::library, PlaceKind::community_centre, PlaceKind::youth_centre, PlaceKind::parent_child_cafe}}};
  return groups;
}

/// Open: a place that no file had.
void draw_mark(Canvas& canvas, const MarkGroup& group, Point at, double size, bool open) {
  const double s = group.size * size;
  const Colour fill = open ? paper : group.colour, edge = open ? group.colour : paper;
  const double edge_width = open ? 1.6 : 1;
  switch (group.mark) {
    case Mark::circle: canvas.circle(at, s, fill, edge, edge_width); return;
    case Mark::square:
      canvas.polygon({{at.x - s, at.y - s}, {at.x + s, at.y - s}, {at.x + s, at.y + s}, {at.x - s, at.y + s}}, fill,
                     edge, edge_width);
      return;
    case Mark::diamond:
      canvas.polygon({{at.x, at.y - s}, {at.x + s, at.y}, {at.x, at.y + s}, {at.x - s, at.y}}, fill, edge, edge_width);
      return;
    case Mark::triangle:
      canvas.polygon({{at.x, at.y - s}, {at.x + s, at.y + s * 0.8}, {at.x - s, at.y + s * 0.8}}, fill, edge,
                     edge_width);
      return;
    case Mark::cross: {
      const double t = s / 3;
      canvas.polygon({{at.x - t, at.y - s},
                      {at.x + t, at.y - s},
                      {at.x + t, at.y - t},
                      {at.x + s, at.y - t},
                      {at.x + s, at.y + t},
                      {at.x + t, at.y + t},
                      {at.x + t, at.y + s},
                      {at.x - t, at.y + s},
                      {at.x - t, at.y + t},
                      {at.x - s, at.y + t},
                      {at.x - s, at.y - t},
                      {at.x - t, at.y - t}},
                     fill, edge, edge_width);
      return;
    }
  }
}

/// From metres to points of the picture, the north up.
class Frame {
 public:
  explicit Frame(const TownDescription& town) {
    Point low{1e12, 1e12}, high{-1e12, -1e12};
    for (const auto& n : town.neighbourhoods)
      for (const auto& ring : n.boundary)
        for (const Point& p : ring) {
          low = {std::min(low.x, p.x), std::min(low.y, p.y)};
          high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    const double room_x = width - legend_width - 2 * margin, room_y = height - header - footer - margin;
    scale_ = std::min(room_x / std::max(1.0, high.x - low.x), room_y / std::max(1.0, high.y - low.y));
    left_ = margin + (room_x - scale_ * (high.x - low.x)) / 2 - scale_ * low.x;
    bottom_ = header + (room_y + scale_ * (high.y - low.y)) / 2 + scale_ * low.y;
  }
  [[nodiscard]] Point at(Point p) const { return {left_ + scale_ * p.x, bottom_ - scale_ * p.y}; }
  [[nodiscard]] double scale() const { return scale_; }

 private:
  double scale_ = 1, left_ = 0, bottom_ = 0;
};

/// The figure that colours the map.
struct Coloured {
  std::string key, dutch, english;
  bool share = false;
  std::function<double(const NeighbourhoodDescription&)> value;
};

Coloured coloured_by(const std::string& key) {
  if (key == "households") return {key, "Huishoudens", "Households", false, [](const auto& n) { return n.households; }};
  std::vector<std::string> keys = {"households"};
  for (const auto& figure : neighbourhood_figures()) {
    keys.emplace_back(figure.key);
    if (figure.key != key) continue;
    const auto member = figure.member;
    Coloured result{key, std::string(figure.meaning), std::string(figure.meaning), figure.high <= 1,
                    [member](const NeighbourhoodDescription& n) { return n.*member; }};
    if (const std::size_t end = result.english.find_first_of(".;("); end != std::string::npos)
      result.english.resize(end);
    if (const std::size_t colon = result.english.find(": "); colon != std::string::npos)
      result.english = result.english.substr(0, colon) + ":" + result.english.substr(colon + 1);
    static const std::vector<std::pair<std::string, std::string>> in_dutch = {
        {"with_children_share", "Huishoudens met kinderen"},
        {"single_person_share", "Eenpersoonshuishoudens"},
        {"single_parent_share", "Eenoudergezinnen, van de gezinnen"},
        {"tight_income_share", "Gezinnen die moeilijk rondkomen (geschat)"},
        {"education_low_share", "Volwassenen met een laag opleidingsniveau"},
        {"education_high_share", "Volwassenen met een hoog opleidingsniveau"},
        {"reading_hard_share", "Volwassenen die moeilijk Nederlands lezen"},
        {"newcomer_share", "Huishoudens die er korter dan twee jaar wonen"}};
    for (const auto& [known, words] : in_dutch)
      if (known == key) result.dutch = words;
    return result;
  }
  throw UserMistake("no figure of neighbourhoods is called \"" + key + "\"" + did_you_mean(key, keys));
}

/// Upper bounds of the classes, at most five, each with as many neighbourhoods.
std::vector<double> class_bounds(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<double> bounds;
  for (std::size_t k = 1; k <= ramp.size() && !values.empty(); ++k) {
    const double bound = values[std::min(values.size() - 1, k * values.size() / ramp.size())];
    if (bounds.empty() || bound > bounds.back()) bounds.push_back(bound);
  }
  return bounds;
}

std::string in_words(double value, bool share, Language language) {
  if (!share) return number_as_text(std::round(value));
  std::string text = number_as_text(std::round(value * 1000) / 10);
  if (language == Language::nl) std::replace(text.begin(), text.end(), '.', ',');
  return text + "%";
}

void draw_scale(Canvas& canvas, const Frame& frame, double x, double y) {
  double metres = 100;
  for (const double step : {250.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0, 20000.0})
    if (step * frame.scale() <= 260) metres = step;
  canvas.rectangle(x, y, metres * frame.scale(), 4, ink);
  canvas.text(x, y - 8, 18, metres < 1000 ? number_as_text(metres) + " m" : number_as_text(metres / 1000) + " km", ink);
}

/// One line of sources; OpenStreetMap and CBS ask to be named.
std::string sources_of(const TownDescription& town, bool dutch) {
  std::string text;
  const auto add = [&](const char* part, const char* words) {
    for (const FilledFigure& figure : town.provenance) {
      if (figure.source.find(part) == std::string::npos) continue;
      text += (text.empty() ? "" : "; ") + std::string(words);
      return;
    }
  };
  add("CBS ", "CBS (CC BY 4.0)");
  add("boundaries ",
      dutch ? "grenzen: CBS/Kadaster via PDOK of gemeente" : "boundaries: CBS/Kadaster by PDOK, or the municipality");
  add("OpenStreetMap", "© OpenStreetMap contributors (ODbL)");
  add("DUO", "DUO");
  add("LRK", "LRK");
  return text.empty() ? (dutch ? "Verzonnen stad" : "Invented town") : text;
}

class TownMap {
 public:
  TownMap(const TownDescription& town, const std::string& figure, Language language, Canvas& canvas)
      : town_(town),
        coloured_(coloured_by(figure)),
        dutch_(language == Language::nl),
        language_(language),
        canvas_(canvas),
        frame_(town) {
    std::vector<double> values;
    for (const auto& n : town.neighbourhoods)
      if (n.households > 0) values.push_back(coloured_.value(n));
    bounds_ = class_bounds(std::move(values));
    size_ = town.places.size() > 800 ? 0.55 : town.places.size() > 300 ? 0.75 : 1;
  }

  void draw() const {
    canvas_.rectangle(0, 0, width, height, paper);
    canvas_.text(margin, 58, 36, town_.name, ink, true);
    canvas_.text(margin, 86, 20, dutch_ ? coloured_.dutch : coloured_.english, soft_ink);
    for (const auto& n : town_.neighbourhoods)
      for (const auto& ring : n.boundary) canvas_.polygon(in_picture(ring), colour_of(n), line, 1.2);
    for (const MarkGroup& group : mark_groups())
      for (const PlaceDescription& place : town_.places)
        if (belongs(group, place)) draw_mark(canvas_, group, frame_.at({place.x, place.y}), size_, is_made_up(place));
    draw_legend();
    draw_scale(canvas_, frame_, margin, height - footer - 4);
    canvas_.text(margin, height - 16, 15, sources_of(town_, dutch_), soft_ink);
    if (has_made_up_boundaries(town_))
      canvas_.text(width - margin, 58, 18,
                   dutch_ ? "Verzonnen kaart: er zijn geen grenzen ingelezen" : "Made-up map: no boundaries were read",
                   soft_ink, false, 1);
  }

 private:
  static bool belongs(const MarkGroup& group, const PlaceDescription& place) {
    return std::find(group.kinds.begin(), group.kinds.end(), place.kind) != group.kinds.end();
  }
  [[nodiscard]] std::vector<Point> in_picture(const std::vector<Point>& ring) const {
    std::vector<Point> points;
    for (const Point& p : ring) points.push_back(frame_.at(p));
    return points;
  }
  [[nodiscard]] std::size_t class_of(double value) const {
    return static_cast<std::size_t>(std::lower_bound(bounds_.begin(), bounds_.end() - 1, value) - bounds_.begin());
  }
  /// With fewer classes than colours the ends of the ramp are kept.
  [[nodiscard]] Colour class_colour(std::size_t index) const {
    return bounds_.size() < 2 ? ramp[2] : ramp[index * (ramp.size() - 1) / (bounds_.size() - 1)];
  }
  [[nodiscard]] Colour colour_of(const NeighbourhoodDescription& n) const {
    return n.households > 0 ? class_colour(class_of(coloured_.value(n))) : no_value;
  }

  void draw_legend() const {
    const double x = width - legend_width - margin / 2;
    double y = header + 40;
    double low = 1e12;
    for (const auto& n : town_.neighbourhoods)
      if (n.households > 0) low = std::min(low, coloured_.value(n));
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
      canvas_.rectangle(x, y - 18, 34, 22, class_colour(i));
      const std::string to = in_words(bounds_[i], coloured_.share, language_);
      canvas_.text(
          x + 48, y, 18,
          in_words(i == 0 ? low : bounds_[i - 1], coloured_.share, language_) + (dutch_ ? " tot " : " to ") + to, ink);
      y += 30;
    }
    y += 24;
    for (const MarkGroup& group : mark_groups()) {
      const auto count = std::count_if(town_.places.begin(), town_.places.end(),
                                       [&](const auto& place) { return belongs(group, place); });
      if (count == 0) continue;
      draw_mark(canvas_, group, {x + 17, y - 6}, 1, false);
      canvas_.text(x + 48, y, 18,
                   (dutch_ ? group.dutch : group.english) + std::string(" (") + std::to_string(count) + ")", ink);
      y += 32;
    }
    if (std::none_of(town_.places.begin(), town_.places.end(), is_made_up)) return;
    draw_mark(canvas_, mark_groups().front(), {x + 17, y - 6}, 1.2, true);
    canvas_.text(x + 48, y, 18, dutch_ ? "Open: ingevuld, stond in geen bestand" : "Open: filled in, not in any file",
                 ink);
  }

  const TownDescription& town_;
  Coloured coloured_;
  bool dutch_;
  Language language_;
  Canvas& canvas_;
  Frame frame_;
  std::vector<double> bounds_;
  double size_ = 1;  ///< of the marks: smaller where there are many
};
}  // namespace

void draw_town_map(const TownDescription& town, const std::string& figure, Language language,
                   const std::filesystem::path& file) {
  Canvas canvas(file, width, height);
  TownMap(town, figure, language, canvas).draw();
  canvas.finish();
}

}  // namespace weefsel
