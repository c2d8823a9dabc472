// What: a world after its run-in, as a file of raw columns and back. Only for the program that wrote it.
#pragma once

#include <filesystem>

#include "world/world.hpp"

namespace weefsel {

/// Errors: SystemTrouble when it cannot be written.
void write_world(const World& world, const std::filesystem::path& path);

/// Reads what `write_world` wrote into `world`, which must be the world that the run-in began with: what never changes
/// is taken from there. False, with `world` in no particular state, when the file is not there, cut short, altered, or of a
/// program with other tie slots.
[[nodiscard]] bool read_world(World& world, const std::filesystem::path& path);

}  // namespace weefsel
