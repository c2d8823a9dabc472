// In a file of its own: Boost.Graph takes long to compile.
#include "output/graphml.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <deque>
#include <sstream>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {

/// Edges stand by their source, as in a snapshot, so position and index of an edge are the same.
using Graph = boost::compressed_sparse_row_graph<boost::directedS>;

/// Values of all attributes; they stay where they are while Boost writes. (Its maps of properties must be writable.)
struct Values {
  std::deque<std::vector<std::string>> texts;
  std::deque<std::vector<double>> reals;
  std::deque<std::vector<std::int32_t>> wholes;
};

template <class Index>
void add_attribute(boost::dynamic_properties& properties, Values& values, const std::string& name, const SnapshotColumn& column, Index index) {
  if (column.kind == ColumnKind::real) {
    auto& kept = values.reals.emplace_back(column.reals);
    properties.property(name, boost::make_iterator_property_map(kept.begin(), index));
  } else if (column.kind == ColumnKind::whole) {
    auto& kept = values.wholes.emplace_back();
    for (const std::uint64_t code : column.codes) kept.push_back(static_cast<std::int32_t>(code));
    properties.property(name, boost::make_iterator_property_map(kept.begin(), index));
  } else {
    auto& kept = values.texts.emplace_back();
    for (std::size_t row = 0; row < column.size(); ++row) kept.push_back(cell_text(column, row));
    properties.property(name, boost::make_iterator_property_map(kept.begin(), index));
  }
}

}  // namespace

std::string as_graphml(const Snapshot& snapshot) {
  const auto &source = snapshot.edges[0].codes, &target = snapshot.edges[1].codes;
  if (!std::is_sorted(source.begin(), source.end())) throw Fault("snapshot: edges do not stand by their source");
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (std::size_t e = 0; e < source.size(); ++e) ends.emplace_back(source[e], target[e]);
  const Graph graph(boost::edges_are_sorted, ends.begin(), ends.end(), snapshot.nodes.front().size());
  Values values;
  boost::dynamic_properties properties;
  for (const SnapshotColumn& column : snapshot.nodes)
    add_attribute(properties, values, column.name, column, boost::get(boost::vertex_index, graph));
  for (std::size_t i = 2; i < snapshot.edges.size(); ++i)
    add_attribute(properties, values, snapshot.edges[i].name, snapshot.edges[i], boost::get(boost::edge_index, graph));
  if (const SnapshotColumn* strength = find_column(snapshot.edges, "strength"))
    add_attribute(properties, values, "weight", *strength, boost::get(boost::edge_index, graph));
  std::ostringstream text;
  boost::write_graphml(text, graph, properties, true);
  return text.str();
}

}  // namespace weefsel
