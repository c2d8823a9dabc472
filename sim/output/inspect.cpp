#include "output/inspect.hpp"

#include <algorithm>

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
  return sum.hex();
}

}  // namespace weefsel
