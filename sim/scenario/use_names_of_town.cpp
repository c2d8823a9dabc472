#include "scenario/use_names_of_town.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace weefsel {
namespace {
constexpr std::array<std::string_view, 4> keys_of_places = {"ids", "place", "at_place", "into_place"};
constexpr std::array<std::string_view, 4> keys_of_neighbourhoods = {"neighbourhoods", "neighbourhood",
                                                                    "in_neighbourhood", "like"};

template <class Keys>
bool among(const Keys& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void rename(Value& value, const std::vector<OtherName>& known_as) {
  for (Value& item : value.items) rename(item, known_as);
  if (value.kind != Value::Kind::scalar) return;
  const auto found =
      std::find_if(known_as.begin(), known_as.end(), [&](const OtherName& other) { return other.name == value.text; });
  if (found != known_as.end()) value.text = found->of;
}
}  // namespace

void use_names_of_town(Value& lever, const TownNames& town) {
  for (Value& item : lever.items) use_names_of_town(item, town);
  for (Entry& entry : lever.entries) {
    if (among(keys_of_places, entry.key))
      rename(entry.value, town.places_known_as);
    else if (among(keys_of_neighbourhoods, entry.key))
      rename(entry.value, town.neighbourhoods_known_as);
    else
      use_names_of_town(entry.value, town);
  }
}

}  // namespace weefsel
