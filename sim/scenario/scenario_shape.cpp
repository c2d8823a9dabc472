#include "scenario/scenario_shape.hpp"

#include <algorithm>
#include <utility>

#include "params/parameters.hpp"
#include "population/town_schema.hpp"
#include "scenario/scenario.hpp"
#include "text/shape_documents.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_selected = 10'000;

Shape ids_shape(std::string description) {
  return Shape::list(Shape::identifier("As in the town."), 1, most_selected, std::move(description));
}

std::vector<Field> selection_fields() {
  return {optional("ids", ids_shape("Places by id, as in the town or opened by another lever.")),
          optional("kinds", Shape::list(Shape::one_of_list(place_kind_names, "A kind of place."), 1, place_kind_count,
                                        "All places of these kinds.")),
          optional("neighbourhoods",
                   ids_shape("Only places in these neighbourhoods, by code; without it: the whole town.")),
          optional("all", Shape::boolean("Every place (true)."))};
}

Shape selection_shape(std::string description) { return Shape::map(std::move(description), selection_fields()); }

Shape thresholds_shape() {
  std::vector<Field> fields;
  for (const ChangeFigure& figure : threshold_change_figures())
    fields.push_back(optional(std::string(figure.key), Shape::number(figure.low, figure.high, std::string(figure.unit),
                                                                     std::string(figure.meaning))));
  return Shape::map("New thresholds, each from 0 (nothing) to 1 (very much); what is left out stays as it is.",
                    std::move(fields));
}

Shape at_shape() {
  return Shape::list(Shape::number(-1e7, 1e7, "m", "RD New (EPSG:28992)."), 2, 2,
                     "[x, y] in metres, RD New (EPSG:28992).");
}

Shape open_place_shape() {
  Shape shape = place_shape();
  for (Field& field : shape.fields)
    if (field.key == "id") field.shape.description = "A new id, which the town does not use yet.";
  const auto at =
      std::find_if(shape.fields.begin(), shape.fields.end(), [](const Field& field) { return field.key == "at"; });
  shape.fields.insert(
      at + 1, optional("in_neighbourhood", Shape::identifier("Instead of `at`: in the middle of this neighbourhood.")));
  shape.fields.insert(at + 1,
                      optional("at_place", Shape::identifier("Instead of `at`: where this place of the town is.")));
  shape.description =
      "A place that opens. Where: one of `at`, `at_place`, `in_neighbourhood` (an online group has none).";
  return shape;
}

Shape move_place_shape() {
  return Shape::map("A place that moves, with its gathering, host and regulars.",
                    {required("place", Shape::identifier("The id of the place that moves.")),
                     optional("into_place", Shape::identifier("Where to: under the roof of this place.")),
                     optional("at", at_shape()),
                     optional("in_neighbourhood", Shape::identifier("Where to: the middle of this neighbourhood.")),
                     optional("quality_factor", Shape::number(0.1, 5, "", "Multiplies how good it is to be there.")),
                     optional("thresholds", thresholds_shape())})
      .with_exactly_one_of({"into_place", "at", "in_neighbourhood"});
}

Shape change_places_shape() {
  std::vector<Field> fields = {required("places", selection_shape("Which places."))};
  for (const ChangeFigure& figure : place_change_figures())
    fields.push_back(optional(std::string(figure.key), Shape::number(figure.low, figure.high, std::string(figure.unit),
                                                                     std::string(figure.meaning))));
  fields.push_back(optional("gathering", Shape::one_of_list(gathering_names,
                                                            "A weekly gathering at a fixed place and hour, "
                                                            "a wandering one, or none.")));
  fields.push_back(optional("thresholds", thresholds_shape()));
  return Shape::map("Changes to what places offer; what is left out stays as it is.", std::move(fields));
}

Shape buurtgezinnen_shape() {
  const BuurtgezinnenDescription defaults;
  std::vector<Field> fields;
  for (const BuurtgezinnenFigure& figure : buurtgezinnen_figures())
    fields.push_back(optional(std::string(figure.key), Shape::number(figure.low, figure.high, std::string(figure.unit),
                                                                     std::string(figure.meaning))
                                                           .with_default(defaults.*figure.member)));
  return Shape::map(
      "Buurtgezinnen: a family that wants support is matched with a support family near by. "
      "`{}` takes all defaults.",
      std::move(fields));
}

Shape lockdown_shape() {
  return Shape::map(
      "Places shut and people meet less at home, as in 2020.",
      {optional("places", selection_shape("Which places shut; without it: every place.")),
       optional("home_contact_factor", Shape::number(0, 1, "share", "Meetings at home that still take place.")
                                           .with_default(Lever{}.lockdown_contact_factor))});
}

Shape question_shape() {
  return Shape::map("The question that this scenario looks into, in both languages of the page.",
                    {required("nl", Shape::text("In Dutch.", 300)), required("en", Shape::text("In English.", 300))});
}

Shape record_shape() {
  const Recording defaults;
  return Shape::map(
      "What goes into the output file, and how often.",
      {optional("flows_every_weeks",
                Shape::whole_one_of({1, 2, 4, 13, 52}, "weeks", "Visits, support, help, wellbeing.")
                    .with_default(defaults.flows_every_weeks)),
       optional("network_every_weeks", Shape::whole_one_of({4, 8, 13, 26, 52}, "weeks", "Density, contacts, isolation.")
                                           .with_default(defaults.network_every_weeks)),
       optional("clustering_every_weeks",
                Shape::whole_one_of({13, 26, 52}, "weeks", "Clustering of the network, which takes long to compute.")
                    .with_default(defaults.clustering_every_weeks)),
       optional("by_neighbourhood", Shape::boolean("Each measure by neighbourhood too.").with_default("true")),
       optional("by_group", Shape::boolean("Each measure by household group too.").with_default("true")),
       optional("households",
                Shape::whole(0, 1e6, "families",
                             "Single families too, to compare twins family by family: this many of those at the start, by lot.")
                    .or_word("all")
                    .with_default(defaults.households)),
       optional("households_every_weeks",
                Shape::whole_one_of({4, 13, 26, 52}, "weeks", "How often, with `households`.").with_default(defaults.households_every_weeks))});
}

Shape make_lever_shape() {
  std::vector<std::string> kinds(lever_kind_names.begin(), lever_kind_names.end());
  return Shape::map("One change on the timeline: an id, when, and exactly one kind of change.",
                    {required("id", Shape::identifier("Unique in the scenario.")),
                     required("from", Shape::date("In effect from the first week that starts on or after this date.")),
                     optional("until", Shape::date("Until this date; without it: until the end.")),
                     optional("ramp_weeks", Shape::whole(0, 520, "weeks",
                                                         "Only with change_places and buurtgezinnen: how "
                                                         "long it takes to come fully into effect.")
                                                .with_default("0")),
                     optional("cost_per_year", Shape::number(0, 1e9, "euro",
                                                             "Only reported, so that scenarios can be "
                                                             "compared at equal budget.")
                                                   .with_default("0")),
                     optional("close_places", selection_shape("These places close.")),
                     optional("open_place", open_place_shape()), optional("move_place", move_place_shape()),
                     optional("change_places", change_places_shape()), optional("buurtgezinnen", buurtgezinnen_shape()),
                     optional("lockdown", lockdown_shape())})
      .with_exactly_one_of(std::move(kinds));
}

Shape make_parameters_shape() {
  std::vector<Field> fields;
  for (const ParameterInfo& info : parameter_table()) {
    const std::string meaning(info.meaning);
    fields.push_back(optional(
        std::string(info.name),
        Shape::map(meaning + " Plausible: " + number_as_text(info.plausible_low) + " to " +
                       number_as_text(info.plausible_high) + ". Grade " + static_cast<char>(info.grade) + ", " +
                       std::string(info.source) + ".",
                   {required("value", Shape::number(info.valid_low, info.valid_high, std::string(info.unit), meaning)
                                          .with_default(info.default_value)),
                    required("why", Shape::text("Why this scenario takes another value.", 2000))})));
  }
  return Shape::map("Parameters of the model that this scenario sets to another value, with the reason.",
                    std::move(fields))
      .with_unknown_hint(
          "A parameter is written as `ties.half_life: {value: 100, why: ...}`; `weefsel parameters` lists all.");
}

Shape make_scenario_shape() {
  const Scenario defaults;
  return Shape::map(
      "A scenario: a town, a time span, and what changes in it.",
      {optional("extends",
                Shape::text("Another scenario, relative to this file. Keys given here take the place of the same "
                            "keys there, inside `question`, `record` and `parameters` one by one; levers are "
                            "added, and one with the same id takes the other's place.",
                            1000)),
       required_unless("extends", "question", question_shape()), optional("description", Shape::text("For people.")),
       required_unless("extends", "town", Shape::text("The town's file, relative to this file.", 1000)),
       optional("start", Shape::date("The first day.").with_default(to_string(defaults.start))),
       optional("years", Shape::number(0.1, 60, "years", "How long.").with_default(defaults.years)),
       optional("run_in_years", Shape::number(0, 40, "years",
                                              "How long the town lives before the first day, so that "
                                              "its network has settled.")
                                    .with_default(defaults.run_in_years)),
       optional("replicates", Shape::whole(1, 10000, "", "How often the years are played, each with other luck.")
                                  .with_default(defaults.replicates)),
       optional("seed",
                Shape::whole(0, 9007199254740991.0, "", "Another seed is another set of lucks.").with_default("1")),
       optional("parameters", parameters_shape()),
       optional("levers", Shape::list(lever_shape(), 0, 1000, "What changes, and when.")),
       optional("remove_levers", Shape::list(Shape::identifier("A lever's id."), 1, 1000,
                                             "Levers of the scenario that this one extends, which it does without.")),
       optional("record", record_shape())});
}

}  // namespace

const std::vector<ChangeFigure>& place_change_figures() {
  static const std::vector<ChangeFigure> figures = {
      {"hours_factor", &PlaceChange::hours_factor, 0, 5, "", "Multiplies the opening hours."},
      {"quality_factor", &PlaceChange::quality_factor, 0.1, 5, "", "Multiplies how good it is to be there."},
      {"host", &PlaceChange::host, 0, 1, "", "How good the host is: 0 none, 1 as good as can be."},
  };
  return figures;
}

const std::vector<ChangeFigure>& threshold_change_figures() {
  static const std::vector<ChangeFigure> figures = {
      {"money", &PlaceChange::money, 0, 1, "", "Felt by households with a tight income."},
      {"reading", &PlaceChange::reading, 0, 1, "", "Felt by people who read Dutch with difficulty."},
      {"language", &PlaceChange::language, 0, 1, "", "Felt by people who speak and read Dutch with difficulty."},
      {"stigma", &PlaceChange::stigma, 0, 1, "", "Felt by everyone."},
  };
  return figures;
}

const std::vector<BuurtgezinnenFigure>& buurtgezinnen_figures() {
  using B = BuurtgezinnenDescription;
  static const std::vector<BuurtgezinnenFigure> figures = {
      {"coordinators_fte", &B::coordinators_fte, 0, 100, "full-time jobs", "Coordinators of the whole town together."},
      {"matches_per_fte_per_year", &B::matches_per_fte_per_year, 0, 60, "matches",
       "New matches a coordinator can make."},
      {"open_matches_per_fte", &B::open_matches_per_fte, 0, 200, "matches",
       "Matches a coordinator can accompany at once."},
      {"hours_per_week", &B::hours_per_week, 0, 20, "hours", "The child is with the support family."},
      {"length_in_weeks", &B::length_in_weeks, 8, 520, "weeks", "Mean length of a match that passes its trial."},
      {"max_distance_km", &B::max_distance_km, 0.1, 50, "km", "How far apart the two families may live."},
  };
  return figures;
}

const Shape& parameters_shape() {
  static const Shape shape = make_parameters_shape();
  return shape;
}

const Shape& lever_shape() {
  static const Shape shape = make_lever_shape();
  return shape;
}

const Shape& scenario_shape() {
  static const Shape shape = make_scenario_shape();
  return shape;
}

std::string scenario_schema() { return json_schema(scenario_shape(), "A scenario of weefsel"); }

}  // namespace weefsel
