#include "council/told_future.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>

#include "report/comparison.hpp"
#include "scenario/cost_of_levers.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;

Json known(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// A file of this comparison with one run, to read what is equal in all of them.
std::filesystem::path written(const Twins& twins, const TownDescription& town, const std::filesystem::path& folder, const Trajectory& any) {
  const std::filesystem::path path = folder / "any.h5";
  TrajectoryFiles files(plan_of_comparison({twins.without, twins.with}, town, path.string(), 1, false));
  files.keep(0, 0, any), files.keep(1, 0, any);
  (void)files.publish();
  return path;
}

Twins single(Twins twins) {
  twins.without.draws = twins.with.draws = 0;
  return twins;
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

/// Reads what is measured from two trajectories, and the rest from a file.
class FutureTeller::Reader : public OutputReader {
 public:
  Reader(const std::filesystem::path& path, const Layout& layout) : OutputReader(path.string()) {
    for (std::size_t i = 0; i < layout.variables.size(); ++i) at_[layout.variables[i].name] = i;
  }

  [[nodiscard]] ComparedScenarios compare(const Trajectory& without, const Trajectory& with) {
    both_ = {&without, &with};
    return compare_scenarios(*this);
  }

  [[nodiscard]] std::vector<double> numbers(const StoredVariable& variable, const std::vector<std::size_t>& index) const override {
    const auto measured = at_.find(variable.name);
    if (measured == at_.end() || index.empty()) return OutputReader::numbers(variable, index);
    return both_.at(index.front())->values[measured->second];
  }

 private:
  std::map<std::string, std::size_t> at_;  ///< in a trajectory
  std::array<const Trajectory*, 2> both_{};
};

FutureTeller::FutureTeller(Twins twins, const TownDescription& town, const std::filesystem::path& folder, const Trajectory& any)
    : twins_(single(std::move(twins))),
      reader_(std::make_unique<Reader>(written(twins_, town, folder, any), layout_of(twins_.without, names_in(town)))) {
  std::filesystem::remove(reader_->path());  // it stays open
  const ComparedScenarios comparison = reader_->compare(any, any);
  areas_ = comparison.areas;
  Json horizons = Json::array(), measures = Json::array(), cells = Json::array();
  for (const Horizon& horizon : comparison.choices.front().horizons) horizons.push_back(horizon.years);
  for (const std::size_t m : comparison.measures) measures.push_back(report_measures()[m].name);
  for (const ComparedLine* cell : cells_of(comparison))
    cells.push_back({{"where", cell->where}, {"cell", cell->cell}, {"words", {{"nl", cell->cell_words.nl}, {"en", cell->cell_words.en}}}});
  head_ = Json{{"futures", twins_.without.replicates},
               {"horizons", horizons},
               {"measures", measures},
               {"cells", cells},
               {"cost", cost_of_levers(twins_.with) - cost_of_levers(twins_.without)}}
              .dump();
}

FutureTeller::~FutureTeller() = default;

std::string FutureTeller::head(const std::string& id) const { return Json{{"id", id}}.dump().substr(0, id.size() + 8) + "," + head_.substr(1); }

ComparedScenarios FutureTeller::compared(const Trajectory& without, const Trajectory& with) const {
  const std::lock_guard guard(mutex_);
  return reader_->compare(without, with);
}

std::string FutureTeller::future(std::uint32_t replicate, const Trajectory& without, const Trajectory& with) const {
  const ComparedScenarios comparison = compared(without, with);
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

std::string FutureTeller::years(std::uint32_t replicate, const Trajectory& without, const Trajectory& rows) const {
  return Json{{"run", replicate}, {"courses", courses_of(compared(without, rows))}}.dump();
}

std::map<std::string, std::vector<double>> FutureTeller::differences(const Trajectory& without, const Trajectory& with) const {
  std::map<std::string, std::vector<double>> differences;
  for (const Course& course : compared(without, with).courses) {
    const ReportMeasure& measure = report_measures()[course.measure];
    if (!is_drawn(measure)) continue;
    auto& of_measure = differences[std::string(measure.name)];
    const auto& values = course.by_run.front();
    of_measure.resize(values.size());
    for (std::size_t year = 0; year < values.size(); ++year) of_measure[year] += course.scenario == twins_.with.id ? values[year] : -values[year];
  }
  return differences;
}

}  // namespace weefsel
