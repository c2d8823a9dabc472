#include "town_import/merge_figures.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {
using F = CbsFigure;

/// Figures that are parts of one whole; every other figure stands by itself.
const std::vector<std::vector<F>>& groups() {
  static const std::vector<std::vector<F>> all = [] {
    std::vector<std::vector<F>> result = {{F::age_0_14, F::age_15_24, F::age_25_44, F::age_45_64, F::age_65_plus},
                                          {F::one_person, F::without_children, F::with_children},
                                          {F::education_low, F::education_middle, F::education_high},
                                          {F::households_low, F::households_middle, F::households_high},
                                          {F::origin_netherlands, F::origin_europe, F::origin_elsewhere},
                                          {F::dutch_background, F::western, F::non_western}};
    std::vector<bool> grouped(cbs_figure_count);
    for (const auto& group : result)
      for (const F figure : group) grouped[static_cast<std::size_t>(figure)] = true;
    for (std::size_t i = 0; i < cbs_figure_count; ++i)
      if (!grouped[i]) result.push_back({static_cast<F>(i)});
    return result;
  }();
  return all;
}

/// `files` latest first: what a later one has is kept.
void take_over(const RegionFigures& from, const std::string& edition, MergedRegion& into) {
  into.code = from.code;
  if (into.name.empty()) into.name = from.name;
  if (into.postcode.empty()) into.postcode = from.postcode;
  for (const std::vector<F>& group : groups()) {
    const bool complete =
        std::all_of(group.begin(), group.end(), [&](F figure) { return from[figure].value.has_value(); });
    for (const F figure : group) {
      MergedFigure& known = into.figures[static_cast<std::size_t>(figure)];
      if (known.value) continue;
      if (complete) {
        known = {from[figure].value, edition, Missing::no};
      } else if (known.why == Missing::no_such_column && from[figure].why != Missing::no_such_column) {
        known.why = from[figure].value ? Missing::parts_missing : from[figure].why;
        known.edition = edition;
      }
    }
  }
}

/// Files of other years may know other neighbourhoods; files that share none cannot be one town.
void check_codes_meet(const std::vector<FiguresFile>& files) {
  std::set<std::string> codes;
  for (const RegionFigures& n : files[0].neighbourhoods) codes.insert(n.code);
  for (std::size_t i = 1; i < files.size(); ++i) {
    const bool meet = std::any_of(files[i].neighbourhoods.begin(), files[i].neighbourhoods.end(),
                                  [&](const RegionFigures& n) { return codes.count(n.code) > 0; });
    if (meet) continue;
    throw UserMistake(files[i].file.string() + ": its " + std::to_string(files[i].neighbourhoods.size()) +
                      " codes of neighbourhoods (" + files[i].neighbourhoods.front().code +
                      ", …) have none in common with the " + std::to_string(files[0].neighbourhoods.size()) + " of " +
                      files[0].file.string() + " (" + files[0].neighbourhoods.front().code +
                      ", …): the municipality was divided anew between these years; give files of one division");
  }
}
}  // namespace

MergedFigures merge_figures(std::vector<FiguresFile> files) {
  std::stable_sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.year > b.year; });
  MergedFigures merged;
  merged.municipality_code = files.front().municipality_code;
  for (const FiguresFile& file : files) {
    if (file.municipality_code != merged.municipality_code) {
      throw UserMistake(file.file.string() + ": is of " + file.municipality_code + ' ' + file.municipality_name +
                        ", and " + files.front().file.string() + " of " + merged.municipality_code +
                        "; expected files of one municipality");
    }
  }
  check_codes_meet(files);
  for (const FiguresFile& file : files) {
    merged.editions.push_back(file.edition);
    if (merged.municipality_name.empty()) merged.municipality_name = file.municipality_name;
    for (const RegionFigures& n : file.neighbourhoods) take_over(n, file.edition, merged.neighbourhoods[n.code]);
    if (file.municipality) take_over(*file.municipality, file.edition, merged.municipality);
    if (file.country) take_over(*file.country, file.edition, merged.country);
  }
  return merged;
}

}  // namespace weefsel
