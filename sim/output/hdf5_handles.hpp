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
  /// Gives it up without closing it.
  void leave_open() { id_ = H5I_INVALID_HID; }
  /// Closes now; a negative answer means that closing failed.
  herr_t close() { return id_ < 0 ? 0 : closer_(std::exchange(id_, H5I_INVALID_HID)); }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Closer closer_ = nullptr;
};

/// Throws when `status` is negative.
void expect(herr_t status, const std::string& doing);

/// To be made before any other use of HDF5. While it lives, HDF5 prints no error stack: it becomes the text of
/// exceptions. It also keeps HDF5 from closing what is still open when the program ends: after a full disk 1.10 crashes
/// on that, so a file that could not be written is left open on purpose.
class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

 private:
  H5E_auto2_t function_ = nullptr;
  void* client_ = nullptr;
};

/// UTF-8 text, of any length.
[[nodiscard]] Handle text_type();

}  // namespace weefsel::hdf5
