#include "output/hdf5_handles.hpp"

#include "base/errors.hpp"

namespace weefsel::hdf5 {
namespace {

/// Keeps what the innermost function said: the cause.
herr_t keep_innermost(unsigned /*depth*/, const H5E_error2_t* error, void* text) {
  if (error->desc != nullptr) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

/// "file write failed: time = ..., error message = 'No space left on device', buf = 0x..." -> the quoted words.
std::string plain_reason(const std::string& text) {
  const std::string mark = "error message = '";
  const std::size_t begin = text.find(mark);
  if (begin == std::string::npos) return text;
  const std::size_t from = begin + mark.size();
  const std::size_t end = text.find('\'', from);
  return text.substr(from, end == std::string::npos ? end : end - from);
}

[[noreturn]] void fail(const std::string& doing) {
  std::string reason;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned depth, const H5E_error2_t* error, void* text) {
        return depth == 0 ? keep_innermost(depth, error, text) : 0;
      },
      &reason);
  H5Eclear2(H5E_DEFAULT);
  throw SystemTrouble("cannot " + doing + ": " + (reason.empty() ? "HDF5 refused" : plain_reason(reason)));
}

}  // namespace

Handle::Handle(hid_t id, Closer closer, const std::string& doing) : id_(id), closer_(closer) {
  if (id < 0) fail(doing);
}

void expect(herr_t status, const std::string& doing) {
  if (status < 0) fail(doing);
}

Session::Session() {
  H5dont_atexit();
  H5Eget_auto2(H5E_DEFAULT, &function_, &client_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Session::~Session() { H5Eset_auto2(H5E_DEFAULT, function_, client_); }

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), &H5Tclose, "make a text type");
  expect(H5Tset_size(type.id(), H5T_VARIABLE), "make a text type");
  expect(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a text type");
  return type;
}

}  // namespace weefsel::hdf5
