#include "council/page.hpp"

// Taken in by the assembler, as a text of hundreds of kilobytes is too long for a literal.
asm(R"(
  .section .rodata
  .global weefsel_page_begin
  .global weefsel_page_end
weefsel_page_begin:
  .incbin ")" WEEFSEL_PAGE R"("
weefsel_page_end:
  .byte 0
  .previous
)");

extern "C" const char weefsel_page_begin[], weefsel_page_end[];

namespace weefsel {

std::string_view page_of_table() { return {weefsel_page_begin, static_cast<std::size_t>(weefsel_page_end - weefsel_page_begin)}; }

}  // namespace weefsel
