#include "processes/ask_programmes.hpp"

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "processes/programmes.hpp"

namespace weefsel {
namespace {

constexpr double asks_when_pointed = 0.5;  // judgement

bool runs(const World& world, const Lever& lever, Week week) {
  if (!in_effect(lever, week)) return false;
  const auto terms = match_terms(world, lever);
  return terms && has_means(*terms);
}

/// Midwives look for the few women for whom visits by a nurse are meant.
bool is_screened_for(const Lever& lever) { return lever.kind == LeverKind::home_visits && lever.home_visits.visitor == VisitorKind::nurse; }
/// Midwives and the consultation office see everyone around a birth, so everyone has heard of these.
bool is_around_birth(const Lever& lever) { return lever.kind == LeverKind::home_visits && lever.home_visits.visitor != VisitorKind::volunteer; }

/// Applications whose programme still runs and whose family is still there, does not give up and has no match yet.
void forget_the_stale(World& world, const WeekContext& now, const std::vector<Key>& running) {
  if (world.applications.size() == 0) return;
  const auto matched = households_in_matches(world);
  const Salt salt = now.luck.salt(Purpose::programme_asking, now.week);
  const Applications& all = world.applications;
  keep_rows<ApplicationId>(world.applications, [&](ApplicationId a) {
    const AdultId asker = all.asker[a];
    if (std::find(running.begin(), running.end(), all.programme[a]) == running.end()) return false;
    if (world.adults.has(asker, Adults::gone) || !world.adults.active[asker].exists()) return false;
    const ChildId child = all.child[a];
    const HouseholdId h = world.adults.household[asker];
    if (child.exists() ? world.children.gone[child] != 0 || world.children.household[child] != h
                       : !world.adults.has(asker, Adults::expecting) && !world.households.first_child[h].exists())
      return false;
    return matched[h.slot] == 0 && unit_interval(salt.of(all.key[a])) >= now.parameters.programmes.leave_waiting_per_week;
  });
}

/// Adults who take part in the programme, on either side: 1.
std::vector<std::uint8_t> participants(const World& world, Key programme) {
  std::vector<std::uint8_t> in(world.adults.size(), 0);
  for (std::size_t i = 0; i < world.matches.size(); ++i)
    if (world.matches.programme[MatchId(i)] == programme)
      for (const AdultId a : {world.matches.asker[MatchId(i)], world.matches.giver[MatchId(i)]})
        if (a.exists()) in[a.slot] = 1;
  return in;
}

bool knows_one_of(const World& world, const WeekContext& now, ActiveId a, const std::vector<std::uint8_t>& in) {
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const PersonRef other = world.ties.partner[a][s];
    if (other.is_adult() && in[other.adult().slot] && strength_at(world.ties, now.tables.fading, a, s, now.week) >= weak_tie) return true;
  }
  return false;
}

class Asking {
 public:
  Asking(World& world, const WeekContext& now, const WeekScratch& scratch)
      : world_(world), now_(now), scratch_(scratch), salt_(now.luck.salt(Purpose::programme_asking, now.week)), taken_(households_in_matches(world)) {
    for (const AdultId a : world.applications.asker) taken_[world.adults.household[a].slot] = 1;
  }

  void ask(const Lever& lever) {
    const Key programme = programme_of(lever);
    const auto in = participants(world_, programme);
    std::vector<AdultId> asking;
    for (std::size_t i = 0; i < world_.actives.size(); ++i) {
      const ActiveId a(i);
      if (wants_to_ask(a, lever, programme, in)) asking.push_back(world_.actives.adult[a]);
    }
    std::sort(asking.begin(), asking.end(), [&](AdultId a, AdultId b) { return world_.adults.key[a] < world_.adults.key[b]; });
    for (const AdultId a : asking) {
      std::uint8_t& taken = taken_[world_.adults.household[a].slot];
      if (taken) continue;  // one request a household
      const MeantFor meant = meant_for(world_, now_, lever, a);
      if (!meant.meant) continue;
      taken = 1;
      write_down(programme, a, meant.child);
    }
  }

 private:
  bool wants_to_ask(ActiveId a, const Lever& lever, Key programme, const std::vector<std::uint8_t>& in) const {
    const auto& p = now_.parameters.programmes;
    const AdultId adult = world_.actives.adult[a];
    if (world_.adults.has(adult, Adults::gone)) return false;
    const double open = 0.5 + world_.adults.openness[adult].value();
    const double u = unit_interval(salt_.of(world_.adults.key[adult], programme));
    const bool pointed = a.slot < scratch_.events.size() && (scratch_.events[a.slot] & was_pointed_the_way) != 0;
    if (pointed) return u < asks_when_pointed * open;
    const double rate = (is_screened_for(lever) ? p.screened_per_week : p.asks_per_week) * open;
    if (u >= rate) return false;
    return is_around_birth(lever) || u < rate * p.heard_of_share || knows_one_of(world_, now_, a, in);
  }

  void write_down(Key programme, AdultId asker, ChildId child) {
    const ApplicationId row(append_row(world_.applications));
    Applications& all = world_.applications;
    all.key[row] = join64(join64(world_.adults.key[asker], programme), static_cast<std::uint32_t>(now_.week.number + 0x8000));
    all.programme[row] = programme, all.asker[row] = asker, all.child[row] = child, all.since[row] = short_week(now_.week);
    world_.tally.add(Flow::applications, belongs(world_, world_.adults.household[asker]));
  }

  World& world_;
  const WeekContext& now_;
  const WeekScratch& scratch_;
  Salt salt_;
  std::vector<std::uint8_t> taken_;
};

}  // namespace

void ask_programmes(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch) {
  std::vector<Key> running;
  for (const Lever& lever : levers)
    if (runs(world, lever, now.week)) running.push_back(programme_of(lever));
  forget_the_stale(world, now, running);
  if (running.empty()) return;
  Asking asking(world, now, scratch);
  for (const Lever& lever : levers)
    if (runs(world, lever, now.week)) asking.ask(lever);
}

}  // namespace weefsel
