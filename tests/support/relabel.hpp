// What: the same town with all slots dealt anew - people, homes, streets, neighbourhoods, places, professionals and
// the order of ties in a table - while keys stay. Whatever the model makes of it must be the same by key.
#pragma once

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "world/world.hpp"

namespace weefsel::tests {

class Relabelling {
 public:
  Relabelling(const World& world, std::uint64_t seed) : seed_(seed) {
    shuffle(world.adults.key, adult_), shuffle(world.households.key, household_), shuffle(world.children.key, child_);
    shuffle(world.neighbourhoods.key, neighbourhood_), shuffle(world.places.key, place_);
    shuffle(world.professionals.key, professional_), shuffle(world.streets.key, street_);
    active_.resize(world.actives.size());
    std::iota(active_.begin(), active_.end(), 0u);
    std::sort(active_.begin(), active_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return order(world.adults.key[world.actives.adult[ActiveId(a)]] + 1) < order(world.adults.key[world.actives.adult[ActiveId(b)]] + 1);
    });
    for (const std::uint32_t s : street_) {  // dwellings of a street stay together, in their order
      const StreetId street(s);
      for (std::uint32_t i = 0; i < world.streets.dwelling_count[street]; ++i) dwelling_.push_back(world.streets.first_dwelling[street] + i);
    }
    for (const auto* o : {&adult_, &household_, &child_, &neighbourhood_, &place_, &professional_, &street_, &active_, &dwelling_})
      inverse_.push_back(inverse_of(*o));
  }

  [[nodiscard]] World apply(World w, double reach_km) const {
    deal(w.adults, adult_), deal(w.households, household_), deal(w.children, child_), deal(w.neighbourhoods, neighbourhood_);
    deal(w.places, place_), deal(w.professionals, professional_), deal(w.streets, street_), deal(w.actives, active_);
    deal(w.ties, active_), deal(w.dwellings, dwelling_), deal_column(w.newcomers, neighbourhood_), deal_column(w.suited, neighbourhood_);
    deal_column(w.names.neighbourhood_code, neighbourhood_), deal_column(w.names.neighbourhood_name, neighbourhood_);
    deal_column(w.names.place_id, place_);
    if (w.places_at_start.size() == w.places.size()) deal(w.places_at_start, place_);
    if (w.neighbourhoods_at_start.size() == w.neighbourhoods.size()) deal(w.neighbourhoods_at_start, neighbourhood_);
    relink(w.adults), relink(w.households), relink(w.children), relink(w.places), relink(w.places_at_start);
    relink(w.professionals), relink(w.streets), relink(w.actives), relink(w.dwellings), relink(w.matches), relink(w.cooperations);
    relink(w.applications), relink(w.groups);
    std::uint32_t next = 0;
    for (std::size_t s = 0; s < w.streets.size(); ++s) {
      w.streets.first_dwelling[StreetId(s)] = next;
      next += w.streets.dwelling_count[StreetId(s)];
    }
    for (std::size_t i = 0; i < w.actives.size(); ++i) deal_ties(w, ActiveId(i));
    w.tally = Tally(w.neighbourhoods.size());
    find_reachable_places(w, reach_km);
    return w;
  }

 private:
  using Order = std::vector<std::uint32_t>;  // new slot -> old slot
  enum Kind { adults, households, children, neighbourhoods, places, professionals, streets, actives, dwellings };

  [[nodiscard]] std::uint64_t order(Key key) const { return join64(seed_, key); }
  template <class Keys>
  void shuffle(const Keys& keys, Order& order_of) const {
    order_of.resize(keys.size());
    std::iota(order_of.begin(), order_of.end(), 0u);
    std::sort(order_of.begin(), order_of.end(), [&](std::uint32_t a, std::uint32_t b) { return order(keys.at(a)) < order(keys.at(b)); });
  }
  static Order inverse_of(const Order& order) {
    Order to(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) to[order[i]] = static_cast<std::uint32_t>(i);
    return to;
  }

  template <class C>
  static void deal_column(C& column, const Order& order) {
    C moved;
    for (const std::uint32_t old : order) moved.push_back(column.at(old));
    column = std::move(moved);
  }
  template <class Table>
  static void deal(Table& table, const Order& order) {
    Table::columns(table, [&](const char*, auto& column) { deal_column(column, order); });
  }

  template <class IdType>
  void move(IdType& id, Kind kind) const { if (id.exists()) id = IdType(inverse_[kind][id.slot]); }
  void follow(AdultId& id) const { move(id, adults); }
  void follow(HouseholdId& id) const { move(id, households); }
  void follow(ChildId& id) const { move(id, children); }
  void follow(NeighbourhoodId& id) const { move(id, neighbourhoods); }
  void follow(PlaceId& id) const { move(id, places); }
  void follow(StreetId& id) const { move(id, streets); }
  void follow(ProfessionalId& id) const { move(id, professionals); }
  void follow(ActiveId& id) const { move(id, actives); }
  void follow(DwellingId& id) const { move(id, dwellings); }
  void follow(PersonRef& who) const {
    if (!who.exists()) return;
    if (who.is_adult()) who = PersonRef::of(AdultId(inverse_[adults][who.adult().slot]));
    else if (who.is_professional()) who = PersonRef::of(ProfessionalId(inverse_[professionals][who.professional().slot]));
  }
  template <class T, std::size_t N>
  void follow(std::array<T, N>& many) const { for (T& one : many) follow(one); }
  template <RowOfParts Row>
  void follow(Row& row) const { Row::parts(row, [&](const char*, auto& part) { follow(part); }); }
  template <class T>
  void follow(T&) const {}
  template <class Table>
  void relink(Table& table) const {
    Table::columns(table, [&](const char*, auto& column) { for (auto& value : column) follow(value); });
  }

  void deal_ties(World& w, ActiveId a) const {
    const std::size_t count = w.ties.count[a];
    std::vector<Tie> ties;
    for (std::size_t s = 0; s < count; ++s) ties.push_back(w.ties.get(a, s));
    for (Tie& t : ties) {
      if (t.partner.is_adult()) t.partner = PersonRef::of(AdultId(inverse_[adults][t.partner.adult().slot]));
      else if (t.partner.is_professional()) t.partner = PersonRef::of(ProfessionalId(inverse_[professionals][t.partner.professional().slot]));
    }
    std::sort(ties.begin(), ties.end(), [&](const Tie& x, const Tie& y) { return order(w.key_of(x.partner)) < order(w.key_of(y.partner)); });
    for (std::size_t s = 0; s < count; ++s) w.ties.set(a, s, ties[s]);
  }

  std::uint64_t seed_;
  Order adult_, household_, child_, neighbourhood_, place_, professional_, street_, active_, dwelling_;
  std::vector<Order> inverse_;
};

inline World relabelled(const World& world, std::uint64_t seed, double reach_km) { return Relabelling(world, seed).apply(world, reach_km); }

}  // namespace weefsel::tests
