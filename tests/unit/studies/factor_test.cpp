// A place in [0, 1] becomes the text of a setting, and back.
#include "studies/factor.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

StudyFactor range(double low, double high) {
  StudyFactor f;
  f.name = "ties.half_life", f.low = low, f.high = high;
  return f;
}
StudyFactor list(std::vector<std::string> values) {
  StudyFactor f;
  f.name = "levers.a.key", f.high = static_cast<double>(values.size() - 1), f.values = std::move(values);
  return f;
}

TEST(StudyFactor, a_range_goes_evenly_from_low_to_high) {
  const StudyFactor f = range(80, 300);
  EXPECT_EQ(text_at(f, 0), "80");
  EXPECT_EQ(text_at(f, 1), "300");
  EXPECT_EQ(number_at(f, 0.5), 190);
  EXPECT_EQ(place_of(f, 190), 0.5);
  EXPECT_EQ(place_of(f, 1000), 1) << "outside is the end";
}

TEST(StudyFactor, a_wide_range_goes_by_its_logarithm) {
  StudyFactor f = range(0.01, 1);
  f.by_logarithm = true;
  EXPECT_NEAR(number_at(f, 0.5), 0.1, 1e-9);
  EXPECT_NEAR(place_of(f, 0.1), 0.5, 1e-7) << "logarithms are rounded to some eight digits, for the same bits everywhere";
  EXPECT_EQ(text_at(f, 0), "0.01");
  EXPECT_EQ(text_at(f, 1), "1");
}

TEST(StudyFactor, numbers_have_nine_digits_so_that_people_can_copy_them) {
  EXPECT_EQ(text_at(range(0, 1), 1.0 / 3), "0.333333333");
  EXPECT_EQ(text_at(range(0, 1e-4), 1.0 / 3), "0.0000333333333");
}

TEST(StudyFactor, whole_numbers_have_equal_pieces_with_both_ends) {
  StudyFactor f = range(2, 5);
  f.whole = true;
  std::vector<int> counts(6, 0);
  for (int i = 0; i < 400; ++i) ++counts.at(static_cast<std::size_t>(number_at(f, (i + 0.5) / 400)));
  EXPECT_EQ(counts, (std::vector<int>{0, 0, 100, 100, 100, 100}));
  EXPECT_EQ(number_at(f, 1), 5);
  for (double n = 2; n <= 5; ++n) EXPECT_EQ(number_at(f, place_of(f, n)), n);
}

TEST(StudyFactor, a_list_has_equal_pieces) {
  const StudyFactor f = list({"a", "b", "c"});
  EXPECT_EQ(text_at(f, 0.33), "a");
  EXPECT_EQ(text_at(f, 0.34), "b");
  EXPECT_EQ(text_at(f, 1), "c");
  for (double n = 0; n <= 2; ++n) EXPECT_EQ(number_at(f, place_of(f, n)), n);
}

TEST(StudyFactor, settings_are_those_that_set_takes) {
  StudyFactor lever = list({switch_off, switch_on}), key = range(1, 3), other = range(0, 1);
  lever.name = "levers.a", key.name = "levers.a.coordinators_fte", other.name = "levers.ab.hours_factor";
  other.scenarios = {1};
  const std::vector<StudyFactor> factors = {range(80, 300), lever, key, other};
  ASSERT_TRUE(lever.is_switch());
  const double on[] = {0, 1, 0.5, 0.5}, off[] = {0, 0, 0.5, 0.5};
  using Settings = std::vector<std::string>;
  EXPECT_EQ(settings_at(factors, on, 0), (Settings{"ties.half_life=80", "levers.a.coordinators_fte=2"}));
  EXPECT_EQ(settings_at(factors, on, 1), (Settings{"ties.half_life=80", "levers.a.coordinators_fte=2", "levers.ab.hours_factor=0.5"}));
  EXPECT_EQ(settings_at(factors, off, 1), (Settings{"ties.half_life=80", "levers.a=off", "levers.ab.hours_factor=0.5"}))
      << "of a lever that is left out nothing else is set, and another whose name begins alike is another";
}

}  // namespace
}  // namespace weefsel
