// Which agendas are rehearsed, and that what was rehearsed is there again.
#include "council/rehearsals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>

#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {

using ::testing::ElementsAre;
using tests::TemporaryFolder;

const std::vector<std::string> laid = {"a", "b", "c", "d", "e", "f", "g", "h"};

TEST(Rehearsed, agendas_hold_each_choice_and_each_term_often_enough) {
  std::map<std::string, int> held;
  std::map<std::size_t, int> begun, ended;
  for (std::size_t i = 0; i < 200; ++i) {
    const Agenda agenda = agenda_to_rehearse(i, laid, 5);
    ASSERT_EQ(agenda.size(), 5u);
    std::map<std::string, std::vector<std::size_t>> terms;
    for (std::size_t term = 0; term < 5; ++term)
      for (const std::string& id : agenda[term]) terms[id].push_back(term);
    EXPECT_GE(terms.size(), 1u);
    EXPECT_LE(terms.size(), 6u);
    for (const auto& [id, of] : terms) {
      ++held[id], ++begun[of.front()], ++ended[of.back()];
      EXPECT_EQ(of.back() - of.front() + 1, of.size()) << "without a gap";
    }
  }
  for (const std::string& id : laid) EXPECT_GT(held[id], 60) << id;
  for (std::size_t term = 0; term < 5; ++term) EXPECT_GT(begun[term], 40) << term;
  EXPECT_GT(begun[0], begun[1] * 3);
  EXPECT_GT(ended[4], ended[3] * 2);
}

TEST(Rehearsed, an_agenda_is_the_same_for_everyone) {
  EXPECT_EQ(agenda_to_rehearse(7, laid, 5), agenda_to_rehearse(7, laid, 5));
  EXPECT_NE(agenda_to_rehearse(7, laid, 5), agenda_to_rehearse(8, laid, 5));
  EXPECT_NE(agenda_to_rehearse(7, laid, 5), agenda_to_rehearse(7, laid, 5, 1));
  EXPECT_THAT(agenda_to_rehearse(0, {"only"}, 1), ElementsAre(ElementsAre("only")));
}

TEST(Rehearsed, those_that_lie_on_the_table) {
  EXPECT_THAT(laid_choices(R"({"on_table": ["c", "x", 3, "a"]})", laid), ElementsAre("c", "a"));
  EXPECT_EQ(laid_choices(R"({"format": 1, "revision": 0})", laid), laid);
  EXPECT_EQ(laid_choices("no json", {"a", "b"}).size(), 2u);
}

TEST(Rehearsed, what_was_rehearsed_is_kept_unless_it_is_cut_or_of_another_town) {
  const TemporaryFolder folder;
  const std::string file = folder.file("rehearsals.jsonl");
  const Agenda agenda = agenda_to_rehearse(3, laid, 5);
  {
    RehearsalStore store(file, "here");
    store.add({3, laid, 1, agenda, {{"m", {0.1 + 0.2, std::nan("")}}}});
    RehearsalStore(file, "elsewhere").add({4, laid, 1, agenda, {}});
  }
  std::ofstream(file, std::ios::app) << R"({"of": "here", "number": 5, "ag)";
  {
    RehearsalStore store(file, "here");
    ASSERT_EQ(store.count(), 1u);
    EXPECT_TRUE(store.has(3, laid));
    EXPECT_FALSE(store.has(3, {"a", "b"})) << "with other choices on the table it is another one";
    EXPECT_EQ(store.all()[0].differences.at("m")[0], 0.1 + 0.2) << "to the bit";
    EXPECT_TRUE(std::isnan(store.all()[0].differences.at("m")[1]));
    store.add({6, laid, 0, agenda, {{"m", {1}}}});
    store.add({7, laid, 0, agenda, {}});
    EXPECT_TRUE(store.has(7, laid)) << "it is not tried again";
  }
  EXPECT_EQ(RehearsalStore(file, "here").all().size(), 2u) << "one could not be played";
  EXPECT_EQ(RehearsalStore(file, "here").count(), 2u) << "a line that was cut takes no other with it";
}

}  // namespace
}  // namespace weefsel
