#include "town_import/typical_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/value.hpp"

namespace weefsel {
namespace {
struct Typical {
  PlaceKind kind;
  const char* name;
  double hours, capacity;
  Thresholds thresholds;  // money, reading, language, stigma
  Gathering gathering;
  double host;
  double inhabitants_each, children_each;  // one place for so many; 0: not counted this way
};

// clang-format off
constexpr std::array<Typical, place_kind_count> typical = {{
    {PlaceKind::childcare,           "Kinderopvang",       52,   56, {0.4, 0, 0, 0},    Gathering::none,  0.0,     0, 450},
    {PlaceKind::primary_school,      "Basisschool",        26,  240, {0, 0, 0, 0},      Gathering::none,  0.0,     0, 450},
    {PlaceKind::secondary_school,    "Middelbare school",  32,  900, {0, 0, 0, 0},      Gathering::none,  0.0, 17000,   0},
    {PlaceKind::playground,          "Speelplaats",        70,   50, {0, 0, 0, 0},      Gathering::none,  0.0,     0, 280},
    {PlaceKind::library,             "Bibliotheek",        35,   80, {0, 0.5, 0, 0},    Gathering::none,  0.0, 14000,   0},
    {PlaceKind::community_centre,    "Buurthuis",          40,   80, {0, 0, 0, 0.15},   Gathering::fixed, 0.4,  9000,   0},
    {PlaceKind::sports_club,         "Sportvereniging",    24,  120, {0.4, 0, 0, 0},    Gathering::fixed, 0.2,  3500,   0},
    {PlaceKind::culture_club,        "Cultuurvereniging",  18,   50, {0.4, 0, 0, 0},    Gathering::fixed, 0.2,  9000,   0},
    {PlaceKind::place_of_worship,    "Gebedshuis",         10,  200, {0, 0, 0, 0.4},    Gathering::fixed, 0.4,  7000,   0},
    {PlaceKind::youth_centre,        "Jongerencentrum",    16,   45, {0, 0, 0, 0.15},   Gathering::fixed, 0.4, 17000,   0},
    {PlaceKind::cafe_or_market,      "Café of markt",      50,   80, {0.2, 0, 0, 0},    Gathering::none,  0.0,  5000,   0},
    {PlaceKind::childrens_farm,      "Kinderboerderij",    40,   80, {0, 0, 0, 0},      Gathering::none,  0.2, 35000,   0},
    {PlaceKind::parent_child_cafe,   "Oudercafé",           3,   25, {0, 0, 0, 0.05},   Gathering::fixed, 0.6,     0,   0},
    {PlaceKind::consultation_office, "Consultatiebureau",  28,   18, {0, 0, 0.2, 0},    Gathering::none,  0.0, 17000,   0},
    {PlaceKind::online_group,        "Oudergroep online", 168,  800, {0, 0.4, 0, 0},    Gathering::none,  0.0, 12000,   0},
}};
// clang-format on

const Typical& of(PlaceKind kind) { return typical[static_cast<std::size_t>(kind)]; }
}  // namespace

PlaceDescription typical_place(PlaceKind kind) {
  const Typical& t = of(kind);
  PlaceDescription place;
  place.kind = t.kind;
  place.hours_per_week = t.hours;
  place.capacity = t.capacity;
  place.thresholds = t.thresholds;
  place.gathering = t.gathering;
  place.host = t.host;
  return place;
}

TypicalCount typical_count(PlaceKind kind, double inhabitants, double children_under_15) {
  const Typical& t = of(kind);
  const double each = t.inhabitants_each > 0 ? t.inhabitants_each : t.children_each;
  if (each <= 0) return {0, "none unless a scenario opens one"};
  const double people = t.inhabitants_each > 0 ? inhabitants : children_under_15;
  const std::string who = t.inhabitants_each > 0 ? " inhabitants" : " children under 15";
  return {std::max(1, static_cast<int>(std::lround(people / each))),
          "1 per " + number_as_text(each) + who + ", at least 1"};
}

std::string dutch_name(PlaceKind kind) { return of(kind).name; }

}  // namespace weefsel
