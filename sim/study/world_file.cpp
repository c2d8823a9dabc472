#include "study/world_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/durable_file.hpp"
#include "output/sha256.hpp"

namespace weefsel {
namespace {

/// Calls f(vector) for every column of a world that a run-in may change, and f(value) for every single value.
template <class SomeWorld, class F>
void each_part(SomeWorld& w, F&& f) {
  const auto table = [&](auto& t) {
    std::remove_cvref_t<decltype(t)>::columns(t, [&](const char*, auto& column) {
      using Kept = std::remove_cvref_t<decltype(column)>;
      if constexpr (OfSome<Kept>)
        Kept::vectors(column, f);
      else
        f(column);
    });
  };
  table(w.adults), table(w.actives), table(w.ties), table(w.households), table(w.children), table(w.dwellings);
  table(w.streets), table(w.neighbourhoods), table(w.places), table(w.professionals), table(w.cooperations);
  table(w.applications), table(w.matches), table(w.groups), table(w.places_at_start), table(w.neighbourhoods_at_start);
  f(w.levers_in_effect), f(w.homes_made), f(w.matches_made), f(w.suited);
  f(w.reach.first), f(w.reach.options), f(w.reach.under_one_roof);
  f(w.week), f(w.staffing), f(w.norms), f(w.steering), f(w.tier1_capacity), f(w.tier2_capacity), f(w.kept_home),
      f(w.home_contact_percent);
  f(w.names.neighbourhood_code), f(w.names.neighbourhood_name), f(w.names.place_id);
}

class Writer {
 public:
  explicit Writer(const std::filesystem::path& path) : file_(path.string()) {}
  template <class T>
  void operator()(const T& part) {
    if constexpr (requires { part.size(); }) {
      const std::uint64_t count = part.size();
      bytes(&count, sizeof count);
      using Value = typename T::value_type;
      if constexpr (std::is_same_v<Value, std::string>) {
        for (const std::string& text : part) {
          const std::uint64_t length = text.size();
          bytes(&length, sizeof length), bytes(text.data(), length);
        }
      } else {
        static_assert(std::is_trivially_copyable_v<Value>);
        bytes(part.data(), count * sizeof(Value));
      }
    } else {
      static_assert(std::is_trivially_copyable_v<T>);
      bytes(&part, sizeof part);
    }
  }
  /// The file ends with the checksum of all before it.
  void publish() {
    const std::string checksum = checksum_.hex();
    file_.write(checksum.data(), checksum.size());
    file_.publish();
  }

 private:
  void bytes(const void* data, std::size_t count) {
    if (count == 0) return;
    file_.write(data, count);
    checksum_.add_bytes(data, count);
  }
  DurableFile file_;
  Sha256 checksum_;
};

constexpr std::uint64_t checksum_length = 64;
/// A file begins with the length of its tie tables: a program built for another length reads none of it.
constexpr std::uint64_t slots_of_program = tie_slots;

/// Length of the contents of a file that ends with their checksum; none when it does not.
std::optional<std::uint64_t> whole_contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || file.tellg() < static_cast<std::streamoff>(checksum_length)) return std::nullopt;
  const std::uint64_t length = static_cast<std::uint64_t>(file.tellg()) - checksum_length;
  file.seekg(0);
  Sha256 checksum;
  std::vector<char> piece(1 << 20);
  for (std::uint64_t left = length; left > 0;) {
    const std::uint64_t count = std::min<std::uint64_t>(left, piece.size());
    if (!file.read(piece.data(), static_cast<std::streamsize>(count))) return std::nullopt;
    checksum.add_bytes(piece.data(), count);
    left -= count;
  }
  std::string said(checksum_length, ' ');
  file.read(said.data(), static_cast<std::streamsize>(checksum_length));
  return file && said == checksum.hex() ? std::optional(length) : std::nullopt;
}

class Reader {
 public:
  Reader(const std::filesystem::path& path, std::uint64_t length) : file_(path, std::ios::binary), left_(length) {}
  template <class T>
  void operator()(T& part) {
    if constexpr (requires { part.size(); }) {
      std::uint64_t count = 0;
      using Value = typename T::value_type;
      bytes(&count, sizeof count);
      if (!fits(count, sizeof(std::conditional_t<std::is_same_v<Value, std::string>, std::uint64_t, Value>))) return;
      part.resize(count);
      if constexpr (std::is_same_v<Value, std::string>) {
        for (std::string& text : part) {
          std::uint64_t length = 0;
          bytes(&length, sizeof length);
          if (!fits(length)) return;
          text.resize(length);
          bytes(text.data(), length);
        }
      } else {
        bytes(part.data(), count * sizeof(Value));
      }
    } else {
      bytes(&part, sizeof part);
    }
  }
  /// Was everything there, and nothing more?
  [[nodiscard]] bool well() const { return file_ && !short_ && left_ == 0; }

 private:
  bool fits(std::uint64_t count, std::size_t size = 1) { return short_ = short_ || count > left_ / size, !short_; }
  void bytes(void* data, std::size_t count) {
    if (!fits(count) || count == 0) return;
    file_.read(static_cast<char*>(data), static_cast<std::streamsize>(count));
    left_ -= count;
  }
  std::ifstream file_;
  std::uint64_t left_;
  bool short_ = false;
};

}  // namespace

void write_world(const World& world, const std::filesystem::path& path, std::string_view beside) {
  Writer writer(path);
  writer(slots_of_program), writer(beside);
  each_part(world, writer);
  writer.publish();
}

bool read_world(World& world, const std::filesystem::path& path, std::string* beside, std::string_view begins_with) {
  const std::optional<std::uint64_t> length = whole_contents(path);
  if (!length) return false;
  Reader reader(path, *length);
  std::uint64_t slots = 0;
  reader(slots);
  if (slots != slots_of_program) return false;
  std::string bytes;
  reader(bytes);
  if (!bytes.starts_with(begins_with)) return false;
  if (beside != nullptr) *beside = std::move(bytes);
  each_part(world, reader);
  return reader.well();
}

}  // namespace weefsel
