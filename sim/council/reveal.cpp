#include "council/reveal.hpp"

#include <fmt/format.h>

#include <tbb/task_arena.h>

#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "council/replay.hpp"
#include "council/side_by_side.hpp"
#include "council/told_future.hpp"
#include "report/comparison.hpp"
#include "report/comparison_json.hpp"
#include "study/draw_parameters.hpp"
#include "study/placebo.hpp"
#include "study/play_replicate.hpp"
#include "study/run_study.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t without_member = 0, with_member = 1;

}  // namespace

Reveal::Reveal(Twins twins, TownDescription town, std::filesystem::path folder, std::string head, Means means)
    : twins_(std::move(twins)), town_(std::move(town)), folder_(std::move(folder)), head_(std::move(head)), means_(std::move(means)) {
  names_ = {KeptFutures::name_of(twins_.without, town_, {}), KeptFutures::name_of(twins_.with, town_, {})};
  if (twins_.without.draws == 0)  // where assumptions differ between futures, luck is not what the table asks after
    names_.push_back(KeptFutures::name_of(twins_.without, town_, placebo_week({twins_.without, twins_.with})));
  // What a table that was killed left half done would be taken as done, and never be told; kept futures have it too.
  std::filesystem::remove_all(folder_ / "out.h5.parts");
  thread_ = std::thread([this] { live(); });
}

Reveal::~Reveal() {
  stopped_ = true;
  gives_way_ = true;  // after it: whoever takes a turn looks at the first
  thread_.join();
}

void Reveal::live() {
  const std::uint64_t number = means_.turns->ask();
  for (bool over = false; !over;) {
    if (!means_.turns->take(number, gives_way_, stopped_)) {
      tell("failed", Json{{"message", "stopped"}}.dump());
      break;
    }
    over = live_until_it_gives_way();
    means_.turns->give_back();
  }
  end();
}

/// Both worlds of each future, in order, so that the first of them are seen early: the very first on all threads, then one a thread; the placebo twins wait until all are told.
void Reveal::live_pairs() {
  const auto drawn_without = draw_parameters(twins_.without, twins_.without.draws), drawn_with = draw_parameters(twins_.with, twins_.with.draws);
  WeekCounter counter({}, &gives_way_, 0);
  SharedPlay play{town_, counter, means_.run_ins, folder_.string(), "", Checkpoints::usual_pause, false,
                  [this](std::size_t member, std::uint32_t r) { return means_.futures->has(names_[member], r); },
                  [this](std::size_t member, std::uint32_t r, const Trajectory& t) { finished(member, r, t); },
                  {},
                  [this](std::size_t member, std::uint32_t r, const Trajectory& rows) { year_went_by(member, r, rows); }};
  const int threads = means_.threads > 0 ? means_.threads : tbb::this_task_arena::max_concurrency();
  const auto play_one = [&](std::uint32_t r) {
    for (const std::size_t member : {without_member, with_member})
      if (!was_told(r) && play.has(member, r))
        if (const auto kept = means_.futures->find(names_[member], r)) finished(member, r, *kept);
    play_replicate(play, {{scenario_of_replicate(twins_.without, drawn_without, r), {}, "without", "", ""},
                          {scenario_of_replicate(twins_.with, drawn_with, r), {}, "with", "", ""}},
                   r, luck_of_replicate(twins_.without, r));
  };
  const auto all = static_cast<std::uint32_t>(twins_.without.replicates);
  tbb::task_arena arena(threads);
  arena.execute([&] { play_one(0); });
  side_by_side(threads, [&](const auto& next) {
    for (std::size_t r = next(); r + 1 < all && !gives_way_; r = next()) play_one(static_cast<std::uint32_t>(r + 1));
  });
  if (play.trouble) std::rethrow_exception(play.trouble);
}

/// True when it is over, well or not.
bool Reveal::live_until_it_gives_way() {
  try {
    live_pairs();
    StudyOptions options;
    options.out = (folder_ / "out.h5").string();
    options.compare = true, options.placebo = names_.size() > with_member + 1, options.restart = true;
    options.threads = means_.threads, options.run_ins = means_.run_ins, options.interrupted = &gives_way_;
    options.known = [this](std::size_t member, std::uint32_t r) { return means_.futures->find(names_[member], r); };
    options.finished = [this](std::size_t member, std::uint32_t r, const Trajectory& t) { finished(member, r, t); };
    options.after_year = [this](std::size_t member, std::uint32_t r, const Trajectory& rows) { year_went_by(member, r, rows); };
    const StudyResult result = run_study({twins_.without, twins_.with}, options);
    if (!result.failed.empty())
      throw Fault(fmt::format("{} of {} futures failed; the first: {}", result.failed.size(), result.members, result.failed.front().why));
    if (!result.complete) return stopped_;
    const OutputReader reader(options.out);
    tell("findings", Json::parse(comparison_as_json(compare_scenarios(reader), reader)).dump());
    keep_all_told();
  } catch (const std::exception& trouble) {
    tell("failed", Json{{"message", trouble.what()}}.dump());
  }
  return true;
}

void Reveal::finished(std::size_t member, std::uint32_t replicate, const Trajectory& trajectory) {
  if (!means_.futures->has(names_[member], replicate)) means_.futures->keep(names_[member], replicate, trajectory);
  if (member > with_member) return;  // the placebo is for the verdicts
  std::map<std::size_t, Trajectory> pair;
  {
    const std::lock_guard guard(mutex_);
    if (told_runs_.count(replicate) > 0) return;
    auto& there = waiting_[replicate];
    there[member] = trajectory;
    if (there.size() < 2) return;
    pair = std::move(there);
    waiting_.erase(replicate);
    told_runs_.insert(replicate);
  }
  tell("future", means_.teller->future(replicate, pair[without_member], pair[with_member]));
}

/// So that the years are seen to go by while the first future is lived.
void Reveal::year_went_by(std::size_t member, std::uint32_t replicate, const Trajectory& rows) {
  if (member != with_member) return;
  std::optional<Trajectory> without;
  {
    const std::lock_guard guard(mutex_);
    if (!shown_year_by_year_) shown_year_by_year_ = replicate;
    if (shown_year_by_year_ != replicate) return;
    const auto there = waiting_.find(replicate);
    if (there != waiting_.end() && there->second.count(without_member) > 0) without = there->second.at(without_member);
  }
  if (without) tell("years", means_.teller->years(replicate, *without, rows));
}

bool Reveal::was_told(std::uint32_t replicate) const {
  const std::lock_guard guard(mutex_);
  return told_runs_.count(replicate) > 0;
}

void Reveal::tell(std::string event, std::string data) {
  {
    const std::lock_guard guard(mutex_);
    told_.push_back({std::move(event), std::move(data)});
  }
  news_.notify_all();
}

void Reveal::keep_all_told() const {
  const std::lock_guard guard(mutex_);
  std::vector<std::string_view> futures;
  for (const Told& told : told_)
    if (told.event == "future") futures.push_back(told.data);
  keep_told(folder_, head_, futures, told_.back().data);
}

void Reveal::end() {
  {
    const std::lock_guard guard(mutex_);
    over_ = true;
  }
  news_.notify_all();
}

Reveal::News Reveal::listen(std::size_t from, std::chrono::milliseconds most) const {
  std::unique_lock lock(mutex_);
  news_.wait_for(lock, most, [&] { return told_.size() > from || over_; });
  News news;
  if (from < told_.size()) news.told.assign(told_.begin() + static_cast<std::ptrdiff_t>(from), told_.end());
  news.last = over_;
  return news;
}

bool Reveal::has_failed() const {
  const std::lock_guard guard(mutex_);
  return over_ && (told_.empty() || told_.back().event == "failed");
}

bool Reveal::is_over() const {
  const std::lock_guard guard(mutex_);
  return over_;
}

}  // namespace weefsel
