#include "town_import/describe_town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/typical_places.hpp"
#include "world/nearby.hpp"

namespace weefsel {
namespace {

/// What of one neighbourhood is counted in the world.
struct Counted {
  double households = 0, people = 0, children = 0;
  std::array<double, place_kind_count> metres{};  ///< sum over homes, to the nearest place of the kind
};

/// Columns are padded, and cut, by characters, not bytes.
std::string column(std::string_view text, std::size_t width) { return fmt::format("{:<{}.{}}", text, width, width); }

std::string whole(double number, Language language) {
  std::string text = fmt::format("{:.0f}", number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, language == Language::nl ? '.' : ',');
  return text;
}

std::vector<Counted> count_by_neighbourhood(const TownDescription& town, const World& world) {
  std::vector<Counted> counts(town.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h]) continue;
    Counted& n = counts[world.neighbourhood_of(h).slot];
    ++n.households;
    for (const AdultId a : world.households.adults[h]) n.people += a.exists();
    world.for_each_child(h, [&](ChildId) { ++n.children; });
  }
  for (Counted& n : counts) n.people += n.children;
  for (std::size_t k = 0; k < place_kind_count; ++k) {
    std::vector<Nearby::Point> points;
    for (std::size_t i = 0; i < town.places.size(); ++i)
      if (town.places[i].kind == static_cast<PlaceKind>(k) && town.places[i].kind != PlaceKind::online_group)
        points.push_back({town.places[i].x, town.places[i].y, static_cast<std::uint32_t>(i)});
    if (points.empty()) continue;
    const Nearby near(points);
    for (std::size_t i = 0; i < world.households.size(); ++i) {
      const HouseholdId h(i);
      const DwellingId home = world.households.dwelling[h];
      const auto x = static_cast<double>(world.dwellings.x[home]), y = static_cast<double>(world.dwellings.y[home]);
      counts[world.neighbourhood_of(h).slot].metres[k] += near.metres_to_nearest(x, y);
    }
  }
  return counts;
}

void put_neighbourhoods(const TownDescription& town, const std::vector<Counted>& counts, Language language,
                        std::back_insert_iterator<std::string> out) {
  const bool dutch = language == Language::nl;
  fmt::format_to(out, "{} {} {:>9} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}\n",
                 column(dutch ? "buurt" : "quarter", 12), column("", 28), dutch ? "huish." : "househ.",
                 dutch ? "mensen" : "people", dutch ? "kinderen" : "children", dutch ? "gezinnen" : "families",
                 dutch ? "krap" : "tight", dutch ? "hoog opl" : "high ed.", dutch ? "km school" : "km school",
                 dutch ? "km bieb" : "km libr.");
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const NeighbourhoodDescription& n = town.neighbourhoods[i];
    const Counted& c = counts[i];
    const auto km = [&](PlaceKind kind) {
      const double metres = c.metres[static_cast<std::size_t>(kind)];
      return c.households > 0 && metres > 0 ? fmt::format("{:.1f}", metres / c.households / 1000) : std::string("-");
    };
    fmt::format_to(out, "{} {} {:>9} {:>9} {:>8} {:>7.0f}% {:>7.0f}% {:>7.0f}% {:>9} {:>9}\n", column(n.code, 12),
                   column(n.name, 28), whole(c.households, language), whole(c.people, language),
                   whole(c.children, language), 100 * n.with_children_share, 100 * n.tight_income_share,
                   100 * n.education_high_share, km(PlaceKind::primary_school), km(PlaceKind::library));
  }
}

void put_places(const TownDescription& town, const World& world, Language language,
                std::back_insert_iterator<std::string> out) {
  const bool dutch = language == Language::nl;
  std::vector<double> going(world.places.size(), 0);
  for (std::size_t i = 0; i < world.children.size(); ++i)
    if (const PlaceId p = world.children.day_place[ChildId(i)]; p.exists()) ++going[p.slot];
  fmt::format_to(out, "\n{} {:>7} {:>9} {:>9}   {}\n", column(dutch ? "plekken" : "places", 22),
                 dutch ? "aantal" : "number", dutch ? "ruimte" : "room", dutch ? "kinderen" : "children",
                 dutch ? "herkomst" : "from");
  for (std::size_t k = 0; k < place_kind_count; ++k) {
    double count = 0, room = 0, children = 0, made_up = 0, crowded = 0;
    for (std::size_t i = 0; i < town.places.size(); ++i) {
      const PlaceDescription& place = town.places[i];
      if (static_cast<std::size_t>(place.kind) != k) continue;
      ++count;
      room += place.capacity;
      children += going[i];
      crowded += going[i] > 1.2 * place.capacity;
      made_up += is_made_up(place);
    }
    if (count == 0) continue;
    std::string from = made_up == count ? (dutch ? "ingevuld" : "filled in")
                       : made_up > 0    ? fmt::format("{:.0f} {}", made_up, dutch ? "ingevuld" : "filled in")
                       : town.fictional ? (dutch ? "verzonnen" : "invented")
                                        : (dutch ? "uit de gegevens" : "from the data");
    if (crowded > 0)
      from += fmt::format("; {:.0f} {}", crowded, dutch ? "meer dan 20% te vol" : "more than 20% too full");
    fmt::format_to(out, "{} {:>7.0f} {:>9} {:>9}   {}\n",
                   column(dutch ? dutch_name(static_cast<PlaceKind>(k)) : std::string(place_kind_names[k]), 22), count,
                   whole(room, language), children > 0 ? whole(children, language) : "-", from);
  }
}
}  // namespace

std::string describe_town(const TownDescription& town, const World& world, Language language) {
  const bool dutch = language == Language::nl;
  const std::vector<Counted> counts = count_by_neighbourhood(town, world);
  Counted all;
  for (const Counted& n : counts) {
    all.households += n.households;
    all.people += n.people;
    all.children += n.children;
  }
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}", town.name);
  if (!town.municipality_code.empty()) fmt::format_to(out, " ({})", town.municipality_code);
  fmt::format_to(out, "\n");
  if (!town.description.empty()) fmt::format_to(out, "{}\n", town.description);
  fmt::format_to(out, "{} {}, {} {}, {} {} {} {}\n\n", town.neighbourhoods.size(), dutch ? "buurten" : "neighbourhoods",
                 whole(all.households, language), dutch ? "huishoudens" : "households", whole(all.people, language),
                 dutch ? "mensen, van wie" : "people, of whom", whole(all.children, language),
                 dutch ? "kinderen die thuis wonen" : "children at home");
  put_neighbourhoods(town, counts, language, out);
  put_places(town, world, language, out);
  return text;
}

std::string describe_provenance(const TownDescription& town, Language language) {
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{}\n",
                 language == Language::nl ? "Waar de cijfers vandaan komen" : "Where the figures come from");
  if (town.provenance.empty()) fmt::format_to(out, "  {}\n", language == Language::nl ? "niet vermeld" : "not said");
  for (const FilledFigure& figure : town.provenance)
    fmt::format_to(out, "  {} {} {}\n", column(figure.what, std::max<std::size_t>(56, figure.what.size())),
                   column(figure.value, std::max<std::size_t>(22, figure.value.size())), figure.source);
  return text;
}

}  // namespace weefsel
