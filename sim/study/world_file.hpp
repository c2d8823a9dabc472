// What: a world between two weeks, as a file of raw columns and back. Only for the program that wrote it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "world/world.hpp"

namespace weefsel {

/// `beside`: bytes that belong to it. Errors: SystemTrouble when it cannot be written.
void write_world(const World& world, const std::filesystem::path& path, std::string_view beside = {});

/// Reads what `write_world` wrote into `world`, which must be the world that the run-in began with: what never changes
/// is taken from there. False, with `world` in no particular state, when the file is not there, cut short, altered, or of a
/// program with other tie slots; and, before any of the world is read, when what stands beside it does not begin with `begins_with`.
[[nodiscard]] bool read_world(World& world, const std::filesystem::path& path, std::string* beside = nullptr, std::string_view begins_with = {});

}  // namespace weefsel
