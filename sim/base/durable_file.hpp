// What: files that are either there completely, also after a power cut, or not there at all.
// How: written under a temporary name, synced, renamed; then the folder is synced.
// Errors: SystemTrouble that names the file and what the machine said.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace weefsel {

/// A SystemTrouble text: "cannot write out.h5: No space left on device", with a hint for the usual causes.
[[nodiscard]] std::string trouble_text(const std::string& doing, const std::string& path, int error_number);

/// A new file that takes its name at publish(); dropped before that, it disappears.
class DurableFile {
 public:
  /// Creates `path` + ".tmp"; replaces a leftover of that name.
  explicit DurableFile(std::string path);
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  void write(const void* bytes, std::size_t count);
  /// Syncs and renames to `path`.
  void publish();

 private:
  std::string path_, temporary_;
  int descriptor_ = -1;
};

/// The whole text as such a file.
void write_durably(const std::string& path, std::string_view text);

/// Syncs the file `from`, which is complete, and renames it to `to` on the same file system.
void rename_durably(const std::string& from, const std::string& to);

/// An exclusive lock on a file that is created for it. Held until destruction or a kill.
class FileLock {
 public:
  /// Throws SystemTrouble with `held_message` when another process (or object) holds it.
  FileLock(const std::string& path, const std::string& held_message);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace weefsel
