#include "processes/have_people_over.hpp"

#include <algorithm>
#include <atomic>

#include "base/collect.hpp"

namespace weefsel {
namespace {

/// Who is asked: the strongest, with some luck. A tie of full strength is as sure to be asked as one of half
/// strength with good luck.
constexpr double strength_weight = 4;

struct Candidate {
  double score = -1e9;
  ActiveId who;
  Key key = 0;
};

struct Invitation {
  ActiveId host;
  HomeCircle asked;
};

/// The guests that `host` asks, in falling order of preference.
HomeCircle invite(const World& world, ActiveId host, const std::array<float, tie_slots>& strength, const Salt& whom) {
  const Key key = world.adults.key[world.actives.adult[host]];
  std::array<Candidate, HomeCircle::most_asked> best{};
  for (std::size_t s = 0; s < world.ties.count[host]; ++s) {
    const PersonRef other = world.ties.partner[host][s];
    if (!other.is_adult() || strength[s] < static_cast<float>(weak_tie) || world.is_gone(other)) continue;
    const ActiveId guest = world.adults.active[other.adult()];
    if (!guest.exists() || world.ties.mark[host][s].has(TieMark::one_sided)) continue;
    const Key their_key = world.adults.key[other.adult()];
    Candidate me{strength_weight * static_cast<double>(strength[s]) + gumbel_quantile16(static_cast<std::uint16_t>(whom.of(key, their_key))),
                 guest, their_key};
    for (Candidate& kept : best)
      if (me.score > kept.score || (me.score == kept.score && me.key < kept.key)) std::swap(me, kept);
  }
  HomeCircle circle;
  for (const Candidate& one : best)
    if (one.who.exists()) circle.guests[circle.count++] = one.who;
  return circle;
}

/// The invitation that `guest` takes: the one with the highest keyed hash among the hosts it knows.
ActiveId chosen_host(const World& world, ActiveId guest, const ColumnOfSome<ActiveId, HomeCircle>& asked, const Salt& which) {
  const Key key = world.adults.key[world.actives.adult[guest]];
  ActiveId best;
  std::uint64_t highest = 0;
  for (std::size_t s = 0; s < world.ties.count[guest]; ++s) {
    const PersonRef other = world.ties.partner[guest][s];
    if (!other.is_adult() || world.is_gone(other)) continue;
    const ActiveId host = world.adults.active[other.adult()];
    if (!host.exists() || !asked[host].has(guest)) continue;
    const std::uint64_t hash = which.of(key, world.adults.key[other.adult()]);
    if (!best.exists() || hash > highest) best = host, highest = hash;
  }
  return best;
}

}  // namespace

void have_people_over(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const std::size_t count = world.actives.size();
  ColumnOfSome<ActiveId, HomeCircle> asked;
  ColumnOfSome<ActiveId, HomeCircle>& circles = scratch.home_circles;
  asked.resize(count), circles.clear(), circles.resize(count);
  scratch.guest_of.assign(count, ActiveId{});
  const Salt whether = now.luck.salt(Purpose::people_over, now.week);
  const Salt whom = whether.own(1), which = whether.own(2), together = whether.own(3);
  const double p = per_week(now.parameters.meeting.home_circles_per_year) * world.home_contact_percent / 100.0;
  std::vector<std::uint8_t> is_asked(count, 0);  // by anybody; so that the others need not look who among their friends asks
  const auto invitations = collect_in_order<Invitation>(count, [&](std::size_t begin, std::size_t end, std::vector<Invitation>& some) {
    for (std::size_t i = begin; i < end; ++i) {
      const ActiveId a(i);
      const AdultId adult = world.actives.adult[a];
      if (world.adults.has(adult, Adults::gone) || world.stays_home(adult)) continue;
      const double chance = p * (0.5 + world.adults.sociability[adult].value());
      if (unit_interval(whether.of(world.adults.key[adult])) >= chance) continue;
      some.push_back({a, invite(world, a, scratch.strength[a.slot], whom)});
      if (some.back().asked.count == 0) some.pop_back();
      else for (const ActiveId guest : some.back().asked.all()) std::atomic_ref(is_asked[guest.slot]).store(1, std::memory_order_relaxed);
    }
  });
  for (const auto& [host, whom_it_asks] : invitations) asked.give(host) = whom_it_asks, circles.give(host);
  for_each<ActiveId>(count, [&](ActiveId a) {
    if (is_asked[a.slot] != 0 && !asked.has(a) && !world.adults.has(world.actives.adult[a], Adults::gone) && !world.stays_home(world.actives.adult[a]))
      scratch.guest_of[a.slot] = chosen_host(world, a, asked, which);
  });
  // The partner of a host is at home; that of a guest comes along, or not.
  std::vector<ActiveId> along(count);
  for_each<ActiveId>(count, [&](ActiveId a) {
    const AdultId adult = world.actives.adult[a], partner = world.adults.partner[adult];
    if (!partner.exists() || asked.has(a) || scratch.guest_of[a.slot].exists() || world.adults.has(adult, Adults::gone)) return;
    const ActiveId theirs = world.adults.active[partner];
    if (!theirs.exists()) return;
    if (asked.has(theirs)) along[a.slot] = theirs;
    else if (unit_interval(together.of(world.adults.key[adult])) < now.parameters.meeting.partners_along) along[a.slot] = scratch.guest_of[theirs.slot];
  });
  const auto partner_of = [&](ActiveId a) {
    const AdultId partner = world.adults.partner[world.actives.adult[a]];
    return partner.exists() ? world.adults.active[partner] : ActiveId{};
  };
  // Who comes: those asked who chose this invitation, and partners. Each host looks after its own circle.
  for_each_block(invitations.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const ActiveId host = invitations[i].host;
      HomeCircle& circle = circles.row(host);
      const auto comes = [&](ActiveId guest) { circle.guests[circle.count++] = guest; };
      for (const ActiveId guest : invitations[i].asked.all())
        if (scratch.guest_of[guest.slot] == host) comes(guest);
      const std::size_t friends = circle.count;
      if (friends == 0) continue;
      const auto brings = [&](ActiveId partner) {
        if (partner.exists() && along[partner.slot] == host) comes(partner);
      };
      brings(partner_of(host));
      for (std::size_t f = 0; f < friends; ++f) brings(partner_of(circle.guests[f]));
    }
  });
  // Without friends there is no evening.
  for_each<ActiveId>(count, [&](ActiveId a) {
    if (along[a.slot].exists() && circles[along[a.slot]].count > 0) scratch.guest_of[a.slot] = along[a.slot];
  });
}

}  // namespace weefsel
