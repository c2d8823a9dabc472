// What: lists that many threads fill together, in the order in which one thread would have filled them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/parallel.hpp"

namespace weefsel {

/// Calls `body(begin, end, list)` for blocks that together cover [0, count); returns all lists joined in order.
template <class T, class Body>
[[nodiscard]] std::vector<T> collect_in_order(std::size_t count, Body&& body) {
  constexpr std::size_t block = block_size;
  const std::size_t blocks = (count + block - 1) / block;
  std::vector<std::vector<T>> lists(blocks);
  for_each_block(
      blocks,
      [&](std::size_t from, std::size_t until) {
        for (std::size_t b = from; b < until; ++b) body(b * block, std::min(count, (b + 1) * block), lists[b]);
      },
      1);
  if (blocks == 1) return std::move(lists.front());
  std::size_t total = 0;
  for (const auto& list : lists) total += list.size();
  std::vector<T> all;
  all.reserve(total);
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace weefsel
