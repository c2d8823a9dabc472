#include "town_import/file_support.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/errors.hpp"

namespace weefsel {

std::string beginning_of(const std::filesystem::path& file, std::size_t most) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(most, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(most));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

void check_readable(const std::filesystem::path& file, const std::string& expected, const std::string& what) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  const std::string name = file.string();
  if (!std::filesystem::exists(status)) {
    throw UserMistake(name + ": there is no such file; expected " + expected + " with " + what);
  }
  if (!std::filesystem::is_regular_file(status)) {
    throw UserMistake(name + ": this is no file but a folder or a device; expected " + expected + " with " + what);
  }
  if (::access(name.c_str(), R_OK) != 0)
    throw SystemTrouble(name + ": cannot be read: " + std::system_category().message(errno));
}

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 128 ? std::toupper(c) : c); });
  return text;
}

}  // namespace weefsel
