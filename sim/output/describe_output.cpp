#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <sstream>

#include "base/week.hpp"
#include "base/padded.hpp"
#include "output/headlines.hpp"
#include "output/inspect.hpp"
#include "output/noise_floor.hpp"
#include "output/read_output.hpp"

namespace weefsel {
namespace {

constexpr std::size_t curve_width = 48;

std::string join(const std::vector<std::string>& words, const std::string& between) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : between) + word;
  return line;
}

/// Width on a terminal: code points, which is right for the languages of this file.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// "  Label       text", further lines of the text below the first.
std::string labelled(const std::string& label, const std::string& text) {
  if (text.empty()) return {};
  std::string lines;
  std::istringstream source(text);
  for (std::string line; std::getline(source, line);)
    lines += "  " + padded(lines.empty() ? label : "", 12) + line + "\n";
  return lines;
}

/// The day `days` after the date in "days since 2026-01-05"; the plain number when the units are of another form.
std::string day_of(const std::string& units, double days) {
  Date date;
  if (std::sscanf(units.c_str(), "days since %d-%d-%d", &date.year, &date.month, &date.day) != 3 || !is_valid(date)) {
    return fmt::format("{:g}", days);
  }
  return to_string(date_from_days(days_since_1970(date) + static_cast<std::int64_t>(std::floor(days))));
}

std::string range_of(const OutputReader& reader, const StoredVariable& coordinate) {
  if (coordinate.kind == StoredKind::text) {
    std::string names = join(reader.texts(coordinate), ", ");
    constexpr std::size_t longest = 84;
    if (width_of(names) <= longest) return names;
    return names.substr(0, names.rfind(", ", longest)) + ", …";
  }
  const std::vector<double> values = reader.numbers(coordinate);
  const bool time = coordinate.units.find(" since ") != std::string::npos;
  const auto text = [&](double value) { return time ? day_of(coordinate.units, value) : fmt::format("{:g}", value); };
  return values.size() == 1 ? text(values.front()) : text(values.front()) + " to " + text(values.back());
}

std::string describe_origin(const OutputReader& reader, const std::string& path) {
  std::string text = path + ": " + reader.attribute("title") + "\n";
  text += labelled("", reader.attribute("comment"));
  text += labelled("scenario", reader.attribute("scenario_ids"));
  text += labelled("question", reader.attribute("question_nl"));
  text += labelled("", reader.attribute("question_en"));
  text += labelled("text", "SHA-256 " + reader.attribute("scenario_sha256"));
  text += labelled("town", reader.attribute("town"));
  text += labelled("seed", reader.attribute("seed") + ", " + reader.attribute("random_generator"));
  text += labelled("program", reader.attribute("source"));
  text += labelled("libraries", reader.attribute("libraries"));
  return text + labelled("licence", reader.attribute("license"));
}

std::string describe_contents(const OutputReader& reader) {
  std::string dimensions = "\nDimensions\n";
  std::string measures = "\nMeasures\n";
  for (const StoredVariable& variable : reader.variables()) {
    if (variable.is_provenance || variable.is_in_group) continue;
    if (variable.is_coordinate) {
      dimensions += fmt::format("  {} {:>7}  {}\n", padded(variable.name, 20), variable.shape.front(),
                                range_of(reader, variable));
      continue;
    }
    measures += fmt::format("  {} [{}] {}\n      over {}\n", padded(variable.name, 28), variable.units,
                            variable.long_name, join(variable.dimensions, ", "));
  }
  return dimensions + measures;
}

/// How many parameters were drawn, and how often.
std::string describe_draws(const OutputReader& reader, std::size_t draws) {
  const StoredVariable* sampled = reader.find("parameter_sampled");
  if (sampled == nullptr) return {};
  const std::vector<double> flags = reader.numbers(*sampled);
  const auto names = sampled->shape.back();
  const auto count = std::count_if(flags.begin(), flags.begin() + static_cast<std::ptrdiff_t>(names), [](double f) { return f != 0; });
  return fmt::format("  {} parameters of grade B and C were drawn {} times from their plausible ranges (variable parameter_value)\n",
                     count, draws);
}

std::string describe_networks(const OutputReader& reader) {
  std::vector<std::string> dates;
  const std::vector<SnapshotName> networks = reader.snapshots();
  for (const SnapshotName& network : networks)
    if (std::find(dates.begin(), dates.end(), network.date) == dates.end()) dates.push_back(network.date);
  if (dates.empty()) return {};
  return fmt::format("\nNetworks kept, of each scenario and replicate: {}\n  weefsel export-network writes one for Gephi, igraph or networkx.\n", join(dates, ", "));
}

std::string describe_overrides(const OutputReader& reader) {
  const StoredVariable* flags = reader.find("parameter_overridden");
  const StoredVariable* names = reader.find("parameter");
  const StoredVariable* values = reader.find("parameter_value");
  const StoredVariable* defaults = reader.find("parameter_default");
  const StoredVariable* units = reader.find("parameter_unit");
  const StoredVariable* reasons = reader.find("parameter_why");
  if (!flags || !names || !values || !defaults || !units || !reasons) return {};
  const std::vector<double> set = reader.numbers(*flags);
  const std::vector<double> used = reader.numbers(*values);
  const std::vector<double> usual = reader.numbers(*defaults);
  const std::vector<std::string> name = reader.texts(*names);
  const std::vector<std::string> unit = reader.texts(*units);
  const std::vector<std::string> why = reader.texts(*reasons);
  std::vector<std::string> scenarios;
  if (const StoredVariable* ids = reader.find("scenario")) scenarios = reader.texts(*ids);
  const StoredVariable* draw = reader.find("draw");
  const std::size_t draws = draw != nullptr ? draw->shape.front() : 1;
  std::string text;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i] == 0) continue;
    const std::size_t p = i % name.size();
    const std::size_t s = i / name.size();
    const std::string scenario = scenarios.empty() ? "" : scenarios[s] + ": ";
    const double value = used[s * draws * name.size() + p];  // what is set stays as set in every draw
    text += fmt::format("  {}{} = {:g} {} (default {:g}){}\n", scenario, name[p], value, unit[p], usual[p],
                        why[i].empty() ? "" : ": " + why[i]);
  }
  return fmt::format("\nParameters: {}, {}\n", name.size(),
                     text.empty() ? "all at their defaults" : "of which not at their defaults") +
         text + describe_draws(reader, draws);
}

std::string with_spread(const Spread& spread) {
  if (std::isnan(spread.mean)) return "not known";
  if (std::isnan(spread.deviation)) return fmt::format("{:.4g}", spread.mean);
  return fmt::format("{:.4g} ± {:.2g}", spread.mean, spread.deviation);
}

std::string difference_text(const Spread& spread) {
  if (std::isnan(spread.mean)) return "difference not known";
  if (spread.mean == 0 && !(spread.deviation > 0)) return "difference exactly 0";
  if (std::isnan(spread.deviation)) return fmt::format("difference {:+.3g}", spread.mean);
  return fmt::format("difference {:+.3g} ± {:.2g}", spread.mean, spread.deviation);
}

std::string describe_parts(const char* of, const std::vector<double>& values, const std::vector<double>& draw_of) {
  const SpreadParts parts = parts_of(values, draw_of);
  if (std::isnan(parts.chance)) return fmt::format("{}: one future a draw, so ignorance and chance cannot be told apart", of);
  return fmt::format("{}: ignorance ± {:.2g} (between {} draws), chance ± {:.2g} (within a draw)", of, parts.ignorance, parts.draws, parts.chance);
}

/// Where the spread of the last year comes from; of demand, in how many draws it went up and down.
std::string describe_uncertainty(const Headline& headline, const std::vector<std::string>& scenarios, const std::vector<double>& draw_of) {
  std::string text;
  for (std::size_t s = 0; s < headline.scenarios.size(); ++s) {
    const Headline::Scenario& scenario = headline.scenarios[s];
    const std::string id = scenarios.size() > 1 && s < scenarios.size() ? scenarios[s] + ": " : "";
    text += "      " + id + describe_parts("last year", scenario.last_by_replicate, draw_of) + "\n";
    if (s == 0) continue;
    text += "      " + id + describe_parts("difference", scenario.difference_by_replicate, draw_of) + "\n";
    if (!headline.demand) continue;
    const SignsOfDraws signs = signs_of(scenario.difference_by_replicate, draw_of);
    text += fmt::format("      {}higher in {} of {} draws, lower in {} (chance within draws included)\n", id, signs.above, signs.draws, signs.below);
  }
  return text;
}

std::string describe_headline(const Headline& headline, const std::vector<std::string>& scenarios) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const Headline::Scenario& scenario : headline.scenarios) {
    for (const double value : scenario.curve) {
      if (std::isnan(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  std::size_t widest = 0;
  for (const std::string& id : scenarios) widest = std::max(widest, width_of(id));
  std::string text = fmt::format("\n  {} [{}]\n", headline.title, headline.units);
  for (std::size_t s = 0; s < headline.scenarios.size(); ++s) {
    const Headline::Scenario& scenario = headline.scenarios[s];
    text += fmt::format("    {}  {} → {}", padded(s < scenarios.size() ? scenarios[s] : "", widest),
                        padded(with_spread(scenario.first_year), 18), padded(with_spread(scenario.last_year), 18));
    if (s > 0) text += "  " + difference_text(scenario.difference);
    while (text.back() == ' ') text.pop_back();
    text += "\n    " + std::string(widest, ' ') + "  " + sparkline(scenario.curve, low, high, curve_width) + "\n";
  }
  if (low <= high) text += fmt::format("    {}  (from {:.4g} to {:.4g})\n", std::string(widest, ' '), low, high);
  return text;
}

std::string describe_headlines(const OutputReader& reader) {
  const std::vector<Headline> headlines = headlines_of(reader);
  if (headlines.empty()) return {};
  std::vector<std::string> scenarios;
  if (const StoredVariable* ids = reader.find("scenario")) {
    scenarios = reader.texts(*ids);
  } else {
    scenarios = {reader.attribute("scenario_ids")};
  }
  std::string text = "\nFirst year → last year, mean ± standard deviation over replicates\n";
  std::vector<double> draw_of;
  if (const StoredVariable* draws = reader.find("draw_of_replicate")) draw_of = reader.numbers(*draws);
  for (const Headline& headline : headlines) {
    text += describe_headline(headline, scenarios);
    if (!draw_of.empty()) text += describe_uncertainty(headline, scenarios, draw_of);
  }
  if (scenarios.size() > 1) {
    text +=
        "\n  Differences are those of the last year with " + scenarios.front() + ", replicate by replicate (twins).\n";
    const bool demand = std::any_of(headlines.begin(), headlines.end(), [](const Headline& h) { return h.demand; });
    if (demand && draw_of.empty()) text += "  Differences in modelled demand: " + std::string(sign_not_settled) + ".\n";
    if (demand && !draw_of.empty())
      text += "  Differences in modelled demand follow from assumptions: read them as the number of draws with each sign.\n";
  }
  return text;
}

}  // namespace

std::string describe_output(const std::string& path) {
  const OutputReader reader(path);
  return describe_origin(reader, path) + describe_contents(reader) + describe_networks(reader) + describe_overrides(reader) +
         describe_headlines(reader) + describe_noise_floor(reader);
}

}  // namespace weefsel
