#include "measures/household_figures.hpp"

#include <algorithm>

#include "random/distributions.hpp"
#include "random/luck.hpp"

namespace weefsel {
namespace {

/// The different people that the adults of a household know, with the strongest of their ties.
class Acquaintances {
 public:
  void add(PersonMark who, double strength) {
    for (std::size_t i = 0; i < count_; ++i)
      if (who_[i] == who) {
        strength_[i] = std::max(strength_[i], strength);
        return;
      }
    who_[count_] = who, strength_[count_++] = strength;
  }
  [[nodiscard]] std::int32_t at_least(double strength) const {
    return static_cast<std::int32_t>(std::count_if(strength_.begin(), strength_.begin() + static_cast<std::ptrdiff_t>(count_),
                                                   [&](double s) { return s >= strength; }));
  }

 private:
  std::array<PersonMark, 2 * tie_slots> who_{};
  std::array<double, 2 * tie_slots> strength_{};
  std::size_t count_ = 0;
};

void count_children(const World& world, HouseholdId h, HouseholdFigures& figures) {
  world.for_each_child(h, [&](ChildId c) {
    for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
      figures.waiting[tier] += world.children.help[c][tier] == HelpState::waiting;
      figures.helped[tier] += world.children.help[c][tier] == HelpState::helped;
    }
    const ShortWeek until = world.children.protected_until[c];
    figures.in_protection += until != long_ago && until >= world.week.number;
  });
}

}  // namespace

PersonMark mark_of(const World& world, PersonRef person) {
  if (person.is_professional()) return mark_of_professional(world.professionals.key[person.professional()]);
  return person.is_adult() ? mark_of_adult(world.adults.key[person.adult()]) : person.outside_bits();
}

HouseholdFigures figures_of(const World& world, HouseholdId h, const FadingCurve& fading) {
  HouseholdFigures figures;
  if (!h.exists() || world.households.gone[h]) return figures;
  figures.present = true;
  Acquaintances known;
  int adults = 0;
  for (const AdultId adult : world.households.adults[h]) {
    const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
    if (!a.exists()) continue;
    ++adults;
    figures.counted_on += world.actives.counted_on[a].value();
    figures.wellbeing += logistic(world.actives.wellbeing[a].value());
    figures.load += world.actives.load[a].value();
    for (unsigned bits = world.actives.recent_contacts[a]; bits != 0; bits >>= 4) figures.contacts += static_cast<std::int32_t>(bits & 15U);
    for (std::size_t s = 0; s < world.ties.count[a]; ++s)
      if (!world.ties.partner[a][s].is_professional())
        known.add(mark_of(world, world.ties.partner[a][s]), strength_at(world.ties, fading, a, s, world.week));
  }
  if (adults > 0) figures.counted_on /= adults, figures.wellbeing /= adults, figures.load /= adults;
  figures.weak_ties = known.at_least(weak_tie);
  figures.support_ties = known.at_least(support_tie);
  figures.close_ties = known.at_least(close_tie);
  count_children(world, h, figures);
  return figures;
}

HouseholdIndex households_by_key(const World& world) {
  HouseholdIndex index;
  index.reserve(world.households.size());
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (!world.households.gone[HouseholdId(i)]) index.emplace(world.households.key[HouseholdId(i)], HouseholdId(i));
  return index;
}

std::vector<Key> families_by_lot(const World& world, const Luck& luck) {
  const Salt salt = luck.salt(Purpose::household_lot, Week{0});
  std::vector<Key> keys;
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (!world.households.gone[HouseholdId(i)] && is_family(world, HouseholdId(i))) keys.push_back(world.households.key[HouseholdId(i)]);
  std::sort(keys.begin(), keys.end(), [&](Key a, Key b) {
    const auto x = salt.of(a), y = salt.of(b);
    return x != y ? x > y : a < b;
  });
  return keys;
}

}  // namespace weefsel
