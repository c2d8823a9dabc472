#include "scenario/lever_table.hpp"

#include <algorithm>

#include "base/errors.hpp"

namespace weefsel {
namespace {

std::vector<LeverInfo> make_table() {
  std::vector<LeverInfo> table;
  for (auto&& part : {levers_on_places(), levers_of_programmes(), levers_on_people_and_town()})
    table.insert(table.end(), part.begin(), part.end());
  std::sort(table.begin(), table.end(), [](const LeverInfo& a, const LeverInfo& b) { return a.kind < b.kind; });
  for (std::size_t i = 0; i < lever_kind_count; ++i)
    if (i >= table.size() || table[i].kind != static_cast<LeverKind>(i))
      throw Fault("the table of levers has not one row for " + std::string(lever_kind_names[i]));
  return table;
}

}  // namespace

const std::vector<LeverInfo>& lever_table() {
  static const std::vector<LeverInfo> table = make_table();
  return table;
}

const LeverInfo& info_of(LeverKind kind) { return lever_table().at(static_cast<std::size_t>(kind)); }

std::string name_of(LeverKind kind) { return std::string(lever_kind_names[static_cast<std::size_t>(kind)]); }

const BuiltIn* built_in(LeverKind kind, std::string_view measure) {
  const auto& pairs = info_of(kind).built_in;
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const BuiltIn& pair) { return pair.measure == measure; });
  return found == pairs.end() ? nullptr : &*found;
}

}  // namespace weefsel
