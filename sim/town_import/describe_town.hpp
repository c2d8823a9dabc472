// What: says in words and tables what a town holds: its neighbourhoods, its places and how full they are, where its
// figures come from. For the terminal, in Dutch or English.
#pragma once

#include <string>

#include "base/language.hpp"
#include "population/town.hpp"
#include "world/world.hpp"

namespace weefsel {

/// `world` is the town as build_world() fills it: how many children go to which place, and how far home is from the
/// nearest place of a kind.
[[nodiscard]] std::string describe_town(const TownDescription& town, const World& world, Language language);

/// Where the figures come from: a line for each in the town's provenance.
[[nodiscard]] std::string describe_provenance(const TownDescription& town, Language language);

}  // namespace weefsel
