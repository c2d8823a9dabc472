#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/errors.hpp"
#include "base/language.hpp"
#include "designs/prim.hpp"
#include "designs/robustness.hpp"
#include "studies/chosen.hpp"
#include "studies/commands.hpp"

namespace weefsel {
namespace {

constexpr std::size_t halves = 20;

struct Comparison {
  const StoredStudy& study;
  const RobustnessRequest& request;
  Language language;
  bool higher;
  std::size_t output, year;
  std::vector<std::size_t> policies;  ///< scenarios that are compared
  std::vector<Outcomes> outcomes;     ///< of each of these

  [[nodiscard]] const char* say(const char* en, const char* nl) const { return language == Language::nl ? nl : en; }
};

double cost_of(const StoredStudy& study, std::size_t scenario) {
  double sum = 0;
  for (std::size_t i = 0; i < study.points.count; ++i) sum += study.costs[scenario * study.points.count + i];
  return sum / static_cast<double>(study.points.count);
}

/// "support_families (300,000 euro)"
std::string with_cost(const StoredStudy& study, std::size_t scenario) {
  return fmt::format("{} ({:.0f} euro)", study.scenarios[scenario], cost_of(study, scenario));
}

/// Scenarios of which each costs about what another does; throws when there are none, unless any budget will do.
std::vector<std::size_t> comparable(const StoredStudy& study, const RobustnessRequest& request) {
  std::vector<std::size_t> all(study.scenarios.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (request.difference) all.erase(all.begin());
  if (all.size() < 2) throw UserMistake("robustness compares scenarios: the study needs two or more (with --difference: three, the first being what others are compared with)");
  if (request.any_budget) return all;
  std::vector<double> costs;
  for (const std::size_t s : all) costs.push_back(cost_of(study, s));
  std::vector<std::size_t> largest;
  for (const auto& group : equal_budget_groups(costs, request.budget_tolerance))
    if (group.size() > largest.size()) largest = group;
  std::string listed;
  for (const std::size_t s : all) listed += (listed.empty() ? "" : ", ") + with_cost(study, s);
  if (largest.size() < 2)
    throw UserMistake(fmt::format("no two of these scenarios cost about the same: {}.\nGive their levers `cost_per_year`, or add --any-budget to compare what does not cost the same.", listed));
  std::vector<std::size_t> policies;
  for (const std::size_t g : largest) policies.push_back(all[g]);
  std::sort(policies.begin(), policies.end());
  if (policies.size() < all.size()) fmt::print("Costs over the years: {}. Only those at equal budget are compared.\n", listed);
  return policies;
}

std::string percent(double share) { return fmt::format("{:.0f}%", 100 * share); }

std::string name_of_factor(const StudyFactor& f) { return f.units.empty() || f.units == "1" ? f.name : fmt::format("{} ({})", f.name, f.units); }

/// The value at a bound of a box; of whole numbers it lies between two.
double bound_at(const StudyFactor& f, double place) { return f.whole ? f.low + place * (f.high - f.low) : number_at(f, place); }

/// "below 140 weeks", as words about one factor.
std::string in_words(const Comparison& q, const Restriction& r) {
  const StudyFactor& f = q.study.factors[r.factor];
  std::string limits;
  if (f.is_list()) {
    for (std::size_t i = 0; i < f.values.size(); ++i) {
      const double place = place_of(f, static_cast<double>(i));
      if (place >= r.low && place <= r.high) limits += (limits.empty() ? "" : q.say(" or ", " of ")) + f.values[i];
    }
    limits = q.say("is ", "is ") + limits;
  } else if (r.low > 0 && r.high < 1) {
    limits = fmt::format(fmt::runtime(q.say("is between {} and {}", "ligt tussen {} en {}")), short_number(bound_at(f, r.low)), short_number(bound_at(f, r.high)));
  } else if (r.low > 0) {
    limits = fmt::format(fmt::runtime(q.say("is above {}", "ligt boven {}")), short_number(bound_at(f, r.low)));
  } else {
    limits = fmt::format(fmt::runtime(q.say("is below {}", "ligt onder {}")), short_number(bound_at(f, r.high)));
  }
  std::string text = fmt::format("{} {}", name_of_factor(f), limits);
  if (q.language == Language::en && !f.meaning.empty()) text += "\n        " + f.meaning;
  return text;
}

void print_regret(const Comparison& q) {
  const RegretTable table = regret_of(q.outcomes, q.higher);
  fmt::print("\n{}\n", q.say("Regret: how far each stays behind the best in the same future", "Spijt: hoe ver elk achterblijft bij de beste in dezelfde toekomst"));
  if (table.points == 0) {
    fmt::print("  {}\n", q.say("Not known: in every future some scenario has no value.", "Niet bekend: in elke toekomst ontbreekt een waarde."));
    return;
  }
  std::size_t width = 8;
  for (const std::size_t s : q.policies) width = std::max(width, q.study.scenarios[s].size());
  fmt::print("  {:<{}}  {:>12}  {:>10}  {:>10}  {:>10}  {:>8}  {:>8}\n", q.say("scenario", "scenario"), width, q.say("cost, euro", "kosten, euro"), q.say("mean", "gemiddeld"), q.say("90th pct", "90e perc."),
             q.say("largest", "grootste"), q.say("best in", "beste in"), q.say("clearly", "duidelijk"));
  for (std::size_t p = 0; p < q.policies.size(); ++p) {
    const PolicyRegret& r = table.policies[p];
    fmt::print("  {:<{}}  {:>12.0f}  {:>10}  {:>10}  {:>10}  {:>8}  {:>8}\n", q.study.scenarios[q.policies[p]], width, cost_of(q.study, q.policies[p]), short_number(r.mean), short_number(r.p90),
               short_number(r.maximum), percent(r.best), std::isnan(r.clearly_best) ? "?" : percent(r.clearly_best));
  }
  if (!std::isnan(table.decided))
    fmt::print(fmt::runtime(q.say("  In {} of {} futures the best is clearly the best (two standard errors of twins); in the others luck decides.\n",
                                  "  In {} van {} toekomsten is de beste duidelijk de beste (twee standaardfouten van tweelingen); in de andere beslist het toeval.\n")),
               percent(table.decided), table.points);
  if (table.left_out > 0) fmt::print(fmt::runtime(q.say("  {} futures are left out: a member failed.\n", "  {} toekomsten tellen niet mee: daarin is iets mislukt.\n")), table.left_out);
}

void print_boxes(const Comparison& q, std::size_t p, const std::vector<char>& fails, const Points& points) {
  const std::string& name = q.study.scenarios[q.policies[p]];
  const auto failures = static_cast<std::size_t>(std::count(fails.begin(), fails.end(), char{1}));
  fmt::print(fmt::runtime(q.say("\n  {} falls short in {} of {} futures.\n", "\n  {} schiet tekort in {} van {} toekomsten.\n")), name, failures, points.count);
  if (failures == 0 || failures == points.count) return;
  constexpr std::size_t fewest = 40;
  if (points.count < fewest) return fmt::print(fmt::runtime(q.say("    Too few futures to say in which: at least {} are needed.\n", "    Te weinig toekomsten om te zeggen in welke: er zijn er minstens {} nodig.\n")), fewest);
  const Discovery found = discover(points, fails);
  if (found.boxes.empty())
    return fmt::print("    {}\n", q.say("Nothing that varies tells these futures apart by more than chance.", "Niets wat verschilt onderscheidt deze toekomsten meer dan het toeval zou doen."));
  const Reproducibility again = reproduce_in_halves(points, fails, halves);
  for (std::size_t b = 0; b < found.boxes.size(); ++b) {
    const Box& box = found.boxes[b];
    fmt::print("    {}\n", b == 0 ? q.say("Above all where", "Vooral waar") : q.say("Next, outside that, where", "Daarbuiten, waar"));
    for (std::size_t i = 0; i < box.restrictions.size(); ++i) fmt::print("      {}{}\n", i > 0 ? q.say("and ", "en ") : "", in_words(q, box.restrictions[i]));
    fmt::print(fmt::runtime(q.say("    There it falls short in {} of {} futures ({}, against {} of all); {} of all that fall short are there.\n",
                                  "    Daar schiet het tekort in {} van {} toekomsten ({}, tegen {} van alle); {} van alle die tekortschieten ligt daar.\n")),
               box.of_interest, box.points, percent(box.density), percent(found.base_rate), percent(box.coverage));
  }
  std::string doubtful;
  for (const Restriction& r : found.boxes.front().restrictions)
    if (again.restricted[r.factor] * 2 < again.halves)
      doubtful += fmt::format("{}{} ({} {} {})", doubtful.empty() ? "" : ", ", q.study.factors[r.factor].name, again.restricted[r.factor], q.say("of", "van"), again.halves);
  if (!doubtful.empty()) fmt::print("    {}: {}\n", q.say("Doubtful, found in few random halves of the futures", "Twijfelachtig, in weinig willekeurige helften van de toekomsten gevonden"), doubtful);
}

void print_satisficing(const Comparison& q, double threshold) {
  fmt::print(fmt::runtime(q.say("\nGood enough ({} {} {}): share of futures\n", "\nGoed genoeg ({} {} {}): aandeel van de toekomsten\n")), q.study.outputs[q.output], q.higher ? ">=" : "<=", short_number(threshold));
  const std::vector<Satisficing> shares = satisficing_of(q.outcomes, threshold, q.higher);
  for (std::size_t p = 0; p < q.policies.size(); ++p)
    fmt::print("  {:<32} {} [{} {} {}]\n", q.study.scenarios[q.policies[p]], percent(shares[p].share.value), percent(shares[p].share.low), q.say("to", "tot"), percent(shares[p].share.high));
  fmt::print("\n{}\n", q.say("In which futures does it fall short?", "In welke toekomsten schiet het tekort?"));
  for (std::size_t p = 0; p < q.policies.size(); ++p) {
    std::vector<char> fails;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < q.study.points.count; ++i) {
      double sum = 0;
      for (std::size_t r = 0; r < q.study.replicates; ++r) sum += q.outcomes[p].at(i, r);
      if (std::isnan(sum)) continue;
      const double mean = sum / static_cast<double>(q.study.replicates);
      fails.push_back((q.higher ? mean < threshold : mean > threshold) ? 1 : 0), kept.push_back(i);
    }
    Points points(kept.size(), q.study.factors.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
      for (std::size_t j = 0; j < points.factors; ++j) points.at(i, j) = q.study.points.at(kept[i], j);
    print_boxes(q, p, fails, points);
  }
}

}  // namespace

int print_robustness(const RobustnessRequest& request) {
  const StoredStudy study = read_results(request.folder);
  if (study.method != "latin_hypercube" && study.method != "factorial")
    throw UserMistake(fmt::format("{} has a design for {}; robustness needs futures spread over all that is uncertain: a latin_hypercube", request.folder, study.method));
  Comparison q{study, request, request.language == "nl" ? Language::nl : Language::en, request.better == "higher", chosen_outputs(study, {request.output}).front(),
             chosen_years(study, request.year ? std::vector<double>{*request.year} : std::vector<double>{}).front(), {}, {}};
  fmt::print("{}", missing_in_words(study));
  q.policies = comparable(study, request);
  for (const std::size_t s : q.policies) q.outcomes.push_back(outcomes_of(study, q.output, s, q.year, request.difference));
  fmt::print(fmt::runtime(q.say("{} ({}), {} {:g}{}; {} futures x {} replicates. Better: {}.\n", "{} ({}), {} {:g}{}; {} toekomsten x {} herhalingen. Beter: {}.\n")), study.outputs[q.output], study.output_units[q.output],
             q.say("year", "jaar"), study.years[q.year], request.difference ? std::string(q.say(", difference with ", ", verschil met ")) + study.scenarios.front() : "", study.points.count, study.replicates,
             q.higher ? q.say("higher", "hoger") : q.say("lower", "lager"));
  print_regret(q);
  if (request.good_enough) print_satisficing(q, *request.good_enough);
  else fmt::print("\n{}\n", q.say("Add --good-enough X to see in which futures each falls short.", "Voeg --good-enough X toe om te zien in welke toekomsten elk tekortschiet."));
  fmt::print("\n{}\n", q.say("Shares of sampled futures are no probabilities: they say what the ranges of the assumptions allow. Modelled; not a forecast.",
                              "Aandelen van getrokken toekomsten zijn geen kansen: ze zeggen wat de marges van de aannamen toelaten. Gemodelleerd; geen voorspelling."));
  return exit_well;
}

}  // namespace weefsel
