#include "study/pattern_support.hpp"

namespace weefsel {

void SupportYear::open(const World& world) {
  received_.clear();
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const AdultId adult = world.actives.adult[ActiveId(i)];
    if (!world.adults.has(adult, Adults::gone)) received_.emplace(world.adults.key[adult], Times{});
  }
}

void SupportYear::observe(const World& world, const WeekScratch& scratch) {
  for (const Request& request : scratch.requests) {
    if (!request.granted) continue;
    const auto found = received_.find(world.adults.key[world.actives.adult[request.asker]]);
    if (found != received_.end()) ++found->second[static_cast<std::size_t>(request.kind)];
  }
}

void SupportYear::ask(const World& world, Findings& findings) {
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    const auto times = [&](AdultId a) -> const Times* {
      const auto found = a.exists() ? received_.find(world.adults.key[a]) : received_.end();
      return found == received_.end() ? nullptr : &found->second;
    };
    const auto [first, second] = world.households.adults[h];
    bool sat = false;  // an evening of babysitting helps both parents, whoever asked
    for (const AdultId a : {first, second})
      if (const Times* t = times(a)) sat = sat || (*t)[static_cast<std::size_t>(SupportKind::practical)] > 0;
    const GroupMask groups = belongs(world, h).groups;
    for (const AdultId a : {first, second}) {
      const Times* t = times(a);
      if (t == nullptr) continue;
      const bool heard = (*t)[static_cast<std::size_t>(SupportKind::emotional)] > 0;
      const bool advised = (*t)[static_cast<std::size_t>(SupportKind::informational)] + (*t)[static_cast<std::size_t>(SupportKind::normative)] > 0;
      babysitting_.add(sat), listening_.add(heard), advice_.add(advised);
      any_.add(sat || heard || advised);
      findings.add("support_any", groups, sat || heard || advised);
    }
  }
}

void SupportYear::report(Findings& findings) const {
  findings.set("support_any", any_.value()), findings.set("support_babysitting", babysitting_.value());
  findings.set("support_listening", listening_.value()), findings.set("support_advice", advice_.value());
}

}  // namespace weefsel
