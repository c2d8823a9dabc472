#include "report/report_measures.hpp"

#include <map>

#include "monitor/items.hpp"

namespace weefsel {
namespace {
using M = ReportMeasure;
using Y = YearFigure;
using S = Section;
using W = Wanted;

constexpr Words share_of_parents = {"op de 1.000 ouders", "of 1,000 parents"};
constexpr Words of_100_families = {"op de 100 gezinnen", "of 100 families"};
constexpr Words of_100_parents = {"op de 100 ouders", "of 100 parents"};
constexpr Words people_each = {"mensen per ouder", "people per parent"};
constexpr Words zero_to_one = {"op een schaal van 0 tot 1", "on a scale from 0 to 1"};
constexpr Words one_in_a_hundred = {"1 op de 100 mensen: minder merkt in een buurt niemand",
                                    "1 in 100 people: of less nobody in a neighbourhood is aware"};
constexpr Words a_quarter = {"een kwart contact: bij één op de vier ouders één mens erbij of eraf",
                             "a quarter of a contact: one person more or less for one parent in four"};
constexpr Words a_hundredth = {
    "een honderdste van de schaal: kleiner dan wat vragenlijsten tussen twee jaren onderscheiden",
    "a hundredth of the scale: smaller than what surveys tell apart between two years"};
constexpr Words a_twentieth = {"0,01: ongeveer een twintigste van wat een ouder gemiddeld draagt",
                               "0.01: about a twentieth of what a parent bears on average"};
constexpr Words two_in_1000 = {"2 per 1.000 kinderen: kleiner dan het verschil van jaar op jaar in een gemeente",
                               "2 per 1,000 children: smaller than the difference from year to year in a municipality"};
constexpr Words a_twentieth_more = {"5 uur op de 1.000 ouders per jaar", "5 hours per 1,000 parents a year"};

/// What simulated parents answer to the monitor's questions; circumstances are no answer to a choice and are left out.
void add_monitor(std::vector<M>& rows) {
  constexpr Words of_100_asked = {"op de 100 ouders van kinderen van 0 tot 12",
                                  "of 100 parents of children of 0 to 12"};
  constexpr Words what = {"wat ouders in de virtuele monitor antwoorden", "what parents answer in the virtual monitor"};
  for (const ItemInfo& item : monitor_items()) {
    if (item.tone == ItemTone::circumstance) continue;
    const bool strength = item.tone == ItemTone::strength;
    rows.push_back({item.id,
                    "monitor_share",
                    item.id,
                    Y::mean,
                    "",
                    S::monitor,
                    false,
                    {item.nl, item.en},
                    what,
                    of_100_asked,
                    100,
                    0,
                    strength                ? W::higher
                    : item.id == "concerns" ? W::neither
                                            : W::lower,
                    0.02,
                    {"2 op de 100: minder dan een steekproef van 1.000 ouders onderscheidt",
                     "2 in 100: less than a sample of 1,000 parents tells apart"}});
  }
}

std::vector<M> rows() {
  std::vector<M> rows = {
      {"someone_to_fall_back_on",
       "isolated_share",
       "",
       Y::complement,
       "",
       S::relations,
       true,
       {"Iemand om op terug te vallen", "Someone to fall back on"},
       {"ouders die elke week contact hebben met bekenden buiten hun eigen huis",
        "parents who are in touch every week with people they know outside their own home"},
       share_of_parents,
       1000,
       0,
       W::higher,
       0.01,
       one_in_a_hundred},
      {"contacts",
       "mean_degree",
       "",
       Y::mean,
       "",
       S::relations,
       true,
       {"Aantal contacten", "Contacts"},
       {"hoeveel mensen een ouder gemiddeld kent", "how many people a parent knows, on average"},
       people_each,
       1,
       1,
       W::neither,
       0.25,
       a_quarter},
      {"support_contacts",
       "support_degree",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Contacten om op te steunen", "Contacts that support"},
       {"met hoeveel mensen een ouder een contact heeft waarin steun kan gaan",
        "with how many people a parent has a tie that can carry support"},
       people_each,
       1,
       1,
       W::neither,
       0.25,
       a_quarter},
      {"counted_on_support",
       "counted_on_support",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Weten dat er iemand is", "Knowing that somebody is there"},
       {"hoe sterk ouders het gevoel hebben dat zij op iemand kunnen rekenen, ook als zij niets vragen",
        "how strongly parents feel that they can count on somebody, also when they ask for nothing"},
       zero_to_one,
       1,
       2,
       W::higher,
       0.01,
       a_hundredth},
      {"who_knows_whom",
       "network_density",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Wie kent wie", "Who knows whom"},
       {"hoeveel gezinnen in een buurt elkaar kennen, van alle paren die kunnen",
        "how many families in a neighbourhood know each other, of all pairs that are possible"},
       {"op de 1.000 paren van gezinnen in een buurt", "of 1,000 pairs of families in a neighbourhood"},
       1000,
       1,
       W::neither,
       0.0001,
       {"0,1 op de 1.000 paren: ongeveer een twintigste van wat gewoon is",
        "0.1 of 1,000 pairs: about a twentieth of what is usual"},
       true,
       true,
       false},
      {"linking",
       "linking_share",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Contact met instanties", "Contact with institutions"},
       {"ouders die iemand kennen bij school, hulp of gemeente",
        "parents who know somebody at a school, in help or at the municipality"},
       of_100_parents,
       100,
       0,
       W::neither,
       0.01,
       one_in_a_hundred},
      {"young_people_known",
       "youth_own_adult_share",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Jongeren met een volwassene van zichzelf", "Young people with an adult of their own"},
       {"jongeren van 12 tot 23 die iemand kennen die geen familie is, geen vriend van hun ouders en niet van school",
        "young people of 12 to 23 who know somebody who is no kin, no friend of their parents and not at school"},
       {"op de 100 jongeren", "of 100 young people"},
       100,
       0,
       W::higher,
       0.01,
       one_in_a_hundred,
       false},
      {"friends_of_young_people",
       "youth_friends",
       "",
       Y::mean,
       "",
       S::relations,
       false,
       {"Vrienden van jongeren", "Friends of young people"},
       {"hoeveel vrienden in de stad een jongere van 12 tot 23 heeft, hoogstens vier geteld",
        "how many friends in town a young person of 12 to 23 has, four counted at most"},
       {"vrienden per jongere", "friends per young person"},
       1,
       1,
       W::neither,
       0.05,
       {"één vriend meer of minder voor één op de twintig jongeren",
        "one friend more or less for one in twenty young people"},
       false},
      {"wellbeing",
       "parental_wellbeing",
       "",
       Y::mean,
       "",
       S::parents,
       true,
       {"Hoe het met ouders gaat", "How parents are doing"},
       {"hoe ouders zich voelen (ouderlijk welbevinden), gemiddeld",
        "how parents feel (parental wellbeing), on average"},
       zero_to_one,
       1,
       2,
       W::higher,
       0.01,
       a_hundredth},
      {"load",
       "parental_load",
       "",
       Y::mean,
       "",
       S::parents,
       true,
       {"Hoe zwaar het voelt", "How heavy it feels"},
       {"alles wat een ouder tegelijk moet dragen, gemiddeld", "all that a parent has to bear at once, on average"},
       {"(0 is niets)", "(0 is nothing)"},
       1,
       2,
       W::lower,
       0.01,
       a_twentieth},
      {"parents_with_a_concern",
       "worried_share",
       "",
       Y::mean,
       "",
       S::parents,
       false,
       {"Ouders met een opvoedvraag", "Parents with a concern"},
       {"ouders die met een vraag of zorg over hun kind rondlopen",
        "parents who have a question or worry about their child"},
       of_100_parents,
       100,
       0,
       W::neither,
       0.01,
       one_in_a_hundred},
  };
  const auto reached = [&](std::string_view name, std::string_view kind, Words title) {
    rows.push_back(
        {name,
         "place_reach_in_year",
         kind,
         Y::at_end,
         "",
         S::reach,
         false,
         title,
         {"gezinnen die er in een jaar minstens één keer kwamen", "families that came there at least once in a year"},
         of_100_families,
         100,
         0,
         W::neither,
         0.01,
         one_in_a_hundred});
  };
  reached("reached_by_library", "library", {"Bereikt door: bibliotheek", "Reached by: library"});
  reached("reached_by_community_centre", "community_centre",
          {"Bereikt door: buurthuis", "Reached by: community centre"});
  reached("reached_by_playground", "playground", {"Bereikt door: speelplek", "Reached by: playground"});
  reached("reached_by_parent_child_cafe", "parent_child_cafe",
          {"Bereikt door: ouder-en-kindcafé", "Reached by: parent-and-child café"});
  reached("reached_by_youth_centre", "youth_centre", {"Bereikt door: jongerencentrum", "Reached by: youth centre"});
  const auto each_year = [&](std::string_view name, std::string_view variable, S section, Words title, Words meaning,
                             std::string_view per, Words unit, double smallest, Words why) {
    rows.push_back({name, variable, "", Y::per_1000_a_year, per, section, false, title, meaning, unit, 1, 0, W::neither,
                    smallest, why});
  };
  constexpr Words hours = {"uur per 1.000 ouders per jaar", "hours per 1,000 parents a year"};
  constexpr Words times = {"keer per 1.000 ouders per jaar", "times per 1,000 parents a year"};
  constexpr Words people = {"mensen per 1.000 ouders per jaar", "people per 1,000 parents a year"};
  constexpr Words one_in_1000 = {"1 op de 1.000 ouders", "1 in 1,000 parents"};
  constexpr Words one_percent = {"ongeveer een honderdste van wat gewoon is", "about a hundredth of what is usual"};
  each_year("giving", "giving_hours", S::giving,
            {"Uren hulp van ouder tot ouder", "Hours of help from parent to parent"},
            {"hoeveel uur ouders elkaar hielpen", "how many hours parents helped one another"}, "parents", hours, 5,
            a_twentieth_more);
  rows.push_back({"too_much_asked",
                  "heavy_giving_share",
                  "",
                  Y::mean,
                  "",
                  S::giving,
                  false,
                  {"Te veel gevraagd", "Too much asked"},
                  {"van wie helpt: het deel dat zo veel helpt dat het zwaar wordt",
                   "of those who help: the part that helps so much that it becomes heavy"},
                  {"op de 100 die helpen", "of 100 who help"},
                  100,
                  0,
                  W::lower,
                  0.01,
                  one_in_a_hundred});
  each_year("refused", "support_refused", S::giving, {"Hulp gevraagd en niet gekregen", "Help asked and not given"},
            {"hoe vaak wie om hulp vroeg een nee kreeg", "how often somebody who asked for help was told no"},
            "parents", times, 1, one_percent);
  each_year("volunteers_stopped", "volunteers_stopped", S::giving, {"Vrijwilligers die stoppen", "Volunteers who stop"},
            {"gastvrouwen en gastheren die ermee ophielden", "hosts who gave up"}, "parents", people, 1, one_in_1000);
  rows.back().validated = false;
  each_year("visits", "place_visits", S::fabric, {"Bezoeken aan plekken", "Visits to places"},
            {"hoe vaak gezinnen naar plekken gingen", "how often families went to places"}, "families",
            {"keer per 1.000 gezinnen per jaar", "times per 1,000 families a year"}, 500, one_percent);
  each_year("contact_hours", "contact_hours", S::fabric, {"Uren samen", "Hours together"},
            {"hoeveel uur ouders met anderen doorbrachten", "how many hours parents spent with others"}, "parents",
            hours, 7500, one_percent);
  each_year("ties_started", "ties_started", S::fabric, {"Nieuwe contacten", "New contacts"},
            {"hoeveel contacten er begonnen", "how many contacts began"}, "parents",
            {"per 1.000 ouders per jaar", "per 1,000 parents a year"}, 200, one_percent);
  each_year("ties_lost", "ties_lost", S::fabric, {"Contacten die ophielden", "Contacts that ended"},
            {"hoeveel contacten er ophielden", "how many contacts ended"}, "parents",
            {"per 1.000 ouders per jaar", "per 1,000 parents a year"}, 200, one_percent);
  each_year("support", "support_exchanged", S::fabric, {"Steun gekregen", "Support received"},
            {"luisterend oor, praktische hulp, tips en houvast samen",
             "a listening ear, practical help, tips and guidance together"},
            "parents", times, 10, one_percent);
  const auto few = [&](std::string_view name, Words title, Words meaning, Words unit) {
    each_year(name, name, S::fabric, title, meaning, "parents", unit, 1, one_in_1000);
    rows.back().decimals = 1, rows.back().validated = false;
  };
  few("volunteers_started", {"Vrijwilligers die beginnen", "Volunteers who begin"},
      {"bezoekers die gastvrouw of gastheer werden", "visitors who became hosts"}, people);
  few("initiatives_started", {"Vaste groepen die beginnen", "Groups that begin"},
      {"vaste bijeenkomsten die bezoekers zelf begonnen", "regular gatherings that visitors began themselves"},
      {"per 1.000 ouders per jaar", "per 1,000 parents a year"});
  few("initiatives_ended", {"Vaste groepen die ophouden", "Groups that end"},
      {"vaste bijeenkomsten van bezoekers die ophielden", "regular gatherings of visitors that ended"},
      {"per 1.000 ouders per jaar", "per 1,000 parents a year"});
  add_monitor(rows);
  rows.push_back({"demand",
                  "help_demand",
                  "",
                  Y::per_1000_a_year,
                  "children",
                  S::demand,
                  false,
                  {"Hulpvraag in het model", "Modelled demand for help"},
                  {"vragen om vrij toegankelijke hulp en om jeugdhulp met verwijzing, ook als er geen plek is",
                   "requests for freely accessible help and for help by referral, also when there is no room"},
                  {"per 1.000 kinderen per jaar", "per 1,000 children a year"},
                  1,
                  0,
                  W::neither,
                  2,
                  two_in_1000,
                  true,
                  false});
  return rows;
}
/// Measures that follow from another: where that one is put in, they are no result either.
const std::map<std::string_view, std::vector<std::string_view>>& what_follows() {
  static const std::map<std::string_view, std::vector<std::string_view>> all = {
      {"linking", {"linking_degree"}},
      {"refused", {"support_asked"}},
      {"knows_a_professional", {"linking_degree"}},
      {"asks_easily", {"support_asked"}},
      {"child_friendly", {"contact_hours"}},  // public_space: play, upkeep and safety are given
      {"place_to_play", {"contact_hours"}},
      {"concerns", {"worried_share"}},
      {"upbringing_hard", {"parental_load", "parental_wellbeing", "worried_share"}},
      {"worn_out", {"parental_load", "parental_wellbeing"}},
      {"lonely", {"parental_wellbeing"}}};
  return all;
}
}  // namespace

std::vector<std::string_view> follows_from(const ReportMeasure& measure) {
  std::vector<std::string_view> variables = {measure.variable};
  const auto found = what_follows().find(measure.name);
  if (found != what_follows().end()) variables.insert(variables.end(), found->second.begin(), found->second.end());
  return variables;
}

const char* name_of(Section section) {
  switch (section) {
    case Section::relations: return "relations";
    case Section::parents: return "parents";
    case Section::reach: return "reach";
    case Section::giving: return "giving";
    case Section::fabric: return "fabric";
    case Section::monitor: return "monitor";
    case Section::demand: return "demand";
  }
  return "";
}

const std::vector<ReportMeasure>& report_measures() {
  static const std::vector<ReportMeasure> all = rows();
  return all;
}

}  // namespace weefsel
