#include "studies/play_study.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstring>
#include <sstream>

#include "base/errors.hpp"
#include "output/sha256.hpp"
#include "population/write_town.hpp"
#include "scenario/cost_of_levers.hpp"
#include "studies/results_file.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"

namespace weefsel {
namespace {

/// One point with one replicate.
struct Task {
  std::size_t point = 0;
  std::uint32_t replicate = 0;
};

class Player {
 public:
  Player(const PreparedStudy& study, const PlayOptions& options, HandOut& hand_out, StudyFolder& folder, std::vector<Task> tasks, std::int64_t weeks)
      : study_(study), options_(options), hand_out_(hand_out), folder_(folder), tasks_(std::move(tasks)), town_(*study.plan.town),
        counter_(options.progress, options.interrupted, weeks), program_(this_program()) {}

  void play() {
    const int threads = options_.threads > 0 ? options_.threads : tbb::this_task_arena::max_concurrency();
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    // Each worker plays one task at a time; one that finds no more helps inside the tasks of others (run-ins and weeks are
    // loops too), and one that waits inside a task helps only that task (isolate): so memory is bounded by the threads.
    arena.execute([&] {
      tbb::parallel_for(0, threads, [&](int) { tbb::this_task_arena::isolate([&] { work(); }); }, tbb::simple_partitioner());
    });
  }

  [[nodiscard]] bool stopped() const { return trouble != nullptr || !counter_.goes_on(); }
  std::exception_ptr trouble;

 private:
  void work() {
    while (!stopped()) {
      const std::optional<std::size_t> next = hand_out_.next();
      if (!next) return;
      play(tasks_[*next]);
    }
  }

  [[nodiscard]] std::vector<Member> members_of(const Task& task) const {
    const StudyPlan& plan = study_.plan;
    std::vector<Member> members;
    for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
      const StudyMember id{s, task.point, task.replicate};
      Member member{scenario_at(plan, s, &study_.points.values[task.point * study_.points.factors]), {}, plan.scenarios[s].id, folder_.name_of(id), ""};
      if (plan.run_in_from_defaults) member.run_in_parameters = plan.scenarios[s].parameters;
      std::size_t first = 0;
      const auto before = [&](const Member& m) { Scenario b = m.scenario; if (m.run_in_parameters) b.parameters = *m.run_in_parameters; return b; };
      while (first < s && !share_run_in(before(members[first]), before(member))) ++first;
      member.run_in_file_name = fmt::format("run_in{:02}_point{:06}_replicate{:05}", first, task.point, task.replicate);
      members.push_back(std::move(member));
    }
    return members;
  }

  void play(const Task& task) {
    const auto id_of = [&](std::size_t scenario) { return StudyMember{scenario, task.point, task.replicate}; };
    SharedPlay play{town_, counter_, study_.plan.parameters_vary && !study_.plan.run_in_from_defaults ? nullptr : options_.run_ins, folder_.parts(),
              program_.empty() ? program_ : program_ + folder_.identity(), options_.between_checkpoints, folder_.has_checkpoints(),
              [&](std::size_t scenario, std::uint32_t) { return folder_.has(id_of(scenario)); },
              [&](std::size_t scenario, std::uint32_t, const Trajectory& trajectory) { keep(id_of(scenario), trajectory); }, {}};
    if (options_.onlooker) play.onlooker = [&](std::size_t scenario, std::uint32_t, const World& world) { options_.onlooker(id_of(scenario), world); };
    std::vector<Member> members;
    try {
      members = members_of(task);
    } catch (const std::exception&) {
      return stop(std::current_exception());
    }
    play_replicate(play, members, task.replicate, task.replicate);
    if (play.trouble) return stop(play.trouble);
    try {
      for (const FailedMember& failed : play.failed) {
        const auto s = static_cast<std::size_t>(std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == failed.scenario; }) - members.begin());
        folder_.fail({id_of(s), failed.why, failed.no_memory});
      }
    } catch (const SystemTrouble&) {
      stop(std::current_exception());  // an exception that left this loop would end the loops inside other members
    }
  }

  void keep(const StudyMember& id, const Trajectory& trajectory) {
    std::vector<std::vector<double>> values;
    for (const BoundOutput& output : study_.outputs) values.push_back(output.by_year(trajectory, study_.years));
    folder_.keep(id, values, trajectory.state_hash);
  }

  void stop(std::exception_ptr why) {
    const std::lock_guard guard(mutex_);
    if (trouble == nullptr) trouble = std::move(why);
    counter_.stop();
  }

  const PreparedStudy& study_;
  const PlayOptions& options_;
  HandOut& hand_out_;
  StudyFolder& folder_;
  std::vector<Task> tasks_;
  const TownDescription& town_;
  WeekCounter counter_;
  std::string program_;
  std::mutex mutex_;
};

/// Tasks with a member that is not finished, point by point.
std::vector<Task> open_tasks(const PreparedStudy& study, const StudyFolder& folder) {
  std::vector<Task> tasks;
  for (std::size_t p = 0; p < study.points.count; ++p)
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(study.plan.replicates); ++r) {
      bool open = false;
      for (std::size_t s = 0; s < study.plan.scenarios.size() && !open; ++s) open = !folder.has({s, p, r});
      if (open) tasks.push_back({p, r});
    }
  return tasks;
}

std::size_t count_finished(const PreparedStudy& study, const StudyFolder& folder) {
  std::size_t finished = 0;
  for (std::size_t s = 0; s < study.plan.scenarios.size(); ++s)
    for (std::size_t p = 0; p < study.points.count; ++p)
      for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(study.plan.replicates); ++r) finished += folder.has({s, p, r}) ? 1 : 0;
  return finished;
}

std::string as_bytes(const std::vector<Task>& tasks) {
  std::string text;
  for (const Task& task : tasks) text += fmt::format("{} {} ", task.point, task.replicate);
  return text;
}

std::vector<Task> tasks_from(const std::string& text) {
  std::vector<Task> tasks;
  std::istringstream in(text);
  for (Task task; in >> task.point >> task.replicate;) tasks.push_back(task);
  return tasks;
}

Points shared_design(const DesignRequest& request, HandOut& hand_out) {
  Points points(0, request.factors);
  if (hand_out.leads()) points = make_design(request);
  std::string bytes(reinterpret_cast<const char*>(points.values.data()), points.values.size() * sizeof(double));
  hand_out.share(bytes);
  points.values.resize(bytes.size() / sizeof(double));
  std::memcpy(points.values.data(), bytes.data(), bytes.size());
  points.count = points.values.size() / request.factors;
  return points;
}

[[noreturn]] void say_what_is_kept(const std::exception_ptr& trouble, const std::string& parts) {
  try {
    std::rethrow_exception(trouble);
  } catch (const SystemTrouble& e) {
    throw SystemTrouble(fmt::format("{}\nThe futures that were finished are kept in {}; the same command goes on from there.", e.what(), parts));
  }
}

/// What the leading process tells the others before anything is played.
constexpr char go_on[] = "go on", do_not[] = "do not";

}  // namespace

PreparedStudy prepare(StudyPlan plan) {
  OwnHandOut alone;
  return prepare(std::move(plan), alone);
}

PreparedStudy prepare(StudyPlan plan, HandOut& hand_out) {
  PreparedStudy study;
  study.points = shared_design(plan.design, hand_out);
  const Scenario& base = plan.scenarios.front();
  const TownDescription& town = *plan.town;
  study.town_name = town.name, study.town_sha256 = sha256_of(town_text(town));
  study.layout = layout_of(base, names_in(town));
  Problems none;
  for (const StudyOutput& output : plan.outputs) study.outputs.emplace_back(output, study.layout, none, position_in(plan.file), "outputs");
  none.throw_if_any();
  study.years = static_cast<std::size_t>(weeks_from_years(base.years) / 52);
  if (study.years == 0) throw UserMistake(fmt::format("{}: a study needs at least one whole year", plan.file));
  const bool costs_vary = std::any_of(plan.factors.begin(), plan.factors.end(), [](const StudyFactor& f) { return f.name.starts_with("levers."); });
  for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
    const double usual = cost_of_levers(plan.scenarios[s]);
    for (std::size_t p = 0; p < study.points.count; ++p)
      study.costs.push_back(costs_vary ? cost_of_levers(scenario_at(plan, s, &study.points.values[p * study.points.factors])) : usual);
  }
  study.plan = std::move(plan);
  return study;
}

StudyOutcome play_study(const PreparedStudy& study, const PlayOptions& options, HandOut& hand_out) {
  StudyOutcome outcome;
  outcome.members = study.members();
  std::optional<StudyFolder> folder;
  std::vector<Task> tasks;
  std::string word = go_on;
  std::exception_ptr refused;
  if (hand_out.leads()) {
    try {
      folder.emplace(options.folder, study, true, options.restart);
      outcome.was_complete = folder->is_complete();
      if (outcome.was_complete) word = do_not;
      else tasks = open_tasks(study, *folder), outcome.reused = count_finished(study, *folder);
      if (options.announce && !outcome.was_complete) options.announce(study, outcome.members - outcome.reused);
    } catch (...) {
      refused = std::current_exception(), word = do_not;
    }
  }
  hand_out.share(word);
  if (refused) std::rethrow_exception(refused);
  if (word == do_not) {
    outcome.complete = outcome.was_complete, outcome.finished = outcome.members;
    return outcome;
  }
  std::string listed = as_bytes(tasks);
  hand_out.share(listed);
  if (!hand_out.leads()) folder.emplace(options.folder, study, false, false), tasks = tasks_from(listed);
  hand_out.begin(tasks.size());

  const std::int64_t weeks = weeks_from_years(study.plan.scenarios.front().years), run_in = weeks_from_years(study.plan.scenarios.front().run_in_years);
  const auto to_play = static_cast<std::int64_t>(outcome.members - outcome.reused);
  // Of several ranks each expects to play its share.
  Player player(study, options, hand_out, *folder, std::move(tasks),
                (to_play * weeks + static_cast<std::int64_t>(listed.empty() ? 0 : (to_play + static_cast<std::int64_t>(study.plan.scenarios.size()) - 1) / static_cast<std::int64_t>(study.plan.scenarios.size())) * run_in) /
                    hand_out.ranks());
  player.play();
  const bool well = hand_out.end(!player.stopped());
  if (player.trouble) say_what_is_kept(player.trouble, folder->parts());
  if (!hand_out.leads()) return outcome;
  outcome.finished = count_finished(study, *folder);
  outcome.failed = folder->failed();
  if (!well) return outcome;
  outcome.published = folder->publish();
  outcome.finished = outcome.published.finished;
  outcome.complete = outcome.finished == outcome.members;
  return outcome;
}

}  // namespace weefsel
