#include "studies/study_shape.hpp"

#include "designs/make_design.hpp"
#include "studies/study_plan.hpp"
#include "text/shape_documents.hpp"

namespace weefsel {
namespace {

constexpr double widest = 1e9;

Shape design_shape() {
  return Shape::map(
      "Which points are played. The design is made before the first future starts, and kept in design.csv.",
      {required("method", Shape::one_of_list(method_names,
                                             "one_at_a_time: each alone, from what it is without the study (tornado). factorial: all combinations of levels. "
                                             "latin_hypercube: points spread over all ranges. sobol: for first-order and total indices (Saltelli's scheme). "
                                             "morris: for screening many with few futures.")),
       optional("points", Shape::whole(2, 1e6, "points", "latin_hypercube: how many. sobol: rows of the base sample, a power of two; the design has (factors + 2) times as many.")
                              .with_default(usual_points)),
       optional("trajectories", Shape::whole(2, 1e5, "trajectories", "morris: how many; each is factors + 1 points.").with_default(usual_trajectories)),
       optional("levels", Shape::whole(2, 1000, "levels", "morris: of the grid, an even number. factorial: of each range; one_at_a_time: of each range, from low to high.")
                              .with_default(usual_levels)),
       optional("seed", Shape::whole(0, 9007199254740992.0, "", "Of the design. Other luck is the scenarios'.").with_default(1))});
}

Shape vary_shape() {
  return Shape::map(
             "One thing that varies: a parameter, a key of a lever, or whether a lever is pulled.",
             {optional("parameter", Shape::text("Its name (`weefsel parameters` lists them), `ties.*` for all of a group, or `all` for every parameter of evidence grade B or C.", 100)),
              optional("lever", Shape::identifier("Its id in the scenarios. Without `key`: the lever is left out (off) or left as it is (on).")),
              optional("key", Shape::text("Of the lever: a key that is a number, or with `values` any key. A key in a key has a dot.", 100)),
              optional("from", Shape::number(-widest, widest, "", "Low end; of a parameter, if not given, that of its plausible range.")),
              optional("to", Shape::number(-widest, widest, "", "High end; of a parameter, if not given, that of its plausible range.")),
              optional("values", Shape::list(Shape::text("As it would be written in the scenario.", 100), 2, 100, "Instead of a range: these, each as likely."))})
      .with_exactly_one_of({"parameter", "lever"});
}

Shape output_shape() {
  return Shape::map(
      "What is kept of each future, for each year of 52 weeks: the mean of what is measured at moments, the sum of what is counted.",
      {required("measure", Shape::text("A variable of the output file, such as parental_wellbeing_by_group.", 100)),
       optional("where", Shape::named(Shape::text("A label of that dimension.", 100), 1, 5,
                                      "Which cell: `{group: all}`, `{neighbourhood: ..., tier: 1}`. Neighbourhoods that are left open are added up, or weigh with their families.")),
       optional("per_1000", Shape::one_of({"children", "parents", "families"}, "A count: per 1,000 of these, of the same cell.")),
       optional("name", Shape::identifier("Its name in the results; if not given, the measure and the labels."))});
}

}  // namespace

const Shape& study_shape() {
  static const Shape shape = Shape::map(
      "A study: scenarios played at many points, each point a set of parameters and keys of levers.",
      {optional("question", Shape::map("What the study looks into, in both languages.", {required("nl", Shape::text("In Dutch.", 300)), required("en", Shape::text("In English.", 300))})),
       required("scenarios", Shape::list(Shape::text("A scenario file, from the folder of this file.", 500), 1, 32,
                                         "Scenarios that are played at every point, as twins; the first is what the others are compared with.")),
       required("design", design_shape()),
       required("vary", Shape::list(vary_shape(), 1, 1000, "What varies. Everything else is as the scenarios have it.")),
       optional("outputs", Shape::list(output_shape(), 1, 200,
                                       "What is kept. If not given: network density, wellbeing of parents, and modelled demand for help per 1,000 children, by tier.")),
       optional("years", Shape::number(1, 60, "years", "Instead of those of the scenarios.")),
       optional("run_in_years", Shape::number(0, 40, "years", "Instead of those of the scenarios.")),
       optional("replicates", Shape::whole(1, 10000, "futures", "Of each point and scenario, each with luck of its own. With two or more, chance is told apart.").with_default(usual_study_replicates)),
       optional("seed", Shape::whole(0, 9007199254740992.0, "", "Of all luck; instead of that of the scenarios.")),
       optional("run_in", Shape::one_of({"own", "from_defaults"},
                                        "own: a point whose parameters differ lives its own run-in, so that its town has settled with them. from_defaults: parameters of a "
                                        "point count from the start of the scenario; all points share one run-in a replicate. That is faster and another question: what if "
                                        "this changes now? Points that differ in levers alone always share.")
                              .with_default(std::string("own")))});
  return shape;
}

std::string study_schema() { return json_schema(study_shape(), "weefsel study"); }

}  // namespace weefsel
