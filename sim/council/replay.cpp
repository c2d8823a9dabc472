#include "council/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/durable_file.hpp"
#include "base/errors.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view told_file = "told.json";

std::string text_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) throw SystemTrouble("cannot read " + path.string());
  return text;
}

/// In the order of their names, so that equal folders give equal pages.
std::vector<fs::path> sorted(const fs::path& folder) {
  std::vector<fs::path> paths;
  if (fs::is_directory(folder))
    for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// {"1_nl": ..., "unchanged_en": ...}
std::string families_in(const fs::path& folder) {
  std::string all;
  for (const fs::path& path : sorted(folder / "families"))
    if (path.extension() == ".json") all += fmt::format("{}\"{}\":{}", all.empty() ? "" : ",", path.stem().string(), text_in(path));
  return "{" + all + "}";
}

fs::path family_file(const fs::path& folder, const std::string& lot, std::string_view language) {
  return folder / "families" / fmt::format("{}_{}.json", lot, language);
}

}  // namespace

void keep_told(const fs::path& folder, std::string_view head, const std::vector<std::string_view>& futures, std::string_view findings) {
  write_durably((folder / told_file).string(), fmt::format(R"("head":{},"futures":[{}],"findings":{})", head, fmt::join(futures, ","), findings));
}

void keep_family(const fs::path& folder, const std::string& lot, std::string_view language, std::string_view family) {
  fs::create_directories(folder / "families");
  write_durably(family_file(folder, lot, language).string(), family);
}

std::string kept_family(const fs::path& folder, const std::string& lot, std::string_view language) {
  const fs::path file = family_file(folder, lot, language);
  return fs::exists(file) ? text_in(file) : std::string();
}

std::string page_with_replay(std::string_view page, const std::string& table, const std::string& session, const fs::path& plays) {
  std::string played;
  for (const fs::path& folder : sorted(plays)) {
    const std::string id = folder.filename().string();
    if (session.find(fmt::format("\"{}\"", id)) == std::string::npos || !fs::exists(folder / told_file)) continue;
    played += fmt::format("{}\"{}\":{{{},\"families\":{}}}", played.empty() ? "" : ",", id, text_in(folder / told_file), families_in(folder));
  }
  std::string replay = fmt::format(R"({{"table":{},"session":{},"plays":{{{}}}}})", table, session, played);
  for (std::size_t at = replay.find('<'); at != std::string::npos; at = replay.find('<', at)) replay.replace(at, 1, "\\u003c");
  constexpr std::string_view head = "<head>";
  const std::size_t at = page.find(head);
  if (at == std::string_view::npos) throw Fault("the page has no head");
  std::string whole(page.substr(0, at + head.size()));
  whole.append("\n<script type=\"application/json\" id=\"replay\">").append(replay).append("</script>").append(page.substr(at + head.size()));
  return whole;
}

}  // namespace weefsel
