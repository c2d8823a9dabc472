#include "follow/witness.hpp"

#include "follow/picture.hpp"

namespace weefsel {
namespace {

constexpr double lost_below = 0.75;  // of the mark of a level
constexpr std::array<double, 4> marks = {0, weak_tie, support_tie, close_tie};
constexpr std::array<LifeEventKind, 4> reached = {LifeEventKind::met, LifeEventKind::got_to_know, LifeEventKind::became_support,
                                                  LifeEventKind::became_close};

std::uint8_t level_at(double strength) {
  return strength >= close_tie ? 3 : strength >= support_tie ? 2 : strength >= weak_tie ? 1 : 0;
}

struct Meeting {
  Setting setting = Setting::unknown;
  Key place = 0;
};

/// Which meeting a group of the week is; a street tells no more than that it is one.
Meeting meeting_of(const World& world, const Visit& visit) {
  const PlaceId place(visit.group / Gatherings::occasions_per_place);
  if (place.slot >= world.places.size()) return {Setting::street, 0};
  return {visit.chosen ? Setting::place : Setting::gate, world.places.key[place]};
}

/// Where people met who did not sit in one circle outside: what the kind of their tie says (meet.cpp).
Setting setting_of(TieKind kind) {
  switch (kind) {
    case TieKind::neighbour: return Setting::street;
    case TieKind::friendship: return Setting::home;
    case TieKind::school: return Setting::play;
    default: return Setting::unknown;
  }
}

PersonNote note_of(const World& world, const TiePicture& tie) {
  PersonNote note;
  note.tie = tie.kind;
  note.lives_elsewhere = tie.person.is_outside();
  if (tie.person.is_adult()) note.female = static_cast<std::int8_t>(world.adults.female[tie.person.adult()]);
  if (tie.person.is_professional()) {
    const ProfessionalId p = tie.person.professional();
    note.professional = world.professionals.kind[p];
    if (const PlaceId place = world.professionals.place[p]; place.exists()) note.works_at = world.places.key[place];
  }
  return note;
}

}  // namespace

struct Witness::Inside {
  Key key;
  const FadingCurve& fading;
  Date first_day;
  HouseholdId slot;
  Picture before;
  std::map<PersonMark, std::uint8_t> level;        ///< last told, per person known
  std::map<PersonMark, Meeting> circles;           ///< who sat with us this week, and where
  std::map<PersonMark, TiePicture> ties;           ///< before this process
  std::array<std::uint8_t, 2> events{};            ///< per adult: what "Feel" will be told
  bool grown = false;                              ///< no adult at home has a tie table any more: the line has ended
  bool adult_left = false;                         ///< this week: its ties went with it, and did not fade
  Life life;

  [[nodiscard]] HouseholdId find(const World& world) {
    if (slot.slot < world.households.size() && world.households.key[slot] == key) return slot;
    slot = HouseholdId{};
    for (std::size_t i = 0; i < world.households.size(); ++i)
      if (world.households.key[HouseholdId(i)] == key && !world.households.gone[HouseholdId(i)]) slot = HouseholdId(i);
    return slot;
  }

  LifeEvent& tell(Week week, LifeEventKind kind, PersonMark person = nobody_marked) {
    LifeEvent event;
    event.week = week, event.kind = kind, event.person = person;
    life.events.push_back(event);
    return life.events.back();
  }

  LifeYear& year_of(Week week) {
    const int year = date_from_days(days_since_1970(first_day) + 7 * week.number).year;
    if (life.years.empty() || life.years.back().year != year) {
      life.years.emplace_back();
      life.years.back().year = year;
    }
    return life.years.back();
  }

  void note_people(const World& world, const std::map<PersonMark, TiePicture>& known, bool since_before) {
    for (const auto& [mark, tie] : known) {
      const auto [found, is_new] = life.people.emplace(mark, note_of(world, tie));
      if (is_new) {
        found->second.since_before = since_before;
        found->second.met_week = world.week;
      }
      if (tie.person.is_outside()) found->second.lives_elsewhere = true;
    }
  }

  void note_children(const World& world, HouseholdId h) {
    world.for_each_child(h, [&](ChildId c) {
      life.children.emplace(world.children.key[c], ChildNote{world.children.birth_week[c], world.children.female[c] != 0});
    });
  }

  void compare_adults(std::string_view process, Week week, const Picture& now) {
    for (const AdultPicture& adult : now.adults) {
      const AdultPicture* earlier = with_key(before.adults, adult.key);
      if (earlier == nullptr) tell(week, LifeEventKind::partner_came);
      else if (process == "strike_misfortune" && adult.strain > earlier->strain) {
        if (life.events.empty() || life.events.back().kind != LifeEventKind::misfortune || life.events.back().week != week)
          tell(week, LifeEventKind::misfortune);
      }
    }
    for (const AdultPicture& adult : before.adults)
      if (with_key(now.adults, adult.key) == nullptr) {
        tell(week, process == "lose_people" ? LifeEventKind::adult_died : LifeEventKind::separated);
        adult_left = true;
      }
  }

  void compare_household(std::string_view process, Week week, const Picture& now) {
    if (before.present && !now.present) {
      tell(week, process == "lose_people" ? LifeEventKind::adult_died : LifeEventKind::left_town);
      return;
    }
    if (!before.present || !now.present) return;
    compare_adults(process, week, now);
    if (now.dwelling != before.dwelling) tell(week, LifeEventKind::moved_within);
    if (now.expecting && !before.expecting) tell(week, LifeEventKind::expecting);
    for (const ChildPicture& child : now.children)
      if (with_key(before.children, child.key) == nullptr)
        tell(week, process == "have_children" ? LifeEventKind::birth : LifeEventKind::partner_came).child = child.key;
    for (const ChildPicture& child : before.children)
      if (with_key(now.children, child.key) == nullptr) tell(week, LifeEventKind::child_left_home).child = child.key;
    for (const ChildPicture& child : now.children)
      if (const ChildPicture* earlier = with_key(before.children, child.key)) compare_child(process, week, *earlier, child);
    for (const Key place : now.hosts_at)
      if (std::find(before.hosts_at.begin(), before.hosts_at.end(), place) == before.hosts_at.end())
        tell(week, LifeEventKind::hosting_started).place = place;
    for (const Key place : before.hosts_at)
      if (std::find(now.hosts_at.begin(), now.hosts_at.end(), place) == now.hosts_at.end())
        tell(week, LifeEventKind::hosting_stopped).place = place;
    compare_matches(week, now);
  }

  void compare_child(std::string_view process, Week week, const ChildPicture& was, const ChildPicture& is) {
    const auto say = [&](LifeEventKind kind, std::size_t detail) {
      LifeEvent& event = tell(week, kind);
      event.child = is.key, event.detail = static_cast<std::uint8_t>(detail);
    };
    for (std::size_t k = 0; k < concern_kind_count; ++k) {
      if (is.concern[k] && !was.concern[k]) say(LifeEventKind::concern_raised, k);
      if (!is.concern[k] && was.concern[k])
        say(process == "receive_support"         ? LifeEventKind::concern_settled_by_people
            : process == "consult_professionals" ? LifeEventKind::concern_settled_by_professional
                                                 : LifeEventKind::concern_passed, k);
    }
    for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
      if (is.help[tier] == was.help[tier]) continue;
      if (is.help[tier] == HelpState::waiting) say(LifeEventKind::help_asked, tier);
      else if (is.help[tier] == HelpState::helped) say(LifeEventKind::help_started, tier);
      else say(was.help[tier] == HelpState::helped ? LifeEventKind::help_ended : LifeEventKind::help_queue_left, tier);
    }
    if (is.protected_until != was.protected_until) say(LifeEventKind::protection_started, 2);
    if (is.day_place != was.day_place && is.day_place != 0) {
      say(LifeEventKind::new_day_place, 0);
      life.events.back().place = is.day_place;
    }
  }

  void compare_matches(Week week, const Picture& now) {
    const auto say = [&](LifeEventKind kind, const MatchPicture& match) {
      LifeEvent& event = tell(week, kind, match.other);
      event.place = match.programme, event.child = match.asks ? match.child : 0;
    };
    for (const MatchPicture& match : now.matches)
      if (with_key(before.matches, match.key) == nullptr)
        say(match.asks ? LifeEventKind::match_started : LifeEventKind::became_support_family, match);
    for (const MatchPicture& match : before.matches)
      if (with_key(now.matches, match.key) == nullptr)
        say(match.asks ? LifeEventKind::match_ended : LifeEventKind::stopped_support_family, match);
  }

  /// After everyone is seated: where we were, and with whom.
  void see_visits(const World& world, const WeekScratch& scratch, HouseholdId h) {
    circles.clear();
    LifeYear& year = year_of(world.week);
    const Gatherings& g = scratch.gatherings;
    for (const AdultId adult : world.households.adults[h]) {
      const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
      if (!a.exists() || a.slot >= g.visit_count.size()) continue;
      for (std::size_t v = 0; v < g.visit_count[a.slot]; ++v) {
        const Meeting meeting = meeting_of(world, g.visit(a, v));
        const std::uint32_t seat = g.seat_of(a, v);
        if (seat == Gatherings::no_seat) {
          ++year.turned_away;
          continue;  // it was full
        }
        Outing outing{world.week, meeting.setting, meeting.place, {}};
        if (meeting.setting == Setting::place) ++year.visits[meeting.place];
        if (meeting.setting == Setting::gate) ++year.gate;
        if (meeting.setting == Setting::street) ++year.street;
        for (std::uint32_t s = g.circle_first[seat]; s < g.circle_end[seat]; ++s) {
          const PersonMark mark = mark_of_adult(world.adults.key[world.actives.adult[g.seated[s]]]);
          circles.emplace(mark, meeting);
          if (g.seated[s] != a && world.ties.find(a, PersonRef::of(world.actives.adult[g.seated[s]])) != Ties::not_found)
            outing.with.push_back(mark);
        }
        std::sort(outing.with.begin(), outing.with.end());
        life.outings.push_back(std::move(outing));
      }
    }
  }

  /// Ties that are there now and were not before this process; `otherwise`: where, when no circle of this week says it.
  void see_new_ties(const World& world, HouseholdId h, Setting otherwise = Setting::unknown) {
    auto now = ties_of(world, h, fading);
    for (const auto& [mark, tie] : now) {
      if (ties.count(mark) > 0 || tie.started != short_week(world.week)) continue;
      LifeEvent& event = tell(world.week, LifeEventKind::met, mark);
      const auto seen = circles.find(mark);
      const Meeting meeting = seen != circles.end() ? seen->second : Meeting{otherwise != Setting::unknown ? otherwise : setting_of(tie.kind), 0};
      event.setting = meeting.setting, event.place = meeting.place;
      const auto [found, is_new] = life.people.emplace(mark, note_of(world, tie));
      if (is_new) {
        found->second.met = meeting.setting, found->second.met_at = meeting.place, found->second.met_week = world.week;
        ++year_of(world.week).new_faces;
      }
    }
    ties = std::move(now);
  }

  void see_requests(const World& world, const WeekScratch& scratch, HouseholdId h) {
    const auto ours = [&](AdultId a) { return world.adults.household[a] == h && !world.adults.has(a, Adults::gone); };
    std::vector<LifeEvent> told;
    for (const Request& request : scratch.requests) {
      const AdultId asker = world.actives.adult[request.asker];
      const PersonRef asked = world.ties.partner[request.asker][request.slot];
      LifeEvent event;
      event.week = world.week, event.detail = static_cast<std::uint8_t>(request.kind);
      if (ours(asker)) {
        event.kind = request.granted ? LifeEventKind::support_received : LifeEventKind::support_refused;
        event.person = mark_of(world, asked);
      } else if (asked.is_adult() && ours(asked.adult())) {
        event.kind = request.granted ? LifeEventKind::support_given : LifeEventKind::support_declined;
        event.person = mark_of_adult(world.adults.key[asker]);
        PersonNote& note = life.people[event.person];  // they may know us without our knowing them
        note.female = static_cast<std::int8_t>(world.adults.female[asker]);
      } else {
        continue;
      }
      told.push_back(event);
    }
    // Requests stand in the order of slots, which may differ between twins.
    std::sort(told.begin(), told.end(), [](const LifeEvent& a, const LifeEvent& b) { return a.what() < b.what(); });
    life.events.insert(life.events.end(), told.begin(), told.end());
  }

  /// A talk leaves its mark on the tie with the professional, or, when the table is full, only in being heard.
  void see_talks(const World& world, const WeekScratch& scratch, HouseholdId h) {
    const auto now = ties_of(world, h, fading);
    bool named = false;
    for (const auto& [mark, tie] : now) {
      if (!is_professional(mark) || tie.touched != short_week(world.week)) continue;
      life.people.emplace(mark, note_of(world, tie));
      tell(world.week, LifeEventKind::talked, mark);
      named = true;
    }
    bool heard = false;
    for (std::size_t i = 0; i < 2; ++i) {
      const AdultId adult = world.households.adults[h][i];
      const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
      heard = heard || (a.exists() && (scratch.events[a.slot] & was_heard) != 0 && (events[i] & was_heard) == 0);
    }
    if (heard && !named) tell(world.week, LifeEventKind::talked);
    ties = now;
  }

  void keep_events(const World& world, const WeekScratch& scratch, HouseholdId h) {
    for (std::size_t i = 0; i < 2; ++i) {
      const AdultId adult = world.households.adults[h][i];
      const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
      events[i] = a.exists() && a.slot < scratch.events.size() ? scratch.events[a.slot] : std::uint8_t{0};
    }
  }

  /// Ties that reached a level this week, or lost one.
  void see_levels(const World& world, HouseholdId h, Week week) {
    const auto now = ties_of(world, h, fading);
    note_people(world, now, false);
    for (const auto& [mark, tie] : now) {
      if (is_professional(mark)) continue;
      const auto [found, is_new] = level.emplace(mark, std::uint8_t{0});
      std::uint8_t& told = found->second;
      if (is_new) told = level_at(tie.strength);  // meeting begins below the first level: who starts higher was brought along, or is a friend from elsewhere
      if (adult_left) told = std::min(told, level_at(tie.strength));
      for (const std::uint8_t is = level_at(tie.strength); told < is;) {
        ++told;
        if (told == is) tell(week, reached[told], mark);
      }
      lose(week, mark, tie.strength, told);
    }
    for (auto& [mark, told] : level) {
      if (told == 0 || now.count(mark) > 0) continue;
      if (adult_left) told = 0;
      else lose(week, mark, 0, told);
    }
    adult_left = false;
  }

  void lose(Week week, PersonMark mark, double strength, std::uint8_t& told) {
    const std::uint8_t was = told;
    while (told > 0 && strength < lost_below * marks[told]) --told;
    if (was >= 1 && told == 0) tell(week, LifeEventKind::faded, mark);
    else if (was >= 2 && told == 1) tell(week, LifeEventKind::cooled, mark);
  }
};

Witness::Witness(const World& world, Key household, const FadingCurve& fading, Date first_day)
    : inside_(new Inside{household, fading, first_day, {}, {}, {}, {}, {}, {}, false, false, {}}) {
  Inside& in = *inside_;
  in.life.start.household = household;
  const HouseholdId h = in.find(world);
  in.before = picture_of(world, h);
  if (!in.before.present) return;
  LifeStart& start = in.life.start;
  start.adults = in.before.adults.size();
  for (const ChildPicture& child : in.before.children) start.children.push_back(child.key);
  in.note_children(world, h);
  std::sort(start.children.begin(), start.children.end(), [&](Key a, Key b) {
    const auto x = in.life.children[a].birth_week, y = in.life.children[b].birth_week;
    return x != y ? x < y : a < b;
  });
  start.neighbourhood = world.names.neighbourhood_name[world.neighbourhood_of(h)];
  start.tight_income = world.households.tight_income[h] != 0;
  start.figures = figures_of(world, h, fading);
  in.ties = ties_of(world, h, fading);
  in.note_people(world, in.ties, true);
  for (const auto& [mark, tie] : in.ties)
    if (!is_professional(mark)) in.level[mark] = level_at(tie.strength);
}

Witness::~Witness() = default;

void Witness::see(std::string_view process, const World& world, const WeekScratch& scratch) {
  Inside& in = *inside_;
  if (in.grown) return;
  const HouseholdId h = in.find(world);
  Picture now = picture_of(world, h);
  in.compare_household(process, world.week, now);
  in.before = std::move(now);
  if (!in.before.present) return;
  if (process == "have_children" || process == "part_and_pair_up") in.note_children(world, h);
  // Last week's circles say nothing of friends from elsewhere.
  if (process == "join_clubs") in.circles.clear(), in.ties = ties_of(world, h, in.fading);
  else if (process == "drift_apart") in.see_new_ties(world, h, Setting::elsewhere);
  else if (process == "take_seats") in.see_visits(world, scratch, h);
  else if (process == "keep_in_touch") in.ties = ties_of(world, h, in.fading);
  else if (process == "tend_ties") in.see_new_ties(world, h);
  else if (process == "live_matches") in.see_new_ties(world, h, Setting::programme);
  else if (process == "receive_support") in.see_requests(world, scratch, h), in.keep_events(world, scratch, h);
  else if (process == "consult_professionals") in.see_talks(world, scratch, h);
}

void Witness::end_week(const World& world) {
  Inside& in = *inside_;
  const Week week = world.week + -1;
  const HouseholdId h = in.find(world);
  in.life.fingerprints.push_back(fingerprint_of(world, h));
  in.life.present_at_end = in.before.present && !in.grown;
  if (!in.before.present || in.grown) return;
  if (!is_followed(world, h)) {
    in.tell(week, LifeEventKind::children_grown);
    in.grown = true, in.life.present_at_end = false;
    return;
  }
  in.see_levels(world, h, week);
  for (const ChildPicture& child : in.before.children)
    if (child.protected_until == short_week(week)) {
      LifeEvent& event = in.tell(week, LifeEventKind::protection_ended);
      event.child = child.key, event.detail = 2;
    }
  LifeYear& year = in.year_of(week);
  const HouseholdFigures figures = figures_of(world, h, in.fading);
  ++year.weeks;
  year.wellbeing += figures.wellbeing, year.load += figures.load;
  year.at_end = figures;
}

Life Witness::take() { return std::move(inside_->life); }

}  // namespace weefsel
