// Support: what is given in town is received in town, and nobody gives more than their hours.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "processes/support_each_other.hpp"
#include "support/cases.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct WeekOfSupport {
  WeekOfSupport() : play(lived_in()) {
    play.begin_week();
    play.process("take_stock");
    play.process("ask_for_support");
    for (const Fixed b : play.world.actives.balance) before.push_back(b.value());
    play.process("answer_requests");
    play.process("receive_support");
  }
  static Play lived_in() {
    Parameters p;
    p.support.asks_per_week = *between(0.5, 4), p.support.willingness = *between(-1, 4), p.support.giving_hours = *between(0, 6);
    p.support.practical_hours = 3, p.support.talk_hours = 1, p.concerns.everyday_per_year = 3;
    Play play(hofbuurt_of(400), p, static_cast<std::uint64_t>(*rc::gen::inRange(1, 100)), Week{-8});
    play.weeks(9);
    return play;
  }
  /// Who gives, if an active adult in town.
  ActiveId giver_of(const Request& r) const {
    const PersonRef other = play.world.ties.partner[r.asker][r.slot];
    return other.is_adult() && !play.world.is_gone(other) ? play.world.adults.active[other.adult()] : ActiveId{};
  }
  Play play;
  std::vector<double> before;
};

RC_GTEST_PROP(Support, hours_given_are_hours_received_in_town, ()) {
  const WeekOfSupport week;
  double from_town = 0, from_elsewhere = 0;
  for (const Request& r : week.play.scratch.requests)
    if (r.granted) (week.giver_of(r).exists() ? from_town : from_elsewhere) += hours_of_help(week.play.parameters, r.kind);
  RC_ASSERT(in_town(week.play.world, Flow::giving_hours_tenths) == round_to_int(10 * from_town));
  double change = 0;
  for (std::size_t i = 0; i < week.before.size(); ++i) change += week.play.world.actives.balance[ActiveId(i)].value() - week.before[i];
  // Balances are kept in 1/65536: a rounding each.
  RC_ASSERT(std::abs(change + from_elsewhere) < 1e-4 * static_cast<double>(week.before.size() + 1));
}

RC_GTEST_PROP(Support, nobody_gives_more_than_the_hours_there_are, ()) {
  const WeekOfSupport week;
  std::vector<double> given(week.before.size(), 0);
  for (const Request& r : week.play.scratch.requests)
    if (r.granted && week.giver_of(r).exists()) given[week.giver_of(r).slot] += hours_of_help(week.play.parameters, r.kind);
  for (const double hours : given) RC_ASSERT(hours <= week.play.parameters.support.giving_hours);
}

RC_GTEST_PROP(Support, only_people_one_knows_are_asked, ()) {
  const WeekOfSupport week;
  const World& w = week.play.world;
  for (const Request& r : week.play.scratch.requests) {
    RC_ASSERT(r.slot < w.ties.count[r.asker]);
    RC_ASSERT(!w.ties.partner[r.asker][r.slot].is_professional());
    RC_ASSERT(strength_at(w.ties, week.play.tables().fading, r.asker, r.slot, w.week) >= weak_tie);
  }
}

RC_GTEST_PROP(Support, a_refusal_lowers_what_one_counts_on, ()) {
  const WeekOfSupport week;
  for (const Request& r : week.play.scratch.requests) {
    const double trust = week.play.world.actives.trust_in_asking[r.asker].value();
    if (!r.granted) RC_ASSERT(trust < 1.0);
  }
}

}  // namespace
}  // namespace weefsel
