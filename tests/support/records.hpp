// What: the state of a world as plain records by key, so that two worlds with other slots can be compared and a
// difference names the column it is in. Links are written as the keys they lead to.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "world/world.hpp"

namespace weefsel::tests {

/// (column, value) of one entity, in the order of its table; ties sorted by partner.
using Record = std::vector<std::pair<std::string, std::uint64_t>>;
/// "adult 1f2e..." -> record.
using Records = std::map<std::pair<std::string, Key>, Record>;

class RecordWriter {
 public:
  explicit RecordWriter(const World& world) : world_(world) {}

  template <class T>
  void write(Record& record, const std::string& column, const T& value) const {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) record.emplace_back(column, static_cast<std::uint64_t>(value));
    else write_value(record, column, value);
  }

 private:
  static constexpr Key no_one = 0x6e6f626f6479ULL;
  template <class IdType>
  static Key key_or_none(IdType id, const Column<IdType, Key>& keys) { return id.exists() ? keys[id] : no_one; }

  void write_value(Record& r, const std::string& c, Share8 v) const { r.emplace_back(c, v.raw); }
  void write_value(Record& r, const std::string& c, Share16 v) const { r.emplace_back(c, v.raw); }
  void write_value(Record& r, const std::string& c, Fixed v) const { r.emplace_back(c, static_cast<std::uint64_t>(v.raw)); }
  void write_value(Record& r, const std::string& c, HazardClock v) const { r.emplace_back(c, v.left); }
  void write_value(Record& r, const std::string& c, RecentHours v) const { r.emplace_back(c, v.raw); }
  void write_value(Record& r, const std::string& c, AdultId v) const { r.emplace_back(c, key_or_none(v, world_.adults.key)); }
  void write_value(Record& r, const std::string& c, HouseholdId v) const { r.emplace_back(c, key_or_none(v, world_.households.key)); }
  void write_value(Record& r, const std::string& c, ChildId v) const { r.emplace_back(c, key_or_none(v, world_.children.key)); }
  void write_value(Record& r, const std::string& c, DwellingId v) const { r.emplace_back(c, key_or_none(v, world_.dwellings.key)); }
  void write_value(Record& r, const std::string& c, StreetId v) const { r.emplace_back(c, key_or_none(v, world_.streets.key)); }
  void write_value(Record& r, const std::string& c, NeighbourhoodId v) const { r.emplace_back(c, key_or_none(v, world_.neighbourhoods.key)); }
  void write_value(Record& r, const std::string& c, PlaceId v) const { r.emplace_back(c, key_or_none(v, world_.places.key)); }
  void write_value(Record& r, const std::string& c, ProfessionalId v) const { r.emplace_back(c, key_or_none(v, world_.professionals.key)); }
  void write_value(Record& r, const std::string& c, ActiveId v) const { r.emplace_back(c, v.exists()); }
  void write_value(Record& r, const std::string& c, PersonRef v) const { r.emplace_back(c, v.exists() ? world_.key_of(v) : no_one); }
  void write_value(Record& r, const std::string& c, RoleAndWeek v) const { write(r, c, v.role()), write(r, c, v.last()); }
  template <RowOfParts Row>
  void write_value(Record& r, const std::string&, const Row& row) const {
    Row::parts(row, [&](const char* part, const auto& value) { write(r, part, value); });
  }
  template <class T, std::size_t N>
  void write_value(Record& r, const std::string& c, const std::array<T, N>& many) const {
    for (const T& one : many) write(r, c, one);
  }

  const World& world_;
};

/// All that places offer, in the order of their slots.
inline Record offers_of(const World& world) {
  Record all;
  const RecordWriter writer(world);
  Places::columns(world.places, [&](const char* name, const auto& column) {
    for (const auto& value : column) writer.write(all, name, value);
  });
  return all;
}

/// Everybody and everything that is not gone. Streets' slots of dwellings are left out: they are slots.
inline Records records_of(const World& world) {
  Records all;
  const RecordWriter writer(world);
  const auto take = [&](const char* kind, const auto& table, auto skip) {
    using Table = std::remove_cv_t<std::remove_reference_t<decltype(table)>>;
    using IdType = typename std::remove_reference_t<decltype(table.key)>::index_type;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (skip(IdType(i))) continue;
      Record& record = all[{kind, table.key[IdType(i)]}];
      Table::columns(table, [&](const char* name, const auto& column) {
        if (std::string(name) != "first_dwelling") writer.write(record, name, column[IdType(i)]);
      });
    }
  };
  const auto none = [](auto) { return false; };
  take("adult", world.adults, [&](AdultId a) { return world.adults.has(a, Adults::gone); });
  take("household", world.households, [&](HouseholdId h) { return world.households.gone[h] != 0; });
  take("child", world.children, [&](ChildId c) { return world.children.gone[c] != 0; });
  take("dwelling", world.dwellings, none), take("street", world.streets, none);
  take("neighbourhood", world.neighbourhoods, none), take("place", world.places, none);
  take("professional", world.professionals, none), take("match", world.matches, none), take("cooperation", world.cooperations, none);
  take("application", world.applications, none), take("group", world.groups, none);
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) continue;
    Record& record = all[{"active", world.adults.key[adult]}];
    ActiveAdults::columns(world.actives, [&](const char* name, const auto& column) { writer.write(record, name, column[a]); });
    std::vector<std::array<std::uint64_t, 5>> ties;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const Tie t = world.ties.get(a, s);
      ties.push_back({world.key_of(t.partner), t.strength.raw, static_cast<std::uint64_t>(t.started),
                      static_cast<std::uint64_t>(t.touched), t.mark.raw});
    }
    std::sort(ties.begin(), ties.end());
    for (const auto& t : ties) {
      const char* const names[] = {"tie_partner", "tie_strength", "tie_started", "tie_touched", "tie_mark"};
      for (std::size_t k = 0; k < t.size(); ++k) record.emplace_back(names[k], t[k]);
    }
  }
  return all;
}

/// What differs, in words, at most `most` lines; empty when all records are equal.
inline std::string difference(const Records& a, const Records& b, std::size_t most = 8) {
  std::string text;
  std::size_t lines = 0;
  const auto say = [&](const std::pair<std::string, Key>& who, const std::string& what) {
    if (++lines <= most) text += who.first + " " + std::to_string(who.second) + ": " + what + "\n";
  };
  for (const auto& [who, record] : a) {
    const auto found = b.find(who);
    if (found == b.end()) {
      say(who, "only in the first world");
      continue;
    }
    if (record == found->second) continue;
    const std::size_t size = std::min(record.size(), found->second.size());
    std::size_t i = 0;
    while (i < size && record[i] == found->second[i]) ++i;
    say(who, i == size ? "another number of ties"
                       : record[i].first + " " + std::to_string(record[i].second) + " and " + std::to_string(found->second[i].second));
  }
  for (const auto& [who, record] : b)
    if (a.find(who) == a.end()) say(who, "only in the second world");
  return lines > most ? text + "and " + std::to_string(lines - most) + " more\n" : text;
}

/// The week's counts by code of neighbourhood and by group.
inline std::map<std::string, std::vector<std::int64_t>> tallies_of(const World& world) {
  std::map<std::string, std::vector<std::int64_t>> all;
  for (std::size_t f = 0; f < flow_count; ++f) {
    const auto flow = static_cast<Flow>(f);
    for (std::size_t n = 0; n < world.neighbourhoods.size(); ++n)
      all["neighbourhood " + world.names.neighbourhood_code[NeighbourhoodId(n)]].push_back(world.tally.of(flow, NeighbourhoodId(n)));
    for (std::size_t g = 0; g < group_count; ++g)
      all["group " + std::string(group_names[g])].push_back(world.tally.of(flow, static_cast<Group>(g)));
  }
  return all;
}

/// What differs between two weeks' counts, in words; empty when all are equal.
inline std::string difference(const std::map<std::string, std::vector<std::int64_t>>& a, const std::map<std::string, std::vector<std::int64_t>>& b) {
  std::string text;
  for (const auto& [cell, counts] : a) {
    const auto found = b.find(cell);
    if (found == b.end()) {
      text += cell + " is in the first only\n";
      continue;
    }
    for (std::size_t f = 0; f < flow_count; ++f)
      if (counts[f] != found->second[f])
        text += cell + ", flow " + std::to_string(f) + ": " + std::to_string(counts[f]) + " and " + std::to_string(found->second[f]) + "\n";
  }
  for (const auto& [cell, counts] : b)
    if (a.find(cell) == a.end()) text += cell + " is in the second only\n";
  return text;
}

}  // namespace weefsel::tests
