// What: the opt-in record of single households: for each of some families how it fares, at a few moments, so that twins
// can be compared family by family. A household is known by its key; it has no address here.
// In the file it is the group `households` (see README.md beside this file).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weefsel {

/// Name of the group in the file.
inline constexpr const char* household_group = "households";

struct HouseholdVariable {
  std::string name, units, long_name, description;
};

/// What is recorded, and when. Empty `variables`: nothing.
struct HouseholdLayout {
  std::vector<HouseholdVariable> variables;
  std::vector<double> days;  ///< of each moment, since the scenario's start
  std::string time_units;    ///< "days since 2026-01-05"
  std::vector<std::string> neighbourhoods, groups;  ///< names of what `neighbourhood` and the bits of `groups` count
  [[nodiscard]] bool empty() const { return variables.empty(); }
};

/// One replicate of one scenario.
struct HouseholdRecord {
  std::vector<std::uint64_t> keys;           ///< rising
  std::vector<std::uint32_t> neighbourhood;  ///< at the start, beside `keys`
  std::vector<std::uint32_t> groups;         ///< at the start: one bit per group
  std::vector<std::vector<double>> values;   ///< per variable: household by moment; NaN when it is not in town
};

/// Throws Fault when lengths do not fit, or keys do not rise.
void check_household_record(const HouseholdLayout& layout, const HouseholdRecord& record);

/// As kept in a part, and back; nothing when the bytes are cut.
[[nodiscard]] std::string bytes_of(const HouseholdRecord& record);
[[nodiscard]] std::optional<HouseholdRecord> household_record_from(std::string_view bytes);

/// Everything in it, for the identity of a command.
[[nodiscard]] std::string text_of(const HouseholdLayout& layout);

/// The rows of the file: every household of every replicate once, joined on keys over the scenarios, which record the
/// same ones unless their run-ins differ.
class HouseholdRows {
 public:
  explicit HouseholdRows(std::size_t replicates) : of_replicate_(replicates) {}
  void add(std::size_t replicate, const HouseholdRecord& record);
  struct Row {
    std::uint64_t key = 0;
    std::uint32_t neighbourhood = 0, groups = 0;
  };
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t first_row(std::size_t replicate) const;
  [[nodiscard]] const std::vector<Row>& of(std::size_t replicate) const { return of_replicate_[replicate]; }
  /// The values of one variable in the order of the replicate's rows; NaN for households the record does not have.
  [[nodiscard]] std::vector<double> in_rows(std::size_t replicate, const HouseholdRecord& record, std::size_t variable, std::size_t moments) const;

 private:
  std::vector<std::vector<Row>> of_replicate_;  ///< by key
};

}  // namespace weefsel
