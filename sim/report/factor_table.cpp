// The factors: who has one, and how a world is made to live with or without it.
#include <algorithm>

#include "report/factors.hpp"

namespace weefsel {
namespace {

template <class F>
void each_adult(const FactorTarget& t, F&& f) {
  for (const AdultId a : t.world.households.adults[t.household])
    if (a.exists()) f(a);
}
template <class F>
void each_active(const FactorTarget& t, F&& f) {
  each_adult(t, [&](AdultId a) {
    if (const ActiveId active = t.world.adults.active[a]; active.exists()) f(active);
  });
}
template <class F>
bool any_adult(const World& w, HouseholdId h, F&& f) {
  bool found = false;
  for (const AdultId a : w.households.adults[h]) found = found || (a.exists() && f(a));
  return found;
}
template <class F>
bool any_tie(const World& w, HouseholdId h, F&& f) {
  return any_adult(w, h, [&](AdultId a) {
    const ActiveId active = w.adults.active[a];
    for (std::size_t s = 0; active.exists() && s < w.ties.count[active]; ++s)
      if (f(active, s)) return true;
    return false;
  });
}

/// Takes a tie out on both sides.
void end_tie(World& w, ActiveId owner, std::size_t slot) {
  const PersonRef other = w.ties.partner[owner][slot];
  w.ties.remove(owner, slot);
  if (!other.is_adult()) return;
  const ActiveId them = w.adults.active[other.adult()];
  if (!them.exists()) return;
  if (const std::size_t back = w.ties.find(them, PersonRef::of(w.actives.adult[owner])); back != Ties::not_found)
    w.ties.remove(them, back);
}
template <class F>
void end_ties(const FactorTarget& t, F&& which) {
  each_active(t, [&](ActiveId a) {
    for (std::size_t s = t.world.ties.count[a]; s-- > 0;)
      if (which(a, s)) end_tie(t.world, a, s);
  });
}

bool is_close_friend(const World& w, const FadingCurve& fading, ActiveId a, std::size_t s) {
  return w.ties.mark[a][s].kind() != TieKind::kin && !w.ties.partner[a][s].is_professional() &&
         strength_at(w.ties, fading, a, s, w.week) >= close_tie;
}
bool is_helpful_kin(const World& w, const FadingCurve& fading, ActiveId a, std::size_t s) {
  return w.ties.mark[a][s].kind() == TieKind::kin && strength_at(w.ties, fading, a, s, w.week) >= support_tie;
}
bool is_in_town(const World& w, ActiveId a, std::size_t s) {
  return w.ties.mark[a][s].kind() != TieKind::kin && !w.ties.partner[a][s].is_outside();
}

bool is_near(const World& w, StreetId street, PlaceKind one, PlaceKind other) {
  for (std::uint32_t i = w.reach.first[street.slot]; i < w.reach.first[street.slot + 1]; ++i) {
    const PlaceKind kind = w.places.kind_of(w.reach.options[i].place);
    if (kind == one || kind == other) return true;
  }
  return false;
}
/// Out of reach of this street, though not of others.
void take_out_of_reach(const FactorTarget& t, PlaceKind one, PlaceKind other) {
  Reach& reach = t.world.reach;
  const auto begin = reach.options.begin() + reach.first[t.street.slot],
             end = reach.options.begin() + reach.first[t.street.slot + 1];
  const auto kept = std::remove_if(begin, end, [&](const Reach::Option& o) {
    const PlaceKind kind = t.world.places.kind_of(o.place);
    return kind == one || kind == other;
  });
  const auto taken = static_cast<std::uint32_t>(end - kept);
  reach.options.erase(kept, end);
  for (std::size_t s = t.street.slot + 1; s < reach.first.size(); ++s) reach.first[s] -= taken;
}

void shift_surroundings(World& w, double by) {
  for (std::size_t n = 0; n < w.neighbourhoods.size(); ++n)
    for (auto* column : {&w.neighbourhoods.play_space, &w.neighbourhoods.upkeep, &w.neighbourhoods.safety})
      (*column)[NeighbourhoodId(n)] = Share8((*column)[NeighbourhoodId(n)].value() + by);
}
/// Of the teams there are, and of what staff_teams gives them again each year.
void set_skill(World& w, double skill) {
  w.staffing.skill.fill(Share8(skill));
  for (Share8& s : w.professionals.skill) s = Share8(skill);
}
double mean_surroundings(const World& w, HouseholdId h) {
  const NeighbourhoodId n = w.neighbourhood_of(h);
  return (w.neighbourhoods.play_space[n].value() + w.neighbourhoods.upkeep[n].value() +
          w.neighbourhoods.safety[n].value()) /
         3;
}

using W = const World&;
using C = const FadingCurve&;
using H = HouseholdId;
using T = const FactorTarget&;

std::vector<Factor> people_and_support() {
  return {
      {"close_friends",
       {"goede vrienden van ouders", "close friends of parents"},
       FactorUnit::household,
       true,
       [](W w, C f, H h) {
         return any_tie(w, h, [&](ActiveId a, std::size_t s) { return is_close_friend(w, f, a, s); });
       },
       nullptr,
       [](T t) { end_ties(t, [&](ActiveId a, std::size_t s) { return is_close_friend(t.world, t.fading, a, s); }); }},
      {"family_who_help",
       {"familie die helpt", "family who help"},
       FactorUnit::household,
       true,
       [](W w, C f, H h) {
         return any_tie(w, h, [&](ActiveId a, std::size_t s) { return is_helpful_kin(w, f, a, s); });
       },
       nullptr,
       [](T t) { end_ties(t, [&](ActiveId a, std::size_t s) { return is_helpful_kin(t.world, t.fading, a, s); }); }},
      {"counted_on_support",
       {"weten dat er iemand is (vertrouwen dat hulp komt)", "support one can count on (trust that help would come)"},
       FactorUnit::household,
       true,
       [](W w, C, H h) {
         return any_adult(w, h, [&](AdultId a) {
           return w.adults.active[a].exists() && w.actives.trust_in_asking[w.adults.active[a]].value() >= 0.8;
         });
       },
       [](T t) { each_active(t, [&](ActiveId a) { t.world.actives.trust_in_asking[a] = Share16(1); }); },
       [](T t) { each_active(t, [&](ActiveId a) { t.world.actives.trust_in_asking[a] = Share16(0); }); }},
      {"asks_openly",
       {"durven vragen", "readiness to ask"},
       FactorUnit::household,
       true,
       [](W w, C, H h) { return any_adult(w, h, [&](AdultId a) { return w.adults.openness[a].value() >= 0.6; }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.openness[a] = Share8(0.8); }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.openness[a] = Share8(0.2); }); }},
      {"normalising",
       {"zorgen gewoon vinden", "seeing worries as part of growing up"},
       FactorUnit::household,
       true,
       [](W w, C, H h) { return any_adult(w, h, [&](AdultId a) { return w.adults.normalising[a].value() >= 0.6; }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.normalising[a] = Share8(0.8); }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.normalising[a] = Share8(0.2); }); }},
  };
}

std::vector<Factor> places_and_surroundings() {
  constexpr auto library = PlaceKind::library, sports = PlaceKind::sports_club, culture = PlaceKind::culture_club;
  constexpr auto playground = PlaceKind::playground, farm = PlaceKind::childrens_farm,
                 centre = PlaceKind::community_centre;
  return {
      {"library_near",
       {"bibliotheek binnen bereik", "library within reach"},
       FactorUnit::street,
       true,
       [](W w, C, H h) { return is_near(w, w.street_of(h), library, library); },
       nullptr,
       [](T t) { take_out_of_reach(t, library, library); }},
      {"club_near",
       {"sportclub of vereniging binnen bereik", "sports or culture club within reach"},
       FactorUnit::street,
       true,
       [](W w, C, H h) { return is_near(w, w.street_of(h), sports, culture); },
       nullptr,
       [](T t) { take_out_of_reach(t, sports, culture); }},
      {"playground_near",
       {"speelplek of kinderboerderij binnen bereik", "playground or children's farm within reach"},
       FactorUnit::street,
       true,
       [](W w, C, H h) { return is_near(w, w.street_of(h), playground, farm); },
       nullptr,
       [](T t) { take_out_of_reach(t, playground, farm); }},
      {"community_centre_near",
       {"buurthuis binnen bereik", "community centre within reach"},
       FactorUnit::street,
       true,
       [](W w, C, H h) { return is_near(w, w.street_of(h), centre, centre); },
       nullptr,
       [](T t) { take_out_of_reach(t, centre, centre); }},
      {"street_quality",
       {"prettige straat (speelruimte, onderhoud, veiligheid)", "pleasant street (play space, upkeep, safety)"},
       FactorUnit::town,
       false,
       [](W w, C, H h) { return mean_surroundings(w, h) >= 0.6; },
       [](T t) { shift_surroundings(t.world, 0.2); },
       [](T t) { shift_surroundings(t.world, -0.2); }},
      {"professionals_who_normalise",
       {"professionals die gewoon maken", "professionals who normalise"},
       FactorUnit::town,
       false,
       [](W w, C, H) {
         return std::any_of(w.professionals.skill.begin(), w.professionals.skill.end(),
                            [](Share8 s) { return s.value() >= 0.6; });
       },
       [](T t) { set_skill(t.world, 0.8); },
       [](T t) { set_skill(t.world, 0.2); }},
  };
}

std::vector<Factor> circumstances() {
  return {
      {"income_tight",
       {"moeite met rondkomen", "difficulty making ends meet"},
       FactorUnit::household,
       true,
       [](W w, C, H h) { return w.households.tight_income[h] != 0; },
       [](T t) { t.world.households.tight_income[t.household] = 1; },
       [](T t) { t.world.households.tight_income[t.household] = 0; }},
      {"one_parent",
       {"één ouder in huis (na uit elkaar gaan)", "one parent in the house (after a separation)"},
       FactorUnit::household,
       false,
       [](W w, C, H h) { return !w.households.adults[h][1].exists(); },
       [](T t) { t.world.households.partnership[t.household].left = 0; },
       nullptr},
      {"newcomer",
       {"pas hier komen wonen", "just moved here"},
       FactorUnit::household,
       false,
       [](W w, C, H h) { return w.week.number - w.households.since[h] < 2 * 52; },
       [](T t) {
         t.world.households.since[t.household] = short_week(t.world.week);
         end_ties(t, [&](ActiveId a, std::size_t s) { return is_in_town(t.world, a, s); });
         each_active(t, [&](ActiveId a) { t.world.actives.haunt[a] = {}, t.world.actives.haunt_regulars[a] = {}; });
       },
       nullptr},
      {"setback",
       {"ziekte, verlies van werk of andere tegenslag", "illness, loss of work or another setback"},
       FactorUnit::household,
       true,
       [](W w, C, H h) {
         return any_adult(w, h, [&](AdultId a) {
           return w.adults.active[a].exists() && w.actives.event_strain[w.adults.active[a]].value() >= 0.3;
         });
       },
       [](T t) { each_active(t, [&](ActiveId a) { t.world.actives.event_strain[a] = Fixed(0.6); }); },
       [](T t) { each_active(t, [&](ActiveId a) { t.world.actives.event_strain[a] = Fixed(0); }); }},
      {"child_with_many_concerns",
       {"kind dat veel opvoedvragen geeft", "child that brings many concerns"},
       FactorUnit::household,
       true,
       [](W w, C, H h) {
         bool found = false;
         w.for_each_child(h, [&](ChildId c) { found = found || w.children.temperament[c].value() >= 0.8; });
         return found;
       },
       [](T t) {
         t.world.for_each_child(t.household, [&](ChildId c) { t.world.children.temperament[c] = Share8(0.9); });
       },
       [](T t) {
         t.world.for_each_child(t.household, [&](ChildId c) { t.world.children.temperament[c] = Share8(0.4); });
       }},
      {"reading_hard",
       {"Nederlands lezen kost moeite", "reading Dutch is hard"},
       FactorUnit::household,
       true,
       [](W w, C, H h) { return !any_adult(w, h, [&](AdultId a) { return w.adults.reading_ease[a].value() >= 0.5; }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.reading_ease[a] = Share8(0.2); }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.reading_ease[a] = Share8(1); }); }},
      {"long_working_hours",
       {"alle ouders werken veel uren", "all parents work long hours"},
       FactorUnit::household,
       true,
       [](W w, C, H h) { return !any_adult(w, h, [&](AdultId a) { return w.adults.working_hours[a] < 32; }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.working_hours[a] = 38; }); },
       [](T t) { each_adult(t, [&](AdultId a) { t.world.adults.working_hours[a] = 16; }); }},
  };
}

}  // namespace

const std::vector<Factor>& factor_table() {
  static const std::vector<Factor> table = [] {
    std::vector<Factor> all = people_and_support();
    for (const auto& part : {places_and_surroundings(), circumstances()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return table;
}

}  // namespace weefsel
