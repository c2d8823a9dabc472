#include "output/inspect.hpp"

#include <algorithm>
#include <tuple>

#include "output/read_output.hpp"
#include "output/sha256.hpp"

namespace weefsel {
namespace {

/// Rows of the first dimension that are read at once: about 16 MiB.
std::size_t rows_at_once(const StoredVariable& variable) {
  std::size_t row_bytes = 8;
  for (std::size_t d = 1; d < variable.shape.size(); ++d) row_bytes *= variable.shape[d];
  return std::max<std::size_t>(1, (std::size_t{16} << 20U) / row_bytes);
}

void add_variable(Sha256& sum, const OutputReader& reader, const StoredVariable& variable) {
  sum.add_text(variable.name).add_number(static_cast<std::uint64_t>(variable.kind)).add_number(variable.shape.size());
  for (std::size_t d = 0; d < variable.shape.size(); ++d) {
    sum.add_text(variable.dimensions[d]).add_number(variable.shape[d]);
  }
  if (variable.kind == StoredKind::text) {
    for (const std::string& text : reader.texts(variable)) sum.add_text(text);
    return;
  }
  const std::size_t rows = variable.shape.empty() ? 1 : variable.shape.front();
  const std::size_t step = rows_at_once(variable);
  for (std::size_t begin = 0; begin < rows; begin += step) {
    const std::vector<unsigned char> raw = reader.bytes(variable, begin, std::min(rows, begin + step));
    sum.add_bytes(raw.data(), raw.size());
  }
}

/// Columns in the order of the file, each with its name, kind, labels, length and values.
void add_snapshot(Sha256& sum, const SnapshotName& name, const Snapshot& snapshot) {
  sum.add_text(name.scenario).add_number(name.replicate).add_text(name.date);
  for (const auto* table : {&snapshot.nodes, &snapshot.edges})
    for (const SnapshotColumn& column : *table) {
      sum.add_text(column.name).add_number(static_cast<std::uint64_t>(column.kind)).add_number(column.size());
      for (const std::string& label : column.labels) sum.add_text(label);
      for (const std::uint64_t code : column.codes) sum.add_number(code);
      sum.add_bytes(column.reals.data(), column.reals.size() * sizeof(double));
    }
}

}  // namespace

std::string file_hash(const std::string& path) { return sha256_of_file(path); }

std::string data_hash(const std::string& path) {
  const OutputReader reader(path);
  std::vector<const StoredVariable*> results;
  for (const StoredVariable& variable : reader.variables()) {
    if (!variable.is_provenance) results.push_back(&variable);
  }
  std::sort(results.begin(), results.end(),
            [](const StoredVariable* a, const StoredVariable* b) { return a->name < b->name; });
  Sha256 sum;
  for (const StoredVariable* variable : results) add_variable(sum, reader, *variable);
  std::vector<SnapshotName> networks = reader.snapshots();
  std::sort(networks.begin(), networks.end(), [](const SnapshotName& a, const SnapshotName& b) {
    return std::tie(a.scenario, a.replicate, a.date) < std::tie(b.scenario, b.replicate, b.date);
  });
  for (const SnapshotName& network : networks) add_snapshot(sum, network, reader.snapshot(network));
  return sum.hex();
}

}  // namespace weefsel
