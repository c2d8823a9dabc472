#include "measures/mixing.hpp"

#include <algorithm>
#include <limits>

#include "measures/cells.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Position of the one group of a range that a household is in.
std::uint8_t place_in(GroupMask groups, Group first, unsigned count) {
  const GroupMask range = (groups >> static_cast<unsigned>(first)) & ((1U << count) - 1U);
  return static_cast<std::uint8_t>(range == 0 ? 0 : __builtin_ctz(range));
}

}  // namespace

MixingKinds mixing_kinds(const World& world, AdultId a, const Belongs& who) {
  return {place_in(who.groups, Group::education_low, 3), place_in(who.groups, Group::income_tight, 2),
          place_in(who.groups, Group::youngest_0_2, phase_count), world.adults.community[a]};
}

std::array<std::size_t, mixing_count> mixing_sizes(const World& world) {
  std::uint8_t last = 0;
  for (const std::uint8_t community : world.adults.community) last = std::max(last, community);
  return {3, 2, phase_count, std::size_t{last} + 1};
}

void MixingMatrix::add(const MixingMatrix& other) {
  for (std::size_t i = 0; i < present_.size(); ++i) present_[i] += other.present_[i];
  for (std::size_t i = 0; i < ties_.size(); ++i) ties_[i] += other.ties_[i];
}

std::int64_t MixingMatrix::tie_count() const {
  std::int64_t sum = 0;
  for (const std::int64_t ties : ties_) sum += ties;
  return sum;
}

std::int64_t MixingMatrix::own_kind_count() const {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < kinds_; ++k) sum += ties_[k * kinds_ + k];
  return sum;
}

double MixingMatrix::bonding() const {
  const std::int64_t all = tie_count();
  return all == 0 ? nan : static_cast<double>(own_kind_count()) / static_cast<double>(all);
}

double MixingMatrix::bridging() const {
  std::int64_t everyone = 0, chances = 0;
  for (const std::int64_t count : present_) everyone += count;
  for (std::size_t k = 0; k < kinds_; ++k)
    for (std::size_t j = 0; j < kinds_; ++j) chances += ties_[k * kinds_ + j] * (everyone - present_[k]);
  if (chances == 0) return nan;
  const double expected = static_cast<double>(chances) / static_cast<double>(everyone - 1);
  return static_cast<double>(tie_count() - own_kind_count()) / expected;
}

double MixingMatrix::assortativity() const {
  const std::int64_t all = tie_count();
  if (all == 0) return nan;
  std::int64_t products = 0;
  for (std::size_t k = 0; k < kinds_; ++k) {
    std::int64_t out = 0, in = 0;
    for (std::size_t j = 0; j < kinds_; ++j) out += ties_[k * kinds_ + j], in += ties_[j * kinds_ + k];
    products += out * in;
  }
  const std::int64_t square = all * all;
  if (products == square) return nan;
  return static_cast<double>(own_kind_count() * all - products) / static_cast<double>(square - products);
}

MixingSums::MixingSums(const std::array<std::size_t, mixing_count>& sizes) {
  for (std::size_t m = 0; m < mixing_count; ++m) by[m] = MixingMatrix(sizes[m]);
}

void MixingSums::add_parent(const MixingKinds& kinds) {
  for (std::size_t m = 0; m < mixing_count; ++m) by[m].add_parent(kinds[m]);
}

void MixingSums::add_tie(const MixingKinds& owner, const MixingKinds& other) {
  for (std::size_t m = 0; m < mixing_count; ++m) by[m].add_tie(owner[m], other[m]);
}

void MixingSums::add(const MixingSums& other) {
  families += other.families;
  for (std::size_t m = 0; m < mixing_count; ++m) by[m].add(other.by[m]);
}

bool MixingSums::shown() const { return families >= least_families; }
double MixingSums::blank() { return nan; }

}  // namespace weefsel
