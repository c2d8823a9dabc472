#include "processes/tend_ties.hpp"

#include <algorithm>
#include <mutex>

namespace weefsel {
namespace {

/// A tie that its owner gave up, for the other side to learn of.
struct Notice {
  ActiveId to;
  AdultId from;
};

/// Keeps the places where one has met people one knows: smoothed, the least of three gives way.
void remember_haunt(World& world, ActiveId a, PlaceId place, double regulars) {
  auto& haunt = world.actives.haunt[a];
  auto& known = world.actives.haunt_regulars[a];
  for (std::size_t i = 0; i < haunts_per_adult; ++i)
    if (haunt[i] == place) {
      known[i] = Share8(known[i].value() + 0.25 * (regulars - known[i].value()));
      return;
    }
  if (regulars <= 0) return;
  std::size_t least = 0;
  for (std::size_t i = 1; i < haunts_per_adult; ++i)
    if (!haunt[i].exists() ? haunt[least].exists() : known[i] < known[least]) least = i;
  haunt[least] = place;
  known[least] = Share8(0.25 * regulars);
}

class Tender {
 public:
  Tender(World& world, const WeekContext& now, WeekScratch& scratch) : world_(world), now_(now), scratch_(scratch) {}

  void tend(ActiveId a, Tally& tally, std::vector<Notice>& notices) const {
    Encounters& mine = scratch_.encounters[a.slot];
    grow(a, mine, tally);
    if (now_.week.number % 4 == 0) drop_faded(a, tally);
    begin(a, mine, tally, notices);
    world_.actives.recent_contacts[a] = static_cast<std::uint16_t>((unsigned{world_.actives.recent_contacts[a]} << 4) | std::min<unsigned>(mine.contacts, 15));
    if (mine.contacts > 0) {
      world_.actives.last_contact[a] = short_week(now_.week);
      scratch_.events[a.slot] |= met_known_people;
    }
    for (std::size_t v = 0; v < scratch_.gatherings.visit_count[a.slot]; ++v) {
      const Visit& visit = scratch_.gatherings.visit(a, v);
      const PlaceId place(visit.group / Gatherings::occasions_per_place);
      if (visit.chosen && scratch_.gatherings.seat_of(a, v) != Gatherings::no_seat)
        world_.actives.last_visit[a][world_.places.kind[place]] = short_week(now_.week);
      if (!visit.chosen || world_.places.gathering_of(place) == Gathering::wandering) continue;
      remember_haunt(world_, a, place, std::min<int>(mine.known_people[v], 3) / 3.0);
    }
    // Whoever has just become active knows at once whom to count on.
    if (now_.week.number % 4 == 0 || world_.actives.counted_on[a].raw == 0) world_.actives.counted_on[a] = Share16(counted_on_support(world_, now_, a));
  }

 private:
  void grow(ActiveId a, Encounters& mine, Tally& tally) const {
    const double g = now_.parameters.ties.growth_per_hour;
    const SlotSet in_use = slots_of(world_.ties, a);
    for_each_slot(mine.rekindled & in_use, [&](std::size_t s) {
      auto& mark = world_.ties.mark[a][s];
      mark = TieMark::of(mark.kind(), TieMark::uneven);
    });
    const SlotSet met = in_use & ~slots_equal(mine.hours_hundredths, std::uint16_t{0});
    if (met == 0) return;
    const std::array<double, tie_slots> strengths = strengths_at(world_.ties, now_.tables.fading, a, now_.week);
    std::int64_t tenths = 0;
    for_each_slot(met, [&](std::size_t s) {
      const double hours = mine.hours_hundredths[s] / 100.0;
      world_.ties.strength[a][s] = Share16(strengths[s] + std::min(g * hours, 1.0) * (1 - strengths[s]));
      world_.ties.touched[a][s] = short_week(now_.week);
      tenths += mine.hours_hundredths[s] / 10;
    });
    if (tenths > 0) tally.add(Flow::contact_hours_tenths, scratch_.belongs[a.slot], tenths);
  }

  void drop_faded(ActiveId a, Tally& tally) const {
    std::array<double, tie_slots> strengths = strengths_at(world_.ties, now_.tables.fading, a, now_.week);
    for (std::size_t s = 0; s < world_.ties.count[a];) {
      if (strengths[s] < dropped_below) {
        world_.ties.remove(a, s);
        strengths[s] = strengths[world_.ties.count[a]];  // the last tie has moved into its place
        tally.add(Flow::ties_lost, scratch_.belongs[a.slot]);
      } else {
        ++s;
      }
    }
  }

  void begin(ActiveId a, Encounters& mine, Tally& tally, std::vector<Notice>& notices) const {
    auto* first = mine.begun.data();
    auto* last = first + mine.begun_count;
    std::sort(first, last, [&](const auto& x, const auto& y) { return world_.adults.key[x.partner] < world_.adults.key[y.partner]; });
    for (auto* tie = first; tie != last; ++tie) {
      const PersonRef partner = PersonRef::of(tie->partner);
      if (tie != first && (tie - 1)->partner == tie->partner) continue;  // met in two circles this week
      if (world_.ties.count[a] == tie_slots) give_up_weakest(a, tally, notices);
      const std::uint8_t bits = tie->one_sided ? TieMark::one_sided : 0;
      world_.ties.add(a, {partner, Share16(first_strength), short_week(now_.week), short_week(now_.week), TieMark::of(tie->kind, bits)});
      tally.add(Flow::ties_started, scratch_.belongs[a.slot]);
    }
  }

  void give_up_weakest(ActiveId a, Tally& tally, std::vector<Notice>& notices) const {
    const std::array<double, tie_slots> strengths = strengths_at(world_.ties, now_.tables.fading, a, now_.week);
    std::size_t weakest = tie_slots;
    double least = 2;
    Key least_key = 0;
    for (std::size_t s = 0; s < world_.ties.count[a]; ++s) {
      if (world_.ties.started[a][s] == short_week(now_.week)) continue;
      if (strengths[s] > least) continue;
      const Key key = world_.key_of(world_.ties.partner[a][s]);
      if (strengths[s] < least || key < least_key) weakest = s, least = strengths[s], least_key = key;
    }
    if (weakest == tie_slots) weakest = 0;
    const Tie tie = world_.ties.get(a, weakest);
    if (tie.partner.is_adult() && !tie.mark.has(TieMark::one_sided) && !world_.is_gone(tie.partner))
      notices.push_back({world_.adults.active[tie.partner.adult()], world_.actives.adult[a]});
    world_.ties.remove(a, weakest);
    tally.add(Flow::ties_lost, scratch_.belongs[a.slot]);
  }

  World& world_;
  const WeekContext& now_;
  WeekScratch& scratch_;
};

/// Ties that began this week or are uneven: does the other side hold them, and equally? Writes own marks only.
void compare_both_sides(World& world, const WeekContext& now, ActiveId a) {
  const AdultId owner = world.actives.adult[a];
  if (world.adults.has(owner, Adults::gone)) return;
  const SlotSet is_new = slots_equal(world.ties.started[a], short_week(now.week));
  for_each_slot(slots_of(world.ties, a) & (is_new | slots_marked(world.ties.mark[a], TieMark::uneven)), [&](std::size_t s) {
    TieMark& mark = world.ties.mark[a][s];
    const PersonRef partner = world.ties.partner[a][s];
    if (!partner.is_adult() || world.is_gone(partner)) return;
    const ActiveId other = world.adults.active[partner.adult()];
    const std::size_t back = other.exists() ? world.ties.find(other, PersonRef::of(owner)) : Ties::not_found;
    if (back == Ties::not_found) {
      mark = TieMark::of(mark.kind(), TieMark::one_sided);
      return;
    }
    const bool even = world.ties.strength[other][back] == world.ties.strength[a][s] &&
                      world.ties.started[other][back] == world.ties.started[a][s] &&
                      world.ties.touched[other][back] == world.ties.touched[a][s];
    mark = TieMark::of(mark.kind(), even ? std::uint8_t{0} : TieMark::uneven);
  });
}

}  // namespace

double counted_on_support(const World& world, const WeekContext& now, ActiveId a) {
  const AdultId adult = world.actives.adult[a];
  std::array<double, 5> strongest{};
  const std::array<double, tie_slots> strengths = strengths_at(world.ties, now.tables.fading, a, now.week);
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    double strength = strengths[s];
    if (strength <= strongest.back() || world.ties.partner[a][s].is_professional()) continue;
    for (double& kept : strongest)
      if (strength > kept) std::swap(strength, kept);
  }
  const double trust = now.parameters.support.asking_trust * world.actives.trust_in_asking[a].value();
  double without = world.adults.partner[adult].exists() ? 1 - trust * now.parameters.wellbeing.partner_support : 1;
  for (const double strength : strongest) without *= 1 - trust * strength;
  return 1 - without;
}

void tend_ties(World& world, const WeekContext& now, WeekScratch& scratch) {
  Tender tender(world, now, scratch);
  std::vector<Notice> notices;
  std::mutex lock;
  tally_blocks(world, world.actives.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    std::vector<Notice> here;
    for (std::size_t i = begin; i < end; ++i)
      if (!world.adults.has(world.actives.adult[ActiveId(i)], Adults::gone)) tender.tend(ActiveId(i), tally, here);
    const std::lock_guard guard(lock);
    notices.insert(notices.end(), here.begin(), here.end());
  });
  // Each notice touches one tie of its own, so their order does not matter.
  for (const Notice& notice : notices) {
    const std::size_t slot = world.ties.find(notice.to, PersonRef::of(notice.from));
    if (slot == Ties::not_found) continue;
    auto& mark = world.ties.mark[notice.to][slot];
    mark = TieMark::of(mark.kind(), TieMark::one_sided);
  }
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) { compare_both_sides(world, now, a); });
}

}  // namespace weefsel
