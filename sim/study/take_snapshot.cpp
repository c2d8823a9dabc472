#include "study/take_snapshot.hpp"

#include <algorithm>
#include <tuple>

namespace weefsel {
namespace {

enum class NodeKind : std::uint8_t { parent, other_adult, professional, elsewhere };
constexpr std::array<std::string_view, 4> node_kind_names = {"parent", "other_adult", "professional", "elsewhere"};

/// Ways to group families that a node tells of, with the first of their groups.
struct Grouping {
  const char* name;
  Group first;
  unsigned count;
  const char* description;
};
constexpr Grouping groupings[] = {
    {"income", Group::income_tight, 2, "Income of the household: tight is difficulty making ends meet."},
    {"parents_at_home", Group::one_parent, 2, "One or two parents in the house."},
    {"phase_of_youngest", Group::youngest_0_2, phase_count, "Phase of the youngest child at home."},
    {"education", Group::education_low, 3, "Highest education in the house."},
    {"reading", Group::reading_hard, 2, "Hard when every adult in the house reads Dutch with difficulty."},
    {"settled", Group::newcomer, 2, "Newcomer: less than two years at the address."}};

struct Node {
  NodeKind kind = NodeKind::elsewhere;
  Key key = 0;
  AdultId adult;
  ProfessionalId team;
  [[nodiscard]] std::pair<NodeKind, Key> identity() const { return {kind, key}; }
};

struct Edge {
  std::uint32_t source, target;
  double strength;
  TieKind kind;
  std::int32_t age_weeks, weeks_since_contact;
};

/// People elsewhere are known by 30 bits, and keep them when somebody known moves away.
Node elsewhere(PersonRef who) { return {NodeKind::elsewhere, Key{who.outside_bits()}, {}, {}}; }

Node node_of(const World& world, PersonRef who) {
  if (who.is_professional()) return {NodeKind::professional, world.professionals.key[who.professional()], {}, who.professional()};
  if (who.is_outside()) return elsewhere(who);
  const AdultId a = who.adult();
  if (world.adults.has(a, Adults::gone)) return elsewhere(PersonRef::outside(world.adults.key[a]));
  return {is_parent(world, a) ? NodeKind::parent : NodeKind::other_adult, world.adults.key[a], a, {}};
}

class Snapshooter {
 public:
  Snapshooter(const World& world, const FadingCurve& fading) : world_(world), fading_(fading) {
    for_each_owner([&](ActiveId owner, AdultId a) {
      nodes_.push_back(node_of(world_, PersonRef::of(a)));
      for_each_tie(owner, [&](std::size_t slot, double) { nodes_.push_back(node_of(world_, world_.ties.partner[owner][slot])); });
    });
    std::sort(nodes_.begin(), nodes_.end(), [](const Node& a, const Node& b) { return a.identity() < b.identity(); });
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end(), [](const Node& a, const Node& b) { return a.identity() == b.identity(); }), nodes_.end());
    for_each_owner([&](ActiveId owner, AdultId a) {
      const std::uint32_t source = position_of(PersonRef::of(a));
      for_each_tie(owner, [&](std::size_t slot, double strength) {
        edges_.push_back({source, position_of(world_.ties.partner[owner][slot]), strength, world_.ties.mark[owner][slot].kind(),
                          world_.week.number - world_.ties.started[owner][slot], world_.week.number - world_.ties.touched[owner][slot]});
      });
    });
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return std::tie(a.source, a.target) < std::tie(b.source, b.target); });
  }

  [[nodiscard]] std::vector<SnapshotColumn> nodes() const {
    std::vector<SnapshotColumn> columns;
    columns.push_back(node_column("key", "Who it is: the same in twins and at every date.", ColumnKind::key, [](const Node& n) { return n.key; }));
    columns.push_back(node_column("node_kind", "Parents are adults with a child under 18, at home or with the other parent.", ColumnKind::label, [](const Node& n) { return static_cast<std::uint64_t>(n.kind); }));
    columns.back().labels.assign(node_kind_names.begin(), node_kind_names.end());
    columns.push_back(node_column("household", "Key of the household; 0: not of this town.", ColumnKind::key, [&](const Node& n) { return n.adult.exists() ? world_.households.key[world_.adults.household[n.adult]] : 0; }));
    columns.push_back(node_column("family", "Is there a child under 18 at home.", ColumnKind::label, [&](const Node& n) { return n.adult.exists() ? std::uint64_t{is_family(world_, world_.adults.household[n.adult])} : SnapshotColumn::no_label; }));
    columns.back().labels = {"no", "yes"};
    columns.push_back(node_column("neighbourhood", "Where the adult lives, or the team works.", ColumnKind::label, [&](const Node& n) { return neighbourhood_of(n); }));
    columns.back().labels.assign(world_.names.neighbourhood_code.begin(), world_.names.neighbourhood_code.end());
    for (const Grouping& grouping : groupings) columns.push_back(group_column(grouping));
    columns.push_back(node_column("profession", "Of a team of professionals.", ColumnKind::label, [&](const Node& n) { return n.team.exists() ? std::uint64_t{world_.professionals.kind[n.team]} : SnapshotColumn::no_label; }));
    columns.back().labels.assign(professional_kind_names.begin(), professional_kind_names.end());
    return columns;
  }

  [[nodiscard]] std::vector<SnapshotColumn> edges() const {
    std::vector<SnapshotColumn> columns;
    columns.push_back(edge_column("source", "", "Who holds the tie: position in the table of nodes.", ColumnKind::whole, [](const Edge& e) { return std::uint64_t{e.source}; }));
    columns.push_back(edge_column("target", "", "The other end.", ColumnKind::whole, [](const Edge& e) { return std::uint64_t{e.target}; }));
    SnapshotColumn strength{"strength", "1", "Trust now, 0 to 1: weak from 0.20, support from 0.33, close from 0.60.", ColumnKind::real, {}, {}, {}};
    for (const Edge& e : edges_) strength.reals.push_back(e.strength);
    columns.push_back(std::move(strength));
    columns.push_back(edge_column("kind", "", "Where the tie began.", ColumnKind::label, [](const Edge& e) { return static_cast<std::uint64_t>(e.kind); }));
    columns.back().labels.assign(tie_kind_names.begin(), tie_kind_names.end());
    columns.push_back(edge_column("age", "weeks", "Since it began.", ColumnKind::whole, [](const Edge& e) { return static_cast<std::uint64_t>(e.age_weeks); }));
    columns.push_back(edge_column("since_contact", "weeks", "Since the last contact.", ColumnKind::whole, [](const Edge& e) { return static_cast<std::uint64_t>(e.weeks_since_contact); }));
    return columns;
  }

 private:
  template <class F>
  void for_each_owner(F&& f) const {
    for (std::size_t i = 0; i < world_.actives.size(); ++i) {
      const AdultId a = world_.actives.adult[ActiveId(i)];
      if (!world_.adults.has(a, Adults::gone)) f(ActiveId(i), a);
    }
  }
  /// Ties that have not faded away.
  template <class F>
  void for_each_tie(ActiveId owner, F&& f) const {
    for (std::size_t slot = 0; slot < world_.ties.count[owner]; ++slot) {
      const double strength = strength_at(world_.ties, fading_, owner, slot, world_.week);
      if (strength >= dropped_below) f(slot, strength);
    }
  }
  [[nodiscard]] std::uint32_t position_of(PersonRef who) const {
    const auto wanted = node_of(world_, who).identity();
    const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), wanted, [](const Node& n, const auto& identity) { return n.identity() < identity; });
    return static_cast<std::uint32_t>(found - nodes_.begin());
  }
  [[nodiscard]] std::uint64_t neighbourhood_of(const Node& n) const {
    if (n.adult.exists()) return world_.neighbourhood_of(n.adult).slot;
    if (n.team.exists() && world_.professionals.neighbourhood[n.team].exists()) return world_.professionals.neighbourhood[n.team].slot;
    return SnapshotColumn::no_label;
  }
  template <class F>
  [[nodiscard]] SnapshotColumn node_column(const char* name, const char* description, ColumnKind kind, F&& value) const {
    SnapshotColumn column{name, "", description, kind, {}, {}, {}};
    for (const Node& n : nodes_) column.codes.push_back(value(n));
    return column;
  }
  template <class F>
  [[nodiscard]] SnapshotColumn edge_column(const char* name, const char* units, const char* description, ColumnKind kind, F&& value) const {
    SnapshotColumn column{name, units, description, kind, {}, {}, {}};
    for (const Edge& e : edges_) column.codes.push_back(value(e));
    return column;
  }
  /// Of adults in families only: groups are of families.
  [[nodiscard]] SnapshotColumn group_column(const Grouping& grouping) const {
    SnapshotColumn column = node_column(grouping.name, grouping.description, ColumnKind::label, [&](const Node& n) {
      if (!n.adult.exists()) return SnapshotColumn::no_label;
      const GroupMask groups = belongs(world_, world_.adults.household[n.adult]).groups >> static_cast<unsigned>(grouping.first);
      const GroupMask here = groups & ((1U << grouping.count) - 1U);
      return here == 0 ? SnapshotColumn::no_label : static_cast<std::uint64_t>(__builtin_ctz(here));
    });
    for (unsigned i = 0; i < grouping.count; ++i) column.labels.emplace_back(group_names[static_cast<std::size_t>(grouping.first) + i]);
    return column;
  }

  const World& world_;
  const FadingCurve& fading_;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
};

}  // namespace

Snapshot take_snapshot(const World& world, const FadingCurve& fading, Date start) {
  const Snapshooter taken(world, fading);
  return {date_from_days(days_since_1970(start) + 7 * std::int64_t{world.week.number}), taken.nodes(), taken.edges()};
}

}  // namespace weefsel
