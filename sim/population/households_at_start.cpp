#include "population/households_at_start.hpp"

#include <algorithm>
#include <functional>

#include "population/fitted_households.hpp"
#include "population/keyed_shapes.hpp"
#include "population/moving_rates.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

// Decisions of a household (or, with + 100 x its number, of an adult).
enum Decision : std::uint64_t {
  occupied = 1,
  form,
  youngest_rank,
  youngest_age,
  one_of_few,
  spacing,
  departed,
  departed_spacing,
  first_birth,
  mothers_rank,
  fathers_age,
  childless_rank,
  childless_age,
  childless_gap,
  sex,
  same_sex,
  schooling_shared,
  schooling_own,
  reading_rank,
  reading_value,
  income_rank,
  community_rank,
  staying,
  staying_length
};  // those of fitted_households.cpp, about the same households, start at 50
constexpr std::uint64_t per_adult = 100;

// CBS StatLine 71487ned, 1-1-2023: households with 1, 2, 3 or more children at home.
const std::vector<double> children_of_couples = {0.43, 0.41, 0.16}, children_of_single_parents = {0.62, 0.29, 0.10};
constexpr double mothers_share = 0.89;                        // of single parents (CBS Jeugdmonitor)
constexpr double first_birth_age = 30.3, first_birth_sd = 5;  // CBS 2023
constexpr double fathers_older = 2.5;
constexpr double young_singles_share = 0.06, young_couples_share = 0.02;  // of those without children: 19-24 years old
constexpr double tight_income_ratio = 4;  // single parents against couples with children (CBS 2020)

std::size_t count_of(double share, std::size_t total) {
  return std::min(total, static_cast<std::size_t>(round_to_int(std::max(0.0, share) * static_cast<double>(total))));
}

class Planner {
 public:
  Planner(const NeighbourhoodDescription& description, const Salt& salt, double leaving_home_age)
      : asked_(description), salt_(salt), leaving_home_age_(leaving_home_age) {}

  std::vector<HouseholdPlan> plan(const World& world, DwellingId first, DwellingId last, const HouseholdPool* pool) {
    choose_dwellings(world, first, last);
    const bool fitted = asked_.gives_ages() && pool;
    if (fitted)
      take_fitted_households(*pool);
    else
      choose_people();
    choose_reading();
    choose_incomes(!fitted);
    choose_communities();
    choose_years_here();
    std::sort(plans_.begin(), plans_.end(), [](const auto& a, const auto& b) { return a.dwelling < b.dwelling; });
    return std::move(plans_);
  }

  std::vector<HouseholdPlan> sample(const std::vector<Key>& keys) {
    plans_.assign(keys.size(), {});
    for (std::size_t i = 0; i < keys.size(); ++i) plans_[i].key = keys[i];
    choose_people();
    choose_incomes(true);
    return std::move(plans_);
  }

 private:
  using Refs = std::vector<HouseholdPlan*>;
  [[nodiscard]] std::uint64_t bits(const HouseholdPlan& h, std::uint64_t decision, std::uint64_t extra = 0) const {
    return salt_.of(h.key, decision + 1000 * extra);
  }
  [[nodiscard]] double u(const HouseholdPlan& h, std::uint64_t decision, std::uint64_t extra = 0) const {
    return unit_interval(bits(h, decision, extra));
  }

  template <class Chosen>
  Refs those(Chosen chosen) {
    Refs result;
    for (HouseholdPlan& h : plans_)
      if (chosen(h)) result.push_back(&h);
    return result;
  }
  /// Lowest score first; equal scores by key.
  template <class Score>
  static void order(Refs& who, Score score) {
    std::vector<std::pair<std::pair<double, Key>, HouseholdPlan*>> scored;
    for (HouseholdPlan* h : who) scored.push_back({{score(*h), h->key}, h});
    std::sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < who.size(); ++i) who[i] = scored[i].second;
  }

  void choose_dwellings(const World& world, DwellingId first, DwellingId last) {
    for (std::size_t d = first.slot; d < last.slot; ++d) {
      HouseholdPlan h;
      h.dwelling = DwellingId(d);
      // As if it had moved in long ago: no newcomer of a later week can have this key.
      h.key = key_of_newcomers(world.dwellings.key[h.dwelling], Week{long_ago});
      plans_.push_back(h);
    }
    Refs all = those([](const auto&) { return true; });
    order(all, [&](const auto& h) { return u(h, occupied); });
    const auto households = static_cast<std::size_t>(round_to_int(asked_.households));
    std::vector<HouseholdPlan> kept;
    for (std::size_t i = 0; i < std::min(households, all.size()); ++i) kept.push_back(*all[i]);
    plans_ = std::move(kept);
  }

  /// Who lives in each household, with ages and education.
  void choose_people() {
    choose_forms();
    choose_youngest_children();
    choose_numbers_of_children(HouseholdForm::couple_with_children, children_of_couples);
    choose_numbers_of_children(HouseholdForm::single_parent, children_of_single_parents);
    choose_parents();
    choose_childless(HouseholdForm::couple, young_couples_share);
    choose_childless(HouseholdForm::single, young_singles_share);
    choose_education();
  }

  /// The same, as households of the pool that together meet the ages that are asked.
  void take_fitted_households(const HouseholdPool& pool) {
    Refs all = those([](const auto&) { return true; });
    order(all, [&](const auto& h) { return u(h, form); });
    const auto like = pool.fitted(asked_, all.size(), salt_);
    for (std::size_t i = 0; i < all.size(); ++i) live_like(*all[i], *like[i], salt_);
  }

  void choose_forms() {
    Refs all = those([](const auto&) { return true; });
    order(all, [&](const auto& h) { return u(h, form); });
    const HouseholdsByForm counts = households_by_form(asked_, all.size());
    const std::size_t one_parent = counts[0], families = one_parent + counts[1], rest = families + counts[3];
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i]->form = i < one_parent ? HouseholdForm::single_parent
                     : i < families ? HouseholdForm::couple_with_children
                     : i < rest     ? HouseholdForm::single
                                    : HouseholdForm::couple;
    for (HouseholdPlan* h : all)
      h->adult_count = h->form == HouseholdForm::single || h->form == HouseholdForm::single_parent ? 1 : 2;
  }

  void choose_youngest_children() {
    Refs families = those([](const auto& h) { return h.with_children(); });
    // One-parent families are later in the life of their children: a separation comes after a birth.
    order(families,
          [&](const auto& h) { return u(h, youngest_rank) + (h.form == HouseholdForm::single_parent ? 0.15 : 0.0); });
    const double small = asked_.youngest_child_0_4_share, large = asked_.youngest_child_12_plus_share;
    const auto counts = largest_remainders(families.size(), {small, std::max(0.0, 1 - small - large), large});
    for (std::size_t i = 0; i < families.size(); ++i) {
      HouseholdPlan& h = *families[i];
      // A family has a baby once for each child, but a youngest of three years only once.
      const std::uint64_t b = bits(h, youngest_age);
      if (i < counts[0])
        h.youngest_age = 4 * sloping(1.4, b);
      else if (i < counts[0] + counts[1])
        h.youngest_age = 4 + 8 * sloping(1.1, b);
      else
        h.youngest_age = age_from_12(unit_interval(b));
    }
  }

  /// Ages 12-22.8 in proportion to those still at home: all until 17, then fewer in a straight line, half at the age
  /// at which half have left home.
  [[nodiscard]] double age_from_12(double place) const {
    constexpr double first_leave = 17;
    const double slope = 0.5 / std::max(1.0, leaving_home_age_ - first_leave), span = oldest_at_home - first_leave;
    const double before = first_leave - 12, after = span - slope * span * span / 2;
    double mass = place * (before + std::max(0.1, after));
    if (mass < before) return 12 + mass;
    mass -= before;  // solve x - slope x^2 / 2 = mass
    return first_leave + std::min(span, (1 - std::sqrt(std::max(0.0, 1 - 2 * slope * mass))) / slope);
  }

  void choose_numbers_of_children(HouseholdForm which, const std::vector<double>& shares) {
    Refs families = those([&](const auto& h) { return h.form == which; });
    // An only child at home is most often the first of several, or the last.
    order(families, [&](const auto& h) {
      const double y = h.youngest_age;
      const double likely_alone = y < 2.2 ? 0.9 : y < 12 ? -0.3 : y < 16 ? 0.0 : y < 19 ? 0.8 : y < 21 ? 2.2 : 9.0;
      return -likely_alone + normal(bits(h, one_of_few));
    });
    const auto counts = largest_remainders(families.size(), shares);
    for (std::size_t i = 0; i < families.size(); ++i) {
      HouseholdPlan& h = *families[i];
      std::size_t n = i < counts[0] ? 1 : i < counts[0] + counts[1] ? 2 : 3;
      if (n == 3 && u(h, spacing, 9) < 0.25) n = 4;
      const double room = oldest_at_home - h.youngest_age;
      double age = h.youngest_age;
      h.child_ages.assign(1, age);
      for (std::size_t older = 1; older < n; ++older) {
        const double gap = between(2.0, 3.5, bits(h, spacing, older));
        age += std::min(gap, room / static_cast<double>(n - 1));
        h.child_ages.push_back(age);
      }
      std::reverse(h.child_ages.begin(), h.child_ages.end());
      if (happens(std::clamp((h.child_ages.front() - 16) / 7, 0.0, 1.0) * 0.55, bits(h, departed)))
        h.departed_children = 1;
    }
  }

  void choose_parents() {
    Refs singles = those([](const auto& h) { return h.form == HouseholdForm::single_parent; });
    order(singles, [&](const auto& h) { return u(h, mothers_rank); });
    const std::size_t mothers = count_of(mothers_share, singles.size());
    for (HouseholdPlan* h : those([](const auto& x) { return x.with_children(); })) set_parents_ages(*h);
    for (std::size_t i = mothers; i < singles.size(); ++i) {
      HouseholdPlan& h = *singles[i];
      h.adults[0].female = false;
      h.adults[0].age += fathers_older;
    }
  }

  void set_parents_ages(HouseholdPlan& h) {
    const double born = static_cast<double>(h.child_ages.size() + h.departed_children);
    double oldest = h.child_ages.front();
    if (h.departed_children > 0) oldest += between(2.0, 3.5, bits(h, departed_spacing));
    // Who has more children began earlier; 1.75 is the mean number.
    double at_first = first_birth_age - 0.9 * (born - 1.75) + first_birth_sd * normal(bits(h, first_birth));
    at_first = std::clamp(at_first, 18.0, 44.0);
    double age = oldest + at_first;
    age -= std::max(0.0, age - h.youngest_age - 46.0);  // a last birth at 46 at the latest
    h.adults[0].age = age, h.adults[0].female = true;
    if (h.adult_count == 2) {
      h.adults[1].age = std::max({19.0, h.youngest_age + 18.5,
                                  age + std::clamp(fathers_older + 3.0 * normal(bits(h, fathers_age)), -8.0, 14.0)});
      h.adults[1].female = false;
    }
  }

  void choose_childless(HouseholdForm which, double young_share) {
    Refs who = those([&](const auto& h) { return h.form == which; });
    order(who, [&](const auto& h) { return u(h, childless_rank); });
    const std::size_t young = count_of(young_share, who.size());
    const double under_45 = asked_.adults_under_45_share, old = asked_.adults_65_plus_share;
    const auto counts = largest_remainders(who.size() - young, {under_45, std::max(0.0, 1 - under_45 - old), old});
    for (std::size_t i = 0; i < who.size(); ++i) {
      HouseholdPlan& h = *who[i];
      const std::uint64_t b = bits(h, childless_age);
      // Families-to-be before, empty nests after 45; from 65 on the living.
      const double age = i < young                           ? 19 + 6 * unit_interval(b)
                         : i < young + counts[0]             ? 25 + 20 * sloping(1.6, b)
                         : i < young + counts[0] + counts[1] ? 45 + 20 * sloping(0.6, b)
                                                             : 65 + 30 * sloping(1.9, b);
      h.adults[0].female = happens(age >= 65 ? 0.64 : 0.48, bits(h, sex));
      h.adults[0].age = age;
      if (h.adult_count == 1) continue;
      h.adults[0].female = true;
      h.adults[1].female = false;
      const double gap = std::clamp(fathers_older + 3.0 * normal(bits(h, childless_gap)), -8.0, 14.0);
      h.adults[0].age = std::max(19.0, age - gap / 2), h.adults[1].age = std::max(19.0, age + gap / 2);
      if (const std::uint64_t same = bits(h, same_sex); happens(0.02, same))
        h.adults[0].female = h.adults[1].female = (same & 1) != 0;
    }
  }

  struct OneAdult {
    double score;
    Key key;
    HouseholdPlan* household;
    unsigned number;
    [[nodiscard]] AdultPlan& plan() const { return household->adults[number]; }
  };
  template <class Score>
  std::vector<OneAdult> adults_in_order(Score score) {
    std::vector<OneAdult> all;
    for (HouseholdPlan& h : plans_)
      for (unsigned i = 0; i < h.adult_count; ++i) all.push_back({score(h, i), key_of_member(h.key, i), &h, i});
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.score != b.score ? a.score < b.score : a.key < b.key; });
    return all;
  }

  void choose_education() {
    // Partners are alike; older generations went to school for a shorter time.
    const auto all = adults_in_order([&](HouseholdPlan& h, unsigned i) {
      double& schooling = h.adults[i].schooling;
      schooling = 0.65 * normal(bits(h, schooling_shared)) + 0.76 * normal(bits(h, schooling_own + per_adult * i));
      return schooling - 0.018 * (std::min(h.adults[i].age, 80.0) - 45);
    });
    const double low = asked_.education_low_share, high = asked_.education_high_share;
    const auto counts = largest_remainders(all.size(), {low, std::max(0.0, 1 - low - high), high});
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i].plan().education = i < counts[0]               ? Education::low
                                : i < counts[0] + counts[1] ? Education::middle
                                                            : Education::high;
  }

  void choose_reading() {
    const auto all = adults_in_order([&](HouseholdPlan& h, unsigned i) {
      return 0.5 * h.adults[i].schooling + 0.85 * normal(bits(h, reading_rank + per_adult * i)) -
             (h.adults[i].age >= 65 ? 0.6 : 0.0);
    });
    const std::size_t hard = count_of(asked_.reading_hard_share, all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint64_t b = bits(*all[i].household, reading_value + per_adult * all[i].number);
      all[i].plan().reading_ease = Share8(i < hard ? between(0.10, 0.48, b) : between(0.55, 1.0, b));
    }
  }

  /// Families too, or only those without children, at the level that goes with what is asked of families.
  void choose_incomes(bool families) {
    const auto score = [&](const HouseholdPlan& h) {
      return 0.5 * h.adults[0].schooling + normal(bits(h, income_rank));
    };
    std::array<Refs, 4> by_form;
    for (HouseholdPlan& h : plans_) by_form[static_cast<std::size_t>(h.form)].push_back(&h);
    const auto size = [&](HouseholdForm f) { return static_cast<double>(by_form[static_cast<std::size_t>(f)].size()); };
    const double singles = size(HouseholdForm::single_parent), couples = size(HouseholdForm::couple_with_children);
    const double wanted = asked_.tight_income_share * (singles + couples);
    const double couples_rate =
        singles + couples > 0 ? wanted / (tight_income_ratio * singles + couples) : asked_.tight_income_share;
    // Counts of the two kinds of family add up to what is asked.
    const double of_singles =
        std::min(singles, static_cast<double>(round_to_int(tight_income_ratio * couples_rate * singles)));
    const std::array<double, 4> counts = {of_singles, static_cast<double>(round_to_int(wanted)) - of_singles,
                                          0.7 * couples_rate * size(HouseholdForm::couple),
                                          2.0 * couples_rate * size(HouseholdForm::single)};
    for (std::size_t f = 0; f < by_form.size(); ++f) {
      const auto form_of_all = static_cast<HouseholdForm>(f);
      if (!families && has_children(form_of_all)) continue;
      order(by_form[f], score);
      const auto count = static_cast<std::size_t>(round_to_int(std::max(0.0, counts[f])));
      for (std::size_t i = 0; i < by_form[f].size(); ++i) by_form[f][i]->tight_income = i < count;
    }
  }

  // By rank, on nothing but a lot of their own: what fitting to this margin would give too, for the pool holds
  // communities to be independent of everything. They are there for mixing only.
  void choose_communities() {
    Refs all = those([](const auto&) { return true; });
    order(all, [&](const auto& h) { return u(h, community_rank); });
    const auto counts = largest_remainders(all.size(), asked_.communities);
    std::size_t next = 0;
    for (std::size_t c = 0; c < counts.size(); ++c)
      for (std::size_t i = 0; i < counts[c]; ++i) all[next++]->community = static_cast<std::uint8_t>(c);
  }

  void choose_years_here() {
    // Who moves often came lately: waiting times at the rate of each household, and the shortest are the newcomers.
    const auto rate = [](const HouseholdPlan& h) {
      return h.with_children() ? moves_per_year_of_family(h.youngest_age)
                               : moves_per_year_without_children(h.adults[0].age);
    };
    const auto longest = [](const HouseholdPlan& h) {
      return std::max(0.05, std::max(h.adults[0].age, h.adult_count == 2 ? h.adults[1].age : 0.0) - 18.0);
    };
    Refs all = those([](const auto&) { return true; });
    order(all, [&](const auto& h) { return longest(h) < 2.2 ? 0.0 : exponential(bits(h, staying)) / rate(h); });
    const std::size_t newcomers = count_of(asked_.newcomer_share, all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      HouseholdPlan& h = *all[i];
      const std::uint64_t b = bits(h, staying_length);
      if (i < newcomers) {
        h.years_here = std::min(longest(h), 1.98 * unit_interval(b));
      } else {
        h.years_here = 2.02 + exponential(b) / rate(h);
        if (h.years_here > longest(h))
          h.years_here = std::max(std::min(2.02, longest(h)), longest(h) * unit_interval(b));
      }
    }
  }

  const NeighbourhoodDescription& asked_;
  const Salt& salt_;
  double leaving_home_age_;
  std::vector<HouseholdPlan> plans_;
};

}  // namespace

HouseholdsByForm households_by_form(const NeighbourhoodDescription& description, std::size_t total) {
  const double families = description.with_children_share, single = description.single_person_share;
  const auto counts = largest_remainders(total, {families, single, std::max(0.0, 1 - families - single)});
  const std::size_t one_parent = count_of(description.single_parent_share, counts[0]);
  return {one_parent, counts[0] - one_parent, counts[2], counts[1]};
}

std::vector<HouseholdPlan> plan_households(const NeighbourhoodDescription& description, const World& world,
                                           DwellingId first, DwellingId last, const Salt& salt, double leaving_home_age,
                                           const HouseholdPool* pool) {
  return Planner(description, salt, leaving_home_age).plan(world, first, last, pool);
}

std::vector<HouseholdPlan> plan_sample(const NeighbourhoodDescription& description, const std::vector<Key>& keys,
                                       const Salt& salt, double leaving_home_age) {
  return Planner(description, salt, leaving_home_age).sample(keys);
}

}  // namespace weefsel
