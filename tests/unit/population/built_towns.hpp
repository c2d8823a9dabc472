// What: descriptions of small towns for the tests of the population, and a few questions about built worlds.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "population/build_world.hpp"
#include "random/keys.hpp"

namespace weefsel::testing_towns {

inline constexpr Week first_week{-520};

inline NeighbourhoodDescription square(const std::string& code, double x, double y, double side, double households) {
  NeighbourhoodDescription n;
  n.code = n.name = code;
  n.boundary = {{{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}}};
  n.households = households;
  return n;
}

inline PlaceDescription place(const std::string& id, PlaceKind kind, double x, double y, double capacity = 200) {
  PlaceDescription p;
  p.id = p.name = id;
  p.kind = kind;
  p.x = x, p.y = y, p.capacity = capacity;
  return p;
}

/// One neighbourhood of 600 households, with schools, childcare and a library.
inline TownDescription hamlet() {
  TownDescription town;
  town.name = "Hamlet";
  town.neighbourhoods = {square("ham", 140000, 511000, 600, 600)};
  town.neighbourhoods[0].communities = {0.75, 0.25};
  town.places = {place("school_a", PlaceKind::primary_school, 140100, 511100),
                 place("school_b", PlaceKind::primary_school, 140500, 511500),
                 place("secondary", PlaceKind::secondary_school, 140300, 511300, 400),
                 place("childcare", PlaceKind::childcare, 140200, 511300, 50),
                 place("library", PlaceKind::library, 140300, 511200, 40)};
  return town;
}

/// Three neighbourhoods of clearly different character, 6,000 households.
inline TownDescription three_quarters() {
  TownDescription town;
  town.name = "Three Quarters";
  town.neighbourhoods = {square("flats", 143500, 510500, 1100, 2200), square("estate", 144700, 510500, 1200, 2300),
                         square("old", 144000, 511800, 1000, 1500)};
  NeighbourhoodDescription &flats = town.neighbourhoods[0], &estate = town.neighbourhoods[1],
                           &old = town.neighbourhoods[2];
  flats.single_person_share = 0.44, flats.with_children_share = 0.30, flats.single_parent_share = 0.40,
  flats.tight_income_share = 0.27;
  flats.education_low_share = 0.36, flats.education_high_share = 0.21, flats.reading_hard_share = 0.28,
  flats.newcomer_share = 0.15;
  flats.communities = {0.54, 0.27, 0.19};
  estate.single_person_share = 0.22, estate.with_children_share = 0.53, estate.single_parent_share = 0.15,
  estate.tight_income_share = 0.07;
  estate.youngest_child_0_4_share = 0.29, estate.youngest_child_12_plus_share = 0.33,
  estate.adults_65_plus_share = 0.20, estate.adults_under_45_share = 0.46;
  old.single_person_share = 0.34, old.with_children_share = 0.27, old.single_parent_share = 0.16,
  old.tight_income_share = 0.04;
  old.youngest_child_0_4_share = 0.13, old.youngest_child_12_plus_share = 0.55, old.adults_under_45_share = 0.16,
  old.adults_65_plus_share = 0.56;
  old.newcomer_share = 0.08;
  town.places = {place("school_flats", PlaceKind::primary_school, 144000, 511000),
                 place("school_estate", PlaceKind::primary_school, 145200, 511000),
                 place("school_old", PlaceKind::primary_school, 144500, 512300),
                 place("secondary", PlaceKind::secondary_school, 144600, 511500, 900),
                 place("childcare_flats", PlaceKind::childcare, 144100, 511100, 60),
                 place("childcare_estate", PlaceKind::childcare, 145300, 511100, 60),
                 place("childcare_old", PlaceKind::childcare, 144400, 512400, 60),
                 place("library", PlaceKind::library, 144700, 511600)};
  return town;
}

inline World built(const TownDescription& town, std::uint64_t seed = 1, const Parameters& parameters = {}) {
  return build_world(town, parameters, Luck(seed, 0), first_week);
}

/// All that a household and its members have of their own, as numbers, by household key. Links across households (kin,
/// ties) are left out.
inline std::map<Key, std::vector<std::uint64_t>> households_by_key(const World& w, NeighbourhoodId where) {
  std::map<Key, std::vector<std::uint64_t>> result;
  const auto bits = [](auto value) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)); };
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    if (w.neighbourhood_of(h) != where) continue;
    std::vector<std::uint64_t>& all = result[w.households.key[h]];
    const DwellingId d = w.households.dwelling[h];
    all = {w.dwellings.key[d],           bits(w.dwellings.x[d]),      bits(w.dwellings.y[d]),
           w.households.tight_income[h], bits(w.households.since[h]), bits(w.households.due_week[h]),
           w.households.move[h].left};
    for (const AdultId a : w.households.adults[h])
      if (a.exists())
        all.insert(all.end(), {w.adults.key[a], bits(w.adults.birth_week[a]), w.adults.female[a], w.adults.education[a],
                               w.adults.community[a], w.adults.births[a], w.adults.working_hours[a],
                               w.adults.reading_ease[a].raw, w.adults.openness[a].raw, w.adults.sociability[a].raw});
    w.for_each_child(h, [&](ChildId c) {
      const PlaceId p = w.children.day_place[c];
      all.insert(all.end(), {w.children.key[c], bits(w.children.birth_week[c]), w.children.female[c],
                             w.children.temperament[c].raw, p.exists() ? w.places.key[p] : 0});
    });
  }
  return result;
}

}  // namespace weefsel::testing_towns
