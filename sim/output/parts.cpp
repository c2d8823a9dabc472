#include "output/parts.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "output/sha256.hpp"

namespace weefsel {
namespace {

constexpr std::string_view first_words = "weefsel part 2";
constexpr std::size_t hex_digits = 64;

void append_number(std::string& bytes, std::uint64_t number) {
  for (unsigned i = 0; i < 8; ++i) bytes += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
}

void append_text(std::string& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes += text;
}

/// Reads what append_… wrote. After a read past the end, `good` is false and all else is empty.
struct Cursor {
  std::string_view rest;
  bool good = true;

  std::string_view take(std::uint64_t count) {
    if (!good || count > rest.size()) {
      good = false;
      return {};
    }
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
  }
  std::uint64_t number() {
    const std::string_view bytes = take(8);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
  }
  std::string text() { return std::string(take(number())); }
  std::vector<double> reals() {
    const std::uint64_t count = number();
    if (count > rest.size() / sizeof(double)) good = false;
    const std::string_view bytes = take(count * sizeof(double));
    std::vector<double> values(bytes.size() / sizeof(double));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }
};

void append_column(std::string& bytes, const SnapshotColumn& column) {
  append_text(bytes, column.name), append_text(bytes, column.units), append_text(bytes, column.description);
  append_number(bytes, static_cast<std::uint64_t>(column.kind));
  append_number(bytes, column.labels.size());
  for (const std::string& label : column.labels) append_text(bytes, label);
  append_number(bytes, column.codes.size());
  for (const std::uint64_t code : column.codes) append_number(bytes, code);
  append_number(bytes, column.reals.size());
  bytes.append(reinterpret_cast<const char*>(column.reals.data()), column.reals.size() * sizeof(double));
}

std::string as_bytes(const Snapshot& snapshot) {
  std::string bytes;
  append_number(bytes, static_cast<std::uint64_t>(days_since_1970(snapshot.date)));
  for (const auto* table : {&snapshot.nodes, &snapshot.edges}) {
    append_number(bytes, table->size());
    for (const SnapshotColumn& column : *table) append_column(bytes, column);
  }
  return bytes;
}

SnapshotColumn read_column(Cursor& cursor) {
  SnapshotColumn column;
  column.name = cursor.text(), column.units = cursor.text(), column.description = cursor.text();
  column.kind = static_cast<ColumnKind>(cursor.number());
  for (std::uint64_t left = cursor.number(); left > 0 && cursor.good; --left) column.labels.push_back(cursor.text());
  for (std::uint64_t left = cursor.number(); left > 0 && cursor.good; --left) column.codes.push_back(cursor.number());
  column.reals = cursor.reals();
  return column;
}

Snapshot read_snapshot(Cursor& cursor) {
  Snapshot snapshot;
  snapshot.date = date_from_days(static_cast<std::int64_t>(cursor.number()));
  for (auto* table : {&snapshot.nodes, &snapshot.edges})
    for (std::uint64_t left = cursor.number(); left > 0 && cursor.good; --left) table->push_back(read_column(cursor));
  return snapshot;
}

void add_parameter(Sha256& sum, const ParameterRow& row) {
  std::uint64_t bits[2];
  std::memcpy(&bits[0], &row.value, sizeof(double));
  std::memcpy(&bits[1], &row.default_value, sizeof(double));
  sum.add_text(row.name).add_text(row.unit).add_number(bits[0]).add_number(bits[1]);
  sum.add_number(row.overridden ? 1 : 0).add_text(row.why).add_text(row.grade).add_text(row.source);
}

void add_dimension(Sha256& sum, const Dimension& dimension) {
  sum.add_text(dimension.name).add_number(dimension.size).add_number(dimension.coordinate.index());
  if (const auto* numbers = std::get_if<std::vector<double>>(&dimension.coordinate)) {
    sum.add_bytes(numbers->data(), numbers->size() * sizeof(double));
  }
  if (const auto* names = std::get_if<std::vector<std::string>>(&dimension.coordinate)) {
    for (const std::string& name : *names) sum.add_text(name);
  }
  sum.add_text(dimension.units)
      .add_text(dimension.long_name)
      .add_text(dimension.description)
      .add_text(dimension.calendar);
}

}  // namespace

std::string identity_of(const Layout& layout, const Provenance& provenance, bool scenario_dimension) {
  Sha256 sum;
  sum.add_text(first_words).add_number(scenario_dimension ? 1 : 0);
  sum.add_number(layout.dimensions.size());
  for (const Dimension& dimension : layout.dimensions) add_dimension(sum, dimension);
  sum.add_number(layout.variables.size());
  for (const VariableLayout& variable : layout.variables) {
    sum.add_text(variable.name).add_number(static_cast<std::uint64_t>(variable.kind));
    sum.add_number(variable.dimensions.size());
    for (const std::string& name : variable.dimensions) sum.add_text(name);
    sum.add_text(variable.units).add_text(variable.long_name).add_text(variable.description);
    sum.add_text(variable.cell_methods).add_number(variable.may_be_blank ? 1 : 0);
  }
  if (!layout.households.empty()) sum.add_text(text_of(layout.households));
  sum.add_text(provenance.title).add_text(provenance.town_name).add_text(provenance.town_text);
  sum.add_number(provenance.seed).add_number(provenance.draws).add_text(provenance.generator);
  sum.add_text(provenance.program_version).add_text(provenance.program_commit);
  sum.add_text(provenance.licence).add_text(provenance.references).add_text(provenance.notes);
  sum.add_number(provenance.libraries.size());
  for (const auto& library : provenance.libraries) sum.add_text(library.first).add_text(library.second);
  sum.add_number(provenance.scenarios.size());
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    sum.add_text(scenario.id).add_text(scenario.question_nl).add_text(scenario.question_en);
    sum.add_text(scenario.description).add_text(scenario.resolved_text).add_number(scenario.parameters.size());
    for (const ParameterRow& row : scenario.parameters) add_parameter(sum, row);
    sum.add_number(scenario.drawn.size());
    for (const std::vector<double>& draw : scenario.drawn) sum.add_bytes(draw.data(), draw.size() * sizeof(double));
  }
  return sum.hex();
}

std::string bytes_of(const Trajectory& trajectory) { return bytes_of(trajectory, trajectory.households); }

std::string bytes_of(const Trajectory& trajectory, const HouseholdRecord& households) {
  std::string bytes;
  append_text(bytes, trajectory.state_hash);
  append_number(bytes, trajectory.values.size());
  for (const std::vector<double>& values : trajectory.values) {
    append_number(bytes, values.size());
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
  }
  append_number(bytes, trajectory.snapshots.size());
  for (const Snapshot& snapshot : trajectory.snapshots) bytes += as_bytes(snapshot);
  append_text(bytes, bytes_of(households));
  return bytes;
}

std::optional<Trajectory> trajectory_from(std::string_view bytes) {
  Cursor cursor{bytes};
  Trajectory trajectory;
  trajectory.state_hash = cursor.text();
  for (std::uint64_t left = cursor.number(); left > 0 && cursor.good; --left)
    trajectory.values.push_back(cursor.reals());
  for (std::uint64_t left = cursor.number(); left > 0 && cursor.good; --left)
    trajectory.snapshots.push_back(read_snapshot(cursor));
  std::optional<HouseholdRecord> households = household_record_from(cursor.text());
  if (!households || !cursor.good || !cursor.rest.empty()) return std::nullopt;
  trajectory.households = std::move(*households);
  return trajectory;
}

void write_part(const std::string& path, const Part& part) {
  std::string bytes(first_words);
  append_text(bytes, part.identity);
  append_text(bytes, part.label);
  append_number(bytes, part.scenario);
  append_number(bytes, part.replicate);
  bytes += bytes_of(part.trajectory);
  bytes += sha256_of(bytes);
  write_durably(path, bytes);
}

std::optional<Part> read_part(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw SystemTrouble(trouble_text("cannot read", path, errno));
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    throw SystemTrouble(trouble_text("cannot read", path, errno));
  }
  if (bytes.size() < first_words.size() + hex_digits) return std::nullopt;
  const std::string_view body(bytes.data(), bytes.size() - hex_digits);
  if (sha256_of(body) != std::string_view(bytes).substr(body.size())) return std::nullopt;

  Cursor cursor{body};
  if (cursor.take(first_words.size()) != first_words) return std::nullopt;
  Part part;
  part.identity = cursor.text();
  part.label = cursor.text();
  part.scenario = cursor.number();
  part.replicate = cursor.number();
  if (!cursor.good) return std::nullopt;
  std::optional<Trajectory> trajectory = trajectory_from(cursor.rest);
  if (!trajectory) return std::nullopt;
  part.trajectory = std::move(*trajectory);
  return part;
}

}  // namespace weefsel
