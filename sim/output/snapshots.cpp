#include "output/snapshots.hpp"

#include "base/errors.hpp"

namespace weefsel {
namespace {

std::size_t length_of(const std::vector<SnapshotColumn>& columns) {
  if (columns.empty()) throw Fault("snapshot: a table without columns");
  for (const SnapshotColumn& column : columns) {
    if (column.size() != columns.front().size()) throw Fault("snapshot: column '" + column.name + "' has another length");
    if (column.kind != ColumnKind::label) continue;
    for (const std::uint64_t code : column.codes)
      if (code != SnapshotColumn::no_label && code >= column.labels.size()) throw Fault("snapshot: '" + column.name + "' has a label without a name");
  }
  return columns.front().size();
}

}  // namespace

const SnapshotColumn* find_column(const std::vector<SnapshotColumn>& columns, const std::string& name) {
  for (const SnapshotColumn& column : columns)
    if (column.name == name) return &column;
  return nullptr;
}

void check_snapshot(const Snapshot& snapshot) {
  const std::size_t nodes = length_of(snapshot.nodes);
  static_cast<void>(length_of(snapshot.edges));
  if (snapshot.edges.size() < 2 || snapshot.edges[0].name != "source" || snapshot.edges[1].name != "target")
    throw Fault("snapshot: edges do not begin with source and target");
  for (std::size_t end = 0; end < 2; ++end)
    for (const std::uint64_t node : snapshot.edges[end].codes)
      if (node >= nodes) throw Fault("snapshot: an edge ends nowhere");
}

}  // namespace weefsel
