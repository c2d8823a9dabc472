#include "base/group_in_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/collect.hpp"

namespace weefsel {
namespace {

std::uint64_t scrambled(std::uint64_t x) { return (x + 1) * 0x9e3779b97f4a7c15ULL >> 17; }

struct Given {
  std::uint32_t group = 0;
  std::size_t source = 0;
  bool operator==(const Given&) const = default;
};

/// Source s gives s % 4 items, to groups by hash.
template <class Put>
void give(std::size_t s, std::size_t groups, Put&& put) {
  for (std::size_t i = 0; i < s % 4; ++i) put(static_cast<std::uint32_t>(scrambled(s * 8 + i) % groups), Given{0, s});
}

TEST(GroupInOrder, is_a_stable_sort_by_group) {
  for (const std::size_t sources : {0u, 1u, 7u, 100u, 30000u})
    for (const std::size_t groups : {1u, 2u, 63u, 64u, 65u, 5000u}) {
      std::vector<Given> expected;
      for (std::size_t s = 0; s < sources; ++s)
        give(s, groups, [&](std::uint32_t group, Given item) { item.group = group, expected.push_back(item); });
      std::stable_sort(expected.begin(), expected.end(), [](const Given& a, const Given& b) { return a.group < b.group; });

      const Grouped<Given> grouped = group_in_order<Given>(sources, groups, [&](std::size_t s, auto&& put) {
        give(s, groups, [&](std::uint32_t group, Given item) { item.group = group, put(group, item); });
      });
      ASSERT_EQ(grouped.items, expected) << sources << " sources, " << groups << " groups";
      ASSERT_EQ(grouped.first.size(), groups + 1);
      EXPECT_EQ(grouped.first.front(), 0u);
      EXPECT_EQ(grouped.first.back(), expected.size());
      for (std::size_t g = 0; g < groups; ++g)
        for (std::uint32_t i = grouped.first[g]; i < grouped.first[g + 1]; ++i) ASSERT_EQ(grouped.items[i].group, g);
    }
}

TEST(CollectInOrder, joins_lists_as_one_thread_would_have_filled_them) {
  for (const std::size_t count : {0u, 1u, 8192u, 8193u, 50000u}) {
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < count; ++i)
      if (scrambled(i) % 3 == 0) expected.push_back(i);
    const auto collected = collect_in_order<std::size_t>(count, [](std::size_t begin, std::size_t end, std::vector<std::size_t>& list) {
      for (std::size_t i = begin; i < end; ++i)
        if (scrambled(i) % 3 == 0) list.push_back(i);
    });
    EXPECT_EQ(collected, expected) << count;
  }
}

}  // namespace
}  // namespace weefsel
