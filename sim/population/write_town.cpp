#include "population/write_town.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/errors.hpp"
#include "population/place_value.hpp"
#include "population/read_town.hpp"
#include "population/town_figures.hpp"
#include "text/value.hpp"
#include "text/write_yaml.hpp"

namespace weefsel {
namespace {
template <class Description>
void put_figures(Value& map, const std::vector<Figure<Description>>& figures, const Description& from) {
  for (const auto& figure : figures) put(map, std::string(figure.key), make_number(from.*figure.member));
}

void put_text(Value& map, const char* key, const std::string& text) {
  if (!text.empty()) put(map, key, make_text(text));
}

Value make_point(double x, double y) { return make_list({make_number(x), make_number(y)}); }

Value value_of(const NeighbourhoodDescription& neighbourhood) {
  Value map = make_map();
  put(map, "code", make_text(neighbourhood.code));
  put(map, "name", make_text(neighbourhood.name));
  put_text(map, "character", neighbourhood.character);
  Value boundary = make_list();
  for (const auto& ring : neighbourhood.boundary) {
    Value points = make_list();
    for (const Point& point : ring) points.items.push_back(make_point(point.x, point.y));
    boundary.items.push_back(std::move(points));
  }
  put(map, "boundary", std::move(boundary));
  put(map, "households", make_number(neighbourhood.households));
  put_figures(map, neighbourhood_figures(), neighbourhood);
  Value communities = make_list();
  for (double share : neighbourhood.communities) communities.items.push_back(make_number(share));
  put(map, "communities", std::move(communities));
  return map;
}

Value value_of(const PlaceDescription& place) { return value_of(place, false); }

Value value_of(const ProfessionalDescription& professional) {
  Value map = make_map();
  put(map, "kind", make_text(std::string(professional_kind_names[static_cast<std::size_t>(professional.kind)])));
  put(map, "hours_per_week_per_1000_children", make_number(professional.hours_per_week_per_1000_children));
  put(map, "normalising_skill", make_number(professional.normalising_skill));
  put_text(map, "source", professional.source);
  return map;
}

Value value_of(const FilledFigure& figure) {
  Value map = make_map();
  put(map, "what", make_text(figure.what));
  put(map, "value", make_text(figure.value));
  put(map, "source", make_text(figure.source));
  return map;
}

template <class Item>
void put_list(Value& map, const char* key, const std::vector<Item>& items) {
  if (items.empty()) return;
  Value list = make_list();
  for (const Item& item : items) list.items.push_back(value_of(item));
  put(map, key, std::move(list));
}

/// The bytes are on disk before the file gets its name.
void write_whole(const std::string& text, const std::filesystem::path& file) {
  const std::string unfinished = file.string() + ".unfinished-" + std::to_string(::getpid());
  const auto give_up = [&](const char* step) {
    const int reason = errno;
    ::unlink(unfinished.c_str());
    throw SystemTrouble(file.string() + ": cannot " + step + ": " + std::system_category().message(reason));
  };
  const int descriptor = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) give_up("be written");
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = ::write(descriptor, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const int reason = errno;
      ::close(descriptor);
      errno = reason;
      give_up("be written");
    }
    written += static_cast<std::size_t>(count);
  }
  const bool on_disk = ::fsync(descriptor) == 0;
  if (::close(descriptor) != 0 || !on_disk) give_up("be written to disk");
  if (::rename(unfinished.c_str(), file.c_str()) != 0) give_up("get its name");
}
}  // namespace

std::string town_text(const TownDescription& town) {
  Value map = make_map();
  put(map, "name", make_text(town.name));
  put_text(map, "description", town.description);
  put(map, "fictional", make_boolean(town.fictional));
  put_text(map, "municipality_code", town.municipality_code);
  put_list(map, "neighbourhoods", town.neighbourhoods);
  put_list(map, "places", town.places);
  put_list(map, "professionals", town.professionals);
  put(map, "tier1_places_per_1000_children", make_number(town.tier1_places_per_1000_children));
  put(map, "tier2_places_per_1000_children", make_number(town.tier2_places_per_1000_children));
  put_list(map, "provenance", town.provenance);
  return write_yaml(map);
}

void write_town(const TownDescription& town, const std::filesystem::path& file) {
  const std::string text = town_text(town);
  Problems problems;
  const TownDescription read_back = read_town_text(text, file.string(), problems);
  problems.throw_if_any();
  if (town_text(read_back) != text) {
    throw Fault(file.string() + ": the town as written differs from the town in memory");
  }
  write_whole(text, file);
}

}  // namespace weefsel
