#include "population/settle.hpp"

#include <algorithm>
#include <array>

#include "base/errors.hpp"
#include "population/keyed_shapes.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

// Decisions of one adult under Purpose::adult_traits, drawn for a lifetime.
enum AdultTrait : std::uint64_t { openness, reciprocity, normalising, sociability, work, level };
enum ChildTrait : std::uint64_t { sex, temperament };
// Decisions about a new partner, under Purpose::newcomer, in the week of moving in.
enum PartnerTrait : std::uint64_t {
  same_sex,
  age_gap,
  same_education,
  other_education,
  reading,
  same_community,
  template_drawn
};

double youngest_at_home(const World& world, HouseholdId h, Week now) {
  double youngest = 100;
  world.for_each_child(
      h, [&](ChildId c) { youngest = std::min(youngest, age_in_years(world.children.birth_week[c], now)); });
  return youngest;
}

void make_parents_active(World& world, const Luck& luck, const Parameters& parameters, HouseholdId h, Week now) {
  if (youngest_at_home(world, h, now) >= 18) return;
  const auto members = world.households.adults[h];
  for (const AdultId a : members)
    if (a.exists()) make_active(world, luck, parameters, a, now);
}

void set_working_hours(World& world, const Luck& luck, HouseholdId h, Week now) {
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) world.adults.working_hours[a] = working_hours_of(world, luck, a, now);
}

}  // namespace

HouseholdId open_household(World& world, const Luck& luck, DwellingId dwelling, Key key, Week now) {
  if (world.dwellings.household[dwelling].exists()) throw Fault("a household moves into a dwelling that is taken");
  const HouseholdId h(append_row(world.households));
  Households& households = world.households;
  households.key[h] = key;
  households.dwelling[h] = dwelling;
  households.since[h] = short_week(now);
  households.due_week[h] = long_ago;
  households.birth[h] = HazardClock::wound(luck, Purpose::births, now, key);
  households.partnership[h] = HazardClock::wound(luck, Purpose::partnership, now, key);
  households.move[h] = HazardClock::wound(luck, Purpose::moving_out, now, key);
  households.misfortune[h] = HazardClock::wound(luck, Purpose::misfortune, now, key);
  world.dwellings.household[dwelling] = h;
  return h;
}

AdultId add_adult(World& world, const Luck& luck, HouseholdId h, const NewAdult& person, Week now) {
  if (world.households.adults[h][1].exists()) throw Fault("a third adult joins a household");
  const AdultId a(append_row(world.adults));
  Adults& adults = world.adults;
  adults.key[a] = person.key;
  adults.household[a] = h;
  adults.birth_week[a] = person.birth_week;
  adults.female[a] = person.female;
  adults.education[a] = person.education;
  adults.community[a] = person.community;
  adults.reading_ease[a] = person.reading_ease;
  const Salt traits = luck.salt(Purpose::adult_traits, of_a_lifetime);
  adults.openness[a] = bell(traits.of(person.key, openness));
  adults.reciprocity[a] = bell(traits.of(person.key, reciprocity));
  adults.normalising[a] = bell(traits.of(person.key, normalising));
  adults.sociability[a] = bell(traits.of(person.key, sociability), 0.18);

  auto& members = world.households.adults[h];
  if (members[0].exists()) {
    members[1] = a;
    adults.partner[a] = members[0];
    adults.partner[members[0]] = a;
    world.households.partnership[h] = HazardClock::wound(luck, Purpose::separation, now, world.households.key[h]);
  } else {
    members[0] = a;
  }
  adults.working_hours[a] = working_hours_of(world, luck, a, now);
  return a;
}

std::uint8_t working_hours_of(const World& world, const Luck& luck, AdultId a, Week now) {
  const Adults& adults = world.adults;
  const double age = age_in_years(adults.birth_week[a], now);
  const double youngest = youngest_at_home(world, adults.household[a], now);
  const bool female = adults.female[a] != 0;
  const auto education = static_cast<Education>(adults.education[a]);
  double p_none = age >= 67 ? 0.93 : age >= 60 ? 0.38 : age < 23 ? 0.45 : female ? 0.20 : 0.12;
  if (age >= 23 && age < 67) {
    p_none += education == Education::low ? 0.14 : education == Education::high ? -0.06 : 0.0;
    if (female && youngest < 4) p_none += 0.06;
  }
  const double u = unit_interval(luck.salt(Purpose::adult_traits, of_a_lifetime).of(adults.key[a], work));
  if (u < p_none) return 0;
  const double place = (u - p_none) / (1 - p_none);
  double least = 32, most = 42;
  if (age >= 67)
    least = 6, most = 24;
  else if (female && youngest < 12)
    least = 16, most = 34;
  else if (female)
    least = 20, most = 38;
  return static_cast<std::uint8_t>(round_to_int(least + (most - least) * place));
}

ChildId add_child(World& world, const Luck& luck, HouseholdId h, Key key, ShortWeek birth_week, Week now) {
  const ChildId c(append_row(world.children));
  Children& children = world.children;
  children.key[c] = key;
  children.household[c] = h;
  children.next_in_household[c] = world.households.first_child[h];
  world.households.first_child[h] = c;
  children.parents[c] = world.households.adults[h];
  children.birth_week[c] = birth_week;
  const Salt traits = luck.salt(Purpose::child_traits, of_a_lifetime);
  children.female[c] = happens(0.488, traits.of(key, sex));
  // Skewed to the right around one half: few children bring many concerns.
  const double z = normal(traits.of(key, temperament));
  children.temperament[c] = Share8(std::clamp(0.5 + 0.15 * z + 0.04 * (z * z - 1), 0.02, 1.0));
  children.concern_since[c].fill(long_ago);
  children.help_since[c].fill(long_ago);
  children.help_until[c].fill(long_ago);
  children.counted_week[c].fill(long_ago);
  children.protected_until[c] = long_ago;
  children.leaving_home[c] = HazardClock::wound(luck, Purpose::leaving_home, now, key);
  set_working_hours(world, luck, h, now);
  return c;
}

double personal_level(const Luck& luck, const Parameters& parameters, Key adult) {
  return parameters.wellbeing.level_sd * normal(luck.salt(Purpose::adult_traits, of_a_lifetime).of(adult, level));
}

ActiveId make_active(World& world, const Luck& luck, const Parameters& parameters, AdultId a, Week now) {
  const bool light = !world.adults.active[a].exists();
  const ActiveId active = activate(world, a, personal_level(luck, parameters, world.adults.key[a]));
  if (!light) return active;
  give_outside_ties(world, luck, parameters, a, now);
  world.actives.last_contact[active] = short_week(now);
  return active;
}

HouseholdId settle_household(World& world, const DayPlaces& places, const Luck& luck, const Parameters& parameters,
                             const NewcomerTemplate& like, DwellingId dwelling, Key household_key, Week now) {
  const HouseholdId h = open_household(world, luck, dwelling, household_key, now);
  world.households.tight_income[h] = like.tight_income;
  for (unsigned i = 0; i < 2; ++i) {
    if (like.adult_age_weeks[i] == 0) continue;
    NewAdult person;
    person.key = key_of_member(household_key, i);
    person.birth_week = static_cast<ShortWeek>(now.number - like.adult_age_weeks[i]);
    person.female = like.female[i];
    person.education = like.education[i];
    person.reading_ease = like.reading_ease[i];
    person.community = like.community;
    add_adult(world, luck, h, person, now);
  }
  const auto members = world.households.adults[h];
  if (!members[0].exists()) throw Fault("a household without adults moves in");
  const AdultId mother = !world.adults.female[members[0]] && members[1].exists() && world.adults.female[members[1]]
                             ? members[1]
                             : members[0];
  auto ages = like.child_age_weeks;
  const auto last = ages.begin() + std::min<std::ptrdiff_t>(like.child_count, std::ssize(ages));
  std::sort(ages.begin(), last, [](ShortWeek a, ShortWeek b) { return a > b; });
  for (auto age = ages.begin(); age != last; ++age) {
    const Key key = key_of_child(world.adults.key[mother], ++world.adults.births[mother]);
    const ChildId c = add_child(world, luck, h, key, static_cast<ShortWeek>(now.number - *age), now);
    assign_day_place(world, places, luck, c, now);
  }
  make_parents_active(world, luck, parameters, h, now);
  return h;
}

NewcomerTemplate template_of(const World& world, HouseholdId h) {
  NewcomerTemplate like;
  const auto members = world.households.adults[h];
  for (std::size_t i = 0; i < 2; ++i) {
    if (!members[i].exists()) continue;
    like.adult_age_weeks[i] = static_cast<ShortWeek>(world.week.number - world.adults.birth_week[members[i]]);
    like.female[i] = world.adults.female[members[i]];
    like.education[i] = world.adults.education[members[i]];
    like.reading_ease[i] = world.adults.reading_ease[members[i]];
  }
  like.community = world.adults.community[members[0]];
  like.tight_income = world.households.tight_income[h];
  world.for_each_child(h, [&](ChildId c) {
    if (like.child_count < like.child_age_weeks.size())
      like.child_age_weeks[like.child_count++] =
          static_cast<ShortWeek>(world.week.number - world.children.birth_week[c]);
  });
  return like;
}

AdultId settle_partner(World& world, const Luck& luck, const Parameters& parameters, AdultId single, Week now) {
  const Adults& adults = world.adults;
  const HouseholdId h = adults.household[single];
  const Key key = key_of_new_partner(adults.key[single], now);
  const Salt salt = luck.salt(Purpose::newcomer, now);
  NewAdult partner;
  partner.key = key;
  const bool same = happens(0.03, salt.of(key, same_sex));
  partner.female = same == (adults.female[single] != 0);
  // Men are two and a half years older on average (CBS).
  const double older = (same ? 0.0 : partner.female ? -2.5 : 2.5) + 3.0 * normal(salt.of(key, age_gap));
  const double age = std::max(20.0, age_in_years(adults.birth_week[single], now) + older);
  partner.birth_week = static_cast<ShortWeek>(now.number - weeks_from_years(age));
  partner.education = adults.education[single];
  if (!happens(0.6, salt.of(key, same_education))) {
    const int step = happens(0.5, salt.of(key, other_education)) ? 1 : 2;
    partner.education =
        static_cast<std::uint8_t>((adults.education[single] + step) % static_cast<int>(Education::count));
  }
  partner.reading_ease =
      Share8(std::clamp(adults.reading_ease[single].value() + 0.15 * normal(salt.of(key, reading)), 0.05, 1.0));
  partner.community = adults.community[single];
  if (happens(0.2, salt.of(key, same_community)) && !world.newcomers.empty())
    if (const auto& others = world.newcomers[world.neighbourhood_of(h)]; !others.empty())
      partner.community = others[salt.of(key, template_drawn) % others.size()].community;
  const AdultId a = add_adult(world, luck, h, partner, now);
  make_parents_active(world, luck, parameters, h, now);
  return a;
}

void expect_child(World& world, const Luck& luck, const Parameters& parameters, HouseholdId h, Week due, Week now) {
  world.households.due_week[h] = short_week(due);
  const auto members = world.households.adults[h];
  for (const AdultId a : members)
    if (a.exists()) {
      world.adults.flags[a] = static_cast<std::uint8_t>(world.adults.flags[a] | Adults::expecting);
      make_active(world, luck, parameters, a, now);
    }
}

ChildId add_newborn(World& world, const DayPlaces& places, const Luck& luck, const Parameters& parameters, HouseholdId h,
                    AdultId mother, Week now) {
  const Key key = key_of_child(world.adults.key[mother], ++world.adults.births[mother]);
  const ChildId c = add_child(world, luck, h, key, short_week(now), now);
  world.households.due_week[h] = long_ago;
  world.households.birth[h] = HazardClock::wound(luck, Purpose::births, now, world.households.key[h]);
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) world.adults.flags[a] = static_cast<std::uint8_t>(world.adults.flags[a] & ~Adults::expecting);
  make_parents_active(world, luck, parameters, h, now);
  assign_day_place(world, places, luck, c, now);
  return c;
}

}  // namespace weefsel
