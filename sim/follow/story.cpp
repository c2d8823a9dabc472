#include "follow/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "measures/cells.hpp"

namespace weefsel {
namespace {

constexpr std::size_t most_in_chain = 12, most_places = 4, most_names = 3;

/// Kinds that a year's table sums up; they would drown the rest of the story.
bool is_summed_up(LifeEventKind kind) {
  switch (kind) {
    case LifeEventKind::met:
    case LifeEventKind::support_received:
    case LifeEventKind::support_refused:
    case LifeEventKind::support_given:
    case LifeEventKind::support_declined:
    case LifeEventKind::talked: return true;
    default: return false;
  }
}

}  // namespace

Story::Story(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language)
    : request_(request),
      followed_(followed),
      language_(language),
      say_(request, followed, town, language),
      w_(say_.words()) {}

std::string Story::question(bool second) const {
  const Scenario& scenario = second ? *request_.second : request_.first;
  std::string text = language_ == Language::nl ? scenario.question.nl : scenario.question.en;
  // What is changed, and when, so that a life that parts can be laid beside it.
  std::vector<std::string> changes;
  for (const Lever& lever : scenario.levers)
    changes.push_back(fill(w_.change_from, {{"id", lever.id}, {"date", say_.date(lever.start)}}));
  return changes.empty() ? text : fmt::format("{} ({})", text, fmt::join(changes, "; "));
}

std::string Story::family(bool home) const {
  const LifeStart& start = followed_.first.start;
  std::vector<std::string> children;
  for (const Key child : start.children) children.push_back(say_.child(child, Week{0}));
  std::string text = fmt::format("{} ", chosen());
  std::string who(start.adults == 0 ? w_.no_parent : start.adults == 1 ? w_.one_parent : w_.two_parents);
  who[0] = static_cast<char>(who[0] - 'a' + 'A');
  const std::string_view form = children.empty()       ? w_.no_children
                                : children.size() == 1 ? w_.one_child
                                                       : w_.several_children;
  text +=
      who + " " + fill(form, {{"count", std::to_string(children.size())}, {"children", say_.list(children)}}) + ". ";
  if (home) text += fill(w_.lives_in, {{"neighbourhood", start.neighbourhood}}) + " ";
  if (start.tight_income) text += std::string(w_.tight) + " ";
  return text + fill(w_.knows_at_start, {{"known", std::to_string(start.figures.weak_ties)},
                                         {"support", std::to_string(start.figures.support_ties)},
                                         {"close", std::to_string(start.figures.close_ties)}});
}

std::string_view Story::chosen() const {
  switch (followed_.whom) {
    case Whom::by_key: return w_.chosen_by_key;
    case Whom::unchanged: return followed_.is_unchanged ? w_.chosen_unchanged : w_.chosen_last_parted;
    case Whom::matched: return w_.chosen_matched;
    default: return w_.chosen_by_lot;
  }
}

std::string Story::outings_text(const std::vector<Outing>& outings, const Life& life) {
  std::vector<std::string> items;
  for (const Outing& outing : outings) {
    std::string item = say_.where(outing.setting, outing.place);
    std::vector<std::string> people;
    for (const PersonMark mark : outing.with) people.push_back(say_.who(mark, life));
    if (!people.empty()) item += fill(w_.with_people, {{"people", say_.list(people)}});
    items.push_back(item);
  }
  return say_.list(items);
}

std::string Story::parting() {
  if (!followed_.parting) return std::string(w_.never_part);
  const Parting& parting = *followed_.parting;
  say_.start_anew();
  std::string text = fill(w_.same_until, {{"date", say_.date(parting.week)}});
  const auto only_there = [&](bool second, const std::vector<Outing>& outings, const Life& life) {
    if (!outings.empty())
      text.append(" ").append(
          fill(w_.only_there, {{"world", say_.world(second)}, {"outings", outings_text(outings, life)}}));
  };
  only_there(false, parting.first_outings, followed_.first);
  only_there(true, parting.second_outings, *followed_.second);
  if (parting.first_outings.empty() && parting.second_outings.empty()) text.append(" ").append(w_.small_first);
  return text;
}

Story::Chain Story::chain(bool all) {
  Chain chain;
  if (!followed_.parting) return chain;
  for (const SharedEvent& shared : all_events()) {
    if (shared.in_first && shared.in_second && shared.event.week == shared.second_week) continue;
    if (!all && is_summed_up(shared.event.kind)) continue;
    chain.more = chain.lines.size() == most_in_chain;
    if (chain.more) break;
    chain.lines.push_back(fmt::format(
        "{}, *{}*: {}{}", say_.date(shared.event.week), say_.world(!shared.in_first),
        say_.sentence(shared.event, shared.in_first ? followed_.first : *followed_.second), other_date(shared)));
  }
  return chain;
}

std::string Story::other_date(const SharedEvent& shared) const {
  if (!shared.in_first || !shared.in_second || shared.event.week == shared.second_week) return {};
  return fill(w_.other_date, {{"world", say_.world(true)}, {"date", say_.day(shared.second_week)}});
}

std::string Story::signs(std::string_view form, const Signs& s) const {
  return fill(form, {{"all", std::to_string(s.all())},
                     {"lower", std::to_string(s.lower)},
                     {"equal", std::to_string(s.equal)},
                     {"higher", std::to_string(s.higher)},
                     {"first", say_.world(false)},
                     {"second", say_.world(true)}});
}

std::string Story::common() const {
  const Common& c = followed_.common;
  std::string text;
  if (c.known_people.all() < least_families) {
    text += std::string(w_.too_few_families);
  } else {
    text +=
        fill(w_.common_parted, {{"parted", std::to_string(c.parted)}, {"families", std::to_string(c.families)}}) + " ";
    text += signs(w_.common_known, c.known_people) + " " + signs(w_.common_support, c.support) + " " +
            signs(w_.common_wellbeing, c.wellbeing);
  }
  if (!c.same_family_known.empty())
    text.append(" ").append(
        fill(w_.common_this_family, {{"known", signed_or_same(c.same_family_known.front(), 0)},
                                     {"wellbeing", signed_or_same(c.same_family_wellbeing.front(), 2)}}));
  return text;
}

std::string Story::runs() const {
  const bool one = followed_.common.replicates == 1;
  const std::string_view word =
      language_ == Language::nl ? (one ? "nabootsing" : "nabootsingen") : (one ? "replicate" : "replicates");
  return fmt::format("{} {}", followed_.common.replicates, word);
}

std::string Story::signed_or_same(double value, int decimals) const {
  return std::abs(value) < 0.5 * std::pow(10.0, -decimals) ? std::string(w_.common_same)
                                                           : say_.number(value, decimals, true);
}

Story::Sum Story::sum_of(const Life& life, int year, LifeEventKind kind) const {
  Sum sum;
  for (const LifeEvent& event : life.events)
    if (event.kind == kind && year_of(event.week, request_.first.start) == year)
      ++sum.count, ++sum.by_detail[event.detail], ++sum.by_person[event.person];
  return sum;
}

std::string Story::people_text(const Life& life, const Sum& sum, bool counted) const {
  std::vector<std::pair<PersonMark, int>> people(sum.by_person.begin(), sum.by_person.end());
  std::stable_sort(people.begin(), people.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (people.size() > most_names) people.resize(most_names);
  std::vector<std::string> names;
  for (const auto& [mark, count] : people)
    names.push_back(say_.name(mark, life) + (counted && count > 1 ? fmt::format(" {}×", count) : ""));
  return say_.list(names);
}

std::string Story::support_cell(const Life& life, int year, LifeEventKind kind) const {
  const Sum sum = sum_of(life, year, kind);
  if (sum.count == 0) return "0";
  std::vector<std::string> kinds;
  for (const auto& [detail, count] : sum.by_detail) kinds.push_back(fmt::format("{} {}×", w_.support[detail], count));
  return fmt::format("{}: {}; {}", sum.count, fmt::join(kinds, ", "), people_text(life, sum, true));
}

std::string Story::talks_cell(const Life& life, int year) const {
  const Sum sum = sum_of(life, year, LifeEventKind::talked);
  return sum.count == 0 ? "0" : fmt::format("{}: {}", sum.count, people_text(life, sum, true));
}

std::string Story::outings_cell(const LifeYear& year) const {
  std::vector<std::pair<int, std::string>> places;
  for (const auto& [key, count] : year.visits) places.emplace_back(-count, say_.place(key));
  std::sort(places.begin(), places.end());
  if (places.empty()) return "0";
  if (places.size() > most_places) places.resize(most_places);
  std::vector<std::string> items;
  for (const auto& [count, name] : places) items.push_back(fmt::format("{} {}×", name, -count));
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string Story::wellbeing_cell(const LifeYear& year) const {
  const double b = year.mean_wellbeing();
  const std::size_t word = b < 0.3 ? 0 : b < 0.45 ? 1 : b < 0.55 ? 2 : b < 0.7 ? 3 : 4;
  return fmt::format("{} ({})", w_.wellbeing[word], say_.number(b, 2));
}

std::vector<Story::Row> Story::rows_of(const Life& life, int year) const {
  const auto found =
      std::find_if(life.years.begin(), life.years.end(), [&](const LifeYear& y) { return y.year == year; });
  const LifeYear none;
  const LifeYear& y = found == life.years.end() ? none : *found;
  const auto ties = [&](std::int32_t count) { return y.weeks == 0 ? std::string("–") : std::to_string(count); };
  return {{w_.row_wellbeing, y.weeks == 0 ? "–" : wellbeing_cell(y)},
          {w_.row_known, ties(y.at_end.weak_ties)},
          {w_.row_support, ties(y.at_end.support_ties)},
          {w_.row_close, ties(y.at_end.close_ties)},
          {w_.row_new_faces, std::to_string(y.new_faces)},
          {w_.row_outings, outings_cell(y)},
          {w_.row_full, std::to_string(y.turned_away)},
          {w_.row_gate, std::to_string(y.gate)},
          {w_.row_received, support_cell(life, year, LifeEventKind::support_received)},
          {w_.row_refused, support_cell(life, year, LifeEventKind::support_refused)},
          {w_.row_given, support_cell(life, year, LifeEventKind::support_given)},
          {w_.row_declined, support_cell(life, year, LifeEventKind::support_declined)},
          {w_.row_talks, talks_cell(life, year)}};
}

std::vector<StoryRow> Story::rows(int year) const {
  const std::vector<Row> a = rows_of(followed_.first, year);
  const std::vector<Row> b = followed_.second ? rows_of(*followed_.second, year) : std::vector<Row>(a.size());
  std::vector<StoryRow> told;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].second != "0" || (followed_.second && b[i].second != "0"))
      told.push_back({a[i].first, a[i].second, b[i].second});
  return told;
}

std::vector<int> Story::years() const {
  std::set<int> all;
  for (const LifeYear& year : followed_.first.years) all.insert(year.year);
  if (followed_.second)
    for (const LifeYear& year : followed_.second->years) all.insert(year.year);
  return {all.begin(), all.end()};
}

std::vector<SharedEvent> Story::all_events() const {
  if (followed_.second) return lay_side_by_side(followed_.first, *followed_.second, request_.first.start);
  std::vector<SharedEvent> events;
  for (const LifeEvent& event : followed_.first.events) {
    SharedEvent shared;
    shared.event = event, shared.in_first = true;
    events.push_back(shared);
  }
  return events;
}

StoryEvents Story::events(int year) {
  say_.start_anew();
  StoryEvents told;
  for (const SharedEvent& shared : all_events()) {
    if (is_summed_up(shared.event.kind) || year_of(shared.event.week, request_.first.start) != year) continue;
    auto& part = !followed_.second || (shared.in_first && shared.in_second) ? told.in_both
                 : shared.in_first                                          ? told.in_first
                                                                            : told.in_second;
    part.push_back(fmt::format("{}: {}{}", say_.day(shared.event.week),
                               say_.sentence(shared.event, shared.in_first ? followed_.first : *followed_.second),
                               other_date(shared)));
  }
  return told;
}

}  // namespace weefsel
