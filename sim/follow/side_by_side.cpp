#include "follow/side_by_side.hpp"

#include <algorithm>
#include <iterator>

namespace weefsel {
namespace {

using What = decltype(LifeEvent{}.what());

struct Weekly {
  static std::vector<Outing> of(const Life& life, Week week) {
    std::vector<Outing> found;
    for (const Outing& outing : life.outings)
      if (outing.week == week) found.push_back(outing);
    std::sort(found.begin(), found.end(), before);
    return found;
  }
  static bool before(const Outing& a, const Outing& b) {
    return std::tie(a.week, a.setting, a.place, a.with) < std::tie(b.week, b.setting, b.place, b.with);
  }
};

std::vector<Outing> only_in(const std::vector<Outing>& a, const std::vector<Outing>& b) {
  std::vector<Outing> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest), Weekly::before);
  return rest;
}

bool happens_before(const LifeEvent& a, const LifeEvent& b) { return a.week != b.week ? a.week < b.week : a.what() < b.what(); }

/// The first week in which two lists of dated things differ; nothing when they never do.
template <class Dated, class Before>
std::optional<Week> first_difference(std::vector<Dated> a, std::vector<Dated> b, Before&& before) {
  std::sort(a.begin(), a.end(), before), std::sort(b.begin(), b.end(), before);
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() && y == b.end()) return {};
  if (x == a.end()) return y->week;
  if (y == b.end()) return x->week;
  return std::min(x->week, y->week);
}

}  // namespace

Date date_of(Week week, Date first_day) { return date_from_days(days_since_1970(first_day) + 7 * std::int64_t{week.number}); }
int year_of(Week week, Date first_day) { return date_of(week, first_day).year; }

std::vector<SharedEvent> lay_side_by_side(const Life& first, const Life& second, Date first_day) {
  std::vector<SharedEvent> all;
  std::map<std::pair<int, What>, std::vector<std::size_t>> waiting;  // events of the first world, by what and year
  for (const LifeEvent& event : first.events) {
    waiting[{year_of(event.week, first_day), event.what()}].push_back(all.size());
    SharedEvent shared;
    shared.event = event, shared.in_first = true;
    all.push_back(shared);
  }
  for (auto& [what, places] : waiting) std::reverse(places.begin(), places.end());
  for (const LifeEvent& event : second.events) {
    auto& places = waiting[{year_of(event.week, first_day), event.what()}];
    if (places.empty()) {
      SharedEvent shared;
      shared.event = event, shared.in_second = true;
      all.push_back(shared);
      continue;
    }
    all[places.back()].in_second = true, all[places.back()].second_week = event.week;
    places.pop_back();
  }
  std::stable_sort(all.begin(), all.end(), [](const SharedEvent& a, const SharedEvent& b) { return a.event.week < b.event.week; });
  return all;
}

std::optional<Parting> parting_of(const Life& first, const Life& second, Week first_week) {
  std::optional<Week> week = first_difference(first.outings, second.outings, Weekly::before);
  const std::optional<Week> told = first_difference(first.events, second.events, happens_before);
  if (told && (!week || *told < *week)) week = told;
  const std::size_t weeks = std::min(first.fingerprints.size(), second.fingerprints.size());
  for (std::size_t w = 0; w < weeks; ++w)
    if (first.fingerprints[w] != second.fingerprints[w]) {
      const Week here = first_week + static_cast<std::int32_t>(w);
      if (!week || here < *week) week = here;
      break;
    }
  if (!week) return {};
  const auto a = Weekly::of(first, *week), b = Weekly::of(second, *week);
  return Parting{*week, only_in(a, b), only_in(b, a)};
}

}  // namespace weefsel
