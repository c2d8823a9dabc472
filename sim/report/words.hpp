// What: the words of reports for people, in Dutch and English: names of groups, spheres, places and thresholds, and of
// a neighbourhood's measures. Dutch at level B1, in the terms of the page; no word that judges a neighbourhood or a
// family.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "world/kinds.hpp"

namespace weefsel {

[[nodiscard]] Language language_called(const std::string& name);

/// One text in both languages.
struct Words {
  std::string_view nl, en;
  [[nodiscard]] std::string in(Language l) const { return std::string(l == Language::nl ? nl : en); }
};

[[nodiscard]] const Words& words_for(Group group);
[[nodiscard]] const Words& words_for(Sphere sphere);
[[nodiscard]] const Words& words_for(PlaceKind kind);

/// "Modelled, no forecast": begins every report.
[[nodiscard]] const Words& caution();

/// What the model cannot tell, whatever is asked of it: a heading and a sentence each.
struct NotTold {
  Words title, text;
};
[[nodiscard]] const std::array<NotTold, 10>& not_told();

/// A share as a percentage of whole points, a dash when it is not known. Dutch and English write it alike.
[[nodiscard]] std::string percent(double share);
/// A number with `decimals`, a dash when it is not known; Dutch has a comma.
[[nodiscard]] std::string number(double value, int decimals, Language language);

/// A field of CSV, quoted where it must be.
[[nodiscard]] std::string csv_field(const std::string& text);
/// A CSV number: empty when not known.
[[nodiscard]] std::string csv_number(double value);
/// A row of a Markdown table.
[[nodiscard]] std::string markdown_row(const std::vector<std::string>& cells);

}  // namespace weefsel
