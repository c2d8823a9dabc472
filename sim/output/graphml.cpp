// In a file of its own: Boost.Graph takes long to compile.
#include "output/graphml.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/make_shared.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <sstream>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {

/// Edges stand by their source, as in a snapshot, so position and index of an edge are the same.
using Graph = boost::compressed_sparse_row_graph<boost::directedS>;

using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

/// An attribute of vertices or edges as Boost asks for it. Boost's own maps would write reals in six digits.
template <class End, class Number>
class ColumnMap : public boost::dynamic_property_map {
 public:
  ColumnMap(const Graph& graph, const SnapshotColumn& column) : graph_(graph), column_(column) {}
  boost::any get(const boost::any& end) override { return get_string(end); }
  std::string get_string(const boost::any& end) override { return cell_text(column_, position(boost::any_cast<const End&>(end))); }
  void put(const boost::any&, const boost::any&) override { throw Fault("snapshot: an attribute that is only read"); }
  [[nodiscard]] const std::type_info& key() const override { return typeid(End); }
  [[nodiscard]] const std::type_info& value() const override { return typeid(Number); }

 private:
  [[nodiscard]] static std::size_t position(Vertex v) { return v; }
  [[nodiscard]] std::size_t position(const Edge& e) const { return boost::get(boost::edge_index, graph_, e); }

  const Graph& graph_;
  const SnapshotColumn& column_;
};

template <class End>
void add_attribute(boost::dynamic_properties& properties, const Graph& graph, const std::string& name, const SnapshotColumn& column) {
  boost::shared_ptr<boost::dynamic_property_map> map;
  if (column.kind == ColumnKind::real) map = boost::make_shared<ColumnMap<End, double>>(graph, column);
  else if (column.kind == ColumnKind::whole) map = boost::make_shared<ColumnMap<End, int>>(graph, column);
  else map = boost::make_shared<ColumnMap<End, std::string>>(graph, column);
  properties.insert(name, map);
}

}  // namespace

std::string as_graphml(const Snapshot& snapshot) {
  const auto &source = snapshot.edges[0].codes, &target = snapshot.edges[1].codes;
  if (!std::is_sorted(source.begin(), source.end())) throw Fault("snapshot: edges do not stand by their source");
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (std::size_t e = 0; e < source.size(); ++e) ends.emplace_back(source[e], target[e]);
  const Graph graph(boost::edges_are_sorted, ends.begin(), ends.end(), snapshot.nodes.front().size());
  boost::dynamic_properties properties;
  for (const SnapshotColumn& column : snapshot.nodes) add_attribute<Vertex>(properties, graph, column.name, column);
  for (std::size_t i = 2; i < snapshot.edges.size(); ++i) add_attribute<Edge>(properties, graph, snapshot.edges[i].name, snapshot.edges[i]);
  if (const SnapshotColumn* strength = find_column(snapshot.edges, "strength")) add_attribute<Edge>(properties, graph, "weight", *strength);
  std::ostringstream text;
  boost::write_graphml(text, graph, properties, true);
  return text.str();
}

}  // namespace weefsel
