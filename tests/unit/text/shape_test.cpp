// Every kind of difference between a file and its shape, the words for it, and the schema made of the shape.
#include "text/shape.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "text/read_yaml.hpp"
#include "text/shape_documents.hpp"

namespace weefsel {
namespace {

const Shape& example() {
  static const Shape shape = Shape::map(
      "An example.",
      {required("id", Shape::identifier("Its name.")), optional("title", Shape::text("A title.", 10)),
       optional("share", Shape::number(0, 1, "share", "A share.").with_default(0.5)),
       optional("count", Shape::whole(1, 100, "", "How many.")),
       optional("every", Shape::whole_one_of({1, 2, 4}, "weeks", "How often.")),
       optional("open", Shape::boolean("Whether.").with_default("true")), optional("day", Shape::date("When.")),
       optional("kind", Shape::one_of({"library", "playground"}, "What kind.")),
       optional("kinds", Shape::list(Shape::one_of({"library", "playground"}, "A kind."), 1, 3, "Kinds.")),
       optional("weights", Shape::named(Shape::number(0, 9, "", "A weight."), 0, 2, "Weights.")),
       optional("where", Shape::map("Where.", {optional("x", Shape::number(0, 1, "m", "x")),
                                               optional("place", Shape::identifier("A place."))})
                             .with_exactly_one_of({"x", "place"}))});
  return shape;
}

std::string problems_of(const std::string& text) {
  Problems problems;
  const auto value = read_yaml_text("id: a\n" + text + "\n", "f", problems);
  if (value) check(*value, example(), problems);
  return problems.report();
}

TEST(Shape, AcceptsWhatItSays) {
  EXPECT_EQ(problems_of("title: no\nshare: 0.25\ncount: 7\nevery: 2\nopen: false\nday: 2027-01-04\nkind: library\n"
                        "kinds: [playground]\nweights: {a: 1, \"no\": 2}\nwhere: {x: 1}"),
            "");
}

TEST(Shape, NumbersArePlainDecimal) {
  const std::string must = "this must be a number from 0 to 1 (share), not ";
  const std::string end = " (default 0.5)";
  EXPECT_EQ(problems_of("share: 010"), "f:2:8: share: " + must +
                                           "`010`; take the leading zeros away: readers of YAML do "
                                           "not agree whether this is octal" +
                                           end);
  EXPECT_EQ(problems_of("share: 0x1"), "f:2:8: share: " + must + "`0x1`; write it in plain decimal digits" + end);
  EXPECT_EQ(problems_of("share: 0,5"),
            "f:2:8: share: " + must + "`0,5`; write a point for decimals and nothing between thousands" + end);
  EXPECT_EQ(problems_of("share: 1_0"), "f:2:8: share: " + must + "`1_0`; write it without underscores" + end);
  for (const char* form : {"1e400", ".5", "1.", "+1", "5e-1"})
    EXPECT_EQ(problems_of(std::string("share: ") + form),
              "f:2:8: share: " + must + "`" + form +
                  "`; write it in plain decimal digits, with a digit on both sides of the point and no exponent" + end);
  EXPECT_EQ(problems_of("share: .nan"),
            "f:2:8: share: " + must + "`.nan`; infinity and nan are not numbers here" + end);
  EXPECT_EQ(problems_of("share: 20%"), "f:2:8: share: " + must + "`20%`; write a share from 0 to 1, without %" + end);
  EXPECT_EQ(problems_of("share: \"0.5\""),
            "f:2:8: share: " + must + "text in quotes (\"0.5\"); take the quotes away" + end);
  EXPECT_EQ(problems_of("share: 2"), "f:2:8: share: 2 is outside the allowed range 0 to 1 (share) (default 0.5)");
  EXPECT_EQ(problems_of("share:"),
            "f:2:1: share: this must be a number from 0 to 1 (share), but nothing is given" + end);
  EXPECT_EQ(problems_of("count: 1.5"), "f:2:8: count: this must be a whole number from 1 to 100, not `1.5`");
  EXPECT_EQ(problems_of("every: 3"), "f:2:8: every: this must be one of 1, 2, 4 (weeks), not `3`");
}

TEST(Shape, BooleansAreTrueOrFalse) {
  for (const char* word : {"no", "yes", "on", "off", "True", "1"})
    EXPECT_EQ(problems_of(std::string("open: ") + word),
              std::string("f:2:7: open: this must be true or false, not `") + word +
                  "`; readers of YAML do not agree on other words (default true)");
}

TEST(Shape, OtherKinds) {
  EXPECT_EQ(problems_of("day: 2027-02-30"),
            "f:2:6: day: this must be a date like 2027-01-04, not `2027-02-30`; that day is "
            "not in the calendar of 1900 to 2200");
  EXPECT_EQ(problems_of("day: 4 januari"), "f:2:6: day: this must be a date like 2027-01-04, not `4 januari`");
  EXPECT_EQ(problems_of("kind: libary"),
            "f:2:7: kind: this must be one of library, playground, not `libary`; did you mean \"library\"?");
  EXPECT_EQ(problems_of("kinds: library"), "f:2:8: kinds: this must be a list, not `library`; write [library]");
  EXPECT_EQ(problems_of("kinds: []"), "f:2:8: kinds: this has 0 items; needed: at least 1");
  EXPECT_EQ(problems_of("title: 12345678901"), "f:2:8: title: this text is too long: 11 characters; at most 10");
  EXPECT_EQ(problems_of("title: \"\""), "f:2:8: title: this text is empty");
  EXPECT_EQ(problems_of("where: {x: 1, place: a}"),
            "f:2:15: where.place: only one of x, place can be given, and `x` is there already");
  EXPECT_EQ(problems_of("where: {}"), "f:2:8: where: exactly one of these keys is needed: x, place");
  EXPECT_EQ(problems_of("where: x:1"),
            "f:2:8: where: this must be a map with keys such as x, place, not `x:1`; is a space "
            "missing after the colon?");
  EXPECT_EQ(problems_of("weights: {a b: 1}"),
            "f:2:11: weights.a b: a key here must be a short name of letters, digits, `_` "
            "and `-` (at most 60), not `a b`");
}

TEST(Shape, ReportsEverythingAtOnceInOrder) {
  EXPECT_EQ(problems_of("shar: 1\ncount: 0\nkinds: [library, zoo]"),
            "f:2:1: shar: there is no such key; did you mean \"share\"? Known here: id, title, share, count, every, "
            "open, day, "
            "kind, kinds, weights, where\n"
            "f:3:8: count: 0 is outside the allowed range 1 to 100\n"
            "f:4:18: kinds[1]: this must be one of library, playground, not `zoo`");
  Problems problems;
  check(*read_yaml_text("title: b\n", "f", problems), example(), problems);
  EXPECT_EQ(problems.report(), "f:1:1: the key `id` is missing: Its name.");
  EXPECT_THROW(problems.throw_if_any(), UserMistake);
}

TEST(ShapeDocuments, SchemaSaysTheSame) {
  const std::string schema = json_schema(example(), "Example");
  for (const char* part : {"\"additionalProperties\": false", "\"required\": [\n    \"id\"", "\"minimum\": 0",
                           "\"maximum\": 1", "\"default\": 0.5", "\"enum\": [\n        1,\n        2,\n        4",
                           "\"oneOf\"", "http://json-schema.org/draft-07/schema#", "Unit: weeks."})
    EXPECT_NE(schema.find(part), std::string::npos) << part << "\n" << schema;
  EXPECT_NE(markdown(example()).find("- `share`: A share. *a number from 0 to 1 (share)*, default `0.5`"),
            std::string::npos);
}

TEST(Value, NumbersAreWrittenAsTheyAreRead) {
  for (const double value : {0.0, -1.5, 0.1, 1e-7, 123456789.125, 1.0 / 3.0, 9007199254740991.0}) {
    const auto back = parse_number(number_as_text(value));
    ASSERT_TRUE(back) << number_as_text(value);
    EXPECT_EQ(*back, value);
  }
  EXPECT_EQ(number_as_text(0.1), "0.1");
  EXPECT_FALSE(parse_date("2027-13-01"));
  EXPECT_EQ(parse_date("2028-02-29"), (Date{2028, 2, 29}));
}

}  // namespace
}  // namespace weefsel
