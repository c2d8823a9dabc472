// What: agendas that are played before a session, so that the quick estimate can be learned from them: which, and those that
// were played, kept in a file.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "council/quick_estimate.hpp"

namespace weefsel {

/// The agenda of rehearsal `number`: one to six of the choices that lie on the table, each from a term (the first one in half of the
/// cases) to the end or to an earlier term. The same for everyone, whatever else is rehearsed. `laid` is not empty.
/// `attempt`: another one instead, since choices may not go together (a place that closes cannot be changed).
[[nodiscard]] Agenda agenda_to_rehearse(std::size_t number, const std::vector<std::string>& laid, std::size_t terms, std::size_t attempt = 0);

/// The choices that lie on the table in a session document (`on_table`) and that are `known`; when there are none, the first eight.
[[nodiscard]] std::vector<std::string> laid_choices(const std::string& session, const std::vector<std::string>& known);

/// Rehearsals that were played, a line of JSON each. Threads: may be called from many.
class RehearsalStore {
 public:
  /// `name`: of the town without choices and the program; others are not read. A line that is cut or damaged counts as not there.
  RehearsalStore(std::filesystem::path file, std::string name);
  /// Those that could be played.
  [[nodiscard]] std::vector<Rehearsal> all() const;
  [[nodiscard]] std::size_t count() const;
  /// Also one of which no attempt could be played.
  [[nodiscard]] bool has(std::size_t number, const std::vector<std::string>& laid) const;
  /// Without differences: it could not be played. Throws SystemTrouble.
  void add(const Rehearsal& rehearsal);

 private:
  std::filesystem::path file_;
  std::string name_;
  mutable std::mutex mutex_;
  std::vector<Rehearsal> rehearsals_;
};

}  // namespace weefsel
