// What: what every process of a week is given besides the world: the week, the luck, the parameters and the
// tables that follow from them; and what processes hand to each other within the week.
// Nothing here outlives the week: state is in World, and only there.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/column_of_some.hpp"
#include "base/lists.hpp"
#include "base/parallel.hpp"
#include "params/parameters.hpp"
#include "random/distributions.hpp"
#include "random/luck.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Tables worked out once from the parameters; the hot loops never call exp, log or pow.
struct ModelTables {
  explicit ModelTables(const Parameters& parameters);

  FadingCurve fading;
  NestShock nest;
  /// Hours a week wanted with a tie in 1/65536, by strength in 256 steps.
  std::array<std::int32_t, 256> hours_wanted{};
  /// Weekly chance that a concern passes by itself, by kind.
  std::array<double, concern_kind_count> passing{};
  /// Multiplies the hours of every visit, gate, street, evening with guests, play date and contact at home. 1 in every
  /// scenario: for the question what more hours together would do to demand (model definition 7.6, checks/elasticity).
  double meeting_hours = 1;
  double wellbeing_return, event_fading, relief_fading, balance_keeping, trust_recovery, attitude_return, cooperation_fading;
  /// Share lost in one step of a quantity that halves in `half_life` steps.
  [[nodiscard]] static double loss_per_week(double half_life_weeks);
};

struct WeekContext {
  Week week;
  const Luck& luck;
  const Parameters& parameters;
  const ModelTables& tables;
};

/// One adult at one meeting: a place at some hour, a school gate, a street.
struct Visit {
  std::uint32_t group = 0;       ///< which meeting (see Gatherings)
  std::uint16_t hours_hundredths = 0;
  std::uint8_t kind = 0;         ///< TieKind of ties that begin here
  std::uint8_t chosen = 0;       ///< 1: chosen by 7.3 (a place); 0: gate or street
};
inline constexpr std::size_t visits_per_adult = 8;

/// Who is where this week, and in which circle. Groups: place * 16 + occasion, then streets, then the lasting
/// groups of programmes. Occasion 16 of a school: its evenings for parents.
struct Gatherings {
  std::vector<std::uint8_t> visit_count;                  ///< per active adult
  std::vector<std::array<Visit, visits_per_adult>> plans; ///< per active adult, until all have chosen
  std::vector<std::uint32_t> first_visit;                 ///< per active adult: where its range of `visits` begins
  std::vector<Visit> visits;                              ///< when all have chosen
  std::vector<std::uint8_t> moments_at_home;              ///< per active adult: moments that chose staying in
  std::vector<std::uint32_t> group_first;                 ///< per group, and one past the end: range in `seated`
  std::vector<ActiveId> seated;                           ///< by group, then by circle
  std::vector<std::uint16_t> seated_hours;                ///< hundredths, beside `seated`
  std::vector<std::uint32_t> circle_first, circle_end;    ///< per seat: its circle as a range of `seated`
  std::vector<std::uint32_t> seat;                        ///< per visit: index in `seated`

  static constexpr std::uint32_t occasions_per_place = 17;
  static constexpr std::uint32_t evening = 16;
  static constexpr std::uint32_t no_seat = ~std::uint32_t{0};

  /// All have chosen: plans are packed, and nobody has a seat yet.
  void close_plans() {
    first_visit.resize(visit_count.size());
    std::uint32_t visits_so_far = 0;
    for (std::size_t i = 0; i < visit_count.size(); ++i) first_visit[i] = visits_so_far, visits_so_far += visit_count[i];
    visits.resize(visits_so_far);
    for_each_block(visit_count.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) std::copy_n(plans[i].begin(), visit_count[i], visits.begin() + first_visit[i]);
    });
    seat.assign(visits_so_far, no_seat);
    plans = {};
  }
  /// One of the visits of an adult, planned or made.
  [[nodiscard]] const Visit& visit(ActiveId a, std::size_t number) const {
    return plans.empty() ? visits[first_visit[a.slot] + number] : plans[a.slot][number];
  }
  [[nodiscard]] std::uint32_t seat_of(ActiveId a, std::size_t visit) const { return seat[first_visit[a.slot] + visit]; }
  void sit(ActiveId a, std::size_t visit, std::uint32_t where) { seat[first_visit[a.slot] + visit] = where; }
};

/// One child at one place this week.
struct ChildVisit {
  PlaceId place;
  std::uint16_t hours_hundredths = 0;  ///< 0: turned away
  std::uint8_t moment = 0;             ///< of the week; as in the groups of Gatherings
  std::uint8_t own = 0;                ///< 1: its club or its own choice; 0: along with a parent
};
inline constexpr std::size_t visits_per_child = 6;

/// Where children are this week besides home and school, and at which friends' homes youngsters were.
struct Leisure {
  std::vector<std::uint8_t> visit_count;                           ///< per child
  std::vector<std::array<ChildVisit, visits_per_child>> visits;    ///< per child
  std::vector<std::array<ChildId, friends_per_child>> at_home_of;  ///< per child: friends visited; none: nobody

  void add(ChildId c, const ChildVisit& visit) {
    std::uint8_t& count = visit_count[c.slot];
    if (count < visits_per_child) visits[c.slot][count++] = visit;
  }
};

/// What the meetings and contacts of a week will do to one adult's own ties.
struct Encounters {
  struct NewTie {
    AdultId partner;
    TieKind kind;
    bool one_sided;
  };
  static constexpr std::size_t new_ties_per_week = 6;
  std::array<std::uint16_t, tie_slots> hours_hundredths{};  ///< per slot, quality-weighted
  std::array<NewTie, new_ties_per_week> begun{};
  std::uint8_t begun_count = 0;
  std::uint8_t contacts = 0;       ///< with people one knows (weak or stronger)
  std::uint32_t rekindled = 0;     ///< bit per slot: the other side has begun the tie anew
  std::array<std::uint8_t, visits_per_adult> known_people{};  ///< per visit
};

/// Friends who sit together at somebody's home this week: those who were asked, then partners of host and guests.
struct HomeCircle {
  static constexpr std::size_t most_asked = 4;
  static constexpr std::size_t most_guests = 2 * most_asked + 1;
  std::array<ActiveId, most_guests> guests{};
  std::uint8_t count = 0;
  [[nodiscard]] std::span<const ActiveId> all() const { return {guests.data(), count}; }
  [[nodiscard]] bool has(ActiveId who) const {
    for (std::size_t i = 0; i < count; ++i)
      if (guests[i] == who) return true;
    return false;
  }
  friend constexpr bool operator==(const HomeCircle&, const HomeCircle&) = default;
};

/// Parents whom an adult meets this week because their children play together, at most.
inline constexpr std::size_t most_play_dates = 24;

/// What happened to an adult this week, for "Feel". Bits.
enum WeekEvent : std::uint8_t { met_known_people = 1, was_heard = 2, gave_help = 4, was_refused = 8, was_pointed_the_way = 16 };

struct Request {
  ActiveId asker;
  std::uint8_t slot;  ///< the tie that is asked
  SupportKind kind;
  bool granted = false;
};

/// Everything processes hand to each other within one week.
struct WeekScratch {
  Gatherings gatherings;
  ColumnOfSome<ActiveId, HomeCircle> home_circles;  ///< the guests of each host
  std::vector<ActiveId> guest_of;       ///< per active adult: its host this week, or none
  Lists<ActiveId, ActiveId> play_dates; ///< with whom
  Leisure leisure;
  std::vector<Encounters> encounters;   ///< per active adult
  std::vector<std::array<float, tie_slots>> strength;  ///< per active adult and slot: this week, until tend_ties
  std::vector<double> contact_scale;    ///< per active adult: share of wanted hours that fits
  std::vector<std::uint8_t> events;     ///< per active adult: WeekEvent
  std::vector<Belongs> belongs;         ///< per active adult: where it is counted
  std::vector<Request> requests;        ///< at most one an adult
  std::vector<std::uint32_t> request_of;  ///< per active adult: index in `requests`, or none
  std::vector<ChildId> talked_about;      ///< children about whom a question found time with a professional
};

/// Adds to the week's tally from many threads: body(begin, end, local tally).
template <class Body>
void tally_blocks(World& world, std::size_t count, Body&& body) {
  gather_blocks(count, world.tally, Tally(world.neighbourhoods.size()), std::forward<Body>(body),
                [](Tally& total, const Tally& local) { total.add(local); });
}
}  // namespace weefsel
