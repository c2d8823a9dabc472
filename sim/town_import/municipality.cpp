#include "town_import/municipality.hpp"

#include <algorithm>

#include "text/nearest.hpp"

namespace weefsel {

bool names_municipality(const std::string& wanted, const std::string& code, const std::string& name) {
  const auto digits = [](const std::string& text) {
    std::string rest = text.rfind("GM", 0) == 0 || text.rfind("gm", 0) == 0 ? text.substr(2) : text;
    if (rest.empty() || rest.find_first_not_of("0123456789") != std::string::npos) return std::string();
    rest.erase(0, std::min(rest.find_first_not_of('0'), rest.size()));
    return rest;
  };
  if (!digits(wanted).empty()) return digits(wanted) == digits(code);
  return edit_distance(wanted, name) == 0;
}

}  // namespace weefsel
