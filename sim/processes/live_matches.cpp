#include "processes/live_matches.hpp"

#include <algorithm>
#include <utility>

#include "processes/apply_levers.hpp"
#include "processes/programmes.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/support_each_other.hpp"
#include "processes/turn_to_professionals.hpp"

namespace weefsel {
namespace {

constexpr double most_relief = 0.6;  // as for practical help (7.13)
constexpr double skill_of_nurses = 0.6;
constexpr double second_birthday = 2;

/// Both learn to know each other, if both have room for a tie, and add the hours to it.
void meet(World& world, const WeekContext& now, ActiveId a, ActiveId b, double hours) {
  const PersonRef to_b = PersonRef::of(world.actives.adult[b]), to_a = PersonRef::of(world.actives.adult[a]);
  const std::size_t ab = world.ties.find(a, to_b), ba = world.ties.find(b, to_a);
  if (ab == Ties::not_found && ba == Ties::not_found) {
    if (world.ties.count[a] == tie_slots || world.ties.count[b] == tie_slots) return;
    Tie begun{to_b, Share16(first_strength), short_week(now.week), short_week(now.week), TieMark::of(TieKind::programme)};
    world.ties.add(a, begun);
    begun.partner = to_a;
    world.ties.add(b, begun);
    return;
  }
  const auto grow = [&](ActiveId owner, std::size_t slot) {
    if (slot == Ties::not_found) return;
    const double strength = strength_at(world.ties, now.tables.fading, owner, slot, now.week);
    world.ties.strength[owner][slot] = Share16(strength + std::min(1.0, hours * now.parameters.ties.growth_per_hour) * (1 - strength));
    world.ties.touched[owner][slot] = short_week(now.week);
  };
  grow(a, ab), grow(b, ba);
}

class MatchedLife {
 public:
  MatchedLife(World& world, const WeekContext& now, WeekScratch& scratch, MatchId m, const MatchTerms& terms)
      : world_(world), now_(now), p_(now.parameters), scratch_(scratch), m_(m), terms_(terms), asker_(world.matches.asker[m]),
        giver_(world.matches.giver[m]), family_(world.adults.active[asker_]) {}

  void live_this_week() {
    const Key key = world_.matches.key[m_];
    const double visits = terms_.visits_per_week;
    if (visits < 1 && !now_.luck.draws(Purpose::programme_visit, now_.week, key).happens(0, visits)) return;
    const double hours = world_.matches.hours_per_week[m_].value() / std::min(visits, 1.0) * world_.home_contact_percent / 100.0;
    if (hours <= 0) return;
    world_.tally.add(hours_tenths_in(terms_.kind), scratch_.belongs[family_.slot], round_to_int(10 * hours));
    if (giver_.exists()) give(hours);
    have_the_child(hours * terms_.child_share);
    if (terms_.adults_share >= 0.5) talk(key);
  }

  /// Whoever stops at a review; each of the two with the same chance, a giver with much load sooner.
  enum class Review { goes_on, family_stops, giver_stops };
  [[nodiscard]] Review review() const {
    const bool trial = terms_.trial_weeks > 0 && now_.week.number - world_.matches.start[m_] <= terms_.trial_weeks;
    const double length = world_.matches.length_in_weeks[m_].value();
    const double goes_on = trial ? p_.programmes.trial_passed : 1 - weeks_between_reviews(terms_.review_weeks, length) / std::max(length, 1.0);
    const double stops = 1 - __builtin_sqrt(std::clamp(goes_on, 0.0, 1.0));
    const Draws draws = now_.luck.draws(Purpose::programme_end, now_.week, world_.matches.key[m_]);
    double giver_stops = stops;
    if (giver_.exists()) {
      const double load = world_.actives.load[world_.adults.active[giver_]].value();
      giver_stops *= 1 + p_.programmes.giver_load_weight * std::max(0.0, load - p_.wellbeing.load_centre);
    }
    if (draws.happens(0, stops)) return Review::family_stops;
    return draws.happens(1, giver_stops) ? Review::giver_stops : Review::goes_on;
  }

  void disappoint() {
    world_.actives.trust_in_asking[family_] = Share16(world_.actives.trust_in_asking[family_].value() * (1 - p_.support.trust_lost));
    scratch_.events[family_.slot] |= was_refused;
  }

 private:
  void give(double hours) {
    const ActiveId giver = world_.adults.active[giver_];
    meet(world_, now_, family_, giver, hours * terms_.adults_share);
    note_contact(family_, giver_), note_contact(giver, asker_);
    scratch_.events[giver.slot] |= gave_help;
    world_.tally.add(Flow::giving_hours_tenths, scratch_.belongs[giver.slot], round_to_int(10 * hours));
    ActiveAdults& actives = world_.actives;
    actives.balance[family_] = Fixed(actives.balance[family_].value() - hours);
    actives.balance[giver] = Fixed(actives.balance[giver].value() + hours);
    actives.giving_load[giver] = Fixed(actives.giving_load[giver].value() + p_.support.giving_load * hours);
    actives.given[giver].add(hours);
  }

  /// Whoever has become at least a weak tie is someone one meets.
  void note_contact(ActiveId a, AdultId other) {
    const std::size_t slot = world_.ties.find(a, PersonRef::of(other));
    if (slot == Ties::not_found || strength_at(world_.ties, now_.tables.fading, a, slot, now_.week) < weak_tie) return;
    scratch_.events[a.slot] |= met_known_people;
    world_.actives.last_contact[a] = short_week(now_.week);
    auto& recent = world_.actives.recent_contacts[a];
    if ((recent & 15u) < 15u) ++recent;
  }

  void have_the_child(double hours) {
    if (hours <= 0) return;
    Fixed& relief = world_.actives.relief[family_];
    relief = Fixed(std::max(relief.value(), std::min(most_relief, relief.value() + p_.programmes.relief_per_hour * hours)));
    const PersonRef other = giver_.exists() ? PersonRef::of(giver_) : world_.matches.team[m_].exists() ? PersonRef::of(world_.matches.team[m_]) : PersonRef{};
    child_spends_hours_with(world_, world_.matches.child[m_], other, terms_.kind, hours, now_.week);
  }

  /// What is on the family's mind comes up now and then: a visitor helps as people one knows do, a nurse as a
  /// professional of everyday life does.
  void talk(Key key) {
    const HouseholdId h = world_.adults.household[asker_];
    double worst = 0;
    ChildId about;
    world_.for_each_child(h, [&](ChildId c) {
      for (const Share8 seen : world_.children.perceived[c])
        if (seen.value() > worst || (seen.value() == worst && about.exists() && world_.children.key[c] < world_.children.key[about]))
          worst = seen.value(), about = c;
    });
    if (terms_.by_professionals && world_.matches.team[m_].exists()) know_professional(world_, now_, family_, world_.matches.team[m_]);
    if (now_.week.number == world_.matches.start[m_] + 1) point_to_a_place(world_, family_);
    const Draws draws = now_.luck.draws(Purpose::programme_talk, now_.week, key);
    if (worst <= 0 || !draws.happens(0, p_.programmes.talk_per_visit * worst)) return;
    scratch_.events[family_.slot] |= was_heard;
    const Belongs& who = scratch_.belongs[family_.slot];
    if (terms_.by_professionals) {
      talk_over(world_, now_, about, skill_of_nurses, who);
    } else {
      const SupportKind kind = draws.happens(1, 0.5) ? SupportKind::emotional : SupportKind::informational;
      world_.tally.add(support_of(kind), who);
      world_.tally.add(Flow::given_unasked, who);
      ease_worst_concern(world_, now_, h, kind, normalising_now(world_, giver_), world_.tally, who);
    }
  }

  World& world_;
  const WeekContext& now_;
  const Parameters& p_;
  WeekScratch& scratch_;
  MatchId m_;
  const MatchTerms& terms_;
  AdultId asker_, giver_;
  ActiveId family_;
};

/// Both are there, and the child is still a child at home.
bool can_go_on(const World& world, const WeekContext& now, MatchId m) {
  const auto is_there = [&](AdultId a) { return !world.adults.has(a, Adults::gone) && world.adults.active[a].exists(); };
  const AdultId asker = world.matches.asker[m], giver = world.matches.giver[m];
  if (!is_there(asker) || (giver.exists() && !is_there(giver))) return false;
  if (giver.exists() && world.adults.household[giver] == world.adults.household[asker]) return false;
  const ChildId child = world.matches.child[m];
  if (!child.exists()) return world.adults.has(asker, Adults::expecting) || world.households.first_child[world.adults.household[asker]].exists();
  if (world.children.gone[child] || world.children.household[child] != world.adults.household[asker]) return false;
  const double age = age_in_years(world.children.birth_week[child], now.week);
  return age < (static_cast<ProgrammeKind>(world.matches.kind[m]) == ProgrammeKind::nurse_visits ? second_birthday : 18);
}

/// A child that was expected when the match was made is there now.
void welcome_the_newborn(World& world, MatchId m) {
  if (!world.matches.child[m].exists()) world.matches.child[m] = world.households.first_child[world.adults.household[world.matches.asker[m]]];
}

void end_match(World& world, const WeekContext& now, MatchId m, const WeekScratch& scratch) {
  world.matches.until[m] = short_week(now.week);
  if (const AdultId giver = world.matches.giver[m]; giver.exists()) {
    auto& flags = world.adults.flags[giver];
    flags = static_cast<std::uint8_t>(flags & ~Adults::support_giver);
  }
  const ActiveId a = world.adults.active[world.matches.asker[m]];
  if (a.exists() && a.slot < scratch.belongs.size()) world.tally.add(Flow::matches_ended, scratch.belongs[a.slot]);
}

/// What matches of a kind are like when nobody runs their programme any more.
MatchTerms terms_without_lever(const World& world, ProgrammeKind kind) {
  Lever like;
  like.kind = LeverKind::home_visits;
  switch (kind) {
    case ProgrammeKind::support_family: like.kind = LeverKind::buurtgezinnen; break;
    case ProgrammeKind::mentor: like.kind = LeverKind::mentors; break;
    case ProgrammeKind::out_of_school_care: like.kind = LeverKind::out_of_school_care; break;
    case ProgrammeKind::mother_visits: like.home_visits.visitor = VisitorKind::mother; break;
    case ProgrammeKind::nurse_visits: like.home_visits.visitor = VisitorKind::nurse; break;
    default: break;
  }
  return *match_terms(world, like);
}

/// Terms of all programmes that run this week, by key.
class Running {
 public:
  Running(const World& world, const std::vector<Lever>& levers, Week week) : world_(world) {
    for (const Lever& lever : levers)
      if (const auto terms = in_effect(lever, week) ? match_terms(world, lever) : std::nullopt) terms_.emplace_back(programme_of(lever), *terms);
  }
  /// None when the programme has ended.
  [[nodiscard]] const MatchTerms* find(Key programme) const {
    for (const auto& [key, terms] : terms_)
      if (key == programme) return &terms;
    return nullptr;
  }
  [[nodiscard]] MatchTerms of(MatchId m) const {
    const MatchTerms* terms = find(world_.matches.programme[m]);
    return terms != nullptr ? *terms : terms_without_lever(world_, static_cast<ProgrammeKind>(world_.matches.kind[m]));
  }

 private:
  const World& world_;
  std::vector<std::pair<Key, MatchTerms>> terms_;
};

}  // namespace

void live_matches(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch) {
  const Running running(world, levers, now.week);
  for (std::size_t i = 0; i < world.matches.size(); ++i) {
    const MatchId m(i);
    if (!world.matches.is_open(m, now.week)) continue;
    const bool runs = running.find(world.matches.programme[m]) != nullptr;
    const MatchTerms terms = running.of(m);
    // Professionals stop with their programme; people who have found each other, at the review that nobody holds.
    if (!can_go_on(world, now, m) || (!runs && (terms.by_professionals || world.matches.review[m] <= now.week.number))) {
      end_match(world, now, m, scratch);
      continue;
    }
    welcome_the_newborn(world, m);
    MatchedLife life(world, now, scratch, m, terms);
    if (world.matches.review[m] <= now.week.number) {
      const auto outcome = life.review();
      if (outcome != MatchedLife::Review::goes_on) {
        const bool early = now.week.number - world.matches.start[m] <= now.parameters.programmes.short_match;
        if (outcome == MatchedLife::Review::giver_stops && early) life.disappoint();
        end_match(world, now, m, scratch);
        continue;
      }
      world.matches.review[m] = short_week(now.week + weeks_between_reviews(terms.review_weeks, world.matches.length_in_weeks[m].value()));
    }
    life.live_this_week();
  }
}

}  // namespace weefsel
