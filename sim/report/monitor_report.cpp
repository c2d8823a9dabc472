#include "report/monitor_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "base/errors.hpp"
#include "base/padded.hpp"
#include "base/week.hpp"
#include "monitor/items.hpp"
#include "output/read_output.hpp"
#include "text/nearest.hpp"

namespace weefsel {
namespace {

constexpr double days_of_a_survey_year = 7.0 * 52;

/// The answers of one cell in one year of one scenario, for one question, over replicates.
struct Answer {
  double share = 0, sampling_error = 0, between = 0, asked = 0;
};

std::string listed(const std::vector<std::string>& names) {
  std::string line;
  for (std::size_t i = 0; i < names.size() && i < 40; ++i) line += (i == 0 ? "" : ", ") + names[i];
  return names.size() > 40 ? line + ", …" : line;
}

[[noreturn]] void refuse(const std::string& file, const char* what, const std::string& given,
                         const std::vector<std::string>& known) {
  throw UserMistake(fmt::format("{}: {} {} is not in this file{}. It has: {}", file, what, given,
                                did_you_mean(given, known), listed(known)));
}

std::size_t position(const std::string& file, const char* what, const std::string& given,
                     const std::vector<std::string>& known) {
  const auto found = std::find(known.begin(), known.end(), given);
  if (found == known.end()) refuse(file, what, given, known);
  return static_cast<std::size_t>(found - known.begin());
}

/// The file's monitor, with its axes.
class MonitorFile {
 public:
  explicit MonitorFile(const std::string& file) : file_(file), reader_(file) {
    for (const char* ending : {"", "_by_group"})
      if (const StoredVariable* share = reader_.find(std::string("monitor_share") + ending); share != nullptr)
        any_ = share;
    if (any_ == nullptr)
      throw UserMistake(
          file +
          ": no answers of the virtual monitor are in this file. It is recorded for scenarios of a year or longer, "
          "unless `record: {monitor: {sample: 0}}` leaves it out.");
    compared_ = any_->dimensions.front() == "scenario";
    const std::string time = any_->dimensions[compared_ ? 2 : 1];
    days_ = reader_.numbers(*reader_.find(time));
    const std::string units = reader_.find(time)->units;
    if (std::sscanf(units.c_str(), "days since %d-%d-%d", &start_.year, &start_.month, &start_.day) != 3)
      throw SystemTrouble(file + ": its time is not counted in days since a date");
    items_ = reader_.texts(*reader_.find("monitor_item"));
    scenarios_ = compared_ ? reader_.texts(*reader_.find("scenario")) : std::vector<std::string>{""};
  }

  [[nodiscard]] const std::vector<std::string>& items() const { return items_; }
  [[nodiscard]] const std::vector<std::string>& scenarios() const { return scenarios_; }
  [[nodiscard]] bool is_compared() const { return compared_; }
  [[nodiscard]] std::size_t years() const { return days_.size(); }
  [[nodiscard]] std::size_t replicates() const { return any_->shape[compared_ ? 1 : 0]; }
  [[nodiscard]] std::string attribute(const std::string& name) const { return reader_.attribute(name); }
  [[nodiscard]] Date date_of(std::size_t year) const {
    return date_from_days(days_since_1970(start_) + static_cast<std::int64_t>(days_[year] + days_of_a_survey_year));
  }
  [[nodiscard]] std::vector<std::string> cells(const std::string& breakdown) const {
    const StoredVariable* names = reader_.find(breakdown);
    return names == nullptr || reader_.find(variable("monitor_share", breakdown)) == nullptr
               ? std::vector<std::string>{}
               : reader_.texts(*names);
  }

  [[nodiscard]] std::size_t year_called(int year) const {
    std::vector<std::string> known;
    for (std::size_t y = 0; y < years(); ++y) {
      if (year == static_cast<int>(y) + 1 || year == date_of(y).year) return y;
      known.push_back(fmt::format("{} ({})", y + 1, date_of(y).year));
    }
    throw UserMistake(fmt::format("{}: year {} is not in this file. It has: {}", file_, year, listed(known)));
  }

  [[nodiscard]] std::size_t scenario_called(const std::string& id) const {
    if (!compared_)
      throw UserMistake(file_ + ": this file holds one scenario; --scenario is for files of `weefsel compare`");
    return position(file_, "scenario", id, scenarios_);
  }

  /// All cells of a breakdown in one year: [cell][item].
  [[nodiscard]] std::vector<std::vector<Answer>> answers(std::size_t scenario, std::size_t year,
                                                         const std::string& breakdown) const {
    const std::size_t cell_count = cells(breakdown).size();
    std::vector<std::vector<Answer>> result(cell_count, std::vector<Answer>(items_.size()));
    std::vector<std::vector<double>> shares(cell_count * items_.size());
    for (std::size_t r = 0; r < replicates(); ++r) {
      const auto read = [&](const char* name) {
        std::vector<std::size_t> index =
            compared_ ? std::vector<std::size_t>{scenario, r} : std::vector<std::size_t>{r};
        index.push_back(year);
        return reader_.numbers(*reader_.find(variable(name, breakdown)), index);
      };
      const std::vector<double> share = read("monitor_share"), error = read("monitor_error"),
                                asked = read("monitor_asked");
      const auto each = 1 / static_cast<double>(replicates());
      for (std::size_t c = 0; c < cell_count; ++c)
        for (std::size_t i = 0; i < items_.size(); ++i) {
          const std::size_t k = c * items_.size() + i;
          Answer& a = result[c][i];
          a.share += each * share[k], a.sampling_error += each * error[k] * error[k], a.asked += each * asked[k];
          shares[k].push_back(share[k]);
        }
    }
    for (std::size_t c = 0; c < cell_count; ++c)
      for (std::size_t i = 0; i < items_.size(); ++i) finish(result[c][i], shares[c * items_.size() + i]);
    return result;
  }

 private:
  static std::string variable(const char* name, const std::string& breakdown) {
    return std::string(name) + (breakdown == "group" ? "_by_group" : "");
  }
  static void finish(Answer& a, const std::vector<double>& shares) {
    a.sampling_error = std::sqrt(a.sampling_error);
    double squares = 0;
    for (const double s : shares) squares += (s - a.share) * (s - a.share);
    a.between = shares.size() > 1 ? std::sqrt(squares / static_cast<double>(shares.size() - 1))
                                  : std::numeric_limits<double>::quiet_NaN();
  }

  std::string file_;
  OutputReader reader_;
  const StoredVariable* any_ = nullptr;
  bool compared_ = false;
  Date start_;
  std::vector<double> days_;
  std::vector<std::string> items_, scenarios_;
};

std::string wording(const std::string& id, Language language) {
  const std::optional<Item> item = item_called(id);
  if (!item) return id;
  return std::string(language == Language::nl ? info_of(*item).nl : info_of(*item).en);
}

std::string age_note(const std::string& id, Language language) {
  const std::optional<Item> item = item_called(id);
  if (!item || (info_of(*item).from_age == 0 && info_of(*item).until_age == 12)) return "";
  const std::string ages = fmt::format("{}-{}", info_of(*item).from_age, info_of(*item).until_age - 1);
  return language == Language::nl ? " (" + ages + " jaar)" : " (ages " + ages + ")";
}

struct Place {
  std::string breakdown, name;
  std::size_t cell = 0;
};

/// The cell that the request asks for; the whole town by default.
Place place_of(const MonitorReportRequest& r, const MonitorFile& file) {
  if (!r.neighbourhood.empty() && !r.group.empty())
    throw UserMistake(
        "weefsel monitor: give --neighbourhood or --group, not both: groups are over the whole town and never crossed");
  const bool by_neighbourhood = !r.neighbourhood.empty();
  const std::string breakdown = by_neighbourhood ? "neighbourhood" : "group";
  const std::string name = by_neighbourhood ? r.neighbourhood : r.group.empty() ? "all" : r.group;
  const std::vector<std::string> known = file.cells(breakdown);
  if (known.empty())
    throw UserMistake(
        fmt::format("{}: the answers by {} were not recorded; see `record` in the scenario", r.file, breakdown));
  return {breakdown, name, position(r.file, breakdown.c_str(), name, known)};
}

std::string title_of(const MonitorReportRequest& r, const Place& place) {
  if (place.breakdown == "neighbourhood") return r.neighbourhood;
  const auto found = std::find(group_names.begin(), group_names.end(), place.name);
  if (place.name == "all" || found == group_names.end())
    return r.language == Language::nl ? "hele gemeente" : "whole town";
  return words_for(static_cast<Group>(found - group_names.begin())).in(r.language);
}

std::string block(const MonitorFile& file, const std::vector<Answer>& answers, Language language) {
  const bool nl = language == Language::nl;
  constexpr std::size_t wide = 62;
  const bool several = file.replicates() > 1;
  std::string text = padded("", wide) + padded(nl ? "ja" : "yes", 7, true) +
                     padded(nl ? "± steekproef" : "± sample", 14, true) +
                     (several ? padded(nl ? "tussen runs" : "between runs", 14, true) : "") +
                     padded(nl ? "gevraagd" : "asked", 10, true) + "\n";
  const Words headings[] = {
      {"Wat er is", "What there is"}, {"Wat zwaar valt", "What is hard"}, {"Omstandigheden", "Circumstances"}};
  for (const ItemTone tone : {ItemTone::strength, ItemTone::worry, ItemTone::circumstance}) {
    std::string lines;
    for (std::size_t i = 0; i < file.items().size(); ++i) {
      const std::optional<Item> item = item_called(file.items()[i]);
      if ((item ? info_of(*item).tone : ItemTone::circumstance) != tone) continue;
      const Answer& a = answers[i];
      const auto points = [&](double x) { return std::isnan(x) ? std::string("–") : number(100 * x, 1, language); };
      lines += padded("  " + wording(file.items()[i], language) + age_note(file.items()[i], language), wide) +
               padded(points(a.share), 7, true) + padded(points(1.96 * a.sampling_error), 14, true) +
               (several ? padded(points(a.between), 14, true) : "") + padded(fmt::format("{:.0f}", a.asked), 10, true) +
               "\n";
    }
    if (!lines.empty()) text += headings[static_cast<std::size_t>(tone)].in(language) + "\n" + lines;
  }
  return text;
}

constexpr Words explanation = {
    "Ja: deel van de kinderen van 0-11 jaar van wie een ouder dit zegt, in procenten. ± steekproef: 95%-marge doordat "
    "niet\n"
    "iedereen is gevraagd. Tussen runs: standaardafwijking over nabootsingen. Leeg (–): minder dan 30 gezinnen gaven "
    "antwoord.\n"
    "De drempels van zwaar, gemis, op zijn, de buurt, spelen en hulp vragen zijn op Nederlandse cijfers gezet: hun "
    "niveau is\n"
    "ingevoerd en geen uitkomst. Kijk naar verschillen tussen buurten, groepen en jaren, en vraag het ouders zelf.\n",
    "Yes: share of children of 0-11 of whom a parent says so, in per cent. ± sample: 95% margin because not everyone "
    "was asked.\n"
    "Between runs: standard deviation over replicates. Blank (–): fewer than 30 families answered. The thresholds of "
    "hard,\n"
    "missing people, worn out, the neighbourhood, playing and asking were set on Dutch figures: their level was put in "
    "and is\n"
    "no result. Look at differences between neighbourhoods, groups and years, and ask parents themselves.\n"};

}  // namespace

std::string monitor_as_text(const MonitorReportRequest& r) {
  const MonitorFile file(r.file);
  const std::size_t year = r.year ? file.year_called(*r.year) : file.years() - 1;
  const Place place = place_of(r, file);
  const bool nl = r.language == Language::nl;
  std::string text = fmt::format("{} – {}, {}, {} {} ({})\n{}\n", nl ? "Virtuele monitor" : "Virtual monitor",
                                 file.attribute("town"), title_of(r, place), nl ? "jaar" : "year", year + 1,
                                 to_string(file.date_of(year)), caution().in(r.language));
  for (std::size_t s = 0; s < file.scenarios().size(); ++s) {
    if (!r.scenario.empty() && file.scenario_called(r.scenario) != s) continue;
    text += file.is_compared() ? "\n" + file.scenarios()[s] + "\n" : "\n";
    text += block(file, file.answers(s, year, place.breakdown)[place.cell], r.language);
  }
  return text + "\n" + explanation.in(r.language);
}

std::string monitor_as_csv(const MonitorReportRequest& r) {
  const MonitorFile file(r.file);
  const bool one_place = !r.neighbourhood.empty() || !r.group.empty();
  if (one_place) (void)place_of(r, file);
  std::string csv = "scenario,year,date,part,name,item,question,share,sampling_error,between_runs,asked\n";
  for (std::size_t s = 0; s < file.scenarios().size(); ++s) {
    if (!r.scenario.empty() && file.scenario_called(r.scenario) != s) continue;
    for (std::size_t y = 0; y < file.years(); ++y) {
      if (r.year && file.year_called(*r.year) != y) continue;
      for (const char* breakdown : {"group", "neighbourhood"}) {
        const std::vector<std::string> cells = file.cells(breakdown);
        if (cells.empty() || (one_place && place_of(r, file).breakdown != breakdown)) continue;
        const auto answers = file.answers(s, y, breakdown);
        for (std::size_t c = 0; c < cells.size(); ++c) {
          if (one_place && place_of(r, file).cell != c) continue;
          for (std::size_t i = 0; i < file.items().size(); ++i) {
            const Answer& a = answers[c][i];
            csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{:g}\n", csv_field(file.scenarios()[s]), y + 1,
                               to_string(file.date_of(y)), breakdown, csv_field(cells[c]), file.items()[i],
                               csv_field(wording(file.items()[i], r.language)), csv_number(a.share),
                               csv_number(a.sampling_error), csv_number(a.between), a.asked);
          }
        }
      }
    }
  }
  return csv;
}

}  // namespace weefsel
