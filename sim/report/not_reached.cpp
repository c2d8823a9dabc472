#include "report/not_reached.hpp"

#include <algorithm>
#include <set>

#include "report/report_measures.hpp"

namespace weefsel {
namespace {

constexpr int years_of_a_term = 4;
constexpr double year_days = 364;  // 52 weeks
constexpr Group shown[] = {Group::all,          Group::income_tight, Group::income_sufficient, Group::reading_hard,
                           Group::reading_easy, Group::one_parent,   Group::two_parents};

const Horizon* at_end_of_term(const Choice& choice) {
  const Horizon* found = nullptr;
  for (const Horizon& horizon : choice.horizons)
    if (found == nullptr || horizon.years <= years_of_a_term) found = &horizon;
  return found;
}

std::set<PlaceKind> kinds_of(const std::vector<std::string>& names) {
  std::set<PlaceKind> kinds;
  for (const std::string& name : names) {
    const auto* found = std::find(place_kind_names.begin(), place_kind_names.end(), name);
    if (found != place_kind_names.end()) kinds.insert(static_cast<PlaceKind>(found - place_kind_names.begin()));
  }
  return kinds;
}

std::set<PlaceKind> kinds_touched_by(const Choice& choice) {
  std::set<PlaceKind> kinds;
  for (const ComparedLever& lever : choice.levers) kinds.merge(kinds_of(lever.place_kinds));
  return kinds;
}

std::set<PlaceKind> kinds_of_reports() {
  std::vector<std::string> names;
  for (const ReportMeasure& measure : report_measures())
    if (measure.section == Section::reach) names.emplace_back(measure.inner);
  return kinds_of(names);
}

class Counter {
 public:
  Counter(const OutputReader& reader, const StoredVariable& variable, std::size_t runs)
      : reader_(reader), variable_(variable), runs_(runs) {
    const std::size_t own = variable.dimensions.size() - 4;
    days_ = reader.numbers(*reader.find(variable.dimensions[own]));
    groups_ = variable.shape[own + 1];
  }

  /// The year of the file that ends last before `until`; none: -1.
  [[nodiscard]] int year_before(double until) const {
    int found = -1;
    for (std::size_t y = 0; y < days_.size(); ++y)
      if (days_[y] + year_days <= until + 0.5) found = static_cast<int>(y);
    return found;
  }

  /// Mean over runs, by reason.
  [[nodiscard]] std::array<double, reason_count> of(std::size_t scenario, int year, Group group, PlaceKind kind) {
    if (scenario != loaded_) load(scenario);
    std::array<double, reason_count> mean{};
    const std::size_t at =
        ((static_cast<std::size_t>(year) * groups_ + static_cast<std::size_t>(group)) * place_kind_count +
         static_cast<std::size_t>(kind)) *
        reason_count;
    for (const std::vector<double>& run : by_run_)
      for (std::size_t r = 0; r < reason_count; ++r) mean[r] += run[at + r] / static_cast<double>(runs_);
    return mean;
  }

 private:
  void load(std::size_t scenario) {
    by_run_.clear();
    for (std::size_t r = 0; r < runs_; ++r) by_run_.push_back(reader_.numbers(variable_, {scenario, r}));
    loaded_ = scenario;
  }

  const OutputReader& reader_;
  const StoredVariable& variable_;
  std::size_t runs_, groups_ = 0, loaded_ = ~std::size_t{0};
  std::vector<double> days_;
  std::vector<std::vector<double>> by_run_;
};

}  // namespace

std::vector<NotReached> not_reached(const OutputReader& reader, const ComparedScenarios& comparison) {
  const StoredVariable* variable = reader.find("kept_away_by_group");
  if (variable == nullptr || variable->shape.back() != reason_count) return {};
  Counter counter(reader, *variable, comparison.runs);
  std::vector<NotReached> rows;
  for (std::size_t c = 0; c < comparison.choices.size(); ++c) {
    const Choice& choice = comparison.choices[c];
    const Horizon* horizon = at_end_of_term(choice);
    const int year = horizon == nullptr ? -1 : counter.year_before(horizon->span.until);
    if (year < 0) continue;
    const std::set<PlaceKind> touched = kinds_touched_by(choice);
    std::set<PlaceKind> kinds = kinds_of_reports();
    kinds.insert(touched.begin(), touched.end());
    const std::size_t first_row = rows.size();
    for (const PlaceKind kind : kinds)
      if (!follows_the_child(kind)) {
        rows.push_back({c, kind, touched.count(kind) > 0, horizon->years, {}});
        for (const Group group : shown) {
          const Words& words = words_for(group);
          rows.back().cells.push_back({std::string(group_names[static_cast<std::size_t>(group)]),
                                       {std::string(words.nl), std::string(words.en)},
                                       {},
                                       {}});
        }
      }
    for (const bool with : {false, true})  // one scenario after the other: each is read once
      for (std::size_t i = first_row; i < rows.size(); ++i)
        for (std::size_t g = 0; g < rows[i].cells.size(); ++g)
          (with ? rows[i].cells[g].with : rows[i].cells[g].without) =
              counter.of(with ? c + 1 : 0, year, shown[g], rows[i].kind);
  }
  return rows;
}

const Words& words_for_reason(std::size_t reason) {
  static constexpr std::array<Words, reason_count> words = {
      {{"het is te ver", "it is too far"},
       {"het kost geld", "it costs money"},
       {"lezen kost moeite", "reading is hard"},
       {"de taal", "the language"},
       {"schaamte", "shame"},
       {"de openingstijden", "the opening hours"},
       {"geen drempel; het kwam er niet van", "no threshold; it did not come about"},
       {"er is geen open", "there is none open"},
       {"voor kinderen van een andere leeftijd", "for children of other ages"}}};
  return words.at(reason);
}

}  // namespace weefsel
