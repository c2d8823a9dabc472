// What: one finished replicate of one scenario as a file of its own, until all are there.
// Format: the words "weefsel part 2", identity, label, scenario, replicate, state hash, the values (float64, lowest
// byte first), the snapshots of the network, the record of single households, and at the end the SHA-256 of all before
// it, so that a part that was cut or damaged is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "output/provenance.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

struct Part {
  std::string identity;  ///< SHA-256 of what makes two commands the same
  std::string label;     ///< for messages: "close_library, seed 1"
  std::uint64_t scenario = 0, replicate = 0;
  Trajectory trajectory;
};

/// SHA-256 over layout and provenance: equal for two commands whose members can be exchanged. The number of replicates
/// does not count, as a member does not depend on it.
[[nodiscard]] std::string identity_of(const Layout& layout, const Provenance& provenance, bool scenario_dimension);

/// A trajectory, finished or not, as it stands in a part; and back: nothing when the bytes are cut.
[[nodiscard]] std::string bytes_of(const Trajectory& trajectory);
/// The same with another record of households than its own.
[[nodiscard]] std::string bytes_of(const Trajectory& trajectory, const HouseholdRecord& households);
[[nodiscard]] std::optional<Trajectory> trajectory_from(std::string_view bytes);

/// Writes it durably. Throws SystemTrouble.
void write_part(const std::string& path, const Part& part);

/// Nothing when the file is no part, is cut or is damaged. Throws SystemTrouble when it cannot be read at all.
[[nodiscard]] std::optional<Part> read_part(const std::string& path);

}  // namespace weefsel
