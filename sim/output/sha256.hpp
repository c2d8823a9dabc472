// What: SHA-256 (through OpenSSL's libcrypto), of texts, of files and of what is fed piece by piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace weefsel {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& add_bytes(const void* bytes, std::size_t count);
  /// Eight bytes, lowest first.
  Sha256& add_number(std::uint64_t number);
  /// The length as a number, then the bytes: "ab"+"c" and "a"+"bc" differ.
  Sha256& add_text(std::string_view text);

  /// 64 lower-case hexadecimal digits. Call once, last.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of the bytes of `text`.
[[nodiscard]] std::string sha256_of(std::string_view text);

/// Of the bytes of the file. Throws SystemTrouble when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::string& path);

}  // namespace weefsel
