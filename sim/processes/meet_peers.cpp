#include "processes/meet_peers.hpp"

#include <algorithm>

#include "base/collect.hpp"
#include "base/group_in_order.hpp"
#include "processes/meet.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr int most_common_friends = 2;
constexpr double same_age_years = 2;

/// One youngster at one meeting: a place at some moment, or a year of a school.
struct Attendance {
  std::uint32_t youngster = 0;  ///< index in the list of youngsters
  std::uint16_t hundredths = 0;
  std::uint8_t visit = 0;  ///< which of its visits
  std::uint64_t order = 0;
};

/// Who sits with whom at places, or at school; by group, then by circle.
struct Seating {
  std::uint32_t groups_per_place = 1;  ///< moments of the week, or years of a school
  std::vector<Attendance> seats;
  std::vector<std::uint32_t> group_first;               ///< per group, and one past the end: its range of `seats`
  std::vector<std::uint32_t> circle_first, circle_end;  ///< per seat: its circle as a range of `seats`
  [[nodiscard]] std::size_t groups() const { return group_first.size() - 1; }
  [[nodiscard]] PlaceId place_of(std::uint32_t group) const { return PlaceId(group / groups_per_place); }
};

constexpr std::uint32_t no_seat = ~std::uint32_t{0};

/// What one sees of a youngster in a circle: most meetings need no more.
struct Face {
  Key key = 0;
  ChildId child;
  ShortWeek birth_week = 0;
};

/// Where one youngster sits this week: per visit, and at school.
struct OwnSeats {
  OwnSeats() { at_places.fill(no_seat); }
  std::array<std::uint32_t, visits_per_child> at_places;
  std::uint32_t at_school = no_seat;
};

/// Hours with each friend, by slot before anything changes this week.
using HoursWithFriends = std::array<std::uint32_t, friends_per_child>;

/// Two who begin a friendship; `who` writes it down.
struct Begun {
  std::uint32_t youngster;
  ChildId other;
};

double friendship(const World& world, const WeekContext& now, ChildId c, std::size_t slot) {
  return friendship_strength(world.children, now.tables.fading, c, slot, now.week);
}

bool is_youngster(const World& world, ChildId c) {
  return !world.children.gone[c] && age_in_years(world.children.birth_week[c], world.week) >= youngster_age;
}

int common_friends(const World& world, ChildId a, ChildId b) {
  int common = 0;
  for (const ChildId f : world.children.friends[a].who)
    if (f.exists() && common < most_common_friends && find_friend(world.children, b, f) < friends_per_child) ++common;
  return common;
}

std::vector<ChildId> youngsters_of(const World& world) {
  return collect_in_order<ChildId>(world.children.size(), [&](std::size_t begin, std::size_t end, std::vector<ChildId>& list) {
    for (std::size_t i = begin; i < end; ++i)
      if (is_youngster(world, ChildId(i))) list.push_back(ChildId(i));
  });
}

/// Puts those present in groups. `emit(i, put)` calls `put(group, attendance)` for what youngster number i attends;
/// `order_of(i, group)` is where it stands there.
template <class Emit, class Order>
Seating seat_by_group(std::size_t youngsters, std::size_t places, std::uint32_t groups_per_place, Emit&& emit, Order&& order_of) {
  Grouped<Attendance> present = group_in_order<Attendance>(youngsters, places * groups_per_place, emit);
  Seating s{groups_per_place, std::move(present.items), std::move(present.first), {}, {}};
  s.circle_first.assign(s.seats.size(), no_seat), s.circle_end.assign(s.seats.size(), no_seat);
  for_each_block(s.groups(), [&](std::size_t from, std::size_t until) {
    for (std::size_t g = from; g < until; ++g) {
      const auto begin = s.seats.begin() + s.group_first[g], end = s.seats.begin() + s.group_first[g + 1];
      for (auto one = begin; one != end; ++one) one->order = order_of(one->youngster, static_cast<std::uint32_t>(g));
      std::sort(begin, end, [](const Attendance& a, const Attendance& b) { return a.order != b.order ? a.order > b.order : a.youngster < b.youngster; });
    }
  });
  return s;
}

/// Circles in the order of the seats from `first` to `end`: whoever `opens` starts a new one.
template <class Opens>
void open_circles(Seating& s, std::size_t first, std::size_t end, Opens opens) {
  for (std::size_t from = first; from < end;) {
    std::size_t until = from + 1;
    while (until < end && !opens(s.seats[until].youngster)) ++until;
    for (std::size_t i = from; i < until; ++i)
      s.circle_first[i] = static_cast<std::uint32_t>(from), s.circle_end[i] = static_cast<std::uint32_t>(until);
    from = until;
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

/// Finds friends among those present at one meeting, who stand in falling order.
class FriendsPresent {
 public:
  FriendsPresent(const World& world, const std::vector<ChildId>& youngsters, const Attendance* all, std::size_t count)
      : world_(world), youngsters_(youngsters), all_(all) {
    if (count <= few) return;
    for (std::size_t i = 0; i < count; ++i) by_child_.push_back({youngsters[all[i].youngster], i});
    std::sort(by_child_.begin(), by_child_.end(), [](const Place& a, const Place& b) { return a.child != b.child ? a.child < b.child : a.at < b.at; });
  }

  /// The highest friend who stands before number `me`; `me` itself without one.
  [[nodiscard]] std::size_t highest_before(std::size_t me) const {
    const ChildId c = youngsters_[all_[me].youngster];
    if (by_child_.empty()) {
      for (std::size_t i = 0; i < me && all_[i].order > all_[me].order; ++i)
        if (find_friend(world_.children, c, youngsters_[all_[i].youngster]) < friends_per_child) return i;
      return me;
    }
    std::size_t highest = me;  // in a crowd one goes through one's own friends
    for (const ChildId other : world_.children.friends[c].who) {
      if (!other.exists()) break;
      const auto found = std::lower_bound(by_child_.begin(), by_child_.end(), other, [](const Place& one, ChildId child) { return one.child < child; });
      if (found != by_child_.end() && found->child == other && all_[found->at].order > all_[me].order) highest = std::min(highest, found->at);
    }
    return highest;
  }

 private:
  static constexpr std::size_t few = 64;  // looking each friend up costs as much as going through them
  struct Place {
    ChildId child;
    std::size_t at;
  };
  const World& world_;
  const std::vector<ChildId>& youngsters_;
  const Attendance* all_;
  std::vector<Place> by_child_;
};

/// Who joins a friend that stands higher in the order goes where that friend goes; entries in falling order.
void sit_with_friends(const World& world, const WeekContext& now, const std::vector<ChildId>& youngsters, Attendance* all, std::size_t count, Salt salt,
                      Key meeting) {
  struct Seat { std::uint64_t party; Attendance who; };
  const FriendsPresent friends(world, youngsters, all, count);
  std::vector<Seat> seats;
  seats.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Key me = world.children.key[youngsters[all[i].youngster]];
    const bool joins = unit_interval(salt.of(me, meeting + 1)) >= now.parameters.meeting.mixing;
    const std::size_t highest = joins ? friends.highest_before(i) : i;
    seats.push_back({highest < i ? seats[highest].party : all[i].order, all[i]});
  }
  std::sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) { return a.party != b.party ? a.party > b.party : a.who.order > b.who.order; });
  for (std::size_t i = 0; i < count; ++i) all[i] = seats[i].who;
}

Key meeting_at(const World& world, std::uint32_t group) {
  return join64(world.places.key[PlaceId(group / Gatherings::occasions_per_place)], group % Gatherings::occasions_per_place);
}

/// At places: turns away whoever is over capacity, and seats the others in circles.
Seating meet_at_places(World& world, const WeekContext& now, WeekScratch& scratch, const std::vector<ChildId>& youngsters) {
  Leisure& leisure = scratch.leisure;
  const Salt salt = now.luck.salt(Purpose::peers, now.week);
  constexpr auto moments = static_cast<std::uint32_t>(Gatherings::occasions_per_place);
  Seating s = seat_by_group(
      youngsters.size(), world.places.size(), moments,
      [&](std::size_t i, auto&& put) {
        for (std::size_t v = 0; v < leisure.visit_count[youngsters[i].slot]; ++v) {
          const ChildVisit& visit = leisure.visits[youngsters[i].slot][v];
          put(visit.place.slot * moments + visit.moment, Attendance{static_cast<std::uint32_t>(i), visit.hours_hundredths, static_cast<std::uint8_t>(v), 0});
        }
      },
      [&](std::uint32_t i, std::uint32_t group) {
        return salt.of(world.children.key[youngsters[i]], join64(world.places.key[PlaceId(group / moments)], group % moments));
      });
  const double p_new_circle = 1 / now.parameters.meeting.circle_size;
  tally_blocks(world, s.groups(), [&](std::size_t from, std::size_t until, Tally& tally) {
    for (std::size_t g = from; g < until; ++g) {
      const std::size_t first = s.group_first[g], end = s.group_first[g + 1];
      if (first == end) continue;
      const auto group = static_cast<std::uint32_t>(g);
      const PlaceId place = s.place_of(group);
      const std::size_t capacity = world.places.capacity[place], taken = adults_seated(scratch.gatherings, group);
      const std::size_t room = capacity > taken ? capacity - taken : 0;
      const std::size_t seated = std::min(end, first + room);
      for (std::size_t i = first; i < end; ++i) {
        const ChildId c = youngsters[s.seats[i].youngster];
        tally.add(i < seated ? youth_visit_to(world.places.kind_of(place)) : Flow::youth_turned_away, belongs(world, world.children.household[c]));
        if (i >= seated) turn_away(leisure, c, group);
      }
      const Key meeting = meeting_at(world, group);
      sit_with_friends(world, now, youngsters, s.seats.data() + first, seated - first, salt, meeting);
      open_circles(s, first, seated, [&](std::uint32_t y) { return unit_interval(salt.of(world.children.key[youngsters[y]], ~meeting)) < p_new_circle; });
    }
  });
  return s;
}

/// At school: pupils of one year, in circles that last as long as they are at that school together.
Seating meet_at_school(const World& world, const WeekContext& now, const std::vector<ChildId>& youngsters) {
  const Salt lasting = now.luck.salt(Purpose::school_circle, Week{0});
  const auto hours = static_cast<std::uint16_t>(std::min<std::int64_t>(65535, round_to_int(now.parameters.youngsters.school_hours_per_week * 100)));
  const auto year_of = [&](std::size_t i) { return (world.children.birth_week[youngsters[i]] + 32768) / 52; };
  struct Years { int first = 65536 / 52, last = 0; };
  Years of_birth;
  gather_blocks(
      youngsters.size(), of_birth, Years{},
      [&](std::size_t begin, std::size_t end, Years& some) {
        for (std::size_t i = begin; i < end; ++i) some.first = std::min(some.first, year_of(i)), some.last = std::max(some.last, year_of(i));
      },
      [](Years& all, const Years& some) { all.first = std::min(all.first, some.first), all.last = std::max(all.last, some.last); });
  const auto years = static_cast<std::uint32_t>(std::max(1, of_birth.last - of_birth.first + 1));
  Seating s = seat_by_group(
      youngsters.size(), world.places.size(), years,
      [&](std::size_t i, auto&& put) {
        const PlaceId school = world.children.day_place[youngsters[i]];
        if (school.exists() && world.places.open[school])
          put(school.slot * years + static_cast<std::uint32_t>(year_of(i) - of_birth.first), Attendance{static_cast<std::uint32_t>(i), hours, 0, 0});
      },
      [&](std::uint32_t i, std::uint32_t group) { return lasting.of(world.children.key[youngsters[i]], world.places.key[PlaceId(group / years)]); });
  for_each_block(s.groups(), [&](std::size_t from, std::size_t until) {
    for (std::size_t g = from; g < until; ++g) {
      const Key school = world.places.key[s.place_of(static_cast<std::uint32_t>(g))];
      open_circles(s, s.group_first[g], s.group_first[g + 1], [&](std::uint32_t y) {
        return unit_interval(lasting.of(world.children.key[youngsters[y]], ~school)) < 1 / now.parameters.youngsters.school_circle;
      });
    }
  });
  return s;
}

/// Who sits where, per youngster; whoever was turned away does not.
std::vector<OwnSeats> own_seats(const Seating& places, const Seating& school, std::size_t youngsters) {
  std::vector<OwnSeats> own(youngsters);  // each seat writes one cell of its own
  for_each_block(places.seats.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (places.circle_first[i] != no_seat) own[places.seats[i].youngster].at_places[places.seats[i].visit] = static_cast<std::uint32_t>(i);
  });
  for_each_block(school.seats.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) own[school.seats[i].youngster].at_school = static_cast<std::uint32_t>(i);
  });
  return own;
}

/// Lives through the meetings of one youngster, who writes only what is its own. Both sides count the same hours, and
/// draw the same on whether they become friends.
class PeerMeeter {
 public:
  PeerMeeter(const World& world, const WeekContext& now, WeekScratch& scratch, const std::vector<ChildId>& youngsters)
      : world_(world), now_(now), leisure_(scratch.leisure), face_(youngsters.size()) {
    for_each_block(face_.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        face_[i] = {world.children.key[youngsters[i]], youngsters[i], world.children.birth_week[youngsters[i]]};
    });
    const auto& p = now.parameters;
    constexpr double rounding = 1 + 1e-9;
    most_per_hour_ = p.youngsters.start_per_hour * std::max(p.meeting.similar_children, 1 / p.meeting.similar_children) * rounding;
    for (int i = 0; i < most_common_friends; ++i) most_per_hour_ *= std::max(1.0, p.meeting.common_friend);
  }

  void meet(std::uint32_t me, const OwnSeats& seats, const Seating& places, const Seating& school, HoursWithFriends& hours, std::vector<Begun>& begun) const {
    const ChildId c = face_[me].child;
    for (std::size_t v = 0; v < leisure_.visit_count[c.slot]; ++v) {
      if (seats.at_places[v] == no_seat) continue;
      const ChildVisit& visit = leisure_.visits[c.slot][v];
      const bool online = world_.places.kind_of(visit.place) == PlaceKind::online_group;
      sit(me, places, seats.at_places[v], join64(world_.places.key[visit.place], visit.moment), online ? now_.parameters.meeting.online_strength : 1.0, hours, begun);
    }
    if (seats.at_school != no_seat) sit(me, school, seats.at_school, world_.places.key[world_.children.day_place[c]], 1.0, hours, begun);
    visit_friends(c, hours);
  }

 private:
  void sit(std::uint32_t me, const Seating& s, std::uint32_t seat, Key meeting, double quality, HoursWithFriends& hours, std::vector<Begun>& begun) const {
    const std::uint32_t first = s.circle_first[seat], end = s.circle_end[seat];
    const Face& mine = face_[me];
    const double share = quality / static_cast<double>(end - first - 1);
    for (std::uint32_t i = first; i < end; ++i) {
      if (i == seat) continue;
      const auto hundredths = static_cast<std::uint32_t>(round_to_int(std::min(s.seats[seat].hundredths, s.seats[i].hundredths) * share));
      const Face& other = face_[s.seats[i].youngster];
      if (const std::size_t f = find_friend(world_.children, mine.child, other.child); f < friends_per_child) hours[f] += hundredths;
      else if (become_friends(mine, other, hundredths / 100.0, meeting)) begun.push_back({me, other.child});
    }
  }

  bool become_friends(const Face& a, const Face& b, double hours, Key meeting) const {
    const double u = unit_interval(mix64(salt_.of_pair(a.key, b.key) ^ meeting));
    if (u >= hours * most_per_hour_) return false;  // nearly always: nothing could make up for it
    const auto& p = now_.parameters;
    const double apart = (a.birth_week - b.birth_week) / weeks_per_year;
    double hazard = hours * p.youngsters.start_per_hour;
    hazard *= apart > -same_age_years && apart < same_age_years ? p.meeting.similar_children : 1 / p.meeting.similar_children;
    double most = hazard;
    for (int i = 0; i < most_common_friends; ++i) most *= p.meeting.common_friend;
    if (u >= p_acquainted(most)) return false;  // not even with common friends: no need to look for them
    for (int i = common_friends(world_, a.child, b.child); i > 0; --i) hazard *= p.meeting.common_friend;
    return u < p_acquainted(hazard);
  }

  /// At home: the more they trust each other, the more often; the pair decides whose home.
  void visit_friends(ChildId c, HoursWithFriends& hours) const {
    const Friends& friends = world_.children.friends[c];
    for (std::size_t f = 0; f < friends_per_child && friends.who[f].exists(); ++f) {
      const ChildId other = friends.who[f];
      const std::uint64_t dice = visits_.of_pair(world_.children.key[c], world_.children.key[other]);
      const auto mean_with = [&](double trust) { return std::min(1.0, now_.parameters.youngsters.visits_per_week * trust) * world_.home_contact_percent / 100.0; };
      // Trust fades between contacts and the other's may be less: where one's own of then is too little, look no further.
      if (unit_interval(dice) >= mean_with(friends.strength[f].value()) || world_.children.gone[other]) continue;
      const std::size_t back = find_friend(world_.children, other, c);
      if (back == friends_per_child) continue;  // it takes two
      if (unit_interval(dice) >= mean_with(std::min(friendship(world_, now_, c, f), friendship(world_, now_, other, back)))) continue;
      hours[f] += hundredths_at_home_;
      const bool first_goes = (dice & 1) != 0, is_first = world_.children.key[c] < world_.children.key[other];
      if (first_goes == is_first) leisure_.at_home_of[c.slot][f] = other;
    }
  }

  const World& world_;
  const WeekContext& now_;
  Leisure& leisure_;
  std::vector<Face> face_;  ///< per youngster
  double most_per_hour_;    ///< of the hazard, without what is known of both at once
  Salt salt_ = now_.luck.salt(Purpose::friends, now_.week), visits_ = now_.luck.salt(Purpose::friend_visits, now_.week);
  std::uint32_t hundredths_at_home_ = static_cast<std::uint32_t>(round_to_int(now_.parameters.childhood.play_hours * 100));
};

class FriendKeeper {
 public:
  FriendKeeper(World& world, const WeekContext& now) : world_(world), now_(now) {}

  /// `hours` are by slot as it was before this week.
  void keep(ChildId c, const HoursWithFriends& hours) const {
    const auto friends = world_.children.friends[c].who;
    let_go(c);
    for (std::size_t f = 0; f < friends_per_child; ++f)
      if (hours[f] > 0) grow(c, friends[f], hours[f]);
  }

  void begin(ChildId c, ChildId other) const {
    Children& children = world_.children;
    if (find_friend(children, c, other) < friends_per_child) return;
    std::size_t slot = 0;
    while (slot < friends_per_child && children.friends[c].who[slot].exists()) ++slot;
    if (slot == friends_per_child) {
      slot = weakest(c);
      if (slot == friends_per_child) return;
    }
    Friends& friends = children.friends.give(c);
    friends.who[slot] = other;
    friends.strength[slot] = Share16(first_strength);
    friends.since[slot] = friends.last[slot] = short_week(now_.week);
  }

 private:
  void let_go(ChildId c) const {
    Children& children = world_.children;
    for (std::size_t f = 0; f < friends_per_child && children.friends[c].who[f].exists();)
      if (children.gone[children.friends[c].who[f]] || friendship(world_, now_, c, f) < dropped_below) remove_friend(children, c, f);
      else ++f;
  }

  void grow(ChildId c, ChildId other, std::uint32_t hundredths) const {
    const std::size_t f = find_friend(world_.children, c, other);
    if (f == friends_per_child) return;  // has been let go
    const double s = friendship(world_, now_, c, f);
    Friends& friends = world_.children.friends.row(c);
    friends.strength[f] = Share16(s + std::min(1.0, now_.parameters.ties.growth_per_hour * hundredths / 100.0) * (1 - s));
    friends.last[f] = short_week(now_.week);
  }

  /// The friendship below weak that gives way; none of this week.
  std::size_t weakest(ChildId c) const {
    std::size_t least = friends_per_child;
    double lowest = weak_tie;
    for (std::size_t f = 0; f < friends_per_child; ++f) {
      if (world_.children.friends[c].since[f] == short_week(now_.week)) continue;
      const double s = friendship(world_, now_, c, f);
      const bool equal = least < friends_per_child && s == lowest &&
                         world_.children.key[world_.children.friends[c].who[f]] < world_.children.key[world_.children.friends[c].who[least]];
      if (s < lowest || equal) least = f, lowest = s;
    }
    return least;
  }

  World& world_;
  const WeekContext& now_;
};

}  // namespace

void meet_peers(World& world, const WeekContext& now, WeekScratch& scratch) {
  const std::vector<ChildId> youngsters = youngsters_of(world);
  const Seating places = meet_at_places(world, now, scratch, youngsters), school = meet_at_school(world, now, youngsters);
  const std::vector<OwnSeats> seats = own_seats(places, school, youngsters.size());
  const PeerMeeter meeter(world, now, scratch, youngsters);
  std::vector<HoursWithFriends> hours(youngsters.size());
  std::vector<Begun> begun = collect_in_order<Begun>(youngsters.size(), [&](std::size_t begin, std::size_t end, std::vector<Begun>& list) {
    for (std::size_t i = begin; i < end; ++i) meeter.meet(static_cast<std::uint32_t>(i), seats[i], places, school, hours[i], list);
  });
  const FriendKeeper keeper(world, now);
  for_each_block(youngsters.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) keeper.keep(youngsters[i], hours[i]);
  });
  // Few: in the order of keys, so that a full table gives way to the same friends whatever the slots.
  std::sort(begun.begin(), begun.end(), [&](const Begun& a, const Begun& b) {
    return a.youngster != b.youngster ? a.youngster < b.youngster : world.children.key[a.other] < world.children.key[b.other];
  });
  for (const Begun& one : begun) keeper.begin(youngsters[one.youngster], one.other);
}

}  // namespace weefsel
