#include "output/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

#include "base/errors.hpp"

namespace weefsel {
namespace {

void expect(int answer) {
  if (answer != 1) throw Fault("SHA-256: libcrypto refused");
}

}  // namespace

struct Sha256::State {
  State() : context(EVP_MD_CTX_new()) {
    if (context == nullptr) throw SystemTrouble("SHA-256: no memory");
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  EVP_MD_CTX* context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  expect(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;

Sha256& Sha256::add_bytes(const void* bytes, std::size_t count) {
  if (count > 0) expect(EVP_DigestUpdate(state_->context, bytes, count));
  return *this;
}

Sha256& Sha256::add_number(std::uint64_t number) {
  std::array<unsigned char, 8> bytes{};
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(number >> (8 * i));
  return add_bytes(bytes.data(), bytes.size());
}

Sha256& Sha256::add_text(std::string_view text) {
  add_number(text.size());
  return add_bytes(text.data(), text.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  expect(EVP_DigestFinal_ex(state_->context, digest.data(), &length));
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

std::string sha256_of(std::string_view text) { return Sha256().add_bytes(text.data(), text.size()).hex(); }

std::string sha256_of_file(const std::string& path) {
  const auto trouble = [&] {
    return SystemTrouble("cannot read " + path + ": " + std::generic_category().message(errno));
  };
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw trouble();
  Sha256 sum;
  std::vector<unsigned char> buffer(1U << 20U);
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    sum.add_bytes(buffer.data(), count);
  }
  if (std::ferror(file.get()) != 0) throw trouble();
  return sum.hex();
}

}  // namespace weefsel
