#include "monitor/ask_monitor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/parallel.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A lot per child, and which lots are drawn.
class Sample {
 public:
  Sample(const World& world, const Luck& luck, const Interviewer& interviewer, std::int64_t size)
      : world_(world), salt_(luck.salt(Purpose::monitor_sample, world.week)) {
    std::vector<Lot> lots;
    for (std::size_t i = 0; i < world.children.size(); ++i) {
      const ChildId c(i);
      if (may_be_drawn(c, interviewer)) lots.push_back(lot_of(c));
    }
    if (size >= static_cast<std::int64_t>(lots.size())) return;
    all_ = false;
    none_ = size <= 0;
    if (none_) return;
    const auto last = lots.begin() + static_cast<std::ptrdiff_t>(size - 1);
    std::nth_element(lots.begin(), last, lots.end());
    last_ = *last;
  }
  [[nodiscard]] bool may_be_drawn(ChildId c, const Interviewer& interviewer) const {
    return !world_.children.gone[c] && age_in_years(world_.children.birth_week[c], world_.week) < 12 &&
           interviewer.parent_of(c).exists();
  }
  [[nodiscard]] bool is_drawn(ChildId c) const { return all_ || (!none_ && lot_of(c) <= last_); }

 private:
  using Lot = std::pair<std::uint64_t, Key>;
  [[nodiscard]] Lot lot_of(ChildId c) const { return {salt_.of(world_.children.key[c]), world_.children.key[c]}; }

  const World& world_;
  Salt salt_;
  bool all_ = true, none_ = false;
  Lot last_{};
};

MonitorSums ask_household(const World& world, const Interviewer& interviewer, const Sample& sample, HouseholdId h) {
  MonitorSums sums;
  world.for_each_child(h, [&](ChildId c) {
    if (!sample.may_be_drawn(c, interviewer)) return;
    const bool drawn = sample.is_drawn(c);
    const std::uint32_t answers = drawn ? interviewer.answers({c, interviewer.parent_of(c)}) : 0;
    for (std::size_t i = 0; i < item_count; ++i) {
      if (!interviewer.is_asked(c, static_cast<Item>(i))) continue;
      ItemSums& s = sums.items[i];
      ++s.children;
      if (!drawn) continue;
      ++s.asked, s.families = 1;
      s.yes += (answers >> i) & 1U;
    }
  });
  return sums;
}

}  // namespace

void ItemSums::add(const ItemSums& o) {
  children += o.children, asked += o.asked, yes += o.yes, families += o.families;
}

double ItemSums::share() const { return is_blank() ? nan : static_cast<double>(yes) / static_cast<double>(asked); }

double ItemSums::standard_error() const {
  if (is_blank()) return nan;
  const double p = share(), n = static_cast<double>(asked), missed = 1 - n / static_cast<double>(children);
  return std::sqrt(missed * p * (1 - p) / (n - 1));
}

void MonitorSums::add(const MonitorSums& o) {
  for (std::size_t i = 0; i < item_count; ++i) items[i].add(o.items[i]);
}

MonitorAnswers ask_monitor(const World& world, const Parameters& parameters, const FadingCurve& fading,
                           const Luck& luck, std::int64_t sample) {
  const Interviewer interviewer(world, parameters, fading, luck);
  const Sample drawn(world, luck, interviewer, sample);
  MonitorAnswers total(world.neighbourhoods.size());
  gather_blocks(
      world.households.size(), total, MonitorAnswers(world.neighbourhoods.size()),
      [&](std::size_t begin, std::size_t end, MonitorAnswers& answers) {
        for (std::size_t i = begin; i < end; ++i) {
          const HouseholdId h(i);
          if (world.households.gone[h] || !world.households.first_child[h].exists()) continue;
          const MonitorSums sums = ask_household(world, interviewer, drawn, h);
          answers.each(belongs(world, h), [&](MonitorSums& cell) { cell.add(sums); });
        }
      },
      [](MonitorAnswers& a, const MonitorAnswers& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
