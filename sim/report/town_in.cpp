#include "report/town_in.hpp"

#include "output/unpack.hpp"
#include "population/read_town.hpp"

namespace weefsel {

std::optional<TownDescription> town_in(const OutputReader& reader) {
  const std::string text = town_text_in(reader);
  if (text.empty()) return std::nullopt;
  const std::string name = reader.path() + " (its town)";
  Problems problems;
  TownDescription town = read_town_text(text, name, problems);
  problems.throw_if_any();
  return town;
}

}  // namespace weefsel
