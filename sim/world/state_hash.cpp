// The fingerprint of a world: one 128-bit number per entity (key and all columns, with links written as the
// keys they lead to), added up. A sum does not depend on order, so slots and threads cannot matter.
#include <array>
#include <cstdio>
#include <string_view>

#include "world/world.hpp"

namespace weefsel {
namespace {

struct Hash128 {
  std::uint64_t a = 0, b = 0;
  void add(Hash128 other) { a += other.a, b += other.b; }
};

class Fold {
 public:
  explicit Fold(const World& world) : world_(world) {}
  void feed(std::uint64_t value) {
    hash_.a = join64(hash_.a, value);
    hash_.b = join64(value ^ 0x5bd1e995a7c9b3f1ULL, hash_.b);
  }
  template <class T> requires std::is_integral_v<T>
  void feed_value(T v) { feed(static_cast<std::uint64_t>(static_cast<std::int64_t>(v))); }
  void feed_value(Key v) { feed(v); }
  void feed_value(Share8 v) { feed(v.raw); }
  void feed_value(Share16 v) { feed(v.raw); }
  void feed_value(Fixed v) { feed_value(v.raw); }
  void feed_value(HazardClock v) { feed(v.left); }
  void feed_value(RecentHours v) { feed(v.raw); }
  void feed_value(HelpState v) { feed(static_cast<std::uint64_t>(v)); }
  void feed_value(OwnRole v) { feed(static_cast<std::uint64_t>(v)); }
  void feed_value(PersonRef v) { feed(world_.key_of(v)); }
  void feed_value(AdultId v) { feed_key(v, world_.adults.key); }
  void feed_value(HouseholdId v) { feed_key(v, world_.households.key); }
  void feed_value(ChildId v) { feed_key(v, world_.children.key); }
  void feed_value(DwellingId v) { feed_key(v, world_.dwellings.key); }
  void feed_value(StreetId v) { feed_key(v, world_.streets.key); }
  void feed_value(NeighbourhoodId v) { feed_key(v, world_.neighbourhoods.key); }
  void feed_value(PlaceId v) { feed_key(v, world_.places.key); }
  void feed_value(ProfessionalId v) { feed_key(v, world_.professionals.key); }
  void feed_value(ActiveId v) { feed(v.exists()); }
  template <class T, std::size_t N>
  void feed_value(const std::array<T, N>& many) { for (const T& one : many) feed_value(one); }
  template <RowOfParts Row>
  void feed_value(const Row& row) { Row::parts(row, [&](const char*, const auto& part) { feed_value(part); }); }
  void feed_value(const OwnPeople& row) {  // what is kept together is told apart
    feed_value(row.who);
    for (const RoleAndWeek as : row.as) feed_value(as.role());
    feed_value(row.hundredths);
    for (const RoleAndWeek as : row.as) feed_value(as.last());
  }
  [[nodiscard]] Hash128 result() const { return {mix64(hash_.a), mix64(hash_.b)}; }

 private:
  template <class IdType>
  void feed_key(IdType id, const Column<IdType, Key>& keys) { feed(id.exists() ? keys[id] : 0x6e6f626f6479ULL); }
  const World& world_;
  Hash128 hash_{0x9ae16a3b2f90404fULL, 0xc949d7c7509e6557ULL};
};

/// Which dwellings are in a street follows from the dwellings; this column of Streets only says where they sit.
constexpr std::string_view slots_of_dwellings = "first_dwelling";

template <class Table, class Skip>
void hash_table(const World& world, const Table& table, std::uint64_t kind, Skip skip, Hash128& total) {
  using IdType = typename std::remove_reference_t<decltype(table.key)>::index_type;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const IdType id(i);
    if (skip(id)) continue;
    Fold fold(world);
    fold.feed(kind);
    Table::columns(table, [&](const char* name, const auto& column) {
      if (name != slots_of_dwellings) fold.feed_value(column[id]);
    });
    total.add(fold.result());
  }
}

}  // namespace

std::string state_hash(const World& world) {
  Hash128 total;
  const auto none = [](auto) { return false; };
  hash_table(world, world.adults, 1, [&](AdultId a) { return world.adults.has(a, Adults::gone); }, total);
  hash_table(world, world.households, 2, [&](HouseholdId h) { return world.households.gone[h] != 0; }, total);
  hash_table(world, world.children, 3, [&](ChildId c) { return world.children.gone[c] != 0; }, total);
  hash_table(world, world.dwellings, 4, none, total);
  hash_table(world, world.streets, 5, none, total);
  hash_table(world, world.neighbourhoods, 6, none, total);
  hash_table(world, world.places, 7, none, total);
  hash_table(world, world.professionals, 8, none, total);
  hash_table(world, world.matches, 9, none, total);
  hash_table(world, world.cooperations, 11, none, total);
  hash_table(world, world.applications, 13, none, total);
  hash_table(world, world.groups, 12, none, total);
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    if (world.adults.has(world.actives.adult[a], Adults::gone)) continue;
    Fold fold(world);
    fold.feed(10);
    ActiveAdults::columns(world.actives, [&](const char*, const auto& column) { fold.feed_value(column[a]); });
    for (std::size_t slot = 0; slot < world.ties.count[a]; ++slot) {
      const Tie tie = world.ties.get(a, slot);
      Fold one(world);
      one.feed(world.adults.key[world.actives.adult[a]]);
      one.feed(world.key_of(tie.partner));
      one.feed(tie.strength.raw), one.feed_value(tie.started), one.feed_value(tie.touched), one.feed(tie.mark.raw);
      total.add(one.result());
    }
    total.add(fold.result());
  }
  for (std::size_t i = 0; i < world.suited.size(); ++i) {
    Fold fold(world);
    fold.feed(14);
    fold.feed_value(NeighbourhoodId(i)), fold.feed_value(world.suited[NeighbourhoodId(i)].homes);
    total.add(fold.result());
  }
  Fold rest(world);
  rest.feed_value(world.week.number), rest.feed_value(world.tier1_capacity), rest.feed_value(world.tier2_capacity);
  rest.feed(world.home_contact_percent);
  rest.feed_value(world.norms.pressure), rest.feed_value(world.norms.openness), rest.feed_value(world.norms.reciprocity);
  rest.feed_value(world.steering), rest.feed_value(world.staffing.tier1_places);
  total.add(rest.result());
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(total.a),
                static_cast<unsigned long long>(total.b));
  return text;
}

}  // namespace weefsel
