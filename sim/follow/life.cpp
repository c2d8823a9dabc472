#include "follow/life.hpp"

#include <type_traits>

namespace weefsel {
namespace {

class Fold {
 public:
  void feed(std::uint64_t value) { hash_ = join64(hash_, value); }
  template <class T>
    requires(std::is_integral_v<T> || std::is_enum_v<T>)
  void value(T v) { feed(static_cast<std::uint64_t>(v)); }
  void value(Share8 v) { feed(v.raw); }
  void value(Share16 v) { feed(v.raw); }
  void value(Fixed v) { feed(static_cast<std::uint64_t>(v.raw)); }
  void value(HazardClock v) { feed(v.left); }
  void value(RecentHours v) { feed(v.raw); }
  void value(PersonRef) {}  // a link too
  template <class T, std::size_t N>
  void value(const std::array<T, N>& many) { for (const T& one : many) value(one); }
  template <class Tag, class Slot>
  void value(Id<Tag, Slot>) {}  // links lead to others, and slots differ between twins
  void value(RoleAndWeek v) { value(v.role()), value(v.last()); }
  template <RowOfParts Row>
  void value(const Row& row) { Row::parts(row, [&](const char*, const auto& part) { value(part); }); }
  [[nodiscard]] std::uint64_t result() const { return mix64(hash_) | 1; }

 private:
  std::uint64_t hash_ = 0x6c6966656c696e65ULL;
};

void add_ties(Fold& fold, const World& world, ActiveId a) {
  std::uint64_t sum = 0;  // the order of slots does not matter
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const Tie tie = world.ties.get(a, s);
    Fold one;
    one.feed(mark_of(world, tie.partner));
    one.value(tie.strength), one.value(tie.started), one.value(tie.touched);
    sum += one.result();
  }
  fold.feed(sum);
}

}  // namespace

std::uint64_t fingerprint_of(const World& world, HouseholdId h) {
  if (!h.exists() || world.households.gone[h]) return 0;
  Fold fold;
  fold.feed(world.dwellings.key[world.households.dwelling[h]]);
  fold.value(world.households.tight_income[h]), fold.value(world.households.due_week[h]);
  for (const AdultId adult : world.households.adults[h]) {
    if (!adult.exists()) continue;
    fold.feed(world.adults.key[adult]), fold.value(world.adults.flags[adult]);
    const ActiveId a = world.adults.active[adult];
    if (!a.exists()) continue;
    ActiveAdults::columns(world.actives, [&](const char*, const auto& column) { fold.value(column[a]); });
    add_ties(fold, world, a);
  }
  world.for_each_child(h, [&](ChildId c) {
    Children::columns(world.children, [&](const char*, const auto& column) { fold.value(column[c]); });
  });
  return fold.result();
}

}  // namespace weefsel
