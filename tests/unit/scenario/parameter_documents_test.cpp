#include "scenario/parameter_documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "params/parameters.hpp"

namespace weefsel {
namespace {

TEST(ParameterDocuments, NameEveryParameter) {
  const std::string text = parameters_as_text(), markdown = parameters_as_markdown();
  const auto json = nlohmann::json::parse(parameters_as_json());
  ASSERT_EQ(json.size(), parameter_table().size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const ParameterInfo& info = parameter_table()[i];
    EXPECT_NE(text.find("  " + std::string(info.name) + " "), std::string::npos) << info.name;
    EXPECT_NE(markdown.find("| `" + std::string(info.name) + "` |"), std::string::npos) << info.name;
    EXPECT_EQ(json[i]["name"], info.name);
    EXPECT_EQ(json[i]["default"].get<double>(), info.default_value);
  }
}

// A table cell that holds a bar would open another column: each row has as many bars as its head.
TEST(ParameterDocuments, MarkdownRowsHaveAllColumns) {
  std::string line;
  for (const char c : parameters_as_markdown()) {
    if (c != '\n') {
      line += c;
      continue;
    }
    if (!line.empty() && line[0] == '|') {
      const auto bars = std::count(line.begin(), line.end(), '|');
      std::size_t escaped = 0;
      for (std::size_t at = line.find("\\|"); at != std::string::npos; at = line.find("\\|", at + 2)) ++escaped;
      EXPECT_EQ(static_cast<std::size_t>(bars) - escaped, 9u) << line;
    }
    line.clear();
  }
}

}  // namespace
}  // namespace weefsel
