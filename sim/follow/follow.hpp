// What: follows one family through one world, or through two worlds that are twins: same people, same luck, one
// difference. Also says how common what happens to it is among all families (model definition 7.12).
// Errors: UserMistake when the household is not there, or there is nobody to choose.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "follow/side_by_side.hpp"
#include "population/town.hpp"
#include "scenario/scenario.hpp"
#include "study/kept_run_ins.hpp"

namespace weefsel {

enum class Whom : std::uint8_t {
  by_key,     ///< the household with that key
  by_lot,     ///< the family drawn as number N at the start
  unchanged,  ///< by lot from those for whom nothing differs; when there are none, the family that parts last
  matched     ///< by lot from the families that a programme matches in the last world
};

struct FollowRequest {
  Scenario first;
  std::optional<Scenario> second;
  Whom whom = Whom::by_lot;
  Key household = 0;        ///< by_key
  std::size_t draw = 1;     ///< by_lot: the first, the second ...
  std::uint32_t replicate = 0;
  std::int32_t replicates = 1;  ///< further ones say how common a difference is
  int threads = 0;              ///< 0: all cores
  const KeptRunIns* run_ins = nullptr;  ///< where run-ins are kept; none: each is lived
  std::function<bool(std::int64_t done, std::int64_t total)> progress;  ///< returning false stops
};

/// Signs of a difference, second world minus first, over families that are in town at the end of both.
struct Signs {
  std::int64_t lower = 0, equal = 0, higher = 0;
  [[nodiscard]] std::int64_t all() const { return lower + equal + higher; }
};

/// Model definition 7.12: fewer replicates cannot tell who is touched.
inline constexpr std::int32_t runs_for_who_is_touched = 50;

/// How common a difference is among families.
struct Common {
  std::int32_t replicates = 0;
  Signs known_people;   ///< weak-or-stronger ties at the end
  Signs support;        ///< support ties at the end
  Signs wellbeing;      ///< at the end; differences below 0.005 count as equal
  std::int64_t families = 0, parted = 0;  ///< families at the start; those with any difference in any week
  std::vector<double> same_family_known, same_family_wellbeing;  ///< of the followed household, per replicate where it is
};

struct Followed {
  Key household = 0;
  Whom whom = Whom::by_lot;
  bool is_unchanged = false;  ///< nothing differs, in any week
  Life first;
  std::optional<Life> second;
  std::optional<Parting> parting;
  Common common;
};

/// Empty when `progress` stopped it.
[[nodiscard]] std::optional<Followed> follow(const FollowRequest& request, const TownDescription& town);

/// The same from worlds at the start of the scenarios, which may be made by hand; of one replicate. `second` null: one world.
[[nodiscard]] Followed follow_from(const FollowRequest& request, World first, const World* second);

}  // namespace weefsel
