// What: the clock of the model, in whole weeks.
// Week 0 is the scenario's start date; the run-in and births before it have negative numbers.
#pragma once

#include <cstdint>
#include <string>

namespace weefsel {

inline constexpr double days_per_year = 365.25;
inline constexpr double weeks_per_year = days_per_year / 7.0;

/// A whole week since the scenario's start date. Philox counters give it 16 bits: about +-600 years.
struct Week {
  std::int32_t number = 0;
  friend constexpr bool operator==(Week, Week) = default;
  friend constexpr auto operator<=>(Week, Week) = default;
  constexpr Week& operator++() { ++number; return *this; }
  friend constexpr Week operator+(Week w, std::int32_t weeks) { return Week{w.number + weeks}; }
  friend constexpr std::int32_t operator-(Week a, Week b) { return a.number - b.number; }
};

/// Age in years at `now` of someone born in `birth_week`.
[[nodiscard]] constexpr double age_in_years(std::int32_t birth_week, Week now) {
  return (now.number - birth_week) / weeks_per_year;
}

/// Years to whole weeks, rounded to nearest.
[[nodiscard]] constexpr std::int32_t weeks_from_years(double years) {
  return static_cast<std::int32_t>(years * weeks_per_year + (years >= 0 ? 0.5 : -0.5));
}

/// A weekly probability that adds up to `rate_per_year` events a year at a constant hazard.
[[nodiscard]] constexpr double per_week(double rate_per_year) { return rate_per_year / weeks_per_year; }

/// A calendar date (proleptic Gregorian).
struct Date {
  int year = 2026, month = 1, day = 5;
  friend constexpr bool operator==(Date, Date) = default;
  friend constexpr auto operator<=>(Date, Date) = default;
};

/// Days since 1970-01-01 of a date, and back (Howard Hinnant's civil-calendar algorithms, via <chrono>).
[[nodiscard]] std::int64_t days_since_1970(Date date);
[[nodiscard]] Date date_from_days(std::int64_t days);
[[nodiscard]] bool is_valid(Date date);
/// "2027-01-04"
[[nodiscard]] std::string to_string(Date date);
/// First week that starts on or after `date`, counted from `start`. May be negative.
[[nodiscard]] Week week_of(Date date, Date start);

}  // namespace weefsel
