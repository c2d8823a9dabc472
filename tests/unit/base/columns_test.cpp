// Columns that not everybody has, and lists for everybody in one array.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "base/column_of_some.hpp"
#include "base/ids.hpp"
#include "base/lists.hpp"

namespace weefsel {
namespace {

using Hobbies = ColumnOfSome<AdultId, std::array<int, 2>>;

AdultId adult(std::size_t i) { return AdultId(i); }

Hobbies of_five() {
  Hobbies column;
  for (int i = 0; i < 5; ++i) column.emplace_back();
  column.give(adult(3)) = {7, 8};
  column.give(adult(1)) = {1, 0};
  return column;
}

TEST(ColumnOfSome, has_rows_for_those_to_whom_one_was_given) {
  Hobbies column = of_five();
  EXPECT_EQ(column.size(), 5u);
  EXPECT_EQ(column[adult(3)], (std::array{7, 8}));
  EXPECT_EQ(column[adult(0)], (std::array{0, 0}));
  EXPECT_TRUE(column.has(adult(1)));
  EXPECT_FALSE(column.has(adult(4)));
  column.give(adult(1))[1] = 5;
  EXPECT_EQ(column[adult(1)], (std::array{1, 5})) << "it had a row already";
  EXPECT_EQ(column.end() - column.begin(), 2);
}

TEST(ColumnOfSome, takes_the_bytes_of_its_rows_and_of_an_empty_one_and_four_for_everybody) { EXPECT_EQ(of_five().bytes(), 5 * 4 + (2 + 1) * sizeof(std::array<int, 2>)); }

TEST(ColumnOfSome, in_another_order_everybody_has_what_it_had_and_empty_rows_are_given_up) {
  Hobbies old = of_five(), column;
  old.give(adult(0)), old.give(adult(4)) = {9, 9};
  for (const std::size_t i : {4u, 0u, 3u}) column.push_back(old[adult(i)]);
  EXPECT_EQ(column.size(), 3u);
  EXPECT_EQ(column.at(0), (std::array{9, 9}));
  EXPECT_FALSE(column.has(adult(1)));
  EXPECT_EQ(column.at(2), (std::array{7, 8}));
  EXPECT_EQ(column.end() - column.begin(), 2);
}

TEST(ColumnOfSome, who_comes_later_has_nothing) {
  Hobbies column = of_five();
  column.resize(7);
  EXPECT_FALSE(column.has(adult(6)));
  column.clear(), column.resize(5);
  EXPECT_FALSE(column.has(adult(3)));
}

TEST(Lists, stand_in_the_order_of_their_owners_whatever_the_number) {
  for (const std::size_t count : {0u, 1u, 511u, 512u, 513u, 5000u}) {
    Lists<AdultId, std::uint32_t> divisors;
    divisors.fill(count, [](AdultId a, std::vector<std::uint32_t>& list) {
      for (std::uint32_t d = 2; d < 8; ++d)
        if (a.slot % d == 0) list.push_back(d);
    });
    ASSERT_EQ(divisors.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t d = 2; d < 8; ++d)
        if (i % d == 0) expected.push_back(d);
      const auto list = divisors[adult(i)];
      ASSERT_EQ(std::vector<std::uint32_t>(list.begin(), list.end()), expected) << i << " of " << count;
    }
  }
}

TEST(Lists, of_those_who_come_later_are_empty) {
  Lists<AdultId, int> list;
  EXPECT_EQ(list.size(), 0u);
  list.resize(3);
  EXPECT_TRUE(list[adult(2)].empty());
  list.fill(2, [](AdultId a, std::vector<int>& into) { into.push_back(static_cast<int>(a.slot)); });
  list.resize(4);
  EXPECT_EQ(list[adult(1)].size(), 1u);
  EXPECT_TRUE(list[adult(2)].empty());
  EXPECT_TRUE(list[adult(3)].empty());
}

TEST(Places, there_cannot_be_more_than_two_bytes_say) {
  EXPECT_TRUE(PlaceId(std::size_t{65534}).exists());
  EXPECT_FALSE(PlaceId(std::size_t{65535}).exists());
  EXPECT_FALSE(PlaceId(std::size_t{65536}).exists()) << "and not the first place";
}

}  // namespace
}  // namespace weefsel
