#include "text/nearest.hpp"

#include <algorithm>

namespace weefsel {
namespace {

// Words in files are short; what is longer is no misspelling.
constexpr std::size_t longest_word = 100;

std::string folded(std::string_view word) {
  std::string result(word.substr(0, longest_word));
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-' || c == ' ') c = '_';
  }
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view first, std::string_view second) {
  const std::string a = folded(first), b = folded(second);
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > longest_word) return {};
  const std::size_t dot = word.rfind('.');
  const std::string* best = nullptr;
  std::size_t best_distance = longest_word;
  for (const std::string& candidate : candidates) {
    std::size_t distance = edit_distance(word, candidate);
    std::size_t letters = word.size();
    const std::size_t candidate_dot = candidate.rfind('.');
    if (dot == std::string_view::npos && candidate_dot != std::string::npos)
      distance = std::min(distance, edit_distance(word, std::string_view(candidate).substr(candidate_dot + 1)));
    else if (dot != std::string_view::npos &&
             word.substr(0, dot) == std::string_view(candidate).substr(0, candidate_dot))
      letters -= dot + 1;  // the same group: what counts is how much of the rest differs
    // A word that shares nothing with the candidate is not near, however short both are.
    const bool near =
        distance <= std::max<std::size_t>(letters / 3, 1) && distance < std::max(word.size(), candidate.size());
    if (near && distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best ? *best : std::string{};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string found = nearest(word, candidates);
  return found.empty() ? std::string{} : "; did you mean \"" + found + "\"?";
}

}  // namespace weefsel
