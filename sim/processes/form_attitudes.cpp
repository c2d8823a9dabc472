#include "processes/form_attitudes.hpp"

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "processes/raise_concerns.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

/// A step of `share` of the way to `goal`, and at least the smallest one, so that what returns arrives.
Fixed towards(Fixed from, double share, double goal) {
  Fixed to = from;
  const std::int64_t gap = std::int64_t{Fixed(goal).raw} - from.raw;
  std::int64_t step = static_cast<std::int64_t>(share * static_cast<double>(gap));
  if (step == 0 && gap != 0) step = gap > 0 ? 1 : -1;
  to.raw = static_cast<std::int32_t>(from.raw + step);
  return to;
}

Fixed within_one(double x) { return Fixed(std::clamp(x, -1.0, 1.0)); }

/// A campaign that runs this week, and where.
struct Running {
  const Lever* lever;
  std::vector<std::uint8_t> here;  ///< per neighbourhood
};

std::vector<Running> running_campaigns(const World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  std::vector<Running> running;
  for (const Lever& lever : levers) {
    if (lever.kind != LeverKind::campaign || !in_effect(lever, now.week)) continue;
    Running one{&lever, std::vector<std::uint8_t>(world.neighbourhoods.size(), 1)};
    const auto& codes = lever.campaign.neighbourhoods;
    for (std::size_t n = 0; n < one.here.size(); ++n)
      one.here[n] = codes.empty() || std::find(codes.begin(), codes.end(), world.names.neighbourhood_code[NeighbourhoodId(n)]) != codes.end();
    running.push_back(std::move(one));
  }
  return running;
}

/// Who was helped with what is normal moves towards the giver's view. Views are those of the start of the step.
void hear_norms(World& world, const WeekContext& now, const WeekScratch& scratch) {
  const double share = now.parameters.attitudes.normative_support * now.parameters.help.substitution;  // a path from support to requests
  std::vector<std::pair<ActiveId, double>> moves;
  for (const Request& request : scratch.requests) {
    if (!request.granted || request.kind != SupportKind::normative) continue;
    const PersonRef giver = world.ties.partner[request.asker][request.slot];
    if (!giver.exists() || !giver.is_adult()) continue;
    const double mine = normalising_now(world, world.actives.adult[request.asker]);
    moves.emplace_back(request.asker, share * (normalising_now(world, giver.adult()) - mine));
  }
  for (const auto& [asker, move] : moves) {
    Fixed& shift = world.actives.norm_shift[asker];
    shift = within_one(shift.value() + move);
  }
}

}  // namespace

bool is_reached(const World& world, const WeekContext& now, const Lever& campaign, AdultId a) {
  const std::int32_t year = (now.week - campaign.start) / 52;
  const Salt lot = now.luck.salt(Purpose::campaign, campaign.start + 52 * year);
  return unit_interval(lot.of(world.adults.key[a], key_of_name(campaign.id))) < campaign.campaign.reach * intensity(campaign, now.week);
}

void learn_from_talk(World& world, const WeekContext& now, ActiveId a, double skill) {
  Fixed& shift = world.actives.norm_shift[a];
  const double left = 1 - normalising_now(world, world.actives.adult[a]);
  shift = within_one(shift.value() + now.parameters.attitudes.professional * skill * left);
}

void form_attitudes(World& world, const WeekContext& now, const std::vector<Lever>& levers, const WeekScratch& scratch) {
  hear_norms(world, now, scratch);
  const std::vector<Running> campaigns = running_campaigns(world, now, levers);
  const double share = now.tables.attitude_return;
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    double normalising = 0, openness = 0;
    const AdultId adult = world.actives.adult[a];
    for (const Running& campaign : campaigns)
      if (campaign.here[world.neighbourhood_of(adult).slot] && is_reached(world, now, *campaign.lever, adult))
        normalising += campaign.lever->campaign.normalising, openness += campaign.lever->campaign.openness;
    world.actives.norm_shift[a] = towards(world.actives.norm_shift[a], share, std::clamp(normalising, -1.0, 1.0));
    world.actives.openness_shift[a] = towards(world.actives.openness_shift[a], share, std::clamp(openness, -1.0, 1.0));
  });
}

}  // namespace weefsel
