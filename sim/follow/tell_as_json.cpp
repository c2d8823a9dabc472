#include <nlohmann/json.hpp>

#include "follow/story.hpp"
#include "follow/tell.hpp"
#include "measures/cells.hpp"

namespace weefsel {
namespace {

using Json = nlohmann::ordered_json;

Json figures_json(const HouseholdFigures& f) {
  return {{"known", f.weak_ties}, {"support", f.support_ties}, {"close", f.close_ties}, {"counted_on", f.counted_on},
          {"wellbeing", f.wellbeing}, {"load", f.load}};
}

Json person_json(PersonMark mark, const Life& life, const Speaker& say) {
  Json person = {{"name", say.name(mark, life)}};
  const auto note = life.people.find(mark);
  if (note != life.people.end() && !is_professional(mark)) person["relation"] = say.relation(note->second);
  return person;
}

Json event_json(const LifeEvent& event, const Life& life, Speaker& say, Date start) {
  Json json = {{"week", event.week.number},
               {"date", to_string(date_of(event.week, start))},
               {"kind", std::string(life_event_kind_names[static_cast<std::size_t>(event.kind)])},
               {"text", say.sentence(event, life)}};
  if (event.person != nobody_marked) json["person"] = person_json(event.person, life, say);
  if (event.setting != Setting::unknown) json["setting"] = std::string(setting_names[static_cast<std::size_t>(event.setting)]);
  if (event.place != 0) json["place"] = say.place(event.place);
  if (event.child != 0) json["child"] = say.child(event.child, event.week);
  return json;
}

Json outing_json(const Outing& outing, const Life& life, const Speaker& say, Date start) {
  Json people = Json::array();
  for (const PersonMark mark : outing.with) people.push_back(say.name(mark, life));
  Json json = {{"week", outing.week.number}, {"date", to_string(date_of(outing.week, start))},
               {"setting", std::string(setting_names[static_cast<std::size_t>(outing.setting)])}};
  if (outing.place != 0) json["place"] = say.place(outing.place);
  json["with"] = people;
  return json;
}

Json life_json(const Life& life, Speaker& say, Date start) {
  Json events = Json::array(), outings = Json::array(), years = Json::array();
  for (const LifeEvent& event : life.events) events.push_back(event_json(event, life, say, start));
  for (const Outing& outing : life.outings) outings.push_back(outing_json(outing, life, say, start));
  for (const LifeYear& year : life.years) {
    Json visits = Json::object();
    for (const auto& [place, count] : year.visits) visits[say.place(place)] = count;
    years.push_back({{"year", year.year}, {"weeks", year.weeks}, {"wellbeing", year.mean_wellbeing()}, {"load", year.mean_load()},
                     {"at_end", figures_json(year.at_end)}, {"new_faces", year.new_faces}, {"visits", visits}, {"gate", year.gate},
                     {"street", year.street}, {"turned_away", year.turned_away}});
  }
  return {{"years", years}, {"events", events}, {"outings", outings}, {"in_town_at_end", life.present_at_end}};
}

Json signs_json(const Signs& s) {
  if (s.all() < least_families) return nullptr;
  return {{"families", s.all()}, {"lower", s.lower}, {"equal", s.equal}, {"higher", s.higher}};
}

Json outings_json(const std::vector<Outing>& outings, const Life& life, const Speaker& say, Date start) {
  Json json = Json::array();
  for (const Outing& outing : outings) json.push_back(outing_json(outing, life, say, start));
  return json;
}

/// Texts are for Markdown; a program gets them plain: the names of worlds, *so*, between quotation marks, and nothing bold.
std::string plain(std::string text) {
  for (std::size_t bold = text.find("**"); bold != std::string::npos; bold = text.find("**")) text.erase(bold, 2);
  bool open = false;
  for (std::size_t at = text.find('*'); at != std::string::npos; at = text.find('*', at), open = !open)
    text.replace(at, 1, open ? "’" : "‘");
  return text;
}

Json plain_list(const std::vector<std::string>& texts) {
  Json json = Json::array();
  for (const std::string& text : texts) json.push_back(plain(text));
  return json;
}

/// The same in sentences, without the neighbourhood: for a page that is shown to others.
Json told_json(Story& story) {
  const LifeWords& w = story.words();
  Json json = {{"honesty", plain(std::string(w.honesty))}, {"one_line", plain(std::string(w.one_line))}, {"family", story.family(false)}};
  if (story.has_two_worlds()) {
    json["worlds"] = {story.speaker().world(false), story.speaker().world(true)};
    const Story::Chain chain = story.chain(false);
    json["parting"] = plain(story.parting()) + (story.has_parted() && chain.lines.empty() ? " " + std::string(w.stays_small) : "");
    json["chain"] = plain_list(chain.lines), json["chain_is_longer"] = chain.more;
    json["common"] = plain(story.common());
  }
  Json years = Json::array();
  for (const int year : story.years()) {
    Json rows = Json::array();
    for (const StoryRow& row : story.rows(year)) rows.push_back({{"what", row.what}, {"first", row.first}, {"second", row.second}});
    const StoryEvents events = story.events(year);
    years.push_back({{"year", year}, {"rows", rows}, {"in_both", plain_list(events.in_both)}, {"in_first", plain_list(events.in_first)},
                     {"in_second", plain_list(events.in_second)}});
  }
  json["years"] = years;
  json["voice"] = plain_list(story.voice());
  return json;
}

}  // namespace

std::string tell_as_json(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language) {
  Story story(request, followed, town, language);
  Speaker& say = story.speaker();
  const Date start = request.first.start;
  Json scenarios = Json::array({request.first.id});
  if (request.second) scenarios.push_back(request.second->id);
  Json children = Json::array();
  for (const Key child : followed.first.start.children) children.push_back(say.child(child, Week{0}));
  const std::string comment = plain(std::string(say.words().honesty) + " " + std::string(say.words().one_line));
  Json json = {{"comment", comment},
               {"town", town.name}, {"scenarios", scenarios}, {"seed", request.first.seed}, {"replicate", request.replicate},
               {"household", std::to_string(followed.household)},
               {"family", {{"adults", followed.first.start.adults}, {"children", children}, {"neighbourhood", followed.first.start.neighbourhood},
                           {"tight_income", followed.first.start.tight_income}, {"figures", figures_json(followed.first.start.figures)}}}};
  Json worlds = Json::array({life_json(followed.first, say, start)});
  if (followed.second) {
    worlds.push_back(life_json(*followed.second, say, start));
    json["parting"] = nullptr;
    if (followed.parting)
      json["parting"] = {{"week", followed.parting->week.number}, {"date", to_string(date_of(followed.parting->week, start))},
                         {"only_in_first", outings_json(followed.parting->first_outings, followed.first, say, start)},
                         {"only_in_second", outings_json(followed.parting->second_outings, *followed.second, say, start)}};
    const Common& c = followed.common;
    json["common"] = {{"replicates", c.replicates}, {"families", c.families}, {"parted", c.parted}, {"known_people", signs_json(c.known_people)},
                      {"support", signs_json(c.support)}, {"wellbeing", signs_json(c.wellbeing)},
                      {"this_family", {{"known_people", c.same_family_known}, {"wellbeing", c.same_family_wellbeing}}}};
  }
  json["worlds"] = worlds;
  json["told"] = told_json(story);
  return json.dump(1) + "\n";
}

}  // namespace weefsel
