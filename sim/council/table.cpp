#include "council/table.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/errors.hpp"
#include "council/replay.hpp"
#include "follow/tell.hpp"
#include "output/sha256.hpp"
#include "population/read_town.hpp"
#include "report/assumption_words.hpp"
#include "report/report_measures.hpp"
#include "scenario/cost_of_levers.hpp"
#include "scenario/lever_table.hpp"
#include "scenario/read_scenario.hpp"
#include "study/commit.hpp"
#include "study/draw_parameters.hpp"
#include "study/placebo.hpp"
#include "study/simulate.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json both(const Words& words) { return {{"nl", words.nl}, {"en", words.en}}; }
Json both(const std::string& nl, const std::string& en) { return {{"nl", nl}, {"en", en}}; }

/// What stands before the colon or question mark.
std::string title_of(const std::string& question) { return question.substr(0, question.find_first_of(":?")); }

/// No more is recorded than the page shows: four-weekly flows and no survey, which takes a third of the time off.
Recording lean() {
  Recording recording;
  recording.flows_every_weeks = 4, recording.clustering_every_weeks = 52, recording.monitor_sample = 0;
  return recording;
}

const char* name_of(Wanted wanted) { return wanted == Wanted::higher ? "higher" : wanted == Wanted::lower ? "lower" : "neither"; }

std::string grade_of(std::string_view evidence) {
  // The table of levers ends its evidence with the grade in brackets; without one it is our judgement.
  for (const char* grade : {"A", "B", "C"})
    if (evidence.find(fmt::format("({}", grade)) != std::string_view::npos || evidence.find(fmt::format("{})", grade)) != std::string_view::npos) return grade;
  return "C";
}

Json choice_json(const Scenario& scenario) {
  Json known = Json::array(), built_in = Json::array();
  std::set<LeverKind> kinds;
  std::set<std::string_view> variables;
  std::int32_t lead = 0;
  const Week first = std::min_element(scenario.levers.begin(), scenario.levers.end(), [](const Lever& a, const Lever& b) { return a.start < b.start; })->start;
  for (const Lever& lever : scenario.levers) {
    lead = std::max(lead, lever.start - first + lever.ramp_weeks);
    if (!kinds.insert(lever.kind).second) continue;
    const LeverInfo& info = info_of(lever.kind);
    known.push_back({{"grade", grade_of(info.evidence)}, {"text", info.evidence}});
    for (const BuiltIn& one : info.built_in) variables.insert(one.measure);
  }
  for (const ReportMeasure& measure : report_measures())
    for (const std::string_view variable : follows_from(measure))
      if (variables.count(variable) > 0) {
        built_in.push_back(measure.name);
        break;
      }
  double cost = 0;
  for (const Lever& lever : scenario.levers) cost += lever.cost_per_year;
  return {{"id", scenario.id},
          {"title", both(title_of(scenario.question.nl), title_of(scenario.question.en))},
          {"question", both(scenario.question.nl, scenario.question.en)},
          {"about", scenario.description},
          {"lead_weeks", lead},
          {"known", known},
          {"cost_per_year", cost},
          {"built_in", built_in}};
}

Json measure_json(const ReportMeasure& m) {
  return {{"name", m.name}, {"section", name_of(m.section)}, {"headline", m.headline}, {"title", both(m.title)}, {"meaning", both(m.meaning)},
          {"unit", both(m.unit)}, {"shown_times", m.shown_times}, {"decimals", m.decimals}, {"wanted", name_of(m.wanted)},
          {"smallest_relevant", m.smallest_relevant}};
}

Json town_json(const TownDescription& town, const std::vector<Area>& areas) {
  Json neighbourhoods = Json::array(), places = Json::array();
  for (const Area& area : areas) {
    Json rings = Json::array();
    for (const std::size_t n : area.neighbourhoods)
      for (const auto& ring : town.neighbourhoods[n].boundary) {
        Json corners = Json::array();
        for (const Point& p : ring) corners.push_back({std::lround(p.x), std::lround(p.y)});
        rings.push_back(corners);
      }
    neighbourhoods.push_back({{"code", area.code}, {"name", both(area.name_nl, area.name_en)}, {"rings", rings}});
  }
  for (const PlaceDescription& place : town.places)
    if (place.kind != PlaceKind::online_group)
      places.push_back({{"id", place.id}, {"name", place.name.empty() ? place.id : place.name},
                        {"kind", place_kind_names[static_cast<std::size_t>(place.kind)]}, {"at", {std::lround(place.x), std::lround(place.y)}}});
  return {{"name", town.name}, {"fictional", town.fictional}, {"made_up_map", has_made_up_map(town)}, {"areas", neighbourhoods}, {"places", places}};
}

}  // namespace

Table::Table(TableOptions options, std::vector<std::string>& left_out) : options_(std::move(options)), futures_(options_.folder / "futures") {
  ScenarioOptions reading;
  reading.replicates = options_.futures, reading.years = options_.years, reading.town = options_.town;
  base_ = read_scenario(options_.scenario, reading);
  base_.recording = lean();
  if (base_.draws > 0) throw UserMistake(base_.file + ": the table plays with one value of each assumption; leave out `uncertainty: sample`");
  if (terms_of(base_).empty()) throw UserMistake(fmt::format("a term takes {} years, and the horizon is {}; give --years", term_years, options_.years));
  town_ = read_town(base_.town_file);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(options_.scenario.has_parent_path() ? options_.scenario.parent_path() : fs::path(".")))
    if (entry.path().extension() == ".yaml" && !fs::equivalent(entry.path(), options_.scenario)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    Problems problems;
    const auto choice = read_scenario(file, reading, problems);
    if (!choice || choice->levers.empty() || choice->town_file != base_.town_file || choice->draws > 0) {
      left_out.push_back(fmt::format("{}: {}", file.filename().string(),
                                     !choice ? "it does not fit this town" : choice->levers.empty() ? "it changes nothing"
                                     : choice->draws > 0 ? "it samples its assumptions" : "it is of another town"));
      continue;
    }
    order_.push_back(choice->id);
    choices_.emplace(choice->id, *choice);
  }
  if (choices_.empty()) throw UserMistake(options_.scenario.string() + ": there is no other scenario beside it that changes anything in this town");
  fs::create_directories(options_.folder);
  run_ins_ = KeptRunIns::of_this_user();
  Scenario without = base_;
  without.id = "without";
  base_name_ = KeptFutures::name_of(without, town_, {});
  placebo_name_ = KeptFutures::name_of(without, town_, Week{0});
}

Table::~Table() {
  stopping_ = true;
  if (preparing_.joinable()) preparing_.join();
}

bool Table::is_prepared(std::uint32_t replicate) const { return futures_.has(base_name_, replicate) && futures_.has(placebo_name_, replicate); }

void Table::prepare_one(std::uint32_t replicate, const std::function<bool()>& goes_on) {
  const std::uint32_t luck = luck_of_replicate(base_, replicate);
  const AfterWeek after_week = [&](const World&) { return goes_on(); };
  const auto start = run_in(run_ins_ ? &*run_ins_ : nullptr, base_, town_, luck, after_week);
  if (!start) return;
  for (const bool placebo : {false, true}) {
    const std::string& name = placebo ? placebo_name_ : base_name_;
    if (futures_.has(name, replicate)) continue;
    const auto trajectory = live(base_, *start, luck, after_week, nullptr, placebo ? std::optional(Week{0}) : std::nullopt);
    if (!trajectory) return;
    futures_.keep(name, replicate, *trajectory);
  }
}

void Table::prepare(const std::function<void(std::size_t, std::size_t)>& say, const std::atomic<bool>& interrupted) {
  if (!is_prepared(0)) prepare_one(0, [&] { return !interrupted; });
  if (interrupted) return;
  areas_ = areas_in(base_, town_, options_.folder, *futures_.find(base_name_, 0));
  preparing_ = std::thread([this, say] {
    const auto all = static_cast<std::size_t>(base_.replicates);
    tbb::task_arena arena(options_.threads > 0 ? options_.threads : tbb::task_arena::automatic);
    while (!stopping_ && prepared_ < all) {
      while (!stopping_ && turns_.is_busy()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
      std::atomic<bool> gives_way{false};
      arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, all, [&](std::size_t r) {
          const auto replicate = static_cast<std::uint32_t>(r);
          if (stopping_ || gives_way || is_prepared(replicate)) return;
          tbb::this_task_arena::isolate([&] {
            std::size_t weeks = 0;
            prepare_one(replicate, [&] {
              if (++weeks % 16 == 0 && turns_.is_busy()) gives_way = true;
              return !stopping_ && !gives_way;
            });
          });
          if (!is_prepared(replicate)) return;
          std::size_t there = 0;
          for (std::uint32_t i = 0; i < all; ++i) there += is_prepared(i);
          prepared_ = there;
          if (say) say(there, all);
        }, tbb::simple_partitioner());
      });
      std::size_t there = 0;
      for (std::uint32_t i = 0; i < all; ++i) there += is_prepared(i);
      prepared_ = there;
    }
  });
}

std::string Table::as_json() const {
  Json terms = Json::array(), choices = Json::array(), measures = Json::array(), groups = Json::array(), kinds = Json::array(), assumptions = Json::array();
  const auto date = [&](Week week) { return to_string(date_from_days(days_since_1970(base_.start) + 7 * std::int64_t{week.number})); };
  for (const Term& term : terms_of(base_)) terms.push_back({{"from", date(term.from)}, {"until", date(term.until)}});
  for (const std::string& id : order_) choices.push_back(choice_json(choices_.at(id)));
  for (const ReportMeasure& measure : report_measures())
    if (measure.section != Section::monitor) measures.push_back(measure_json(measure));
  for (std::size_t g = 0; g < group_count; ++g) groups.push_back({{"id", group_names[g]}, {"words", both(words_for(static_cast<Group>(g)))}});
  for (std::size_t k = 0; k < place_kind_count; ++k)
    if (static_cast<PlaceKind>(k) != PlaceKind::online_group)
      kinds.push_back({{"id", place_kind_names[k]}, {"words", both(words_for(static_cast<PlaceKind>(k)))}});
  for (const ParameterInfo& info : parameter_table()) {
    const Words words = words_of_assumption(info.name);
    assumptions.push_back({{"name", info.name}, {"words", both(words)}, {"value", value_of(base_.parameters, info)}, {"low", info.plausible_low},
                           {"high", info.plausible_high}, {"unit", info.unit}, {"grade", std::string(1, static_cast<char>(info.grade))}, {"source", info.source}});
  }
  Json not_told = Json::array();
  for (const NotTold& one : weefsel::not_told()) not_told.push_back({{"title", both(one.title)}, {"text", both(one.text)}});
  return Json{{"format", 1},
              {"program", fmt::format("weefsel {}{}{}", WEEFSEL_VERSION, program_commit().empty() ? "" : ", ", program_commit())},
              {"language", options_.language == Language::en ? "en" : "nl"},
              {"town", town_json(town_, areas_)},
              {"start", to_string(base_.start)},
              {"years", static_cast<int>(base_.years)},
              {"term_years", term_years},
              {"terms", terms},
              {"futures", base_.replicates},
              {"base", {{"id", base_.id}, {"title", both(title_of(base_.question.nl), title_of(base_.question.en))}, {"question", both(base_.question.nl, base_.question.en)}}},
              {"choices", choices},
              {"measures", measures},
              {"groups", groups},
              {"place_kinds", kinds},
              {"assumptions", assumptions},
              {"not_told", not_told}}
      .dump();
}

std::string Table::play(const std::string& text) {
  const PlayRequest request = play_request_from(text);
  const std::string id = sha256_of(canonical_text(request) + base_name_).substr(0, 16);
  const std::lock_guard guard(mutex_);
  if (const auto there = plays_.find(id); there != plays_.end() && !there->second->has_failed()) return there->second->head();
  const fs::path folder = options_.folder / "plays" / id;
  Twins twins = twins_of(request, base_, choices_, folder);
  twins.without.recording = twins.with.recording = base_.recording;
  const auto first = futures_.find(base_name_, 0);
  if (!first) throw UserMistake("the town is not prepared yet");
  const std::string head = head_json(id, twins, town_, folder, *first);
  auto reveal = std::make_shared<Reveal>(std::move(twins), town_, folder, head, Reveal::Means{&futures_, run_ins_ ? &*run_ins_ : nullptr, &turns_, options_.threads});
  plays_[id] = std::move(reveal);
  return head;
}

std::shared_ptr<Reveal> Table::reveal(const std::string& id) const {
  const std::lock_guard guard(mutex_);
  const auto there = plays_.find(id);
  return there == plays_.end() ? nullptr : there->second;
}

std::string Table::family(const Reveal& reveal, std::size_t lot, Language language) const {
  FollowRequest request;
  request.first = reveal.twins().without, request.second = reveal.twins().with;
  request.whom = lot == 0 ? Whom::unchanged : Whom::by_lot;
  request.draw = lot;
  request.threads = options_.threads;
  request.run_ins = run_ins_ ? &*run_ins_ : nullptr;
  const auto followed = follow(request, town_);
  if (!followed) throw UserMistake("stopped");
  const std::string told = Json::parse(tell_as_json(request, *followed, town_, language)).at("told").dump();
  keep_family(reveal.folder(), lot == 0 ? "unchanged" : std::to_string(lot), language == Language::en ? "en" : "nl", told);
  return told;
}

}  // namespace weefsel
