// What: what the table set, term by term, as two scenarios: the town without its choices and with them. Nothing but the
// levers differs, so they are twins.
//
// A choice is a shipped scenario: its levers, moved so that its first one begins with the term in which it is set. It
// holds until the first later term in which it is not set; a lever that ends by itself ends no later than it would.
// Places that the table adds are there in both worlds, from the first day.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "text/problems.hpp"

namespace weefsel {

inline constexpr int term_years = 4;

/// A term of the council, [from, until) in weeks since the start of the scenario.
struct Term {
  Week from{0}, until{0};
};

/// From the first Monday of the second year (budgets are made a year ahead), as long as a whole term fits `years`.
[[nodiscard]] std::vector<Term> terms_of(const Scenario& base);

struct AddedPlace {
  std::string id, name, kind;
  double x = 0, y = 0;  ///< metres
};

struct PlayRequest {
  std::vector<std::vector<std::string>> terms;  ///< ids of choices, by term from the first
  std::map<std::string, double> assumptions;    ///< parameters that the table changed
  std::vector<AddedPlace> places;
  bool uncertain = false;  ///< each future with its own draw of what is not certain
};

/// From the JSON of POST /api/play (sim/council/page/src/contract.ts). Throws UserMistake that names what is wrong.
[[nodiscard]] PlayRequest play_request_from(const std::string& json);

/// The same request in one form: equal requests give equal texts, whatever order their choices were set in.
[[nodiscard]] std::string canonical_text(const PlayRequest& request);

struct Twins {
  Scenario without, with;
};

/// `base`: as the table plays it (horizon, replicates, recording); `choices`: by id. Writes without.yaml and with.yaml into
/// `folder` and reads them back, so that all checks of a scenario hold. Throws UserMistake with all mistakes, SystemTrouble.
[[nodiscard]] Twins twins_of(const PlayRequest& request, const Scenario& base, const std::map<std::string, Scenario>& choices,
                             const std::filesystem::path& folder);

}  // namespace weefsel
