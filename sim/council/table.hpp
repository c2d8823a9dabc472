// What: the council's table: a town, its choices, and what is played at it. Prepares the town without any choice in the
// background, starts a reveal when asked, and follows a family.
//
// One thing is lived at a time: a reveal comes before what is lived ahead of one, and both before the preparing, which goes on after
// them. Threads: may be called from many.
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
#include "council/quick_estimate.hpp"
#include "council/rehearsals.hpp"
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
  std::size_t rehearsals = 200;     ///< from which the quick estimate is learned; 0: there is none
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

  struct Progress {
    std::size_t futures = 0, of_futures = 0, rehearsals = 0, of_rehearsals = 0;
  };
  using Say = std::function<void(const Progress&)>;
  /// Lives the first future without choices, so that the page can be laid out; then, in the background and while nobody asks for
  /// anything, the others and the rehearsals. `say`: after each.
  void prepare(const Say& say, const std::atomic<bool>& interrupted);
  /// Which choices lie on the table, from the session document: those are rehearsed.
  void lay(const std::string& session);
  /// All futures without choices and all rehearsals are there.
  [[nodiscard]] bool is_ready() const;
  [[nodiscard]] bool gave_up() const { return gave_up_; }  ///< preparing: the disk is full, for one
  /// The first future without choices is there, from which the map and the heads of plays follow.
  [[nodiscard]] bool is_laid() const { return is_prepared(0); }
  [[nodiscard]] std::size_t prepared() const { return prepared_; }
  /// Rehearsals that are there.
  [[nodiscard]] std::size_t rehearsed() const { return rehearsals_->count(); }

  /// GET /api/table
  [[nodiscard]] std::string as_json() const;
  /// POST /api/play: the head of a play, which begins when it has not. Throws UserMistake.
  [[nodiscard]] std::string play(const std::string& request);
  /// POST /api/ahead: its futures are lived while nobody asks for anything else, and not told before play(). Of two the later one
  /// goes on. Throws UserMistake.
  void ahead(const std::string& request);
  /// POST /api/estimate; nothing while too few agendas were rehearsed. Throws UserMistake.
  [[nodiscard]] std::optional<std::string> estimate(const std::string& request);
  /// Null: there is none of that id.
  [[nodiscard]] std::shared_ptr<Reveal> reveal(const std::string& id) const;
  /// `lot`: the family drawn as that number, 0: one for whom nothing changed. JSON in this language. Throws UserMistake.
  [[nodiscard]] std::string family(const Reveal& reveal, std::size_t lot, Language language) const;

 private:
  struct Play {
    std::shared_ptr<Reveal> reveal;
    bool was_asked = false;  ///< by play(); else it was only begun ahead, and nothing of it is told
  };

  void prepare_one(std::uint32_t replicate, const std::function<bool()>& goes_on);
  [[nodiscard]] bool is_prepared(std::uint32_t replicate) const;
  void rehearse(std::size_t number, const std::vector<std::string>& laid, const std::function<bool()>& goes_on);
  void work_while_idle(const Say& say);
  void tell_progress(const Say& say);
  [[nodiscard]] std::string id_of(const PlayRequest& request) const;
  [[nodiscard]] Play& begin(const PlayRequest& request);
  [[nodiscard]] bool is_asked_ahead() const;
  [[nodiscard]] bool begin_ahead();
  [[nodiscard]] std::shared_ptr<Reveal> drop_ahead();
  [[nodiscard]] std::shared_ptr<const QuickEstimate> what_was_learned();

  TableOptions options_;
  Scenario base_;
  TownDescription town_;
  std::map<std::string, Scenario> choices_;
  std::vector<std::string> order_;  ///< of choices, as files are named
  KeptFutures futures_;
  std::optional<KeptRunIns> run_ins_;
  std::string base_name_, placebo_name_;  ///< in futures_
  std::unique_ptr<RehearsalStore> rehearsals_;
  std::vector<Area> areas_;               ///< of the map, small neighbourhoods of a real town joined
  std::atomic<std::size_t> prepared_{0}, rehearsed_{0};
  std::atomic<bool> stopping_{false}, gave_up_{false};
  Turns turns_;
  std::mutex telling_;

  std::mutex learning_;  ///< of what follows
  std::shared_ptr<const QuickEstimate> learned_;
  std::size_t learned_from_ = 0;

  mutable std::mutex mutex_;  ///< of what follows
  std::vector<std::string> laid_;
  std::map<std::string, Play> plays_;  ///< by id
  std::optional<PlayRequest> asked_ahead_;
  std::shared_ptr<Reveal> ahead_;  ///< begun ahead, not asked for yet
  std::thread idle_;
};

}  // namespace weefsel
