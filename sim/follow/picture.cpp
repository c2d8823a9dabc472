#include "follow/picture.hpp"

#include <algorithm>

namespace weefsel {
namespace {

bool lives_in(const World& world, AdultId a, HouseholdId h) {
  return a.exists() && !world.adults.has(a, Adults::gone) && world.adults.household[a] == h;
}

ChildPicture picture_of(const World& world, ChildId c) {
  ChildPicture picture;
  picture.key = world.children.key[c];
  for (std::size_t k = 0; k < concern_kind_count; ++k) picture.concern[k] = world.children.severity[c][k].raw != 0;
  picture.help = world.children.help[c];
  picture.protected_until = world.children.protected_until[c];
  const PlaceId place = world.children.day_place[c];
  picture.day_place = place.exists() ? world.places.key[place] : 0;
  return picture;
}

void add_matches(const World& world, HouseholdId h, std::vector<MatchPicture>& matches) {
  for (std::size_t i = 0; i < world.matches.size(); ++i) {
    const MatchId m(i);
    if (world.matches.until[m] <= world.week.number) continue;
    const bool asks = lives_in(world, world.matches.asker[m], h), gives = lives_in(world, world.matches.giver[m], h);
    if (!asks && !gives) continue;
    const AdultId other = asks ? world.matches.giver[m] : world.matches.asker[m];
    const ChildId child = world.matches.child[m];
    matches.push_back({world.matches.key[m], world.matches.programme[m], child.exists() ? world.children.key[child] : Key{0},
                       mark_of(world, PersonRef::of(other)), asks});
  }
}

}  // namespace

Picture picture_of(const World& world, HouseholdId h) {
  Picture picture;
  if (!h.exists() || world.households.gone[h]) return picture;
  picture.present = true;
  picture.dwelling = world.dwellings.key[world.households.dwelling[h]];
  picture.expecting = world.households.due_week[h] != long_ago;
  for (const AdultId a : world.households.adults[h]) {
    if (!a.exists()) continue;
    const ActiveId active = world.adults.active[a];
    picture.adults.push_back({world.adults.key[a], active.exists() ? world.actives.event_strain[active].value() : 0.0});
  }
  world.for_each_child(h, [&](ChildId c) { picture.children.push_back(picture_of(world, c)); });
  for (std::size_t i = 0; i < world.places.size(); ++i)
    if (lives_in(world, world.places.volunteer[PlaceId(i)], h)) picture.hosts_at.push_back(world.places.key[PlaceId(i)]);
  add_matches(world, h, picture.matches);
  const auto by_key = [](const auto& a, const auto& b) { return a.key < b.key; };
  std::sort(picture.adults.begin(), picture.adults.end(), by_key);
  std::sort(picture.children.begin(), picture.children.end(), by_key);
  std::sort(picture.matches.begin(), picture.matches.end(), by_key);
  std::sort(picture.hosts_at.begin(), picture.hosts_at.end());
  return picture;
}

std::map<PersonMark, TiePicture> ties_of(const World& world, HouseholdId h, const FadingCurve& fading) {
  std::map<PersonMark, TiePicture> ties;
  if (!h.exists() || world.households.gone[h]) return ties;
  for (const AdultId adult : world.households.adults[h]) {
    const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
    if (!a.exists()) continue;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const Tie tie = world.ties.get(a, s);
      const double strength = strength_at(world.ties, fading, a, s, world.week);
      TiePicture& known = ties[mark_of(world, tie.partner)];
      const bool first = !known.person.exists();
      known.started = first ? tie.started : std::min(known.started, tie.started);
      known.touched = first ? tie.touched : std::max(known.touched, tie.touched);
      if (first || strength > known.strength) known.strength = strength, known.kind = tie.mark.kind(), known.person = tie.partner;
    }
  }
  return ties;
}

bool is_followed(const World& world, HouseholdId h) {
  const auto& adults = world.households.adults[h];
  return std::any_of(adults.begin(), adults.end(), [&](AdultId a) { return a.exists() && world.adults.active[a].exists(); });
}

}  // namespace weefsel
