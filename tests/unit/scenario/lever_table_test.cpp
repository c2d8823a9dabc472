// The table of levers: every kind can be written and reads back the same, at its defaults and away from them.
#include "scenario/lever_table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "scenario/lever_documents.hpp"
#include "scenario/read_lever.hpp"
#include "scenario/scenario_shape.hpp"
#include "text/read_yaml.hpp"
#include "text/write_yaml.hpp"

namespace weefsel {
namespace {

constexpr Date start{2026, 1, 5};

Lever read_back(const Value& written) {
  Problems problems;
  const auto document = read_yaml_text(write_yaml(written), "lever", problems);
  EXPECT_TRUE(document && check(*document, lever_shape(), problems)) << problems.report() << "\n" << write_yaml(written);
  return document ? read_lever(*document, start) : Lever{};
}

/// What one has to give for a lever of a kind to be whole.
Lever least(LeverKind kind) {
  Lever lever;
  lever.id = "least", lever.kind = kind, lever.start = Week{3};
  if (kind == LeverKind::open_place) lever.place.id = lever.place.name = "new";
  if (kind == LeverKind::move_place) lever.places.ids = {"one"}, lever.place.id = "other";
  if (kind == LeverKind::new_housing) lever.new_housing.neighbourhood = "here";
  if (kind == LeverKind::newcomers) lever.newcomers.neighbourhood = "here";
  return lever;
}

class EveryLever : public testing::TestWithParam<std::size_t> {
 protected:
  LeverKind kind() const { return static_cast<LeverKind>(GetParam()); }
};

TEST_P(EveryLever, reads_back_as_it_was_written) {
  const Lever lever = least(kind());
  EXPECT_EQ(read_back(write_lever(lever, start)), lever);
}

/// Each number at both ends of its range, each name as the last of its list, each list with one name.
TEST_P(EveryLever, reads_back_with_every_key_given) {
  for (const bool high : {false, true}) {
    Value map = write_lever(least(kind()), start);
    Value& details = *map.find(name_of(kind()));
    if (kind() == LeverKind::open_place) return;  // its keys are those of a place, read as one
    for (const LeverField& field : info_of(kind()).fields) {
      const Shape& shape = field.field.shape;
      Value value;
      switch (shape.kind) {
        case Shape::Kind::number: value = make_number(high ? shape.high : shape.low); break;
        case Shape::Kind::one_of: value = make_text(shape.names.back()); break;
        case Shape::Kind::list: {
          const Shape& item = shape.item.front();
          if (item.kind == Shape::Kind::number) value = make_list({make_number(1), make_number(2)});
          else value = make_texts({item.kind == Shape::Kind::one_of ? item.names.back() : "name"});
          break;
        }
        default: continue;
      }
      if (Value* there = details.find(field.field.key)) *there = value;
      else if (shape.kind == Shape::Kind::number || info_of(kind()).exactly_one.empty()) put(details, field.field.key, value);
    }
    const Lever once = read_back(map), twice = read_back(write_lever(once, start));
    EXPECT_EQ(once, twice);
    EXPECT_NE(once, least(kind())) << "a key is written or read nowhere";
  }
}

TEST_P(EveryLever, is_explained) {
  const LeverInfo& info = info_of(kind());
  EXPECT_EQ(info.kind, kind());
  EXPECT_FALSE(info.what.empty() || info.evidence.empty() || info.subject.empty());
  std::set<std::string> keys;
  for (const LeverField& field : info.fields) {
    EXPECT_TRUE(keys.insert(field.field.key).second) << field.field.key;
    EXPECT_FALSE(field.field.shape.description.empty()) << field.field.key;
  }
  const std::string name = "\n" + name_of(kind());
  EXPECT_NE(levers_as_text().find(name), std::string::npos);
  EXPECT_NE(levers_as_markdown().find("| `" + name_of(kind()) + "` |"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, EveryLever, testing::Range<std::size_t>(0, lever_kind_count),
                         [](const auto& one) { return std::string(lever_kind_names[one.param]); });

TEST(LeverDocuments, are_one_row_a_kind) {
  const auto json = nlohmann::json::parse(levers_as_json());
  ASSERT_EQ(json.size(), lever_kind_count);
  EXPECT_EQ(json[0]["name"], "close_places");
  EXPECT_EQ(json[0]["built_in"][0]["measure"], "place_visits");
  for (const auto& row : json) EXPECT_FALSE(row["fields"].empty()) << row["name"];
}

TEST(BuiltInPairs, are_found_by_kind_and_measure) {
  ASSERT_NE(built_in(LeverKind::lockdown, "contact_hours"), nullptr);
  EXPECT_EQ(built_in(LeverKind::lockdown, "contact_hours")->direction, BuiltIn::Direction::lower);
  EXPECT_EQ(built_in(LeverKind::lockdown, "help_demand"), nullptr) << "demand is never put in";
  for (const LeverInfo& info : lever_table()) EXPECT_EQ(built_in(info.kind, "help_demand"), nullptr);
}

}  // namespace
}  // namespace weefsel
