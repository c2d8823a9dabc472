#include "base/week.hpp"

#include <chrono>
#include <cstdio>

namespace weefsel {
namespace {
std::chrono::year_month_day to_chrono(Date d) {
  return {std::chrono::year{d.year}, std::chrono::month{static_cast<unsigned>(d.month)},
          std::chrono::day{static_cast<unsigned>(d.day)}};
}
}  // namespace

std::int64_t days_since_1970(Date date) {
  return std::chrono::sys_days{to_chrono(date)}.time_since_epoch().count();
}

Date date_from_days(std::int64_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

bool is_valid(Date date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 && to_chrono(date).ok();
}

std::string to_string(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

Week week_of(Date date, Date start) {
  const std::int64_t days = days_since_1970(date) - days_since_1970(start);
  const std::int64_t weeks = days >= 0 ? (days + 6) / 7 : -((-days) / 7);
  return Week{static_cast<std::int32_t>(weeks)};
}

}  // namespace weefsel
