#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace weefsel {
namespace {

constexpr std::array<Words, group_count> groups = {{
    {"alle gezinnen", "all families"},
    {"moeite met rondkomen", "difficulty making ends meet"},
    {"rondkomen lukt", "making ends meet"},
    {"eenoudergezin", "one parent"},
    {"twee ouders", "two parents"},
    {"jongste 0-2 jaar", "youngest 0-2"},
    {"jongste 2-4 jaar", "youngest 2-4"},
    {"jongste 4-12 jaar", "youngest 4-12"},
    {"jongste 12-16 jaar", "youngest 12-16"},
    {"jongste 16-18 jaar", "youngest 16-18"},
    {"opleiding: vmbo of minder", "education: up to lower secondary"},
    {"opleiding: mbo of havo", "education: upper secondary"},
    {"opleiding: hbo of universiteit", "education: higher"},
    {"Nederlands lezen kost moeite", "reading Dutch is hard"},
    {"Nederlands lezen gaat goed", "reading Dutch is easy"},
    {"korter dan twee jaar hier", "here for less than two years"},
    {"langer dan twee jaar hier", "here for longer"},
}};
constexpr std::array<Words, 5> spheres = {{
    {"Steunend netwerk", "Supporting network"},
    {"School en opvang", "School and childcare"},
    {"Zelfstandige vrije tijd en leefomgeving", "Independent leisure and surroundings"},
    {"Georganiseerde vrije tijd", "Organised leisure"},
    {"Buitensferen: hulp", "Outer spheres: help"},
}};
constexpr std::array<Words, place_kind_count> kinds = {{
    {"kinderopvang", "childcare"},
    {"basisschool", "primary school"},
    {"middelbare school", "secondary school"},
    {"speelplek", "playground"},
    {"bibliotheek", "library"},
    {"buurthuis", "community centre"},
    {"sportclub", "sports club"},
    {"cultuurvereniging", "culture club"},
    {"kerk, moskee of tempel", "place of worship"},
    {"jongerencentrum", "youth centre"},
    {"café of markt", "café or market"},
    {"kinderboerderij", "children's farm"},
    {"ouder-en-kindcafé", "parent-and-child café"},
    {"consultatiebureau", "consultation office"},
    {"onlinegroep", "online group"},
}};
constexpr Words caution_words = {
    "Nagebootst met verzonnen inwoners, onder genoemde aannames. Geen voorspelling, en geen oordeel over een buurt.",
    "Modelled with invented inhabitants, under named assumptions. No forecast, and no judgement of a neighbourhood."};

}  // namespace

Language language_called(const std::string& name) { return name == "nl" ? Language::nl : Language::en; }

const Words& words_for(Group group) { return groups[static_cast<std::size_t>(group)]; }
const Words& words_for(Sphere sphere) { return spheres[static_cast<std::size_t>(sphere)]; }
const Words& words_for(PlaceKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
const Words& caution() { return caution_words; }

const std::array<NotTold, 10>& not_told() {
  static const std::array<NotTold, 10> all = {{
      {{"Wat er gaat gebeuren.", "What is going to happen."},
       {"Dit is een denkhulp, geen voorspelling.", "This helps you think; it is not a forecast."}},
      {{"Of u minder jeugdhulp nodig hebt.", "Whether you need less youth care."},
       {"Dat is niet bewezen; steun kan ook de weg naar hulp wijzen.", "That is not proven; support can also show the way to help."}},
      {{"Hoeveel geld u bespaart.", "How much money you save."},
       {"Daar is de pedagogische basis niet voor.", "That is not what the pedagogical base is for."}},
      {{"Of een buurt goed of slecht is.", "Whether a neighbourhood is good or bad."},
       {"Van buitenaf is er geen norm.", "From outside there is no norm."}},
      {{"Wat een ontmoeting waard is.", "What a meeting is worth."},
       {"Kwaliteit van contact laat zich moeilijk meten.", "The quality of contact is hard to measure."}},
      {{"Wat ouders en kinderen willen.", "What parents and children want."},
       {"Vraag het hun, ook wie u moeilijk bereikt.", "Ask them, also those who are hard to reach."}},
      {{"Wat niet op de kaart staat.", "What is not on the map."},
       {"Appgroepen, stoepjes en toevallige ontmoetingen ontbreken vaak.", "Chat groups, doorsteps and accidental meetings are often missing."}},
      {{"Hoe jongeren hun eigen vriendschappen beleven.", "How youngsters live their own friendships."},
       {"Het model volgt vooral contacten van volwassenen.", "The model mostly follows contacts of adults."}},
      {{"Of mensen mee willen doen.", "Whether people want to take part."},
       {"Steun is vrijwillig; druk kan averechts werken.", "Support is voluntary; pressure can backfire."}},
      {{"Of iemand zonder hulp kan.", "Whether somebody can do without help."},
       {"Wie hulp nodig heeft, houdt daar recht op; buren vervangen geen hulpverlener.", "Who needs help keeps a right to it; neighbours replace no professional."}},
  }};
  return all;
}

std::string percent(double share) { return std::isnan(share) ? "–" : fmt::format("{:.0f}%", 100 * share); }

std::string number(double value, int decimals, Language language) {
  if (std::isnan(value)) return "–";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (language == Language::nl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted.append("\"");
}

std::string csv_number(double value) { return std::isnan(value) ? "" : fmt::format("{:.6g}", value); }

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row.append(" ").append(cell).append(" |");
  return row + "\n";
}

}  // namespace weefsel
