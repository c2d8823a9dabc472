// What: a followed family as a text for people (Markdown, Dutch or English, level B1) or as JSON for programs.
// Neither holds a home address, an origin or a real name.
#pragma once

#include <string>

#include "follow/follow.hpp"
#include "follow/words.hpp"

namespace weefsel {

[[nodiscard]] std::string tell_in_words(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language);

/// Everything: all events, all outings with whom, the years, the parting, how common. Keys are texts, as 64 bits do not
/// fit the numbers of every reader.
[[nodiscard]] std::string tell_as_json(const FollowRequest& request, const Followed& followed, const TownDescription& town, Language language);

}  // namespace weefsel
