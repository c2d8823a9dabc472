// What: the end of every program: what goes wrong is said once, on standard error, and the exit code says of what kind it was
// (errors.hpp).
#pragma once

#include <cstdio>
#include <exception>
#include <new>

#include "base/errors.hpp"

namespace weefsel {

/// The exit code of `body`, or of what it throws. `name`: as people start the program.
template <class Body>
[[nodiscard]] int run_program(const char* name, Body&& body) {
  try {
    return body();
  } catch (const UserMistake& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return exit_user_mistake;
  } catch (const SystemTrouble& e) {
    std::fprintf(stderr, "%s: %s\n", name, e.what());
    return exit_system;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "%s: not enough memory\n", name);
    return exit_system;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s: a fault of the program, please report it: %s\n", name, e.what());
    return exit_fault;
  }
}

}  // namespace weefsel
