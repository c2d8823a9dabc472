#include <fmt/format.h>

#include "follow/story.hpp"
#include "follow/tell.hpp"

namespace weefsel {
namespace {

std::string bulleted(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "- " + line + "\n";
  return text;
}

std::string parting(Story& story) {
  const LifeWords& w = story.words();
  std::string text = fmt::format("## {}\n\n{}", w.parts_heading, story.parting());
  const Story::Chain chain = story.chain(true);
  if (!story.has_parted()) return text + "\n\n";
  if (chain.lines.empty()) return text.append(" ").append(w.stays_small).append("\n\n");
  text.append(" ").append(w.then_differs).append("\n\n").append(bulleted(chain.lines));
  return text + (chain.more ? fmt::format("\n{}\n\n", w.more_follow) : "\n");
}

std::string common(const Story& story, std::int32_t replicates) {
  const LifeWords& w = story.words();
  std::string text = fmt::format("## {}\n\n{}\n\n", w.common_heading, story.common());
  if (replicates < runs_for_who_is_touched) text += fill(w.too_few_runs, {{"runs", story.runs()}}) + " ";
  return text + std::string(w.placebo) + "\n\n";
}

std::string table(Story& story, int year) {
  const bool two = story.has_two_worlds();
  std::string text =
      two ? fmt::format("| | {} | {} |\n|---|---|---|\n", story.speaker().world(false), story.speaker().world(true))
          : std::string("| | |\n|---|---|\n");
  for (const StoryRow& row : story.rows(year))
    text += two ? fmt::format("| {} | {} | {} |\n", row.what, row.first, row.second)
                : fmt::format("| {} | {} |\n", row.what, row.first);
  return text + "\n";
}

std::string bullets(Story& story, int year) {
  const LifeWords& w = story.words();
  const StoryEvents events = story.events(year);
  if (events.empty()) return fmt::format("{}\n", w.nothing_told);
  if (!story.has_two_worlds()) return bulleted(events.in_both);
  std::string text;
  const auto part = [&](const std::string& heading, const std::vector<std::string>& lines) {
    if (!lines.empty()) text += fmt::format("{}**{}**\n\n{}", text.empty() ? "" : "\n", heading, bulleted(lines));
  };
  part(std::string(w.in_both), events.in_both);
  part(fill(w.only_in, {{"world", story.speaker().world(false)}}), events.in_first);
  part(fill(w.only_in, {{"world", story.speaker().world(true)}}), events.in_second);
  return text;
}

}  // namespace

std::string tell_in_words(const FollowRequest& request, const Followed& followed, const TownDescription& town,
                          Language language) {
  Story story(request, followed, town, language);
  const LifeWords& w = story.words();
  const bool two = story.has_two_worlds();
  std::string text = fmt::format("# {}\n\n> {}\n>\n> {}\n\n", two ? w.title_two : w.title_one, w.honesty, w.one_line);
  text += fill(w.household_key, {{"town", town.name},
                                 {"replicate", std::to_string(request.replicate)},
                                 {"key", std::to_string(followed.household)}}) +
          "\n\n";
  if (two)
    text += fmt::format("## {}\n\n1. *{}*: {}\n2. *{}*: {}\n\n", w.worlds_heading, story.speaker().world(false),
                        story.question(false), story.speaker().world(true), story.question(true));
  text += fmt::format("## {}\n\n{}\n\n", w.family_heading, story.family(true));
  if (two) text += parting(story) + common(story, followed.common.replicates);
  text += fmt::format("## {}\n", w.years_heading);
  for (const int year : story.years())
    text += fmt::format("\n### {}\n\n", year) + table(story, year) + bullets(story, year);
  return text;
}

}  // namespace weefsel
