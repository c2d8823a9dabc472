#include "verdicts/words_of_verdicts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace weefsel {
namespace {
using ::testing::HasSubstr;

Verdict of(VerdictKind kind, SignCounts counts = {41, 2, 7}) {
  Verdict verdict;
  verdict.kind = kind, verdict.counts = counts;
  return verdict;
}

TEST(WordsOfVerdicts, are_the_pages) {
  const auto nl = [](VerdictKind kind) { return in_words(of(kind), Language::nl); };
  EXPECT_EQ(nl(VerdictKind::no_difference), "Geen verschil: deze keuze raakt dit niet in het model.");
  EXPECT_EQ(nl(VerdictKind::built_in), "Dit hebben we zelf ingebouwd; het is geen uitkomst.");
  EXPECT_EQ(nl(VerdictKind::usually), "Meestal hoger: hoger in 41, gelijk in 2, lager in 7 van de 50 nabootsingen.");
  EXPECT_THAT(nl(VerdictKind::luck), HasSubstr("Niet te onderscheiden van toeval"));
  EXPECT_THAT(nl(VerdictKind::too_small), HasSubstr("Wel een verschil, maar te klein om op te bouwen"));
  EXPECT_EQ(in_words(of(VerdictKind::nearly_always, {1, 0, 49}), Language::en),
            "Nearly always lower: higher in 1, equal in 0, lower in 49 of the 50 runs.");
}

TEST(WordsOfVerdicts, say_why_nothing_can_be_said) {
  Verdict few = of(VerdictKind::cannot_say);
  few.hindrance = Hindrance::too_few_runs, few.least = 10;
  EXPECT_EQ(in_words(few, Language::nl),
            "Hierover kan het model niets zeggen: te weinig nabootsingen; 10 zijn het minste.");
  few.hindrance = Hindrance::too_few_families;
  EXPECT_EQ(in_words(few, Language::en), "The model can say nothing about this: too few families.");
}

TEST(WordsOfVerdicts, name_the_assumption) {
  Verdict verdict = of(VerdictKind::hangs_on_assumptions, {20, 0, 12});
  verdict.of_draws = true;
  EXPECT_THAT(in_words(verdict, Language::nl, "hoe snel contacten verwateren"),
              HasSubstr("iets wat niemand zeker weet: hoe snel contacten verwateren. Hoger in 20"));
  EXPECT_THAT(in_words(verdict, Language::nl), HasSubstr("van de 32 invullingen."));
}

TEST(NotForEveryone, needs_both_ways_told_apart) {
  const CellVerdict up{"jonge gezinnen", of(VerdictKind::usually, {40, 0, 10})},
      down{"krap rondkomen", of(VerdictKind::nearly_always, {1, 0, 49})}, luck{"hoog opgeleid", of(VerdictKind::luck)},
      also{"eenouder", of(VerdictKind::usually, {5, 0, 45})};
  EXPECT_EQ(not_for_everyone({up, luck}, Wanted::higher, Language::nl), "");
  EXPECT_EQ(not_for_everyone({up, down, luck, also}, Wanted::higher, Language::nl),
            "Niet voor iedereen: beter voor jonge gezinnen, slechter voor krap rondkomen en eenouder.");
  EXPECT_EQ(not_for_everyone({up, down}, Wanted::lower, Language::en),
            "Not for everyone: better for krap rondkomen, worse for jonge gezinnen.");
  EXPECT_EQ(not_for_everyone({up, down}, Wanted::neither, Language::nl),
            "Niet voor iedereen gelijk: hoger voor jonge gezinnen, lager voor krap rondkomen.");
}

}  // namespace
}  // namespace weefsel
