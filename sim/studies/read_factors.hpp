// What: `vary` of a study file: which parameters and keys of levers vary, between what ends, and where each is without the study.
#pragma once

#include "studies/study_plan.hpp"
#include "text/shape.hpp"

namespace weefsel {

/// Adds the factors to the plan, whose scenarios have been read. `starts_from_base`: the design starts from what is, so that each
/// factor has to have a value now, within its range. Mistakes go to `problems`.
void read_factors(const Value& vary, bool starts_from_base, StudyPlan& plan, Problems& problems);

}  // namespace weefsel
