#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "follow/speaker.hpp"
#include "follow/tell.hpp"
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

class Story {
 public:
  Story(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language)
      : request_(request), followed_(followed), town_(town), say_(request, followed, town, language), w_(say_.words()) {}

  std::string tell() {
    const bool two = followed_.second.has_value();
    std::string text = fmt::format("# {}\n\n> {}\n>\n> {}\n\n", two ? w_.title_two : w_.title_one, w_.honesty, w_.one_line);
    text += fill(w_.household_key, {{"town", town_.name}, {"replicate", std::to_string(request_.replicate)}, {"key", std::to_string(followed_.household)}}) + "\n\n";
    if (two) text += fmt::format("## {}\n\n1. *{}*: {}\n2. *{}*: {}\n\n", w_.worlds_heading, say_.world(false), question(false), say_.world(true), question(true));
    text += family();
    if (two) text += parting() + common();
    return text + years();
  }

 private:
  [[nodiscard]] std::string question(bool second) const {
    const Scenario& scenario = second ? *request_.second : request_.first;
    std::string text = &w_ == &words_of(Language::nl) ? scenario.question.nl : scenario.question.en;
    // What is changed, and when, so that a life that parts can be laid beside it.
    std::vector<std::string> changes;
    for (const Lever& lever : scenario.levers) changes.push_back(fill(w_.change_from, {{"id", lever.id}, {"date", say_.date(lever.start)}}));
    return changes.empty() ? text : fmt::format("{} ({})", text, fmt::join(changes, "; "));
  }

  std::string family() {
    const LifeStart& start = followed_.first.start;
    std::vector<std::string> children;
    for (const Key child : start.children) children.push_back(say_.child(child, Week{0}));
    std::string text = fmt::format("## {}\n\n{} ", w_.family_heading, chosen());
    std::string who(start.adults == 0 ? w_.no_parent : start.adults == 1 ? w_.one_parent : w_.two_parents);
    who[0] = static_cast<char>(who[0] - 'a' + 'A');
    const std::string_view form = children.empty() ? w_.no_children : children.size() == 1 ? w_.one_child : w_.several_children;
    text += who + " " + fill(form, {{"count", std::to_string(children.size())}, {"children", say_.list(children)}}) + ". ";
    text += fill(w_.lives_in, {{"neighbourhood", start.neighbourhood}}) + " ";
    if (start.tight_income) text += std::string(w_.tight) + " ";
    return text + fill(w_.knows_at_start, {{"known", std::to_string(start.figures.weak_ties)},
                                           {"support", std::to_string(start.figures.support_ties)},
                                           {"close", std::to_string(start.figures.close_ties)}}) + "\n\n";
  }

  [[nodiscard]] std::string_view chosen() const {
    switch (followed_.whom) {
      case Whom::by_key: return w_.chosen_by_key;
      case Whom::unchanged: return followed_.is_unchanged ? w_.chosen_unchanged : w_.chosen_last_parted;
      case Whom::matched: return w_.chosen_matched;
      default: return w_.chosen_by_lot;
    }
  }

  std::string outings_text(const std::vector<Outing>& outings, const Life& life) {
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

  std::string parting() {
    std::string text = fmt::format("## {}\n\n", w_.parts_heading);
    if (!followed_.parting) return text + std::string(w_.never_part) + "\n\n";
    const Parting& parting = *followed_.parting;
    const Life &first = followed_.first, &second = *followed_.second;
    say_.start_anew();
    text += fill(w_.same_until, {{"date", say_.date(parting.week)}});
    if (!parting.first_outings.empty()) text.append(" ").append(fill(w_.only_there, {{"world", say_.world(false)}, {"outings", outings_text(parting.first_outings, first)}}));
    if (!parting.second_outings.empty()) text.append(" ").append(fill(w_.only_there, {{"world", say_.world(true)}, {"outings", outings_text(parting.second_outings, second)}}));
    if (parting.first_outings.empty() && parting.second_outings.empty()) text.append(" ").append(std::string(w_.small_first));
    std::string chain;
    std::size_t told = 0;
    for (const SharedEvent& shared : lay_side_by_side(first, second, request_.first.start)) {
      if (shared.in_first && shared.in_second && shared.event.week == shared.second_week) continue;
      if (told++ == most_in_chain) break;
      chain += fmt::format("- {}, *{}*: {}{}\n", say_.date(shared.event.week), say_.world(!shared.in_first),
                           say_.sentence(shared.event, shared.in_first ? first : second), other_date(shared));
    }
    if (told == 0) return text.append(" ").append(w_.stays_small).append("\n\n");
    text.append(" ").append(w_.then_differs).append("\n\n").append(chain);
    return text + (told > most_in_chain ? fmt::format("\n{}\n\n", w_.more_follow) : "\n");
  }

  [[nodiscard]] std::string other_date(const SharedEvent& shared) const {
    if (!shared.in_first || !shared.in_second || shared.event.week == shared.second_week) return {};
    return fill(w_.other_date, {{"world", say_.world(true)}, {"date", say_.day(shared.second_week)}});
  }

  std::string signs(std::string_view form, const Signs& s) const {
    return fill(form, {{"all", std::to_string(s.all())}, {"lower", std::to_string(s.lower)}, {"equal", std::to_string(s.equal)},
                       {"higher", std::to_string(s.higher)}, {"first", say_.world(false)}, {"second", say_.world(true)}});
  }

  std::string common() {
    const Common& c = followed_.common;
    std::string text = fmt::format("## {}\n\n", w_.common_heading);
    if (c.known_people.all() < least_families) {
      text += std::string(w_.too_few_families) + " ";
    } else {
      text += fill(w_.common_parted, {{"parted", std::to_string(c.parted)}, {"families", std::to_string(c.families)}}) + " ";
      text += signs(w_.common_known, c.known_people) + " " + signs(w_.common_support, c.support) + " " + signs(w_.common_wellbeing, c.wellbeing) + " ";
    }
    if (!c.same_family_known.empty())
      text += fill(w_.common_this_family, {{"known", signed_or_same(c.same_family_known.front(), 0)},
                                           {"wellbeing", signed_or_same(c.same_family_wellbeing.front(), 2)}}) + " ";
    text += "\n\n";
    const bool dutch = &w_ == &words_of(Language::nl);
    const std::string runs = fmt::format("{} {}", c.replicates, dutch ? (c.replicates == 1 ? "nabootsing" : "nabootsingen") : (c.replicates == 1 ? "replicate" : "replicates"));
    if (c.replicates < runs_for_who_is_touched) text += fill(w_.too_few_runs, {{"runs", runs}}) + " ";
    return text + std::string(w_.placebo) + "\n\n";
  }

  [[nodiscard]] std::string signed_or_same(double value, int decimals) const {
    return std::abs(value) < 0.5 * std::pow(10.0, -decimals) ? std::string(w_.common_same) : say_.number(value, decimals, true);
  }

  /// How often each of some kinds happened in a year, and with whom most.
  struct Sum {
    int count = 0;
    std::map<std::uint8_t, int> by_detail;
    std::map<PersonMark, int> by_person;
  };
  Sum sum_of(const Life& life, int year, LifeEventKind kind) const {
    Sum sum;
    for (const LifeEvent& event : life.events)
      if (event.kind == kind && year_of(event.week, request_.first.start) == year) ++sum.count, ++sum.by_detail[event.detail], ++sum.by_person[event.person];
    return sum;
  }

  std::string people_text(const Life& life, const Sum& sum, bool counted) const {
    std::vector<std::pair<PersonMark, int>> people(sum.by_person.begin(), sum.by_person.end());
    std::stable_sort(people.begin(), people.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (people.size() > most_names) people.resize(most_names);
    std::vector<std::string> names;
    for (const auto& [mark, count] : people) names.push_back(say_.name(mark, life) + (counted && count > 1 ? fmt::format(" {}×", count) : ""));
    return say_.list(names);
  }

  std::string support_cell(const Life& life, int year, LifeEventKind kind) const {
    const Sum sum = sum_of(life, year, kind);
    if (sum.count == 0) return "0";
    std::vector<std::string> kinds;
    for (const auto& [detail, count] : sum.by_detail) kinds.push_back(fmt::format("{} {}×", w_.support[detail], count));
    return fmt::format("{}: {}; {}", sum.count, fmt::join(kinds, ", "), people_text(life, sum, true));
  }

  std::string talks_cell(const Life& life, int year) const {
    const Sum sum = sum_of(life, year, LifeEventKind::talked);
    return sum.count == 0 ? "0" : fmt::format("{}: {}", sum.count, people_text(life, sum, true));
  }

  std::string outings_cell(const LifeYear& year) const {
    std::vector<std::pair<int, std::string>> places;
    for (const auto& [key, count] : year.visits) places.emplace_back(-count, say_.place(key));
    std::sort(places.begin(), places.end());
    if (places.empty()) return "0";
    if (places.size() > most_places) places.resize(most_places);
    std::vector<std::string> items;
    for (const auto& [count, name] : places) items.push_back(fmt::format("{} {}×", name, -count));
    return fmt::format("{}", fmt::join(items, ", "));
  }

  [[nodiscard]] std::string wellbeing_cell(const LifeYear& year) const {
    const double b = year.mean_wellbeing();
    const std::size_t word = b < 0.3 ? 0 : b < 0.45 ? 1 : b < 0.55 ? 2 : b < 0.7 ? 3 : 4;
    return fmt::format("{} ({})", w_.wellbeing[word], say_.number(b, 2));
  }

  /// The rows of a year's table: a heading, and the text of one world.
  using Row = std::pair<std::string_view, std::string>;
  std::vector<Row> rows_of(const Life& life, int year) const {
    const auto found = std::find_if(life.years.begin(), life.years.end(), [&](const LifeYear& y) { return y.year == year; });
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

  std::string table(int year) const {
    const std::vector<Row> a = rows_of(followed_.first, year);
    const std::vector<Row> b = followed_.second ? rows_of(*followed_.second, year) : std::vector<Row>(a.size());
    std::string text = followed_.second ? fmt::format("| | {} | {} |\n|---|---|---|\n", say_.world(false), say_.world(true)) : std::string("| | |\n|---|---|\n");
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i].second == "0" && (b[i].second == "0" || !followed_.second)) continue;
      text += followed_.second ? fmt::format("| {} | {} | {} |\n", a[i].first, a[i].second, b[i].second) : fmt::format("| {} | {} |\n", a[i].first, a[i].second);
    }
    return text + "\n";
  }

  std::string years() {
    std::string text = fmt::format("## {}\n", w_.years_heading);
    std::set<int> all;
    for (const LifeYear& year : followed_.first.years) all.insert(year.year);
    if (followed_.second)
      for (const LifeYear& year : followed_.second->years) all.insert(year.year);
    const std::vector<SharedEvent> events = followed_.second ? lay_side_by_side(followed_.first, *followed_.second, request_.first.start) : alone();
    for (const int year : all) text += fmt::format("\n### {}\n\n", year) + table(year) + bullets(events, year);
    return text;
  }

  std::vector<SharedEvent> alone() const {
    std::vector<SharedEvent> events;
    for (const LifeEvent& event : followed_.first.events) {
      SharedEvent shared;
      shared.event = event, shared.in_first = true;
      events.push_back(shared);
    }
    return events;
  }

  std::string bullets(const std::vector<SharedEvent>& events, int year) {
    say_.start_anew();
    std::array<std::string, 3> lines;  // both, first only, second only
    for (const SharedEvent& shared : events) {
      if (is_summed_up(shared.event.kind) || year_of(shared.event.week, request_.first.start) != year) continue;
      const std::size_t part = !followed_.second || (shared.in_first && shared.in_second) ? 0 : shared.in_first ? 1 : 2;
      lines[part] += fmt::format("- {}: {}{}\n", say_.day(shared.event.week), say_.sentence(shared.event, shared.in_first ? followed_.first : *followed_.second),
                                 other_date(shared));
    }
    if (lines[0].empty() && lines[1].empty() && lines[2].empty()) return fmt::format("{}\n", w_.nothing_told);
    if (!followed_.second) return lines[0];
    std::string text;
    const auto part = [&](const std::string& heading, const std::string& body) {
      if (!body.empty()) text += fmt::format("{}**{}**\n\n{}", text.empty() ? "" : "\n", heading, body);
    };
    part(std::string(w_.in_both), lines[0]);
    part(fill(w_.only_in, {{"world", say_.world(false)}}), lines[1]);
    part(fill(w_.only_in, {{"world", say_.world(true)}}), lines[2]);
    return text;
  }

  const FollowRequest& request_;
  const Followed& followed_;
  const TownDescription& town_;
  Speaker say_;
  const LifeWords& w_;
};

}  // namespace

std::string tell_in_words(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language) {
  return Story(request, followed, town, language).tell();
}

}  // namespace weefsel
