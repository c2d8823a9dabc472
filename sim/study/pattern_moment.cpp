#include "study/pattern_moment.hpp"

#include <algorithm>
#include <cmath>

#include "study/pattern_names.hpp"

namespace weefsel {
namespace {

constexpr double weight_of_wellbeing_in_loneliness = 0.1, weight_of_wellbeing_in_hardship = 0.3;  // judgement
constexpr double weekly_contacts = 4;                                                           // in four weeks

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value;
  return sum / static_cast<double>(x.size());
}

/// The mean of (x - mean)^power.
double central_moment(const std::vector<double>& x, double mean, int power) {
  double sum = 0;
  for (const double value : x) {
    double term = 1;
    for (int i = 0; i < power; ++i) term *= value - mean;
    sum += term;
  }
  return sum / static_cast<double>(x.size());
}

void add_if_known(RunningMean& mean, double value) {
  if (!std::isnan(value)) mean.add(value);
}

/// Two acquaintances who live together know each other without a tie.
bool knows(const World& world, const FadingCurve& fading, AdultId x, AdultId y) {
  if (world.adults.partner[x] == y) return true;
  const ActiveId a = world.adults.active[x];
  const std::size_t slot = world.ties.find(a, PersonRef::of(y));
  return slot != Ties::not_found && strength_at(world.ties, fading, a, slot, world.week) >= weak_tie;
}

bool has_table(const World& world, PersonRef p) { return p.is_adult() && !world.is_gone(p) && world.adults.active[p.adult()].exists(); }

double contacts_in_four_weeks(const World& world, ActiveId a) {
  const unsigned recent = world.actives.recent_contacts[a];
  return (recent & 15) + ((recent >> 4) & 15) + ((recent >> 8) & 15) + ((recent >> 12) & 15);
}

double severity_seen(const World& world, ChildId c) {
  double sum = 0;
  for (const Share8 seen : world.children.perceived[c]) sum += seen.value();
  return sum;
}

bool has_concern(const World& world, HouseholdId h) {
  bool found = false;
  world.for_each_child(h, [&](ChildId c) {
    for (const Share8 seen : world.children.perceived[c]) found = found || seen.value() >= seen_as_concern;
  });
  return found;
}

}  // namespace

KnownPairs pairs_in_town(const World& world, const FadingCurve& fading, ActiveId a) {
  std::vector<AdultId> others;
  for (std::size_t s = 0; s < world.ties.count[a]; ++s)
    if (has_table(world, world.ties.partner[a][s]) && strength_at(world.ties, fading, a, s, world.week) >= weak_tie)
      others.push_back(world.ties.partner[a][s].adult());
  KnownPairs found;
  for (std::size_t i = 0; i < others.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) ++found.pairs, found.closed += knows(world, fading, others[i], others[j]);
  return found;
}

KnownPairs pairs_named(const World& world, const FadingCurve& fading, ActiveId a, bool unknown_are_strangers) {
  const std::vector<NamedPerson> names = names_given(world, fading, a);
  KnownPairs found;
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (names[i].kin && names[j].kin) {
        ++found.pairs, ++found.closed;
      } else if (has_table(world, names[i].person) && has_table(world, names[j].person)) {
        ++found.pairs;
        found.closed += knows(world, fading, names[i].person.adult(), names[j].person.adult());
      } else {
        found.pairs += unknown_are_strangers;
      }
    }
  return found;
}

double mark_exceeded_by(std::vector<double> values, double above) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto beyond = std::min(static_cast<std::size_t>(above * static_cast<double>(values.size())), values.size() - 1);
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() - 1 - beyond);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const double mean_x = mean_of(x), mean_y = mean_of(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum / static_cast<double>(x.size()) / std::sqrt(central_moment(x, mean_x, 2) * central_moment(y, mean_y, 2));
}

double skewness(const std::vector<double>& x) {
  if (x.size() < 3) return std::numeric_limits<double>::quiet_NaN();
  const double mean = mean_of(x), variance = central_moment(x, mean, 2);
  return central_moment(x, mean, 3) / (variance * std::sqrt(variance));
}

/// One row per parent, gathered before the marks are known.
struct Moments::Parents {
  std::vector<double> degree, local, worried, counted_on, load, wellbeing, loneliness, loneliness_of_couples;
  std::vector<GroupMask> groups;
};

Moments::Parents Moments::interview(const World& world, const FadingCurve& fading) {
  Parents parents;
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId adult = world.actives.adult[a];
    if (!is_parent(world, adult)) continue;
    const HouseholdId home = world.adults.household[adult];
    double degree = 0, support = 0, close = 0, local = 0;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const PersonRef other = world.ties.partner[a][s];
      const double strength = strength_at(world.ties, fading, a, s, world.week);
      if (other.is_professional() || strength < weak_tie) continue;
      ++degree, support += strength >= support_tie, close += strength >= close_tie;
      local += other.is_adult() && !world.is_gone(other) && world.neighbourhood_of(other.adult()) == world.neighbourhood_of(home);
    }
    const std::vector<NamedPerson> names = names_given(world, fading, a);
    named_.add(static_cast<double>(names.size()));
    kin_.add(static_cast<double>(std::count_if(names.begin(), names.end(), [](const NamedPerson& n) { return n.kin; })));
    core_.add(close + (world.adults.partner[adult].exists() ? 1 : 0));
    local_.add(local), unsupported_.add(support == 0);
    parents.local.push_back(local), parents.worried.push_back(has_concern(world, home));
    isolated_.add(contacts_in_four_weeks(world, a) < weekly_contacts);
    worried_.add(parents.worried.back());
    const KnownPairs pairs = pairs_in_town(world, fading, a);
    in_town_.pairs += pairs.pairs, in_town_.closed += pairs.closed;
    add_if_known(ego_density_least_, pairs_named(world, fading, a, true).share());
    add_if_known(ego_density_most_, pairs_named(world, fading, a, false).share());

    const double b = world.actives.wellbeing[a].value(), counted_on = world.actives.counted_on[a].value();
    const GroupMask groups = belongs(world, home).groups;
    parents.degree.push_back(degree), parents.counted_on.push_back(counted_on), parents.wellbeing.push_back(b);
    parents.load.push_back(world.actives.load[a].value());
    parents.loneliness.push_back(1 - counted_on - weight_of_wellbeing_in_loneliness * b);
    parents.groups.push_back(groups);
    if ((groups & bit(Group::two_parents)) != 0) parents.loneliness_of_couples.push_back(parents.loneliness.back());
  }
  return parents;
}

void Moments::look_at_families(const World& world, Findings& findings) {
  std::vector<double> severity, hardship;
  std::vector<GroupMask> groups_of_child;
  std::int64_t single = 0, families = 0;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    ++families, single += !world.households.adults[h][1].exists();
    const GroupMask groups = belongs(world, h).groups;
    double worst = 0;
    bool young = false;
    world.for_each_child(h, [&](ChildId c) {
      const double age = age_in_years(world.children.birth_week[c], world.week);
      if (age < 13) {
        young = true;
        for (const Share8 s : world.children.severity[c]) worst = std::max(worst, s.value());
      }
      if (age < 4) childcare_.add(world.children.day_place[c].exists());
      if (age >= 4 && age < 12) {
        club_.add(world.children.club[c].exists());
        findings.add("club", belongs(world, h).groups, world.children.club[c].exists());
      }
      if (age >= 8 && age < 13) difficulties_.add(world.children.severity[c][static_cast<std::size_t>(ConcernKind::child_borne)].raw > 0);
      const ActiveId asked = world.adults.active[world.households.adults[h][0]];
      if (age >= 12 || !asked.exists()) return;
      hardship.push_back(world.actives.load[asked].value() + severity_seen(world, c) - weight_of_wellbeing_in_hardship * world.actives.wellbeing[asked].value());
      groups_of_child.push_back(groups);
    });
    if (young) severity.push_back(worst);
  }
  add_if_known(mild_, mark_exceeded_by(severity, 0.15));
  add_if_known(moderate_, mark_exceeded_by(severity, 0.05));
  add_if_known(severe_, mark_exceeded_by(severity, 0.01));
  const double hard = mark_exceeded_by(hardship, 0.05);
  add_if_known(hard_mark_, hard);
  for (std::size_t i = 0; i < hardship.size(); ++i) findings.add("hard", groups_of_child[i], hardship[i] > hard);
  years_.back().single_parent_share = static_cast<double>(single) / static_cast<double>(families);
}

void Moments::look(const World& world, const FadingCurve& fading, Findings& findings) {
  const Parents parents = interview(world, fading);
  if (parents.degree.empty()) return;
  years_.emplace_back();
  look_at_families(world, findings);
  const double lonely = mark_exceeded_by(parents.loneliness_of_couples, 0.055);
  const double burnt_out = -mark_exceeded_by([&] {
    std::vector<double> turned;
    for (const double b : parents.wellbeing) turned.push_back(-b);
    return turned;
  }(), 0.02);
  add_if_known(lonely_mark_, lonely), add_if_known(burnout_mark_, burnt_out);
  const double degree = mean_of(parents.degree);
  degree_.add(degree);
  skewness_.add(skewness(parents.degree)), variation_.add(std::sqrt(central_moment(parents.degree, degree, 2)) / degree);
  correlation_.add(correlation(parents.counted_on, parents.load));
  years_.back().degree = degree, years_.back().wellbeing = mean_of(parents.wellbeing);
  for (std::size_t i = 0; i < parents.groups.size(); ++i) {
    const GroupMask groups = parents.groups[i];
    findings.add("ties", groups, parents.degree[i]), findings.add("counted_on", groups, parents.counted_on[i]);
    findings.add("local_ties", groups, parents.local[i]), findings.add("worried", groups, parents.worried[i]);
    findings.add("wellbeing", groups, parents.wellbeing[i]);
    findings.add("lonely", groups, parents.loneliness[i] > lonely), findings.add("burnout", groups, parents.wellbeing[i] < burnt_out);
  }
}

void Moments::report(Findings& f) const {
  f.set("support_network", named_.value()), f.set("support_kin", kin_.value()), f.set("core", core_.value());
  f.set("degree_skewness", skewness_.value()), f.set("degree_variation", variation_.value());
  f.set("ego_density_least", ego_density_least_.value()), f.set("ego_density_most", ego_density_most_.value());
  if (in_town_.pairs >= named_.count) f.set("transitivity", in_town_.share());
  f.set("lonely_mark", lonely_mark_.value()), f.set("burnout_mark", burnout_mark_.value()), f.set("hard_mark", hard_mark_.value());
  f.set("worried", worried_.value()), f.set("difficulties", difficulties_.value());
  f.set("ladder_mild_mark", mild_.value()), f.set("ladder_moderate_mark", moderate_.value()), f.set("ladder_severe_mark", severe_.value());
  f.set("childcare", childcare_.value()), f.set("club_4_11", club_.value()), f.set("counted_on_and_load", correlation_.value());
  f.set("isolated", isolated_.value()), f.set("unsupported", unsupported_.value());
  f.set("degree", degree_.value()), f.set("local_ties", local_.value());
}

}  // namespace weefsel
