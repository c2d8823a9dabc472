#include "verdicts/words_of_verdicts.hpp"

#include <fmt/format.h>

namespace weefsel {
namespace {

std::string why_not(const Verdict& verdict, bool dutch) {
  switch (verdict.hindrance) {
    case Hindrance::none: break;
    case Hindrance::too_few_families: return dutch ? "te weinig gezinnen" : "too few families";
    case Hindrance::too_few_runs:
      return fmt::format(fmt::runtime(dutch ? "te weinig {}; {} zijn het minste" : "too few {}; it takes {} at least"),
                         verdict.of_draws ? (dutch ? "invullingen van de aannames" : "draws of the assumptions")
                                          : (dutch ? "nabootsingen" : "runs"),
                         verdict.least);
    case Hindrance::not_validated:
      return dutch ? "hoe goed het model dit nabootst, is niet getoetst" : "how well it does this was not tested";
  }
  return {};
}

std::string listed(const std::vector<std::string>& names, bool dutch) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? (dutch ? " en " : " and ") : ", ";
    text += names[i];
  }
  return text;
}

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}
}  // namespace

std::string counts_in_words(const SignCounts& counts, bool of_draws, Language language) {
  const bool dutch = language == Language::nl;
  return fmt::format(fmt::runtime(dutch ? "hoger in {}, gelijk in {}, lager in {} van de {} {}"
                                        : "higher in {}, equal in {}, lower in {} of the {} {}"),
                     counts.higher, counts.equal, counts.lower, counts.known(),
                     of_draws ? (dutch ? "invullingen" : "draws")
                              : (dutch ? "nabootsingen" : "runs"));
}

std::string in_words(const Verdict& verdict, Language language, const std::string& assumption) {
  const bool dutch = language == Language::nl;
  const std::string counts = counts_in_words(verdict.counts, verdict.of_draws, language);
  const auto direction = [&](const char* often) {
    return fmt::format("{} {}: {}.", often,
                       verdict.is_higher() ? (dutch ? "hoger" : "higher") : (dutch ? "lager" : "lower"), counts);
  };
  switch (verdict.kind) {
    case VerdictKind::no_difference:
      return dutch ? "Geen verschil: deze keuze raakt dit niet in het model."
                   : "No difference: this choice does not touch it in the model.";
    case VerdictKind::cannot_say:
      return fmt::format(fmt::runtime(dutch ? "Hierover kan het model niets zeggen: {}."
                                            : "The model can say nothing about this: {}."),
                         why_not(verdict, dutch));
    case VerdictKind::built_in:
      return dutch ? "Dit hebben we zelf ingebouwd; het is geen uitkomst."
                   : "We built this in ourselves; it is no result.";
    case VerdictKind::hangs_on_assumptions:
      if (assumption.empty())
        return fmt::format(fmt::runtime(dutch ? "De richting hangt af van meer dan één ding dat niemand zeker weet: {}."
                                              : "The direction hangs on more than one thing that nobody knows: {}."),
                           counts);
      return fmt::format(fmt::runtime(dutch ? "De richting hangt af van iets wat niemand zeker weet: {}. {}."
                                            : "The direction hangs on something that nobody knows: {}. {}."),
                         assumption, upper_first(counts));
    case VerdictKind::luck:
      return fmt::format(
          fmt::runtime(dutch ? "Niet te onderscheiden van toeval: {}." : "Not told apart from luck: {}."), counts);
    case VerdictKind::too_small:
      return fmt::format(fmt::runtime(dutch ? "Wel een verschil, maar te klein om op te bouwen: {}."
                                            : "A difference, but too small to build on: {}."),
                         counts);
    case VerdictKind::not_settled:
      return fmt::format(fmt::runtime(dutch ? "Welke kant dit op gaat, is niet bewezen: {}."
                                            : "Which way this goes is not proven: {}."),
                         counts);
    case VerdictKind::usually: return direction(dutch ? "Meestal" : "Usually");
    case VerdictKind::nearly_always: return direction(dutch ? "Bijna steeds" : "Nearly always");
  }
  return {};
}

std::string not_for_everyone(const std::vector<CellVerdict>& cells, Wanted wanted, Language language) {
  const bool dutch = language == Language::nl;
  std::vector<std::string> higher, lower;
  for (const CellVerdict& cell : cells)
    if (cell.verdict.is_direction()) (cell.verdict.is_higher() ? higher : lower).push_back(cell.name);
  if (higher.empty() || lower.empty()) return {};
  if (wanted == Wanted::neither) {
    return fmt::format(fmt::runtime(dutch ? "Niet voor iedereen gelijk: hoger voor {}, lager voor {}."
                                          : "Not the same for everyone: higher for {}, lower for {}."),
                       listed(higher, dutch), listed(lower, dutch));
  }
  const bool up = wanted == Wanted::higher;
  return fmt::format(fmt::runtime(dutch ? "Niet voor iedereen: beter voor {}, slechter voor {}."
                                        : "Not for everyone: better for {}, worse for {}."),
                     listed(up ? higher : lower, dutch), listed(up ? lower : higher, dutch));
}

}  // namespace weefsel
