#include "report/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/errors.hpp"
#include "population/read_town.hpp"
#include "processes/choose_outings.hpp"
#include "report/watch_year.hpp"
#include "study/simulate.hpp"
#include "text/nearest.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t year_of_weeks = 52;
constexpr std::uint16_t often_from = 12;

/// Ages that go to a school or childcare of this kind.
bool has_child_for(const World& world, HouseholdId h, PlaceKind kind) {
  const double from = kind == PlaceKind::childcare ? 0 : kind == PlaceKind::primary_school ? 4 : 12;
  const double until = kind == PlaceKind::childcare ? 4 : kind == PlaceKind::primary_school ? 12 : 18;
  bool found = false;
  world.for_each_child(h, [&](ChildId c) {
    const double age = age_in_years(world.children.birth_week[c], world.week);
    found = found || (age >= from && age < until);
  });
  return found;
}

bool sends_a_child(const World& world, HouseholdId h, PlaceId place) {
  bool found = false;
  world.for_each_child(h, [&](ChildId c) { found = found || world.children.day_place[c] == place; });
  return found;
}

void add_family(const World& world, const Parameters& p, const YearWatch& watch, HouseholdId h,
                std::vector<PlaceReach>& places) {
  const Belongs who = belongs(world, h);
  const auto seen = watch.households().find(world.households.key[h]);
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId place(i);
    const PlaceKind kind = world.places.kind_of(place);
    const bool daily = follows_the_child(kind);
    if (!(daily ? has_child_for(world, h, kind) : serves(world, h, kind))) continue;
    const std::uint16_t visits =
        seen != watch.households().end() && i < seen->second.visits.size() ? seen->second.visits[i] : std::uint16_t{0};
    const bool reached = daily ? sends_a_child(world, h, place) : visits > 0;
    PlaceReach& r = places[i];
    for (std::size_t g = 0; g < group_count; ++g)
      if ((who.groups & bit(static_cast<Group>(g))) != 0) ++r.served[g], r.reached[g] += reached;
    r.often += visits >= often_from;
    if (!world.places.open[place]) continue;
    r.could_come += daily || is_within_reach(world, h, place);
    if (!reached && !daily) ++r.kept_away[static_cast<std::size_t>(barrier_to(world, p, h, place))];
  }
}

void add_giving(const World& world, const YearWatch& watch, std::vector<NeighbourhoodProfile>& all) {
  std::vector<std::vector<double>> hours(all.size());
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const AdultId a = world.actives.adult[ActiveId(i)];
    if (world.adults.has(a, Adults::gone)) continue;
    const std::size_t n = world.neighbourhood_of(a).slot;
    Giving& g = all[n].giving;
    ++g.adults;
    const auto given = watch.hours_given().find(world.adults.key[a]);
    if (given == watch.hours_given().end()) continue;
    ++g.givers;
    g.stretched += world.actives.load[ActiveId(i)].value() >= 1;
    hours[n].push_back(given->second);
  }
  for (std::size_t n = 0; n < all.size(); ++n) {
    std::sort(hours[n].begin(), hours[n].end(), [](double x, double y) { return x > y; });
    const std::size_t tenth = (hours[n].size() + 9) / 10;
    for (std::size_t i = 0; i < hours[n].size(); ++i) {
      all[n].giving.hours += hours[n][i];
      if (i < tenth) all[n].giving.hours_of_top_tenth += hours[n][i];
    }
  }
}

std::map<std::string, std::string> names_of_places(const TownDescription& town, const Scenario& scenario) {
  std::map<std::string, std::string> names;
  for (const PlaceDescription& p : town.places) names[p.id] = p.name;
  for (const Lever& lever : scenario.levers)
    if (lever.kind == LeverKind::open_place) names[lever.place.id] = lever.place.name;
  return names;
}

/// Lives one replicate and adds it to the profile.
bool add_replicate(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                   const std::function<bool()>& go_on, Profile& profile) {
  std::optional<World> started = run_in(scenario, town, replicate, [&](const World&) { return go_on(); });
  if (!started) return false;
  World& world = *started;
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  const double low_mark = low_wellbeing_mark(world);
  WeekScratch scratch;
  YearWatch watch;
  for (const Week end{weeks_from_years(scenario.years)}; world.week < end;) {
    advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch);
    if (end - world.week < year_of_weeks) watch.see(world, scratch, scenario.parameters, tables.fading);
    if (!go_on()) return false;
  }
  if (profile.neighbourhoods.empty()) {
    const auto names = names_of_places(town, scenario);
    for (std::size_t i = 0; i < world.places.size(); ++i) {
      const PlaceId place(i);
      const std::string& id = world.names.place_id[place];
      const auto name = names.find(id);
      profile.places.push_back({id, name == names.end() ? id : name->second, world.places.kind_of(place),
                                world.names.neighbourhood_code[world.places.neighbourhood[place]],
                                world.places.open[place] != 0});
    }
    for (std::size_t n = 0; n < world.neighbourhoods.size(); ++n) {
      const NeighbourhoodId id(n);
      profile.neighbourhoods.push_back({world.names.neighbourhood_code[id],
                                        world.names.neighbourhood_name[id],
                                        std::vector<PlaceReach>(world.places.size()),
                                        {},
                                        {},
                                        {},
                                        {}});
    }
  }
  const NetworkMeasures network = measure_network(world, tables.fading, false);
  const PeopleMeasures people = measure_people(world, low_mark);
  const MonitorAnswers answers =
      ask_monitor(world, scenario.parameters, tables.fading, luck, scenario.recording.monitor_sample);
  for (std::size_t n = 0; n < profile.neighbourhoods.size(); ++n) {
    NeighbourhoodProfile& one = profile.neighbourhoods[n];
    one.network.add(network.by_neighbourhood[n]), one.people.add(people.by_neighbourhood[n]),
        one.monitor.add(answers.by_neighbourhood[n]);
  }
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (!world.households.gone[h] && is_family(world, h))
      add_family(world, scenario.parameters, watch, h, profile.neighbourhoods[world.neighbourhood_of(h).slot].places);
  }
  add_giving(world, watch, profile.neighbourhoods);
  return true;
}

}  // namespace

std::optional<Profile> make_profile(const Scenario& scenario, const std::string& neighbourhood,
                                    const std::function<bool()>& go_on) {
  if (weeks_from_years(scenario.years) < year_of_weeks)
    throw UserMistake(scenario.file + ": a profile looks at a whole year; `years` is less than one");
  const TownDescription town = read_town(scenario.town_file);
  std::vector<std::string> codes;
  for (const NeighbourhoodDescription& n : town.neighbourhoods) codes.push_back(n.code);
  if (!neighbourhood.empty() && std::find(codes.begin(), codes.end(), neighbourhood) == codes.end())
    throw UserMistake(fmt::format("{}: the town has no neighbourhood {}{}. It has: {}", scenario.town_file,
                                  neighbourhood, did_you_mean(neighbourhood, codes), fmt::join(codes, ", ")));
  Profile profile;
  profile.town = town.name, profile.scenario = scenario.id;
  profile.question_nl = scenario.question.nl, profile.question_en = scenario.question.en;
  profile.end =
      date_from_days(days_since_1970(scenario.start) + 7 * static_cast<std::int64_t>(weeks_from_years(scenario.years)));
  profile.replicates = scenario.replicates;
  for (std::int32_t r = 0; r < scenario.replicates; ++r)
    if (!add_replicate(scenario, town, static_cast<std::uint32_t>(r), go_on, profile)) return std::nullopt;
  if (!neighbourhood.empty()) {
    auto& all = profile.neighbourhoods;
    all.erase(
        std::remove_if(all.begin(), all.end(), [&](const NeighbourhoodProfile& n) { return n.code != neighbourhood; }),
        all.end());
  }
  return profile;
}

}  // namespace weefsel
