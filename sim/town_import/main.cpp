// weefsel-town: makes a town file of open data. `weefsel town …` starts this program.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include "base/errors.hpp"
#include "base/run_program.hpp"
#include "population/write_town.hpp"
#include "town_import/import_town.hpp"

namespace {
using namespace weefsel;

void print(const ImportedTown& imported, const std::string& file) {
  const TownDescription& town = imported.town;
  double households = 0, with_children = 0;
  for (const auto& n : town.neighbourhoods) {
    households += n.households;
    with_children += n.households * n.with_children_share;
  }
  std::printf("%s (%s): %zu neighbourhoods, %.0f households, about %.0f with children at home\n", town.name.c_str(),
              town.municipality_code.c_str(), town.neighbourhoods.size(), households, with_children);
  std::map<PlaceKind, int> counts;
  for (const auto& place : town.places) ++counts[place.kind];
  std::printf("%zu places:", town.places.size());
  const char* separator = " ";
  for (const auto& [kind, count] : counts) {
    std::printf("%s%d %s", separator, count, std::string(place_kind_names[static_cast<std::size_t>(kind)]).c_str());
    separator = ", ";
  }
  std::printf("\n\nFilled in, because the data lack it (kept in the town under `provenance`):\n");
  for (const auto& figure : imported.filled_in) {
    std::printf("  %-62s %-22s %s\n", figure.what.c_str(), figure.value.c_str(), figure.source.c_str());
  }
  std::printf("\nWritten: %s\n", file.c_str());
}

int run(int argc, char** argv) {
  CLI::App app{"Makes a town of open data.", "weefsel town"};
  app.require_subcommand(1);
  CLI::App* import = app.add_subcommand("import",
                                        "From CBS/PDOK neighbourhoods, DUO schools and OpenStreetMap places.\n"
                                        "What these lack is filled in from documented defaults, and listed.");
  ImportRequest request;
  std::string output;
  import
      ->add_option("--neighbourhoods", request.neighbourhoods,
                   "CBS/PDOK \"wijkenbuurten\" with key figures, layer buurten (GeoJSON or GeoPackage)")
      ->required()
      ->type_name("FILE");
  import->add_option("--schools", request.schools, "DUO school locations (CSV); may be given more than once")
      ->type_name("FILE");
  import->add_option("--places", request.places, "OpenStreetMap extract (GeoJSON); may be given more than once")
      ->type_name("FILE");
  import
      ->add_option("--postcodes", request.postcodes,
                   "centroids of 4-digit postcodes (CSV with postcode, latitude, longitude), to place schools by")
      ->type_name("FILE");
  import
      ->add_option("--municipality", request.municipality,
                   "code (GM0308) or name; needed when the neighbourhoods are of more than one")
      ->type_name("CODE");
  import->add_option("-o,--output", output, "the town to write (YAML)")->required()->type_name("TOWN");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_well : exit_user_mistake;
  }
  const ImportedTown imported = import_town(request);
  write_town(imported.town, output);
  print(imported, output);
  return exit_well;
}
}  // namespace

int main(int argc, char** argv) {
  return weefsel::run_program("weefsel-town", [&] { return run(argc, argv); });
}
