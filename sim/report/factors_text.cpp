// The factor table as Markdown for people and as CSV.
#include <fmt/format.h>

#include <cmath>

#include "report/factors.hpp"

namespace weefsel {
namespace {

constexpr int decimals_of[headline3_count] = {2, 2, 1};
constexpr Words measure_words[headline3_count] = {
    {"Hoe het met ouders gaat (punten, 0-100)", "How parents fare (points, 0-100)"},
    {"Mensen die een ouder kent (banden van 0,20 of sterker)", "People a parent knows (ties of 0.20 or more)"},
    {"Hulpvraag in het model (kinderen per 1.000 per jaar) – de richting staat niet vast: het bewijs ontbreekt",
     "Modelled demand for help (children per 1,000 a year) – sign not settled by evidence"}};

std::vector<std::string> phase_headings(Language l) {
  std::vector<std::string> cells = {l == Language::nl ? "factor" : "factor", l == Language::nl ? "alle" : "all"};
  for (const std::string_view phase : phase_names) cells.emplace_back(phase == "16-23" ? "16-18" : std::string(phase));
  return cells;
}

/// "+1.2 ± 0.3"; in brackets when chance alone could give it; 0 when the factor touches nothing.
std::string influence(const FactorCell& c, std::size_t m, Language l) {
  if (std::isnan(c.influence[m])) return "–";
  if (c.influence[m] == 0 && c.error[m] == 0) return "0";
  const std::string text = fmt::format("{}{} ± {}", c.influence[m] < 0 ? "−" : "+",
                                       number(std::abs(c.influence[m]), decimals_of[m], l),
                                       number(c.error[m], decimals_of[m], l));
  return c.beyond_chance[m] ? text : fmt::format("({})", text);
}

std::string rule(std::size_t columns) {
  std::string text = "|---|";
  for (std::size_t i = 1; i < columns; ++i) text += "--:|";
  return text + "\n";
}

constexpr Words explanation = {
    "Invloed: met de factor min zonder, in twee gelijke nagebootste steden met hetzelfde toeval, gemiddeld over de "
    "gezinnen bij wie de factor is\n"
    "omgezet (per lot de helft; bij plekken de helft van de straten; straat en professionals: de hele stad), in het "
    "laatste jaar. ±: standaardfout\n"
    "over nabootsingen. Tussen haakjes: niet te onderscheiden van toeval (t-toets, 5%; met zoveel vakjes valt er "
    "ongeveer een op de twintig\n"
    "ten onrechte buiten de haakjes). Streepje: minder dan 30 gezinnen. 0: deze factor raakt dit niet in het model. De "
    "kolommen zijn de leeftijd\n"
    "van het jongste kind. De invloed volgt uit de aannames van het model; wat is ingebouwd, komt er ook uit. Het is "
    "geen bewijs van een oorzaak.\n",
    "Influence: with the factor minus without, in two equal simulated towns with the same luck, mean over the families "
    "for whom the factor was\n"
    "switched (half of them by lot; for places half of the streets; street and professionals: the whole town), in the "
    "last year. ±: standard error\n"
    "over replicates. In brackets: not to be told from chance (t test, 5%; with as many cells about one in twenty "
    "stands outside brackets\n"
    "wrongly). Dash: fewer than 30 families. 0: this factor does not touch it in the model. Columns are ages of the "
    "youngest child. Influence\n"
    "follows from the model's assumptions; what was put in comes out. It is no evidence of a cause.\n"};

}  // namespace

std::string factors_as_markdown(const FactorTable& table, Language l) {
  const bool nl = l == Language::nl;
  std::string text =
      fmt::format("# {} – {}\n\n{}\n\n", nl ? "Factoren per fase van de jeugd" : "Factors by phase of childhood",
                  table.town, caution().in(l));
  text += fmt::format("Scenario `{}`, {} {} {:g} {}.\n\n", table.scenario, table.replicates,
                      nl ? "nabootsingen van" : "replicates of", table.years, nl ? "jaar" : "years");
  const std::vector<std::string> headings = phase_headings(l);
  text +=
      fmt::format("## {}\n\n", nl ? "Hoe vaak komt het voor (deel van de gezinnen)" : "How common (share of families)");
  text += markdown_row(headings) + rule(headings.size());
  for (const FactorRow& row : table.rows) {
    std::vector<std::string> cells = {row.factor->words.in(l)};
    for (const FactorCell& c : row.phases) cells.push_back(percent(c.prevalence));
    text += markdown_row(cells);
  }
  for (std::size_t m = 0; m < headline3_count; ++m) {
    text += fmt::format("\n## {}\n\n", measure_words[m].in(l)) + markdown_row(headings) + rule(headings.size());
    for (const FactorRow& row : table.rows) {
      std::vector<std::string> cells = {row.factor->words.in(l)};
      for (const FactorCell& c : row.phases) cells.push_back(influence(c, m, l));
      text += markdown_row(cells);
    }
  }
  return text + "\n" + explanation.in(l);
}

std::string factors_as_csv(const FactorTable& table) {
  std::string csv =
      "factor,youngest,prevalence,families,wellbeing_points,wellbeing_error,people_known,people_known_error,"
      "demand_per_1000_children,demand_error,demand_note\n";
  for (const FactorRow& row : table.rows)
    for (std::size_t p = 0; p < row.phases.size(); ++p) {
      const FactorCell& c = row.phases[p];
      csv += fmt::format("{},{},{},{:g}", row.factor->id, p == 0 ? "all" : std::string(phase_names[p - 1]),
                         csv_number(c.prevalence), c.families);
      for (std::size_t m = 0; m < headline3_count; ++m)
        csv += fmt::format(",{},{}", csv_number(c.influence[m]), csv_number(c.error[m]));
      csv += ",sign not settled by evidence\n";
    }
  return csv;
}

}  // namespace weefsel
