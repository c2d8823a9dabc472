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

/// A slot in the arrays of one kind of entity. `Tag` keeps the kinds apart at compile time; `Slot` says how many there
/// can be.
template <class Tag, class Slot = std::uint32_t>
struct Id {
  static constexpr Slot nobody = std::numeric_limits<Slot>::max();
  Slot slot = nobody;

  constexpr Id() = default;
  /// Nobody, where there cannot be so many.
  constexpr explicit Id(std::size_t index) : slot(static_cast<Slot>(index)) {
    if constexpr (sizeof(Slot) < sizeof(std::uint32_t))
      if (index > nobody) slot = nobody;
  }
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
/// Two bytes: children and active adults remember many places, and no town has 65,535.
using PlaceId = Id<struct PlaceTag, std::uint16_t>;
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

template <class Tag, class Slot>
struct std::hash<weefsel::Id<Tag, Slot>> {
  std::size_t operator()(weefsel::Id<Tag, Slot> id) const noexcept { return id.slot; }
};
