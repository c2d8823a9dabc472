#include "follow/speaker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "random/keys.hpp"

namespace weefsel {

std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::string filled(text);
  for (const auto& [name, value] : values) {
    const std::string mark = fmt::format("{{{}}}", name);
    for (std::size_t at = filled.find(mark); at != std::string::npos; at = filled.find(mark, at + value.size()))
      filled.replace(at, mark.size(), value);
  }
  return filled;
}

namespace {
std::string_view name_of_programme(const LifeWords& words, const Lever& lever) {
  switch (lever.kind) {
    case LeverKind::buurtgezinnen: return words.programmes[0];
    case LeverKind::home_visits: return words.programmes[1 + static_cast<std::size_t>(lever.home_visits.visitor)];
    case LeverKind::mentors: return words.programmes[4];
    case LeverKind::out_of_school_care: return words.programmes[5];
    case LeverKind::group_programme: return words.programmes[6];
    default: return words.programme;
  }
}
}  // namespace

Speaker::Speaker(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language)
    : request_(request), followed_(followed), language_(language), words_(words_of(language)),
      names_(fictional_names(followed.first, followed.second ? &*followed.second : nullptr)),
      children_(names_of_children(followed.first, followed.second ? &*followed.second : nullptr)) {
  const auto add = [&](const PlaceDescription& place) {
    if (!place.id.empty()) places_.emplace(key_of_name("place/" + place.id), place.name.empty() ? place.id : place.name);
  };
  for (const PlaceDescription& place : town.places) add(place);
  for (const Scenario* scenario : {&request.first, request.second ? &*request.second : nullptr})
    if (scenario != nullptr)
      for (const Lever& lever : scenario->levers)
        if (lever.kind == LeverKind::open_place) add(lever.place);
}

std::string Speaker::world(bool second) const {
  const Scenario& scenario = second && request_.second ? *request_.second : request_.first;
  const std::string& question = language_ == Language::nl ? scenario.question.nl : scenario.question.en;
  const std::string title = question.substr(0, question.find_first_of(":?"));
  return title.empty() ? scenario.id : title;
}

std::string Speaker::day(Week week) const {
  const Date d = date_of(week, request_.first.start);
  return fmt::format("{} {}", d.day, words_.months[static_cast<std::size_t>(d.month - 1)]);
}

std::string Speaker::date(Week week) const { return fmt::format("{} {}", day(week), year_of(week, request_.first.start)); }

std::string Speaker::number(double value, int decimals, bool sign) const {
  std::string text = sign ? fmt::format("{:+.{}f}", value, decimals) : fmt::format("{:.{}f}", value, decimals);
  if (const std::size_t point = text.find('.'); point != std::string::npos) text.replace(point, 1, words_.decimal_mark);
  return text;
}

std::string Speaker::place(Key key) const {
  const auto found = places_.find(key);
  return found == places_.end() ? std::string(words_.somewhere) : found->second;
}

std::string Speaker::where(Setting setting, Key place_key) const {
  switch (setting) {
    case Setting::place: return fill(words_.at_place, {{"place", place(place_key)}});
    case Setting::gate: return fill(words_.at_gate, {{"place", place(place_key)}});
    case Setting::street: return std::string(words_.in_street);
    case Setting::programme: return std::string(words_.by_programme);
    case Setting::home: return std::string(words_.at_home);
    case Setting::play: return std::string(words_.at_play);
    case Setting::elsewhere: return std::string(words_.from_elsewhere);
    default: return std::string(words_.somewhere);
  }
}

std::string Speaker::child(Key key, Week now) const {
  const auto name = children_.find(key);
  if (name == children_.end()) return std::string(words_.someone);
  for (const Life* life : {&followed_.first, followed_.second ? &*followed_.second : nullptr}) {
    if (life == nullptr) continue;
    const auto note = life->children.find(key);
    if (note == life->children.end()) continue;
    const int age = static_cast<int>(std::max(0.0, age_in_years(note->second.birth_week, now)));
    return fill(words_.age, {{"name", name->second}, {"age", age < 1 ? std::string(words_.baby) : std::to_string(age)}});
  }
  return name->second;
}

std::string Speaker::relation(const PersonNote& note) const {
  std::string text(words_.tie_kinds[static_cast<std::size_t>(note.tie)]);
  switch (note.met) {
    case Setting::place: text = fill(words_.met_at_place, {{"place", place(note.met_at)}}); break;
    case Setting::gate: text = std::string(words_.met_at_gate); break;
    case Setting::street: text = std::string(words_.met_in_street); break;
    case Setting::programme: text = std::string(words_.met_by_programme); break;
    case Setting::home: text = std::string(words_.met_at_home); break;
    case Setting::play: text = std::string(words_.met_at_play); break;
    default: break;
  }
  return note.lives_elsewhere ? text + ", " + std::string(words_.lives_elsewhere) : text;
}

std::string Speaker::name(PersonMark mark, const Life& life) const {
  if (mark == nobody_marked) return std::string(words_.a_professional);
  if (is_professional(mark)) {
    const auto note = life.people.find(mark);
    if (note == life.people.end()) return std::string(words_.a_professional);
    std::string text(words_.professionals[note->second.professional]);
    if (note->second.works_at != 0) text += fill(words_.school_of, {{"place", place(note->second.works_at)}});
    return text;
  }
  const auto found = names_.find(mark);
  return found == names_.end() ? std::string(words_.someone) : found->second;
}

std::string Speaker::who(PersonMark mark, const Life& life) {
  const std::string text = name(mark, life);
  const auto note = life.people.find(mark);
  if (mark == nobody_marked || is_professional(mark) || note == life.people.end() || !introduced_.insert(mark).second) return text;
  return text + " (" + relation(note->second) + ")";
}

std::string Speaker::kind_of(const LifeEvent& event) const {
  switch (event.kind) {
    case LifeEventKind::support_received:
    case LifeEventKind::support_refused:
    case LifeEventKind::support_given:
    case LifeEventKind::support_declined: return std::string(words_.support[event.detail]);
    case LifeEventKind::concern_raised:
    case LifeEventKind::concern_passed:
    case LifeEventKind::concern_settled_by_people:
    case LifeEventKind::concern_settled_by_professional: return std::string(words_.concerns[event.detail]);
    default: return {};
  }
}

std::string Speaker::programme(Key key) const {
  for (const Scenario* scenario : {&request_.first, request_.second ? &*request_.second : nullptr})
    if (scenario != nullptr)
      for (const Lever& lever : scenario->levers)
        if (key_of_name(lever.id) == key) return std::string(name_of_programme(words_, lever));
  return std::string(words_.programme);
}

std::string Speaker::child_in(const LifeEvent& event) const {
  if (event.child == 0) return std::string(words_.someone);
  const auto name = children_.find(event.child);
  return event.kind == LifeEventKind::birth && name != children_.end() ? name->second : child(event.child, event.week);
}

std::string Speaker::sentence(const LifeEvent& event, const Life& life) {
  const bool about_programme = event.kind == LifeEventKind::match_started || event.kind == LifeEventKind::match_ended ||
                               event.kind == LifeEventKind::became_support_family || event.kind == LifeEventKind::stopped_support_family;
  const std::string_view form = words_.events[static_cast<std::size_t>(event.kind)];
  // A new face is told with where it was; only at a gate there is more to say.
  const bool name_says_enough = event.kind == LifeEventKind::met && event.setting != Setting::gate;
  const std::string person = form.find("{who}") == std::string_view::npos ? std::string()
                             : name_says_enough                            ? name(event.person, life)
                                                                           : who(event.person, life);
  std::string text = fill(form, {{"who", person},
                                 {"child", child_in(event)},
                                 {"kind", kind_of(event)},
                                 {"tier", std::string(words_.tiers[std::min<std::size_t>(event.detail, 2)])},
                                 {"where", where(event.setting, event.place)},
                                 {"programme", about_programme ? programme(event.place) : std::string()},
                                 {"place", place(event.place)}});
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string Speaker::list(const std::vector<std::string>& items) const {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? fmt::format(" {} ", words_.and_word) : std::string(", ");
    text += items[i];
  }
  return text;
}

}  // namespace weefsel
