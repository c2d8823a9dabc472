#include "council/table.hpp"

#include <fmt/format.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/errors.hpp"
#include "council/known_in_dutch.hpp"
#include "council/replay.hpp"
#include "council/side_by_side.hpp"
#include "council/told_future.hpp"
#include "follow/tell.hpp"
#include "output/sha256.hpp"
#include "population/read_town.hpp"
#include "report/assumption_words.hpp"
#include "report/comparison.hpp"
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

/// No more is recorded than the page shows, which has figures of a year: each quarter, and no survey. Measuring and writing each
/// week would take as long as living.
Recording lean() {
  Recording recording;
  recording.flows_every_weeks = 13, recording.network_every_weeks = 13, recording.clustering_every_weeks = 52, recording.monitor_sample = 0;
  return recording;
}

const char* name_of(Wanted wanted) { return wanted == Wanted::higher ? "higher" : wanted == Wanted::lower ? "lower" : "neither"; }

std::string grade_of(std::string_view evidence) {
  // The table of levers ends its evidence with the grade in brackets; without one it is our judgement.
  for (const char* grade : {"A", "B", "C"})
    if (evidence.find(fmt::format("({}", grade)) != std::string_view::npos || evidence.find(fmt::format("{})", grade)) != std::string_view::npos) return grade;
  return "C";
}

/// A text names other choices by their id; people know them by their title.
std::string with_titles(std::string text, const std::map<std::string, Scenario>& choices, bool dutch) {
  const auto is_of_name = [&](std::size_t at) { return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_'); };
  for (const auto& [id, choice] : choices) {
    const std::string title = "‘" + title_of(dutch ? choice.question.nl : choice.question.en) + "’";
    for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1))
      if (id.find('_') != std::string::npos && (at == 0 || !is_of_name(at - 1)) && !is_of_name(at + id.size())) text.replace(at, id.size(), title), at += title.size() - 1;
  }
  return text;
}

Json choice_json(const Scenario& scenario, const std::map<std::string, Scenario>& choices) {
  Json known = Json::array(), built_in = Json::array();
  std::set<LeverKind> kinds;
  std::set<std::string_view> variables;
  std::int32_t lead = 0;
  const Week first = std::min_element(scenario.levers.begin(), scenario.levers.end(), [](const Lever& a, const Lever& b) { return a.start < b.start; })->start;
  for (const Lever& lever : scenario.levers) {
    lead = std::max(lead, lever.start - first + lever.ramp_weeks);
    if (!kinds.insert(lever.kind).second) continue;
    const LeverInfo& info = info_of(lever.kind);
    known.push_back({{"grade", grade_of(info.evidence)}, {"text", {{"nl", known_in_dutch(lever.kind)}, {"en", info.evidence}}}});
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
          {"about", both(with_titles(scenario.description_nl.empty() ? scenario.description : scenario.description_nl, choices, true),
                         with_titles(scenario.description, choices, false))},
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
  rehearsals_ = std::make_unique<RehearsalStore>(options_.folder / "rehearsals.jsonl", base_name_);
  laid_ = laid_choices("", order_);
}

Table::~Table() {
  stopping_ = true;
  if (idle_.joinable()) idle_.join();
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

void Table::prepare(const Say& say, const std::atomic<bool>& interrupted) {
  if (!is_prepared(0)) prepare_one(0, [&] { return !interrupted; });
  if (interrupted) return;
  Twins same{base_, base_};
  same.without.id = "without", same.with.id = "with";
  areas_ = FutureTeller(same, town_, options_.folder, *futures_.find(base_name_, 0)).areas();
  idle_ = std::thread([this, say] {
    try {
      work_while_idle(say);
    } catch (const std::exception& trouble) {
      fmt::print(stderr, "Nothing more is prepared: {}\n", trouble.what());
      gave_up_ = true;
    }
  });
}

void Table::lay(const std::string& session) {
  const std::lock_guard guard(mutex_);
  laid_ = laid_choices(session, order_);
}

/// Whatever was asked ahead goes first, then the town without choices, then rehearsals.
void Table::work_while_idle(const Say& say) {
  const int threads = options_.threads > 0 ? options_.threads : tbb::this_task_arena::max_concurrency();
  while (!stopping_) {
    if (turns_.is_busy() || begin_ahead()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      continue;
    }
    tell_progress(say);
    if (is_ready()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      continue;
    }
    std::vector<std::string> laid;
    {
      const std::lock_guard guard(mutex_);
      laid = laid_;
    }
    const auto futures = static_cast<std::size_t>(base_.replicates);
    std::atomic<bool> gives_way{false};
    side_by_side(threads, [&](const auto& next) {
      for (std::size_t i = next(); i < futures + options_.rehearsals && !stopping_ && !gives_way; i = next()) {
        std::size_t weeks = 0;
        const auto goes_on = [&] {
          if (++weeks % 16 == 0 && (turns_.is_busy() || is_asked_ahead())) gives_way = true;
          return !stopping_ && !gives_way;
        };
        if (i < futures)
          prepare_one(static_cast<std::uint32_t>(i), goes_on);
        else
          rehearse(i - futures, laid, goes_on);
        tell_progress(say);
      }
    });
  }
}

void Table::tell_progress(const Say& say) {
  const std::lock_guard guard(telling_);
  std::size_t there = 0, rehearsed = 0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(base_.replicates); ++i) there += is_prepared(i);
  std::vector<std::string> laid;
  {
    const std::lock_guard inner(mutex_);
    laid = laid_;
  }
  for (std::size_t i = 0; i < options_.rehearsals; ++i) rehearsed += rehearsals_->has(i, laid);
  const bool news = prepared_ != there || rehearsed_ != rehearsed;
  prepared_ = there, rehearsed_ = rehearsed;
  if (news && say) say({there, static_cast<std::size_t>(base_.replicates), rehearsed, options_.rehearsals});
}

bool Table::is_ready() const { return prepared_ == static_cast<std::size_t>(base_.replicates) && rehearsed_ == options_.rehearsals; }

void Table::rehearse(std::size_t number, const std::vector<std::string>& laid, const std::function<bool()>& goes_on) {
  constexpr std::size_t most_attempts = 20;
  if (rehearsals_->has(number, laid)) return;
  Rehearsal rehearsal{number, laid, static_cast<std::uint32_t>(number % static_cast<std::size_t>(base_.replicates)), {}, {}};
  const auto without = futures_.find(base_name_, rehearsal.replicate);
  if (!without) return;
  const fs::path folder = options_.folder / "rehearsals" / std::to_string(number);
  std::optional<Twins> made;
  for (std::size_t attempt = 0; attempt < most_attempts && !made; ++attempt) {
    rehearsal.agenda = agenda_to_rehearse(number, laid, terms_of(base_).size(), attempt);
    try {
      made = twins_of({rehearsal.agenda, {}, {}, false}, base_, choices_, folder);
    } catch (const UserMistake&) {
      continue;  // choices that do not go together
    }
  }
  if (!made) return rehearsals_->add(rehearsal);
  Twins& twins = *made;
  twins.without.recording = twins.with.recording = base_.recording;
  const std::uint32_t luck = luck_of_replicate(base_, rehearsal.replicate);
  const AfterWeek after_week = [&](const World&) { return goes_on(); };
  const auto start = run_in(run_ins_ ? &*run_ins_ : nullptr, base_, town_, luck, after_week);
  if (!start) return;
  const auto with = live(twins.with, *start, luck, after_week, nullptr, std::nullopt);
  if (!with) return;
  rehearsal.differences = FutureTeller(twins, town_, folder, *without).differences(*without, *with);
  rehearsals_->add(rehearsal);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

std::string Table::as_json() const {
  Json terms = Json::array(), choices = Json::array(), measures = Json::array(), groups = Json::array(), kinds = Json::array(), assumptions = Json::array();
  const auto date = [&](Week week) { return to_string(date_from_days(days_since_1970(base_.start) + 7 * std::int64_t{week.number})); };
  for (const Term& term : terms_of(base_)) terms.push_back({{"from", date(term.from)}, {"until", date(term.until)}});
  for (const std::string& id : order_) choices.push_back(choice_json(choices_.at(id), choices_));
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

std::string Table::id_of(const PlayRequest& request) const { return sha256_of(canonical_text(request) + base_name_).substr(0, 16); }

/// The play of a request, begun when it is not there yet.
Table::Play& Table::begin(const PlayRequest& request) {
  const std::string id = id_of(request);
  Play& play = plays_[id];
  if (play.reveal && !play.reveal->has_failed()) return play;
  const fs::path folder = options_.folder / "plays" / id;
  Twins twins = twins_of(request, base_, choices_, folder);
  twins.without.recording = twins.with.recording = base_.recording;
  const auto first = futures_.find(base_name_, 0);
  if (!first) throw UserMistake("the town is not prepared yet");
  auto teller = std::make_shared<const FutureTeller>(twins, town_, folder, *first);
  const std::string head = teller->head(id);
  play.reveal = std::make_shared<Reveal>(std::move(twins), town_, folder, head,
                                         Reveal::Means{&futures_, run_ins_ ? &*run_ins_ : nullptr, &turns_, options_.threads, std::move(teller)});
  return play;
}

std::string Table::play(const std::string& text) {
  const PlayRequest request = play_request_from(text);
  std::shared_ptr<Reveal> outrun;  // ends after the lock is given back
  const std::lock_guard guard(mutex_);
  Play& play = begin(request);
  play.was_asked = true;
  if (ahead_ != play.reveal) outrun = drop_ahead();
  ahead_.reset(), asked_ahead_.reset();
  return play.reveal->head();
}

void Table::ahead(const std::string& text) {
  PlayRequest request = play_request_from(text);
  (void)twins_of(request, base_, choices_, options_.folder / "ahead");  // a mistake is told now
  std::shared_ptr<Reveal> outrun;  // as above
  const std::lock_guard guard(mutex_);
  const auto there = plays_.find(id_of(request));
  if (there != plays_.end() && there->second.reveal && !there->second.reveal->has_failed()) return;
  outrun = drop_ahead();
  asked_ahead_ = std::move(request);
}

bool Table::is_asked_ahead() const {
  const std::lock_guard guard(mutex_);
  return asked_ahead_.has_value();
}

bool Table::begin_ahead() {
  const std::lock_guard guard(mutex_);
  if (!asked_ahead_) return false;
  const PlayRequest request = *std::exchange(asked_ahead_, std::nullopt);
  try {
    Play& play = begin(request);
    ahead_ = play.was_asked ? nullptr : play.reveal;
  } catch (const std::exception&) {
    return false;  // it is told when it is played
  }
  return true;
}

/// What was begun ahead and nobody came for makes room for another; what it lived is kept.
std::shared_ptr<Reveal> Table::drop_ahead() {
  if (!ahead_) return nullptr;
  for (auto play = plays_.begin(); play != plays_.end(); ++play)
    if (play->second.reveal == ahead_ && !play->second.was_asked) {
      plays_.erase(play);
      break;
    }
  return std::exchange(ahead_, nullptr);
}

std::shared_ptr<Reveal> Table::reveal(const std::string& id) const {
  const std::lock_guard guard(mutex_);
  const auto there = plays_.find(id);
  return there == plays_.end() || !there->second.was_asked ? nullptr : there->second.reveal;
}

std::optional<std::string> Table::estimate(const std::string& text) {
  const PlayRequest request = play_request_from(text);
  const std::shared_ptr<const QuickEstimate> learned = what_was_learned();
  if (!learned) return std::nullopt;
  const QuickEstimate::Answer answer = learned->of(request.terms);
  const auto first = std::find_if(request.terms.begin(), request.terms.end(), [](const auto& term) { return !term.empty(); });
  const int before = term_years * static_cast<int>(first - request.terms.begin());
  const std::vector<int> horizons = horizons_within(static_cast<int>(options_.years) - before);
  const auto value = [](const std::optional<QuickEstimate::Value>& one) { return one ? Json{{"difference", one->difference}, {"error", one->error}} : Json(nullptr); };
  Json measures = Json::array();
  for (std::size_t m = 0; m < answer.courses.size(); ++m) {
    Json course = Json::array(), by_horizon = Json::array();
    for (const auto& one : answer.courses[m]) course.push_back(value(one));
    for (const int years : horizons) {
      const auto& one = answer.courses[m][static_cast<std::size_t>(before + years - 1)];
      by_horizon.push_back({{"years", years}, {"difference", one ? Json(one->difference) : Json(nullptr)}, {"error", one ? Json(one->error) : Json(nullptr)}});
    }
    measures.push_back({{"name", learned->measures()[m]}, {"course", course}, {"horizons", by_horizon}});
  }
  return Json{{"agendas", learned->rehearsals()}, {"futures_held_out", learned->rehearsals()}, {"unknown", answer.unknown}, {"measures", measures}}.dump();
}

/// Learned anew when there are a good many more rehearsals.
std::shared_ptr<const QuickEstimate> Table::what_was_learned() {
  const std::lock_guard guard(learning_);
  const std::size_t count = rehearsals_->count();
  if (count < QuickEstimate::least_rehearsals) return nullptr;
  if (!learned_ || count >= learned_from_ + learned_from_ / 5 || (count > learned_from_ && rehearsed_ == options_.rehearsals)) {
    std::vector<std::string> measures;
    for (const ReportMeasure& measure : report_measures())
      if (measure.headline || measure.section == Section::demand) measures.emplace_back(measure.name);
    learned_ = std::make_shared<QuickEstimate>(measures, static_cast<int>(options_.years), term_years, rehearsals_->all());
    learned_from_ = count;
  }
  return learned_;
}

std::string Table::family(const Reveal& reveal, std::size_t lot, Language language) const {
  const std::string name = lot == 0 ? "unchanged" : std::to_string(lot), in = language == Language::en ? "en" : "nl";
  if (std::string kept = kept_family(reveal.folder(), name, in); !kept.empty()) return kept;
  FollowRequest request;
  request.first = reveal.twins().without, request.second = reveal.twins().with;
  request.whom = lot == 0 ? Whom::unchanged : Whom::by_lot;
  request.draw = lot;
  request.threads = options_.threads;
  request.run_ins = run_ins_ ? &*run_ins_ : nullptr;
  const auto followed = follow(request, town_);
  if (!followed) throw UserMistake("stopped");
  const std::string told = Json::parse(tell_as_json(request, *followed, town_, language)).at("told").dump();
  keep_family(reveal.folder(), name, in, told);
  return told;
}

}  // namespace weefsel
