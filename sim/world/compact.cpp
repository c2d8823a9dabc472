// Yearly renumbering: the departed leave the arrays, and everyone who stays is ordered by street, so that
// neighbours, who meet most, sit close together in memory.
#include <algorithm>
#include <numeric>

#include "world/own_people.hpp"
#include "world/world.hpp"

namespace weefsel {
namespace {

/// New slot of every old one; nobody where it left.
template <class IdType>
using Renumbering = std::vector<IdType>;

template <class IdType>
Renumbering<IdType> renumbering_of(const std::vector<std::uint32_t>& order, std::size_t old_size) {
  Renumbering<IdType> to(old_size);
  for (std::size_t i = 0; i < order.size(); ++i) to[order[i]] = IdType(i);
  return to;
}

template <class Table>
void reorder(Table& table, const std::vector<std::uint32_t>& order) {
  Table::columns(table, [&](const char*, auto& column) {
    std::remove_reference_t<decltype(column)> moved;
    moved.reserve(order.size());
    for (const std::uint32_t old : order) moved.push_back(column[typename std::remove_reference_t<decltype(column)>::index_type(old)]);
    column = std::move(moved);
  });
}

struct NewSlots {
  Renumbering<AdultId> adult;
  Renumbering<ActiveId> active;
  Renumbering<HouseholdId> household;
  Renumbering<ChildId> child;

  void apply(AdultId& id) const { if (id.exists()) id = adult[id.slot]; }
  void apply(ActiveId& id) const { if (id.exists()) id = active[id.slot]; }
  void apply(HouseholdId& id) const { if (id.exists()) id = household[id.slot]; }
  void apply(ChildId& id) const { if (id.exists()) id = child[id.slot]; }
  void apply(PersonRef& who) const { if (who.exists() && who.is_adult()) who = PersonRef::of(adult[who.adult().slot]); }
  template <class T, std::size_t N>
  void apply(std::array<T, N>& many) const { for (T& one : many) apply(one); }
  template <RowOfParts Row>
  void apply(Row& row) const { Row::parts(row, [&](const char*, auto& part) { apply(part); }); }
  template <class T>
  void apply(T&) const {}  // everything else holds no slots that change
};

template <class Table>
void relink(Table& table, const NewSlots& slots) {
  Table::columns(table, [&](const char*, auto& column) { for (auto& value : column) slots.apply(value); });
}

/// Ties to people who have left: to someone outside when weak or stronger, else dropped. Ties to adults who
/// are no longer active stay, one-sided.
void settle_ties_to_the_departed(World& world, const FadingCurve& fading, const std::vector<std::uint8_t>& deactivated) {
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId owner(i);
    for (std::size_t slot = 0; slot < world.ties.count[owner];) {
      Tie tie = world.ties.get(owner, slot);
      if (tie.partner.is_adult()) {
        const AdultId other = tie.partner.adult();
        if (world.adults.has(other, Adults::gone)) {
          const double left = tie.strength.value() * fading.left(tie.mark.kind(), tie.started, tie.touched, world.week);
          if (left < weak_tie) { world.ties.remove(owner, slot); continue; }
          tie.partner = PersonRef::outside(world.adults.key[other]);
          tie.mark = TieMark::of(tie.mark.kind(), TieMark::one_sided);
          world.ties.set(owner, slot, tie);
        } else if (const ActiveId a = world.adults.active[other]; a.exists() && deactivated[a.slot]) {
          tie.mark = TieMark::of(tie.mark.kind(), TieMark::one_sided);
          world.ties.set(owner, slot, tie);
        }
      }
      ++slot;
    }
  }
}

}  // namespace

void compact(World& world, const FadingCurve& fading) {
  Adults& adults = world.adults;
  std::vector<std::uint8_t> deactivated(world.actives.size(), 0);
  for (std::size_t i = 0; i < world.actives.size(); ++i)
    deactivated[i] = world.actives.active_until[ActiveId(i)] < world.week.number;
  settle_ties_to_the_departed(world, fading, deactivated);
  for (std::size_t i = 0; i < deactivated.size(); ++i)
    if (deactivated[i]) adults.active[world.actives.adult[ActiveId(i)]] = ActiveId{};

  // Whoever points at someone who has left lets go first.
  const auto left = [&](AdultId a) { return a.exists() && adults.has(a, Adults::gone); };
  for (std::size_t i = 0; i < adults.size(); ++i) {
    const AdultId a(i);
    if (left(adults.parent_in_town[a])) adults.parent_in_town[a] = AdultId{};
    if (const HouseholdId h = adults.children_elsewhere[a]; h.exists() && world.households.gone[h])
      adults.children_elsewhere[a] = HouseholdId{};
  }
  for (auto& parents : world.children.parents)
    for (AdultId& p : parents)
      if (left(p)) p = AdultId{};
  for (AdultId& v : world.places.volunteer)
    if (left(v)) v = AdultId{};
  const auto child_left = [&](ChildId c) { return c.exists() && world.children.gone[c]; };
  keep_rows<MatchId>(world.matches, [&](MatchId m) {
    return !left(world.matches.asker[m]) && !left(world.matches.giver[m]) && !child_left(world.matches.child[m]) &&
           world.matches.until[m] >= world.week.number;
  });
  keep_rows<ApplicationId>(world.applications, [&](ApplicationId a) {
    return !left(world.applications.asker[a]) && !child_left(world.applications.child[a]);
  });
  keep_rows<ProgrammeGroupId>(world.groups, [&](ProgrammeGroupId g) { return world.groups.is_open(g, world.week); });
  for (auto& members : world.groups.members) {
    const auto end = std::remove_if(members.begin(), members.end(), left);
    std::fill(end, members.end(), AdultId{});
  }
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    if (!world.children.gone[ChildId(i)]) let_go_of_departed_people(world, ChildId(i));
  }

  // New order: households by dwelling (dwellings lie street by street), then their adults and children.
  std::vector<std::uint32_t> household_order, adult_order, active_order, child_order;
  for (std::size_t d = 0; d < world.dwellings.size(); ++d) {
    const HouseholdId h = world.dwellings.household[DwellingId(d)];
    if (!h.exists()) continue;
    household_order.push_back(h.slot);
    for (const AdultId a : world.households.adults[h])
      if (a.exists()) {
        adult_order.push_back(a.slot);
        if (adults.active[a].exists()) active_order.push_back(adults.active[a].slot);
      }
    world.for_each_child(h, [&](ChildId c) { child_order.push_back(c.slot); });
  }
  NewSlots slots{renumbering_of<AdultId>(adult_order, adults.size()),
                 renumbering_of<ActiveId>(active_order, world.actives.size()),
                 renumbering_of<HouseholdId>(household_order, world.households.size()),
                 renumbering_of<ChildId>(child_order, world.children.size())};
  reorder(world.adults, adult_order);
  reorder(world.actives, active_order);
  reorder(world.ties, active_order);
  reorder(world.households, household_order);
  reorder(world.children, child_order);
  relink(world.adults, slots);
  relink(world.actives, slots);
  relink(world.households, slots);
  relink(world.children, slots);
  relink(world.dwellings, slots);
  relink(world.places, slots);
  for (AdultId& v : world.places_at_start.volunteer) v = AdultId{};
  relink(world.applications, slots);
  relink(world.matches, slots);
  relink(world.groups, slots);
  for (auto& row : world.ties.partner)
    for (PersonRef& p : row)
      if (p.exists() && p.is_adult()) {
        AdultId a = p.adult();
        slots.apply(a);
        p = PersonRef::of(a);
      }
}

}  // namespace weefsel
