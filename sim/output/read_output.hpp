// What: opens an output file of ours and reads it back.
// Errors: UserMistake when there is no such file or it is not ours; SystemTrouble when it is damaged or unreadable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "output/hdf5_handles.hpp"
#include "output/snapshots.hpp"

namespace weefsel {

enum class StoredKind { real, whole, flag, text, key };

/// A variable or coordinate as the file has it.
struct StoredVariable {
  std::string name;  ///< of one in a group: "placebo/network_density"
  std::vector<std::string> dimensions;  ///< of a coordinate: its own name
  std::vector<std::size_t> shape;
  StoredKind kind = StoredKind::real;
  bool is_coordinate = false;
  bool is_in_group = false;     ///< of the placebo twin, or of single households
  bool is_provenance = false;  ///< says where results come from; not part of the data hash
  std::string units, long_name, description;
};

/// Which network: of which scenario and replicate, and of what day ("2027-01-04").
struct SnapshotName {
  std::string scenario;
  std::size_t replicate = 0;
  std::string date;
  friend bool operator==(const SnapshotName&, const SnapshotName&) = default;
};

class OutputReader {
 public:
  explicit OutputReader(const std::string& path);
  virtual ~OutputReader() = default;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// In the order of the file; dimensions without a coordinate are not among them.
  [[nodiscard]] const std::vector<StoredVariable>& variables() const { return variables_; }
  /// Null when there is none of that name.
  [[nodiscard]] const StoredVariable* find(const std::string& name) const;

  /// Values, row-major, whole numbers and flags as doubles, NaN where blank: all, or those at `index` of the leading
  /// dimensions. Virtual: whoever has the values of a study at hand need not write them to read them (council/told_future.cpp).
  [[nodiscard]] virtual std::vector<double> numbers(const StoredVariable& variable,
                                            const std::vector<std::size_t>& index = {}) const;
  /// The bytes as they are hashed: rows [begin, end) of the first dimension, each value lowest byte first.
  [[nodiscard]] std::vector<unsigned char> bytes(const StoredVariable& variable, std::size_t begin,
                                                 std::size_t end) const;
  [[nodiscard]] std::vector<std::uint64_t> keys(const StoredVariable& variable) const;
  [[nodiscard]] std::vector<std::string> texts(const StoredVariable& variable) const;

  /// Networks that were kept, by scenario in the order of the file, replicate and date.
  [[nodiscard]] std::vector<SnapshotName> snapshots() const;
  [[nodiscard]] Snapshot snapshot(const SnapshotName& name) const;

  /// A root attribute as text; empty when there is none.
  [[nodiscard]] std::string attribute(const std::string& name) const;
  /// The same of a variable.
  [[nodiscard]] std::string attribute(const StoredVariable& variable, const std::string& name) const;

 private:
  [[nodiscard]] hdf5::Handle open(const StoredVariable& variable) const;
  void read_block(const StoredVariable& variable, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                  hid_t type, void* values) const;
  void list_variables();
  [[nodiscard]] SnapshotColumn read_column(hid_t dataset, const std::string& name) const;
  void list_group(const std::string& group);

  hdf5::Session session_;
  std::string path_;
  hdf5::Handle file_;
  std::vector<StoredVariable> variables_;
};

}  // namespace weefsel
