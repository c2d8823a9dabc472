// What: an attribute that only some entities of a kind have: four bytes each to find it, and a row for those who have
// it. Whoever has none reads the empty row.
// Threads: rows may be written by several threads at once, each its own; `give` and what changes the number of entities
// may not. Rows stand in the order in which they were given, so give them in an order that no thread decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weefsel {

template <class Index, class Row>
class ColumnOfSome {
 public:
  using value_type = Row;
  using index_type = Index;

  /// Entities, whether they have a row or not.
  [[nodiscard]] std::size_t size() const { return where_.size(); }
  [[nodiscard]] bool has(Index i) const { return where_[i.slot] != none; }
  const Row& operator[](Index i) const { return rows_[where_[i.slot]]; }
  /// The row of one that has it: the empty row is nobody's to write.
  Row& row(Index i) { return rows_[where_[i.slot]]; }
  /// The row of anyone: a new one where there was none.
  Row& give(Index i) {
    if (!has(i)) where_[i.slot] = static_cast<std::uint32_t>(rows_.size()), rows_.emplace_back();
    return row(i);
  }

  // As of a vector with an element for each entity; an empty row is not kept.
  void emplace_back() { where_.push_back(none); }
  void push_back(const Row& value) {
    emplace_back();
    if (!(value == rows_[none])) give(Index(size() - 1)) = value;
  }
  [[nodiscard]] const Row& at(std::size_t i) const { return (*this)[Index(i)]; }
  void resize(std::size_t entities) { where_.resize(entities, none); }
  void clear() { where_.clear(), rows_.resize(1); }
  void reserve(std::size_t entities) { where_.reserve(entities); }

  /// Rows that there are, of nobody in particular.
  auto begin() { return rows_.begin() + 1; }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin() + 1; }
  auto end() const { return rows_.end(); }
  [[nodiscard]] std::size_t bytes() const { return where_.size() * sizeof(std::uint32_t) + rows_.size() * sizeof(Row); }
  /// Calls f(vector) for each of the vectors it is made of, to save and restore it.
  template <class Self, class F>
  static void vectors(Self& self, F&& f) { f(self.where_), f(self.rows_); }

 private:
  static constexpr std::uint32_t none = 0;
  std::vector<std::uint32_t> where_;             ///< per entity: its row
  std::vector<Row> rows_ = std::vector<Row>(1);  ///< the first is empty, and of all who have none: reading asks nothing
};

/// Does a column hold rows for some entities only?
template <class C>
concept OfSome = requires(C& column) { C::vectors(column, [](auto&) {}); };

/// A row that lists what it is made of.
template <class Row>
concept RowOfParts = requires(Row& row) { Row::parts(row, [](const char*, auto&) {}); };

}  // namespace weefsel
