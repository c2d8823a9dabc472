#include "town_import/name_for_scenarios.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "town_import/spread.hpp"

namespace weefsel {
namespace {
constexpr double enough_households = 200;

class Casting {
 public:
  Casting(TownDescription& town, Filled& filled) : town_(town), filled_(filled) {
    double x = 0, y = 0, weight = 0;
    for (const auto& n : town.neighbourhoods) {
      const Point middle = spread_inside(n, 0);
      middles_.push_back(middle);
      x += middle.x * n.households, y += middle.y * n.households, weight += n.households;
    }
    centre_ = {x / std::max(1.0, weight), y / std::max(1.0, weight)};
  }

  void cast() {
    const auto families = [](const auto& n) { return n.households * n.with_children_share; };
    const auto from_centre = [&](std::size_t i) { return distance(middles_[i], centre_); };
    const auto& all = town_.neighbourhoods;
    neighbourhood("centre", "nearest the middle of all homes", [&](std::size_t i) { return -from_centre(i); });
    neighbourhood("flats", "most families with a tight income",
                  [&](std::size_t i) { return families(all[i]) * all[i].tight_income_share; });
    neighbourhood("riverside", "most such families but one",
                  [&](std::size_t i) { return families(all[i]) * all[i].tight_income_share; });
    neighbourhood("estate", "most families", [&](std::size_t i) { return families(all[i]); });
    neighbourhood("village", "farthest from the middle", from_centre);
    neighbourhood("garden_suburb", "fewest families with a tight income",
                  [&](std::size_t i) { return -all[i].tight_income_share; });
    place("library_centre", PlaceKind::library, "centre");
    place("library_flats", PlaceKind::library, "flats");
    place("community_centre_flats", PlaceKind::community_centre, "flats");
    place("community_centre_estate", PlaceKind::community_centre, "estate");
    place("community_centre_village", PlaceKind::community_centre, "village");
    place("mfc_flats", PlaceKind::community_centre, "flats");
    place("market_flats", PlaceKind::cafe_or_market, "flats");
    place("childrens_farm", PlaceKind::childrens_farm, "flats");
    for (const char* school : {"school_flats_west", "school_flats_middle", "school_flats_east"})
      place(school, PlaceKind::primary_school, "flats");
    const auto by_name = [](const OtherName& a, const OtherName& b) { return a.name < b.name; };
    std::sort(town_.places_known_as.begin(), town_.places_known_as.end(), by_name);
    std::sort(town_.neighbourhoods_known_as.begin(), town_.neighbourhoods_known_as.end(), by_name);
  }

 private:
  static double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

  /// Each neighbourhood plays one part as long as there are enough; small ones only where there is nothing else.
  void neighbourhood(const std::string& part, const std::string& why, const std::function<double(std::size_t)>& suits) {
    std::size_t best = town_.neighbourhoods.size();
    std::pair<bool, double> highest;
    for (std::size_t i = 0; i < town_.neighbourhoods.size(); ++i) {
      if (cast_.count(i) > 0 && cast_.size() < town_.neighbourhoods.size()) continue;
      const std::pair<bool, double> score{town_.neighbourhoods[i].households >= enough_households, suits(i)};
      if (best < town_.neighbourhoods.size() && score <= highest) continue;
      best = i, highest = score;
    }
    cast_.insert(best);
    parts_.emplace_back(part, middles_[best]);
    const std::string& code = town_.neighbourhoods[best].code;
    if (code == part) return;
    town_.neighbourhoods_known_as.push_back({part, code});
    filled_.note("also_known_as.neighbourhoods." + part, code, "for the shipped scenarios: " + why + " (judgement)");
  }

  /// The nearest of the kind that plays no part yet, or the nearest of all when each does.
  void place(const std::string& part, PlaceKind kind, const std::string& near) {
    const auto spot =
        std::find_if(parts_.begin(), parts_.end(), [&](const auto& one) { return one.first == near; })->second;
    const PlaceDescription* best = nullptr;
    std::pair<bool, double> least;
    for (const PlaceDescription& candidate : town_.places) {
      if (candidate.kind != kind) continue;
      const std::pair<bool, double> cost{placed_.count(candidate.id) > 0, distance({candidate.x, candidate.y}, spot)};
      if (best && cost >= least) continue;
      best = &candidate, least = cost;
    }
    if (!best) return;
    placed_.insert(best->id);
    if (best->id == part) return;
    town_.places_known_as.push_back({part, best->id});
    filled_.note("also_known_as.places." + part, best->id,
                 "for the shipped scenarios: nearest to " + near + " (judgement)");
  }

  TownDescription& town_;
  Filled& filled_;
  std::vector<Point> middles_;
  Point centre_;
  std::set<std::size_t> cast_;
  std::set<std::string> placed_;
  std::vector<std::pair<std::string, Point>> parts_;
};
}  // namespace

void name_for_scenarios(TownDescription& town, Filled& filled) { Casting(town, filled).cast(); }

}  // namespace weefsel
