// What: how one person fills the free moments of a week: each with one place, or with staying in. A multinomial logit
// with a nest for going out (model definition 7.3): a place has its utility, a Gumbel draw of its own per moment, and a
// shock that all places of that moment share.
//   A place counts only where it beats staying in, so staying in is the bar it has to pass. What even the best draw
// would not lift over the bar of any moment need not be drawn; most places are far below it. The choice is the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ids.hpp"
#include "random/distributions.hpp"
#include "random/luck.hpp"

namespace weefsel {

class FreeMoments {
 public:
  static constexpr std::uint32_t most = 4;

  /// `own`: 64 bits of this person in this week. `stay_home`: utility of staying in. `count`: moments, at most `most`.
  FreeMoments(const NestShock& nest, double stay_home, std::uint64_t own, std::uint32_t count)
      : lambda_(nest.lambda()), count_(count) {
    constexpr double slack = 1e-6;  // more than rounding can do; the exact comparison is in `choice`
    const std::uint64_t home_chance = mix64(own + 1), angle = mix64(own + 2), size = mix64(own + 3);
    for (std::uint32_t m = 0; m < count; ++m) {
      const unsigned shift = 16 * m;
      Moment& moment = moments_[m];
      moment.shock = lambda_ * nest.at(static_cast<std::uint16_t>(angle >> shift), static_cast<std::uint16_t>(size >> shift));
      moment.stay = stay_home + static_cast<double>(gumbel_[static_cast<std::uint16_t>(home_chance >> shift)]);
      moment.best = moment.stay - moment.shock - slack;
    }
    set_bar();
  }

  /// A place needs this much, luck included, to matter at any moment (see PromisingPlaces).
  [[nodiscard]] double bar() const { return bar_; }
  /// Lays a place of utility `v` beside the best so far of every moment; `chance` has 16 bits of luck for each. Equals
  /// go to the higher key.
  void offer(PlaceId place, std::uint32_t key, double v, std::uint64_t chance) {
    bool raised = false;
    for (std::uint32_t m = 0; m < count_; ++m) {
      Moment& moment = moments_[m];
      const double u = v + lambda_ * static_cast<double>(gumbel_[static_cast<std::uint16_t>(chance >> (16 * m))]);
      if (u < moment.best || (u == moment.best && key <= moment.best_key)) continue;
      moment.best = u, moment.best_key = key, moment.choice = place;
      raised = true;
    }
    if (raised) set_bar();
  }

  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// Where moment `m` is spent; none: at home.
  [[nodiscard]] PlaceId choice(std::uint32_t m) const {
    const Moment& moment = moments_[m];
    return moment.choice.exists() && moment.best + moment.shock > moment.stay ? moment.choice : PlaceId{};
  }

 private:
  struct Moment {
    double stay = 0, shock = 0, best = 0;
    std::uint32_t best_key = ~std::uint32_t{0};  ///< nobody beats the bar by being equal to it
    PlaceId choice;
  };
  void set_bar() {
    bar_ = moments_[0].best;
    for (std::uint32_t m = 1; m < count_; ++m) bar_ = std::min(bar_, moments_[m].best);
  }

  double lambda_, bar_ = 0;
  const float* gumbel_ = gumbel_table16();
  std::uint32_t count_;
  std::array<Moment, most> moments_;
};

}  // namespace weefsel
