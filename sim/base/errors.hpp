// What: the three ways in which a run can end badly, each with its own exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace weefsel {

enum ExitCode : int {
  exit_well = 0,
  exit_user_mistake = 2,  ///< a file, key, value or option that the user can mend
  exit_system = 3,        ///< a file that cannot be read or written, a full disk, no memory
  exit_fault = 70,        ///< a fault of the program itself: please report it
  exit_interrupted = 130  ///< ended by Ctrl-C; what was finished is kept
};

/// The user can mend this. `what()` is the whole message, ready to print (it may have several lines).
class UserMistake : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The machine refused something: reading, writing, memory.
class SystemTrouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The program broke one of its own promises.
class Fault : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace weefsel
