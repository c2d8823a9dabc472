#include "output/read_output.hpp"

#include <hdf5_hl.h>

#include <cstdio>
#include <filesystem>
#include <limits>
#include <map>
#include <string_view>

#include "base/errors.hpp"
#include "output/study_file.hpp"

namespace weefsel {
namespace {

using hdf5::expect;
using hdf5::Handle;

/// A text attribute, a number written as text, or nothing.
std::string read_attribute(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) return {};
  const std::string doing = "read attribute " + name;
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), &H5Aclose, doing);
  const Handle type(H5Aget_type(attribute.id()), &H5Tclose, doing);
  const H5T_class_t kind = H5Tget_class(type.id());
  if (kind == H5T_INTEGER) {
    std::uint64_t number = 0;
    expect(H5Aread(attribute.id(), H5T_NATIVE_UINT64, &number), doing);
    return std::to_string(number);
  }
  if (kind != H5T_STRING || H5Tis_variable_str(type.id()) > 0) return {};
  std::string text(H5Tget_size(type.id()), '\0');
  expect(H5Aread(attribute.id(), type.id(), text.data()), doing);
  return text.substr(0, text.find('\0'));
}

StoredKind kind_of(hid_t type) {
  if (H5Tget_class(type) == H5T_STRING) return StoredKind::text;
  if (H5Tget_class(type) == H5T_FLOAT) return StoredKind::real;
  if (H5Tget_sign(type) == H5T_SGN_NONE) return StoredKind::key;
  return H5Tget_size(type) == 1 ? StoredKind::flag : StoredKind::whole;
}

template <class Lengths>
std::size_t product(const Lengths& lengths) {
  std::size_t count = 1;
  for (const auto length : lengths) count *= length;
  return count;
}

std::size_t value_bytes(StoredKind kind) { return kind == StoredKind::flag ? 1 : 8; }

/// The names of scales by where they lie in the file. HDF5 finds a name by looking at every object of the file, so each
/// is asked for once.
class ScaleNames {
 public:
  /// Empty when the file does not tell. (Called from within HDF5, so it must not throw.)
  const std::string& of(hid_t scale) {
    H5O_info_t info;
    if (H5Oget_info2(scale, &info, H5O_INFO_BASIC) < 0) return none_;
    const auto [place, is_new] = names_.try_emplace(info.addr);
    if (is_new) place->second = asked_for(scale);
    return place->second;
  }

 private:
  static std::string asked_for(hid_t scale) {
    const ssize_t length = H5Iget_name(scale, nullptr, 0);
    if (length <= 0) return {};
    std::string name(static_cast<std::size_t>(length) + 1, '\0');
    H5Iget_name(scale, name.data(), name.size());
    name.resize(static_cast<std::size_t>(length));
    return name.substr(name.rfind('/') + 1);
  }

  std::map<haddr_t, std::string> names_;
  const std::string none_;
};

std::vector<std::string> dimensions_of(hid_t dataset, std::size_t rank, ScaleNames& names) {
  struct Axis {
    ScaleNames& names;
    std::string name;
  };
  std::vector<std::string> found;
  for (std::size_t d = 0; d < rank; ++d) {
    Axis axis{names, {}};
    const auto take_name = [](hid_t, unsigned, hid_t scale, void* asking) -> herr_t {
      auto& along = *static_cast<Axis*>(asking);
      along.name = along.names.of(scale);
      return 1;
    };
    expect(H5DSiterate_scales(dataset, static_cast<unsigned>(d), nullptr, take_name, &axis), "read dimensions");
    found.push_back(std::move(axis.name));
  }
  return found;
}

StoredVariable describe(hid_t dataset, const std::string& name, ScaleNames& scales) {
  const Handle type(H5Dget_type(dataset), &H5Tclose, "read " + name);
  const Handle space(H5Dget_space(dataset), &H5Sclose, "read " + name);
  StoredVariable variable;
  variable.name = name;
  variable.kind = kind_of(type.id());
  const int rank = H5Sget_simple_extent_ndims(space.id());
  std::vector<hsize_t> shape(rank > 0 ? static_cast<std::size_t>(rank) : 0);
  if (!shape.empty()) H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr);
  variable.shape.assign(shape.begin(), shape.end());
  variable.is_coordinate = H5DSis_scale(dataset) > 0;
  variable.dimensions = variable.is_coordinate ? std::vector<std::string>{name} : dimensions_of(dataset, shape.size(), scales);
  variable.is_provenance = read_attribute(dataset, role_attribute) == provenance_role;
  variable.units = read_attribute(dataset, "units");
  variable.long_name = read_attribute(dataset, "long_name");
  variable.description = read_attribute(dataset, "description");
  return variable;
}

bool is_group(hid_t file, const std::string& name) {
  const Handle object(H5Oopen(file, name.c_str(), H5P_DEFAULT), &H5Oclose, "open " + name);
  return H5Iget_type(object.id()) == H5I_GROUP;
}

bool is_dimension_only(hid_t dataset) {
  constexpr std::string_view mark = "This is a netCDF dimension but not a netCDF variable";
  return read_attribute(dataset, "NAME").compare(0, mark.size(), mark) == 0;
}

}  // namespace

OutputReader::OutputReader(const std::string& path) : path_(path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) throw UserMistake("there is no file " + path);
  if (std::filesystem::is_directory(path, error)) throw UserMistake(path + " is a folder, not an output file");
  if (!std::filesystem::is_regular_file(path, error)) throw UserMistake(path + " is not an ordinary file");
  if (std::FILE* readable = std::fopen(path.c_str(), "rb")) {
    std::fclose(readable);
  } else {
    throw SystemTrouble("cannot read " + path + ": no permission");
  }
  if (H5Fis_hdf5(path.c_str()) <= 0) throw UserMistake(path + " is not an output file of weefsel (it is not HDF5)");
  try {
    file_ = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), &H5Fclose, "open " + path);
    const Handle root(H5Gopen2(file_.id(), "/", H5P_DEFAULT), &H5Gclose, "read " + path);
    const std::string version = read_attribute(root.id(), format_attribute);
    if (version.empty()) throw UserMistake(path + " is HDF5, but not an output file of weefsel");
    if (version != std::to_string(format_version)) {
      throw UserMistake(path + " was written in format " + version + "; this program reads format " +
                        std::to_string(format_version));
    }
    list_variables();
  } catch (const SystemTrouble& trouble) {
    throw SystemTrouble(path + " is damaged or cut short: " + trouble.what());
  }
}

void OutputReader::list_variables() {
  std::vector<std::string> names;
  const auto keep_name = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->push_back(name);
    return 0;
  };
  expect(H5Literate(file_.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep_name, &names), "list variables");
  ScaleNames scales;
  for (const std::string& name : names) {
    if (is_group(file_.id(), name)) {
      if (name == placebo_group || name == household_group) list_group(name);
      continue;
    }
    const Handle dataset(H5Dopen2(file_.id(), name.c_str(), H5P_DEFAULT), &H5Dclose, "open " + name);
    if (!is_dimension_only(dataset.id())) variables_.push_back(describe(dataset.id(), name, scales));
  }
}

void OutputReader::list_group(const std::string& group) {
  const Handle inside(H5Gopen2(file_.id(), group.c_str(), H5P_DEFAULT), &H5Gclose, "open " + group);
  std::vector<std::string> names;
  const auto keep_name = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->push_back(name);
    return 0;
  };
  expect(H5Literate(inside.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep_name, &names), "list variables");
  ScaleNames scales;
  for (const std::string& name : names) {
    const std::string path = group + "/" + name;
    const Handle dataset(H5Dopen2(file_.id(), path.c_str(), H5P_DEFAULT), &H5Dclose, "open " + path);
    if (is_dimension_only(dataset.id())) continue;
    variables_.push_back(describe(dataset.id(), path, scales));
    variables_.back().is_in_group = true;
  }
}

const StoredVariable* OutputReader::find(const std::string& name) const {
  for (const StoredVariable& variable : variables_) {
    if (variable.name == name) return &variable;
  }
  return nullptr;
}

Handle OutputReader::open(const StoredVariable& variable) const {
  return Handle(H5Dopen2(file_.id(), variable.name.c_str(), H5P_DEFAULT), &H5Dclose, "open " + variable.name);
}

void OutputReader::read_block(const StoredVariable& variable, const std::vector<hsize_t>& start,
                              const std::vector<hsize_t>& count, hid_t type, void* values) const {
  const std::string doing = "read " + variable.name + " of " + path_;
  const Handle dataset = open(variable);
  const Handle space(H5Dget_space(dataset.id()), &H5Sclose, doing);
  const Handle memory(
      count.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
      &H5Sclose, doing);
  if (!count.empty()) {
    expect(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing);
  }
  expect(H5Dread(dataset.id(), type, memory.id(), space.id(), H5P_DEFAULT, values), doing);
}

std::vector<double> OutputReader::numbers(const StoredVariable& variable, const std::vector<std::size_t>& index) const {
  std::vector<hsize_t> start(variable.shape.size(), 0);
  std::vector<hsize_t> count(variable.shape.begin(), variable.shape.end());
  for (std::size_t d = 0; d < index.size(); ++d) {
    start.at(d) = index[d];
    count[d] = 1;
  }
  std::vector<double> values(product(count));
  read_block(variable, start, count, H5T_NATIVE_DOUBLE, values.data());
  if (variable.kind == StoredKind::whole)
    for (double& value : values)
      if (value <= static_cast<double>(blank_whole)) value = std::numeric_limits<double>::quiet_NaN();
  return values;
}

std::vector<unsigned char> OutputReader::bytes(const StoredVariable& variable, std::size_t begin,
                                               std::size_t end) const {
  std::vector<hsize_t> start(variable.shape.size(), 0);
  std::vector<hsize_t> count(variable.shape.begin(), variable.shape.end());
  if (!count.empty()) {
    start[0] = begin;
    count[0] = end - begin;
  }
  std::vector<unsigned char> raw(product(count) * value_bytes(variable.kind));
  const hid_t type = variable.kind == StoredKind::real    ? H5T_IEEE_F64LE
                     : variable.kind == StoredKind::whole ? H5T_STD_I64LE
                     : variable.kind == StoredKind::key   ? H5T_STD_U64LE
                                                          : H5T_STD_I8LE;
  read_block(variable, start, count, type, raw.data());
  return raw;
}

std::vector<std::uint64_t> OutputReader::keys(const StoredVariable& variable) const {
  std::vector<std::uint64_t> values(product(variable.shape));
  const std::vector<hsize_t> count(variable.shape.begin(), variable.shape.end());
  read_block(variable, std::vector<hsize_t>(count.size(), 0), count, H5T_NATIVE_UINT64, values.data());
  return values;
}

std::vector<std::string> OutputReader::texts(const StoredVariable& variable) const {
  const std::size_t count = product(variable.shape);
  std::vector<char*> pointers(count, nullptr);
  const Handle dataset = open(variable);
  const Handle type = hdf5::text_type();
  const Handle space(H5Dget_space(dataset.id()), &H5Sclose, "read " + variable.name);
  expect(H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "read " + variable.name);
  std::vector<std::string> texts;
  texts.reserve(count);
  for (const char* text : pointers) texts.emplace_back(text == nullptr ? "" : text);
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data());
  return texts;
}

std::string OutputReader::attribute(const StoredVariable& variable, const std::string& name) const {
  const Handle dataset = open(variable);
  return read_attribute(dataset.id(), name);
}

std::string OutputReader::attribute(const std::string& name) const {
  const Handle root(H5Gopen2(file_.id(), "/", H5P_DEFAULT), &H5Gclose, "read " + path_);
  return read_attribute(root.id(), name);
}

}  // namespace weefsel
