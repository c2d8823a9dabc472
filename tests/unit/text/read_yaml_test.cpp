// What a YAML file may not hold, and where the reader says it stands.
#include "text/read_yaml.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "text/write_yaml.hpp"

namespace weefsel {
namespace {

std::string problems_in(const std::string& text) {
  Problems problems;
  static_cast<void>(read_yaml_text(text, "f.yaml", problems));
  return problems.report();
}

TEST(ReadYaml, KeepsPositionsQuotesAndOrder) {
  Problems problems;
  const auto root = read_yaml_text("b: no\na:\n  - \"no\"\n  - {x: 1.5}\n", "f.yaml", problems);
  ASSERT_TRUE(root) << problems.report();
  ASSERT_EQ(root->entries.size(), 2u);
  EXPECT_EQ(root->entries[0].key, "b");
  EXPECT_EQ(root->entries[0].value.text, "no");
  EXPECT_FALSE(root->entries[0].value.quoted);
  const Value& list = root->entries[1].value;
  EXPECT_TRUE(list.items[0].quoted);
  EXPECT_EQ(list.items[0].position.line, 3);
  EXPECT_EQ(list.items[0].position.column, 5);
  EXPECT_EQ(list.items[0].position.file_name(), "f.yaml");
  EXPECT_EQ(number_of(*list.items[1].find("x")), 1.5);
}

TEST(ReadYaml, ColumnsCountCharactersNotBytes) {
  Problems problems;
  const auto root = read_yaml_text("{é: 1, ë: 2}\n", "f.yaml", problems);
  ASSERT_TRUE(root) << problems.report();
  EXPECT_EQ(root->entries[1].position.column, 8);
}

// A boundary on one line of a million characters: positions must not be counted from its start each time.
TEST(ReadYaml, LongLinesTakeTimeInProportion) {
  std::string text = "é: [";
  while (text.size() < 1'000'000) text += "[1, 2], ";
  Problems problems;
  const auto root = read_yaml_text(text + "&last 3]\n", "f.yaml", problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems.sorted()[0].column, static_cast<int>(text.size()));  // one byte more than characters, from 1
}

TEST(ReadYaml, RefusesAKeyGivenTwiceAndNamesBothLines) {
  EXPECT_EQ(problems_in("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n"),
            "f.yaml:5:3: b.c: this key was given already on line 3; keep one of the two\n"
            "f.yaml:6:1: a: this key was given already on line 1; keep one of the two");
}

TEST(ReadYaml, RefusesWhatReadersDisagreeOn) {
  EXPECT_EQ(problems_in("a: &x 1\n"),
            "f.yaml:1:4: a: an anchor (`&name`) is not accepted: write the value out where it is used");
  EXPECT_EQ(problems_in("a: &x 1\nb: [0, *x]\n"),
            "f.yaml:1:4: a: an anchor (`&name`) is not accepted: write the value out where it is used\n"
            "f.yaml:2:8: b[1]: an alias (`*name`) is not accepted: write the value out");
  EXPECT_EQ(problems_in("a: !!str 1\n"), "f.yaml:1:4: a: a tag (`!...`) is not accepted; put text in quotes instead");
  EXPECT_EQ(problems_in("<<: {b: 1}\n"),
            "f.yaml:1:1: <<: merge keys are not accepted: write the keys out, or use `extends`");
  EXPECT_EQ(problems_in("[1, 2]: 3\n"), "f.yaml:1:1: a key must be a word, not a list, a map or nothing");
  EXPECT_EQ(problems_in("a: 1\n---\nb: 2\n"),
            "f.yaml:2:1: a second document starts here; a file holds one document, so take out the line `---`");
}

TEST(ReadYaml, RefusesWhatIsNoText) {
  EXPECT_EQ(problems_in(""), "f.yaml: the file is empty");
  EXPECT_EQ(problems_in("# only a comment\n"), "f.yaml: the file is empty");
  EXPECT_EQ(problems_in("---\n"), "f.yaml: the file is empty");
  EXPECT_EQ(problems_in("a:\n\tb: 1\n"), "f.yaml:2:1: a tab at the start of a line; indent with spaces");
  EXPECT_EQ(problems_in("a: caf\xE9\n"), "f.yaml:1:7: this character is not UTF-8; save the file with encoding UTF-8");
  EXPECT_EQ(problems_in(std::string("a: \0\n", 5)),
            "f.yaml:1:4: a control character that does not belong in a text file");
  EXPECT_EQ(problems_in("a: 1\rb: 2\r"),
            "f.yaml:1:5: a line ends with a bare carriage return; save the file with ordinary line endings");
  EXPECT_EQ(problems_in("\xFF\xFE"
                        "a"),
            "f.yaml: the file is in UTF-16; save it with encoding UTF-8");
  EXPECT_EQ(problems_in(std::string(10'000'001, ' ')), "f.yaml: the file is too large: at most 10 MB");
}

TEST(ReadYaml, TakesAByteOrderMarkAndWindowsLineEndings) {
  Problems problems;
  const auto root = read_yaml_text(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: twee\r\n",
      "f.yaml", problems);
  ASSERT_TRUE(root) << problems.report();
  EXPECT_EQ(root->find("b")->text, "twee");
  EXPECT_EQ(root->find("a")->position.column, 4);
}

TEST(ReadYaml, NestingIsBounded) {
  const std::string message = problems_in(std::string(100'000, '[') + std::string(100'000, ']'));
  EXPECT_EQ(message, "f.yaml:1:41: nested more than 40 deep");
}

TEST(ReadYaml, SyntaxErrorsHaveAPosition) {
  EXPECT_EQ(problems_in("a: b: c\n").substr(0, 44), "f.yaml:1:5: this is not well-formed YAML: il");
  EXPECT_EQ(problems_in("a: [1, 2\nb: 3\n").substr(0, 7), "f.yaml:");
  for (const char* text : {"a: \"never closed", "a: \"never closed\n", "a: 'never closed\nb: 2\n\n"})
    EXPECT_NE(problems_in(text).find("a quote was opened before here and never closed"), std::string::npos) << text;
}

TEST(ReadYaml, FilesThatAreNotThere) {
  const auto folder = std::filesystem::path(WEEFSEL_BINARY_DIR) / "read_yaml_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "baseline.yaml") << "a: 1\n";
  Problems problems;
  EXPECT_FALSE(read_yaml(folder / "baselin.yaml", problems));
  EXPECT_FALSE(read_yaml(folder, problems));
  EXPECT_TRUE(read_yaml(folder / "baseline.yaml", problems));
  const auto found = problems.sorted();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "this is a folder; a YAML file is needed");
  EXPECT_EQ(found[1].message, "there is no such file; did you mean \"baseline.yaml\"?");
}

TEST(WriteYaml, ReadsBackTheSame) {
  const std::string canonical =
      "id: close_library\n"
      "answer: \"no\"\n"
      "text: \"twee\\nregels met \\\"aanhalingstekens\\\" en \\\\\"\n"
      "share: 0.1\n"
      "points: [[1, 2], [3, 4]]\n"
      "levers:\n"
      "  - id: a\n"
      "    close_places: {}\n"
      "  - id: b\n"
      "    places:\n"
      "      kinds: [library]\n"
      "nothing_here: []\n";
  Problems problems;
  const auto root = read_yaml_text(canonical, "f.yaml", problems);
  ASSERT_TRUE(root) << problems.report();
  Value value = *root;
  value.find("id")->quoted = true;  // text that needs no quotes loses them
  EXPECT_EQ(write_yaml(value), canonical);
}

}  // namespace
}  // namespace weefsel
