// What: a sheet to draw on, by Cairo: a PNG, SVG or PDF after the name's extension. Coordinates from the upper left
// corner, in points (PNG: pixels). All of Cairo is in canvas.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct Colour {
  double red, green, blue;  ///< 0-1
};
/// 0x22303c as on a web page.
constexpr Colour colour_of_hex(unsigned rgb) {
  return {static_cast<double>(rgb >> 16U) / 255, static_cast<double>((rgb >> 8U) & 255U) / 255,
          static_cast<double>(rgb & 255U) / 255};
}

class Canvas {
 public:
  /// UserMistake on another extension. Nothing stands under the file's name before finish().
  Canvas(const std::filesystem::path& file, double width, double height);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Gives the drawing its name, in one step. SystemTrouble when it cannot be written.
  void finish();

  void rectangle(double x, double y, double width, double height, Colour fill);
  /// `align` 0: begins at x; 1: ends there. `y`: the line on which letters stand.
  void text(double x, double y, double size, const std::string& words, Colour ink, bool bold = false, double align = 0);
  void polygon(const std::vector<Point>& corners, Colour fill, Colour edge, double edge_width);
  void circle(Point middle, double radius, Colour fill, Colour edge, double edge_width);

 private:
  struct Sheet;
  std::unique_ptr<Sheet> sheet_;
};

}  // namespace weefsel
