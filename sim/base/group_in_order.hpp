// What: puts what many sources give into groups, on all threads, in the order in which one thread would have done it: a
// stable counting sort in two rounds, first into runs of groups and then, run by run, into groups. Linear in sources,
// items and groups.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/parallel.hpp"

namespace weefsel {

template <class Item>
struct Grouped {
  std::vector<std::uint32_t> first;  ///< per group, and one past the end: range in `items`
  std::vector<Item> items;
};

/// `emit(source, put)` calls `put(group, item)` for what source number `source` gives; it is called twice and must give
/// the same both times. Items of one group are in the order of their sources.
template <class Item, class Emit>
[[nodiscard]] Grouped<Item> group_in_order(std::size_t sources, std::size_t groups, Emit&& emit) {
  constexpr std::size_t block = 4 * block_size, most_runs = 64;
  struct Staged {
    std::uint32_t group;
    Item item;
  };
  unsigned shift = 0;
  while ((groups >> shift) >= most_runs) ++shift;
  const std::size_t runs = (groups >> shift) + 1, blocks = (sources + block - 1) / block;
  const auto each_block = [&](auto&& body) {
    for_each_block(
        blocks,
        [&](std::size_t from, std::size_t until) {
          for (std::size_t b = from; b < until; ++b) body(b, b * block, std::min(sources, (b + 1) * block));
        },
        1);
  };

  std::vector<std::uint32_t> next(blocks * runs, 0);  // per block and run: how many; then where its next item goes
  each_block([&](std::size_t b, std::size_t begin, std::size_t end) {
    std::uint32_t* count = next.data() + b * runs;
    for (std::size_t s = begin; s < end; ++s) emit(s, [&](std::uint32_t group, const Item&) { ++count[group >> shift]; });
  });
  std::vector<std::uint32_t> run_first(runs + 1, 0);
  std::uint32_t total = 0;
  for (std::size_t r = 0; r < runs; ++r) {
    run_first[r] = total;
    for (std::size_t b = 0; b < blocks; ++b) total += std::exchange(next[b * runs + r], total);
  }
  run_first[runs] = total;

  std::vector<Staged> staged(total);
  each_block([&](std::size_t b, std::size_t begin, std::size_t end) {
    std::uint32_t* to = next.data() + b * runs;
    for (std::size_t s = begin; s < end; ++s)
      emit(s, [&](std::uint32_t group, const Item& item) { staged[to[group >> shift]++] = {group, item}; });
  });

  Grouped<Item> result;
  result.first.assign(groups + 1, total);
  result.items.resize(total);
  for_each_block(
      runs,
      [&](std::size_t from, std::size_t until) {
        for (std::size_t r = from; r < until; ++r) {
          const std::size_t lowest = r << shift, past = std::min(groups, (r + 1) << shift);
          if (lowest >= past) continue;
          std::vector<std::uint32_t> to(past - lowest, 0);
          for (std::uint32_t i = run_first[r]; i < run_first[r + 1]; ++i) ++to[staged[i].group - lowest];
          std::uint32_t here = run_first[r];
          for (std::size_t g = lowest; g < past; ++g) {
            result.first[g] = here;
            here += std::exchange(to[g - lowest], here);
          }
          for (std::uint32_t i = run_first[r]; i < run_first[r + 1]; ++i) result.items[to[staged[i].group - lowest]++] = staged[i].item;
        }
      },
      1);
  return result;
}

}  // namespace weefsel
