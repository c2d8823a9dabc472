// What: the council's table: a town, its choices, and what is played at it. Prepares the town without any choice in the
// background, starts a reveal when asked, and follows a family.
//
// One thing is lived at a time: a reveal comes before the preparing, which goes on after it. Threads: may be called from many.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/language.hpp"
#include "council/reveal.hpp"
#include "council/turns.hpp"
#include "report/areas.hpp"

namespace weefsel {

struct TableOptions {
  std::filesystem::path scenario;   ///< the town without choices; the other scenarios beside it are the choices
  std::filesystem::path town;       ///< play it here instead; empty: in the scenario's own town
  std::filesystem::path folder;     ///< of the session: what was lived, what was set
  std::int32_t futures = 50;
  double years = 20;
  int threads = 0;
  Language language = Language::nl;
};

class Table {
 public:
  /// Reads everything, lives nothing yet. `left_out`: choices that do not fit this town, with the reason. Throws UserMistake.
  Table(TableOptions options, std::vector<std::string>& left_out);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// Lives the first future without choices, so that the page can be laid out; then the others in the background.
  /// `say`: after each, how many of how many are there.
  void prepare(const std::function<void(std::size_t done, std::size_t all)>& say, const std::atomic<bool>& interrupted);
  /// The first future without choices is there, from which the map and the heads of plays follow.
  [[nodiscard]] bool is_laid() const { return is_prepared(0); }
  [[nodiscard]] std::size_t prepared() const { return prepared_; }

  /// GET /api/table
  [[nodiscard]] std::string as_json() const;
  /// POST /api/play: the head of a play, which begins when it has not. Throws UserMistake.
  [[nodiscard]] std::string play(const std::string& request);
  /// Null: there is none of that id.
  [[nodiscard]] std::shared_ptr<Reveal> reveal(const std::string& id) const;
  /// `lot`: the family drawn as that number, 0: one for whom nothing changed. JSON in this language. Throws UserMistake.
  [[nodiscard]] std::string family(const Reveal& reveal, std::size_t lot, Language language) const;

 private:
  void prepare_one(std::uint32_t replicate, const std::function<bool()>& goes_on);
  [[nodiscard]] bool is_prepared(std::uint32_t replicate) const;

  TableOptions options_;
  Scenario base_;
  TownDescription town_;
  std::map<std::string, Scenario> choices_;
  std::vector<std::string> order_;  ///< of choices, as files are named
  KeptFutures futures_;
  std::optional<KeptRunIns> run_ins_;
  std::string base_name_, placebo_name_;  ///< in futures_
  std::vector<Area> areas_;               ///< of the map, small neighbourhoods of a real town joined
  std::atomic<std::size_t> prepared_{0};
  std::atomic<bool> stopping_{false};
  Turns turns_;

  mutable std::mutex mutex_;  ///< of what follows
  std::map<std::string, std::shared_ptr<Reveal>> plays_;  ///< by id
  std::thread preparing_;
};

}  // namespace weefsel
