#include "follow/follow.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/errors.hpp"
#include "base/parallel.hpp"
#include "follow/picture.hpp"
#include "follow/witness.hpp"
#include "study/simulate.hpp"

namespace weefsel {
namespace {

struct Stopped {};

/// Counts weeks and stops when asked to.
struct Progress {
  const FollowRequest& request;
  std::int64_t total = 0, done = 0;
  void tick() {
    ++done;
    if (request.progress && !request.progress(done, std::max(done, total))) throw Stopped{};
  }
};

/// One world that lives its scenario, watched by at most one witness.
class WorldLine {
 public:
  WorldLine(const Scenario& scenario, World start, std::uint32_t replicate)
      : scenario_(scenario), luck_(scenario.seed, replicate), tables_(scenario.parameters), world_(std::move(start)) {}

  void watch(Key household) { witness_ = std::make_unique<Witness>(world_, household, tables_.fading, scenario_.start); }
  void live_one_week() {
    Onlooker onlooker;
    if (witness_) onlooker = [&](std::string_view process, const World& world, const WeekScratch& scratch) { witness_->see(process, world, scratch); };
    advance_one_week(world_, luck_, scenario_.parameters, tables_, scenario_.levers, scratch_, nullptr, onlooker);
    if (witness_) witness_->end_week(world_);
  }
  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const Luck& luck() const { return luck_; }
  [[nodiscard]] const FadingCurve& fading() const { return tables_.fading; }
  [[nodiscard]] Life take_life() { return witness_->take(); }

 private:
  const Scenario& scenario_;
  Luck luck_;
  ModelTables tables_;
  World world_;
  WeekScratch scratch_;
  std::unique_ptr<Witness> witness_;
};

constexpr std::int32_t never_parted = -1;

/// What a whole pair of worlds tells about all families at the start.
struct Survey {
  std::vector<Key> families;               ///< by lot
  std::vector<std::int32_t> parted_in;     ///< week, or never_parted; beside `families`
  std::vector<std::uint8_t> matched;       ///< asked and was matched in the last world
  std::vector<HouseholdFigures> first, second;  ///< at the end
  Life first_life, second_life;
};

void compare_families(const WorldLine& a, const WorldLine& b, Week week, Survey& survey) {
  const HouseholdIndex here = households_by_key(a.world()), there = households_by_key(b.world());
  const auto slot = [](const HouseholdIndex& index, Key key) {
    const auto found = index.find(key);
    return found == index.end() ? HouseholdId{} : found->second;
  };
  for_each_block(survey.families.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (survey.parted_in[i] != never_parted) continue;
      const Key key = survey.families[i];
      if (fingerprint_of(a.world(), slot(here, key)) != fingerprint_of(b.world(), slot(there, key))) survey.parted_in[i] = week.number;
    }
  });
}

void note_matched(const World& world, Survey& survey, const std::unordered_map<Key, std::size_t>& number) {
  for (std::size_t m = 0; m < world.matches.size(); ++m) {
    const AdultId asker = world.matches.asker[MatchId(m)];
    if (!asker.exists()) continue;
    const auto found = number.find(world.households.key[world.adults.household[asker]]);
    if (found != number.end()) survey.matched[found->second] = 1;
  }
}

std::vector<HouseholdFigures> figures_at_end(const WorldLine& line, const std::vector<Key>& families) {
  const HouseholdIndex index = households_by_key(line.world());
  std::vector<HouseholdFigures> figures(families.size());
  for (std::size_t i = 0; i < families.size(); ++i)
    if (const auto found = index.find(families[i]); found != index.end() && is_followed(line.world(), found->second)) figures[i] = figures_of(line.world(), found->second, line.fading());
  return figures;
}

/// Lives both worlds side by side, week by week.
Survey live_both(const FollowRequest& request, World first, const World* second, std::uint32_t replicate, std::optional<Key> watched,
                 Progress& progress) {
  const Week end{weeks_from_years(request.first.years)};
  std::optional<WorldLine> b;
  if (second != nullptr) b.emplace(*request.second, *second, replicate);
  WorldLine a(request.first, std::move(first), replicate);
  if (watched) {
    a.watch(*watched);
    if (b) b->watch(*watched);
  }
  Survey survey;
  survey.families = families_by_lot(a.world(), a.luck());
  survey.parted_in.assign(survey.families.size(), never_parted);
  survey.matched.assign(survey.families.size(), 0);
  std::unordered_map<Key, std::size_t> number;
  for (std::size_t i = 0; i < survey.families.size(); ++i) number[survey.families[i]] = i;
  while (a.world().week < end) {
    const Week week = a.world().week;
    a.live_one_week();
    progress.tick();
    if (b) {
      b->live_one_week();
      progress.tick();
      compare_families(a, *b, week, survey);
    }
    note_matched(b ? b->world() : a.world(), survey, number);
  }
  survey.first = figures_at_end(a, survey.families);
  if (b) survey.second = figures_at_end(*b, survey.families);
  if (watched) {
    survey.first_life = a.take_life();
    if (b) survey.second_life = b->take_life();
  }
  return survey;
}

/// The family that is asked for, once it is known how all families fared.
Key choose(const FollowRequest& request, const Survey& survey) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < survey.families.size(); ++i) {
    if (request.whom == Whom::matched && survey.matched[i]) return survey.families[i];
    if (request.whom == Whom::unchanged) {
      if (survey.parted_in[i] == never_parted) return survey.families[i];
      if (survey.parted_in[i] > survey.parted_in[last]) last = i;
    }
  }
  if (request.whom == Whom::matched)
    throw UserMistake("no family that lives in town at the start takes part in a programme in " +
                      (request.second ? request.second->id : request.first.id) + "; try another replicate, more years, or a scenario with a programme");
  return survey.families[last];
}

Key choose_at_start(const FollowRequest& request, const World& world) {
  if (request.whom == Whom::by_key) {
    if (households_by_key(world).count(request.household) == 0)
      throw UserMistake(fmt::format("household {} does not live in town at the start of replicate {}; --draw 1 takes a family by lot", request.household,
                                    request.replicate));
    return request.household;
  }
  const std::vector<Key> families = families_by_lot(world, Luck(request.first.seed, request.replicate));
  if (families.empty()) throw UserMistake("no family lives in this town");
  if (request.draw < 1 || request.draw > families.size())
    throw UserMistake(fmt::format("--draw {}: there are {} families at the start", request.draw, families.size()));
  return families[request.draw - 1];
}

void add_sign(Signs& signs, double difference, double equal_within) {
  ++(difference < -equal_within ? signs.lower : difference > equal_within ? signs.higher : signs.equal);
}

void add_to(Common& common, const Survey& survey, Key household) {
  ++common.replicates;
  common.families += static_cast<std::int64_t>(survey.families.size());
  for (std::size_t i = 0; i < survey.families.size(); ++i) {
    common.parted += survey.parted_in[i] != never_parted;
    const HouseholdFigures &a = survey.first[i], &b = survey.second[i];
    if (!a.present || !b.present) continue;
    constexpr double too_small_to_see = 0.005;  // half a point on a scale of 0 to 100
    add_sign(common.known_people, b.weak_ties - a.weak_ties, 0);
    add_sign(common.support, b.support_ties - a.support_ties, 0);
    add_sign(common.wellbeing, b.wellbeing - a.wellbeing, too_small_to_see);
    if (survey.families[i] != household) continue;
    common.same_family_known.push_back(b.weak_ties - a.weak_ties);
    common.same_family_wellbeing.push_back(b.wellbeing - a.wellbeing);
  }
}

Followed follow_with(const FollowRequest& request, World first, const World* second, Progress& progress) {
  Followed result;
  result.whom = request.whom;
  const bool known_at_start = request.whom == Whom::by_key || request.whom == Whom::by_lot;
  if (request.whom == Whom::unchanged && second == nullptr)
    throw UserMistake("--unchanged needs a second scenario: it looks for a family for whom nothing differs between two worlds");
  result.household = known_at_start ? choose_at_start(request, first)
                                    : choose(request, live_both(request, first, second, request.replicate, {}, progress));
  Survey survey = live_both(request, std::move(first), second, request.replicate, result.household, progress);
  result.first = std::move(survey.first_life);
  if (second == nullptr) return result;
  result.second = std::move(survey.second_life);
  result.parting = parting_of(result.first, *result.second, Week{0});
  result.is_unchanged = !result.parting;
  add_to(result.common, survey, result.household);
  return result;
}

void check_twins(const FollowRequest& request) {
  if (!request.second) return;
  const Scenario &a = request.first, &b = *request.second;
  const char* differ = a.town_file != b.town_file ? "`town`" : a.start != b.start ? "`start`" : a.years != b.years ? "`years`"
                       : a.run_in_years != b.run_in_years ? "`run_in_years`" : a.seed != b.seed ? "`seed`" : nullptr;
  if (differ != nullptr)
    throw UserMistake(fmt::format("{}: cannot be laid beside {}: they differ in {}; twins need the same", b.file, a.file, differ));
}

std::int64_t weeks_ahead(const FollowRequest& request) {
  const std::int64_t worlds = request.second ? 2 : 1;
  const std::int64_t run_ins = request.second && !share_run_in(request.first, *request.second) ? 2 : 1;
  const std::int64_t weeks = worlds * weeks_from_years(request.first.years), run_in_weeks = run_ins * weeks_from_years(request.first.run_in_years);
  const std::int64_t twice = request.whom == Whom::unchanged || request.whom == Whom::matched ? 1 : 0;
  return request.replicates * (weeks + run_in_weeks) + twice * weeks;
}

struct Starts {
  World first;
  std::optional<World> second;
};

Starts run_in_both(const FollowRequest& request, const TownDescription& town, std::uint32_t replicate, Progress& progress) {
  const AfterWeek tick = [&](const World&) { return progress.tick(), true; };
  Starts starts{*run_in(request.run_ins, request.first, town, replicate, tick), {}};
  if (!request.second) return starts;
  starts.second = share_run_in(request.first, *request.second) ? starts.first : *run_in(request.run_ins, *request.second, town, replicate, tick);
  return starts;
}

}  // namespace

Followed follow_from(const FollowRequest& request, World first, const World* second) {
  Progress progress{request};
  return follow_with(request, std::move(first), second, progress);
}

std::optional<Followed> follow(const FollowRequest& request, const TownDescription& town) {
  check_twins(request);
  const int threads = request.threads > 0 ? request.threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  Progress progress{request, weeks_ahead(request)};
  try {
    Starts starts = run_in_both(request, town, request.replicate, progress);
    const World* second = starts.second ? &*starts.second : nullptr;
    Followed result = follow_with(request, std::move(starts.first), second, progress);
    if (second == nullptr) return result;
    for (std::int32_t i = 1; i < request.replicates; ++i) {
      const std::uint32_t replicate = request.replicate + static_cast<std::uint32_t>(i);
      const Starts more = run_in_both(request, town, replicate, progress);
      add_to(result.common, live_both(request, more.first, &*more.second, replicate, {}, progress), result.household);
    }
    return result;
  } catch (const Stopped&) {
    return {};
  }
}

}  // namespace weefsel
