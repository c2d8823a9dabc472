#include "random/luck.hpp"

#include <Random123/philox.h>

namespace weefsel {

Luck::Luck(std::uint64_t seed, std::uint32_t replicate) {
  const std::uint64_t key = join64(seed, replicate);
  philox_key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
}

Draws Luck::draws(Purpose purpose, Week week, Key who, std::uint8_t index, std::uint32_t partner) const {
  const auto week16 = static_cast<std::uint16_t>(week.number + 0x8000);
  const r123::Philox4x32::ctr_type counter = {
      {static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32),
       (std::uint32_t{week16} << 16) | (std::uint32_t{static_cast<std::uint8_t>(purpose)} << 8) | index, partner}};
  const r123::Philox4x32::key_type key = {{philox_key_[0], philox_key_[1]}};
  const auto block = r123::Philox4x32{}(counter, key);
  return Draws{{block[0], block[1], block[2], block[3]}};
}

Salt Luck::salt(Purpose purpose, Week week) const { return Salt{draws(purpose, week, ~Key{0}).bits64(0)}; }

}  // namespace weefsel
