// What: who lives in a neighbourhood at the start, as a plan: which dwelling gets which form of household, with ages,
// education and income, before anyone is put into a World. Pure: the same keys give the same plan.
// The figures of the description are met by ranks: households or adults are put in a keyed order, and the first
// so many get the property. One household more then moves a boundary by one place at most.
#pragma once

#include <array>
#include <vector>

#include "population/town.hpp"
#include "random/luck.hpp"
#include "world/world.hpp"

namespace weefsel {

inline constexpr double oldest_at_home = 22.8;  ///< years: no child who lives with parents is older

enum class HouseholdForm : std::uint8_t { single_parent, couple_with_children, couple, single };
inline constexpr std::size_t household_form_count = 4;
[[nodiscard]] constexpr bool has_children(HouseholdForm form) {
  return form == HouseholdForm::single_parent || form == HouseholdForm::couple_with_children;
}
using HouseholdsByForm = std::array<std::size_t, household_form_count>;  ///< in the order of HouseholdForm

struct AdultPlan {
  double age = 0;  ///< years
  bool female = false;
  Education education = Education::middle;
  Share8 reading_ease{0.8};
  double schooling = 0;  ///< standard normal-like: the rank from which education follows
};

struct HouseholdPlan {
  Key key = 0;
  DwellingId dwelling;
  HouseholdForm form = HouseholdForm::single;
  unsigned adult_count = 1;
  std::array<AdultPlan, 2> adults;  ///< in a family the one whose keys the children have comes first
  std::vector<double> child_ages;   ///< at home, years, oldest first
  double youngest_age = 100;
  unsigned departed_children = 0;  ///< older ones who have left home
  bool tight_income = false;
  std::uint8_t community = 0;
  double years_here = 0;

  [[nodiscard]] bool with_children() const { return has_children(form); }
};

class HouseholdPool;

/// How many of `total` households get each form, by largest remainders.
[[nodiscard]] HouseholdsByForm households_by_form(const NeighbourhoodDescription& description, std::size_t total);

/// Plans for `description.households` households in dwellings `first` up to `last` of the world, which has at least as
/// many. Draws: Purpose::household_kind, by household key. `leaving_home_age`: age at which half have left home. Where
/// the description gives inhabitants by age, households are like those of the `pool` (fitted_households.hpp); without a
/// pool those counts are not looked at. Reads no more of the world than the keys of these dwellings.
[[nodiscard]] std::vector<HouseholdPlan> plan_households(const NeighbourhoodDescription& description,
                                                         const World& world, DwellingId first, DwellingId last,
                                                         const Salt& salt, double leaving_home_age,
                                                         const HouseholdPool* pool = nullptr);

/// Households that live nowhere, with these keys: form, people, education and income as the description has them.
[[nodiscard]] std::vector<HouseholdPlan> plan_sample(const NeighbourhoodDescription& description,
                                                     const std::vector<Key>& keys, const Salt& salt,
                                                     double leaving_home_age);

}  // namespace weefsel
