#include "output/unpack.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "output/study_file.hpp"

namespace weefsel {
namespace {

constexpr const char* town_path = "town/town.yaml";
constexpr const char* head_of_document = "--- # ";

/// [id, text] of each document of the attribute scenario_text, the town of each at its new place.
std::vector<std::pair<std::string, std::string>> scenarios_in(const OutputReader& reader) {
  std::vector<std::pair<std::string, std::string>> scenarios;
  std::istringstream lines(reader.attribute("scenario_text"));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(head_of_document, 0) == 0) {
      scenarios.emplace_back(line.substr(std::string(head_of_document).size()), std::string());
      continue;
    }
    if (scenarios.empty()) scenarios.emplace_back(reader.attribute("scenario_ids"), std::string());  // of a single run
    if (line.rfind("town: ", 0) == 0) line = std::string("town: ") + town_path;
    scenarios.back().second += line + "\n";
  }
  return scenarios;
}

bool holds_other_text(const std::filesystem::path& path, const std::string& text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  std::ostringstream there;
  there << file.rdbuf();
  return there.str() != text;
}

}  // namespace

std::string town_text_in(const OutputReader& reader) {
  const StoredVariable* stored = reader.find(town_text_variable);
  return stored == nullptr ? std::string() : reader.texts(*stored).front();
}

std::vector<std::string> unpack(const OutputReader& reader, const std::string& folder) {
  namespace fs = std::filesystem;
  const std::string town = town_text_in(reader);
  if (town.empty())
    throw UserMistake(reader.path() +
                      ": it does not hold its town: an older version wrote it, or it is no file of `run` or `compare`");
  std::vector<std::pair<fs::path, std::string>> files;
  for (auto& [id, text] : scenarios_in(reader)) files.emplace_back(fs::path(folder) / (id + ".yaml"), std::move(text));
  files.emplace_back(fs::path(folder) / town_path, town);
  for (const auto& [path, text] : files)
    if (holds_other_text(path, text))
      throw UserMistake(path.string() + ": it is there already, with other text; give -o a new folder");
  std::error_code error;
  fs::create_directories((fs::path(folder) / town_path).parent_path(), error);
  if (error) throw SystemTrouble(trouble_text("make the folder", folder, error.value()));
  std::vector<std::string> written;
  for (const auto& [path, text] : files) {
    write_durably(path.string(), text);
    written.push_back(path.string());
  }
  return written;
}

}  // namespace weefsel
