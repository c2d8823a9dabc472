// What: who is tied to whom. Ties of weak-or-stronger strength between parents of different families, sorted by the
// kind of household at both ends, and what follows from that:
//   bonding        share of ties to parents of the own kind
//   bridging       ties to parents of another kind / expected if each had gone to any parent present, by lot: 1 is
//                  random mixing, below 1 is keeping to one's own (after Blau 1977, inequality and heterogeneity)
//   assortativity  Newman's coefficient (Newman 2003, eq. 2): (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i)
// Ties are directed: each counts at its owner. The partner in the house is no tie, but is one of those present.
// Community is unnamed and unordered: it appears in these sums over a whole neighbourhood or town, and nowhere else.
// Cells with fewer than 30 families are NaN, and so is a figure with nobody of another kind to meet.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "world/world.hpp"

namespace weefsel {

enum class MixingBy : std::uint8_t { education, income, phase, community, count };
inline constexpr std::size_t mixing_count = 4;
inline constexpr std::array<std::string_view, mixing_count> mixing_names = {"education", "income", "phase_of_youngest", "community"};

/// The kind of household an adult of a family counts with, for each way of sorting.
using MixingKinds = std::array<std::uint8_t, mixing_count>;
[[nodiscard]] MixingKinds mixing_kinds(const World& world, AdultId a, const Belongs& who);

/// Kinds that occur in a town, for each way of sorting.
[[nodiscard]] std::array<std::size_t, mixing_count> mixing_sizes(const World& world);

/// Ties by kind of owner (row) and of the other (column), and how many parents there are of each kind.
class MixingMatrix {
 public:
  explicit MixingMatrix(std::size_t kinds = 0) : kinds_(kinds), present_(kinds), ties_(kinds * kinds) {}
  void add_parent(std::size_t kind) { ++present_[kind]; }
  void add_tie(std::size_t owner, std::size_t other) { ++ties_[owner * kinds_ + other]; }
  void add(const MixingMatrix& other);

  [[nodiscard]] double bonding() const;
  [[nodiscard]] double bridging() const;
  [[nodiscard]] double assortativity() const;

 private:
  [[nodiscard]] std::int64_t tie_count() const;
  [[nodiscard]] std::int64_t own_kind_count() const;

  std::size_t kinds_;
  std::vector<std::int64_t> present_, ties_;
};

/// One place: a neighbourhood (ties within it only), or the town.
struct MixingSums {
  std::int64_t families = 0;
  std::array<MixingMatrix, mixing_count> by;

  MixingSums() = default;
  explicit MixingSums(const std::array<std::size_t, mixing_count>& sizes);
  void add_parent(const MixingKinds& kinds);
  void add_tie(const MixingKinds& owner, const MixingKinds& other);
  void add(const MixingSums& other);

  [[nodiscard]] double bonding(MixingBy m) const { return shown() ? by[static_cast<std::size_t>(m)].bonding() : blank(); }
  [[nodiscard]] double bridging(MixingBy m) const { return shown() ? by[static_cast<std::size_t>(m)].bridging() : blank(); }
  [[nodiscard]] double assortativity(MixingBy m) const { return shown() ? by[static_cast<std::size_t>(m)].assortativity() : blank(); }

 private:
  [[nodiscard]] bool shown() const;
  [[nodiscard]] static double blank();
};

}  // namespace weefsel
