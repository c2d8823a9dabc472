// What: a list of things for each entity of a kind, all lists end to end in one array: four bytes an entity, and what is
// in the lists. Made once, on all threads, and then read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/collect.hpp"

namespace weefsel {

template <class Index, class T>
class Lists {
 public:
  /// `list(id, into)` adds what belongs to the entity at the end of the vector `into`.
  template <class MakeList>
  void fill(std::size_t entities, MakeList&& list) {
    first_.assign(entities + 1, 0);
    items_ = collect_in_order<T>(entities, [&](std::size_t begin, std::size_t end, std::vector<T>& into) {
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t before = into.size();
        list(Index(i), into);
        first_[i + 1] = static_cast<std::uint32_t>(into.size() - before);
      }
    });
    for (std::size_t i = 0; i < entities; ++i) first_[i + 1] += first_[i];
  }
  /// Keeps the first lists; those that are new are empty.
  void resize(std::size_t entities) { first_.resize(entities + 1, static_cast<std::uint32_t>(items_.size())); }

  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
  [[nodiscard]] std::span<const T> operator[](Index i) const { return {items_.data() + first_[i.slot], items_.data() + first_[i.slot + 1]}; }
  [[nodiscard]] std::size_t bytes() const { return first_.size() * sizeof(std::uint32_t) + items_.size() * sizeof(T); }

 private:
  std::vector<std::uint32_t> first_{0};  ///< per entity, and one past the end: its range in `items_`
  std::vector<T> items_;
};

}  // namespace weefsel
