#include "output/export_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <pugixml.hpp>
#include <sstream>

#include "base/csv.hpp"
#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "output/graphml.hpp"

namespace weefsel {
namespace {

using Columns = std::vector<SnapshotColumn>;

const SnapshotColumn& needed(const Columns& columns, const std::string& name) {
  const SnapshotColumn* column = find_column(columns, name);
  if (column == nullptr) throw Fault("snapshot: no column '" + name + "'");
  return *column;
}

SnapshotColumn rows_of(const SnapshotColumn& column, const std::vector<std::size_t>& rows) {
  SnapshotColumn kept = column;
  kept.codes.clear(), kept.reals.clear();
  for (const std::size_t row : rows) {
    if (column.kind == ColumnKind::real)
      kept.reals.push_back(column.reals[row]);
    else
      kept.codes.push_back(column.codes[row]);
  }
  return kept;
}

void write_file(const std::string& path, const std::string& text) {
  DurableFile file(path);
  file.write(text.data(), text.size());
  file.publish();
}

const char* gexf_type(ColumnKind kind) {
  return kind == ColumnKind::real ? "double" : kind == ColumnKind::whole ? "integer" : "string";
}

void declare(pugi::xml_node graph, const char* of, const Columns& columns, std::size_t first) {
  pugi::xml_node attributes = graph.append_child("attributes");
  attributes.append_attribute("class") = of;
  for (std::size_t i = first; i < columns.size(); ++i) {
    pugi::xml_node attribute = attributes.append_child("attribute");
    attribute.append_attribute("id") = std::to_string(i).c_str();
    attribute.append_attribute("title") = columns[i].name.c_str();
    attribute.append_attribute("type") = gexf_type(columns[i].kind);
  }
}

void add_values(pugi::xml_node parent, const Columns& columns, std::size_t first, std::size_t row) {
  pugi::xml_node values = parent.append_child("attvalues");
  for (std::size_t i = first; i < columns.size(); ++i) {
    const std::string text = cell_text(columns[i], row);
    if (text.empty()) continue;
    pugi::xml_node value = values.append_child("attvalue");
    value.append_attribute("for") = std::to_string(i).c_str();
    value.append_attribute("value") = text.c_str();
  }
}

/// GEXF 1.2, which Gephi and networkx both read; no date of writing, so that equal networks give equal bytes.
std::string as_gexf(const Snapshot& snapshot, const std::string& title) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node gexf = document.append_child("gexf");
  gexf.append_attribute("xmlns") = "http://www.gexf.net/1.2draft";
  gexf.append_attribute("version") = "1.2";
  pugi::xml_node meta = gexf.append_child("meta");
  meta.append_child("creator").text() = "weefsel " WEEFSEL_VERSION;
  meta.append_child("description").text() = title.c_str();
  pugi::xml_node graph = gexf.append_child("graph");
  graph.append_attribute("mode") = "static";
  graph.append_attribute("defaultedgetype") = "directed";
  declare(graph, "node", snapshot.nodes, 0);
  declare(graph, "edge", snapshot.edges, 2);
  pugi::xml_node nodes = graph.append_child("nodes");
  const SnapshotColumn& key = needed(snapshot.nodes, "key");
  for (std::size_t n = 0; n < key.size(); ++n) {
    pugi::xml_node node = nodes.append_child("node");
    node.append_attribute("id") = node_name(n).c_str();
    node.append_attribute("label") = cell_text(key, n).c_str();
    add_values(node, snapshot.nodes, 0, n);
  }
  pugi::xml_node edges = graph.append_child("edges");
  const SnapshotColumn& strength = needed(snapshot.edges, "strength");
  for (std::size_t e = 0; e < strength.size(); ++e) {
    pugi::xml_node edge = edges.append_child("edge");
    edge.append_attribute("id") = std::to_string(e).c_str();
    edge.append_attribute("source") = node_name(snapshot.edges[0].codes[e]).c_str();
    edge.append_attribute("target") = node_name(snapshot.edges[1].codes[e]).c_str();
    edge.append_attribute("weight") = cell_text(strength, e).c_str();
    add_values(edge, snapshot.edges, 2, e);
  }
  std::ostringstream text;
  document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
  return text.str();
}

/// One line: what comes first, then the cells of columns from `from` on.
template <class CellOf>
std::string csv_line(const std::string& first, const Columns& columns, std::size_t from, CellOf&& cell_of) {
  std::string line = first;
  for (std::size_t i = from; i < columns.size(); ++i) line += fmt::format(",{}", csv_cell(cell_of(columns[i])));
  return line + "\n";
}

std::string nodes_as_csv(const Snapshot& snapshot) {
  std::string text = csv_line("id", snapshot.nodes, 0, [](const SnapshotColumn& column) { return column.name; });
  for (std::size_t n = 0; n < snapshot.nodes.front().size(); ++n)
    text +=
        csv_line(node_name(n), snapshot.nodes, 0, [&](const SnapshotColumn& column) { return cell_text(column, n); });
  return text;
}

std::string edges_as_csv(const Snapshot& snapshot) {
  const auto &source = snapshot.edges[0].codes, &target = snapshot.edges[1].codes;
  std::string text =
      csv_line("source,target", snapshot.edges, 2, [](const SnapshotColumn& column) { return column.name; });
  for (std::size_t e = 0; e < source.size(); ++e)
    text += csv_line(fmt::format("{},{}", node_name(source[e]), node_name(target[e])), snapshot.edges, 2,
                     [&](const SnapshotColumn& column) { return cell_text(column, e); });
  return text;
}

}  // namespace

std::string node_name(std::uint64_t position) { return fmt::format("n{}", position); }

std::string cell_text(const SnapshotColumn& column, std::size_t row) {
  switch (column.kind) {
    case ColumnKind::key: return fmt::format("{:016x}", column.codes[row]);
    case ColumnKind::whole: return std::to_string(static_cast<std::int64_t>(column.codes[row]));
    case ColumnKind::real: return fmt::format("{}", column.reals[row]);
    case ColumnKind::label: break;
  }
  return column.codes[row] == SnapshotColumn::no_label ? "" : column.labels[column.codes[row]];
}

const std::vector<std::string>& network_formats() {
  static const std::vector<std::string> formats = {".graphml", ".gexf", ".csv"};
  return formats;
}

Snapshot with_strong_ties(const Snapshot& snapshot, double least) {
  const SnapshotColumn& strength = needed(snapshot.edges, "strength");
  const SnapshotColumn& kind = needed(snapshot.nodes, "node_kind");
  const auto parent = std::find(kind.labels.begin(), kind.labels.end(), "parent") - kind.labels.begin();
  std::vector<std::uint8_t> keeps(kind.size());
  for (std::size_t n = 0; n < keeps.size(); ++n) keeps[n] = kind.codes[n] == static_cast<std::uint64_t>(parent);
  std::vector<std::size_t> edges, nodes, position(keeps.size());
  for (std::size_t e = 0; e < strength.size(); ++e) {
    if (strength.reals[e] < least) continue;
    edges.push_back(e);
    keeps[snapshot.edges[0].codes[e]] = keeps[snapshot.edges[1].codes[e]] = 1;
  }
  for (std::size_t n = 0; n < keeps.size(); ++n)
    if (keeps[n]) position[n] = nodes.size(), nodes.push_back(n);
  Snapshot kept{snapshot.date, {}, {}};
  for (const SnapshotColumn& column : snapshot.nodes) kept.nodes.push_back(rows_of(column, nodes));
  for (const SnapshotColumn& column : snapshot.edges) kept.edges.push_back(rows_of(column, edges));
  for (std::size_t end = 0; end < 2; ++end)
    for (std::uint64_t& node : kept.edges[end].codes) node = position[node];
  return kept;
}

std::vector<std::string> export_network(const Snapshot& snapshot, const std::string& path, const std::string& title) {
  const std::filesystem::path file(path);
  const std::string form = file.extension().string();
  if (form == ".graphml") {
    write_file(path, as_graphml(snapshot));
  } else if (form == ".gexf") {
    write_file(path, as_gexf(snapshot, title));
  } else if (form == ".csv") {
    const std::string nodes = (file.parent_path() / (file.stem().string() + ".nodes.csv")).string();
    write_file(nodes, nodes_as_csv(snapshot));
    write_file(path, edges_as_csv(snapshot));
    return {path, nodes};
  } else {
    throw UserMistake(path + ": the name of the file says its form, and must end in .graphml, .gexf or .csv");
  }
  return {path};
}

}  // namespace weefsel
