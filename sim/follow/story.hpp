// What: the parts of a life line as sentences in one language, for a text (tell_in_words.cpp) and for programs
// (tell_as_json.cpp) alike. Names of worlds stand between asterisks, as in Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "follow/speaker.hpp"

namespace weefsel {

/// A line of a year's table: what, and how it is in the first world and the second (empty when there is one world).
struct StoryRow {
  std::string_view what;
  std::string first, second;
};

/// "12 March: …" of one year, without what its table sums up.
struct StoryEvents {
  std::vector<std::string> in_both, in_first, in_second;  ///< of a single world: `in_both`
  [[nodiscard]] bool empty() const { return in_both.empty() && in_first.empty() && in_second.empty(); }
};

class Story {
 public:
  Story(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language);

  [[nodiscard]] bool has_two_worlds() const { return followed_.second.has_value(); }
  [[nodiscard]] bool has_parted() const { return followed_.parting.has_value(); }
  [[nodiscard]] const LifeWords& words() const { return w_; }
  Speaker& speaker() { return say_; }
  /// The question of a scenario, with what is changed and when.
  [[nodiscard]] std::string question(bool second) const;
  /// How it was chosen, parents and children, whom it knows at the start; `home`: and in which neighbourhood it lives.
  [[nodiscard]] std::string family(bool home) const;
  /// When the two worlds part, and how. Introduces people anew.
  [[nodiscard]] std::string parting();
  /// The first things that go differently, with their date and world; `all`: new faces and support asked for too, which
  /// the years sum up. At most `most_in_chain`; `more` tells whether there are others.
  struct Chain {
    std::vector<std::string> lines;
    bool more = false;
  };
  [[nodiscard]] Chain chain(bool all);
  /// How many families differ, and by how much this one.
  [[nodiscard]] std::string common() const;
  [[nodiscard]] std::string runs() const;  ///< "1 replicate"
  [[nodiscard]] std::vector<int> years() const;
  /// Lines in which something is told in either world.
  [[nodiscard]] std::vector<StoryRow> rows(int year) const;
  /// Introduces people anew.
  [[nodiscard]] StoryEvents events(int year);
  /// The youngest child looks back at the end of the years, in first person: sentences made of the life line and nothing else; of
  /// two worlds, from the second. None for a family without children. Introduces people anew. (voice.cpp)
  [[nodiscard]] std::vector<std::string> voice();

 private:
  /// How often each of some kinds happened in a year, and with whom most.
  struct Sum {
    int count = 0;
    std::map<std::uint8_t, int> by_detail;
    std::map<PersonMark, int> by_person;
  };
  using Row = std::pair<std::string_view, std::string>;

  [[nodiscard]] std::string_view chosen() const;
  [[nodiscard]] std::string outings_text(const std::vector<Outing>& outings, const Life& life);
  [[nodiscard]] std::string other_date(const SharedEvent& shared) const;
  [[nodiscard]] std::string signs(std::string_view form, const Signs& s) const;
  [[nodiscard]] std::string signed_or_same(double value, int decimals) const;
  [[nodiscard]] Sum sum_of(const Life& life, int year, LifeEventKind kind) const;
  [[nodiscard]] std::string people_text(const Life& life, const Sum& sum, bool counted) const;
  [[nodiscard]] std::string support_cell(const Life& life, int year, LifeEventKind kind) const;
  [[nodiscard]] std::string talks_cell(const Life& life, int year) const;
  [[nodiscard]] std::string outings_cell(const LifeYear& year) const;
  [[nodiscard]] std::string wellbeing_cell(const LifeYear& year) const;
  [[nodiscard]] std::vector<Row> rows_of(const Life& life, int year) const;
  [[nodiscard]] std::vector<SharedEvent> all_events() const;

  const FollowRequest& request_;
  const Followed& followed_;
  Language language_;
  Speaker say_;
  const LifeWords& w_;
};

}  // namespace weefsel
