// What the table sets, term by term, becomes two scenarios that differ in its choices alone.
#include "council/play_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/resolved_text.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::hofbuurt_file;
using tests::TemporaryFolder;

class Composed : public ::testing::Test {
 protected:
  Composed() {
    write_file("base.yaml", "question: {nl: \"Zoals nu?\", en: \"As now?\"}\ntown: " + hofbuurt_file() + "\nyears: 20\nrun_in_years: 0\nreplicates: 3\n");
    write_file("close_library.yaml",
               "extends: base.yaml\nquestion: {nl: \"Bibliotheek dicht: wie?\", en: \"Library closes: who?\"}\nlevers:\n"
               "  - {id: close_library, from: 2027-01-04, close_places: {ids: [library_hof]}}\n");
    write_file("cafe.yaml",
               "extends: base.yaml\nquestion: {nl: \"Café?\", en: \"Café?\"}\nlevers:\n"
               "  - {id: open, from: 2027-01-04, open_place: {id: cafe_new, kind: parent_child_cafe, in_neighbourhood: hof}}\n"
               "  - {id: later, from: 2028-01-03, until: 2029-01-01, change_places: {places: {ids: [playground_hof]}, quality_factor: 2}}\n");
    base_ = read_scenario(folder_ / "base.yaml");
    for (const char* id : {"close_library", "cafe"}) choices_[id] = read_scenario(folder_ / (std::string(id) + ".yaml"));
  }

  void write_file(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  [[nodiscard]] Twins twins(const std::string& json) const { return twins_of(play_request_from(json), base_, choices_, folder_ / "play"); }
  [[nodiscard]] std::string mistake(const std::string& json) const {
    try {
      (void)twins(json);
    } catch (const UserMistake& mistake) {
      return mistake.what();
    }
    return "taken";
  }

  TemporaryFolder temporary_;
  std::filesystem::path folder_ = temporary_.file("");
  Scenario base_;
  std::map<std::string, Scenario> choices_;
};

TEST_F(Composed, terms_are_four_years_of_52_weeks_within_the_horizon) {
  const std::vector<Term> terms = terms_of(base_);
  ASSERT_EQ(terms.size(), 5u);
  EXPECT_EQ(terms[0].from, Week{0});
  EXPECT_EQ(terms[4].until, Week{5 * 208});
  base_.years = 7;
  EXPECT_EQ(terms_of(base_).size(), 1u);
}

TEST_F(Composed, a_choice_holds_from_its_term_to_the_first_without_it) {
  const Twins one = twins(R"({"terms":[{"choices":["close_library"]}]})");
  ASSERT_EQ(one.with.levers.size(), 1u);
  EXPECT_EQ(one.with.levers[0].start, Week{0});
  EXPECT_EQ(one.with.levers[0].end, Week{208});
  const Twins two = twins(R"({"terms":[{"choices":[]},{"choices":["close_library"]},{"choices":["close_library"]}]})");
  ASSERT_EQ(two.with.levers.size(), 1u);
  EXPECT_EQ(two.with.levers[0].start, Week{208});
  EXPECT_EQ(two.with.levers[0].end, Week{3 * 208});
}

TEST_F(Composed, a_choice_that_is_kept_in_the_last_term_does_not_end) {
  const std::string all = R"({"choices":["close_library"]})";
  const Twins kept = twins("{\"terms\":[" + all + "," + all + "," + all + "," + all + "," + all + "]}");
  ASSERT_EQ(kept.with.levers.size(), 1u);
  EXPECT_EQ(kept.with.levers[0].end, never);
}

TEST_F(Composed, levers_of_one_choice_keep_their_distance_and_their_own_end) {
  const Twins cafe = twins(R"({"terms":[{"choices":[]},{"choices":["cafe"]}]})");
  ASSERT_EQ(cafe.with.levers.size(), 2u);
  EXPECT_EQ(cafe.with.levers[0].id, "cafe_open");
  EXPECT_EQ(cafe.with.levers[0].start, Week{208});
  EXPECT_EQ(cafe.with.levers[1].start, Week{208 + 52}) << "a year after the first, as in its scenario";
  EXPECT_EQ(cafe.with.levers[1].end, Week{208 + 104}) << "ends by itself, before the term";
}

TEST_F(Composed, a_choice_set_again_later_is_there_twice) {
  const Twins again = twins(R"({"terms":[{"choices":["close_library"]},{"choices":[]},{"choices":["close_library"]}]})");
  ASSERT_EQ(again.with.levers.size(), 2u);
  EXPECT_EQ(again.with.levers[1].id, "close_library_2");
  EXPECT_EQ(again.with.levers[1].start, Week{416});
}

TEST_F(Composed, without_is_with_less_its_choices) {
  Twins both = twins(R"({"terms":[{"choices":["close_library"]}],"assumptions":{"ties.half_life":80},
                         "places":[{"id":"stoep","name":"De stoep","kind":"playground","at":[140300,511300]}]})");
  ASSERT_EQ(both.without.levers.size(), 1u) << "the place that was added is there in both";
  EXPECT_EQ(both.without.levers[0].place.name, "De stoep");
  EXPECT_EQ(both.without.parameters.ties.half_life, 80);
  both.with.levers.erase(both.with.levers.begin() + 1);
  both.with.id = both.without.id, both.with.question = both.without.question, both.with.description = both.without.description;
  both.with.description_nl = both.without.description_nl;
  EXPECT_EQ(resolved_text(both.with), resolved_text(both.without));
}

TEST_F(Composed, what_is_written_is_what_is_played) {
  const Twins both = twins(R"({"terms":[{"choices":["cafe","close_library"]}]})");
  for (const Scenario* scenario : {&both.without, &both.with})
    EXPECT_EQ(read_scenario(folder_ / "play" / (scenario->id + ".yaml")).resolved_text, scenario->resolved_text);
}

TEST_F(Composed, no_choice_at_all_is_the_town_beside_itself) { EXPECT_THAT(twins("{}").with.levers, IsEmpty()); }

TEST_F(Composed, mistakes_say_what_and_what_was_meant) {
  EXPECT_THAT(mistake("[1]"), HasSubstr("no JSON object"));
  EXPECT_THAT(mistake("{\"term\":[]}"), HasSubstr("did you mean \"terms\""));
  EXPECT_THAT(mistake(R"({"terms":[{"choices":["close_libary"]}]})"), HasSubstr("did you mean \"close_library\""));
  EXPECT_THAT(mistake(R"({"terms":[{},{},{},{},{},{"choices":["cafe"]}]})"), HasSubstr("there are 5 terms"));
  EXPECT_THAT(mistake(R"({"assumptions":{"ties.half_live":80}})"), HasSubstr("ties.half_life"));
  EXPECT_THAT(mistake(R"({"assumptions":{"ties.half_life":-1}})"), HasSubstr("ties.half_life"));
  EXPECT_THAT(mistake(R"({"assumptions":{"ties.half_life":"much"}})"), HasSubstr("must be a number"));
  EXPECT_THAT(mistake(R"({"places":[{"id":"a","name":"A","kind":"libary","at":[1,2]}]})"), HasSubstr("did you mean \"library\""));
  EXPECT_THAT(mistake(R"({"places":[{"id":"a","name":"A","kind":"library","at":[1]}]})"), HasSubstr("[x, y]"));
  EXPECT_THAT(mistake(R"({"terms":[{"choices":[7]}]})"), HasSubstr("list of ids"));
  const std::string twice = R"({"id":"a","name":"A","kind":"library","at":[140300,511300]})";
  EXPECT_THAT(mistake("{\"places\":[" + twice + "," + twice + "]}"), HasSubstr("added_a"));
}

TEST(CanonicalText, does_not_depend_on_order) {
  EXPECT_EQ(canonical_text(play_request_from(R"({"terms":[{"choices":["b","a","a"]},{"choices":[]}]})")),
            canonical_text(play_request_from(R"({"assumptions":{},"terms":[{"choices":["a","b"]}]})")));
}

}  // namespace
}  // namespace weefsel
