// What: whole-number counts of what happened this week, by neighbourhood and by household group. Integers, so
// the order in which threads add does not matter.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "world/kinds.hpp"

namespace weefsel {

/// What is counted. Places, support and routes have a counter per kind: use the helpers below.
enum class Flow : std::uint8_t {
  visit_first = 0,                                                   // + PlaceKind
  support_first = static_cast<int>(visit_first) + 15,                // + SupportKind
  demand_tier1 = static_cast<int>(support_first) + 4, demand_tier2,  // modelled demand for help
  route_first,                                                       // + Route
  asked = static_cast<int>(route_first) + static_cast<int>(route_count), refused, basic_contact, concerns_raised, concerns_passed,
  concerns_settled_in_network, concerns_settled_with_professional, protection_started, help_started, left_queue,
  ties_started, ties_lost, outings, moments_at_home, turned_away, contact_hours_tenths, giving_hours_tenths,
  matches_made, matches_ended, volunteers_started, volunteers_stopped, initiatives_started, initiatives_ended,
  births, separations, moved_out, moved_within, moved_in, deaths,
  applications, hours_with_other_adults_tenths,
  joined_first,                                                                  // + ProgrammeKind
  programme_hours_first = static_cast<int>(joined_first) + 12,                   // + ProgrammeKind
  youth_visit_first = static_cast<int>(programme_hours_first) + 12,    // + PlaceKind
  youth_turned_away = static_cast<int>(youth_visit_first) + static_cast<int>(place_kind_count), youth_confided,
  concerns_passed_in_help,     // of concerns_passed
  help_started_tier2,          // of help_started
  weeks_waited_tier1, weeks_waited_tier2,  // by those for whom help started
  given_unasked,               ///< support by visitors of programmes, who bring it up themselves
  expected_demand_millionths,  ///< demand before the dice: chances of first requests, in units of 1e-6
  count
};
inline constexpr std::size_t flow_count = static_cast<std::size_t>(Flow::count);

[[nodiscard]] constexpr Flow visit_to(PlaceKind k) { return static_cast<Flow>(static_cast<int>(Flow::visit_first) + static_cast<int>(k)); }
[[nodiscard]] constexpr Flow youth_visit_to(PlaceKind k) { return static_cast<Flow>(static_cast<int>(Flow::youth_visit_first) + static_cast<int>(k)); }
[[nodiscard]] constexpr Flow support_of(SupportKind k) { return static_cast<Flow>(static_cast<int>(Flow::support_first) + static_cast<int>(k)); }
[[nodiscard]] constexpr Flow joined(ProgrammeKind k) { return static_cast<Flow>(static_cast<int>(Flow::joined_first) + static_cast<int>(k)); }
[[nodiscard]] constexpr Flow hours_tenths_in(ProgrammeKind k) { return static_cast<Flow>(static_cast<int>(Flow::programme_hours_first) + static_cast<int>(k)); }
[[nodiscard]] constexpr Flow demand_by(Route r) { return static_cast<Flow>(static_cast<int>(Flow::route_first) + static_cast<int>(r)); }

/// Where someone is counted: a neighbourhood, and one bit per group the household is in.
struct Belongs {
  NeighbourhoodId neighbourhood;
  GroupMask groups = bit(Group::all);
};

class Tally {
 public:
  Tally() = default;
  explicit Tally(std::size_t neighbourhoods) : by_neighbourhood_(neighbourhoods * flow_count), by_group_(group_count * flow_count) {}

  void add(Flow flow, const Belongs& who, std::int64_t amount = 1) {
    by_neighbourhood_[who.neighbourhood.slot * flow_count + static_cast<std::size_t>(flow)] += amount;
    for (GroupMask rest = who.groups; rest != 0; rest &= rest - 1) {
      const auto group = static_cast<std::size_t>(__builtin_ctz(rest));
      by_group_[group * flow_count + static_cast<std::size_t>(flow)] += amount;
    }
  }
  void add(const Tally& other) {
    for (std::size_t i = 0; i < by_neighbourhood_.size(); ++i) by_neighbourhood_[i] += other.by_neighbourhood_[i];
    for (std::size_t i = 0; i < by_group_.size(); ++i) by_group_[i] += other.by_group_[i];
  }
  void clear() {
    by_neighbourhood_.assign(by_neighbourhood_.size(), 0);
    by_group_.assign(by_group_.size(), 0);
  }
  [[nodiscard]] std::int64_t of(Flow flow, NeighbourhoodId n) const { return by_neighbourhood_[n.slot * flow_count + static_cast<std::size_t>(flow)]; }
  [[nodiscard]] std::int64_t of(Flow flow, Group g) const { return by_group_[static_cast<std::size_t>(g) * flow_count + static_cast<std::size_t>(flow)]; }
  [[nodiscard]] std::size_t neighbourhoods() const { return by_neighbourhood_.size() / flow_count; }
  friend bool operator==(const Tally&, const Tally&) = default;

 private:
  std::vector<std::int64_t> by_neighbourhood_, by_group_;
};

}  // namespace weefsel
