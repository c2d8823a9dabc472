#include "population/town_figures.hpp"

namespace weefsel {

const std::vector<Figure<NeighbourhoodDescription>>& neighbourhood_figures() {
  using N = NeighbourhoodDescription;
  static const std::vector<Figure<N>> figures = {
      {"single_person_share", &N::single_person_share, 0, 1, "", "Share of households: one person."},
      {"with_children_share", &N::with_children_share, 0, 1, "",
       "Share of households: with children at home. CBS counts children of any age; here nobody over 22 lives with parents, so "
       "leave out households whose children are all older (about 15% of those that CBS counts; judgement)."},
      {"single_parent_share", &N::single_parent_share, 0, 1, "", "Share of households with children: one parent."},
      {"youngest_child_0_4_share", &N::youngest_child_0_4_share, 0, 1, "",
       "Share of households with children: the youngest is under 4. Not together with inhabitants_by_age."},
      {"youngest_child_12_plus_share", &N::youngest_child_12_plus_share, 0, 1, "",
       "Share of households with children: the youngest is 12 or older. Not together with inhabitants_by_age."},
      {"adults_under_45_share", &N::adults_under_45_share, 0, 1, "",
       "Share of people of 25 and older without children at home: under 45. Not together with inhabitants_by_age."},
      {"adults_65_plus_share", &N::adults_65_plus_share, 0, 1, "",
       "Share of people of 25 and older without children at home: 65 and older. Not together with inhabitants_by_age."},
      {"tight_income_share", &N::tight_income_share, 0, 1, "",
       "Share of households with children that have difficulty making ends meet."},
      {"education_low_share", &N::education_low_share, 0, 1, "",
       "Share of adults: primary, vmbo or mbo 1 (CBS: laag)."},
      {"education_high_share", &N::education_high_share, 0, 1, "", "Share of adults: hbo or university (CBS: hoog)."},
      {"reading_hard_share", &N::reading_hard_share, 0, 1, "", "Share of adults who read Dutch with difficulty."},
      {"newcomer_share", &N::newcomer_share, 0, 1, "", "Share of households that moved in less than two years ago."},
      {"play_space", &N::play_space, 0, 1, "", "Room to play, as a parent would judge it: 0 none, 1 plenty."},
      {"upkeep", &N::upkeep, 0, 1, "", "How well streets and green are kept: 0 badly, 1 well."},
      {"safety", &N::safety, 0, 1, "", "How safe a parent feels it is: 0 not at all, 1 fully."},
  };
  return figures;
}

bool follows_from_ages(const Figure<NeighbourhoodDescription>& figure) {
  using N = NeighbourhoodDescription;
  return figure.member == &N::youngest_child_0_4_share || figure.member == &N::youngest_child_12_plus_share ||
         figure.member == &N::adults_under_45_share || figure.member == &N::adults_65_plus_share;
}

const std::vector<Figure<PlaceDescription>>& place_figures() {
  using P = PlaceDescription;
  static const std::vector<Figure<P>> figures = {
      {"hours_per_week", &P::hours_per_week, 0, 168, "hours", "Opening hours a week."},
      {"capacity", &P::capacity, 0, 100000, "people",
       "People at once; who comes when it is full is turned away by lot."},
      {"quality", &P::quality, 0.1, 3, "", "How good it is to be there; 1 is ordinary."},
      {"host", &P::host, 0, 1, "", "How good the host is: 0 none, 1 as good as can be."},
  };
  return figures;
}

const std::vector<Figure<Thresholds>>& threshold_figures() {
  using T = Thresholds;
  static const std::vector<Figure<T>> figures = {
      {"money", &T::money, 0, 1, "", "Felt by households with a tight income."},
      {"reading", &T::reading, 0, 1, "", "Felt by people who read Dutch with difficulty."},
      {"language", &T::language, 0, 1, "", "Felt by people who speak and read Dutch with difficulty."},
      {"stigma", &T::stigma, 0, 1, "", "Felt by everyone."},
  };
  return figures;
}

}  // namespace weefsel
