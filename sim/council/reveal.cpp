#include "council/reveal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/errors.hpp"
#include "council/replay.hpp"
#include "report/comparison.hpp"
#include "report/comparison_json.hpp"
#include "scenario/cost_of_levers.hpp"
#include "study/placebo.hpp"
#include "study/run_study.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t without_member = 0, with_member = 1;

Json known(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// What a report would say of this one run. `name`: of a file that is there only meanwhile.
ComparedScenarios compared(const Twins& twins, const TownDescription& town, const std::filesystem::path& name,
                           const Trajectory& without, const Trajectory& with) {
  struct Meanwhile {
    std::filesystem::path path;
    ~Meanwhile() {
      std::error_code ignored;
      std::filesystem::remove(path, ignored);
    }
  } file{name};
  {
    TrajectoryFiles files(plan_of_comparison({twins.without, twins.with}, town, name.string(), 1, false));
    files.keep(0, 0, without), files.keep(1, 0, with);
    (void)files.publish();
  }
  return compare_scenarios(OutputReader(name.string()));
}

/// The cells of a comparison, in the order of its lines.
std::vector<const ComparedLine*> cells_of(const ComparedScenarios& comparison) {
  std::vector<const ComparedLine*> cells;
  for (const ComparedLine& line : comparison.lines) {
    const auto same = [&](const ComparedLine* one) { return one->where == line.where && one->cell == line.cell; };
    if (std::none_of(cells.begin(), cells.end(), same)) cells.push_back(&line);
  }
  return cells;
}

bool is_drawn(const ReportMeasure& measure) { return measure.headline || measure.section == Section::demand; }

/// Years that were not lived yet are null.
Json courses_of(const ComparedScenarios& comparison) {
  Json courses = Json::object();
  for (const Course& course : comparison.courses) {
    const ReportMeasure& measure = report_measures()[course.measure];
    if (!is_drawn(measure)) continue;
    Json values = Json::array();
    for (const double value : course.by_run.front()) values.push_back(known(value));
    courses[std::string(measure.name)][course.scenario] = values;
  }
  return courses;
}

}  // namespace

std::string head_json(const std::string& id, const Twins& twins, const TownDescription& town, const std::filesystem::path& folder,
                      const Trajectory& without) {
  const ComparedScenarios comparison = compared(twins, town, folder / "head.h5", without, without);
  Json horizons = Json::array(), measures = Json::array(), cells = Json::array();
  for (const Horizon& horizon : comparison.choices.front().horizons) horizons.push_back(horizon.years);
  for (const std::size_t m : comparison.measures) measures.push_back(report_measures()[m].name);
  for (const ComparedLine* cell : cells_of(comparison))
    cells.push_back({{"where", cell->where}, {"cell", cell->cell}, {"words", {{"nl", cell->cell_words.nl}, {"en", cell->cell_words.en}}}});
  return Json{{"id", id},
              {"futures", twins.without.replicates},
              {"horizons", horizons},
              {"measures", measures},
              {"cells", cells},
              {"cost", cost_of_levers(twins.with) - cost_of_levers(twins.without)}}
      .dump();
}

std::vector<Area> areas_in(const Scenario& without, const TownDescription& town, const std::filesystem::path& folder, const Trajectory& future) {
  Twins same{without, without};
  same.without.id = "without", same.with.id = "with";
  return compared(same, town, folder / "areas.h5", future, future).areas;
}

Reveal::Reveal(Twins twins, TownDescription town, std::filesystem::path folder, std::string head, Means means)
    : twins_(std::move(twins)), town_(std::move(town)), folder_(std::move(folder)), head_(std::move(head)), means_(means) {
  const Week placebo = placebo_week({twins_.without, twins_.with});
  names_ = {KeptFutures::name_of(twins_.without, town_, {}), KeptFutures::name_of(twins_.with, town_, {}),
            KeptFutures::name_of(twins_.without, town_, placebo)};
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

/// True when it is over, well or not.
bool Reveal::live_until_it_gives_way() {
  try {
    StudyOptions options;
    options.out = (folder_ / "out.h5").string();
    options.compare = true, options.placebo = true, options.restart = true;
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
    if (told_runs_.count(replicate) > 0) return;  // before it gave way
    auto& there = waiting_[replicate];
    there[member] = trajectory;
    if (there.size() < 2) return;
    pair = std::move(there);
    waiting_.erase(replicate);
    told_runs_.insert(replicate);
  }
  tell("future", future_json(replicate, pair[without_member], pair[with_member]));
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
  if (without)
    tell("years", Json{{"run", replicate}, {"courses", courses_of(compared(twins_, town_, folder_ / "years.h5", *without, rows))}}.dump());
}

std::string Reveal::future_json(std::uint32_t replicate, const Trajectory& without, const Trajectory& with) const {
  const ComparedScenarios comparison = compared(twins_, town_, folder_ / fmt::format("future{:05}.h5", replicate), without, with);
  const auto cells = cells_of(comparison);
  const auto& horizons = comparison.choices.front().horizons;
  std::map<std::tuple<std::size_t, int, std::string, std::string>, const ComparedLine*> by_place;
  for (const ComparedLine& line : comparison.lines) by_place[{line.measure, line.horizon, line.where, line.cell}] = &line;
  Json lines = Json::array();
  for (const std::size_t m : comparison.measures) {
    Json of_measure = Json::array();
    for (const Horizon& horizon : horizons) {
      Json of_horizon = Json::array();
      for (const ComparedLine* cell : cells) {
        const auto found = by_place.find({m, horizon.years, cell->where, cell->cell});
        const bool there = found != by_place.end() && std::isfinite(found->second->differences.front());
        of_horizon.push_back(there ? Json{found->second->base ? known(*found->second->base) : Json(nullptr), found->second->differences.front()}
                                   : Json(nullptr));
      }
      of_measure.push_back(std::move(of_horizon));
    }
    lines.push_back(std::move(of_measure));
  }
  return Json{{"run", replicate}, {"lines", lines}, {"courses", courses_of(comparison)}}.dump();
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
