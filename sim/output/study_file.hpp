// What: how layout, trajectories and provenance are laid out in the output file (see output/README.md).
#pragma once

#include <string>
#include <vector>

#include "output/netcdf_writer.hpp"
#include "output/provenance.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

/// Root attribute that marks the file as ours; its value is the version of the format.
inline constexpr const char* format_attribute = "weefsel_format";
inline constexpr std::int32_t format_version = 1;
/// Attribute of variables that say where results come from and are no results.
inline constexpr const char* role_attribute = "weefsel_role";
inline constexpr const char* provenance_role = "provenance";

/// The town as YAML: one text, no result.
inline constexpr const char* town_text_variable = "town_text";

/// Group of the networks that were kept: network/<scenario>/<replicate>/<date>.
inline constexpr const char* snapshot_group = "network";
/// With draws: the variable over `replicate` that says which draw each belongs to (a coordinate for xarray).
inline constexpr const char* draw_of_replicate = "draw_of_replicate";
/// Group of the placebo twin (model definition 7.12): the measures of the first scenario, over `replicate`, had one
/// household stayed home for one week.
inline constexpr const char* placebo_group = "placebo";

class StudyFile {
 public:
  /// Creates the file with everything but the trajectories.
  StudyFile(const std::string& path, const Layout& layout, const Provenance& provenance, std::size_t replicates,
            bool scenario_dimension);

  void write_member(std::size_t scenario, std::size_t replicate, const Trajectory& trajectory);

  // Groups (study_groups.cpp). After all members of the root; `begin` once, then each member.
  void begin_placebo(const Layout& layout);
  void write_placebo(std::size_t replicate, const Trajectory& trajectory);
  void begin_households(const HouseholdLayout& layout, const HouseholdRows& rows, std::size_t replicates);
  void write_households(std::size_t scenario, std::size_t replicate, const HouseholdRecord& record, const HouseholdRows& rows);
  void end_group() { writer_.leave_groups(); }

  /// Adds the state hashes of all members (scenario outermost) and completes the file.
  void close(const std::vector<std::string>& state_hashes);

 private:
  void add_outer_dimensions(const Provenance& provenance, std::size_t replicates);
  void add_measures(const Layout& layout);
  void add_parameters(const Provenance& provenance);

  void write_snapshot(std::size_t scenario, std::size_t replicate, const Snapshot& snapshot);

  bool scenario_dimension_;
  std::vector<std::string> scenario_ids_;
  std::vector<std::string> member_dimensions_;
  std::vector<std::size_t> measures_;
  std::vector<std::size_t> placebo_measures_, household_measures_;
  std::size_t household_moments_ = 0;
  NetcdfWriter writer_;
};

}  // namespace weefsel
