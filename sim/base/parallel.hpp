// What: loops over entities, in blocks, on all threads that the caller's arena has.
// Thread contract: `body` may run for several blocks at once; it writes only what its own entities own.
// Results never depend on the number of threads: sums are integers, joined in any order.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/combinable.h>
#include <tbb/parallel_for.h>

#include <cstddef>

namespace weefsel {

/// Entities per block: a block's hot columns stay in the second-level cache.
inline constexpr std::size_t block_size = 512;

/// Calls `body(begin, end)` for blocks that together cover [0, count).
template <class Body>
void for_each_block(std::size_t count, Body&& body, std::size_t grain = block_size) {
  if (count <= grain) {
    if (count > 0) body(std::size_t{0}, count);
    return;
  }
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, grain),
                    [&](const tbb::blocked_range<std::size_t>& r) { body(r.begin(), r.end()); });
}

/// Calls `body(id)` for every slot of a kind of entity.
template <class IdType, class Body>
void for_each(std::size_t count, Body&& body) {
  for_each_block(count, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) body(IdType(i));
  });
}

/// Like `for_each_block`, where each thread has a workspace `make()` of its own, kept from one block to the next.
template <class Make, class Body>
void for_each_block_with(std::size_t count, Make&& make, Body&& body) {
  tbb::combinable<decltype(make())> workspaces(make);
  for_each_block(count, [&](std::size_t begin, std::size_t end) { body(begin, end, workspaces.local()); });
}

/// Like `for_each_block`, where each thread gathers into a `Local` of its own (whole-number sums only);
/// the locals are joined with `join(total, local)`.
template <class Local, class Body, class Join>
void gather_blocks(std::size_t count, Local& total, const Local& empty, Body&& body, Join&& join) {
  tbb::combinable<Local> locals([&] { return empty; });
  for_each_block(count, [&](std::size_t begin, std::size_t end) { body(begin, end, locals.local()); });
  locals.combine_each([&](const Local& local) { join(total, local); });
}

}  // namespace weefsel
