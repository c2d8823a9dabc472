// Concerns and help; places, reach, teams, matches; counts.
#include <algorithm>
#include <vector>

#include "world/invariants.hpp"

namespace weefsel {
namespace {

template <class F>
void for_each_child(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.children.size(); ++i)
    if (!w.children.gone[ChildId(i)]) f(ChildId(i));
}

void views_have_a_concern(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    for (std::size_t k = 0; k < concern_kind_count; ++k) {
      c.expect(w.children.severity[child][k].raw != 0 || w.children.perceived[child][k].raw == 0, "child {} has a perceived concern without a true one", child.slot);
      c.expect(w.children.perceived[child][k].raw != 0 || w.children.lifted[child][k].raw == 0, "child {} has been lifted a concern that nobody sees", child.slot);
    }
  });
}

void concerns_have_begun(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    for (std::size_t k = 0; k < concern_kind_count; ++k) {
      const ShortWeek since = w.children.concern_since[child][k];
      c.expect(w.children.severity[child][k].raw == 0 || (since != long_ago && since <= w.week.number), "a concern of child {} has no beginning", child.slot);
    }
  });
}

void help_has_begun(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
      const ShortWeek since = w.children.help_since[child][tier];
      c.expect(w.children.help[child][tier] == HelpState::none || (since != long_ago && since <= w.week.number), "child {} is in tier {} since never", child.slot, tier + 1);
    }
  });
}

void help_ends_after_it_begins(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    for (std::size_t tier = 0; tier < asked_tiers; ++tier)
      c.expect(w.children.help[child][tier] != HelpState::helped || w.children.help_until[child][tier] > w.children.help_since[child][tier],
               "help of child {} in tier {} ends before it begins", child.slot, tier + 1);
  });
}

void demand_was_counted_in_the_past(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    for (const ShortWeek counted : w.children.counted_week[child]) c.expect(counted <= w.week.number, "demand for child {} is counted in the future", child.slot);
  });
}

void children_go_to_school_or_childcare(const World& w, Complaints& c) {
  for_each_child(w, [&](ChildId child) {
    const PlaceId place = w.children.day_place[child];
    c.expect(!place.exists() || sphere_of(w.places.kind_of(place)) == Sphere::school_and_childcare, "child {} spends its days at place {}", child.slot, place.slot);
  });
}

void offers_are_in_range(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.places.size(); ++i) {
    const PlaceId p(i);
    c.expect(w.places.open[p] <= 1 && w.places.initiative[p] <= 1, "place {} is neither open nor closed", i);
    c.expect(w.places.kind[p] < place_kind_count && w.places.gathering[p] < static_cast<std::uint8_t>(Gathering::count), "place {} has no known kind or gathering", i);
    c.expect(w.places.hours_per_week[p].raw >= 0 && w.places.quality[p].raw > 0, "place {} has negative hours or no quality", i);
  }
}

void hosts_are_known_as_volunteers(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.places.size(); ++i) {
    const AdultId host = w.places.volunteer[PlaceId(i)];
    c.expect(!host.exists() || w.adults.has(host, Adults::gone) || w.adults.has(host, Adults::volunteer), "the host of place {} is no volunteer", i);
  }
}

void only_open_places_are_in_reach(const World& w, Complaints& c) {
  const auto& first = w.reach.first;
  if (first.empty()) return;  // a world in which nobody goes out yet
  c.expect(first.size() == w.streets.size() + 1 && first.back() == w.reach.options.size(), "reach is of {} streets", first.size() - 1);
  for (std::size_t s = 0; s + 1 < first.size(); ++s) c.expect(first[s] <= first[s + 1], "reach of street {} is out of order", s);
  for (const Reach::Option& option : w.reach.options) {
    const bool known = option.place.exists() && option.place.slot < w.places.size();
    c.expect(known && w.places.open[option.place] && option.distance_km >= 0, "place {} is in reach but not open", option.place.slot);
  }
}

void dwellings_of_a_street_adjoin(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.streets.size(); ++i) {
    const StreetId s(i);
    const std::size_t first = w.streets.first_dwelling[s], end = first + w.streets.dwelling_count[s];
    c.expect(end <= w.dwellings.size(), "street {} has more dwellings than there are", i);
    for (std::size_t d = first; d < std::min(end, w.dwellings.size()); ++d)
      c.expect(w.dwellings.street[DwellingId(d)] == s, "dwelling {} is not in street {}", d, i);
  }
}

void teams_have_hours(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.professionals.size(); ++i) {
    const ProfessionalId p(i);
    c.expect(w.professionals.kind[p] < professional_kind_count && w.professionals.hours_per_week[p].raw >= 0, "team {} has no kind or negative hours", i);
  }
}

bool whole_match(const World& w, MatchId m) { return w.matches.asker[m].exists() && w.matches.giver[m].exists() && w.matches.child[m].exists(); }
bool is_open(const World& w, MatchId m) { return w.matches.until[m] > w.week.number && !w.adults.has(w.matches.giver[m], Adults::gone); }

void matches_join_two_adults(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.matches.size(); ++i) {
    const MatchId m(i);
    c.expect(w.matches.asker[m].exists() && w.matches.asker[m] != w.matches.giver[m], "match {} does not join a family and another", i);
    c.expect(!(w.matches.giver[m].exists() && w.matches.team[m].exists()), "match {} has a giver and a team", i);
    c.expect(w.matches.start[m] <= w.matches.until[m], "match {} ends before it begins", i);
  }
}

void givers_are_in_one_match(const World& w, Complaints& c) {
  std::vector<AdultId> givers;
  for (std::size_t i = 0; i < w.matches.size(); ++i)
    if (whole_match(w, MatchId(i)) && is_open(w, MatchId(i))) givers.push_back(w.matches.giver[MatchId(i)]);
  std::sort(givers.begin(), givers.end());
  const auto twice = std::adjacent_find(givers.begin(), givers.end());
  c.expect(twice == givers.end(), "adult {} accompanies two families", twice == givers.end() ? 0 : twice->slot);
}

void givers_are_known_as_such(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.matches.size(); ++i) {
    const MatchId m(i);
    if (!whole_match(w, m) || !is_open(w, m)) continue;
    c.expect(w.adults.has(w.matches.giver[m], Adults::support_giver), "adult {} of match {} is no support giver", w.matches.giver[m].slot, i);
  }
}

void counts_add_up(const World& w, Complaints& c) {
  for (std::size_t f = 0; f < flow_count; ++f) {
    std::int64_t sum = 0;
    for (std::size_t n = 0; n < w.neighbourhoods.size(); ++n) sum += w.tally.of(static_cast<Flow>(f), NeighbourhoodId(n));
    c.expect(sum == w.tally.of(static_cast<Flow>(f), Group::all), "flow {} is {} over neighbourhoods and {} over all", f, sum, w.tally.of(static_cast<Flow>(f), Group::all));
  }
}

std::int64_t all_of(const World& w, Flow f) { return w.tally.of(f, Group::all); }

void counts_are_not_negative(const World& w, Complaints& c) {
  for (std::size_t f = 0; f < flow_count; ++f) c.expect(all_of(w, static_cast<Flow>(f)) >= 0, "flow {} is {}", f, all_of(w, static_cast<Flow>(f)));
}

void demand_has_a_route(const World& w, Complaints& c) {
  std::int64_t routes = 0;
  for (std::size_t r = 0; r < route_count; ++r) routes += all_of(w, demand_by(static_cast<Route>(r)));
  const std::int64_t demand = all_of(w, Flow::demand_tier1) + all_of(w, Flow::demand_tier2);
  c.expect(routes == demand, "demand is {} by tier and {} by route", demand, routes);
}

void requests_for_support_are_answered(const World& w, Complaints& c) {
  std::int64_t received = 0;
  for (std::size_t k = 0; k < support_kind_count; ++k) received += all_of(w, support_of(static_cast<SupportKind>(k)));
  const std::int64_t answered = received + all_of(w, Flow::refused) - all_of(w, Flow::given_unasked);
  c.expect(all_of(w, Flow::asked) == answered, "asked {} times, answered {} times", all_of(w, Flow::asked), answered);
}

constexpr Invariant town[] = {
    {"views_have_a_concern", "A concern is seen, and lifted, only while there is one.", views_have_a_concern},
    {"concerns_have_begun", "An open concern began in a known week that is not in the future.", concerns_have_begun},
    {"help_has_begun", "Waiting and help began in a known week that is not in the future.", help_has_begun},
    {"help_ends_after_it_begins", "Help lasts at least a week.", help_ends_after_it_begins},
    {"demand_was_counted_in_the_past", "The last request that counted is not in the future.", demand_was_counted_in_the_past},
    {"children_go_to_school_or_childcare", "A child spends its days at a school or in childcare, or nowhere.", children_go_to_school_or_childcare},
    {"offers_are_in_range", "Kind, gathering, hours and quality of a place are possible.", offers_are_in_range},
    {"hosts_are_known_as_volunteers", "Who hosts a gathering is a volunteer.", hosts_are_known_as_volunteers},
    {"only_open_places_are_in_reach", "Reach lists open places, street by street.", only_open_places_are_in_reach},
    {"dwellings_of_a_street_adjoin", "The dwellings of a street are adjoining slots.", dwellings_of_a_street_adjoin},
    {"teams_have_hours", "A team has a kind and no negative hours.", teams_have_hours},
    {"matches_join_two_adults", "A match joins an adult of a family with another or a team, and ends after it begins.", matches_join_two_adults},
    {"givers_are_in_one_match", "Nobody accompanies two families at once.", givers_are_in_one_match},
    {"givers_are_known_as_such", "Who accompanies a family is a support giver.", givers_are_known_as_such},
    {"counts_add_up", "Every count is the same over neighbourhoods and over everybody.", counts_add_up},
    {"counts_are_not_negative", "Nothing happens a negative number of times.", counts_are_not_negative},
    {"demand_has_a_route", "Demand by tier is demand by route.", demand_has_a_route},
    {"requests_for_support_are_answered", "Support asked is received or refused; what visitors of programmes give unasked is counted apart.", requests_for_support_are_answered},
};

}  // namespace

std::span<const Invariant> invariants_of_town() { return town; }

}  // namespace weefsel
