#include "base/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {

[[noreturn]] void fail(const std::string& doing, const std::string& path) {
  throw SystemTrouble(trouble_text(doing, path, errno));
}

/// Makes a rename in the folder of `path` last. Some file systems cannot sync a folder; that is no failure.
void sync_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

void rename_and_sync(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) fail("cannot write", to);
  sync_folder_of(to);
}

}  // namespace

std::string trouble_text(const std::string& doing, const std::string& path, int error_number) {
  std::string text = doing + " " + path + ": " + std::generic_category().message(error_number);
  if (error_number == ENOSPC || error_number == EDQUOT) text += " (the disk or your share of it is full)";
  return text;
}

DurableFile::DurableFile(std::string path) : path_(std::move(path)), temporary_(path_ + ".tmp") {
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("cannot write", path_);
}

DurableFile::~DurableFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void DurableFile::write(const void* bytes, std::size_t count) {
  const char* next = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t written = ::write(descriptor_, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path_);
    next += written;
    count -= static_cast<std::size_t>(written);
  }
}

void DurableFile::publish() {
  if (::fsync(descriptor_) != 0) fail("cannot write", path_);
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot write", path_);
  ::close(descriptor_);
  descriptor_ = -1;
  sync_folder_of(path_);
}

void write_durably(const std::string& path, std::string_view text) {
  DurableFile file(path);
  file.write(text.data(), text.size());
  file.publish();
}

void rename_durably(const std::string& from, const std::string& to) {
  const int descriptor = ::open(from.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) fail("cannot write", to);
  const int synced = ::fsync(descriptor);
  const int error_number = errno;
  ::close(descriptor);
  if (synced != 0) throw SystemTrouble(trouble_text("cannot write", to, error_number));
  rename_and_sync(from, to);
}

FileLock::FileLock(const std::string& path, const std::string& held_message) {
  // The holder may remove the file just before it lets go: what we locked must still be what the name stands for.
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail("cannot write", path);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int error_number = errno;
      ::close(descriptor);
      if (error_number == EWOULDBLOCK) throw SystemTrouble(held_message);
      throw SystemTrouble(trouble_text("cannot lock", path, error_number));
    }
    struct stat locked {};
    struct stat named {};
    if (::fstat(descriptor, &locked) == 0 && ::stat(path.c_str(), &named) == 0 && locked.st_ino == named.st_ino &&
        locked.st_dev == named.st_dev) {
      descriptor_ = descriptor;
      return;
    }
    ::close(descriptor);
  }
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace weefsel
