// What: whom someone knows, in four bytes: the other end of an adult's tie, or one of a child's own people.
#pragma once

#include <cstdint>

#include "base/ids.hpp"

namespace weefsel {

/// The other end of a tie: an adult in town, a professional, or a person outside the town, in 4 bytes.
struct PersonRef {
  static constexpr std::uint32_t none_raw = ~std::uint32_t{0};
  static constexpr std::uint32_t kind_shift = 30;
  std::uint32_t raw = none_raw;

  constexpr PersonRef() = default;
  [[nodiscard]] static constexpr PersonRef of(AdultId a) { return PersonRef{a.slot}; }
  [[nodiscard]] static constexpr PersonRef of(ProfessionalId p) { return PersonRef{(1U << kind_shift) | p.slot}; }
  /// Someone who has no row in the world - elsewhere, or the coach of a club - known by 30 bits of a key.
  [[nodiscard]] static constexpr PersonRef outside(Key key) {
    return PersonRef{(2U << kind_shift) | static_cast<std::uint32_t>(key & 0x3fffffffU)};
  }
  [[nodiscard]] constexpr bool exists() const { return raw != none_raw; }
  [[nodiscard]] constexpr bool is_adult() const { return (raw >> kind_shift) == 0; }
  [[nodiscard]] constexpr bool is_professional() const { return (raw >> kind_shift) == 1; }
  [[nodiscard]] constexpr bool is_outside() const { return (raw >> kind_shift) == 2; }
  [[nodiscard]] constexpr AdultId adult() const { return AdultId(raw); }
  [[nodiscard]] constexpr ProfessionalId professional() const { return ProfessionalId(raw & 0x3fffffffU); }
  [[nodiscard]] constexpr std::uint32_t outside_bits() const { return raw & 0x3fffffffU; }
  friend constexpr bool operator==(PersonRef, PersonRef) = default;

 private:
  constexpr explicit PersonRef(std::uint32_t bits) : raw(bits) {}
};

}  // namespace weefsel
