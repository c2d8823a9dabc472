// What: verdicts in words, Dutch (level B1) and English. The Dutch sentences are the council page's; nothing else may
// say what a difference means. Counts are of runs ("nabootsingen") or of draws of the assumptions, never of
// probabilities.
#pragma once

#include <string>
#include <vector>

#include "base/language.hpp"
#include "verdicts/verdict.hpp"

namespace weefsel {

/// One sentence. `assumption`: what the direction hangs on most, in words; empty: not one alone.
[[nodiscard]] std::string in_words(const Verdict& verdict, Language language, const std::string& assumption = {});

/// "hoger in 41, gelijk in 2, lager in 7 van de 50 nabootsingen"
[[nodiscard]] std::string counts_in_words(const SignCounts& counts, bool of_draws, Language language);

/// Which way of a measure is asked for; of contacts, trust and demand for help neither.
enum class Wanted : std::uint8_t { neither, higher, lower };

/// A group or neighbourhood with its verdict.
struct CellVerdict {
  std::string name;
  Verdict verdict;
};

/// "Niet voor iedereen: beter voor …, slechter voor …", or of a measure of which neither way is asked for "niet voor
/// iedereen gelijk: hoger voor …, lager voor …". Empty unless some are told apart one way and some the other.
[[nodiscard]] std::string not_for_everyone(const std::vector<CellVerdict>& cells, Wanted wanted, Language language);

}  // namespace weefsel
