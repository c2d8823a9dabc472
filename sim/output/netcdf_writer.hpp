// What: writes one HDF5 file by the rules of netCDF-4, so that netCDF, xarray and h5py all read it.
// Rules kept: every dimension is a dimension scale (with `_Netcdf4Dimid`), every variable has its scales attached; the
// creation order of links and attributes is tracked and indexed; text is UTF-8; no compound types or enums of our own.
// Bytes: no object keeps a time, and the same calls in the same order give the same bytes.
// Errors: SystemTrouble. After one, drop the writer, empty the file and remove it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "output/hdf5_handles.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

/// Attributes in order. Empty texts are left out.
using AttributeValue = std::variant<std::string, double, std::int32_t, std::int64_t, std::uint64_t>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// What stands in the file for a whole number that is not shown: netCDF's own (NC_FILL_INT64).
inline constexpr std::int64_t blank_whole = -9223372036854775806;

class NetcdfWriter {
 public:
  /// Creates the file, replacing one of that name.
  explicit NetcdfWriter(const std::string& path);
  /// Without close(), the file is left open and is not to be used: see hdf5::Session.
  ~NetcdfWriter();
  NetcdfWriter(const NetcdfWriter&) = delete;
  NetcdfWriter& operator=(const NetcdfWriter&) = delete;

  void set_root_attributes(const Attributes& attributes);

  /// Adds a dimension, and a coordinate variable of that name when the dimension has a coordinate.
  void add_dimension(const Dimension& dimension, const Attributes& attributes);

  /// Goes into a group below the present one, and makes it when it is not there: dimensions and variables then go
  /// there. Dimensions of a group are known only in it.
  void enter_group(const std::string& name);
  /// Back to the root.
  void leave_groups();

  /// Adds a variable of numbers, compressed, in chunks of at most about a mebibyte that never span two indices of the
  /// first `single` dimensions. Returns its number.
  std::size_t add_numbers(const std::string& name, const std::vector<std::string>& dimensions, std::size_t single,
                          NumberKind kind, const Attributes& attributes, bool may_be_blank = false);

  /// Adds a variable along one dimension and writes it whole: 64-bit keys, other whole numbers (32 bits), reals, or
  /// codes of labels (16 bits, -1 for none).
  void add_column(const SnapshotColumn& column, const std::string& dimension);

  /// Writes the block at `index` of the leading dimensions: `index.size()` of them are fixed, the rest is whole.
  void write_numbers(std::size_t variable, const std::vector<std::size_t>& index, const std::vector<double>& values);

  /// Writes rows of a variable of reals: `index` fixes the leading dimensions, rows [first, …) of the next are written.
  void write_rows(std::size_t variable, const std::vector<std::size_t>& index, std::size_t first, const std::vector<double>& values);

  /// Adds a variable of 64-bit keys along one dimension and writes it whole.
  void add_keys(const std::string& name, const std::string& dimension, const std::vector<std::uint64_t>& keys, const Attributes& attributes);

  /// Adds a variable of texts and writes it whole, row-major.
  void add_texts(const std::string& name, const std::vector<std::string>& dimensions,
                 const std::vector<std::string>& texts, const Attributes& attributes);

  /// Writes out all that is left and closes. The file is complete only when this returns.
  void close();

 private:
  struct Scale {
    std::string name;
    hsize_t size = 0;
    hdf5::Handle dataset;
  };
  struct Variable {
    std::string name;
    NumberKind kind = NumberKind::real;
    std::vector<hsize_t> shape;
    hdf5::Handle dataset;
  };

  [[nodiscard]] hid_t place() const { return groups_.empty() ? file_.id() : groups_.back().id(); }
  [[nodiscard]] const Scale& scale(const std::string& name) const;
  [[nodiscard]] std::vector<hsize_t> shape_of(const std::vector<std::string>& dimensions) const;
  void attach_scales(hid_t dataset, const std::vector<std::string>& dimensions, const std::string& name);

  hdf5::Session session_;
  hdf5::Handle file_;
  std::vector<hdf5::Handle> groups_;  ///< the path to where things go now; empty: the root
  std::vector<Scale> scales_;
  std::vector<Scale> group_scales_;
  std::int32_t dimension_count_ = 0;
  std::vector<Variable> variables_;
};

}  // namespace weefsel
