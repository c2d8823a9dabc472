// What: childcare and schools: which place of the day a child goes to. Under 4: childcare for about half of the
// children, more where parents work and are higher educated, less with a tight income; 4-12 primary school,
// 12-18 secondary school, then none.
// Draws: Purpose::new_school, keyed by child and place, so closing a place moves its own children only.
// Evidence: 54% of children of 0-3 in daycare (CBS 2016); choice by distance as in Huff (1964), judgement.
#pragma once

#include <array>
#include <vector>

#include "world/nearby.hpp"
#include "world/world.hpp"

namespace weefsel {

/// The kind of place for a child of this age in years; PlaceKind::count from 18 on.
[[nodiscard]] constexpr PlaceKind day_place_kind(double age_years) {
  return age_years < 4    ? PlaceKind::childcare
         : age_years < 12 ? PlaceKind::primary_school
         : age_years < 18 ? PlaceKind::secondary_school
                          : PlaceKind::count;
}

/// Chance that a child under 4 of this household goes to childcare, 0-1: about 0.54 on average.
[[nodiscard]] double p_childcare(const World&, HouseholdId);

/// The open childcare and schools of a town as they are now, by kind and by where they are: made once where many
/// children choose, and of no use any more when a place has opened, closed, moved or changed.
class DayPlaces {
 public:
  explicit DayPlaces(const World&);

  [[nodiscard]] bool any_open(PlaceKind kind) const;

  /// The place of this kind that attracts the child most: by distance, capacity and quality, where an older brother or
  /// sister goes, and by a lot of the child's own for each place. None when there is none. Luck has an end, so places
  /// further away than any luck could make up for are not looked at.
  [[nodiscard]] PlaceId best_for(const World&, const Luck&, ChildId, PlaceKind) const;

 private:
  struct Offer {
    PlaceId place;
    Key key;
    double x, y;
    double size, quality;  ///< what capacity and quality add to its attraction
  };
  struct OfKind {
    std::vector<Offer> offers;
    Nearby near{std::vector<Nearby::Point>{}};  ///< by number in `offers`
    double most = 0;                            ///< size and quality of the most attractive
    double reach_km = 1;
  };
  class Choice;
  static constexpr std::uint32_t not_offered = ~std::uint32_t{0};
  static constexpr std::array kinds = {PlaceKind::childcare, PlaceKind::primary_school, PlaceKind::secondary_school};
  [[nodiscard]] const OfKind* find(PlaceKind kind) const;

  std::array<OfKind, kinds.size()> of_kind_;
  Column<PlaceId, std::uint32_t> number_of_;  ///< its number among the offers of its kind; not_offered: shut, or another kind
};

/// Chooses the day place of a child by its age at `now`, among the open places of the kind in town (DayPlaces::best_for).
/// None when there is none or no childcare is wanted.
void assign_day_place(World&, const DayPlaces&, const Luck&, ChildId, Week now);

/// True when the child has outgrown its day place, or that place is closed. (A child under 4 without childcare
/// stays without; a child of school age without a school needs one if there is any in town.)
[[nodiscard]] bool needs_new_day_place(const World&, const DayPlaces&, ChildId, Week now);

}  // namespace weefsel
