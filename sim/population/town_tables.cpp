#include "population/town_tables.hpp"

// Boost.Geometry includes a header that Boost itself calls deprecated, and says so at every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <algorithm>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/io/wkt/read.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "population/town_figures.hpp"
#include "text/nearest.hpp"
#include "text/read_csv.hpp"

namespace weefsel {
namespace {
namespace bg = boost::geometry;
constexpr std::size_t most_communities = 16;
constexpr std::array<const char*, 5> age_columns = {"age_0_14", "age_15_24", "age_25_44", "age_45_64", "age_65_plus"};

/// A column, and where its cell belongs in the item: under `key`; there as the `index`-th item, or under `inner`.
struct TableColumn {
  std::string name;
  std::string key, inner;
  int index = -1;
  bool is_text = false, is_boundary = false;
};

template <class Description>
void add_figures(std::vector<TableColumn>& columns, const std::vector<Figure<Description>>& figures) {
  for (const auto& figure : figures) columns.push_back({std::string(figure.key), std::string(figure.key), "", -1});
}

TableColumn of_text(const char* key) { return {key, key, "", -1, true}; }

std::vector<TableColumn> columns_of(TownTable table) {
  std::vector<TableColumn> columns;
  if (table == TownTable::provenance) return {of_text("what"), of_text("value"), of_text("source")};
  if (table == TownTable::neighbourhoods) {
    columns = {of_text("code"), of_text("name"), of_text("character"), {"households", "households", "", -1}};
    for (std::size_t i = 0; i < age_columns.size(); ++i)
      columns.push_back({age_columns[i], "inhabitants_by_age", "", static_cast<int>(i)});
    add_figures(columns, neighbourhood_figures());
    for (std::size_t i = 0; i < most_communities; ++i)
      columns.push_back({"community_" + std::to_string(i + 1), "communities", "", static_cast<int>(i)});
    columns.push_back({"boundary", "boundary", "", -1, true, true});
    return columns;
  }
  columns = {of_text("id"), of_text("kind"), of_text("name"), {"x", "at", "", 0}, {"y", "at", "", 1}};
  add_figures(columns, place_figures());
  for (const auto& figure : threshold_figures())
    columns.push_back({"threshold_" + std::string(figure.key), "thresholds", std::string(figure.key), -1});
  columns.push_back(of_text("gathering"));
  columns.push_back(of_text("source"));
  return columns;
}

// --- writing ---

std::string wkt_of(const Value& rings) {
  std::string text = "MULTIPOLYGON(";
  for (std::size_t r = 0; r < rings.items.size(); ++r) {
    text += r > 0 ? ",((" : "((";
    const auto& points = rings.items[r].items;
    for (std::size_t i = 0; i <= points.size(); ++i) {  // WKT ends a ring where it began
      const Value& point = points[i % points.size()];
      if (i > 0) text += ',';
      text += point.items[0].text + ' ' + point.items[1].text;
    }
    text += "))";
  }
  return text + ')';
}

std::string cell_of(const Value& item, const TableColumn& column) {
  const Value* value = item.find(column.key);
  if (!value) return {};
  if (column.is_boundary) return wkt_of(*value);
  if (column.index >= 0) {
    const auto index = static_cast<std::size_t>(column.index);
    return index < value->items.size() ? value->items[index].text : std::string();
  }
  if (!column.inner.empty()) value = value->find(column.inner);
  return value ? value->text : std::string();
}

// --- reading ---

Value scalar_at(const std::string& text, const Position& position, bool quoted) {
  Value value = make_text(text);
  value.quoted = quoted;
  value.position = position;
  return value;
}

/// Rings from WKT; nothing, with a problem, when it is none.
std::optional<Value> rings_of(const std::string& text, const Position& position, Problems& problems) {
  using Spot = bg::model::d2::point_xy<double>;
  using Polygon = bg::model::polygon<Spot>;
  bg::model::multi_polygon<Polygon> land;
  try {
    if (text.rfind("POLYGON", 0) == 0) {
      land.resize(1);
      bg::read_wkt(text, land.front());
    } else {
      bg::read_wkt(text, land);
    }
  } catch (const bg::read_wkt_exception& error) {
    problems.add(position, "boundary", std::string("is no POLYGON or MULTIPOLYGON in WKT: ") + error.what());
    return std::nullopt;
  }
  Value rings = make_list();
  rings.position = position;
  for (const Polygon& polygon : land) {
    Value ring = make_list();
    ring.position = position;
    std::size_t corners = polygon.outer().size();
    const auto same = [](const Spot& a, const Spot& b) { return a.x() == b.x() && a.y() == b.y(); };
    if (corners > 1 && same(polygon.outer().front(), polygon.outer().back())) --corners;
    for (std::size_t i = 0; i < corners; ++i) {
      Value point = make_list({make_number(polygon.outer()[i].x()), make_number(polygon.outer()[i].y())});
      point.position = point.items[0].position = point.items[1].position = position;
      ring.items.push_back(std::move(point));
    }
    rings.items.push_back(std::move(ring));
  }
  return rings;
}

Value& value_under(Value& map, const std::string& key, const Position& position, Value (*make)()) {
  if (Value* known = map.find(key)) return *known;
  put(map, key, make());
  map.entries.back().position = map.entries.back().value.position = position;
  return map.entries.back().value;
}

void put_cell(Value& item, const TableColumn& column, const std::string& text, const Position& position,
              Problems& problems) {
  if (column.is_boundary) {
    if (auto rings = rings_of(text, position, problems)) {
      put(item, column.key, std::move(*rings));
      item.entries.back().position = position;
    }
    return;
  }
  Value value = scalar_at(text, position, column.is_text);
  if (column.index >= 0) {
    std::vector<Value>& items = value_under(item, column.key, position, [] { return make_list(); }).items;
    if (items.size() < static_cast<std::size_t>(column.index)) {
      problems.add(position, column.name, "is given, and a column before it that belongs with it is empty");
      return;
    }
    items.push_back(std::move(value));
    return;
  }
  Value& map = column.inner.empty() ? item : value_under(item, column.key, position, [] { return make_map(); });
  put(map, column.inner.empty() ? column.key : column.inner, std::move(value));
  map.entries.back().position = position;
}

/// Which of the columns of the table each column of the file is; unknown ones are problems.
std::vector<const TableColumn*> meaning_of(const CsvTable& file, const std::vector<TableColumn>& known,
                                           Problems& problems) {
  std::vector<std::string> names;
  for (const TableColumn& column : known) names.push_back(column.name);
  std::vector<const TableColumn*> meanings;
  for (std::size_t i = 0; i < file.columns.size(); ++i) {
    const auto found = std::find(names.begin(), names.end(), file.columns[i]);
    meanings.push_back(found == names.end() ? nullptr : &known[static_cast<std::size_t>(found - names.begin())]);
    if (found != names.end()) continue;
    std::string allowed;
    for (const std::string& name : names)
      if (name.rfind("community_", 0) != 0) allowed += (allowed.empty() ? "" : ", ") + name;
    problems.add(file.position(1, i), file.columns[i],
                 "unknown column" + did_you_mean(file.columns[i], names) + "; allowed: " + allowed);
  }
  return meanings;
}

std::optional<Value> list_of(TownTable table, const CsvTable& file, Problems& problems) {
  const std::size_t before = problems.size();
  const std::vector<TableColumn> known = columns_of(table);
  const std::vector<const TableColumn*> meanings = meaning_of(file, known, problems);
  if (problems.size() > before) return std::nullopt;
  Value list = make_list();
  list.position = file.whole;
  for (const CsvTable::Row& row : file.rows) {
    Value item = make_map();
    item.position = file.position(row.line, 0);
    for (std::size_t i = 0; i < meanings.size(); ++i)
      if (!row.cells[i].empty()) put_cell(item, *meanings[i], row.cells[i], file.position(row.line, i), problems);
    list.items.push_back(std::move(item));
  }
  return problems.size() > before ? std::nullopt : std::optional<Value>(std::move(list));
}
}  // namespace

std::string table_text(TownTable table, const Value& list, TableStyle style) {
  std::vector<TableColumn> columns;
  for (TableColumn& column : columns_of(table)) {
    if (std::any_of(list.items.begin(), list.items.end(),
                    [&](const Value& item) { return !cell_of(item, column).empty(); }))
      columns.push_back(std::move(column));
  }
  CsvWriter csv(style);
  for (const TableColumn& column : columns) csv.text(column.name);
  csv.end_row();
  for (const Value& item : list.items) {
    for (const TableColumn& column : columns)
      column.is_text ? csv.text(cell_of(item, column)) : csv.number(cell_of(item, column));
    csv.end_row();
  }
  return csv.written();
}

bool fill_in_tables(Value& town, const std::filesystem::path& folder, Problems& problems) {
  const auto found =
      std::find_if(town.entries.begin(), town.entries.end(), [](const Entry& e) { return e.key == "tables"; });
  if (found == town.entries.end()) return true;
  const Entry tables = std::move(*found);
  town.entries.erase(found);
  const std::size_t before = problems.size();
  for (std::size_t t = 0; t < town_table_names.size(); ++t) {
    const std::string key = town_table_names[t];
    const Value* name = tables.value.find(key);
    if (!name) continue;
    if (const Entry* inside = town.find_entry(key)) {
      problems.add(inside->position, key, "given here and as a table (tables." + key + "); leave one of the two out");
      continue;
    }
    const auto file = read_csv(folder / name->text, problems);
    if (!file) continue;
    if (auto list = list_of(static_cast<TownTable>(t), *file, problems)) {
      put(town, key, std::move(*list));
      town.entries.back().position = name->position;
    }
  }
  return problems.size() == before;
}

}  // namespace weefsel
