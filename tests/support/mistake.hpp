// What a user's mistake says.
#pragma once

#include <string>

#include "base/errors.hpp"

namespace weefsel::tests {

/// What the UserMistake says that `action` throws; "no mistake" when it throws none.
template <class Action>
std::string mistake_of(Action&& action) {
  try {
    action();
  } catch (const UserMistake& mistake) {
    return mistake.what();
  }
  return "no mistake";
}

}  // namespace weefsel::tests
