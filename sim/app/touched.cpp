#include <fmt/core.h>

#include "app/commands.hpp"
#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "output/touched.hpp"

namespace weefsel::app {

int touched(const TouchedArguments& arguments) {
  std::vector<Touched> all;
  for (const std::string& measure : arguments.measures)
    for (Touched& one : who_is_touched(arguments.file, measure, arguments.ignore)) all.push_back(std::move(one));
  for (const Touched& one : all) fmt::print("{}\n", describe_touched(one));
  if (arguments.families.empty()) return exit_well;
  const std::string csv = touched_as_csv(all);
  DurableFile file(arguments.families);
  file.write(csv.data(), csv.size());
  file.publish();
  fmt::print("Written: {}\n", arguments.families);
  return exit_well;
}

}  // namespace weefsel::app
