#include "town_import/filled.hpp"

#include <algorithm>
#include <utility>

#include "text/value.hpp"

namespace weefsel {
namespace {
constexpr std::size_t most_codes_named = 5;
}

void Filled::figure(const std::string& code, const std::string& key, double value, const std::string& source,
                    bool from_data) {
  for (Line& line : lines_) {
    if (line.key == key && line.source == source && line.from_data == from_data && !line.codes.empty()) {
      line.codes.push_back(code);
      line.values.push_back(value);
      return;
    }
  }
  lines_.push_back({key, source, from_data, {code}, {value}, {}});
}

void Filled::note(std::string what, std::string value, std::string source, bool from_data) {
  lines_.push_back({{}, {}, from_data, {}, {}, {std::move(what), std::move(value), std::move(source)}});
}

FilledFigure Filled::in_words(const Line& line, std::size_t neighbourhoods) const {
  if (line.codes.empty()) return line.note;
  FilledFigure figure;
  figure.what = "neighbourhoods";
  if (line.codes.size() < neighbourhoods && line.codes.size() <= most_codes_named) {
    figure.what += '[';
    for (std::size_t i = 0; i < line.codes.size(); ++i) figure.what += (i > 0 ? ", " : "") + line.codes[i];
    figure.what += ']';
  }
  figure.what += '.' + line.key;
  const auto [low, high] = std::minmax_element(line.values.begin(), line.values.end());
  figure.value = number_as_text(*low);
  if (*low < *high) figure.value += " to " + number_as_text(*high);
  if (line.codes.size() == neighbourhoods) {
    figure.value += neighbourhoods > 1 ? " (all)" : "";
  } else if (line.codes.size() > most_codes_named) {
    figure.value += " (" + std::to_string(line.codes.size()) + " of " + std::to_string(neighbourhoods) + ")";
  }
  figure.source = line.source;
  return figure;
}

std::vector<FilledFigure> Filled::all(std::size_t neighbourhoods) const {
  std::vector<FilledFigure> result;
  for (const Line& line : lines_) result.push_back(in_words(line, neighbourhoods));
  return result;
}

std::vector<FilledFigure> Filled::filled_in(std::size_t neighbourhoods) const {
  std::vector<FilledFigure> result;
  for (const Line& line : lines_) {
    if (!line.from_data) result.push_back(in_words(line, neighbourhoods));
  }
  return result;
}

bool has_made_up_boundaries(const TownDescription& town) {
  return std::any_of(town.provenance.begin(), town.provenance.end(), [](const FilledFigure& figure) {
    return figure.what == boundaries_note && figure.value == boundaries_made_up;
  });
}

bool is_made_up(const PlaceDescription& place) { return place.source.rfind(source_of_made_up_place, 0) == 0; }

}  // namespace weefsel
