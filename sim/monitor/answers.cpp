#include "monitor/answers.hpp"

#include <algorithm>

#include "random/distributions.hpp"

namespace weefsel {
namespace {

constexpr double near_playground_km = 0.5;
constexpr double playground_worth = 0.5;
constexpr double familiar_faces_from =
    0.1;  // somebody one knows in one visit of three; haunts count known people as a share of three
constexpr double enough_contacts = 0.6;  // of those wanted

/// What one parent's ties say, worked out once for all questions.
struct People {
  double strongest = 0, professional = 0, local_parent = 0, counted_on = 0;
  int local_known = 0;
};

People people_of(const World& world, const Parameters& p, const FadingCurve& fading, AdultId parent) {
  const ActiveId a = world.adults.active[parent];
  const HouseholdId home = world.adults.household[parent];
  const NeighbourhoodId here = world.neighbourhood_of(home);
  People people;
  std::array<double, tie_slots> strengths{};
  std::size_t count = 0;
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const PersonRef other = world.ties.partner[a][s];
    if (world.is_gone(other)) continue;
    const double strength = strength_at(world.ties, fading, a, s, world.week);
    people.strongest = std::max(people.strongest, strength);
    if (other.is_professional()) {
      people.professional = std::max(people.professional, strength);
      continue;
    }
    strengths[count++] = strength;
    if (!other.is_adult()) continue;
    const HouseholdId theirs = world.adults.household[other.adult()];
    if (theirs == home || world.neighbourhood_of(theirs) != here) continue;
    people.local_known += strength >= weak_tie;
    if (is_family(world, theirs)) people.local_parent = std::max(people.local_parent, strength);
  }
  std::sort(strengths.begin(), strengths.begin() + static_cast<std::ptrdiff_t>(count),
            [](double x, double y) { return x > y; });
  const double trust = p.support.asking_trust * world.actives.trust_in_asking[a].value();
  double nobody = 1;
  for (std::size_t i = 0; i < std::min<std::size_t>(5, count); ++i) nobody *= 1 - trust * strengths[i];
  people.counted_on = 1 - nobody;
  return people;
}

int contacts_in_four_weeks(const World& world, ActiveId a) {
  const unsigned recent = world.actives.recent_contacts[a];
  return static_cast<int>((recent & 15) + ((recent >> 4) & 15) + ((recent >> 8) & 15) + ((recent >> 12) & 15));
}

bool is_club_member(const World& world, ChildId c) {
  const PlaceId club = world.children.club[c];
  return club.exists() && world.places.open[club] != 0;
}

bool has_playground_near(const World& world, HouseholdId h) {
  const StreetId street = world.street_of(h);
  if (street.slot + 1 >= world.reach.first.size()) return false;
  for (std::uint32_t i = world.reach.first[street.slot]; i < world.reach.first[street.slot + 1]; ++i) {
    const auto [place, km] = world.reach.options[i];
    const PlaceKind kind = world.places.kind_of(place);
    if ((kind == PlaceKind::playground || kind == PlaceKind::childrens_farm) &&
        static_cast<double>(km) <= near_playground_km)
      return true;
  }
  return false;
}

/// What is held against a threshold, before noise; and the noise. A noise of zero: a fact, reported as it is.
struct Appraisal {
  double value = 0, threshold = 0, noise = 0;
  bool about_child = false;  ///< the noise belongs to (parent, child), else to the parent
};

class Appraiser {
 public:
  Appraiser(const World& world, const Parameters& p, const FadingCurve& fading, const Respondent& who)
      : world_(world),
        p_(p),
        who_(who),
        a_(world.adults.active[who.parent]),
        home_(world.adults.household[who.parent]),
        people_(people_of(world, p, fading, who.parent)) {}

  [[nodiscard]] Appraisal of(Item item) const {
    const auto& m = p_.monitor;
    const NeighbourhoodId n = world_.neighbourhood_of(home_);
    const Neighbourhoods& around = world_.neighbourhoods;
    switch (item) {
      case Item::someone_to_turn_to: return {people_.strongest, m.turn_to_from, m.noise_people};
      case Item::someone_to_count_on: return {people_.counted_on, m.count_on_from, m.noise_people};
      case Item::knows_other_parents: return {people_.local_parent, weak_tie, m.noise_people};
      case Item::people_to_have_fun_with: return {contacts_against_wanted(), enough_contacts, m.noise_judgement};
      case Item::gets_on_with_neighbours: {
        const double known = people_.local_known;
        return {(around.safety[n].value() + known / (known + 2)) / 2, m.neighbours_from, m.noise_judgement};
      }
      case Item::meeting_place: return {familiar_faces(), familiar_faces_from, m.noise_people};
      case Item::knows_a_professional: return {people_.professional, weak_tie, m.noise_people};
      case Item::asks_easily: return {ease_of_asking(), m.asking_from, m.noise_judgement};
      case Item::is_club_member: return {is_club_member(world_, who_.child) ? 1.0 : 0.0, 0.5, 0};
      case Item::child_friendly:
        return {(around.play_space[n].value() + around.upkeep[n].value() + around.safety[n].value()) / 3,
                m.child_friendly_from, m.noise_judgement};
      case Item::place_to_play:
        return {around.play_space[n].value() + (has_playground_near(world_, home_) ? playground_worth : 0), m.play_from,
                m.noise_judgement};
      case Item::concerns: return {worst_concern(), m.concern_above, 0.5 * m.noise_feeling, true};
      case Item::upbringing_hard:
        return {load() + severity() - m.wellbeing_weight * b(), m.hard_above, m.noise_feeling, true};
      case Item::lonely: return {shortage() - m.wellbeing_weight * b(), m.lonely_above, m.noise_feeling};
      case Item::worn_out:
        return {load() + 1 - counted_on() - 2 * m.wellbeing_weight * b(), m.worn_out_above, m.noise_feeling};
      case Item::difficulty_ends_meet: return {world_.households.tight_income[home_] ? 1.0 : 0.0, 0.5, 0};
      case Item::one_parent: return {world_.households.adults[home_][1].exists() ? 0.0 : 1.0, 0.5, 0};
      case Item::count: break;
    }
    return {};
  }

 private:
  [[nodiscard]] double b() const { return world_.actives.wellbeing[a_].value(); }
  [[nodiscard]] double load() const { return world_.actives.load[a_].value(); }
  [[nodiscard]] double counted_on() const { return world_.actives.counted_on[a_].value(); }
  [[nodiscard]] double contacts() const { return contacts_in_four_weeks(world_, a_); }
  [[nodiscard]] double severity() const {
    double sum = 0;
    for (const Share8 seen : world_.children.perceived[who_.child]) sum += seen.value();
    return sum;
  }
  [[nodiscard]] double worst_concern() const {
    double worst = 0;
    for (const Share8 seen : world_.children.perceived[who_.child]) worst = std::max(worst, seen.value());
    return worst;
  }
  [[nodiscard]] double contacts_against_wanted() const {
    const double wanted = p_.monitor.contacts_wanted * (0.5 + world_.adults.sociability[who_.parent].value());
    return wanted > 0 ? std::min(1.0, contacts() / wanted) : 1;
  }
  [[nodiscard]] double shortage() const { return 1 - counted_on() + 1 - contacts_against_wanted(); }
  [[nodiscard]] double familiar_faces() const {
    double most = 0;
    for (std::size_t i = 0; i < haunts_per_adult; ++i) {
      const PlaceId place = world_.actives.haunt[a_][i];
      if (place.exists() && world_.places.open[place])
        most = std::max(most, world_.actives.haunt_regulars[a_][i].value());
    }
    return most;
  }
  [[nodiscard]] double ease_of_asking() const {
    const double owed = std::clamp(-world_.actives.balance[a_].value(), 0.0, 20.0);
    return world_.adults.openness[who_.parent].value() * world_.actives.trust_in_asking[a_].value() -
           world_.adults.reciprocity[who_.parent].value() * owed / 40;
  }

  const World& world_;
  const Parameters& p_;
  const Respondent& who_;
  ActiveId a_;
  HouseholdId home_;
  People people_;
};

}  // namespace

AdultId Interviewer::parent_of(ChildId child) const {
  const Salt salt = luck_.salt(Purpose::monitor_respondent, world_.week).own(world_.children.key[child]);
  AdultId drawn;
  std::uint64_t highest = 0;
  for (const AdultId a : world_.households.adults[world_.children.household[child]]) {
    if (!a.exists() || !world_.adults.active[a].exists()) continue;
    const std::uint64_t lot = salt.of(world_.adults.key[a]);
    if (!drawn.exists() || lot > highest) drawn = a, highest = lot;
  }
  return drawn;
}

bool Interviewer::is_asked(ChildId child, Item item) const {
  const double age = age_in_years(world_.children.birth_week[child], world_.week);
  return age >= info_of(item).from_age && age < info_of(item).until_age;
}

std::uint32_t Interviewer::answers(const Respondent& who) const {
  const Appraiser appraiser(world_, p_, fading_, who);
  std::uint32_t yes = 0;
  for (std::size_t i = 0; i < item_count; ++i) {
    const auto item = static_cast<Item>(i);
    if (!is_asked(who.child, item)) continue;
    const Appraisal a = appraiser.of(item);
    double said = a.value;
    if (a.noise > 0) {
      const auto about = a.about_child ? static_cast<std::uint32_t>(world_.children.key[who.child]) : 0;
      const Draws draws = luck_.draws(Purpose::monitor_answer, world_.week, world_.adults.key[who.parent],
                                      static_cast<std::uint8_t>(i), about);
      said += a.noise * normal_quantile16(static_cast<std::uint16_t>(draws.word[0] >> 16));
    }
    if (said > a.threshold) yes |= 1U << i;
  }
  return yes;
}

}  // namespace weefsel
