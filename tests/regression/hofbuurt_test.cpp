// Two small futures against stored summaries, so that no change of results goes unseen. Results do change when the
// model or its parameters do: look at the difference, and if it is meant, store the new ones with
//     tests/regression/renew
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "scenario/read_scenario.hpp"
#include "study/recorder.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

const std::string stored = std::string(WEEFSEL_SOURCE_DIR) + "/tests/regression/hofbuurt.txt";

/// One line a variable: its mean (of flows: the sum) over the town in each year, over whatever further dimension it has.
std::string summary_of(const Scenario& s, const World& start) {
  const Layout layout = layout_of(s, start.names);
  const auto played = live(s, start, 0);
  std::string text = fmt::format("{}: {} years after a run-in of {}\n", s.id, s.years, s.run_in_years);
  for (std::size_t v = 0; v < layout.variables.size(); ++v) {
    const VariableLayout& variable = layout.variables[v];
    if (variable.dimensions.size() < 2 || variable.dimensions[1] != "neighbourhood") continue;
    const std::size_t rows = dimension_of(layout, variable.dimensions[0]).size;
    const std::size_t inner = played->values[v].size() / rows, a_year = std::max<std::size_t>(1, rows * 52 / static_cast<std::size_t>(weeks_from_years(s.years)));
    const bool flow = variable.cell_methods.find("sum") != std::string::npos;
    text += fmt::format("  {:<36}", variable.name);
    for (std::size_t first = 0; first + a_year <= rows; first += a_year) {
      double sum = 0;
      for (std::size_t i = first * inner; i < (first + a_year) * inner; ++i) sum += played->values[v][i];
      text += fmt::format(" {:>12.6g}", flow ? sum : sum / static_cast<double>(a_year));
    }
    text += "\n";
  }
  return text + fmt::format("  {:<36} {}\n", "state hash", played->state_hash);
}

std::string summaries() {
  Scenario changed = read_scenario(std::string(WEEFSEL_SOURCE_DIR) + "/tests/cross_compiler.yaml");
  Scenario as_now = changed;
  as_now.id = "as_now";
  as_now.levers.clear();
  const World start = *run_in(as_now, hofbuurt(), 0);
  return summary_of(as_now, start) + summary_of(changed, start);
}

/// Lines that differ, old above new.
std::string difference_in_lines(const std::string& before, const std::string& after) {
  std::istringstream a(before), b(after);
  std::string x, y, text;
  for (;;) {
    const bool more_a = static_cast<bool>(std::getline(a, x)), more_b = static_cast<bool>(std::getline(b, y));
    if (!more_a && !more_b) return text;
    if (!more_a) x.clear();
    if (!more_b) y.clear();
    if (x != y) text += "- " + x + "\n+ " + y + "\n";
  }
}

TEST(Regression, hofbuurt_is_as_stored) {
  const std::string now = summaries();
  std::ifstream stream(stored, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(stream), {}};
  const std::string difference = difference_in_lines(before, now);
  if (std::getenv("WEEFSEL_RENEW") != nullptr) {
    std::ofstream(stored, std::ios::binary) << now;
    GTEST_SKIP() << (difference.empty() ? "nothing has changed" : "stored anew:\n" + difference);
  }
  EXPECT_TRUE(difference.empty()) << "Results differ from tests/regression/hofbuurt.txt (- stored, + now):\n"
                                  << difference << "When this is meant, store the new ones: tests/regression/renew";
}

}  // namespace
}  // namespace weefsel
