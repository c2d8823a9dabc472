// What: which points of the map lie near a spot, found without looking at all of them: a packed R-tree (Guttman 1984;
// Boost.Geometry). Whoever asks gets every point that can matter and decides with its own arithmetic, so that answers
// are those of a search through all points, to the bit.
// Use: made where a process or a stage of building begins, from the points as they are then; it keeps no hold on a World.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weefsel {

class Nearby {
 public:
  struct Point {
    double x, y;  ///< metres
    std::uint32_t number;  ///< whatever it is known by to whoever asks
  };

  explicit Nearby(const std::vector<Point>& points);
  ~Nearby();
  Nearby(Nearby&&) noexcept;
  Nearby& operator=(Nearby&&) noexcept;

  [[nodiscard]] std::size_t size() const;

  /// Adds the numbers of all points in the square that reaches `metres` from (x, y) to each side, and leaves out those
  /// in the square that reaches `beyond`; in no particular order. Negative `beyond`: none left out.
  void find(double x, double y, double metres, std::vector<std::uint32_t>& found, double beyond = -1) const;

  /// Metres to the nearest point, right to within a millionth; infinite without points.
  [[nodiscard]] double metres_to_nearest(double x, double y) const;

  /// Calls `look(number)` for points ever further from (x, y), each once, until `is_enough(metres)` says that nothing
  /// further away than that can matter, or all have been looked at. The first look is at `metres` to each side.
  template <class Look, class IsEnough>
  void look_around(double x, double y, double metres, Look&& look, IsEnough&& is_enough) const {
    std::vector<std::uint32_t> found;
    std::size_t seen = 0;
    for (double beyond = -1; seen < size(); beyond = metres, metres *= 2) {
      found.clear();
      find(x, y, metres, found, beyond);
      for (const std::uint32_t number : found) look(number);
      seen += found.size();
      if (is_enough(metres)) return;
    }
  }

 private:
  struct Tree;
  std::unique_ptr<const Tree> tree_;
};

}  // namespace weefsel
