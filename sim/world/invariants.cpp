#include "world/invariants.hpp"

#include <type_traits>

namespace weefsel {
namespace {

/// Calls f(table) for every table of the world.
template <class F>
void for_each_table(const World& w, F&& f) {
  f(w.adults), f(w.actives), f(w.households), f(w.children), f(w.dwellings), f(w.streets), f(w.neighbourhoods);
  f(w.places), f(w.professionals), f(w.cooperations), f(w.applications), f(w.matches), f(w.groups);
}

void columns_are_equally_long(const World& w, Complaints& c) {
  const auto check = [&](const auto& table, std::size_t rows) {
    using Table = std::remove_cv_t<std::remove_reference_t<decltype(table)>>;
    Table::columns(table, [&](const char* name, const auto& column) {
      c.expect(column.size() == rows, "column {} has {} rows, its table {}", name, column.size(), rows);
    });
  };
  for_each_table(w, [&](const auto& table) { check(table, table.size()); });
  check(w.ties, w.actives.size());
  c.expect(w.suited.size() == w.neighbourhoods.size(), "suited homes of {} neighbourhoods", w.suited.size());
  c.expect(w.newcomers.size() == w.neighbourhoods.size(), "newcomers of {} neighbourhoods", w.newcomers.size());
  c.expect(w.tally.neighbourhoods() == w.neighbourhoods.size(), "counts of {} neighbourhoods", w.tally.neighbourhoods());
  c.expect(w.names.place_id.size() == w.places.size(), "names of {} places", w.names.place_id.size());
}

class LinkCheck {
 public:
  LinkCheck(const World& w, Complaints& c) : w_(w), c_(c) {}
  void column_is(const char* name) { column_ = name; }
  void look(AdultId id) { in(id.exists(), id.slot, w_.adults.size()); }
  void look(ActiveId id) { in(id.exists(), id.slot, w_.actives.size()); }
  void look(HouseholdId id) { in(id.exists(), id.slot, w_.households.size()); }
  void look(ChildId id) { in(id.exists(), id.slot, w_.children.size()); }
  void look(DwellingId id) { in(id.exists(), id.slot, w_.dwellings.size()); }
  void look(StreetId id) { in(id.exists(), id.slot, w_.streets.size()); }
  void look(NeighbourhoodId id) { in(id.exists(), id.slot, w_.neighbourhoods.size()); }
  void look(PlaceId id) { in(id.exists(), id.slot, w_.places.size()); }
  void look(ProfessionalId id) { in(id.exists(), id.slot, w_.professionals.size()); }
  void look(PersonRef who) {
    if (!who.exists()) return;
    if (who.is_adult()) look(who.adult());
    else if (who.is_professional()) look(who.professional());
    else in(!who.is_outside(), who.raw, 0);
  }
  template <class T, std::size_t N>
  void look(const std::array<T, N>& many) { for (const T& one : many) look(one); }
  template <RowOfParts Row>
  void look(const Row& row) { Row::parts(row, [&](const char*, const auto& part) { look(part); }); }
  template <class T>
  void look(const T&) {}

 private:
  void in(bool exists, std::size_t slot, std::size_t size) { c_.expect(!exists || slot < size, "{} leads to slot {} of {}", column_, slot, size); }
  const World& w_;
  Complaints& c_;
  const char* column_ = "";
};

void links_lead_somewhere(const World& w, Complaints& c) {
  LinkCheck links(w, c);
  const auto look = [&](const auto& table) {
    using Table = std::remove_cv_t<std::remove_reference_t<decltype(table)>>;
    Table::columns(table, [&](const char* name, const auto& column) {
      links.column_is(name);
      for (const auto& value : column) links.look(value);
    });
  };
  for_each_table(w, look);
  look(w.ties);
}

constexpr Invariant tables[] = {
    {"columns_are_equally_long", "Every column of a table has a row for every entity.", columns_are_equally_long},
    {"links_lead_somewhere", "A link leads to a slot that exists, or to nobody.", links_lead_somewhere},
};

void check_all(const World& world, std::span<const Invariant> group, bool week_is_over, std::vector<std::string>& broken) {
  for (const Invariant& invariant : group) {
    if (invariant.holds == Invariant::Holds::week && !week_is_over) continue;
    Complaints complaints;
    invariant.check(world, complaints);
    for (const std::string& text : complaints.list()) broken.push_back(std::string(invariant.name) + ": " + text);
  }
}

std::vector<std::string> broken(const World& world, bool week_is_over) {
  std::vector<std::string> list;
  check_all(world, invariants_of_tables(), week_is_over, list);
  if (!list.empty()) return list;
  check_all(world, invariants_of_people(), week_is_over, list);
  check_all(world, invariants_of_ties(), week_is_over, list);
  check_all(world, invariants_of_town(), week_is_over, list);
  check_all(world, invariants_of_programmes(), week_is_over, list);
  return list;
}

}  // namespace

std::span<const Invariant> invariants_of_tables() { return tables; }
std::vector<std::string> broken_invariants(const World& world) { return broken(world, true); }
std::vector<std::string> broken_within_a_week(const World& world) { return broken(world, false); }

}  // namespace weefsel
