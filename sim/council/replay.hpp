// What: a session with all that was played in it, as one page that any browser opens without this program.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace weefsel {

/// Keeps what a play told, beside what was played: told.json in its folder. All arguments are JSON. Throws SystemTrouble.
void keep_told(const std::filesystem::path& folder, std::string_view head, const std::vector<std::string_view>& futures, std::string_view findings);
/// The same of a family, `lot` as it was asked for: "1", "unchanged".
void keep_family(const std::filesystem::path& folder, const std::string& lot, std::string_view language, std::string_view family);
/// What was kept of it; empty: it was not followed yet.
[[nodiscard]] std::string kept_family(const std::filesystem::path& folder, const std::string& lot, std::string_view language);

/// `page` with the table, the session and every play in `plays` whose id stands in the session: what data.ts of the page calls a
/// Replay. A play that is not finished is left out.
[[nodiscard]] std::string page_with_replay(std::string_view page, const std::string& table, const std::string& session, const std::filesystem::path& plays);

}  // namespace weefsel
