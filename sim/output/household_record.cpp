#include "output/household_record.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>

#include "base/errors.hpp"

namespace weefsel {
namespace {

template <class T>
void append(std::string& bytes, const std::vector<T>& values) {
  const std::uint64_t count = values.size();
  bytes.append(reinterpret_cast<const char*>(&count), sizeof count);
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

/// Takes what append() wrote; false when there is less.
template <class T>
bool take(std::string_view& rest, std::vector<T>& values) {
  std::uint64_t count = 0;
  if (rest.size() < sizeof count) return false;
  std::memcpy(&count, rest.data(), sizeof count);
  rest.remove_prefix(sizeof count);
  if (count > rest.size() / sizeof(T)) return false;
  values.resize(count);
  if (count > 0) std::memcpy(values.data(), rest.data(), count * sizeof(T));
  rest.remove_prefix(count * sizeof(T));
  return true;
}

bool by_key(const HouseholdRows::Row& a, const HouseholdRows::Row& b) { return a.key < b.key; }

}  // namespace

void check_household_record(const HouseholdLayout& layout, const HouseholdRecord& record) {
  const std::size_t count = record.keys.size();
  bool fits = record.values.size() == (layout.empty() ? 0 : layout.variables.size()) && record.neighbourhood.size() == count &&
              record.groups.size() == count && std::is_sorted(record.keys.begin(), record.keys.end());
  for (const std::vector<double>& values : record.values) fits = fits && values.size() == count * layout.days.size();
  if (!fits) throw Fault("household record: lengths do not fit the layout, or keys do not rise");
}

std::string bytes_of(const HouseholdRecord& record) {
  std::string bytes;
  append(bytes, record.keys), append(bytes, record.neighbourhood), append(bytes, record.groups);
  append(bytes, std::vector<std::uint64_t>{record.values.size()});
  for (const std::vector<double>& values : record.values) append(bytes, values);
  return bytes;
}

std::optional<HouseholdRecord> household_record_from(std::string_view bytes) {
  HouseholdRecord record;
  std::vector<std::uint64_t> variables;
  if (!take(bytes, record.keys) || !take(bytes, record.neighbourhood) || !take(bytes, record.groups) || !take(bytes, variables) || variables.size() != 1)
    return {};
  for (std::uint64_t v = 0; v < variables.front(); ++v) {
    record.values.emplace_back();
    if (!take(bytes, record.values.back())) return {};
  }
  if (!bytes.empty()) return {};
  return record;
}

std::string text_of(const HouseholdLayout& layout) {
  std::string text;
  for (const HouseholdVariable& v : layout.variables) text += v.name + "|" + v.units + "|" + v.long_name + "|" + v.description + "\n";
  text += layout.time_units + " " + std::to_string(layout.days.size());
  if (layout.days.size() > 1) text += " every " + std::to_string(layout.days[1] - layout.days[0]);
  for (const auto* names : {&layout.neighbourhoods, &layout.groups})
    for (const std::string& name : *names) text += "|" + name;
  return text;
}

void HouseholdRows::add(std::size_t replicate, const HouseholdRecord& record) {
  std::vector<Row> rows, joined;
  for (std::size_t i = 0; i < record.keys.size(); ++i) rows.push_back({record.keys[i], record.neighbourhood[i], record.groups[i]});
  std::vector<Row>& known = of_replicate_.at(replicate);
  std::set_union(known.begin(), known.end(), rows.begin(), rows.end(), std::back_inserter(joined), by_key);
  known = std::move(joined);
}

std::size_t HouseholdRows::first_row(std::size_t replicate) const {
  std::size_t first = 0;
  for (std::size_t r = 0; r < replicate; ++r) first += of_replicate_[r].size();
  return first;
}

std::size_t HouseholdRows::size() const { return first_row(of_replicate_.size()); }

std::vector<double> HouseholdRows::in_rows(std::size_t replicate, const HouseholdRecord& record, std::size_t variable, std::size_t moments) const {
  const std::vector<Row>& rows = of_replicate_.at(replicate);
  std::vector<double> values(rows.size() * moments, std::numeric_limits<double>::quiet_NaN());
  std::size_t row = 0;
  for (std::size_t i = 0; i < record.keys.size(); ++i) {
    while (rows[row].key != record.keys[i]) ++row;  // both rise, and every key of the record has a row
    std::copy_n(record.values[variable].begin() + static_cast<std::ptrdiff_t>(i * moments), moments,
                values.begin() + static_cast<std::ptrdiff_t>(row * moments));
  }
  return values;
}

}  // namespace weefsel
