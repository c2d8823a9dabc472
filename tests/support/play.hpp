// What: a town that a test lives week by week, whole weeks or single processes of the week.
#pragma once

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "population/build_world.hpp"
#include "population/read_town.hpp"
#include "schedule/advance_one_week.hpp"
#include "scenario/scenario.hpp"

namespace weefsel::tests {

inline const std::filesystem::path shipped_scenarios = std::filesystem::path(WEEFSEL_SOURCE_DIR) / "scenarios";

/// The small town that ships: one neighbourhood of 600 households with one place of nearly every kind.
inline std::string hofbuurt_file() { return (shipped_scenarios / "towns/hofbuurt.yaml").string(); }
inline TownDescription hofbuurt() { return read_town(hofbuurt_file()); }

/// The same town with other numbers of households, in the same kind of figures.
inline TownDescription hofbuurt_of(double households) {
  TownDescription town = hofbuurt();
  town.neighbourhoods[0].households = households;
  return town;
}

/// A hamlet of `households` for tests of many parameter sets: quick, and with every kind of place the model knows.
inline TownDescription hamlet(double households = 120) { return hofbuurt_of(households); }

inline TownDescription without_place(TownDescription town, const std::string& id) {
  auto& places = town.places;
  places.erase(std::remove_if(places.begin(), places.end(), [&](const PlaceDescription& p) { return p.id == id; }), places.end());
  return town;
}

/// Everything that happens by itself in households set to never: people stay who and where they are.
inline Parameters with_still_population(Parameters p = {}) {
  auto& d = p.demography;
  d.children_per_woman = d.separations_per_year = d.separations_childless_per_year = d.partnering_per_year = 0;
  d.moves_factor = d.misfortunes_per_year = 0;
  return p;
}

/// A world with all that its weeks need. Copying it branches the future.
struct Play {
  Parameters parameters;
  Luck luck;
  World world;
  std::vector<Lever> levers;

  explicit Play(const TownDescription& town, const Parameters& p = {}, std::uint64_t seed = 1, Week first = Week{0})
      : parameters(p), luck(seed, 0), world(build_world(town, p, luck, first)), tables_(p) {}
  /// A world that was made by hand.
  explicit Play(World made, const Parameters& p = {}, std::uint64_t seed = 1)
      : parameters(p), luck(seed, 0), world(std::move(made)), tables_(p) {}

  /// Lives `count` whole weeks.
  void weeks(int count) {
    for (int i = 0; i < count; ++i) advance_one_week(world, luck, parameters, tables_, levers, scratch);
  }
  /// Lives whole weeks until `after_week(world)` has been called `count` times.
  template <class F>
  void weeks(int count, F&& after_week) {
    for (int i = 0; i < count; ++i) {
      weeks(1);
      after_week(static_cast<const World&>(world));
    }
  }
  /// Runs the named processes of one week, in the order given and on empty tallies, and nothing else; then the week is over.
  void only(std::initializer_list<std::string_view> names) {
    begin_week();
    for (const std::string_view name : names) process(name);
    ++world.week;
  }
  void begin_week() { world.tally.clear(); }
  void process(std::string_view name) {
    for (const Process& p : the_week())
      if (p.name == name) return p.run(world, now(), levers, scratch);
    throw std::invalid_argument("the week has no process called " + std::string(name));
  }
  [[nodiscard]] WeekContext now() const { return {world.week, luck, parameters, tables_}; }
  [[nodiscard]] const ModelTables& tables() const { return tables_; }

  WeekScratch scratch;

 private:
  ModelTables tables_;
};

/// Sum of a tally over the whole town.
inline std::int64_t in_town(const World& world, Flow flow) {
  std::int64_t sum = 0;
  for (std::size_t n = 0; n < world.neighbourhoods.size(); ++n) sum += world.tally.of(flow, NeighbourhoodId(n));
  return sum;
}

inline PlaceId place_called(const World& world, const std::string& id) {
  const auto& ids = world.names.place_id;
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) throw std::invalid_argument("no place called " + id);
  return PlaceId(static_cast<std::size_t>(found - ids.begin()));
}

/// A scenario in code: Hofbuurt, short, with the levers and parameters the test sets.
inline Scenario small_scenario(const std::string& id = "small") {
  Scenario s;
  s.id = id;
  s.file = id + ".yaml";
  s.question = {"Proef?", "Test?"};
  s.town_file = hofbuurt_file();
  s.years = 2;
  s.run_in_years = 1;
  s.replicates = 1;
  s.seed = 1;
  s.resolved_text = "id: " + id + "\n";
  return s;
}

}  // namespace weefsel::tests
