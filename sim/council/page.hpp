// What: the page of the council's table, as scripts/bundle made it from sim/council/page: one HTML file inside the program.
#pragma once

#include <string_view>

namespace weefsel {

[[nodiscard]] std::string_view page_of_table();

}  // namespace weefsel
