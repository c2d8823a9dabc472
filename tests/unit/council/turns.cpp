// One lives at a time; whoever asked last goes first, and an earlier one gives way.
#include "council/turns.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>
#include <vector>

namespace weefsel {
namespace {

void wait_until(const std::function<bool()>& so) {
  while (!so()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(Turns, a_later_one_makes_an_earlier_one_give_way) {
  Turns turns;
  const std::atomic<bool> stopped{false};
  std::atomic<bool> first_gives_way{false}, second_gives_way{false};
  const auto first = turns.ask(), second = turns.ask();
  ASSERT_TRUE(turns.take(first, first_gives_way, stopped));
  EXPECT_TRUE(turns.is_busy());
  std::vector<int> order;
  std::thread later([&] {
    ASSERT_TRUE(turns.take(second, second_gives_way, stopped));
    order.push_back(2);
    turns.give_back();
  });
  wait_until([&] { return first_gives_way.load(); });
  turns.give_back();
  ASSERT_TRUE(turns.take(first, first_gives_way, stopped));
  order.push_back(1);
  EXPECT_FALSE(first_gives_way);
  EXPECT_FALSE(second_gives_way);
  turns.give_back();
  later.join();
  EXPECT_EQ(order, (std::vector<int>{2, 1}));
  EXPECT_FALSE(turns.is_busy());
}

TEST(Turns, an_earlier_one_waits_and_makes_nobody_give_way) {
  Turns turns;
  const std::atomic<bool> go_on{false};
  std::atomic<bool> earlier_gives_way{false}, later_gives_way{false};
  const auto earlier = turns.ask(), later = turns.ask();
  ASSERT_TRUE(turns.take(later, later_gives_way, go_on));
  std::atomic<bool> stopped{false};
  bool took = true;
  std::thread waiting([&] { took = turns.take(earlier, earlier_gives_way, stopped); });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_FALSE(later_gives_way);
  stopped = true;
  waiting.join();
  EXPECT_FALSE(took) << "stopped while it waited";
  turns.give_back();
  EXPECT_FALSE(turns.is_busy());
}

TEST(Turns, one_that_is_stopped_as_it_takes_its_turn_gives_way_at_once) {
  Turns turns;
  std::atomic<bool> gives_way{false};
  const std::atomic<bool> stopped{true};
  EXPECT_FALSE(turns.take(turns.ask(), gives_way, stopped));
  EXPECT_FALSE(turns.is_busy());
}

}  // namespace
}  // namespace weefsel
