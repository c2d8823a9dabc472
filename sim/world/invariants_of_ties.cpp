#include <algorithm>

#include "world/invariants.hpp"

namespace weefsel {
namespace {

/// Calls f(active, owner, slot, tie) for every tie of somebody who is here.
template <class F>
void for_each_tie(const World& w, F&& f) {
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId owner = w.actives.adult[a];
    if (w.adults.has(owner, Adults::gone)) continue;
    for (std::size_t s = 0; s < std::min<std::size_t>(w.ties.count[a], tie_slots); ++s)
      if (w.ties.partner[a][s].exists()) f(a, owner, s, w.ties.get(a, s));
  }
}

/// Calls f(owner, tie, other active, slot there) for ties that are marked as held by both.
template <class F>
void for_each_mutual_tie(const World& w, F&& f) {
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t, const Tie& tie) {
    if (!tie.partner.is_adult() || tie.mark.has(TieMark::one_sided) || w.is_gone(tie.partner)) return;
    const ActiveId other = w.adults.active[tie.partner.adult()];
    f(owner, tie, other, other.exists() ? w.ties.find(other, PersonRef::of(owner)) : Ties::not_found);
  });
}

void tie_tables_are_in_order(const World& w, Complaints& c) {
  for (std::size_t i = 0; i < w.actives.size(); ++i) {
    const ActiveId a(i);
    c.expect(w.ties.count[a] <= tie_slots, "active {} has {} ties", i, w.ties.count[a]);
    for (std::size_t s = 0; s < tie_slots; ++s)
      c.expect(w.ties.partner[a][s].exists() == (s < w.ties.count[a]), "tie slot {} of active {} is out of order", s, i);
  }
}

void nobody_is_tied_to_itself(const World& w, Complaints& c) {
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t, const Tie& tie) {
    c.expect(tie.partner != PersonRef::of(owner), "adult {} has a tie to itself", owner.slot);
  });
}

void nobody_is_tied_twice(const World& w, Complaints& c) {
  for_each_tie(w, [&](ActiveId a, AdultId owner, std::size_t s, const Tie& tie) {
    c.expect(w.ties.find(a, tie.partner) == s, "adult {} has two ties to the same person", owner.slot);
  });
}

void ties_are_touched_after_they_begin(const World& w, Complaints& c) {
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t s, const Tie& tie) {
    c.expect(tie.touched >= tie.started, "tie {} of adult {} was touched before it began", s, owner.slot);
  });
}

void ties_are_touched_in_the_past(const World& w, Complaints& c) {
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t s, const Tie& tie) {
    c.expect(tie.touched <= w.week.number, "tie {} of adult {} was touched in the future", s, owner.slot);
  });
}

void ties_have_a_known_kind(const World& w, Complaints& c) {
  constexpr std::uint8_t known = TieMark::kind_mask | TieMark::one_sided | TieMark::uneven;
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t s, const Tie& tie) {
    c.expect(tie.mark.kind() < TieKind::count && (tie.mark.raw & ~known) == 0, "tie {} of adult {} has the mark {}", s, owner.slot, tie.mark.raw);
  });
}

void ties_to_others_than_adults_are_one_sided(const World& w, Complaints& c) {
  for_each_tie(w, [&](ActiveId, AdultId owner, std::size_t s, const Tie& tie) {
    c.expect(tie.partner.is_adult() || tie.mark.has(TieMark::one_sided), "tie {} of adult {} is held by one who holds no ties", s, owner.slot);
  });
}

void mutual_ties_are_held_by_both(const World& w, Complaints& c) {
  for_each_mutual_tie(w, [&](AdultId owner, const Tie& tie, ActiveId other, std::size_t back) {
    c.expect(other.exists(), "adult {} has a mutual tie to a light adult", owner.slot);
    c.expect(!other.exists() || back != Ties::not_found, "adult {} has a mutual tie that adult {} does not hold", owner.slot, tie.partner.adult().slot);
  });
}

void mutual_ties_are_even(const World& w, Complaints& c) {
  for_each_mutual_tie(w, [&](AdultId owner, const Tie& tie, ActiveId other, std::size_t back) {
    if (back == Ties::not_found || tie.mark.has(TieMark::uneven)) return;
    c.expect(w.ties.strength[other][back] == tie.strength && w.ties.touched[other][back] == tie.touched && w.ties.started[other][back] == tie.started,
             "two sides of the tie between adults {} and {} differ", owner.slot, tie.partner.adult().slot);
  });
}

constexpr Invariant ties[] = {
    {"tie_tables_are_in_order", "The ties of a table fill its first slots and no others.", tie_tables_are_in_order},
    {"nobody_is_tied_to_itself", "No tie leads back to its owner.", nobody_is_tied_to_itself},
    {"nobody_is_tied_twice", "There is at most one tie to the same person.", nobody_is_tied_twice},
    {"ties_are_touched_after_they_begin", "The last contact is not before the first.", ties_are_touched_after_they_begin},
    {"ties_are_touched_in_the_past", "The last contact is not in the future.", ties_are_touched_in_the_past},
    {"ties_have_a_known_kind", "The mark of a tie holds a kind and known bits only.", ties_have_a_known_kind},
    {"ties_to_others_than_adults_are_one_sided", "Professionals and people elsewhere hold no ties.", ties_to_others_than_adults_are_one_sided},
    {"mutual_ties_are_held_by_both", "A tie that is not marked one-sided is held by the other side too.", mutual_ties_are_held_by_both},
    {"mutual_ties_are_even", "Both sides of a tie have lived the same hours, unless marked uneven.", mutual_ties_are_even},
};

}  // namespace

std::span<const Invariant> invariants_of_ties() { return ties; }

}  // namespace weefsel
