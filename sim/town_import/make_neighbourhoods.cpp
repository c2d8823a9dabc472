#include "town_import/make_neighbourhoods.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/errors.hpp"
#include "population/fit.hpp"
#include "population/town_figures.hpp"
#include "text/value.hpp"
#include "town_import/neighbourhood_in_making.hpp"
#include "town_import/spread_tight_incomes.hpp"
#include "town_import/stand_in_boundaries.hpp"
#include "town_import/table_file.hpp"
#include "town_import/take_ages.hpp"

namespace weefsel {
namespace {
using F = CbsFigure;
using N = NeighbourhoodDescription;

constexpr double households_per_neighbourhood = 570;  // CBS, national, 2023: 8.4 million in 14,600 neighbourhoods
constexpr double few_households = 10;
constexpr double most_left_out = 0.1;  // of the households: beyond this the map and the figures do not belong together

/// Makes all neighbourhoods of one town, step by step.
class Maker {
 public:
  Maker(const NeighbourhoodData& data, Filled& filled) : data_(data), filled_(filled) {}

  ImportedMunicipality make() {
    name_municipality();
    choose_neighbourhoods();
    draw_boundaries();
    for (NeighbourhoodInMaking& one : all_) take_forms_and_education(one);
    take_ages(all_, filled_);
    fill_missing();
    spread_tight_incomes(all_, data_.figures ? data_.figures->country : MergedRegion{}, filled_);
    if (data_.origin_for_mixing) take_origins();
    note_national_levels();
    for (NeighbourhoodInMaking& one : all_) {
      make_parts_fit(one);
      municipality_.neighbourhoods.push_back(std::move(one.read));
    }
    return std::move(municipality_);
  }

 private:
  void name_municipality() {
    if (data_.figures) {
      municipality_.code = data_.figures->municipality_code;
      municipality_.name = data_.figures->municipality_name;
      for (const std::string& edition : data_.figures->editions)
        municipality_.source += (municipality_.source.empty() ? "" : ", ") + edition;
    }
    if (data_.boundaries) {
      municipality_.code = data_.boundaries->municipality_code;
      if (municipality_.name.empty()) municipality_.name = data_.boundaries->municipality_name;
      municipality_.source += (municipality_.source.empty() ? "" : "; ") + data_.boundaries->edition;
    }
    if (municipality_.name.empty()) municipality_.name = municipality_.code;
  }

  void choose_neighbourhoods() {
    std::set<std::string> codes;
    if (data_.boundaries) {
      for (const auto& [code, boundary] : data_.boundaries->boundaries) codes.insert(code);
      if (data_.figures) check_map_and_figures_meet(codes);
    } else {
      const std::string base = latest_edition_with_households();
      for (const auto& [code, region] : data_.figures->neighbourhoods) {
        if (base.empty() || region[F::households].edition == base || region[F::inhabitants].edition == base)
          codes.insert(code);
      }
    }
    for (const std::string& code : codes) choose(code);
    note_kept_and_left_out();
    if (all_.empty()) {
      throw UserMistake("no neighbourhood of " + municipality_.code + " " + municipality_.name +
                        " has inhabitants: are the numbers of households (aantal_huishoudens, a_hh, "
                        "HuishoudensTotaal) and inhabitants in the files, and filled? used: " +
                        municipality_.source);
    }
  }

  /// Codes of an older division, without households since, are no neighbourhoods any more.
  [[nodiscard]] std::string latest_edition_with_households() const {
    for (const std::string& edition : data_.figures->editions) {
      for (const auto& [code, region] : data_.figures->neighbourhoods)
        if (region[F::households].value && region[F::households].edition == edition) return edition;
    }
    return {};
  }

  void check_map_and_figures_meet(const std::set<std::string>& on_map) {
    double all = 0, lost = 0;
    std::vector<std::string> without;
    for (const auto& [code, region] : data_.figures->neighbourhoods) {
      const double households = households_of(region);
      all += households;
      if (on_map.count(code) > 0 || households < 1) continue;
      lost += households;
      without.push_back(code);
    }
    if (without.empty()) return;
    if (lost > most_left_out * all) {
      throw UserMistake(data_.boundaries->file.string() + ": of the " + number_as_text(std::round(all)) +
                        " households of " + municipality_.code + " in the figures (" + municipality_.source + ") " +
                        number_as_text(std::round(lost)) + " live in " + std::to_string(without.size()) +
                        " neighbourhoods without a boundary here (" + first_few(without, 5) + "); it has " +
                        std::to_string(on_map.size()) + " (" + *on_map.begin() +
                        ", …)\n  the municipality was divided anew between the years of the two: give files of one "
                        "division, or leave out --neighbourhoods for a made-up map");
    }
    filled_.note("neighbourhoods[" + first_few(without, 5) + "]", "left out",
                 number_as_text(lost) + " households, without a boundary in " + data_.boundaries->edition);
  }

  void choose(const std::string& code) {
    NeighbourhoodInMaking one;
    if (data_.figures) {
      const auto found = data_.figures->neighbourhoods.find(code);
      one.figures = found == data_.figures->neighbourhoods.end() ? nullptr : &found->second;
    }
    N& n = one.read.description;
    n.code = code;
    n.name = name_of(one, code);
    if (one.figures) one.read.postcode = one.figures->postcode;
    if (!data_.figures) {
      n.households = households_per_neighbourhood;
      filled_.figure(code, "households", n.households, "not in the data: national mean of a neighbourhood (CBS 2023)",
                     false);
    } else if (!one.figures) {
      left_out_["on the map, and not in the figures"].push_back(code);
      return;
    } else {
      n.households = households_of(*one.figures);
      const bool counted = one.value(F::households).has_value();
      if (n.households >= 1) {
        if (counted) one.read.published[margin::households] = n.households;
        filled_.figure(code, "households", n.households,
                       counted ? one.edition(F::households) + ": households"
                               : one.why_missing(F::households) + ": inhabitants / 2.12",
                       counted);
      }
    }
    one.read.inhabitants = one.value(F::inhabitants).value_or(std::round(n.households * inhabitants_per_household));
    if (n.households < 1) {
      left_out_[one.read.inhabitants < 1 ? "nobody lives there" : "inhabitants, and no private household"].push_back(
          code);
      return;
    }
    if (n.households < few_households) small_.push_back(code);
    all_.push_back(std::move(one));
  }

  void note_kept_and_left_out() {
    for (const auto& [why, codes] : left_out_)
      filled_.note("neighbourhoods[" + first_few(codes, 5) + "]", "left out (" + std::to_string(codes.size()) + ")",
                   why);
    if (!small_.empty()) {
      filled_.note("neighbourhoods[" + first_few(small_, 5) + "]", "kept (" + std::to_string(small_.size()) + ")",
                   "though with fewer than 10 households: their people are part of the town");
    }
  }

  [[nodiscard]] std::string name_of(const NeighbourhoodInMaking& one, const std::string& code) const {
    if (one.figures && !one.figures->name.empty()) return one.figures->name;
    if (data_.boundaries && !data_.boundaries->boundaries.at(code).name.empty())
      return data_.boundaries->boundaries.at(code).name;
    return code;
  }

  void draw_boundaries() {
    if (data_.boundaries) {
      for (NeighbourhoodInMaking& one : all_)
        one.read.description.boundary = data_.boundaries->boundaries.at(one.read.description.code).rings;
      filled_.note(boundaries_note, data_.boundaries->coordinates,
                   data_.boundaries->edition + "; to RD New, simplified to 10 m", true);
      return;
    }
    municipality_.map_is_made_up = true;
    std::vector<LandOf> lands;
    std::size_t located = 0;
    for (const NeighbourhoodInMaking& one : all_) {
      const auto centroid = data_.postcodes.find(one.read.postcode);
      const bool known = centroid != data_.postcodes.end();
      located += known ? 1U : 0U;
      lands.push_back({known ? std::optional<Point>(centroid->second) : std::nullopt, one.value(F::land)});
    }
    const auto rings = stand_in_boundaries(lands);
    for (std::size_t i = 0; i < all_.size(); ++i) all_[i].read.description.boundary = {rings[i]};
    filled_.note(boundaries_note, boundaries_made_up,
                 "not in the data: squares of the neighbourhood's land on a lattice; " + std::to_string(located) +
                     " of " + std::to_string(all_.size()) + " near the centroid of their commonest postcode");
  }

  void take(NeighbourhoodInMaking& one, const char* key, double N::*member, std::optional<double> value, F of,
            const std::string& how) {
    if (!value) {
      missing_[key].push_back(&one);
      why_missing_[key][&one] = one.why_missing(of);
      return;
    }
    one.read.description.*member = rounded_share(std::clamp(*value, 0.0, 1.0));
    filled_.figure(one.read.description.code, key, one.read.description.*member, one.edition(of) + ": " + how, true);
  }

  /// Part of the sum of the group, nothing when the group is unknown or empty.
  static std::optional<double> share(const NeighbourhoodInMaking& one, F part, std::initializer_list<F> group) {
    double sum = 0;
    for (const F figure : group) {
      if (!one.value(figure)) return std::nullopt;
      sum += *one.value(figure);
    }
    return sum > 0 ? std::optional<double>(*one.value(part) / sum) : std::nullopt;
  }

  void take_forms_and_education(NeighbourhoodInMaking& one) {
    const auto form = [&](F part) { return share(one, part, {F::one_person, F::without_children, F::with_children}); };
    std::optional<double> families = form(F::with_children);
    if (families) *families *= with_children_under_23_share;
    take(one, "with_children_share", &N::with_children_share, families, F::with_children,
         "households with children, of which 85% with one under 23 (judgement)");
    take(one, "single_person_share", &N::single_person_share, form(F::one_person), F::one_person,
         "households of one person");
    if (form(F::one_person)) {
      one.read.published[margin::one_person] = *form(F::one_person) * one.read.description.households;
      one.read.published[margin::with_children] = *form(F::with_children) * one.read.description.households;
    }
    const bool of_people =
        share(one, F::education_low, {F::education_low, F::education_middle, F::education_high}).has_value();
    const auto education = [&](F person, F household) {
      return of_people ? share(one, person, {F::education_low, F::education_middle, F::education_high})
                       : share(one, household, {F::households_low, F::households_middle, F::households_high});
    };
    const std::array<std::optional<double>, 3> levels = {education(F::education_low, F::households_low),
                                                         education(F::education_middle, F::households_middle),
                                                         education(F::education_high, F::households_high)};
    const std::string of_whom = of_people ? "people of 15-75" : "households";
    take(one, "education_low_share", &N::education_low_share, levels[0],
         of_people ? F::education_low : F::households_low, of_whom + " by education");
    take(one, "education_high_share", &N::education_high_share, levels[2],
         of_people ? F::education_high : F::households_high, of_whom + " by education");
    if (levels[0]) one.education = {*levels[0], *levels[1], *levels[2]};
  }

  /// Means over the municipality, or national levels, where the files have nothing.
  void fill_missing() {
    for (const auto& figure : neighbourhood_figures()) {
      const std::string key(figure.key);
      const auto found = missing_.find(key);
      if (found == missing_.end()) continue;
      double sum = 0, weight = 0;
      for (const NeighbourhoodInMaking& one : all_) {
        if (why_missing_[key].count(&one) > 0) continue;
        sum += one.read.description.*figure.member * one.read.description.households;
        weight += one.read.description.households;
      }
      const double value = weight > 0 ? rounded_share(sum / weight) : N{}.*figure.member;
      for (NeighbourhoodInMaking* one : found->second) {
        one->read.description.*figure.member = value;
        filled_.figure(one->read.description.code, key, value,
                       why_missing_[key][one] + (weight > 0 ? ": mean of the municipality" : ": national level"),
                       false);
      }
    }
  }

  /// Shares of three unnamed groups, in one order for the whole town, or nothing.
  static std::optional<std::vector<double>> groups_of(const NeighbourhoodInMaking& one) {
    for (const auto& [a, b, c] : {std::array{F::origin_netherlands, F::origin_europe, F::origin_elsewhere},
                                  std::array{F::dutch_background, F::western, F::non_western}}) {
      if (const auto first = share(one, a, {a, b, c}))
        return std::vector<double>{*first, *share(one, b, {a, b, c}), *share(one, c, {a, b, c})};
    }
    return std::nullopt;
  }

  void take_origins() {
    std::size_t known = 0;
    for (NeighbourhoodInMaking& one : all_) {
      const auto groups = groups_of(one);
      if (!groups) continue;
      ++known;
      std::vector<double> shares{0, rounded_share((*groups)[1]), rounded_share((*groups)[2])};
      shares[0] = rounded_share(1 - shares[1] - shares[2]);
      one.read.description.communities = shares;
    }
    filled_.note("neighbourhoods.communities", std::to_string(known) + " of " + std::to_string(all_.size()),
                 known > 0
                     ? "asked for: shares by origin, as unnamed communities, for mixing only; elsewhere one community"
                     : "asked for, but the data have no shares by origin: one community",
                 known > 0);
  }

  void note_national_levels() {
    const std::vector<std::pair<const char*, const char*>> national = {
        {"single_parent_share", "not in the data: national level (CBS 71487ned, 2023)"},
        {"reading_hard_share", "not in the data: national level (PIAAC 2023)"},
        {"newcomer_share", "not in the data: judgement, from national moving rates (CBS)"},
        {"play_space", "not in the data: judgement"},
        {"upkeep", "not in the data: judgement"},
        {"safety", "not in the data: judgement"}};
    for (const auto& [key, source] : national) {
      for (const NeighbourhoodInMaking& one : all_)
        filled_.figure(one.read.description.code, key, figure_of_neighbourhood(one.read.description, key), source,
                       false);
    }
  }

  /// Rounding and means of different origin may bring two parts of one whole above 1. Education is published of other
  /// people than the model's adults, so the data are those shares of the adults that are asked.
  static void make_parts_fit(NeighbourhoodInMaking& one) {
    N& d = one.read.description;
    d.single_person_share = rounded_share(std::min(d.single_person_share, 1 - d.with_children_share));
    d.education_low_share = rounded_share(std::min(d.education_low_share, 1 - d.education_high_share));
    for (std::size_t i = 0; one.education && i < one.education->size(); ++i)
      one.read.published[margin::adults_by_education[i]] = (*one.education)[i] * adults_asked(d);
    const auto percent = [](double share) { return number_as_text(std::round(share * 100)) + "%"; };
    d.character = number_as_text(one.read.inhabitants) + " inhabitants; " + percent(d.with_children_share) +
                  " of households with children, " + percent(d.single_person_share) + " one person";
  }

  const NeighbourhoodData& data_;
  Filled& filled_;
  ImportedMunicipality municipality_;
  std::vector<NeighbourhoodInMaking> all_;
  std::map<std::string, std::vector<std::string>> left_out_;  ///< codes by why
  std::vector<std::string> small_;                            ///< codes
  std::map<std::string, std::vector<NeighbourhoodInMaking*>> missing_;
  std::map<std::string, std::map<const NeighbourhoodInMaking*, std::string>> why_missing_;
};
}  // namespace

ImportedMunicipality make_neighbourhoods(const NeighbourhoodData& data, Filled& filled) {
  return Maker(data, filled).make();
}

}  // namespace weefsel
