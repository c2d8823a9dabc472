// What: where the figures of an imported town come from, gathered while it is made and grouped for reading: one line
// for all neighbourhoods that share a figure, a value and a source.
#pragma once

#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

class Filled {
 public:
  /// A figure of one neighbourhood. `from_data`: read from a file; otherwise something stands in for it.
  void figure(const std::string& code, const std::string& key, double value, const std::string& source, bool from_data);
  /// Anything else: a place that was made up, a school that was placed by its postcode.
  void note(std::string what, std::string value, std::string source, bool from_data = false);

  /// For the town: everything. `neighbourhoods` is their number.
  [[nodiscard]] std::vector<FilledFigure> all(std::size_t neighbourhoods) const;
  /// For the terminal: only what was filled in.
  [[nodiscard]] std::vector<FilledFigure> filled_in(std::size_t neighbourhoods) const;

 private:
  struct Line {
    std::string key, source;
    bool from_data = false;
    std::vector<std::string> codes;
    std::vector<double> values;
    FilledFigure note;  ///< when there are no codes
  };
  [[nodiscard]] FilledFigure in_words(const Line& line, std::size_t neighbourhoods) const;
  std::vector<Line> lines_;
};

/// The note of a map that was drawn without boundaries, and whether a town has it.
inline constexpr const char *boundaries_note = "boundaries", *boundaries_made_up = "made up";
[[nodiscard]] bool has_made_up_boundaries(const TownDescription& town);

/// The source of a place that was in no file, and whether a place has it (people may add to it by hand).
inline constexpr const char* source_of_made_up_place = "default: not in the data";
[[nodiscard]] bool is_made_up(const PlaceDescription& place);

}  // namespace weefsel
