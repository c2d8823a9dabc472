// What: what reading and writing HDF5 share: handles that close themselves, and errors as exceptions.
// Errors: SystemTrouble with HDF5's own reason ("No space left on device"), without addresses or times.
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace weefsel::hdf5 {

/// Owns one HDF5 identifier.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);

  Handle() = default;
  /// Takes over `id`; throws when it is invalid. `doing` begins the message: "create variable x".
  Handle(hid_t id, Closer closer, const std::string& doing);
  ~Handle() { close(); }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) {
      close();
      id_ = std::exchange(other.id_, H5I_INVALID_HID);
      closer_ = other.closer_;
    }
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  [[nodiscard]] hid_t id() const { return id_; }
  /// Closes now; a negative answer means that closing failed.
  herr_t close() { return id_ < 0 ? 0 : closer_(std::exchange(id_, H5I_INVALID_HID)); }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Closer closer_ = nullptr;
};

/// Throws when `status` is negative.
void expect(herr_t status, const std::string& doing);

/// While it lives, HDF5 prints no error stack: it becomes the text of exceptions.
class QuietErrors {
 public:
  QuietErrors();
  ~QuietErrors();
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;

 private:
  H5E_auto2_t function_ = nullptr;
  void* client_ = nullptr;
};

/// UTF-8 text, of any length.
[[nodiscard]] Handle text_type();

}  // namespace weefsel::hdf5
