#include "processes/meet.hpp"

#include <algorithm>

#include "base/renew.hpp"

namespace weefsel {
namespace {

constexpr int most_common_friends = 2;

/// People both know, up to two. Whoever knows the other's partner has one in common.
int common_acquaintances(const World& world, ActiveId a, ActiveId b) {
  const auto knows_partner_of = [&](ActiveId who, ActiveId of) {
    const AdultId partner = world.adults.partner[world.actives.adult[of]];
    return partner.exists() && world.ties.find(who, PersonRef::of(partner)) != Ties::not_found;
  };
  int common = (knows_partner_of(a, b) ? 1 : 0) + (knows_partner_of(b, a) ? 1 : 0);
  for (std::size_t i = 0; i < world.ties.count[a] && common < most_common_friends; ++i) {
    const PersonRef other = world.ties.partner[a][i];
    if (other.is_adult() && world.ties.find(b, other) != Ties::not_found) ++common;
  }
  return common;
}

std::int8_t phase_of_youngest(const World& world, AdultId a) {
  double youngest = 99;
  world.for_each_child(world.adults.household[a], [&](ChildId c) {
    youngest = std::min(youngest, age_in_years(world.children.birth_week[c], world.week));
  });
  return youngest == 99 ? std::int8_t{-1} : static_cast<std::int8_t>(phase_at(youngest));
}

/// What is shared by all circles of a meeting.
struct Setting {
  Key key;
  double quality;
  double introduction = 1;  ///< how much sooner a host makes people acquainted
};

Setting setting_of(const World& world, const Parameters& p, std::uint32_t group) {
  const auto introduction = [&](double host) { return 1 + (p.meeting.host_introduction - 1) * host; };
  const PlaceId place(group / Gatherings::occasions_per_place);
  if (place.slot >= world.places.size()) {
    const std::size_t rest = group - world.places.size() * Gatherings::occasions_per_place;
    if (rest < world.streets.size()) return {world.streets.key[StreetId(rest)], 1.0};
    const ProgrammeGroupId programme(rest - world.streets.size());
    return {world.groups.key[programme], 1.0, introduction(world.groups.host[programme].value())};
  }
  const bool hosted = world.places.gathering_of(place) == Gathering::none || group % Gatherings::occasions_per_place == 0;
  const double host = std::max(world.places.host[place].value(), world.places.volunteer[place].exists() ? p.volunteering.host_quality : 0);
  const bool online = world.places.kind_of(place) == PlaceKind::online_group;
  return {join64(world.places.key[place], group % Gatherings::occasions_per_place),
          std::min(world.places.quality[place].value(), 2.0) * (online ? p.meeting.online_strength : 1.0), introduction(hosted ? host : 0.0)};
}

/// What one sees of somebody in a circle, in half a line of the cache: most meetings need no more.
struct alignas(32) Face {
  Key key = 0;
  AdultId adult, partner;
  float sociable = 0;  ///< 0.5-1.5
  float warm = 0;      ///< sociable, and open to strangers
  std::uint8_t education = 0, community = 0;
  std::int8_t phase = -1;  ///< of the youngest child; -1 without children
};

class Meeter {
 public:
  Meeter(const World& world, const WeekContext& now, WeekScratch& scratch)
      : world_(world), now_(now), m_(now.parameters.meeting), scratch_(scratch), face_(world.actives.size()), start_(now.luck.salt(Purpose::start_tie, now.week)),
        light_(now.luck.salt(Purpose::light_meeting, now.week)) {
    for (int i = 0; i < most_common_friends; ++i) most_by_friends_ *= std::max(1.0, m_.common_friend);
    const auto factor = [](bool same, double similar) { return same ? similar : 1 / similar; };
    for (unsigned i = 0; i < alike_.size(); ++i)
      alike_[i] = m_.start_per_hour * factor((i & 1) != 0, m_.similar_children) * factor((i & 2) != 0, m_.similar_education) *
                  factor((i & 4) != 0, m_.similar_community);
    for_each<ActiveId>(face_.size(), [&](ActiveId a) { face_[a.slot] = face_of(a); });
  }

  void meet_all(ActiveId who) const {
    const Gatherings& g = scratch_.gatherings;
    const Me me{who, face_[who.slot]};
    Encounters& mine = scratch_.encounters[who.slot];
    for (std::size_t v = 0; v < g.visit_count[who.slot]; ++v) {
      const std::uint32_t seat = g.seat_of(who, v);
      if (seat == Gatherings::no_seat) continue;
      const Visit& visit = g.visit(who, v);
      const Setting setting = setting_of(world_, now_.parameters, visit.group);
      meet_circle(me, mine, visit, v, seat, setting);
      if (visit.kind == static_cast<std::uint8_t>(TieKind::neighbour)) meet_light_neighbour(me, mine, visit);
    }
    meet_at_home(me, mine);
    for (const ActiveId other : scratch_.play_dates[who])
      meet_one(me, other, mine, m_.play_date_hours * now_.tables.meeting_hours, {play_key, 1.0}, TieKind::school);
  }

 private:
  /// Whose meetings these are.
  struct Me {
    ActiveId active;
    Face face;
  };

  static constexpr Key play_key = 0x706c6179;
  static constexpr double most_open = 1.7;

  /// Host and guests share the evening: each pair counts its hours over one less than the number who sit there.
  void meet_at_home(const Me& me, Encounters& mine) const {
    const ActiveId guest_of = scratch_.guest_of[me.active.slot];
    const ActiveId host = guest_of.exists() ? guest_of : me.active;
    const HomeCircle& circle = scratch_.home_circles[host];
    if (circle.count == 0) return;
    const Setting setting{face_[host.slot].key, 1.0};
    const double hours = m_.home_circle_hours * now_.tables.meeting_hours / circle.count;
    if (host != me.active) meet_one(me, host, mine, hours, setting, TieKind::friendship);
    for (std::size_t i = 0; i < circle.count; ++i)
      if (circle.guests[i] != me.active) meet_one(me, circle.guests[i], mine, hours, setting, TieKind::friendship);
  }

  /// Hours with one person. Returns whether the two knew each other; partners do, and are no tie.
  bool meet_one(const Me& me, ActiveId other, Encounters& mine, double hours, const Setting& setting, TieKind kind) const {
    const Face& them = face_[other.slot];
    if (me.face.partner == them.adult) return true;
    const std::size_t slot = world_.ties.find(me.active, PersonRef::of(them.adult));
    const bool known = slot != Ties::not_found;
    if (known) {
      add_hours(mine, slot, hours);
      if (scratch_.strength[me.active.slot][slot] >= static_cast<float>(weak_tie)) ++mine.contacts;
      if (!world_.ties.mark[me.active][slot].has(TieMark::one_sided)) return true;
    }
    if (!become_acquainted(me, other, them, hours, setting)) return known;
    if (known) mine.rekindled |= 1U << slot;
    else if (may_begin(mine)) mine.begun[mine.begun_count++] = {them.adult, is_kin_to(other, me.face.adult) ? TieKind::kin : kind, false};
    return known;
  }

  void meet_circle(const Me& me, Encounters& mine, const Visit& visit, std::size_t v, std::uint32_t seat, const Setting& setting) const {
    const Gatherings& g = scratch_.gatherings;
    const std::uint32_t first = g.circle_first[seat], end = g.circle_end[seat];
    const std::uint32_t size = end - first;
    if (size < 2) return;
    const double share = setting.quality / (100.0 * (size - 1));
    for (std::uint32_t s = first; s < end; ++s) {
      if (s == seat) continue;
      const ActiveId other = g.seated[s];
      if (me.face.partner == face_[other.slot].adult) continue;
      const double hours = std::min(visit.hours_hundredths, g.seated_hours[s]) * share;
      if (meet_one(me, other, mine, hours, setting, static_cast<TieKind>(visit.kind))) ++mine.known_people[v];
    }
  }

  /// Does the other one hold us as kin already? A grown child who meets a parent again does not make a friend.
  bool is_kin_to(ActiveId other, AdultId me) const {
    const std::size_t slot = world_.ties.find(other, PersonRef::of(me));
    return slot != Ties::not_found && world_.ties.mark[other][slot].kind() == TieKind::kin;
  }

  static bool may_begin(const Encounters& mine) { return mine.begun_count < Encounters::new_ties_per_week; }

  static void add_hours(Encounters& mine, std::size_t slot, double hours) {
    mine.hours_hundredths[slot] = static_cast<std::uint16_t>(std::min<std::int64_t>(60000, mine.hours_hundredths[slot] + round_to_int(hours * 100)));
  }

  /// The same answer on both sides: one draw on the unordered pair, and a hazard that is symmetric.
  bool become_acquainted(const Me& me, ActiveId b, const Face& them, double hours, const Setting& setting) const {
    const ActiveId a = me.active;
    const double u = unit_interval(mix64(start_.of_pair(me.face.key, them.key) ^ setting.key));
    const bool same_phase = me.face.phase == them.phase || me.face.phase < 0 || them.phase < 0;
    const double alike = alike_[(same_phase ? 1U : 0U) | (me.face.education == them.education ? 2U : 0U) | (me.face.community == them.community ? 4U : 0U)];
    const double hazard = hours * setting.introduction * alike * (static_cast<double>(me.face.warm) * static_cast<double>(them.warm));
    // Nearly always that is enough: friends they share could not make up for it.
    const double most = hazard * most_by_friends_;
    if (u >= most || u >= p_acquainted(most)) return false;
    double by_friends = 1;
    for (int i = common_acquaintances(world_, a, b); i > 0; --i) by_friends *= m_.common_friend;
    return u < p_acquainted(hazard * by_friends);
  }

  [[nodiscard]] Face face_of(ActiveId a) const {
    const AdultId adult = world_.actives.adult[a];
    const double open = std::clamp(1 + m_.withdrawal * world_.actives.wellbeing[a].value(), 0.3, most_open);
    return {world_.adults.key[adult], adult, world_.adults.partner[adult], static_cast<float>(0.5 + world_.adults.sociability[adult].value()),
            static_cast<float>(open * (0.5 + world_.adults.sociability[adult].value())), world_.adults.education[adult], world_.adults.community[adult], phase_of_youngest(world_, adult)};
  }

  void meet_light_neighbour(const Me& me, Encounters& mine, const Visit& visit) const {
    const AdultId a = me.face.adult;
    const StreetId street = world_.street_of(world_.adults.household[a]);
    const std::uint64_t lot = light_.of(me.face.key);
    const DwellingId d(world_.streets.first_dwelling[street] + lot % world_.streets.dwelling_count[street]);
    const HouseholdId h = world_.dwellings.household[d];
    if (!h.exists() || h == world_.adults.household[a]) return;
    const auto members = world_.households.adults[h];
    const AdultId other = members[1].exists() && (lot >> 60) % 2 == 1 ? members[1] : members[0];
    if (world_.adults.active[other].exists()) return;  // active neighbours were met in the circle
    const double hours = visit.hours_hundredths / 100.0 / 2;
    if (const std::size_t slot = world_.ties.find(me.active, PersonRef::of(other)); slot != Ties::not_found) {
      add_hours(mine, slot, hours);
      return;
    }
    const double hazard = hours * m_.start_per_hour * static_cast<double>(me.face.sociable) * (0.5 + world_.adults.sociability[other].value());
    const double u = unit_interval(start_.of_pair(me.face.key, world_.adults.key[other], 0));
    if (u < p_acquainted(hazard) && may_begin(mine)) mine.begun[mine.begun_count++] = {other, TieKind::neighbour, true};
  }

  const World& world_;
  const WeekContext& now_;
  const Parameters::meeting_parameters& m_;
  WeekScratch& scratch_;
  std::vector<Face> face_;  ///< per active adult
  Salt start_, light_;
  std::array<double, 8> alike_{};  ///< hazard per hour by what two have in common: bits for children, education, community
  double most_by_friends_ = 1;  ///< the most that friends they share can multiply a hazard by
};

}  // namespace

void meet(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const std::size_t count = world.actives.size();
  renew(scratch.encounters, count);
  // Nobody is at anybody's home, and no children play, where that was not said.
  scratch.guest_of.resize(count), scratch.home_circles.resize(count), scratch.play_dates.resize(count);
  const Meeter meeter(world, now, scratch);
  for_each<ActiveId>(count, [&](ActiveId me) {
    scratch.encounters[me.slot] = Encounters{};
    if (!world.adults.has(world.actives.adult[me], Adults::gone)) meeter.meet_all(me);
  });
}

}  // namespace weefsel
