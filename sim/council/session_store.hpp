// What: the table's session as one JSON document on disk. The page owns what is in it; here it is kept whole: written
// durably, never over a newer one, and the one before it stays beside it.
// Threads: may be called from many.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>

namespace weefsel {

class SessionStore {
 public:
  static constexpr std::size_t most_bytes = std::size_t{8} << 20;

  /// Throws UserMistake when the file is there and is no session.
  explicit SessionStore(std::filesystem::path file);

  [[nodiscard]] std::string document() const;

  enum class Answer { kept, older };
  /// Keeps a document whose `revision` is one more than that of the stored one; another is `older`, and nothing changes.
  /// Throws UserMistake when it is no session document; SystemTrouble when it cannot be written (the stored one stays).
  Answer put(const std::string& document);

 private:
  const std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::string document_;
  long revision_ = 0;
};

}  // namespace weefsel
