// What: a network at one moment, as two plain tables: nodes and edges, a column per attribute. Output knows nothing of
// people: names, meanings and labels of columns come with the table.
// In the file: group /network/<scenario>/<replicate>/<date>, a variable per column (see output/README.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/week.hpp"

namespace weefsel {

enum class ColumnKind : std::uint8_t {
  key,    ///< 64 bits that say who it is; written as 16 hexadecimal digits when exported
  whole,  ///< int32
  real,   ///< float64
  label   ///< a position in `labels`, or no_label
};

struct SnapshotColumn {
  static constexpr std::uint64_t no_label = 65535;
  std::string name, units, description;
  ColumnKind kind = ColumnKind::real;
  std::vector<std::string> labels;   ///< of kind label: at most 32767
  std::vector<std::uint64_t> codes;  ///< of kind key, whole (two's complement) and label
  std::vector<double> reals;         ///< of kind real

  [[nodiscard]] std::size_t size() const { return kind == ColumnKind::real ? reals.size() : codes.size(); }
  friend bool operator==(const SnapshotColumn&, const SnapshotColumn&) = default;
};

struct Snapshot {
  Date date;
  std::vector<SnapshotColumn> nodes;  ///< columns of equal length
  /// Columns of equal length; the first two are `source` and `target`, positions in the table of nodes.
  std::vector<SnapshotColumn> edges;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// The column called `name`, or null.
[[nodiscard]] const SnapshotColumn* find_column(const std::vector<SnapshotColumn>& columns, const std::string& name);

/// Throws Fault when columns differ in length, an edge ends nowhere or a label has no name.
void check_snapshot(const Snapshot& snapshot);

}  // namespace weefsel
