// A made-up resident looks back: the youngest child of the family, in first person, from the life line alone.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "follow/story.hpp"

namespace weefsel {
namespace {

struct VoiceWords {
  std::string_view who, knew, know_now, fall_back, nobody_to_fall_back_on, places, became, help, help_refused, gave, concerns, concerns_people, concerns_professional,
      asked_help, separated, died, misfortune, other_world, other_same, never_parted, left, grown;
};

const VoiceWords& voice_words(Language language) {
  static const VoiceWords nl = {"Ik ben {child}. Ik besta niet; wat ik vertel, komt uit één leven in het model.",
                                "Toen het begon, kenden wij thuis {count} mensen.",
                                "Later waren dat er {count}.",
                                "Op {count} van hen konden wij terugvallen.",
                                "Iemand om op terug te vallen hadden wij toen niet.",
                                "Wij kwamen het meest bij {places}.",
                                "In {year} werd {person} iemand op wie wij konden rekenen.",
                                "{count} keer kregen wij hulp van iemand die wij kenden.",
                                "{count} keer vroegen wij het, en lukte het niet.",
                                "Zelf hielpen wij {count} keer een ander.",
                                "{count} keer was er thuis een vraag of een zorg over een kind.",
                                "{count} keer kwam het goed met mensen die wij kenden.",
                                "{count} keer hielp iemand van school of uit de wijk.",
                                "In {year} vroegen wij hulp waar je je voor aanmeldt.",
                                "In {year} gingen mijn ouders uit elkaar.",
                                "In {year} overleed iemand bij ons thuis.",
                                "Het zat ook tegen, in {years}.",
                                "In de andere wereld, ‘{world}’, kenden wij aan het eind {known} mensen en konden wij op {support} terugvallen.",
                                "In de andere wereld, ‘{world}’, was dat aan het eind net zo.",
                                "Wat de gemeente koos, maakte voor ons geen verschil.",
                                "In {year} gingen wij ergens anders wonen.",
                                "In {year} waren wij groot. Wat daarna kwam, weet het model niet."};
  static const VoiceWords en = {"I am {child}. I do not exist; what I tell comes from one life in the model.",
                                "When it began, we knew {count} people at home.",
                                "Later it was {count}.",
                                "On {count} of them we could fall back.",
                                "We had nobody to fall back on then.",
                                "Most of all we went to {places}.",
                                "In {year} {person} became somebody we could count on.",
                                "{count} times we got help from somebody we knew.",
                                "{count} times we asked, and it did not work out.",
                                "{count} times we helped somebody else.",
                                "{count} times there was a question or a worry about a child at home.",
                                "{count} times it came right with people we knew.",
                                "{count} times somebody from school or the neighbourhood helped.",
                                "In {year} we asked for help that you apply for.",
                                "In {year} my parents separated.",
                                "In {year} somebody at home died.",
                                "Things went wrong too, in {years}.",
                                "In the other world, ‘{world}’, we knew {known} people at the end and could fall back on {support}.",
                                "In the other world, ‘{world}’, that was the same at the end.",
                                "What the municipality chose made no difference to us.",
                                "In {year} we went to live somewhere else.",
                                "In {year} we were grown up. What came after, the model does not know."};
  return language == Language::nl ? nl : en;
}

const LifeYear* last_year_in_town(const Life& life) {
  for (auto year = life.years.rbegin(); year != life.years.rend(); ++year)
    if (year->weeks > 0) return &*year;
  return nullptr;
}

}  // namespace

std::vector<std::string> Story::voice() {
  constexpr std::size_t most_places = 3;
  const VoiceWords& w = voice_words(language_);
  const Life& life = followed_.second ? *followed_.second : followed_.first;
  const LifeYear* last = last_year_in_town(life);
  if (life.start.children.empty() || last == nullptr) return {};
  say_.start_anew();
  std::vector<std::string> told;
  const auto say = [&](std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> values) { told.push_back(fill(text, values)); };
  const auto events = [&](std::initializer_list<LifeEventKind> kinds) {
    std::vector<const LifeEvent*> found;
    for (const LifeEvent& event : life.events)
      if (std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end()) found.push_back(&event);
    return found;
  };
  const auto year_text = [&](const LifeEvent* event) { return std::to_string(year_of(event->week, request_.first.start)); };
  const auto count_of = [&](LifeEventKind kind, std::string_view text) {
    if (const std::size_t count = events({kind}).size(); count > 0) say(text, {{"count", std::to_string(count)}});
  };
  const auto first_of = [&](std::initializer_list<LifeEventKind> kinds, std::string_view text) {
    if (const auto found = events(kinds); !found.empty()) say(text, {{"year", year_text(found.front())}});
  };

  const Week end{weeks_from_years(request_.first.years)};
  say(w.who, {{"child", say_.child(life.start.children.back(), end)}});
  say(w.knew, {{"count", std::to_string(life.start.figures.weak_ties)}});
  say(w.know_now, {{"count", std::to_string(last->at_end.weak_ties)}});
  if (last->at_end.support_ties > 0)
    say(w.fall_back, {{"count", std::to_string(last->at_end.support_ties)}});
  else
    say(w.nobody_to_fall_back_on, {});
  std::map<Key, std::int32_t> visits;
  for (const LifeYear& year : life.years)
    for (const auto& [place, count] : year.visits) visits[place] += count;
  std::vector<std::pair<std::int32_t, std::string>> places;
  for (const auto& [place, count] : visits) places.emplace_back(-count, say_.place(place));
  std::sort(places.begin(), places.end());
  std::vector<std::string> names;
  for (const auto& [count, name] : places)
    if (names.size() < most_places) names.push_back(name);
  if (!names.empty()) say(w.places, {{"places", say_.list(names)}});
  if (const auto found = events({LifeEventKind::became_support, LifeEventKind::became_close}); !found.empty())
    say(w.became, {{"year", year_text(found.front())}, {"person", say_.who(found.front()->person, life)}});
  count_of(LifeEventKind::support_received, w.help);
  count_of(LifeEventKind::support_refused, w.help_refused);
  count_of(LifeEventKind::support_given, w.gave);
  count_of(LifeEventKind::concern_raised, w.concerns);
  count_of(LifeEventKind::concern_settled_by_people, w.concerns_people);
  count_of(LifeEventKind::concern_settled_by_professional, w.concerns_professional);
  first_of({LifeEventKind::help_asked}, w.asked_help);
  first_of({LifeEventKind::separated}, w.separated);
  first_of({LifeEventKind::adult_died}, w.died);
  std::set<std::string> hard;
  for (const LifeEvent* event : events({LifeEventKind::misfortune})) hard.insert(year_text(event));
  if (!hard.empty()) say(w.misfortune, {{"years", say_.list({hard.begin(), hard.end()})}});
  if (followed_.second) {
    const LifeYear* other = last_year_in_town(followed_.first);
    if (!followed_.parting)
      say(w.never_parted, {});
    else if (other != nullptr && other->year == last->year) {
      const bool same = other->at_end.weak_ties == last->at_end.weak_ties && other->at_end.support_ties == last->at_end.support_ties;
      say(same ? w.other_same : w.other_world, {{"world", say_.world(false)}, {"known", std::to_string(other->at_end.weak_ties)},
                                                {"support", std::to_string(other->at_end.support_ties)}});
    }
  }
  first_of({LifeEventKind::left_town}, w.left);
  first_of({LifeEventKind::children_grown}, w.grown);
  return told;
}

}  // namespace weefsel
