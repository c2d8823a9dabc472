#include "follow/words.hpp"

namespace weefsel {
namespace {

LifeWords dutch() {
  LifeWords w{};
  w.title_two = "Eén gezin, twee werelden", w.title_one = "Eén gezin";
  w.honesty =
      "**Verzonnen en nagespeeld.** Dit gezin bestaat niet. De namen zijn geloot en zeggen niets over iemands afkomst. De computer speelde "
      "de jaren één keer na, met aannames. Het is een denkhulp, geen voorspelling.";
  w.one_line = "**Eén levenslijn is een illustratie.** Zij laat zien hoe iets kan lopen. Zij zegt niet hoe het met andere gezinnen gaat.";
  w.household_key = "Stad: {town}. Nabootsing {replicate}, gezin {key}.";
  w.family_heading = "Het gezin", w.parts_heading = "Waar de twee levens uit elkaar gaan", w.common_heading = "Hoe gewoon is dit?";
  w.years_heading = "Jaar voor jaar", w.worlds_heading = "De twee werelden";
  w.change_from = "*{id}* vanaf {date}";
  w.in_both = "In beide werelden", w.only_in = "Alleen in *{world}*", w.same_year = "Dit jaar is in beide werelden hetzelfde.";
  w.nothing_told = "Er gebeurt dit jaar niets bijzonders.", w.other_date = " (in *{world}*: {date})";
  w.months = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"};
  w.decimal_mark = ",";
  w.one_parent = "een gezin met één ouder", w.two_parents = "een gezin met twee ouders", w.no_parent = "een huishouden";
  w.one_child = "en één kind: {children}", w.several_children = "en {count} kinderen: {children}", w.no_children = "zonder kinderen thuis";
  w.lives_in = "Het woont in {neighbourhood}.", w.tight = "Rondkomen is moeilijk.";
  w.knows_at_start =
      "Bij de start kent het gezin {known} mensen. Aan {support} van hen kan het hulp vragen. Met {close} is de band hecht.";
  w.and_word = "en";
  w.chosen_by_lot = "Dit gezin is geloot.", w.chosen_by_key = "Dit gezin is gekozen.";
  w.chosen_unchanged = "Dit gezin is geloot uit de gezinnen voor wie er niets verandert.";
  w.chosen_last_parted = "Er is in deze jaren geen gezin voor wie helemaal niets verandert. Dit is het gezin dat het langst niets merkt.";
  w.chosen_matched = "Dit gezin is geloot uit de gezinnen die meededen aan een programma.";
  w.never_part = "Voor dit gezin verandert er niets. Alle jaren zijn in beide werelden precies gelijk, elke week.";
  w.same_until = "Tot de week van {date} zijn de twee levens precies gelijk. In die week is er voor het eerst iets anders.";
  w.only_there = "Alleen in *{world}* was iemand van het gezin {outings}.", w.where_at = "{where}", w.with_people = " met {people}";
  w.small_first = "Het verschil begint klein en is nog niet te zien: wat meer of minder tijd met een bekende, of een bekende met wie het anders gaat.";
  w.then_differs = "Daarna gaan deze dingen anders:", w.stays_small = "Daarna is er niets groots meer dat anders gaat.";
  w.more_follow = "Daarna volgt er meer; zie de jaren hieronder.";
  w.common_known = "Van {all} gezinnen hebben de ouders aan het eind in beide werelden nog kinderen onder de 18. In *{second}* kennen {lower} van die gezinnen minder mensen dan in *{first}*, {equal} evenveel en {higher} meer.";
  w.common_support = "Bij {lower} zijn er minder mensen aan wie het gezin hulp kan vragen, bij {equal} evenveel en bij {higher} meer.";
  w.common_wellbeing = "Met de ouders gaat het bij {lower} minder goed, bij {equal} gelijk en bij {higher} beter.";
  w.common_this_family = "Bij dit gezin: {known} bekenden, en hoe het met de ouders gaat {wellbeing} (op een schaal van 0 tot 1).";
  w.common_same = "gelijk";
  w.common_parted = "Bij {parted} van de {families} gezinnen is er in deze jaren iets anders gegaan, hoe klein ook.";
  w.too_few_families = "Er zijn te weinig gezinnen (minder dan 30) om dit te zeggen.";
  w.too_few_runs =
      "Deze cijfers komen uit {runs}. Wie er echt geraakt wordt, is pas te zeggen met 50 nabootsingen of meer (`weefsel compare` met `record: {households: all}`, dan `weefsel touched`).";
  w.placebo =
      "Twee werelden groeien ook door toeval uit elkaar, zelfs als maar één gezin één week thuis blijft. Daarom drukt `weefsel compare` die ruis naast elk verschil af.";
  w.row_wellbeing = "Hoe het met de ouders gaat (0 tot 1)", w.row_known = "Mensen die het gezin kent", w.row_support = "aan wie het hulp kan vragen";
  w.row_close = "met wie de band hecht is", w.row_received = "Steun gevraagd en gekregen", w.row_refused = "Steun gevraagd, niet gekregen";
  w.row_given = "Steun gegeven", w.row_declined = "Anderen vroegen het gezin om steun, dat lukte niet", w.row_talks = "Gesprekken met mensen van school, zorg of hulp";
  w.row_new_faces = "Nieuwe gezichten (de meeste worden geen bekende)", w.row_outings = "Bezoeken (de vier meest bezochte plekken)", w.row_gate = "Bij school of opvang blijven praten (keer)", w.row_full = "Plek was vol";
  w.wellbeing = {"zwaar", "niet zo goed", "gewoon", "vrij goed", "goed"};
  w.times = "{count} keer", w.most_from = "vooral van {people}", w.from_people = "{people}";
  w.tie_kinds = {"familie", "uit de buurt", "van school", "van een club", "van een plek in de buurt", "van internet", "via een programma", "iemand van hulp of school",
                 "vriend of vriendin"};
  w.met_at_place = "bekende van {place}", w.met_at_gate = "ouder van een kind uit dezelfde klas of groep", w.met_in_street = "uit de straat";
  w.met_by_programme = "van een programma", w.met_at_home = "via vrienden", w.met_at_play = "ouder van een speelmaatje", w.lives_elsewhere = "woont buiten de stad", w.someone = "iemand", w.school_of = " van {place}";
  w.professionals = {"de juf of meester", "de pedagogisch medewerker", "de jeugdverpleegkundige", "de huisarts", "het gezinsteam", "de jongerenwerker", "de brugfunctionaris"};
  w.at_place = "bij {place}", w.at_gate = "bij het hek van {place}", w.in_street = "op straat", w.by_programme = "via een programma", w.at_home = "bij vrienden thuis",
  w.at_play = "via het spelen van de kinderen", w.from_elsewhere = "van buiten de stad", w.somewhere = "ergens";
  w.support = {"een luisterend oor", "praktische hulp", "tips", "houvast"};
  w.concerns = {"iets van alledag", "door spanning thuis", "iets wat bij het kind hoort"};
  w.tiers = {"vrij toegankelijke hulp", "jeugdhulp met verwijzing", "jeugdbescherming"};
  w.a_professional = "iemand van school, zorg of hulp", w.programme = "Een programma", w.age = "{name} ({age})", w.baby = "baby";
  w.programmes = {"Buurtgezinnen", "Bezoek van een vrijwilliger", "Moeders informeren moeders", "Bezoek van een verpleegkundige", "Mentoren", "Opvang na school", "Groep voor ouders"};
  w.events = {
      "Er is een kind op komst.", "{child} wordt geboren.", "{child} gaat uit huis.", "Er komt een partner bij het gezin wonen.",
      "De ouders gaan uit elkaar.", "Een volwassene uit het gezin overlijdt.", "Het gezin verhuist binnen de stad.",
      "Het gezin verhuist de stad uit. Hier stopt deze levenslijn.", "Tegenslag: ziekte, of verlies van werk.", "{child} gaat naar {place}.",
      "Nieuw gezicht: {who}, {where}.", "Het gezin leert {who} kennen.", "{who} wordt iemand aan wie het gezin hulp kan vragen.",
      "De band met {who} wordt hecht.", "De band met {who} wordt minder sterk.", "Het contact met {who} verwatert.",
      "{who} geeft {kind}.", "Het gezin vraagt {who} om {kind}. Dat lukt nu niet.", "Het gezin geeft {who} {kind}.",
      "{who} vraagt om {kind}. Dat lukt het gezin nu niet.", "Een nieuwe opvoedvraag over {child}: {kind}.",
      "De vraag over {child} gaat voorbij ({kind}).", "De vraag over {child} is opgelost, met tips van bekenden ({kind}).",
      "De vraag over {child} is opgelost, na een gesprek ({kind}).", "Gesprek met {who}.", "Het gezin vraagt voor {child} om hulp: {tier}.",
      "De hulp voor {child} begint: {tier}.", "De hulp voor {child} is afgerond: {tier}.", "Het gezin wacht niet langer op hulp voor {child}, en krijgt die niet: {tier}.",
      "Voor {child} begint jeugdbescherming.", "Voor {child} stopt de jeugdbescherming.",
      "{programme}: {who} gaat het gezin elke week bijstaan.", "{programme}: dat {who} het gezin bijstaat, stopt.",
      "{programme}: het gezin gaat zelf een ander gezin bijstaan, dat van {who}.", "{programme}: het gezin stopt met bijstaan van {who}.",
      "Een ouder wordt gastvrouw of gastheer bij {place}.", "Een ouder stopt als gastvrouw of gastheer bij {place}.",
      "De kinderen zijn groot. Van ouders zonder kinderen onder de 18 houdt het model geen contacten meer bij. Hier stopt deze levenslijn."};
  return w;
}

LifeWords english() {
  LifeWords w{};
  w.title_two = "One family, two worlds", w.title_one = "One family";
  w.honesty =
      "**Made up and modelled.** This family does not exist. Names are drawn by lot and say nothing of anyone's origin. The computer played "
      "the years once, under assumptions. It helps to think; it is not a forecast.";
  w.one_line = "**One life line is an illustration.** It shows how things can go. It does not say how other families fare.";
  w.household_key = "Town: {town}. Replicate {replicate}, household {key}.";
  w.family_heading = "The family", w.parts_heading = "Where the two lives part", w.common_heading = "How common is this?";
  w.years_heading = "Year by year", w.worlds_heading = "The two worlds";
  w.change_from = "*{id}* from {date}";
  w.in_both = "In both worlds", w.only_in = "Only in *{world}*", w.same_year = "This year is the same in both worlds.";
  w.nothing_told = "Nothing much happens this year.", w.other_date = " (in *{world}*: {date})";
  w.months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  w.decimal_mark = ".";
  w.one_parent = "a family with one parent", w.two_parents = "a family with two parents", w.no_parent = "a household";
  w.one_child = "and one child: {children}", w.several_children = "and {count} children: {children}", w.no_children = "without children at home";
  w.lives_in = "It lives in {neighbourhood}.", w.tight = "Making ends meet is hard.";
  w.knows_at_start = "At the start the family knows {known} people. It can ask {support} of them for help. With {close} the bond is close.";
  w.and_word = "and";
  w.chosen_by_lot = "This family was drawn by lot.", w.chosen_by_key = "This family was chosen.";
  w.chosen_unchanged = "This family was drawn by lot from those for whom nothing changes.";
  w.chosen_last_parted = "In these years there is no family for whom nothing at all changes. This is the one that notices nothing for longest.";
  w.chosen_matched = "This family was drawn by lot from those that took part in a programme.";
  w.never_part = "For this family nothing changes. All years are exactly the same in both worlds, week by week.";
  w.same_until = "Until the week of {date} the two lives are exactly the same. In that week something differs for the first time.";
  w.only_there = "Only in *{world}* someone of the family was {outings}.", w.where_at = "{where}", w.with_people = " with {people}";
  w.small_first = "The difference begins small and cannot be seen yet: a little more or less time with someone they know, or someone they know who fares differently.";
  w.then_differs = "After that these things go differently:", w.stays_small = "After that nothing big goes differently.";
  w.more_follow = "More follows; see the years below.";
  w.common_known = "In {all} families the parents still have children under 18 at the end, in both worlds. In *{second}* {lower} of these families know fewer people than in *{first}*, {equal} as many and {higher} more.";
  w.common_support = "For {lower} there are fewer people they can ask for help, for {equal} as many and for {higher} more.";
  w.common_wellbeing = "Parents fare less well in {lower}, the same in {equal} and better in {higher}.";
  w.common_this_family = "For this family: {known} people it knows, and how the parents fare {wellbeing} (on a scale from 0 to 1).";
  w.common_same = "the same";
  w.common_parted = "For {parted} of {families} families something went differently in these years, however small.";
  w.too_few_families = "There are too few families (under 30) to say this.";
  w.too_few_runs =
      "This counts {runs}. Who is really touched can only be said with 50 replicates or more (`weefsel compare` with `record: {households: all}`, then `weefsel touched`).";
  w.placebo =
      "Two worlds also drift apart by chance, even when only one family stays home for one week. That is why `weefsel compare` prints this noise beside each difference.";
  w.row_wellbeing = "How the parents fare (0 to 1)", w.row_known = "People the family knows", w.row_support = "whom it can ask for help";
  w.row_close = "with whom the bond is close", w.row_received = "Support asked and received", w.row_refused = "Support asked, not received";
  w.row_given = "Support given", w.row_declined = "Others asked the family for support, it could not", w.row_talks = "Talks with people of school, care or help";
  w.row_new_faces = "New faces (most do not become acquaintances)", w.row_outings = "Visits (the four most visited places)", w.row_gate = "Staying to talk at school or childcare (times)", w.row_full = "Place was full";
  w.wellbeing = {"hard", "not so well", "ordinary", "fairly well", "well"};
  w.times = "{count} times", w.most_from = "mostly from {people}", w.from_people = "{people}";
  w.tie_kinds = {"family", "from the neighbourhood", "from school", "from a club", "from a place in the neighbourhood", "from the internet", "through a programme",
                 "someone of help or school", "a friend"};
  w.met_at_place = "known from {place}", w.met_at_gate = "parent of a child in the same class or group", w.met_in_street = "from the street";
  w.met_by_programme = "from a programme", w.met_at_home = "through friends", w.met_at_play = "parent of a playmate", w.lives_elsewhere = "lives out of town", w.someone = "someone", w.school_of = " of {place}";
  w.professionals = {"the teacher", "the childcare worker", "the youth-health nurse", "the GP", "the family team", "the youth worker", "the bridge officer"};
  w.at_place = "at {place}", w.at_gate = "at the gate of {place}", w.in_street = "in the street", w.by_programme = "through a programme", w.at_home = "at the home of friends",
  w.at_play = "through the children's play", w.from_elsewhere = "from out of town", w.somewhere = "somewhere";
  w.support = {"a listening ear", "practical help", "tips", "something to hold on to"};
  w.concerns = {"an everyday matter", "from strain at home", "something that belongs to the child"};
  w.tiers = {"freely accessible help", "youth help after referral", "child protection"};
  w.a_professional = "someone of school, care or help", w.programme = "A programme", w.age = "{name} ({age})", w.baby = "baby";
  w.programmes = {"Buurtgezinnen (support families)", "Visits by a volunteer", "Mothers inform mothers", "Visits by a nurse", "Mentors", "Care after school", "Group for parents"};
  w.events = {
      "A child is on the way.", "{child} is born.", "{child} leaves home.", "A partner comes to live with the family.", "The parents separate.",
      "An adult of the family dies.", "The family moves within the town.", "The family moves out of town. This life line stops here.",
      "Bad luck: illness, or loss of work.", "{child} goes to {place}.", "A new face: {who}, {where}.", "The family gets to know {who}.",
      "{who} becomes someone the family can ask for help.", "The bond with {who} becomes close.", "The bond with {who} becomes weaker.",
      "The contact with {who} fades.", "{who} gives {kind}.", "The family asks {who} for {kind}. That is not possible now.",
      "The family gives {who} {kind}.", "{who} asks for {kind}. The family cannot give it now.", "A new question about {child}: {kind}.",
      "The question about {child} passes ({kind}).", "The question about {child} is settled, with tips from people they know ({kind}).",
      "The question about {child} is settled, after a talk ({kind}).", "A talk with {who}.", "The family asks for help for {child}: {tier}.",
      "Help for {child} starts: {tier}.", "Help for {child} has ended: {tier}.", "The family stops waiting for help for {child}, without getting it: {tier}.",
      "Child protection starts for {child}.", "Child protection ends for {child}.",
      "{programme}: {who} starts to help the family every week.", "{programme}: the weekly help of {who} ends.",
      "{programme}: the family starts to help another family itself, that of {who}.", "{programme}: the family stops helping {who}.",
      "A parent becomes host at {place}.", "A parent stops being host at {place}.",
      "The children are grown. Of parents without children under 18 the model keeps no contacts. Here this life line ends."};
  return w;
}

}  // namespace

const LifeWords& words_of(Language language) {
  static const LifeWords in_dutch = dutch(), in_english = english();
  return language == Language::nl ? in_dutch : in_english;
}

}  // namespace weefsel
