// The virtual monitor reads and never writes back; who is asked and what is answered do not depend on slots or threads.
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "monitor/ask_monitor.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/relabel.hpp"

namespace weefsel {
namespace {
using namespace tests;

bool same(const MonitorAnswers& a, const MonitorAnswers& b) {
  const auto same_cells = [](const std::vector<MonitorSums>& x, const std::vector<MonitorSums>& y) {
    for (std::size_t c = 0; c < x.size(); ++c)
      for (std::size_t i = 0; i < item_count; ++i) {
        const ItemSums &p = x[c].items[i], &q = y[c].items[i];
        if (p.asked != q.asked || p.yes != q.yes || p.children != q.children || p.families != q.families) return false;
      }
    return x.size() == y.size();
  };
  return same_cells(a.by_group, b.by_group) && same_cells(a.by_neighbourhood, b.by_neighbourhood);
}

TEST(MonitorIsReproducible, it_leaves_the_world_as_it_is_and_slots_and_threads_do_not_matter) {
  Play play(hofbuurt());
  play.weeks(60);
  const std::string before = state_hash(play.world);
  const auto ask = [&](const World& world) {
    return ask_monitor(world, play.parameters, play.tables().fading, play.luck, 60);
  };
  const MonitorAnswers usual = ask(play.world);
  EXPECT_GT(usual.by_group[0].of(Item::upbringing_hard).asked, 0);
  EXPECT_EQ(state_hash(play.world), before);
  EXPECT_TRUE(same(usual, ask(relabelled(play.world, 5, play.parameters.outings.reach)))) << "other slots";
  for (const std::size_t threads : {1U, 3U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    EXPECT_TRUE(same(usual, ask(play.world))) << threads << " threads";
  }
}

TEST(MonitorIsReproducible, recording_it_or_not_gives_the_same_state) {
  const Scenario s = small_scenario();
  const std::optional<World> start = run_in(s, hofbuurt(), 0);
  Scenario without = s, small = s;
  without.recording.monitor_sample = 0, small.recording.monitor_sample = 40;
  const std::string usual = live(s, *start, 0)->state_hash;
  EXPECT_EQ(live(without, *start, 0)->state_hash, usual);
  EXPECT_EQ(live(small, *start, 0)->state_hash, usual);
}

}  // namespace
}  // namespace weefsel
