// What: numbers of 32 bits compared eight at a time, for loops over long rows. Without AVX2 one at a time, with the same answers.
#pragma once

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include <cstddef>
#include <cstdint>

namespace weefsel {

inline constexpr std::size_t eight = 8;

/// Bit i of eight: x[i] > bar.
[[nodiscard]] inline std::uint32_t above(const float* x, float bar) {
#ifdef __AVX2__
  return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(x), _mm256_set1_ps(bar), _CMP_GT_OQ)));
#else
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < eight; ++i) bits |= std::uint32_t{x[i] > bar} << i;
  return bits;
#endif
}

}  // namespace weefsel
