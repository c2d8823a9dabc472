// Formal help as a queue: lengths of help, and waiting against what queueing theory says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "processes/turn_to_professionals.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

// CBS 85096NED: shares of ended trajectories by length.
TEST(HelpLengths, have_the_shares_of_ended_trajectories) {
  const auto share_shorter_than = [](double weeks) {
    int shorter = 0;
    for (int i = 0; i < 10000; ++i) shorter += weeks_of_help((i + 0.5) / 10000) < weeks;
    return shorter / 10000.0;
  };
  EXPECT_NEAR(share_shorter_than(13), 0.16, 0.001);
  EXPECT_NEAR(share_shorter_than(26), 0.33, 0.001);
  EXPECT_NEAR(share_shorter_than(52), 0.63, 0.001);
  EXPECT_NEAR(share_shorter_than(104), 0.86, 0.001);
  EXPECT_NEAR(share_shorter_than(157), 0.93, 0.001);
  EXPECT_GE(weeks_of_help(0), 1);
  EXPECT_LE(weeks_of_help(1), 5 * 53);
  for (int i = 1; i < 1000; ++i) EXPECT_GE(weeks_of_help(i / 1000.0), weeks_of_help((i - 1) / 1000.0));
}

struct Lengths {
  double mean = 0, mean_square = 0;
  explicit Lengths(double factor) {
    constexpr int steps = 100'000;
    for (int i = 0; i < steps; ++i) {
      const double weeks = std::max(1.0, std::floor(weeks_of_help((i + 0.5) / steps) * factor + 0.5));
      mean += weeks / steps, mean_square += weeks * weeks / steps;
    }
  }
};

/// Children of whom each week a number turns to tier 1, that is binomial with mean `arrivals`; only help is provided.
class Queue {
 public:
  Queue(std::size_t children, const Parameters& p, double capacity) : play_(make(children), p) { play_.world.tier1_capacity = Fixed(capacity); }

  struct Counts {
    double arrived = 0, left = 0, started = 0, waiting = 0, helped = 0;
    int weeks = 0;
  };
  Counts live(int weeks, double arrivals) {
    Counts counts;
    Children& c = play_.world.children;
    const Salt salt = play_.luck.salt(Purpose::sample, Week{0});
    for (int w = 0; w < weeks; ++w) {
      std::size_t idle = 0;
      for (const auto& help : c.help) idle += help[0] == HelpState::none;
      for (std::size_t i = 0; i < c.size(); ++i) {
        const ChildId child(i);
        if (c.help[child][0] != HelpState::none) continue;
        if (unit_interval(salt.of(c.key[child], static_cast<std::uint64_t>(play_.world.week.number + 40000))) >= arrivals / static_cast<double>(idle)) continue;
        c.help[child][0] = HelpState::waiting;
        c.help_since[child][0] = short_week(play_.world.week);
        ++counts.arrived;
      }
      play_.only({"provide_help"});
      counts.left += static_cast<double>(in_town(play_.world, Flow::left_queue));
      counts.started += static_cast<double>(in_town(play_.world, Flow::help_started));
      for (const auto& help : c.help) counts.waiting += help[0] == HelpState::waiting, counts.helped += help[0] == HelpState::helped;
    }
    counts.weeks = weeks;
    return counts;
  }

 private:
  static World make(std::size_t children) {
    SmallWorld made(Week{-32000});  // the longest time that a short week can hold
    const NeighbourhoodId n = made.neighbourhood();
    StreetId street;
    for (std::size_t i = 0; i < children; ++i) {
      if (i % 50 == 0) street = made.street(n);
      made.household(street, {34}, {5});
    }
    return made.world;
  }
  Play play_;
};

Parameters help_of(double duration_factor, double leave) {
  Parameters p;
  p.help.duration_factor = duration_factor, p.help.leave_queue_per_week = leave;
  return p;
}

// M/G/infinity: with room for all, those in help are Poisson with mean (arrivals a week) x (mean length), whatever the
// distribution of lengths; the mean over T weeks has variance mean x E[D^2] / (E[D] T).
TEST(Queue, with_room_for_all_has_the_mean_of_little) {
  const Lengths length(0.5);
  Queue queue(600, help_of(0.5, 0.02), 10'000);
  (void)queue.live(600, 1.5);
  const auto counts = queue.live(6000, 1.5);
  const double expected = counts.arrived / counts.weeks * length.mean;
  const double sd = std::sqrt(expected * length.mean_square / length.mean / counts.weeks);
  EXPECT_NEAR(counts.helped / counts.weeks, expected, 4.5 * sd);
  EXPECT_EQ(counts.waiting, 0);
}

// Overloaded, all rooms are taken: what comes in either goes through, capacity / (mean length) a week, or leaves at rate
// theta per waiting family (the fluid limit of Erlang A; Whitt 2006). The flows of 20,000 weeks are known within 2%.
TEST(Queue, overloaded_waits_as_the_fluid_limit_says) {
  const Lengths length(0.5);
  for (const double theta : {0.02, 0.05}) {
    Queue queue(500, help_of(0.5, theta), 30);
    (void)queue.live(1000, 1.6);
    const auto counts = queue.live(20'000, 1.6);
    const double through = 30 / length.mean, waiting = (counts.arrived / counts.weeks - through) / theta;
    EXPECT_NEAR(counts.helped / counts.weeks, 30, 0.1);
    EXPECT_NEAR(counts.started / counts.weeks, through, 0.02 * through);
    EXPECT_NEAR(counts.waiting / counts.weeks, waiting, 0.04 * waiting) << theta;
    EXPECT_NEAR(counts.left, theta * counts.waiting, 4.5 * std::sqrt(counts.left)) << theta;
  }
}

/// Erlang A (M/M/n+M): mean number waiting and share that leaves, from the stationary birth-and-death chain.
struct ErlangA {
  double waiting = 0, leaving_share = 0;
  ErlangA(double arrivals, double mean_length, double theta, int n) {
    double weight = 1, sum = 0, sum_waiting = 0;
    for (int k = 0; k < 2000; ++k) {
      if (k > 0) weight *= arrivals / (std::min(k, n) / mean_length + std::max(0, k - n) * theta);
      sum += weight;
      sum_waiting += std::max(0, k - n) * weight;
    }
    waiting = sum_waiting / sum;
    leaving_share = theta * waiting / arrivals;
  }
};

// At a load near capacity. Lengths of help are spread nearly as an exponential's (squared coefficient of variation
// 0.9 against 1), so Erlang A should hold within about a tenth; chance adds a few percent over 40,000 weeks.
TEST(Queue, near_capacity_waits_as_erlang_a_says) {
  const Lengths length(0.5);
  const double spread = length.mean_square / (length.mean * length.mean) - 1;
  EXPECT_NEAR(spread, 0.95, 0.15);
  constexpr int capacity = 40;
  for (const double load : {0.95, 1.05}) {
    const double arrivals = load * capacity / length.mean;
    Queue queue(500, help_of(0.5, 0.03), capacity);
    (void)queue.live(1000, arrivals);
    const auto counts = queue.live(40'000, arrivals);
    const ErlangA theory(counts.arrived / counts.weeks, length.mean, 0.03, capacity);
    EXPECT_NEAR(counts.waiting / counts.weeks, theory.waiting, 0.15 * theory.waiting) << load;
    EXPECT_NEAR(counts.left / counts.arrived, theory.leaving_share, 0.15 * theory.leaving_share) << load;
  }
}

TEST(Queue, conserves_families) {
  Queue queue(300, help_of(0.3, 0.04), 12);
  const auto counts = queue.live(3000, 1.0);
  // All arrivals were helped, left, or still wait.
  EXPECT_NEAR(counts.arrived, counts.started + counts.left, 60);
  EXPECT_LE(counts.helped / counts.weeks, 12);
}

}  // namespace
}  // namespace weefsel
