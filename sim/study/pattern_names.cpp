#include "study/pattern_names.hpp"

#include <algorithm>

namespace weefsel {
namespace {

constexpr std::int32_t visited_within_weeks = 4;

/// How far a helper lives; the order in which practical help is asked.
enum Distance : std::uint8_t { in_neighbourhood, in_town, kin_elsewhere, elsewhere };

struct Candidate {
  double strength;
  NamedPerson name;
  Distance distance;
  std::int32_t weeks_since_contact;
};

std::uint32_t identity(const World& world, PersonRef p) {
  return p.is_adult() ? PersonRef::outside(world.adults.key[p.adult()]).outside_bits() : p.outside_bits();
}

Distance distance_of(const World& world, ActiveId a, const Tie& tie) {
  if (!tie.partner.is_adult() || world.is_gone(tie.partner)) return tie.mark.kind() == TieKind::kin ? kin_elsewhere : elsewhere;
  return world.neighbourhood_of(tie.partner.adult()) == world.neighbourhood_of(world.actives.adult[a]) ? in_neighbourhood : in_town;
}

/// Adds the first five of those that `fits`, in rising order of `rank`; equals by strength, then by who they are.
template <class Fits, class Rank>
void name_five(std::vector<Candidate> candidates, std::vector<NamedPerson>& names, Fits&& fits, Rank&& rank) {
  candidates.erase(std::remove_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return !fits(c); }), candidates.end());
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& x, const Candidate& y) {
    if (rank(x) != rank(y)) return rank(x) < rank(y);
    return x.strength != y.strength ? x.strength > y.strength : x.name.who < y.name.who;
  });
  for (std::size_t i = 0; i < std::min(candidates.size(), names_per_question); ++i) names.push_back(candidates[i].name);
}

}  // namespace

std::vector<NamedPerson> names_given(const World& world, const FadingCurve& fading, ActiveId a) {
  std::vector<Candidate> candidates;
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const Tie tie = world.ties.get(a, s);
    const double strength = strength_at(world.ties, fading, a, s, world.week);
    if (tie.partner.is_professional() || strength < weak_tie) continue;
    candidates.push_back({strength, {identity(world, tie.partner), tie.mark.kind() == TieKind::kin, tie.partner}, distance_of(world, a, tie),
                          world.week.number - tie.touched});
  }
  std::vector<NamedPerson> names;
  name_five(candidates, names, [](const Candidate& c) { return c.strength >= support_tie; }, [](const Candidate&) { return 0; });
  name_five(candidates, names, [](const Candidate& c) { return c.distance != elsewhere; }, [](const Candidate& c) { return static_cast<int>(c.distance); });
  name_five(candidates, names, [](const Candidate& c) { return c.weeks_since_contact <= visited_within_weeks; },
            [](const Candidate& c) { return static_cast<int>(c.weeks_since_contact); });
  std::sort(names.begin(), names.end(), [](const NamedPerson& x, const NamedPerson& y) { return x.who < y.who; });
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void NamePanel::interview(const World& world, const FadingCurve& fading) {
  std::unordered_map<Key, std::vector<std::uint32_t>> round;
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) continue;
    const Key key = world.adults.key[adult];
    const auto before = last_round_.find(key);
    const bool parent = is_parent(world, adult);
    if (!parent && before == last_round_.end()) continue;
    std::vector<std::uint32_t> names;
    for (const NamedPerson& n : names_given(world, fading, a)) names.push_back(n.who);
    if (before != last_round_.end()) {
      named_before_ += static_cast<std::int64_t>(before->second.size());
      named_after_ += static_cast<std::int64_t>(names.size());
      for (const std::uint32_t who : names) named_again_ += std::binary_search(before->second.begin(), before->second.end(), who);
    }
    if (parent) round.emplace(key, std::move(names));
  }
  last_round_ = std::move(round);
}

void NamePanel::report(Findings& findings) const {
  if (named_before_ == 0) return;
  findings.set("named_again", static_cast<double>(named_again_) / static_cast<double>(named_before_));
  findings.set("named_size_ratio", static_cast<double>(named_after_) / static_cast<double>(named_before_));
}

}  // namespace weefsel
