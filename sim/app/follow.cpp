#include <fmt/core.h>

#include <filesystem>

#include "app/commands.hpp"
#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "follow/tell.hpp"
#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"
#include "study/progress_line.hpp"

namespace weefsel::app {
namespace {

FollowRequest request_of(const FollowArguments& arguments) {
  Problems problems;
  ScenarioOptions options;
  options.years = arguments.years, options.seed = arguments.seed, options.set = arguments.set,
  options.town = arguments.town;
  std::vector<Scenario> scenarios;
  for (const std::string& file : arguments.scenarios)
    if (auto scenario = read_scenario(file, options, problems)) scenarios.push_back(std::move(*scenario));
  problems.throw_if_any();
  FollowRequest request;
  request.first = std::move(scenarios.front());
  if (scenarios.size() > 1) request.second = std::move(scenarios.back());
  request.whom = arguments.household   ? Whom::by_key
                 : arguments.unchanged ? Whom::unchanged
                 : arguments.matched   ? Whom::matched
                                       : Whom::by_lot;
  request.household = arguments.household.value_or(0);
  request.draw = arguments.draw.value_or(1);
  request.replicate = arguments.replicate, request.replicates = arguments.replicates,
  request.threads = arguments.threads;
  return request;
}

bool is_json(const std::string& out) {
  const std::string ending = std::filesystem::path(out).extension().string();
  if (out.empty() || ending == ".md") return false;
  if (ending == ".json") return true;
  throw UserMistake(fmt::format("{}: a life line is written as .md (to read) or .json (for programs)", out));
}

}  // namespace

int follow(const FollowArguments& arguments, const std::atomic<bool>& interrupted) {
  const bool json = is_json(arguments.out);
  FollowRequest request = request_of(arguments);
  ProgressLine progress(arguments.quiet);
  request.progress = [&](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
    return !interrupted.load(std::memory_order_relaxed);
  };
  const std::optional<KeptRunIns> run_ins = KeptRunIns::of_this_user();
  request.run_ins = run_ins ? &*run_ins : nullptr;
  const TownDescription town = read_town(request.first.town_file);
  const auto followed = weefsel::follow(request, town);
  progress.finish();
  if (!followed) {
    fmt::print(stderr, "Stopped.\n");
    return exit_interrupted;
  }
  const Language language = arguments.language == "en" ? Language::en : Language::nl;
  const std::string text =
      json ? tell_as_json(request, *followed, town, language) : tell_in_words(request, *followed, town, language);
  if (arguments.out.empty()) {
    fmt::print("{}", text);
    return exit_well;
  }
  DurableFile file(arguments.out);
  file.write(text.data(), text.size());
  file.publish();
  if (!arguments.quiet) fmt::print("Written: {}\n", arguments.out);
  return exit_well;
}

}  // namespace weefsel::app
