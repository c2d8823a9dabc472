# Writes OUTPUT with the current commit, and touches it only when the commit has changed.
execute_process(COMMAND git rev-parse --short=12 HEAD WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "")
else()
  execute_process(COMMAND git status --porcelain --untracked-files=no -- sim CMakeLists.txt WORKING_DIRECTORY ${SOURCE}
                  OUTPUT_VARIABLE changed ERROR_QUIET)
  if(changed)
    string(APPEND commit " (changed)")
  endif()
endif()
set(text "#include \"study/commit.hpp\"\n\nnamespace weefsel {\nstd::string program_commit() { return \"${commit}\"; }\n}  // namespace weefsel\n")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${OUTPUT} "${text}")
endif()
