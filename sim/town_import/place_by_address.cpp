#include "town_import/place_by_address.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <set>
#include <utility>

#include "base/errors.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/spread.hpp"
#include "town_import/table_file.hpp"
#include "town_import/table_number.hpp"

namespace weefsel {

Postcodes read_postcodes(const std::filesystem::path& file) {
  const std::string what = "centroids of 4-digit postcodes (columns postcode, latitude, longitude)";
  TableFile table(file, what);
  const std::size_t postcode = table.needed_column({"POSTCODE", "PC4"});
  const std::size_t latitude = table.needed_column({"LATITUDE", "LAT"});
  const std::size_t longitude = table.needed_column({"LONGITUDE", "LON", "LNG"});
  const int sort = table.column({"SOORT"});
  Postcodes postcodes;
  std::set<std::string> of_boxes;  // those that so far have post-office boxes only
  table.for_each_row([&](const TableRow& row) {
    const auto x = parse_decimal(row[longitude]), y = parse_decimal(row[latitude]);
    if (!x || !y || row[postcode].size() < 4) return;
    const auto point = rd_new_of(*x, *y);
    if (!point) return;
    const std::string digits = row[postcode].substr(0, 4);
    const bool is_box = sort >= 0 && row[static_cast<std::size_t>(sort)] == "Postbus";
    const bool added = postcodes.emplace(digits, *point).second;
    if (added && is_box) of_boxes.insert(digits);
    if (!added && !is_box && of_boxes.erase(digits) > 0) postcodes[digits] = *point;
  });
  if (postcodes.empty()) {
    throw UserMistake(file.string() + ": no row has a point in the Netherlands in degrees; expected " + what +
                      "\n  are latitude and longitude swapped?");
  }
  return postcodes;
}

PlaceByAddress::PlaceByAddress(const ImportedMunicipality& municipality, const Postcodes& postcodes)
    : municipality_(&municipality), postcodes_(&postcodes), map_(municipality) {
  for (std::size_t i = 0; i < municipality.neighbourhoods.size(); ++i) populous_.push_back(i);
  std::stable_sort(populous_.begin(), populous_.end(), [&](std::size_t a, std::size_t b) {
    return municipality.neighbourhoods[a].children_under_15 > municipality.neighbourhoods[b].children_under_15;
  });
}

PlaceByAddress::Spot PlaceByAddress::next(const std::string& postcode) {
  const std::string digits = postcode.substr(0, 4);
  const std::size_t index = placed_[digits]++;
  if (const auto centroid = postcodes_->find(digits); centroid != postcodes_->end()) {
    ++by_centroid_;
    return {near_centroid(centroid->second, index), "placed near the centroid of postcode " + digits};
  }
  std::vector<std::size_t> candidates;
  for (const std::size_t i : populous_) {
    if (!digits.empty() && municipality_->neighbourhoods[i].postcode == digits) candidates.push_back(i);
  }
  if (!candidates.empty()) {
    ++by_neighbourhood_;
    return {in_turn(candidates, index), "placed in a neighbourhood with postcode " + digits};
  }
  return {in_turn(populous_, unknown_++),
          "placed in a populous neighbourhood: " +
              (digits.empty() ? "it has no postcode" : "its postcode " + digits + " is not known")};
}

std::string PlaceByAddress::in_words() const {
  std::string words;
  for (const auto& [count, how] : {std::pair(by_centroid_, "near the centroid of the 4-digit postcode"),
                                   std::pair(by_neighbourhood_, "in a neighbourhood whose commonest postcode it is"),
                                   std::pair(unknown_, "in a populous neighbourhood, their postcode being unknown")}) {
    if (count > 0) words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' + how;
  }
  return words;
}

Point PlaceByAddress::near_centroid(Point centroid, std::size_t index) const {
  const Point point = spread_around(centroid, index);
  if (map_.at(point, 0)) return point;
  return spread_inside(*map_.at(point, std::numeric_limits<double>::infinity()), index);
}

Point PlaceByAddress::in_turn(const std::vector<std::size_t>& candidates, std::size_t index) const {
  const std::size_t chosen = candidates[index % candidates.size()];
  return spread_inside(municipality_->neighbourhoods[chosen].description, index / candidates.size());
}

std::string number_for_id(const std::string& number) {
  std::string result;
  for (const char c : number) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128 && std::isalnum(byte)) result += static_cast<char>(std::tolower(byte));
  }
  return result;
}

}  // namespace weefsel
