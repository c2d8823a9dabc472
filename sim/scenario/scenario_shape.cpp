#include "scenario/scenario_shape.hpp"

#include <utility>

#include "params/parameters.hpp"
#include "scenario/lever_table.hpp"
#include "scenario/scenario.hpp"
#include "text/shape_documents.hpp"

namespace weefsel {
namespace {

/// "change_places, buurtgezinnen ..."
std::string kinds_that_ramp() {
  std::string names;
  for (const LeverInfo& info : lever_table())
    if (info.ramps) names += (names.empty() ? "" : ", ") + name_of(info.kind);
  return names;
}

Shape shape_of(const LeverInfo& info) {
  std::vector<Field> fields;
  for (const LeverField& field : info.fields) fields.push_back(field.field);
  Shape shape = Shape::map(std::string(info.what), std::move(fields));
  return info.exactly_one.empty() ? shape : shape.with_exactly_one_of(info.exactly_one);
}

Shape question_shape() {
  return Shape::map("The question that this scenario looks into, in both languages of the page.",
                    {required("nl", Shape::text("In Dutch.", 300)), required("en", Shape::text("In English.", 300))});
}

Shape monitor_shape() {
  return Shape::map("The yearly survey among simulated parents (`weefsel monitor` prints it).",
                    {optional("sample", Shape::whole(0, 1e6, "children",
                                                     "Children of 0-11 of whom one parent is asked, drawn by lot; all "
                                                     "when there are fewer; 0: no survey.")
                                            .with_default(Recording{}.monitor_sample))});
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
       optional("network_at",
                Shape::list(Shape::date("As the network is when the first week from this date begins."), 1, 100,
                            "Dates at which the whole network is kept, for `weefsel export-network`: who there is, "
                            "and each tie with its strength and kind.")),
       optional("monitor", monitor_shape()),
       optional("households",
                Shape::whole(0, 1e6, "families",
                             "Single families too, to compare twins family by family: this many of those at the start, by lot.")
                    .or_word("all")
                    .with_default(defaults.households)),
       optional("households_every_weeks",
                Shape::whole_one_of({4, 13, 26, 52}, "weeks", "How often, with `households`.").with_default(defaults.households_every_weeks))});
}

Shape make_lever_shape() {
  std::vector<Field> fields = {
      required("id", Shape::identifier("Unique in the scenario.")),
      required("from", Shape::date("In effect from the first week that starts on or after this date.")),
      optional("until", Shape::date("Until this date; without it: until the end.")),
      optional("ramp_weeks",
               Shape::whole(0, 520, "weeks", "How long it takes to come fully into effect. With " + kinds_that_ramp() + ".")
                   .with_default("0")),
      optional("cost_per_year", Shape::number(-1e9, 1e9, "euro",
                                              "What it costs; negative: what it saves. Only reported, so that scenarios can "
                                              "be compared at equal budget (poverty_relief spends it).")
                                    .with_default("0"))};
  for (const LeverInfo& info : lever_table()) fields.push_back(optional(name_of(info.kind), shape_of(info)));
  std::vector<std::string> kinds(lever_kind_names.begin(), lever_kind_names.end());
  return Shape::map("One change on the timeline: an id, when, and exactly one kind of change.", std::move(fields))
      .with_exactly_one_of(std::move(kinds))
      .with_unknown_hint("`weefsel levers` lists all that a scenario may change.");
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
       required_unless("extends", "question", question_shape()), optional("description", Shape::text("For people, in English.")),
       optional("description_nl", Shape::text("The same in Dutch, for the table of a council.")),
       required_unless("extends", "town", Shape::text("The town's file, relative to this file.", 1000)),
       optional("start", Shape::date("The first day.").with_default(to_string(defaults.start))),
       optional("years", Shape::number(0.1, 60, "years", "How long.").with_default(defaults.years)),
       optional("run_in_years", Shape::number(0, 40, "years",
                                              "How long the town lives before the first day, so that "
                                              "its network has settled.")
                                    .with_default(defaults.run_in_years)),
       optional("replicates", Shape::whole(1, 10000, "", "How often the years are played, each with other luck. With "
                                                         "`uncertainty: sample`, `draws` and `replicates_per_draw` say it.")
                                  .with_default(defaults.replicates)),
       optional("uncertainty", Shape::one_of({"none", "sample"},
                                             "sample: each draw takes the parameters of grade B and C from their "
                                             "plausible ranges; those set under `parameters` stay as set.")
                                   .with_default("none")),
       optional("draws", Shape::whole(2, 5000, "", "With `uncertainty: sample`: how many parameter sets are drawn.")
                             .with_default(usual_draws)),
       optional("replicates_per_draw", Shape::whole(1, 1000, "", "With `uncertainty: sample`: how often each draw is "
                                                                 "played, each with other luck. From 2 on, spread from "
                                                                 "ignorance and from chance can be told apart.")
                                           .with_default(defaults.replicates_per_draw)),
       optional("seed",
                Shape::whole(0, 9007199254740991.0, "", "Another seed is another set of lucks.").with_default("1")),
       optional("parameters", parameters_shape()),
       optional("levers", Shape::list(lever_shape(), 0, 1000, "What changes, and when.")),
       optional("remove_levers", Shape::list(Shape::identifier("A lever's id."), 1, 1000,
                                             "Levers of the scenario that this one extends, which it does without.")),
       optional("record", record_shape())});
}

}  // namespace

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
