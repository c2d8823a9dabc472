#include "processes/meet_peers.hpp"

#include <algorithm>
#include <tuple>

#include "processes/meet.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr int most_common_friends = 2;
constexpr double same_age_years = 2;

/// One youngster at one meeting: a place at some moment, or a school year.
struct Attendance {
  std::uint32_t group;
  std::uint64_t order;
  ChildId who;
  std::uint32_t hundredths;
};

/// What this week does to one youngster's friendships.
struct Company {
  struct Hours { ChildId other; std::uint32_t hundredths; };
  std::vector<Hours> with_friends;
  std::vector<ChildId> begun;
};

double friendship(const World& world, const WeekContext& now, ChildId c, std::size_t slot) {
  return friendship_strength(world.children, now.tables.fading, c, slot, now.week);
}

bool is_youngster(const World& world, ChildId c) {
  return !world.children.gone[c] && age_in_years(world.children.birth_week[c], world.week) >= youngster_age;
}

int common_friends(const World& world, ChildId a, ChildId b) {
  int common = 0;
  for (const ChildId f : world.children.friends[a])
    if (f.exists() && common < most_common_friends && find_friend(world.children, b, f) < friends_per_child) ++common;
  return common;
}

class PeerMeeter {
 public:
  PeerMeeter(const World& world, const WeekContext& now) : world_(world), now_(now), company_(world.children.size()) {}

  std::vector<Company>& company() { return company_; }

  /// Circles in the order given: whoever `opens` starts a new one.
  template <class Opens>
  void meet_in_circles(const Attendance* begin, const Attendance* end, Key meeting, double quality, Opens opens) {
    for (const Attendance* first = begin; first != end;) {
      const Attendance* last = first + 1;
      while (last != end && !opens(last->who)) ++last;
      for (const Attendance* a = first; a != last; ++a)
        for (const Attendance* b = a + 1; b != last; ++b) {
          const double together = std::min(a->hundredths, b->hundredths) / static_cast<double>(last - first - 1) * quality;
          share_hours(a->who, b->who, static_cast<std::uint32_t>(round_to_int(together)), meeting);
        }
      first = last;
    }
  }

  /// Both sides count the same hours; strangers may become friends, by one draw on the pair.
  void share_hours(ChildId a, ChildId b, std::uint32_t hundredths, Key meeting) {
    const bool a_holds = find_friend(world_.children, a, b) < friends_per_child, b_holds = find_friend(world_.children, b, a) < friends_per_child;
    if (a_holds) company_[a.slot].with_friends.push_back({b, hundredths});
    if (b_holds) company_[b.slot].with_friends.push_back({a, hundredths});
    if ((a_holds && b_holds) || !become_friends(a, b, hundredths / 100.0, meeting)) return;
    if (!a_holds) company_[a.slot].begun.push_back(b);
    if (!b_holds) company_[b.slot].begun.push_back(a);
  }

 private:
  bool become_friends(ChildId a, ChildId b, double hours, Key meeting) const {
    const auto& p = now_.parameters;
    const double apart = (world_.children.birth_week[a] - world_.children.birth_week[b]) / weeks_per_year;
    double hazard = hours * p.youngsters.start_per_hour;
    hazard *= apart > -same_age_years && apart < same_age_years ? p.meeting.similar_children : 1 / p.meeting.similar_children;
    const double u = unit_interval(salt_.of_pair(world_.children.key[a], world_.children.key[b], meeting));
    double most = hazard;
    for (int i = 0; i < most_common_friends; ++i) most *= p.meeting.common_friend;
    if (u >= p_acquainted(most)) return false;  // not even with common friends: no need to look for them
    for (int i = common_friends(world_, a, b); i > 0; --i) hazard *= p.meeting.common_friend;
    return u < p_acquainted(hazard);
  }

  const World& world_;
  const WeekContext& now_;
  Salt salt_ = now_.luck.salt(Purpose::friends, now_.week);
  std::vector<Company> company_;
};

std::vector<ChildId> youngsters_of(const World& world) {
  std::vector<ChildId> youngsters;
  for (std::size_t i = 0; i < world.children.size(); ++i)
    if (is_youngster(world, ChildId(i))) youngsters.push_back(ChildId(i));
  return youngsters;
}

void by_group_and_order(std::vector<Attendance>& all) {
  std::sort(all.begin(), all.end(), [](const Attendance& a, const Attendance& b) { return a.group != b.group ? a.group < b.group : a.order > b.order; });
}

template <class F>
void for_each_group(const std::vector<Attendance>& all, F&& f) {
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first;
    while (end < all.size() && all[end].group == all[first].group) ++end;
    f(first, end);
    first = end;
  }
}

std::size_t adults_seated(const Gatherings& g, std::uint32_t group) {
  if (group + 1 >= g.group_first.size()) return 0;
  std::size_t seated = 0;
  for (std::uint32_t s = g.group_first[group]; s < g.group_first[group + 1]; ++s) seated += g.seated[s].exists();
  return seated;
}

void turn_away(Leisure& leisure, ChildId c, std::uint32_t group) {
  for (std::size_t v = 0; v < leisure.visit_count[c.slot]; ++v) {
    ChildVisit& visit = leisure.visits[c.slot][v];
    if (visit.place.slot * Gatherings::occasions_per_place + visit.moment == group) visit.hours_hundredths = 0;
  }
}

/// Who joins a friend that stands higher in the order goes where that friend goes; entries in falling order.
void sit_with_friends(const World& world, const WeekContext& now, std::vector<Attendance>& all, std::size_t first, std::size_t end, Salt salt, Key meeting) {
  struct Seat { std::uint64_t party; Attendance who; };
  std::vector<Seat> seats;
  for (std::size_t i = first; i < end; ++i) {
    seats.push_back({all[i].order, all[i]});
    const ChildId me = all[i].who;
    if (unit_interval(salt.of(world.children.key[me], meeting + 1)) < now.parameters.meeting.mixing) continue;
    std::uint64_t highest = all[i].order;
    for (std::size_t j = 0; j + 1 < seats.size(); ++j)
      if (seats[j].who.order > highest && find_friend(world.children, me, seats[j].who.who) < friends_per_child) {
        highest = seats[j].who.order;
        seats.back().party = seats[j].party;
      }
  }
  std::sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) { return a.party != b.party ? a.party > b.party : a.who.order > b.who.order; });
  for (std::size_t i = first; i < end; ++i) all[i] = seats[i - first].who;
}

/// At places: turns away whoever is over capacity, and seats the others in circles.
void meet_at_places(World& world, const WeekContext& now, WeekScratch& scratch, const std::vector<ChildId>& youngsters, PeerMeeter& meeter) {
  Leisure& leisure = scratch.leisure;
  const Salt salt = now.luck.salt(Purpose::peers, now.week);
  std::vector<Attendance> present;
  for (const ChildId c : youngsters) {
    for (std::size_t v = 0; v < leisure.visit_count[c.slot]; ++v) {
      const ChildVisit& visit = leisure.visits[c.slot][v];
      const std::uint32_t group = visit.place.slot * Gatherings::occasions_per_place + visit.moment;
      present.push_back({group, salt.of(world.children.key[c], join64(world.places.key[visit.place], visit.moment)), c, visit.hours_hundredths});
    }
  }
  by_group_and_order(present);
  for_each_group(present, [&](std::size_t first, std::size_t end) {
    const PlaceId place(present[first].group / Gatherings::occasions_per_place);
    const std::size_t capacity = world.places.capacity[place], taken = adults_seated(scratch.gatherings, present[first].group);
    const std::size_t room = capacity > taken ? capacity - taken : 0;
    const std::size_t seated = std::min(end, first + room);
    for (std::size_t i = first; i < end; ++i) {
      const Belongs who = belongs(world, world.children.household[present[i].who]);
      world.tally.add(i < seated ? youth_visit_to(world.places.kind_of(place)) : Flow::youth_turned_away, who);
      if (i >= seated) turn_away(leisure, present[i].who, present[i].group);
    }
    const bool online = world.places.kind_of(place) == PlaceKind::online_group;
    const Key meeting = join64(world.places.key[place], present[first].group % Gatherings::occasions_per_place);
    sit_with_friends(world, now, present, first, seated, salt, meeting);
    const double p_new_circle = 1 / now.parameters.meeting.circle_size;
    meeter.meet_in_circles(present.data() + first, present.data() + seated, meeting, online ? now.parameters.meeting.online_strength : 1.0,
                           [&](ChildId c) { return unit_interval(salt.of(world.children.key[c], ~meeting)) < p_new_circle; });
  });
}

/// At school: pupils of one year, in circles that last as long as they are at that school together.
void meet_at_school(const World& world, const WeekContext& now, const std::vector<ChildId>& youngsters, PeerMeeter& meeter) {
  const Salt lasting = now.luck.salt(Purpose::school_circle, Week{0});
  const auto hours = static_cast<std::uint32_t>(round_to_int(now.parameters.youngsters.school_hours_per_week * 100));
  std::vector<Attendance> pupils;
  for (const ChildId c : youngsters) {
    const PlaceId school = world.children.day_place[c];
    if (!school.exists() || !world.places.open[school]) continue;
    const auto year = static_cast<std::uint32_t>((world.children.birth_week[c] + 32768) / 52);
    pupils.push_back({school.slot * 2048 + year, lasting.of(world.children.key[c], world.places.key[school]), c, hours});
  }
  by_group_and_order(pupils);
  for_each_group(pupils, [&](std::size_t first, std::size_t end) {
    const Key school = world.places.key[PlaceId(pupils[first].group / 2048)];
    meeter.meet_in_circles(pupils.data() + first, pupils.data() + end, school, 1.0, [&](ChildId c) {
      return unit_interval(lasting.of(world.children.key[c], ~school)) < 1 / now.parameters.youngsters.school_circle;
    });
  });
}

/// At home: the more they trust each other, the more often; the pair decides whose home.
void visit_friends(const World& world, const WeekContext& now, Leisure& leisure, const std::vector<ChildId>& youngsters, PeerMeeter& meeter) {
  const Salt salt = now.luck.salt(Purpose::friend_visits, now.week);
  const auto hundredths = static_cast<std::uint32_t>(round_to_int(now.parameters.childhood.play_hours * 100));
  for (const ChildId c : youngsters)
    for (std::size_t f = 0; f < friends_per_child && world.children.friends[c][f].exists(); ++f) {
      const ChildId other = world.children.friends[c][f];
      if (world.children.gone[other] || world.children.key[other] < world.children.key[c]) continue;  // each pair once
      const std::size_t back = find_friend(world.children, other, c);
      if (back == friends_per_child) continue;  // it takes two
      const double trust = std::min(friendship(world, now, c, f), friendship(world, now, other, back));
      const std::uint64_t dice = salt.of_pair(world.children.key[c], world.children.key[other]);
      const double mean = std::min(1.0, now.parameters.youngsters.visits_per_week * trust) * world.home_contact_percent / 100.0;
      if (unit_interval(dice) >= mean) continue;
      meeter.share_hours(c, other, hundredths, 0);
      const auto [guest, slot, host] = (dice & 1) != 0 ? std::tuple{c, f, other} : std::tuple{other, back, c};
      leisure.at_home_of[guest.slot][slot] = host;
    }
}

class FriendKeeper {
 public:
  FriendKeeper(World& world, const WeekContext& now) : world_(world), now_(now) {}

  void keep(ChildId c, Company& company) const {
    let_go(c);
    grow(c, company);
    auto& begun = company.begun;
    std::sort(begun.begin(), begun.end(), [&](ChildId a, ChildId b) { return world_.children.key[a] < world_.children.key[b]; });
    begun.erase(std::unique(begun.begin(), begun.end()), begun.end());
    for (const ChildId other : begun) begin(c, other);
  }

 private:
  void let_go(ChildId c) const {
    Children& children = world_.children;
    for (std::size_t f = 0; f < friends_per_child && children.friends[c][f].exists();)
      if (children.gone[children.friends[c][f]] || friendship(world_, now_, c, f) < dropped_below) remove_friend(children, c, f);
      else ++f;
  }

  void grow(ChildId c, const Company& company) const {
    std::array<std::uint32_t, friends_per_child> hundredths{};
    for (const auto& [other, hours] : company.with_friends)
      if (const std::size_t f = find_friend(world_.children, c, other); f < friends_per_child) hundredths[f] += hours;
    for (std::size_t f = 0; f < friends_per_child; ++f) {
      if (hundredths[f] == 0) continue;
      const double s = friendship(world_, now_, c, f);
      world_.children.friend_strength[c][f] = Share16(s + std::min(1.0, now_.parameters.ties.growth_per_hour * hundredths[f] / 100.0) * (1 - s));
      world_.children.friend_last[c][f] = short_week(now_.week);
    }
  }

  void begin(ChildId c, ChildId other) const {
    Children& children = world_.children;
    if (find_friend(children, c, other) < friends_per_child) return;
    std::size_t slot = 0;
    while (slot < friends_per_child && children.friends[c][slot].exists()) ++slot;
    if (slot == friends_per_child) {
      slot = weakest(c);
      if (slot == friends_per_child) return;
    }
    children.friends[c][slot] = other;
    children.friend_strength[c][slot] = Share16(first_strength);
    children.friend_since[c][slot] = children.friend_last[c][slot] = short_week(now_.week);
  }

  /// The friendship below weak that gives way; none of this week.
  std::size_t weakest(ChildId c) const {
    std::size_t least = friends_per_child;
    double lowest = weak_tie;
    for (std::size_t f = 0; f < friends_per_child; ++f) {
      if (world_.children.friend_since[c][f] == short_week(now_.week)) continue;
      const double s = friendship(world_, now_, c, f);
      const bool equal = least < friends_per_child && s == lowest &&
                         world_.children.key[world_.children.friends[c][f]] < world_.children.key[world_.children.friends[c][least]];
      if (s < lowest || equal) least = f, lowest = s;
    }
    return least;
  }

  World& world_;
  const WeekContext& now_;
};

}  // namespace

void meet_peers(World& world, const WeekContext& now, WeekScratch& scratch) {
  PeerMeeter meeter(world, now);
  const std::vector<ChildId> youngsters = youngsters_of(world);
  meet_at_places(world, now, scratch, youngsters, meeter);
  meet_at_school(world, now, youngsters, meeter);
  visit_friends(world, now, scratch.leisure, youngsters, meeter);
  const FriendKeeper keeper(world, now);
  for_each_block(youngsters.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) keeper.keep(youngsters[i], meeter.company()[youngsters[i].slot]);
  });
}

}  // namespace weefsel
