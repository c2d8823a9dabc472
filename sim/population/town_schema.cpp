#include "population/town_schema.hpp"

#include <span>
#include <utility>
#include <vector>

#include "population/town_figures.hpp"
#include "text/shape_documents.hpp"

namespace weefsel {
namespace {
constexpr auto kinds_in_town = static_cast<std::size_t>(ProfessionalKind::bridge_officer);  // those come with a lever
constexpr double farthest = 1e7;  // metres; what is plausible is judged in read_town

template <class Description>
void add_figures(std::vector<Field>& fields, const std::vector<Figure<Description>>& figures) {
  const Description defaults;
  for (const Figure<Description>& figure : figures) {
    fields.push_back(optional(std::string(figure.key), Shape::number(figure.low, figure.high, std::string(figure.unit),
                                                                     std::string(figure.meaning))
                                                           .with_default(defaults.*figure.member)));
  }
}

Shape point_shape(std::string description) {
  return Shape::list(Shape::number(-farthest, farthest, "m", "RD New (EPSG:28992)."), 2, 2, std::move(description));
}

Shape neighbourhood_shape() {
  std::vector<Field> fields = {
      required("code", Shape::identifier("Unique in the town; the CBS code (BU03080000) for a real one.")),
      required("name", Shape::text("For people.", 200)),
      optional("character", Shape::text("One line for people: \"post-war flats\".", 500)),
      required("boundary", Shape::list(Shape::list(point_shape("A corner: [x, y]."), 3, 20000,
                                                   "A ring of corners, in the order in which one walks round it."),
                                       1, 1000, "One or more outer rings; closed implicitly.")),
      required("households", Shape::number(0, 1e6, "households", "Private households."))};
  add_figures(fields, neighbourhood_figures());
  fields.push_back(optional(
      "inhabitants_by_age",
      Shape::list(Shape::number(0, 1e6, "people", "People of that age."), age_band_count, age_band_count,
                  "People of 0-14, 15-24, 25-44, 45-64, and 65 and older, as CBS counts them; all 0: not given. With "
                  "these counts, ages are fitted to them together with the forms of households, education and tight "
                  "income. They stand in for youngest_child_0_4_share, youngest_child_12_plus_share, "
                  "adults_under_45_share and adults_65_plus_share, which are then left out.")));
  fields.push_back(optional("communities", Shape::list(Shape::number(0, 1, "", "Share of people."), 1, 16,
                                                       "Shares of unnamed communities, used for mixing only; sum 1.")
                                               .with_default("[1]")));
  return Shape::map("A neighbourhood (buurt) with its figures; names follow the CBS key figures.", std::move(fields));
}

Shape professional_shape() {
  const ProfessionalDescription defaults;
  return Shape::map(
      "Professionals of one kind.",
      {required("kind", Shape::one_of_list(std::span(professional_kind_names).first<kinds_in_town>(), "What they are.")),
       required("hours_per_week_per_1000_children",
                Shape::number(0, 10000, "hours", "Time for questions about growing up, per 1,000 children under 18.")),
       optional("normalising_skill", Shape::number(0, 1, "", "How well they put worries into perspective.")
                                         .with_default(defaults.normalising_skill)),
       optional("source", Shape::text("Where these figures come from."))});
}
}  // namespace

Shape place_shape() {
  std::vector<Field> thresholds;
  add_figures(thresholds, threshold_figures());
  std::vector<Field> fields = {
      required("id", Shape::identifier("Unique in the town; scenarios name places by it.")),
      required("kind", Shape::one_of_list(place_kind_names, "What kind of place it is.")),
      optional("name", Shape::text("For people; the id when left out.", 200)),
      optional("at", point_shape("Where it is: [x, y] in metres, RD New. Online groups have none."))};
  add_figures(fields, place_figures());
  fields.push_back(optional("thresholds", Shape::map("What keeps people away, each from 0 (nothing) to 1 (very much).",
                                                     std::move(thresholds))));
  fields.push_back(optional("gathering", Shape::one_of_list(gathering_names,
                                                            "A weekly gathering at a fixed place and "
                                                            "hour, a wandering one, or none.")
                                             .with_default("none")));
  fields.push_back(optional("source", Shape::text("Where this description comes from.")));
  return Shape::map("A place where people meet.", std::move(fields));
}

Shape town_shape() {
  const TownDescription defaults;
  const Shape provenance = Shape::map(
      "Where a figure comes from.",
      {required("what", Shape::text("Which figure or place.")), required("value", Shape::text("As in the town.")),
       required("source", Shape::text("Where it comes from, or what stands in for it."))});
  return Shape::map(
      "A town: neighbourhoods with their figures, places and professionals. Metres are RD New (EPSG:28992).",
      {required("name", Shape::text("For people.", 200)), optional("description", Shape::text("For people.")),
       optional("fictional", Shape::boolean("Invented (true) or a real municipality (false).").with_default("true")),
       optional("municipality_code", Shape::identifier("CBS code of a real municipality: GM0308.")),
       optional("tables",
                Shape::map("Long lists kept in tables (CSV) beside this file, each under the name it has here; a table has "
                           "a row for each item and a column for each key.",
                           {optional("neighbourhoods", Shape::text("File name.", 1000)),
                            optional("places", Shape::text("File name.", 1000)),
                            optional("provenance", Shape::text("File name.", 1000))})),
       required_unless("tables", "neighbourhoods", Shape::list(neighbourhood_shape(), 1, 5000, "Where people live.")),
       optional("places", Shape::list(place_shape(), 0, 20000, "Where people meet.")),
       optional("professionals", Shape::list(professional_shape(), 0, kinds_in_town,
                                             "Kinds that are left out take the defaults of the model.")),
       optional("tier1_places_per_1000_children",
                Shape::number(0, 1000, "children", "Children in freely accessible help at once, per 1,000 under 18.")
                    .with_default(defaults.tier1_places_per_1000_children)),
       optional("tier2_places_per_1000_children",
                Shape::number(0, 1000, "children", "Children in indicated youth help at once, per 1,000 under 18.")
                    .with_default(defaults.tier2_places_per_1000_children)),
       optional("also_known_as",
                Shape::map("What places and neighbourhoods are called in scenarios that were written for another town, so "
                           "that these can be played here.",
                           {optional("places", Shape::named(Shape::text("The id it has here.", 60), 0, 1000,
                                                            "Names of places.")),
                            optional("neighbourhoods", Shape::named(Shape::text("The code it has here.", 60), 0, 1000,
                                                                    "Names of neighbourhoods."))})),
       optional("provenance", Shape::list(provenance, 0, 100000, "Where figures come from; what was filled in."))});
}

std::string town_schema() { return json_schema(town_shape(), "A town for weefsel"); }

}  // namespace weefsel
