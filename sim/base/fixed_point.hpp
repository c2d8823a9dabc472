// What: numbers that stay in the world are whole numbers of a small unit, so that sums do not depend on
// their order and equal runs are equal to the last bit on every compiler and CPU.
#pragma once

#include <algorithm>
#include <cstdint>

namespace weefsel {

/// Rounds half up; plain arithmetic, so the same on every machine.
[[nodiscard]] constexpr std::int64_t round_to_int(double x) {
  const double shifted = x + 0.5;
  const auto truncated = static_cast<std::int64_t>(shifted);
  return static_cast<double>(truncated) > shifted ? truncated - 1 : truncated;
}

/// A share 0-1 in 8 bits (steps of 1/255): dispositions, qualities, severities.
struct Share8 {
  std::uint8_t raw = 0;
  constexpr Share8() = default;
  constexpr explicit Share8(double share)
      : raw(static_cast<std::uint8_t>(round_to_int(std::clamp(share, 0.0, 1.0) * 255.0))) {}
  [[nodiscard]] constexpr double value() const { return raw * (1 / 255.0); }  // a division would take longer
  friend constexpr bool operator==(Share8, Share8) = default;
  friend constexpr auto operator<=>(Share8, Share8) = default;
};

/// A share 0-1 in 16 bits (steps of 1/65535): strength of a tie.
struct Share16 {
  std::uint16_t raw = 0;
  constexpr Share16() = default;
  constexpr explicit Share16(double share)
      : raw(static_cast<std::uint16_t>(round_to_int(std::clamp(share, 0.0, 1.0) * 65535.0))) {}
  [[nodiscard]] constexpr double value() const { return raw * (1 / 65535.0); }
  friend constexpr bool operator==(Share16, Share16) = default;
  friend constexpr auto operator<=>(Share16, Share16) = default;
};

/// A signed number in steps of 1/65536, range about +-32,767: wellbeing, load, balances.
struct Fixed {
  std::int32_t raw = 0;
  constexpr Fixed() = default;
  constexpr explicit Fixed(double x)
      : raw(static_cast<std::int32_t>(round_to_int(std::clamp(x, -32000.0, 32000.0) * 65536.0))) {}
  [[nodiscard]] constexpr double value() const { return raw * (1 / 65536.0); }
  friend constexpr bool operator==(Fixed, Fixed) = default;
  friend constexpr auto operator<=>(Fixed, Fixed) = default;
};

}  // namespace weefsel
