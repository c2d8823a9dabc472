#include "processes/get_to_know_adults.hpp"

#include <algorithm>
#include <vector>

#include "random/keys.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_playmates = 3;  // classmates a child of 4 to 12 plays with at home, at most; judgement
constexpr unsigned host_number = 255;

class Acquainter {
 public:
  Acquainter(World& world, const WeekContext& now, const WeekScratch& scratch)
      : world_(world), now_(now), scratch_(scratch), p_(now.parameters), familiar_(now.luck.salt(Purpose::familiar_adult, Week{0})),
        play_(now.luck.salt(Purpose::play, now.week)), playmates_(now.luck.salt(Purpose::playmates, Week{0})),
        youth_worker_(world.neighbourhoods.size()) {
    for (std::size_t i = 0; i < world.professionals.size(); ++i) {
      const ProfessionalId team(i);
      if (world.professionals.kind[team] == static_cast<std::uint8_t>(ProfessionalKind::youth_worker) && !world.professionals.place[team].exists())
        youth_worker_[world.professionals.neighbourhood[team].slot] = team;
    }
    sort_classes();
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
    if (age >= 4 && age < youngster_age) play_with_a_classmate(c);
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
      const std::uint64_t draw = own.candidate(world_.adults.key[a]);
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

  /// Pupils of 4 to 12 by school and year of birth.
  static std::uint64_t class_of(const World& world, ChildId c) {
    const PlaceId school = world.children.day_place[c];
    return (std::uint64_t{school.slot} << 16) | static_cast<std::uint64_t>((world.children.birth_week[c] + 32768) / 52);
  }
  void sort_classes() {
    for (std::size_t i = 0; i < world_.children.size(); ++i) {
      const ChildId c(i);
      if (world_.children.gone[c] || !world_.children.day_place[c].exists()) continue;
      const double age = age_in_years(world_.children.birth_week[c], now_.week);
      if (age >= 4 && age < youngster_age) pupils_.push_back({class_of(world_, c), c});
    }
    std::sort(pupils_.begin(), pupils_.end());
  }

  void play_with_a_classmate(ChildId c) const {
    const PlaceId school = world_.children.day_place[c];
    const Key key = world_.children.key[c];
    // Half of the afternoons are at its own home, where no adult of its own is met.
    const double mean = 0.5 * p_.childhood.play_dates_per_week * world_.home_contact_percent / 100.0;
    const std::uint64_t dice = play_.of(key);
    const auto whole = static_cast<std::uint64_t>(mean);
    const std::uint64_t dates = whole + (unit_interval(dice) < mean - static_cast<double>(whole) ? 1 : 0);
    if (dates == 0 || !school.exists() || !world_.places.open[school]) return;
    std::array<ChildId, most_playmates> mates{};
    std::array<std::uint64_t, most_playmates> draws{};
    const std::uint64_t mine = class_of(world_, c);
    for (auto pupil = std::lower_bound(pupils_.begin(), pupils_.end(), std::pair{mine, ChildId(std::size_t{0})}); pupil != pupils_.end() && pupil->first == mine; ++pupil) {
      const ChildId other = pupil->second;
      if (other == c || world_.children.household[other] == world_.children.household[c]) continue;
      std::uint64_t draw = playmates_.of_pair(key, world_.children.key[other]);
      ChildId mate = other;
      for (std::size_t i = 0; i < most_playmates; ++i)
        if (!mates[i].exists() || draw > draws[i]) std::swap(mates[i], mate), std::swap(draws[i], draw);
    }
    std::size_t known = 0;
    while (known < most_playmates && mates[known].exists()) ++known;
    for (std::uint64_t d = 0; d < dates && known > 0; ++d) be_at_home_of(c, mates[mix64(dice + d) % known], p_.childhood.attention);
  }

  World& world_;
  const WeekContext& now_;
  const WeekScratch& scratch_;
  const Parameters& p_;
  Salt familiar_, play_, playmates_;
  std::vector<ProfessionalId> youth_worker_;
  std::vector<std::pair<std::uint64_t, ChildId>> pupils_;
};

}  // namespace

void get_to_know_adults(World& world, const WeekContext& now, WeekScratch& scratch) {
  const Acquainter acquainter(world, now, scratch);
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (!world.children.gone[c]) acquainter.spend_the_week(c);
  });
}

}  // namespace weefsel
