#include "output/touched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "base/errors.hpp"
#include "output/household_record.hpp"
#include "output/read_output.hpp"

namespace weefsel {
namespace {

const std::string in_group = std::string(household_group) + "/";
constexpr double year_of_days = 364;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream source(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(source, line);) all.push_back(line);
  return all;
}

const StoredVariable& need(const OutputReader& reader, const std::string& path, const std::string& name) {
  const StoredVariable* variable = reader.find(in_group + name);
  if (variable == nullptr)
    throw UserMistake(path + " has no record of single households; ask for it in the scenario with `record: {households: all}`");
  return *variable;
}

bool is_measure(const StoredVariable& variable) {
  return variable.is_in_group && !variable.is_coordinate && variable.name.rfind(in_group, 0) == 0 && variable.dimensions.size() == 3;
}

/// What identifies the rows of the record.
struct Rows {
  std::vector<std::uint64_t> key;
  std::vector<double> replicate, neighbourhood, groups;
  std::vector<std::string> neighbourhoods, group_names;
  std::vector<bool> last_year;  ///< by moment
  std::size_t replicates = 0;
};

Rows read_rows(const OutputReader& reader, const std::string& path) {
  Rows rows;
  rows.key = reader.keys(need(reader, path, "household_key"));
  rows.replicate = reader.numbers(need(reader, path, "of_replicate"));
  rows.neighbourhood = reader.numbers(need(reader, path, "neighbourhood_at_start"));
  rows.groups = reader.numbers(need(reader, path, "groups_at_start"));
  rows.neighbourhoods = lines_of(reader.attribute(need(reader, path, "neighbourhood_at_start"), "names"));
  rows.group_names = lines_of(reader.attribute(need(reader, path, "groups_at_start"), "names"));
  const std::vector<double> days = reader.numbers(need(reader, path, "moment"));
  for (const double day : days) rows.last_year.push_back(day > days.back() - year_of_days);
  rows.replicates = reader.find("replicate")->shape.front();
  return rows;
}

/// Equal, or both not known.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

FamilyDifference difference_of(const Rows& rows, std::size_t row, const double* base, const double* other) {
  FamilyDifference family;
  family.replicate = static_cast<std::size_t>(rows.replicate[row]), family.key = rows.key[row];
  family.neighbourhood = static_cast<std::size_t>(rows.neighbourhood[row]), family.groups = static_cast<std::uint32_t>(rows.groups[row]);
  double sum = 0;
  int known = 0;
  for (std::size_t m = 0; m < rows.last_year.size(); ++m) {
    family.touched = family.touched || !same(base[m], other[m]);
    if (!rows.last_year[m] || std::isnan(base[m]) || std::isnan(other[m])) continue;
    sum += other[m] - base[m];
    ++known;
  }
  family.difference = known == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / known;
  return family;
}

template <class In>
TouchedCell cell_of(const std::string& name, const std::vector<FamilyDifference>& families, std::size_t replicates, double ignore, In&& in) {
  TouchedCell cell;
  cell.name = name;
  std::vector<std::size_t> count(replicates, 0), known(replicates, 0);
  std::vector<double> sum(replicates, 0);
  double all = 0, total = 0, with_difference = 0;
  for (const FamilyDifference& family : families) {
    if (!in(family)) continue;
    ++count[family.replicate], ++all;
    cell.touched += family.touched;
    if (std::isnan(family.difference)) continue;
    ++known[family.replicate], ++with_difference;
    sum[family.replicate] += family.difference, total += family.difference;
    cell.lower += family.difference < -ignore, cell.higher += family.difference > ignore;
  }
  cell.blank = *std::min_element(count.begin(), count.end()) < least_families_in_cell;
  if (cell.blank) return TouchedCell{name, true, 0, 0, 0, 0, 0, 0, 0, 0};
  cell.families = all / static_cast<double>(replicates);
  cell.touched /= all;
  if (with_difference > 0) cell.lower /= with_difference, cell.higher /= with_difference, cell.mean_difference = total / with_difference;
  for (std::size_t r = 0; r < replicates; ++r) ++(sum[r] < 0 ? cell.runs_lower : sum[r] > 0 ? cell.runs_higher : cell.runs_equal);
  return cell;
}

std::string cell_text(const TouchedCell& c, std::size_t replicates) {
  if (c.blank) return fmt::format("  {:<22} fewer than {} families\n", c.name, least_families_in_cell);
  return fmt::format("  {:<22} {:>8.0f} {:>8.0f}% {:>7.0f}% {:>7.0f}% {:>+11.3g}   {} / {} / {} of {}\n", c.name, c.families, 100 * c.touched,
                     100 * c.lower, 100 * c.higher, c.mean_difference, c.runs_lower, c.runs_equal, c.runs_higher, replicates);
}

}  // namespace

std::vector<std::string> household_measures(const std::string& path) {
  const OutputReader reader(path);
  std::vector<std::string> names;
  for (const StoredVariable& variable : reader.variables())
    if (is_measure(variable)) names.push_back(variable.name.substr(in_group.size()));
  return names;
}

std::vector<Touched> who_is_touched(const std::string& path, const std::string& measure, double ignore) {
  const OutputReader reader(path);
  const StoredVariable* scenarios = reader.find("scenario");
  if (scenarios == nullptr) throw UserMistake(path + " holds one scenario; `weefsel compare` makes a file with twins");
  const Rows rows = read_rows(reader, path);
  const StoredVariable* variable = reader.find(in_group + measure);
  if (variable == nullptr || !is_measure(*variable)) {
    std::string known;
    for (const std::string& name : household_measures(path)) known += (known.empty() ? "" : ", ") + name;
    throw UserMistake(path + " has no household measure " + measure + "; it has " + known);
  }
  const std::vector<std::string> names = reader.texts(*scenarios);
  const std::vector<double> base = reader.numbers(*variable, {0});
  const std::size_t moments = rows.last_year.size();
  std::vector<Touched> all;
  for (std::size_t s = 1; s < names.size(); ++s) {
    Touched t;
    t.scenario = names[s], t.base = names[0], t.measure = measure, t.units = variable->units, t.replicates = rows.replicates;
    const std::vector<double> other = reader.numbers(*variable, {s});
    for (std::size_t row = 0; row < rows.key.size(); ++row)
      t.families.push_back(difference_of(rows, row, base.data() + row * moments, other.data() + row * moments));
    for (std::size_t g = 0; g < rows.group_names.size(); ++g)
      t.by_group.push_back(cell_of(rows.group_names[g], t.families, rows.replicates, ignore, [&](const FamilyDifference& f) { return (f.groups >> g & 1U) != 0; }));
    for (std::size_t n = 0; n < rows.neighbourhoods.size(); ++n)
      t.by_neighbourhood.push_back(cell_of(rows.neighbourhoods[n], t.families, rows.replicates, ignore, [&](const FamilyDifference& f) { return f.neighbourhood == n; }));
    all.push_back(std::move(t));
  }
  return all;
}

std::string describe_touched(const Touched& touched) {
  std::string text = fmt::format("{} [{}]: {} against {}, {} replicate{}\n", touched.measure, touched.units, touched.scenario, touched.base, touched.replicates,
                                 touched.replicates == 1 ? "" : "s");
  if (touched.replicates < replicates_to_tell_who)
    text += fmt::format(
        "{} replicate{} cannot tell who is touched: at least {} are needed. Twins drift apart by chance too, so nearly every family\n"
        "differs a little somewhere; see the noise floor that `weefsel compare` and `weefsel inspect` print.\n",
        touched.replicates, touched.replicates == 1 ? "" : "s", replicates_to_tell_who);
  text += fmt::format("\n  {:<22} {:>8} {:>9} {:>8} {:>8} {:>11}   {}\n", "families at the start", "number", "touched", "lower", "higher", "mean", "runs lower / equal / higher");
  for (const TouchedCell& cell : touched.by_group) text += cell_text(cell, touched.replicates);
  text += "\n";
  for (const TouchedCell& cell : touched.by_neighbourhood) text += cell_text(cell, touched.replicates);
  return text +
         "\n  touched: families for whom it differs at any moment. lower, higher, mean: of the last year, families in town in both.\n"
         "  runs: replicates by the sign of the mean of all families in the row.\n";
}

std::string touched_as_csv(const std::vector<Touched>& all) {
  std::string text = "scenario,measure,replicate,household_key,neighbourhood_number,touched,difference_last_year\n";
  for (const Touched& touched : all)
    for (const FamilyDifference& f : touched.families)
      text += fmt::format("{},{},{},{},{},{},{}\n", touched.scenario, touched.measure, f.replicate, f.key, f.neighbourhood, f.touched ? 1 : 0,
                          std::isnan(f.difference) ? std::string() : fmt::format("{:.9g}", f.difference));
  return text;
}

}  // namespace weefsel
