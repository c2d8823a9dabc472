#include "population/read_town.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "population/boundary.hpp"
#include "population/place_value.hpp"
#include "population/town_figures.hpp"
#include "population/town_schema.hpp"
#include "population/town_tables.hpp"
#include "text/nearest.hpp"
#include "text/read_yaml.hpp"

namespace weefsel {
namespace {
constexpr double farthest_place = 20000;  // metres

template <class Kind, class Names>
Kind kind_named(const std::string& name, const Names& names) {
  return static_cast<Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <class Description>
void read_figures(const Value& map, const std::vector<Figure<Description>>& figures, Description& into) {
  for (const auto& figure : figures) into.*figure.member = number_at(map, figure.key, into.*figure.member);
}

Point point_of(const Value& pair) { return {number_of(pair.items[0]), number_of(pair.items[1])}; }

NeighbourhoodDescription neighbourhood_of(const Value& map) {
  NeighbourhoodDescription neighbourhood;
  neighbourhood.code = text_at(map, "code");
  neighbourhood.name = text_at(map, "name");
  neighbourhood.character = text_at(map, "character");
  for (const Value& ring : map.find("boundary")->items) {
    std::vector<Point> points;
    for (const Value& point : ring.items) points.push_back(point_of(point));
    neighbourhood.boundary.push_back(std::move(points));
  }
  neighbourhood.households = number_at(map, "households", 0);
  read_figures(map, neighbourhood_figures(), neighbourhood);
  if (const Value* ages = map.find("inhabitants_by_age"))
    for (std::size_t band = 0; band < age_band_count; ++band)
      neighbourhood.inhabitants_by_age[band] = number_of(ages->items[band]);
  if (const Value* communities = map.find("communities")) {
    neighbourhood.communities.clear();
    for (const Value& share : communities->items) neighbourhood.communities.push_back(number_of(share));
  }
  return neighbourhood;
}

ProfessionalDescription professional_of(const Value& map) {
  ProfessionalDescription professional;
  professional.kind = kind_named<ProfessionalKind>(text_at(map, "kind"), professional_kind_names);
  professional.hours_per_week_per_1000_children = number_at(map, "hours_per_week_per_1000_children", 0);
  professional.normalising_skill = number_at(map, "normalising_skill", professional.normalising_skill);
  professional.source = text_at(map, "source");
  return professional;
}

std::vector<OtherName> other_names_of(const Value& map, const char* of_what) {
  std::vector<OtherName> names;
  const Value* all = map.find("also_known_as");
  const Value* named = all ? all->find(of_what) : nullptr;
  if (!named) return names;
  for (const Entry& entry : named->entries) names.push_back({entry.key, text_of(entry.value)});
  std::sort(names.begin(), names.end(), [](const OtherName& a, const OtherName& b) { return a.name < b.name; });
  return names;
}

TownDescription town_of(const Value& map) {
  TownDescription town;
  town.name = text_at(map, "name");
  town.description = text_at(map, "description");
  town.fictional = boolean_at(map, "fictional", town.fictional);
  town.municipality_code = text_at(map, "municipality_code");
  for (const Value& item : map.find("neighbourhoods")->items) town.neighbourhoods.push_back(neighbourhood_of(item));
  if (const Value* places = map.find("places")) {
    for (const Value& item : places->items) town.places.push_back(place_from(item));
  }
  if (const Value* professionals = map.find("professionals")) {
    for (const Value& item : professionals->items) town.professionals.push_back(professional_of(item));
  }
  town.tier1_places_per_1000_children =
      number_at(map, "tier1_places_per_1000_children", town.tier1_places_per_1000_children);
  town.tier2_places_per_1000_children =
      number_at(map, "tier2_places_per_1000_children", town.tier2_places_per_1000_children);
  town.places_known_as = other_names_of(map, "places");
  town.neighbourhoods_known_as = other_names_of(map, "neighbourhoods");
  if (const Value* provenance = map.find("provenance")) {
    for (const Value& item : provenance->items) {
      town.provenance.push_back({text_at(item, "what"), text_at(item, "value"), text_at(item, "source")});
    }
  }
  return town;
}

/// Where a key stands in a map, or the map itself when the key was left out.
const Position& position_at(const Value& map, const char* key) {
  const Value* value = map.find(key);
  return value ? value->position : map.position;
}

/// Each text under `key` may occur once in the list.
void check_unique(const Value& list, const std::string& path, const char* key, Problems& problems) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string text = text_at(list.items[i], key);
    if (!seen.insert(text).second) {
      problems.add(position_at(list.items[i], key), key_path(key_path(path, i), key),
                   "\"" + text + "\" is used before; each needs one of its own");
    }
  }
}

void check_parts(const Value& map, const std::string& path, const char* first_key, double first, const char* second_key,
                 double second, const char* whole, Problems& problems) {
  if (first + second <= 1 + 1e-9) return;
  const char* where = map.find(second_key) ? second_key : first_key;
  problems.add(position_at(map, where), key_path(path, where),
               std::string(first_key) + " " + number_as_text(first) + " and " + second_key + " " +
                   number_as_text(second) + " are parts of the same " + whole + ": together at most 1");
}

/// Ages are counts of people or shares, not both: two answers to one question.
void check_ages(const Value& map, const std::string& path, const NeighbourhoodDescription& neighbourhood,
                Problems& problems) {
  if (!neighbourhood.gives_ages()) return;
  for (const auto& figure : neighbourhood_figures()) {
    const Value* given = map.find(figure.key);
    if (!given || !follows_from_ages(figure)) continue;
    problems.add(given->position, key_path(path, figure.key),
                 "cannot stand beside inhabitants_by_age: ages follow from those counts, and this share would not be "
                 "used; leave out one of the two");
  }
}

/// Households are whole, and hold the people that are said to live in them.
void check_people(const Value& map, const std::string& path, const NeighbourhoodDescription& neighbourhood,
                  Problems& problems) {
  constexpr double most_in_a_household = 10;
  const double households = neighbourhood.households;
  if (households != std::floor(households)) {
    problems.add(position_at(map, "households"), key_path(path, "households"),
                 number_as_text(households) + " is no whole number of households (a thousands separator?)");
  }
  double people = 0;
  for (const double of_age : neighbourhood.inhabitants_by_age) people += of_age;
  if (people > most_in_a_household * households) {
    problems.add(position_at(map, "inhabitants_by_age"), key_path(path, "inhabitants_by_age"),
                 number_as_text(people) + " people in " + number_as_text(households) + " households; at most " +
                     number_as_text(most_in_a_household) + " in each");
  }
}

void check_boundary(const Value& map, const std::string& path, const NeighbourhoodDescription& neighbourhood,
                    bool fictional, Problems& problems) {
  const Value& boundary = *map.find("boundary");
  for (std::size_t i = 0; i < neighbourhood.boundary.size(); ++i) {
    const std::vector<Point>& ring = neighbourhood.boundary[i];
    const std::string ring_path = key_path(key_path(path, "boundary"), i);
    const Position& position = boundary.items[i].position;
    if (looks_like_degrees(ring)) {
      problems.add(position, ring_path,
                   "looks like degrees; metres in RD New (EPSG:28992) are expected, such as "
                   "[146000, 468000]");
      continue;
    }
    const std::string trouble = trouble_with_ring(ring);
    if (!trouble.empty()) problems.add(position, ring_path, "the ring " + trouble);
    if (!fictional && !std::all_of(ring.begin(), ring.end(), within_rd_new)) {
      problems.add(
          position, ring_path,
          "lies outside the Netherlands; RD New has x from 0 to 280000 and y from 300000 to 625000, in this order");
    }
  }
}

void check_neighbourhood(const Value& map, const std::string& path, const NeighbourhoodDescription& neighbourhood,
                         bool fictional, Problems& problems) {
  const auto parts = [&](const char* first_key, double first, const char* second_key, double second,
                         const char* whole) {
    check_parts(map, path, first_key, first, second_key, second, whole, problems);
  };
  const NeighbourhoodDescription& n = neighbourhood;
  parts("single_person_share", n.single_person_share, "with_children_share", n.with_children_share, "households");
  parts("youngest_child_0_4_share", n.youngest_child_0_4_share, "youngest_child_12_plus_share",
        n.youngest_child_12_plus_share, "households with children");
  parts("adults_under_45_share", n.adults_under_45_share, "adults_65_plus_share", n.adults_65_plus_share,
        "people without children at home");
  parts("education_low_share", n.education_low_share, "education_high_share", n.education_high_share, "adults");
  check_ages(map, path, n, problems);
  check_people(map, path, n, problems);
  double sum = 0;
  for (double share : n.communities) sum += share;
  if (std::abs(sum - 1) > 0.0005) {
    problems.add(position_at(map, "communities"), key_path(path, "communities"),
                 "the shares sum to " + number_as_text(std::round(sum * 1000) / 1000) + "; they must sum to 1");
  }
  check_boundary(map, path, n, fictional, problems);
}

void check_place(const Value& map, const std::string& path, const PlaceDescription& place, const TownDescription& town,
                 Problems& problems) {
  if (place.kind == PlaceKind::online_group) return;
  const Value* at = map.find("at");
  if (!at) {
    problems.add(map.position, key_path(path, "at"),
                 "missing: a place of kind " + text_at(map, "kind") + " is somewhere; give [x, y] in metres, RD New");
    return;
  }
  const Point point{place.x, place.y};
  if (looks_like_degrees({point})) {
    problems.add(at->position, key_path(path, "at"), "looks like degrees; metres in RD New (EPSG:28992) are expected");
    return;
  }
  double nearest = std::numeric_limits<double>::infinity();
  for (const auto& neighbourhood : town.neighbourhoods) {
    nearest = std::min(nearest, distance_to(neighbourhood, point));
    if (nearest <= farthest_place) return;  // as a rule the first, so that large towns are not read in squared time
  }
  problems.add(
      at->position, key_path(path, "at"),
      "lies " + number_as_text(std::round(nearest / 1000)) + " km from the nearest neighbourhood; at most 20 km");
}

/// Other names stand for what is there, and are not names that something else has.
void check_other_names(const Value& document, const char* of_what, const std::vector<OtherName>& others,
                       const std::vector<std::string>& known, Problems& problems) {
  for (const OtherName& other : others) {
    const Entry& entry = *document.find("also_known_as")->find(of_what)->find_entry(other.name);
    const std::string path = std::string("also_known_as.") + of_what + '.' + other.name;
    if (std::find(known.begin(), known.end(), other.of) == known.end())
      problems.add(entry.value.position, path,
                   "\"" + other.of + "\" is not in this town" + did_you_mean(other.of, known));
    if (other.name != other.of && std::find(known.begin(), known.end(), other.name) != known.end())
      problems.add(entry.position, path, "is what something else in this town is called; leave it out");
  }
}

void check_other_names(const Value& document, const TownDescription& town, Problems& problems) {
  std::vector<std::string> places, neighbourhoods;
  for (const auto& place : town.places) places.push_back(place.id);
  for (const auto& neighbourhood : town.neighbourhoods) neighbourhoods.push_back(neighbourhood.code);
  check_other_names(document, "places", town.places_known_as, places, problems);
  check_other_names(document, "neighbourhoods", town.neighbourhoods_known_as, neighbourhoods, problems);
}

void check_fit(const Value& document, const TownDescription& town, Problems& problems) {
  const Value& neighbourhoods = *document.find("neighbourhoods");
  check_unique(neighbourhoods, "neighbourhoods", "code", problems);
  double households = 0;
  for (std::size_t i = 0; i < town.neighbourhoods.size(); ++i) {
    households += town.neighbourhoods[i].households;
    check_neighbourhood(neighbourhoods.items[i], key_path("neighbourhoods", i), town.neighbourhoods[i], town.fictional,
                        problems);
  }
  if (households < 1) {
    problems.add(neighbourhoods.position, "neighbourhoods", "nobody lives in this town: all have 0 households");
  }
  if (const Value* places = document.find("places")) {
    check_unique(*places, "places", "id", problems);
    for (std::size_t i = 0; i < town.places.size(); ++i) {
      check_place(places->items[i], key_path("places", i), town.places[i], town, problems);
    }
  }
  check_other_names(document, town, problems);
  if (const Value* professionals = document.find("professionals")) {
    check_unique(*professionals, "professionals", "kind", problems);
  }
}

TownDescription checked_town(std::optional<Value> document, const std::filesystem::path& folder, Problems& problems) {
  if (!document) return {};
  if (document->find("tables") &&
      !(check(*document, town_shape(), problems) && fill_in_tables(*document, folder, problems)))
    return {};
  if (!check(*document, town_shape(), problems)) return {};
  TownDescription town = town_of(*document);
  check_fit(*document, town, problems);
  return town;
}
}  // namespace

TownDescription read_town(const std::filesystem::path& file, Problems& problems) {
  return checked_town(read_yaml(file, problems), file.parent_path(), problems);
}

TownDescription read_town(const std::filesystem::path& file) {
  Problems problems;
  TownDescription town = read_town(file, problems);
  problems.throw_if_any();
  return town;
}

TownDescription read_town_text(std::string_view text, const std::string& name, Problems& problems) {
  return checked_town(read_yaml_text(text, name, problems), {}, problems);
}

}  // namespace weefsel
