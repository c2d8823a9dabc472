#include "town_import/openstreetmap.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "base/errors.hpp"
#include "text/words.hpp"

namespace weefsel {
namespace {
using Json = nlohmann::json;
using KindByValue = std::map<std::string, PlaceKind>;

std::vector<std::string> values_of(const std::string& tag) {
  std::vector<std::string> values;
  std::istringstream stream(tag);
  for (std::string value; std::getline(stream, value, ';');) values.push_back(trimmed(value));
  return values;
}

std::optional<PlaceKind> first_known(const std::string& tag, const KindByValue& kinds) {
  for (const std::string& value : values_of(tag)) {
    if (const auto found = kinds.find(value); found != kinds.end()) return found->second;
  }
  return std::nullopt;
}

bool has(const std::string& tag, const char* wanted) {
  const std::vector<std::string> values = values_of(tag);
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

/// Meant for youngsters, and not for adults too.
bool is_for_youngsters(const std::string& community_centre_for) {
  const std::vector<std::string> values = values_of(community_centre_for);
  return has(community_centre_for, "juvenile") && std::all_of(values.begin(), values.end(), [](const auto& value) {
           return value == "juvenile" || value == "child";
         });
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? trimmed(found->get<std::string>()) : std::string();
}

std::optional<double> number_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional<double>(found->get<double>()) : std::nullopt;
}

void place(const Json& object, OverpassElement& element) {
  const auto in = [&](const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : Json::object();
  };
  element.longitude = number_in(object, "lon");
  element.latitude = number_in(object, "lat");
  if (element.longitude && element.latitude) return;
  const Json center = in("center");
  element.longitude = number_in(center, "lon");
  element.latitude = number_in(center, "lat");
  if (element.longitude && element.latitude) return;
  const Json bounds = in("bounds");
  const auto west = number_in(bounds, "minlon"), east = number_in(bounds, "maxlon");
  const auto south = number_in(bounds, "minlat"), north = number_in(bounds, "maxlat");
  if (!west || !east || !south || !north) return;
  element.longitude = (*west + *east) / 2;
  element.latitude = (*south + *north) / 2;
}

/// Nothing when it has no tags.
std::optional<OverpassElement> element_of(const Json& object) {
  const auto tags = object.find("tags");
  if (tags == object.end() || !tags->is_object() || tags->empty()) return std::nullopt;
  OverpassElement element;
  const auto id = object.find("id");
  if (id != object.end() && id->is_number_integer()) {
    element.id = text_in(object, "type") + '/' + std::to_string(id->get<std::int64_t>());
  }
  element.name = text_in(*tags, "name");
  element.tags = {text_in(*tags, "leisure"), text_in(*tags, "amenity"), text_in(*tags, "club"),
                  text_in(*tags, "tourism"), text_in(*tags, "zoo"),     text_in(*tags, "community_centre:for")};
  place(object, element);
  return element;
}

/// What of the file is kept while it is read: of its members and of each element's, these.
bool is_wanted(int depth, const std::string& key) {
  static const std::set<std::string> of_file = {"elements", "remark"};
  static const std::set<std::string> of_element = {"type", "id", "lat", "lon", "center", "bounds", "tags"};
  return depth == 1 ? of_file.count(key) > 0 : depth == 3 ? of_element.count(key) > 0 : true;
}
}  // namespace

std::optional<PlaceKind> kind_of(const Tags& tags) {
  if (has(tags.amenity, "community_centre") && is_for_youngsters(tags.community_centre_for)) {
    return PlaceKind::youth_centre;
  }
  static const KindByValue by_amenity = {{"library", PlaceKind::library},
                                         {"community_centre", PlaceKind::community_centre},
                                         {"social_centre", PlaceKind::community_centre},
                                         {"place_of_worship", PlaceKind::place_of_worship},
                                         {"cafe", PlaceKind::cafe_or_market},
                                         {"marketplace", PlaceKind::cafe_or_market},
                                         {"kindergarten", PlaceKind::childcare},
                                         {"childcare", PlaceKind::childcare},
                                         {"music_school", PlaceKind::culture_club},
                                         {"dancing_school", PlaceKind::culture_club},
                                         {"arts_centre", PlaceKind::culture_club},
                                         {"youth_centre", PlaceKind::youth_centre}};
  static const KindByValue by_leisure = {{"playground", PlaceKind::playground},
                                         {"sports_centre", PlaceKind::sports_club},
                                         {"sports_hall", PlaceKind::sports_club}};
  static const KindByValue by_club = {{"sport", PlaceKind::sports_club},    {"music", PlaceKind::culture_club},
                                      {"theatre", PlaceKind::culture_club}, {"culture", PlaceKind::culture_club},
                                      {"scout", PlaceKind::youth_centre},   {"youth", PlaceKind::youth_centre}};
  if (const auto kind = first_known(tags.amenity, by_amenity)) return kind;
  if (const auto kind = first_known(tags.leisure, by_leisure)) return kind;
  if (const auto kind = first_known(tags.club, by_club)) return kind;
  if (has(tags.tourism, "zoo") && has(tags.zoo, "petting_zoo")) return PlaceKind::childrens_farm;
  return std::nullopt;
}

void for_each_overpass_element(const std::filesystem::path& file, const std::string& what,
                               const std::function<void(const OverpassElement&)>& visit) {
  const auto take = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key) return is_wanted(depth, parsed.get_ref<const std::string&>());
    if (event != Json::parse_event_t::object_end || depth != 2) return true;
    if (const auto element = element_of(parsed)) visit(*element);
    return false;  // the file as a whole is not kept
  };
  const std::string start = file.string() + ": ";
  std::ifstream stream(file, std::ios::binary);
  Json rest;
  try {
    rest = Json::parse(stream, take);
  } catch (const Json::parse_error& error) {
    throw UserMistake(start + "Overpass JSON that is damaged or cut short at byte " + std::to_string(error.byte) +
                      "; expected the whole of " + what);
  } catch (const Json::out_of_range&) {
    throw UserMistake(start + "Overpass JSON with a number that is too large; expected " + what);
  }
  const std::string remark = rest.is_object() ? text_in(rest, "remark") : std::string();
  if (remark.find("error") != std::string::npos) {
    throw UserMistake(start + "Overpass did not finish its answer; ask it for less, or allow it more time\n  (" +
                      remark + ")");
  }
  if (!rest.is_object() || !rest.contains("elements") || !rest["elements"].is_array()) {
    throw UserMistake(start + "JSON without a list of elements; expected an answer of Overpass with " + what);
  }
}

}  // namespace weefsel
