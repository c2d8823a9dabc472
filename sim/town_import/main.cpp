// weefsel-town: makes a town of open data, and describes one. `weefsel town …` starts this program.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <string>

#include "base/errors.hpp"
#include "base/run_program.hpp"
#include "population/build_world.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"
#include "town_import/describe_town.hpp"
#include "town_import/draw_town_map.hpp"
#include "town_import/fit_tables.hpp"
#include "town_import/import_town.hpp"

namespace {
using namespace weefsel;

/// The town as the first replicate of a run with the default parameters has it when its run-in begins.
World built(const TownDescription& town) { return build_world(town, Parameters{}, Luck(1, 0), Week{0}); }

void print_import(const ImportedTown& imported) {
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
  std::printf("\n\nFilled in, because the data lack it (kept with the town, under provenance):\n");
  for (const auto& figure : imported.filled_in) {
    std::printf("  %-62s %-22s %s\n", figure.what.c_str(), figure.value.c_str(), figure.source.c_str());
  }
}

struct ImportArguments {
  ImportRequest request;
  std::string output;
  bool dutch_tables = false, overwrite = false;
};

void add_import(CLI::App& app, ImportArguments& arguments) {
  ImportRequest& r = arguments.request;
  CLI::App* command = app.add_subcommand(
      "import",
      "From key figures (CBS), boundaries (CBS/PDOK), schools (DUO), childcare (LRK) and places (OpenStreetMap).\n"
      "Each may be left out, but figures or boundaries there must be. What the files lack is filled in from\n"
      "documented defaults, and listed. Beside the town its tables are written (CSV), with the fit of its population.");
  command
      ->add_option(
          "--figures", r.figures,
          "CBS key figures of neighbourhoods: kwb-YEAR.xlsx, or \"Kerncijfers wijken en buurten\" from StatLine as "
          "CSV; of several years the latest counts, figure by figure")
      ->type_name("FILE");
  command
      ->add_option("--neighbourhoods", r.neighbourhoods,
                   "boundaries of neighbourhoods (GeoPackage or GeoJSON): CBS/PDOK \"wijkenbuurten\", layer buurten")
      ->type_name("FILE");
  command
      ->add_option("--distances", r.distances,
                   "CBS distances to facilities (\"Nabijheid voorzieningen\", StatLine, CSV)")
      ->type_name("FILE");
  command->add_option("--schools", r.schools, "DUO school locations (CSV)")->type_name("FILE");
  command->add_option("--childcare", r.childcare, "childcare register LRK (CSV)")->type_name("FILE");
  command
      ->add_option("--places", r.places,
                   "places from OpenStreetMap (Overpass JSON, GeoJSON, GeoPackage), or a CSV with name, kind, lat, lon")
      ->type_name("FILE");
  command
      ->add_option("--postcodes", r.postcodes,
                   "centroids of 4-digit postcodes (CSV with postcode, latitude, longitude), to place schools by")
      ->type_name("FILE");
  command
      ->add_option("--municipality", r.municipality, "code (GM0308) or name; needed when the files hold more than one")
      ->type_name("CODE");
  command->add_flag("--origin-for-mixing", r.origin_for_mixing,
                    "read shares by origin too, as unnamed communities, which matter for who mixes with whom alone");
  command->add_flag("--dutch-tables", arguments.dutch_tables,
                    "tables with semicolons and decimal commas, for spreadsheets in Dutch");
  command->add_flag("--overwrite", arguments.overwrite, "replace a town of that name, and its tables");
  command->add_option("-o,--output", arguments.output, "the town to write (TOWN.yaml; its tables in the folder TOWN)")
      ->required()
      ->type_name("TOWN");
}

int import(const ImportArguments& arguments) {
  const std::filesystem::path output = arguments.output;
  if (output.extension() != ".yaml" && output.extension() != ".yml")
    throw UserMistake(arguments.output + ": a town is a file that ends in .yaml");
  if (!arguments.overwrite && std::filesystem::exists(output)) {
    throw UserMistake(
        arguments.output +
        ": there is such a town already, with tables that somebody may have edited; --overwrite replaces it");
  }
  const ImportedTown imported = import_town(arguments.request);
  check_town(imported.town, arguments.output);
  const std::vector<FitRow> fit = fit_of(imported.town, built(imported.town));
  const TableStyle style = arguments.dutch_tables ? TableStyle::dutch : TableStyle::plain;
  write_beside_town(fit_table(fit, imported.published, style), output, "fit");
  write_town(imported.town, output, style);
  print_import(imported);
  std::printf(
      "\nFit of the population, over all neighbourhoods: what the files publish (data), what the town asks for when "
      "those whom the\nmodel does not have are left out (asked), who was made (population), and the mean absolute "
      "error "
      "in a neighbourhood\nagainst what is asked\n%s",
      fit_in_words(fit, imported.published, Language::en).c_str());
  const std::string folder = (output.parent_path() / output.stem()).string();
  std::printf("\nWritten: %s, and in %s: neighbourhoods.csv, places.csv, provenance.csv, fit.csv\n", output.c_str(),
              folder.c_str());
  return exit_well;
}

struct DescribeArguments {
  std::string town, map, by = "with_children_share", language = "nl";
  bool fit = false;
};

void add_describe(CLI::App& app, DescribeArguments& arguments) {
  CLI::App* command = app.add_subcommand(
      "describe",
      "What a town holds: neighbourhoods, places and how full they are, where its figures come from, and a map.");
  command->add_option("town", arguments.town, "the town (YAML)")->required()->type_name("TOWN");
  command->add_option("--map", arguments.map, "draw a map into this file (.png, .svg or .pdf)")->type_name("FILE");
  command->add_option("--by", arguments.by, "the figure of neighbourhoods that colours the map")
      ->type_name("KEY")
      ->capture_default_str();
  command->add_flag("--fit", arguments.fit, "per neighbourhood: margin, asked, population, error");
  command->add_option("--language", arguments.language, "of the words: nl or en")
      ->check(CLI::IsMember({"nl", "en"}))
      ->capture_default_str();
}

int describe(const DescribeArguments& arguments) {
  const Language language = arguments.language == "en" ? Language::en : Language::nl;
  const TownDescription town = read_town(arguments.town);
  const World world = built(town);
  if (!arguments.map.empty()) draw_town_map(town, arguments.by, language, arguments.map);
  std::printf("%s%s", describe_town(town, world, language).c_str(), describe_provenance(town, language).c_str());
  const std::vector<FitRow> fit = fit_of(town, world);
  if (arguments.fit) std::printf("\n%s", fit_by_neighbourhood(fit, language).c_str());
  std::printf(
      "\n%s\n%s",
      language == Language::nl
          ? "Hoe de bevolking past op de cijfers van de stad: sommen over alle buurten, gemiddelde absolute fout "
            "in een buurt (per buurt: --fit)"
          : "Fit of the population to the town's figures: sums over all neighbourhoods, mean absolute error in a "
            "neighbourhood (each by itself: --fit)",
      fit_in_words(fit, {}, language).c_str());
  if (!arguments.map.empty())
    std::printf("\n%s: %s\n", language == Language::nl ? "Kaart" : "Map", arguments.map.c_str());
  return exit_well;
}

int run(int argc, char** argv) {
  CLI::App app{"Makes a town of open data, and describes one.", "weefsel town"};
  app.require_subcommand(1);
  ImportArguments import_arguments;
  DescribeArguments describe_arguments;
  add_import(app, import_arguments);
  add_describe(app, describe_arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_well : exit_user_mistake;
  }
  return app.got_subcommand("import") ? import(import_arguments) : describe(describe_arguments);
}
}  // namespace

int main(int argc, char** argv) {
  return weefsel::run_program("weefsel-town", [&] { return run(argc, argv); });
}
