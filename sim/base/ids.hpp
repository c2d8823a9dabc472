// What: strong identifiers and the columns they index.
//
// An entity has two names. Its *slot* says where it sits in the arrays (4 bytes; ties store it) and may
// change when the world is compacted. Its *key* (64 bits) says who it is: every draw, every order and
// every comparison of twins uses the key, never the slot.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace weefsel {

/// A slot in the arrays of one kind of entity. `Tag` keeps the kinds apart at compile time.
template <class Tag>
struct Id {
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t slot = nobody;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : slot(static_cast<std::uint32_t>(index)) {}
  [[nodiscard]] constexpr bool exists() const { return slot != nobody; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using AdultId = Id<struct AdultTag>;
/// An active adult: one with a tie table, a mood and hours to spend (see world/adults.hpp).
using ActiveId = Id<struct ActiveTag>;
using HouseholdId = Id<struct HouseholdTag>;
using ChildId = Id<struct ChildTag>;
using DwellingId = Id<struct DwellingTag>;
using StreetId = Id<struct StreetTag>;
using NeighbourhoodId = Id<struct NeighbourhoodTag>;
using PlaceId = Id<struct PlaceTag>;
using ProfessionalId = Id<struct ProfessionalTag>;
using ProgrammeId = Id<struct ProgrammeTag>;

/// Who an entity is, for ever. Made from origin only (see random/keys.hpp); no counter goes into it.
using Key = std::uint64_t;

/// One attribute of all entities of a kind: a vector that takes only that kind's slots as index.
template <class Index, class T>
class Column : public std::vector<T> {
 public:
  using std::vector<T>::vector;
  using value_type = T;
  using index_type = Index;
  T& operator[](Index i) { return std::vector<T>::operator[](i.slot); }
  const T& operator[](Index i) const { return std::vector<T>::operator[](i.slot); }
};

}  // namespace weefsel

template <class Tag>
struct std::hash<weefsel::Id<Tag>> {
  std::size_t operator()(weefsel::Id<Tag> id) const noexcept { return id.slot; }
};
