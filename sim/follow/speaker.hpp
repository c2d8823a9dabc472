// What: says single things of a life line in one language: dates, numbers, people, places, events.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include "follow/follow.hpp"
#include "follow/words.hpp"

namespace weefsel {

/// Fills in {name} and its like; a place without a value is left as it is.
[[nodiscard]] std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> values);

class Speaker {
 public:
  Speaker(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language);

  [[nodiscard]] const LifeWords& words() const { return words_; }
  /// What stands before the colon or question mark of a scenario's question: "Library closes".
  [[nodiscard]] std::string world(bool second) const;
  [[nodiscard]] std::string date(Week week) const;              ///< "12 March 2027"
  [[nodiscard]] std::string day(Week week) const;               ///< "12 March"
  [[nodiscard]] std::string number(double value, int decimals, bool sign = false) const;
  [[nodiscard]] std::string place(Key key) const;               ///< its name
  [[nodiscard]] std::string where(Setting setting, Key place_key) const;
  [[nodiscard]] std::string child(Key key, Week now) const;     ///< "Yara (3)"
  [[nodiscard]] std::string name(PersonMark mark, const Life& life) const;
  /// Name and what that person is to the family; the name alone once it has been introduced.
  [[nodiscard]] std::string who(PersonMark mark, const Life& life);
  [[nodiscard]] std::string relation(const PersonNote& note) const;
  [[nodiscard]] std::string sentence(const LifeEvent& event, const Life& life);
  /// "a, b and c"
  [[nodiscard]] std::string list(const std::vector<std::string>& items) const;
  /// Introduces people anew: at the start of a part that may be read alone.
  void start_anew() { introduced_.clear(); }

 private:
  [[nodiscard]] std::string child_in(const LifeEvent& event) const;
  [[nodiscard]] std::string kind_of(const LifeEvent& event) const;
  [[nodiscard]] std::string programme(Key lever) const;

  const FollowRequest& request_;
  const Followed& followed_;
  Language language_;
  const LifeWords& words_;
  std::map<Key, std::string> places_;
  std::map<PersonMark, std::string> names_;
  std::map<Key, std::string> children_;
  std::set<PersonMark> introduced_;
};

}  // namespace weefsel
