#include "processes/gather_groups.hpp"

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "processes/programmes.hpp"
#include "processes/turn_to_professionals.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t invited_from = 28;   // weeks before the birth: from the twelfth week of pregnancy
constexpr std::int32_t invited_until = 12;
constexpr std::size_t least_to_start = 3;   // judgement
constexpr std::int32_t weeks_between_invitations = 4;

bool is_member_fit(const World& world, AdultId a) { return !world.adults.has(a, Adults::gone) && world.adults.active[a].exists(); }

/// Kinds of places where a group meets when the lever names none.
std::vector<PlaceKind> usual_places(ProgrammeKind kind) {
  switch (kind) {
    case ProgrammeKind::centering: return {PlaceKind::consultation_office};
    case ProgrammeKind::neighbourhood_academy: return {PlaceKind::community_centre, PlaceKind::library};
    default: return {PlaceKind::primary_school};
  }
}

/// Calls `f(PlaceId)` for every place at which a programme of this kind would invite this adult.
template <class F>
void for_each_inviting_place(const World& world, ProgrammeKind kind, AdultId a, Week week, F&& f) {
  const HouseholdId h = world.adults.household[a];
  if (kind != ProgrammeKind::centering && kind != ProgrammeKind::neighbourhood_academy)
    return world.for_each_child(h, [&](ChildId c) {
      if (const PlaceId school = world.children.day_place[c]; school.exists()) f(school);
    });
  const ShortWeek due = world.households.due_week[h];
  const bool is_meant = kind == ProgrammeKind::centering
                            ? due != long_ago && world.adults.female[a] && due - week.number <= invited_from && due - week.number >= invited_until
                            : is_family(world, h);
  if (!is_meant) return;
  const StreetId s = world.street_of(h);
  for (std::uint32_t i = world.reach.first[s.slot]; i < world.reach.first[s.slot + 1]; ++i) f(world.reach.options[i].place);
}

std::size_t seats_of(const GroupProgrammeDescription& d) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(round_to_int(d.group_size), 0, most_group_members));
}

class GroupMaker {
 public:
  GroupMaker(World& world, const WeekContext& now, const Lever& lever, const std::vector<PlaceId>& places)
      : world_(world), now_(now), d_(lever.group_programme), kind_(group_kind(d_.kind)), programme_(programme_of(lever)), uptake_(d_.uptake * intensity(lever, now.week)),
        lot_(now.luck.salt(Purpose::group_invitation, Week{(now.week - lever.start) / 52})) {
    in_group_.assign(world.adults.size(), 0);
    for (std::size_t g = 0; g < world.groups.size(); ++g)
      if (world.groups.is_open(ProgrammeGroupId(g), now.week) && static_cast<ProgrammeKind>(world.groups.kind[ProgrammeGroupId(g)]) == kind_)
        for (const AdultId a : world.groups.members[ProgrammeGroupId(g)])
          if (a.exists()) in_group_[a.slot] = 1;
    invite_to(places);
  }

  void gather_at(PlaceId place) {
    std::vector<AdultId> coming = who_come_to(place);
    std::size_t open = 0;
    for (std::size_t i = 0; i < world_.groups.size(); ++i) {
      const ProgrammeGroupId g(i);
      if (world_.groups.programme[g] != programme_ || world_.groups.place[g] != place || !world_.groups.is_open(g, now_.week)) continue;
      ++open;
      if (kind_ != ProgrammeKind::centering) fill(g, coming);
    }
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(0, round_to_int(d_.groups_per_place)));
    for (; open < wanted && coming.size() >= least_to_start; ++open) fill(begin(place, open), coming);
  }

 private:
  /// Everyone is asked once for all places together: who accepts this year is noted at each place that invites.
  void invite_to(const std::vector<PlaceId>& places) {
    std::vector<std::uint8_t> invites(world_.places.size(), 0);
    for (const PlaceId p : places) invites[p.slot] = 1;
    accepting_.resize(world_.places.size());
    for (const AdultId a : world_.actives.adult) {
      if (!is_member_fit(world_, a) || unit_interval(lot_.of(world_.adults.key[a], programme_)) >= uptake_) continue;
      for_each_inviting_place(world_, kind_, a, now_.week, [&](PlaceId p) {
        auto& here = accepting_[p];
        if (invites[p.slot] && (here.empty() || here.back() != a)) here.push_back(a);
      });
    }
  }

  /// Those invited who accept this year and are in no such group: the nearest to giving birth first, else by keyed lot.
  std::vector<AdultId> who_come_to(PlaceId place) const {
    std::vector<AdultId> coming;
    for (const AdultId a : accepting_[place])
      if (!in_group_[a.slot]) coming.push_back(a);
    const auto due = [&](AdultId a) { return kind_ == ProgrammeKind::centering ? world_.households.due_week[world_.adults.household[a]] : ShortWeek{0}; };
    std::sort(coming.begin(), coming.end(), [&](AdultId a, AdultId b) {
      if (due(a) != due(b)) return due(a) < due(b);
      const auto x = lot_.of(world_.adults.key[a], ~programme_), y = lot_.of(world_.adults.key[b], ~programme_);
      return x != y ? x > y : world_.adults.key[a] < world_.adults.key[b];
    });
    return coming;
  }

  void fill(ProgrammeGroupId g, std::vector<AdultId>& coming) {
    auto& members = world_.groups.members[g];
    std::size_t count = world_.groups.member_count(g);
    std::size_t taken = 0;
    for (; count < seats_of(d_) && taken < coming.size(); ++taken) {
      const AdultId a = coming[taken];
      members[count++] = a;
      in_group_[a.slot] = 1;
      world_.tally.add(joined(kind_), belongs(world_, world_.adults.household[a]));
    }
    coming.erase(coming.begin(), coming.begin() + static_cast<std::ptrdiff_t>(taken));
  }

  ProgrammeGroupId begin(PlaceId place, std::size_t number) {
    const ProgrammeGroupId g(append_row(world_.groups));
    ProgrammeGroups& groups = world_.groups;
    groups.key[g] = join64(join64(world_.places.key[place], programme_), static_cast<std::uint64_t>(now_.week.number + 0x8000) * 64 + number);
    groups.kind[g] = static_cast<std::uint8_t>(kind_);
    groups.programme[g] = programme_, groups.place[g] = place;
    groups.host[g] = Share8(d_.host);
    groups.hours_per_meeting[g] = Fixed(d_.hours_per_meeting), groups.meetings_per_year[g] = Fixed(d_.meetings_per_year);
    groups.first[g] = short_week(now_.week + 1);
    groups.last[g] = short_week(now_.week + std::max<std::int32_t>(1, static_cast<std::int32_t>(round_to_int(d_.length_in_weeks))));
    return g;
  }

  World& world_;
  const WeekContext& now_;
  const GroupProgrammeDescription& d_;
  ProgrammeKind kind_;
  Key programme_;
  double uptake_;
  Salt lot_;
  std::vector<std::uint8_t> in_group_;
  Column<PlaceId, std::vector<AdultId>> accepting_;
};

bool can_gather(const Lever& lever, Week week) {
  const auto& d = lever.group_programme;
  return lever.kind == LeverKind::group_programme && in_effect(lever, week) && d.uptake > 0 && d.groups_per_place >= 1 && d.meetings_per_year > 0;
}

/// Groups end with their lever, their place or their time; who has left town or lost the role leaves the group.
void end_and_thin_out(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  const auto runs = [&](Key programme) {
    return std::any_of(levers.begin(), levers.end(), [&](const Lever& l) { return can_gather(l, now.week) && programme_of(l) == programme; });
  };
  keep_rows<ProgrammeGroupId>(world.groups, [&](ProgrammeGroupId g) {
    return world.groups.last[g] > now.week.number && world.places.open[world.groups.place[g]] && runs(world.groups.programme[g]);
  });
  for (std::size_t i = 0; i < world.groups.size(); ++i) {
    auto& members = world.groups.members[ProgrammeGroupId(i)];
    const auto end = std::remove_if(members.begin(), members.end(), [&](AdultId a) { return !a.exists() || !is_member_fit(world, a); });
    std::fill(end, members.end(), AdultId{});
  }
}

bool is_present(const Gatherings& g, ActiveId a, std::uint32_t meeting) {
  if (a.slot >= g.visit_count.size()) return false;
  for (std::size_t v = 0; v < g.visit_count[a.slot]; ++v)
    if (g.visit(a, v).group == meeting) return true;
  return false;
}

/// The child at home whose concern is seen as most severe.
ChildId most_worrying_child(const World& world, HouseholdId h, double& worst) {
  ChildId about;
  worst = 0;
  world.for_each_child(h, [&](ChildId c) {
    for (const Share8 seen : world.children.perceived[c])
      if (seen.value() > worst || (seen.value() == worst && about.exists() && world.children.key[c] < world.children.key[about]))
        worst = seen.value(), about = c;
  });
  return about;
}

}  // namespace

bool meets_in(const ProgrammeGroups& groups, ProgrammeGroupId g, Week week) {
  const std::int32_t age = week.number - groups.first[g];
  if (age < 0 || !groups.is_open(g, week)) return false;
  const double per_week = std::min(1.0, groups.meetings_per_year[g].value() / 52);
  return static_cast<std::int64_t>((age + 1) * per_week) > static_cast<std::int64_t>(age * per_week);
}

std::uint32_t meeting_of(const World& world, ProgrammeGroupId g) {
  return static_cast<std::uint32_t>(world.places.size() * Gatherings::occasions_per_place + world.streets.size()) + g.slot;
}

bool go_instead(WeekScratch& scratch, ActiveId a, const Visit& visit) {
  Gatherings& g = scratch.gatherings;
  const std::size_t who = a.slot;
  for (std::size_t v = g.visit_count[who]; v-- > 0;)
    if (g.plans[who][v].chosen) {
      g.plans[who][v] = visit;
      return true;
    }
  if (g.visit_count[who] == visits_per_adult) return false;
  if (g.moments_at_home[who] > 0) --g.moments_at_home[who];
  g.plans[who][g.visit_count[who]++] = visit;
  return true;
}

void attend_groups(World& world, const WeekContext& now, WeekScratch& scratch) {
  const Salt salt = now.luck.salt(Purpose::group_attendance, now.week);
  for (std::size_t i = 0; i < world.groups.size(); ++i) {
    const ProgrammeGroupId g(i);
    if (!meets_in(world.groups, g, now.week)) continue;
    const double hours = world.groups.hours_per_meeting[g].value();
    for (std::size_t k = 0; k < world.groups.member_count(g); ++k) {
      const AdultId a = world.groups.members[g][k];
      if (!is_member_fit(world, a) || world.stays_home(a) || unit_interval(salt.of(world.adults.key[a], world.groups.key[g])) >= now.parameters.programmes.attendance) continue;
      const ActiveId active = world.adults.active[a];
      const auto hundredths = static_cast<std::uint16_t>(round_to_int(hours * 100));
      if (!go_instead(scratch, active, {meeting_of(world, g), hundredths, static_cast<std::uint8_t>(TieKind::programme), 0})) continue;
      world.tally.add(hours_tenths_in(static_cast<ProgrammeKind>(world.groups.kind[g])), scratch.belongs[active.slot], round_to_int(10 * hours));
    }
  }
}

void host_groups(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.programmes;
  const Salt talks = now.luck.salt(Purpose::programme_talk, now.week), pointing = now.luck.salt(Purpose::programme_pointed, now.week);
  for (std::size_t i = 0; i < world.groups.size(); ++i) {
    const ProgrammeGroupId g(i);
    const double skill = world.groups.host[g].value();
    if (skill <= 0 || !meets_in(world.groups, g, now.week)) continue;
    for (std::size_t k = 0; k < world.groups.member_count(g); ++k) {
      const AdultId a = world.groups.members[g][k];
      if (!is_member_fit(world, a)) continue;
      const ActiveId active = world.adults.active[a];
      if (!is_present(scratch.gatherings, active, meeting_of(world, g))) continue;
      double worst = 0;
      const HouseholdId h = world.adults.household[a];
      const ChildId about = most_worrying_child(world, h, worst);
      const Key key = world.adults.key[a];
      if (!about.exists() || unit_interval(talks.of(key, world.groups.key[g])) >= p.talk_per_visit * worst) continue;
      talk_over(world, now, about, skill, scratch.belongs[active.slot]);
      scratch.events[active.slot] |= was_heard;
      if (unit_interval(pointing.of(key, world.groups.key[g])) < p.pointed_share * skill) scratch.events[active.slot] |= was_pointed_the_way;
    }
  }
}

void gather_groups(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch&) {
  if (world.groups.size() > 0) end_and_thin_out(world, now, levers);
  for (const Lever& lever : levers) {
    if (!can_gather(lever, now.week) || (now.week - lever.start) % weeks_between_invitations != 0) continue;
    const std::vector<PlaceId> places = places_of(world, lever, usual_places(group_kind(lever.group_programme.kind)));
    GroupMaker maker(world, now, lever, places);
    for (const PlaceId place : places) maker.gather_at(place);
  }
}

}  // namespace weefsel
