#include "processes/support_each_other.hpp"

#include <algorithm>

#include "processes/raise_concerns.hpp"

namespace weefsel {
namespace {

constexpr std::uint32_t no_request = ~std::uint32_t{0};

/// The child at home with the concern that weighs most, and which concern; 0 when there is none.
struct WorstConcern {
  ChildId child;
  std::size_t kind = 0;
  double felt = 0;
};
WorstConcern worst_concern(const World& world, HouseholdId h) {
  WorstConcern worst;
  world.for_each_child(h, [&](ChildId c) {
    for (std::size_t k = 0; k < concern_kind_count; ++k) {
      const double felt = felt_severity(world.children, c, k);
      const bool more = felt > worst.felt ||
                        (felt == worst.felt && felt > 0 && worst.child.exists() && world.children.key[c] < world.children.key[worst.child]);
      if (more) worst = {c, k, felt};
    }
  });
  return worst;
}

/// What one asks for: practical help in ordinary weeks, an ear and advice when something is the matter.
SupportKind kind_wanted(const Parameters& parameters, const WorstConcern& concern, double load, std::uint64_t dice) {
  const auto& p = parameters.support;
  const double weights[support_kind_count] = {p.wants_ear + 0.5 * load, p.wants_practical, p.wants_advice + 0.9 * concern.felt, 0.05 + 0.5 * concern.felt};
  SupportKind best = SupportKind::practical;
  double highest = -1e9;
  for (std::size_t k = 0; k < support_kind_count; ++k) {
    const double u = rounded_log(weights[k]) + gumbel_quantile16(static_cast<std::uint16_t>(dice >> (16 * k)));
    if (u > highest) highest = u, best = static_cast<SupportKind>(k);
  }
  return best;
}

double asking_rate(const World& world, const WeekContext& now, ActiveId a) {
  const auto& s = now.parameters.support;
  const AdultId adult = world.actives.adult[a];
  constexpr double most_owed = 20;  // hours; a larger debt weighs no more (judgement)
  const double owed = std::clamp(-world.actives.balance[a].value(), 0.0, most_owed) / 10;
  const double brake = 1 / (1 + s.reciprocity_brake * owed * 2 * reciprocity_now(world, adult));
  return s.asks_per_week * (s.base_load + world.actives.load[a].value()) * 2 * openness_now(world, adult) * brake;
}

}  // namespace

double openness_now(const World& world, AdultId a) {
  const ActiveId active = world.adults.active[a];
  const double shift = active.exists() ? world.actives.openness_shift[active].value() : 0;
  return std::clamp(world.adults.openness[a].value() + shift + world.norms.openness.value(), 0.0, 1.0);
}

double reciprocity_now(const World& world, AdultId a) {
  return std::clamp(world.adults.reciprocity[a].value() + world.norms.reciprocity.value(), 0.0, 1.0);
}

double hours_of_help(const Parameters& parameters, SupportKind kind) {
  return kind == SupportKind::practical ? parameters.support.practical_hours : parameters.support.talk_hours;
}

void ask_for_support(const World& world, const WeekContext& now, WeekScratch& scratch) {
  scratch.request_of.assign(world.actives.size(), no_request);
  std::vector<Request> asked(world.actives.size());
  std::vector<std::uint8_t> asks(world.actives.size(), 0);
  const Salt whom = now.luck.salt(Purpose::whom_to_ask, now.week), asking = now.luck.salt(Purpose::asking, now.week);
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone) || !world.households.first_child[world.adults.household[adult]].exists()) return;
    const Key key = world.adults.key[adult];
    const std::uint64_t dice = asking.of(key);
    const double rate = asking_rate(world, now, a);
    if (unit_interval(dice) >= rate / (1 + rate)) return;
    const SupportKind kind = kind_wanted(now.parameters, worst_concern(world, world.adults.household[adult]), world.actives.load[a].value(), mix64(dice));
    double highest = -1e9;
    Request best{a, 0, kind};
    bool found = false;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const PersonRef other = world.ties.partner[a][s];
      if (other.is_professional()) continue;
      const double strength = strength_at(world.ties, now.tables.fading, a, s, now.week);
      if (strength < weak_tie) continue;
      const bool far = other.is_outside() && kind == SupportKind::practical;
      const double u = 6 * strength - (far ? 1.0 : 0.0) + gumbel_quantile16(static_cast<std::uint16_t>(whom.of(key, world.key_of(other))));
      if (u > highest) highest = u, best.slot = static_cast<std::uint8_t>(s), found = true;
    }
    if (!found) return;
    asked[a.slot] = best;
    asks[a.slot] = 1;
  });
  scratch.requests.clear();
  for (std::size_t i = 0; i < asks.size(); ++i)
    if (asks[i]) {
      scratch.request_of[i] = static_cast<std::uint32_t>(scratch.requests.size());
      scratch.requests.push_back(asked[i]);
    }
}

void answer_requests(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.support;
  const Salt salt = now.luck.salt(Purpose::answering, now.week);
  // Requests in town, grouped by the one who is asked; each giver answers in keyed order until its hours are spent.
  struct Asked { ActiveId giver; std::uint64_t order; std::uint32_t request; };
  std::vector<Asked> in_town;
  for (std::size_t i = 0; i < scratch.requests.size(); ++i) {
    Request& request = scratch.requests[i];
    const PersonRef other = world.ties.partner[request.asker][request.slot];
    const Key asker = world.adults.key[world.actives.adult[request.asker]];
    const std::uint64_t hash = salt.of(asker, world.key_of(other));
    const ActiveId giver = other.is_adult() && !world.is_gone(other) ? world.adults.active[other.adult()] : ActiveId{};
    if (giver.exists()) {
      in_town.push_back({giver, hash, static_cast<std::uint32_t>(i)});
    } else {  // someone elsewhere, or without a mood of its own in the model
      const double logit = p.willingness + 3 * (strength_at(world.ties, now.tables.fading, request.asker, request.slot, now.week) - support_tie);
      request.granted = unit_interval(mix64(hash)) < logistic(logit);
    }
  }
  std::sort(in_town.begin(), in_town.end(), [&](const Asked& a, const Asked& b) {
    return a.giver != b.giver ? a.giver < b.giver : a.order < b.order;
  });
  for (auto& load : world.actives.giving_load) load = Fixed{};
  for (auto& given : world.actives.given) given.begin_week();
  for (std::size_t i = 0; i < in_town.size();) {
    const ActiveId giver = in_town[i].giver;
    double hours_left = p.giving_hours;
    double given = 0;
    for (; i < in_town.size() && in_town[i].giver == giver; ++i) {
      Request& request = scratch.requests[in_town[i].request];
      const double hours = hours_of_help(now.parameters, request.kind);
      const double logit = p.willingness + 3 * (strength_at(world.ties, now.tables.fading, request.asker, request.slot, now.week) - support_tie) +
                           p.giver_wellbeing_weight * world.actives.wellbeing[giver].value() -
                           p.giver_load_weight * world.actives.load[giver].value();
      request.granted = hours <= hours_left && unit_interval(mix64(in_town[i].order)) < logistic(logit);
      if (!request.granted) continue;
      hours_left -= hours;
      given += hours;
    }
    if (given > 0) {
      scratch.events[giver.slot] |= gave_help;
      world.actives.balance[giver] = Fixed(world.actives.balance[giver].value() + given);
      world.actives.giving_load[giver] = Fixed(p.giving_load * given);
      world.actives.given[giver].add(given);
      world.tally.add(Flow::giving_hours_tenths, scratch.belongs[giver.slot], round_to_int(given * 10));
    }
  }
}

namespace {

/// A view of a concern of true severity `severity` after one help of this kind, when `effect` of it counts (0-1).
double eased(const World& world, const Parameters& parameters, double view, double severity, SupportKind kind, ConcernKind type,
             double giver_attitude, double effect) {
  const auto& p = parameters.support;
  switch (kind) {
    case SupportKind::informational:
      return type == ConcernKind::child_borne ? view : view * (1 - effect * p.resolving * (type == ConcernKind::everyday ? 1.0 : 0.5));
    case SupportKind::emotional: return view - effect * p.perspective * std::max(0.0, view - 0.5 * severity);
    case SupportKind::normative: return view + effect * p.perspective * (perceived_severity(parameters, severity, giver_attitude, world.norms.pressure.value()) - view);
    default: return view;
  }
}

/// What granted help does to the concern of a child at home. It eases the parents in full; the concern itself, and what
/// requests follow from, as far as help.substitution says (model definition 7.6).
void ease_concern(World& world, const WeekContext& now, const WorstConcern& concern, SupportKind kind, double giver_attitude, Tally& tally, const Belongs& who) {
  if (!concern.child.exists()) return;
  const double substitution = now.parameters.help.substitution;
  Children& children = world.children;
  Share8& severity = children.severity[concern.child][concern.kind];
  Share8& perceived = children.perceived[concern.child][concern.kind];
  const auto type = static_cast<ConcernKind>(concern.kind);
  const double before = severity.value(), felt_before = felt_severity(children, concern.child, concern.kind);
  const auto after = [&](double view, double effect) { return Share8(eased(world, now.parameters, view, before, kind, type, giver_attitude, effect)); };
  const Share8 felt = after(felt_before, 1);
  perceived = after(perceived.value(), substitution);
  children.lifted[concern.child][concern.kind] = perceived.raw == 0 ? Fixed{} : Fixed(1 - felt.value() / perceived.value());
  if (kind != SupportKind::informational) return;
  severity = after(before, substitution);
  if (severity.value() >= settled_below) return;
  end_concern(children, concern.child, concern.kind);
  tally.add(Flow::concerns_settled_in_network, who);
}

double attitude_of(const World& world, PersonRef other) {
  return other.is_adult() ? normalising_now(world, other.adult()) : 0.5;
}

}  // namespace

void ease_worst_concern(World& world, const WeekContext& now, HouseholdId h, SupportKind kind, double giver_attitude, Tally& tally, const Belongs& who) {
  ease_concern(world, now, worst_concern(world, h), kind, giver_attitude, tally, who);
}

void receive_support(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.support;
  // Household by household: two parents who ask in the same week touch the same children.
  tally_blocks(world, world.households.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i) {
      const HouseholdId h(i);
      if (world.households.gone[h]) continue;
      for (const AdultId adult : world.households.adults[h]) {
        const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
        if (!a.exists() || scratch.request_of[a.slot] == no_request) continue;
        const Request& request = scratch.requests[scratch.request_of[a.slot]];
        const Belongs& who = scratch.belongs[a.slot];
        tally.add(Flow::asked, who);
        if (!request.granted) {
          tally.add(Flow::refused, who);
          scratch.events[a.slot] |= was_refused;
          world.actives.trust_in_asking[a] = Share16(world.actives.trust_in_asking[a].value() * (1 - p.trust_lost));
          continue;
        }
        tally.add(support_of(request.kind), who);
        const double hours = hours_of_help(now.parameters, request.kind);
        world.actives.balance[a] = Fixed(world.actives.balance[a].value() - hours);
        if (request.kind == SupportKind::practical) {
          world.actives.relief[a] = Fixed(std::min(0.6, world.actives.relief[a].value() + 0.1 * hours));
        } else {
          scratch.events[a.slot] |= was_heard;
          ease_worst_concern(world, now, h, request.kind, attitude_of(world, world.ties.partner[a][request.slot]), tally, who);
        }
      }
    }
  });
}

}  // namespace weefsel
