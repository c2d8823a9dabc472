// Two worlds of one family: where they part, what is said of it, and that neither threads nor slots matter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "follow/words.hpp"
#include "hand_made.hpp"

namespace weefsel {
namespace {
using namespace tests;
using testing::HasSubstr;
using testing::Not;

FollowRequest closing_in_week_five(const HandMade& made) {
  FollowRequest request;
  request.first = quiet_scenario("as_now");
  request.first.question = {"Zoals nu: wat verandert vanzelf?", "As now: what changes anyway?"};
  request.second = request.first;
  request.second->id = "closed", request.second->question = {"Leeszaal dicht: wie merkt dat?", "Reading room closes: who notices?"};
  Lever lever;
  lever.id = "close", lever.kind = LeverKind::close_places, lever.start = Week{5}, lever.places.ids = {"leeszaal"};
  request.second->levers = {lever};
  request.whom = Whom::by_key, request.household = made.key();
  return request;
}

TEST(Follow, finds_the_week_in_which_two_worlds_part) {
  HandMade made;
  const FollowRequest request = closing_in_week_five(made);
  const World start = made.world();
  const Followed followed = follow_from(request, start, &start);
  ASSERT_TRUE(followed.parting.has_value());
  EXPECT_EQ(followed.parting->week, Week{5});
  EXPECT_FALSE(followed.is_unchanged);
  ASSERT_FALSE(followed.parting->first_outings.empty());
  EXPECT_EQ(followed.parting->first_outings.front().place, made.world().places.key[made.library]);
  EXPECT_TRUE(followed.parting->second_outings.empty());
  EXPECT_EQ(followed.common.families, 2);
  EXPECT_EQ(followed.common.parted, 2);
  const std::string text = tell_in_words(request, followed, made.town, Language::nl);
  EXPECT_THAT(text, HasSubstr("Tot de week van 9 februari 2026 zijn de twee levens precies gelijk."));
  EXPECT_THAT(text, HasSubstr("Alleen in *Zoals nu* was iemand van het gezin bij Leeszaal"));
}

TEST(Follow, says_when_nothing_differs) {
  HandMade made;
  FollowRequest request = closing_in_week_five(made);
  request.second->levers.clear();
  request.whom = Whom::unchanged;
  const World start = made.world();
  const Followed followed = follow_from(request, start, &start);
  EXPECT_TRUE(followed.is_unchanged);
  EXPECT_FALSE(followed.parting.has_value());
  EXPECT_EQ(followed.common.parted, 0);
  const std::string text = tell_in_words(request, followed, made.town, Language::en);
  EXPECT_THAT(text, HasSubstr("For this family nothing changes."));
  EXPECT_THAT(text, HasSubstr("There are too few families (under 30) to say this."));
  EXPECT_THAT(text, Not(HasSubstr("Only in")));
}

TEST(Follow, takes_the_family_that_parts_last_when_all_do) {
  HandMade made;
  FollowRequest request = closing_in_week_five(made);
  request.whom = Whom::unchanged;
  const World start = made.world();
  const Followed followed = follow_from(request, start, &start);
  EXPECT_FALSE(followed.is_unchanged);
  EXPECT_THAT(tell_in_words(request, followed, made.town, Language::nl), HasSubstr("geen gezin voor wie helemaal niets verandert"));
}

TEST(Follow, explains_what_cannot_be_followed) {
  HandMade made;
  FollowRequest request = closing_in_week_five(made);
  const World start = made.world();
  request.household = 12345;
  EXPECT_THROW((void)follow_from(request, start, &start), UserMistake);
  request.whom = Whom::by_lot, request.draw = 3;
  EXPECT_THROW((void)follow_from(request, start, &start), UserMistake);
  request.whom = Whom::matched;
  EXPECT_THROW((void)follow_from(request, start, &start), UserMistake);
  request.whom = Whom::unchanged;
  EXPECT_THROW((void)follow_from(request, start, nullptr), UserMistake);
  request.second->seed = 2, request.first.town_file = request.second->town_file = hofbuurt_file();
  EXPECT_THROW((void)follow(request, hofbuurt()), UserMistake);
}

TEST(Follow, tells_a_planted_life_in_both_languages) {
  HandMade made;
  made.small.tie(made.small.adult(made.family), made.small.adult(made.neighbours), 0.5);
  FollowRequest request = closing_in_week_five(made);
  request.second.reset();
  Followed followed;
  followed.household = made.key(), followed.whom = Whom::by_key;
  const FadingCurve fading = lasting();
  Witness witness(made.world(), made.key(), fading, request.first.start);
  WeekScratch scratch;
  scratch.events.assign(made.world().actives.size(), 0);
  World& world = made.world();
  const ChildId child = world.households.first_child[made.family];
  world.actives.event_strain[made.small.active(made.family)] = Fixed(0.5);
  witness.see("strike_misfortune", world, scratch);
  world.children.severity[child][0] = Share8(0.5);
  witness.see("raise_concerns", world, scratch);
  scratch.requests = {{made.small.active(made.family), 0, SupportKind::practical, false}};
  witness.see("receive_support", world, scratch);
  world.children.help[child][0] = HelpState::waiting;
  witness.see("request_help", world, scratch);
  world.ties.strength[made.small.active(made.family)][0] = Share16(0.7);
  ++world.week;
  witness.end_week(world);
  followed.first = witness.take();
  const std::string name = fictional_names(followed.first, nullptr).begin()->second;
  const std::string child_name = names_of_children(followed.first, nullptr).begin()->second;
  const std::string dutch = tell_in_words(request, followed, made.town, Language::nl);
  for (const std::string& fragment :
       {std::string("# Eén gezin\n"), std::string("Dit gezin bestaat niet."), std::string("Een gezin met twee ouders en één kind: ") + child_name + " (6). Het woont in N0.",
        std::string("Bij de start kent het gezin 1 mensen. Aan 1 van hen kan het hulp vragen."), std::string("- 5 januari: Tegenslag: ziekte, of verlies van werk."),
        "Een nieuwe opvoedvraag over " + child_name + " (6): iets van alledag.", "Het gezin vraagt voor " + child_name + " (6) om hulp: vrij toegankelijke hulp.",
        "De band met " + name + " (uit de buurt) wordt hecht.", "| Steun gevraagd, niet gekregen | 1: praktische hulp 1×; " + name + " |"})
    EXPECT_THAT(dutch, HasSubstr(fragment));
  const std::string english = tell_in_words(request, followed, made.town, Language::en);
  for (const std::string& fragment : {std::string("# One family\n"), std::string("This family does not exist."), std::string("- 5 January: Bad luck: illness, or loss of work."),
                                      "The bond with " + name + " (from the neighbourhood) becomes close.", std::string("it is not a forecast")})
    EXPECT_THAT(english, HasSubstr(fragment));
  const auto json = nlohmann::json::parse(tell_as_json(request, followed, made.town, Language::en));
  EXPECT_EQ(json["household"], std::to_string(made.key()));
  EXPECT_EQ(json["worlds"][0]["events"][0]["kind"], "misfortune");
  EXPECT_EQ(json["worlds"][0]["events"][0]["date"], "2026-01-05");
}

TEST(Follow, gives_the_same_text_for_any_number_of_threads) {
  FollowRequest request;
  request.first = small_scenario("as_now");
  request.first.years = 1, request.first.run_in_years = 0.5;
  request.second = request.first;
  request.second->id = "closed";
  Lever lever;
  lever.id = "close", lever.kind = LeverKind::close_places, lever.start = Week{8}, lever.places.ids = {"library_hof"};
  request.second->levers = {lever};
  const TownDescription town = hofbuurt();
  std::vector<std::string> texts;
  for (const int threads : {1, 2}) {
    request.threads = threads;
    const auto followed = follow(request, town);
    ASSERT_TRUE(followed.has_value());
    if (followed->parting) {
      EXPECT_GE(followed->parting->week, Week{8}) << "nothing differs before the lever";
    }
    EXPECT_GT(followed->common.parted, 0);
    texts.push_back(tell_in_words(request, *followed, town, Language::nl) + tell_as_json(request, *followed, town, Language::en));
  }
  EXPECT_EQ(texts[0], texts[1]);
}

TEST(Names, are_the_same_in_both_worlds_and_differ_between_people) {
  Life first, second;
  for (PersonMark mark = 1; mark <= 150; ++mark) (mark % 2 == 0 ? first : second).people[mark * 7919].female = static_cast<std::int8_t>(mark % 3 - 1);
  first.people[7919].female = 1;  // known to both
  const auto names = fictional_names(first, &second);
  EXPECT_EQ(names, fictional_names(second, &first));
  std::set<std::string> different;
  for (const auto& [mark, name] : names) different.insert(name);
  EXPECT_EQ(different.size(), 150u);
}

/// The words of the page (design of the council's page): none that promises, blames or sells.
TEST(Words, keep_to_the_words_of_the_page) {
  for (const Language language : {Language::nl, Language::en}) {
    const LifeWords& w = words_of(language);
    std::vector<std::string_view> all(w.events.begin(), w.events.end());
    for (const std::string_view text : {w.honesty, w.one_line, w.same_until, w.small_first, w.common_known, w.common_support, w.common_wellbeing, w.too_few_runs, w.placebo,
                                        w.never_part, w.chosen_last_parted, w.knows_at_start, w.tight, w.row_talks, w.row_refused})
      all.push_back(text);
    for (const auto* list : {&w.concerns, &w.tiers}) all.insert(all.end(), list->begin(), list->end());
    all.insert(all.end(), w.professionals.begin(), w.professionals.end());
    for (const std::string_view text : all) {
      EXPECT_FALSE(text.empty());
      for (const char* banned : {"kans", "bewezen", " zal ", "besparing", "rendement", "risicogezin", "probleemwijk", "achterstand", "laagopgeleid", "proven", "will be", "risk family"})
        EXPECT_EQ(text.find(banned), std::string_view::npos) << text;
    }
  }
  EXPECT_NE(words_of(Language::nl).honesty.find("geen voorspelling"), std::string_view::npos);
}

}  // namespace
}  // namespace weefsel
