#include "study/pattern_help.hpp"

#include <algorithm>

namespace weefsel {
namespace {

constexpr double adult_age = 18;

double most_seen(const World& world, ChildId c) {
  double most = 0;
  for (const Share8 seen : world.children.perceived[c]) most = std::max(most, seen.value());
  return most;
}

/// `lived`: the week that was lived last.
bool guarded_in(const World& world, ChildId c, std::int32_t lived) {
  return world.children.protected_until[c] != long_ago && world.children.protected_until[c] >= lived;
}
bool in_care_in(const World& world, ChildId c, std::int32_t lived) {
  const auto& help = world.children.help[c];
  return std::find(help.begin(), help.end(), HelpState::helped) != help.end() || guarded_in(world, c, lived);
}

}  // namespace

void HelpYear::open(const World& world) {
  std::unordered_map<Key, Record> anew;
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (world.children.gone[c]) continue;
    Record record;
    record.all_year = true;
    record.concern = most_seen(world, c);
    record.in_care = record.in_care_at_start = in_care_in(world, c, world.week.number - 1);
    record.guarded = guarded_in(world, c, world.week.number - 1);
    for (std::size_t tier = 0; tier < asked_tiers; ++tier)
      if (world.children.help[c][tier] == HelpState::helped) record.helped_since[tier] = world.children.help_since[c][tier];
    anew.emplace(world.children.key[c], record);
  }
  children_ = std::move(anew);
}

/// Whom a parent asked about: the child that gives most concern at home, before this week's talks or after. Nobody, where
/// no concern is one that a parent would name: an ear in an ordinary week is no help sought for a child.
void HelpYear::note_sought_informally(const World& world, const Request& request) {
  if (request.kind == SupportKind::practical) return;
  double most = 0;
  Record* about = nullptr;
  world.for_each_child(world.adults.household[world.actives.adult[request.asker]], [&](ChildId c) {
    Record& record = children_[world.children.key[c]];
    const double seen = std::max(record.concern, most_seen(world, c));
    if (seen >= seen_as_concern && seen > most) most = seen, about = &record;
  });
  if (about != nullptr) about->sought_informal = true;
}

void HelpYear::observe(const World& world, const WeekScratch& scratch) {
  const std::int32_t lived = world.week.number - 1;
  for (const Request& request : scratch.requests) note_sought_informally(world, request);
  for (const ChildId c : scratch.talked_about) children_[world.children.key[c]].sought_formal = true;
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (world.children.gone[c]) continue;
    Record& record = children_[world.children.key[c]];
    record.concern = most_seen(world, c);
    record.in_care = record.in_care || in_care_in(world, c, lived);
    record.guarded = record.guarded || guarded_in(world, c, lived);
    for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
      const ShortWeek since = world.children.help[c][tier] == HelpState::helped ? world.children.help_since[c][tier] : long_ago;
      if (record.helped_since[tier] != long_ago && since != record.helped_since[tier]) ended_weeks_.push_back(lived - record.helped_since[tier]);
      record.helped_since[tier] = since;
      if (world.children.help[c][tier] != HelpState::none && world.children.help_since[c][tier] == lived) record.sought_formal = true;
    }
  }
  for (std::size_t r = 0; r < route_count; ++r) requests_[r] += world.tally.of(demand_by(static_cast<Route>(r)), Group::all);
}

void HelpYear::close(const World& world, Findings& findings) {
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (world.children.gone[c]) continue;
    const double age = age_in_years(world.children.birth_week[c], world.week);
    const auto found = children_.find(world.children.key[c]);
    if (age >= adult_age || found == children_.end() || !found->second.all_year) continue;
    const Record& record = found->second;
    use_.add(record.in_care), on_a_day_.add(record.in_care_at_start);
    starts_.add(record.in_care && !record.in_care_at_start);
    protection_.add(record.guarded);
    findings.add("youth_care", belongs(world, world.children.household[c]).groups, record.in_care);
    if (age < 3 || age >= 4) continue;
    formal_.add(record.sought_formal), informal_.add(record.sought_informal);
    any_.add(record.sought_formal || record.sought_informal);
  }
}

void HelpYear::report(Findings& findings) const {
  findings.set("youth_care", use_.value()), findings.set("youth_care_starts", starts_.value());
  findings.set("youth_care_on_a_day", on_a_day_.value()), findings.set("protection", protection_.value());
  findings.set("sought_any", any_.value()), findings.set("sought_formal", formal_.value());
  findings.set("sought_informal", informal_.value());
  std::int64_t all = 0;
  for (const std::int64_t n : requests_) all += n;
  if (all > 0) {
    const auto share = [&](std::initializer_list<Route> routes) {
      std::int64_t n = 0;
      for (const Route r : routes) n += requests_[static_cast<std::size_t>(r)];
      return static_cast<double>(n) / static_cast<double>(all);
    };
    findings.set("route_gp", share({Route::general_practitioner}));
    findings.set("route_municipality", share({Route::family_team, Route::school, Route::youth_worker}));
    findings.set("route_none", share({Route::family}));
    findings.set("route_youth_doctor", share({Route::youth_health}));
  }
  if (!ended_weeks_.empty()) {
    std::vector<std::int32_t> sorted = ended_weeks_;
    std::sort(sorted.begin(), sorted.end());
    findings.set("trajectory_weeks", sorted[sorted.size() / 2]);
  }
}

}  // namespace weefsel
