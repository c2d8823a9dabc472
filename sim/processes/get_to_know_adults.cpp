#include "processes/get_to_know_adults.hpp"

#include <algorithm>
#include <vector>

#include "base/collect.hpp"
#include "random/keys.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr unsigned host_number = 255;
/// From this age children play at each other's homes without a parent, and go to clubs.
constexpr double own_people_from = 4;

class Acquainter {
 public:
  Acquainter(World& world, const WeekContext& now, const WeekScratch& scratch)
      : world_(world), now_(now), scratch_(scratch), p_(now.parameters), familiar_(now.luck.salt(Purpose::familiar_adult, Week{0})),
        play_date_(now.luck.salt(Purpose::play_date, now.week)),
        youth_worker_(world.neighbourhoods.size()) {
    for (std::size_t i = 0; i < world.professionals.size(); ++i) {
      const ProfessionalId team(i);
      if (world.professionals.kind[team] == static_cast<std::uint8_t>(ProfessionalKind::youth_worker) && !world.professionals.place[team].exists())
        youth_worker_[world.professionals.neighbourhood[team].slot] = team;
    }
  }

  void spend_the_week(ChildId c) const {
    const double age = age_in_years(world_.children.birth_week[c], now_.week);
    const Leisure& leisure = scratch_.leisure;
    for (std::size_t v = 0; v < leisure.visit_count[c.slot]; ++v) {
      const ChildVisit& visit = leisure.visits[c.slot][v];
      if (visit.hours_hundredths == 0) continue;
      spend_time_at(world_, c, visit.place, visit.hours_hundredths / 100.0, now_.week);
      if (!visit.own || world_.places.kind_of(visit.place) == PlaceKind::online_group) continue;
      be_with_staff(c, visit);
      if (age >= youngster_age) be_with_a_regular(c, visit);
    }
    for (const ChildId host : leisure.at_home_of[c.slot])
      if (host.exists()) be_at_home_of(c, host, p_.youngsters.adult_attention);
    if (age >= own_people_from && age < youngster_age) play_with_classmates(c);
  }

 private:
  void be_with_staff(ChildId c, const ChildVisit& visit) const {
    const double hours = visit.hours_hundredths / 100.0 * p_.childhood.attention;
    const PlaceKind kind = world_.places.kind_of(visit.place);
    const Key place = world_.places.key[visit.place];
    if (is_club(kind)) {
      spend_time_with(world_, c, PersonRef::outside(key_of_place_person(place, visit.moment)), OwnRole::coach, hours, now_.week);
    } else if (const ProfessionalId team = youth_worker_[world_.places.neighbourhood[visit.place].slot]; kind == PlaceKind::youth_centre && team.exists()) {
      spend_time_with(world_, c, PersonRef::of(team), OwnRole::youth_worker, hours, now_.week);
    } else if (world_.places.host[visit.place].raw > 0) {
      spend_time_with(world_, c, PersonRef::outside(key_of_place_person(place, host_number)), OwnRole::host,
                      hours * world_.places.host[visit.place].value(), now_.week);
    }
    if (const AdultId volunteer = world_.places.volunteer[visit.place]; volunteer.exists() && !world_.adults.has(volunteer, Adults::gone))
      spend_time_with(world_, c, PersonRef::of(volunteer), OwnRole::host, hours * p_.volunteering.host_quality, now_.week);
  }

  /// Of the adults who are there, the one with whom this youngster gets on best: the highest lasting draw of the pair.
  void be_with_a_regular(ChildId c, const ChildVisit& visit) const {
    const Gatherings& g = scratch_.gatherings;
    const std::uint32_t group = visit.place.slot * Gatherings::occasions_per_place + visit.moment;
    if (group + 1 >= g.group_first.size()) return;
    const Salt own = familiar_.own(world_.children.key[c]);
    AdultId best;
    std::uint64_t highest = 0;
    for (std::uint32_t s = g.group_first[group]; s < g.group_first[group + 1]; ++s) {
      if (!g.seated[s].exists()) continue;
      const AdultId a = world_.actives.adult[g.seated[s]];
      if (world_.adults.household[a] == world_.children.household[c]) continue;
      const std::uint64_t draw = own.of(world_.adults.key[a]);
      if (!best.exists() || draw > highest) best = a, highest = draw;
    }
    if (best.exists())
      spend_time_with(world_, c, PersonRef::of(best), OwnRole::regular, visit.hours_hundredths / 100.0 * p_.youngsters.adult_attention, now_.week);
  }

  /// The parent who is at home where the child plays: the same one as a rule.
  void be_at_home_of(ChildId c, ChildId host, double attention) const {
    const auto members = world_.households.adults[world_.children.household[host]];
    if (!members[0].exists()) return;
    AdultId parent = members[0];
    if (members[1].exists()) {
      const Key child = world_.children.key[c];
      if (familiar_.of(child, world_.adults.key[members[1]]) > familiar_.of(child, world_.adults.key[members[0]])) parent = members[1];
    }
    spend_time_with(world_, c, PersonRef::of(parent), OwnRole::parent_of_friend, p_.childhood.play_hours * attention, now_.week);
  }

  /// The play dates of play_together: half of them are at the other's home, where its parent is met.
  void play_with_classmates(ChildId c) const {
    const double p = p_.meeting.play_dates_per_week / static_cast<double>(playmates_per_child) * world_.home_contact_percent / 100.0;
    const Key key = world_.children.key[c];
    for (const ChildId mate : world_.children.playmates[c]) {
      if (!mate.exists() || world_.children.gone[mate]) continue;
      if (world_.stays_home(world_.children.household[c]) || world_.stays_home(world_.children.household[mate])) continue;
      const Key theirs = world_.children.key[mate];
      const std::uint64_t hash = play_date_.of_pair(key, theirs);
      if (unit_interval(hash) >= p) continue;
      const bool at_the_first = (mix64(hash + 2) & 1) != 0;
      if (at_the_first != (key < theirs)) be_at_home_of(c, mate, p_.childhood.attention);
    }
  }

  World& world_;
  const WeekContext& now_;
  const WeekScratch& scratch_;
  const Parameters& p_;
  Salt familiar_, play_date_;
  std::vector<ProfessionalId> youth_worker_;
};

bool may_have_own_people(const World& world, ChildId c, Week now) {
  return world.children.club[c].exists() || age_in_years(world.children.birth_week[c], now) >= own_people_from;
}

/// Children who have come to the age of people of their own.
std::vector<ChildId> children_without_room(const World& world, const WeekContext& now) {
  return collect_in_order<ChildId>(world.children.size(), [&](std::size_t begin, std::size_t end, std::vector<ChildId>& some) {
    for (std::size_t i = begin; i < end; ++i)
      if (const ChildId c(i); !world.children.gone[c] && !world.children.own_people.has(c) && may_have_own_people(world, c, now.week)) some.push_back(c);
  });
}

}  // namespace

void get_to_know_adults(World& world, const WeekContext& now, WeekScratch& scratch) {
  for (const ChildId c : children_without_room(world, now)) world.children.own_people.give(c);
  const Acquainter acquainter(world, now, scratch);
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (!world.children.gone[c]) acquainter.spend_the_week(c);
  });
}

}  // namespace weefsel
