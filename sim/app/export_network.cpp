#include "output/export_network.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "app/commands.hpp"
#include "base/errors.hpp"
#include "output/read_output.hpp"
#include "text/nearest.hpp"

namespace weefsel::app {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// Keeps those whose `name` is the wanted one, or the first or last when none is wanted.
template <class Name>
void choose(std::vector<SnapshotName>& left, const std::string& what, const std::string& wanted, bool last, const std::string& file, Name&& name) {
  std::vector<std::string> names;
  for (const SnapshotName& one : left)
    if (std::find(names.begin(), names.end(), name(one)) == names.end()) names.push_back(name(one));
  const std::string chosen = wanted.empty() ? (last ? names.back() : names.front()) : wanted;
  if (std::find(names.begin(), names.end(), chosen) == names.end())
    throw UserMistake(fmt::format("{} has no network of {} {}; it has: {}{}", file, what, chosen, listed(names), did_you_mean(chosen, names)));
  left.erase(std::remove_if(left.begin(), left.end(), [&](const SnapshotName& one) { return name(one) != chosen; }), left.end());
}

SnapshotName choose(const OutputReader& reader, const ExportRequest& request) {
  std::vector<SnapshotName> left = reader.snapshots();
  if (left.empty())
    throw UserMistake(request.file + " holds no network. Networks are kept when the scenario asks for it, for example with\n"
                                     "  record: {network_at: [2027-01-04]}");
  const std::string replicate = request.replicate ? std::to_string(*request.replicate) : "";
  choose(left, "scenario", request.scenario, false, request.file, [](const SnapshotName& n) { return n.scenario; });
  choose(left, "replicate", replicate, false, request.file, [](const SnapshotName& n) { return std::to_string(n.replicate); });
  choose(left, "date", request.date, true, request.file, [](const SnapshotName& n) { return n.date; });
  return left.front();
}

}  // namespace

int export_network(const ExportRequest& request) {
  const OutputReader reader(request.file);
  const SnapshotName name = choose(reader, request);
  Snapshot network = reader.snapshot(name);
  if (request.min_strength > 0) network = with_strong_ties(network, request.min_strength);
  const std::string what = fmt::format("scenario {}, replicate {}, {}", name.scenario, name.replicate, name.date);
  const std::string out = request.out.empty() ? fmt::format("network_{}_{}_{}.graphml", name.scenario, name.replicate, name.date) : request.out;
  const std::string title = fmt::format("{}: {}. Modelled under named assumptions; not a forecast. Nobody in it exists.", reader.attribute("title"), what);
  for (const std::string& file : weefsel::export_network(network, out, title)) fmt::print("Written: {}\n", file);
  fmt::print("{}: {} people and teams, {} ties (each is held by one side)\n", what, network.nodes.front().size(), network.edges.front().size());
  return exit_well;
}

}  // namespace weefsel::app
