#include "output/netcdf_writer.hpp"

#include <hdf5_hl.h>

#include <cmath>
#include <cstdio>
#include <limits>

#include "base/errors.hpp"

namespace weefsel {
namespace {

using hdf5::expect;
using hdf5::Handle;

constexpr hsize_t chunk_bytes = hsize_t{1} << 20U;

hid_t file_type(NumberKind kind) {
  switch (kind) {
    case NumberKind::real: return H5T_IEEE_F64LE;
    case NumberKind::whole: return H5T_STD_I64LE;
    case NumberKind::flag: return H5T_STD_I8LE;
  }
  throw Fault("unknown kind of number");
}

Handle space_of(const std::vector<hsize_t>& shape) {
  return Handle(
      shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
      &H5Sclose, "make a data space");
}

/// What all datasets share: no times, attributes in the order of creation.
Handle dataset_properties() {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), &H5Pclose, "make a property list");
  expect(H5Pset_obj_track_times(properties.id(), false), "switch off times");
  expect(H5Pset_attr_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
         "track the order of attributes");
  return properties;
}

void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space, const void* value) {
  const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), &H5Aclose,
                         "write attribute " + name);
  expect(H5Awrite(attribute.id(), type, value), "write attribute " + name);
}

/// Texts are of fixed length (netCDF's NC_CHAR), which every reader shows as plain text.
void write_text_attribute(hid_t object, const std::string& name, const std::string& text) {
  if (text.empty()) return;
  const Handle type(H5Tcopy(H5T_C_S1), &H5Tclose, "make a text type");
  expect(H5Tset_size(type.id(), text.size()), "make a text type");
  expect(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "make a text type");
  expect(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a text type");
  write_attribute(object, name, type.id(), space_of({}).id(), text.data());
}

struct AttributeWriter {
  hid_t object;
  const std::string& name;

  void operator()(const std::string& text) const { write_text_attribute(object, name, text); }
  void operator()(double number) const { write(H5T_IEEE_F64LE, &number); }
  void operator()(std::int32_t number) const { write(H5T_STD_I32LE, &number); }
  void operator()(std::int64_t number) const { write(H5T_STD_I64LE, &number); }
  void operator()(std::uint64_t number) const { write(H5T_STD_U64LE, &number); }

 private:
  void write(hid_t type, const void* value) const { write_attribute(object, name, type, space_of({1}).id(), value); }
};

void write_attributes(hid_t object, const Attributes& attributes) {
  for (const auto& attribute : attributes) std::visit(AttributeWriter{object, attribute.first}, attribute.second);
}

/// Marks what the model's 0 and 1 mean (CF flags).
void write_flag_attributes(hid_t dataset) {
  const std::int8_t values[] = {0, 1};
  write_attribute(dataset, "flag_values", H5T_STD_I8LE, space_of({2}).id(), values);
  write_text_attribute(dataset, "flag_meanings", "no yes");
}

/// The same for the labels of a column.
void write_label_attributes(hid_t dataset, const std::vector<std::string>& labels) {
  std::vector<std::int16_t> values;
  std::string meanings;
  for (const std::string& label : labels) {
    values.push_back(static_cast<std::int16_t>(values.size()));
    meanings += (meanings.empty() ? "" : " ") + label;
  }
  const std::int16_t none = -1;
  write_attribute(dataset, "_FillValue", H5T_STD_I16LE, space_of({1}).id(), &none);
  if (values.empty()) return;
  write_attribute(dataset, "flag_values", H5T_STD_I16LE, space_of({values.size()}).id(), values.data());
  write_text_attribute(dataset, "flag_meanings", meanings);
}

hid_t column_type(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::key: return H5T_STD_U64LE;
    case ColumnKind::whole: return H5T_STD_I32LE;
    case ColumnKind::real: return H5T_IEEE_F64LE;
    case ColumnKind::label: return H5T_STD_I16LE;
  }
  throw Fault("unknown kind of column");
}

template <class T>
std::vector<T> codes_as(const SnapshotColumn& column) {
  std::vector<T> values;
  values.reserve(column.codes.size());
  for (const std::uint64_t code : column.codes)
    values.push_back(column.kind == ColumnKind::label && code == SnapshotColumn::no_label ? static_cast<T>(-1) : static_cast<T>(code));
  return values;
}

void write_texts(hid_t dataset, const std::vector<std::string>& texts, const std::string& name) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  expect(H5Dwrite(dataset, hdf5::text_type().id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "write " + name);
}

/// One index of each of the first `single` dimensions, then the largest block of the others that fits: the first ones
/// are cut, as the last ones lie together.
std::vector<hsize_t> chunk_shape(std::vector<hsize_t> shape, std::size_t single, std::size_t value_bytes) {
  for (std::size_t d = 0; d < single && d < shape.size(); ++d) shape[d] = 1;
  hsize_t bytes = value_bytes;
  for (std::size_t d = shape.size(); d-- > single;) {
    const hsize_t room = bytes >= chunk_bytes ? 1 : chunk_bytes / bytes;
    if (shape[d] > room) shape[d] = room;
    bytes *= shape[d];
  }
  return shape;
}

/// One not-a-number and one zero, so that equal results are equal bytes.
double canonical(double value) { return std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value + 0.0; }

}  // namespace

NetcdfWriter::NetcdfWriter(const std::string& path) {
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), &H5Pclose, "make a property list");
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  expect(H5Pset_obj_track_times(creation.id(), false), "switch off times");
  expect(H5Pset_link_creation_order(creation.id(), order), "track the order of variables");
  expect(H5Pset_attr_creation_order(creation.id(), order), "track the order of attributes");
  expect(H5Pset_attr_phase_change(creation.id(), 0, 0), "allow long attributes");
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), &H5Pclose, "make a property list");
  expect(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), "choose the format");
  expect(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "choose how to close");
  file_ = Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), &H5Fclose, "create " + path);
}

NetcdfWriter::~NetcdfWriter() {
  for (Variable& variable : variables_) variable.dataset.leave_open();
  for (auto* scales : {&scales_, &group_scales_})
    for (Scale& scale : *scales) scale.dataset.leave_open();
  for (Handle& group : groups_) group.leave_open();
  file_.leave_open();
}

void NetcdfWriter::set_root_attributes(const Attributes& attributes) {
  const Handle root(H5Gopen2(file_.id(), "/", H5P_DEFAULT), &H5Gclose, "open the root group");
  write_attributes(root.id(), attributes);
}

void NetcdfWriter::enter_group(const std::string& name) {
  const std::string doing = "make group " + name;
  if (H5Lexists(place(), name.c_str(), H5P_DEFAULT) > 0) {
    groups_.emplace_back(H5Gopen2(place(), name.c_str(), H5P_DEFAULT), &H5Gclose, doing);
    return;
  }
  const Handle properties(H5Pcreate(H5P_GROUP_CREATE), &H5Pclose, "make a property list");
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  expect(H5Pset_obj_track_times(properties.id(), false), "switch off times");
  expect(H5Pset_link_creation_order(properties.id(), order), "track the order of variables");
  expect(H5Pset_attr_creation_order(properties.id(), order), "track the order of attributes");
  groups_.emplace_back(H5Gcreate2(place(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), &H5Gclose, doing);
}

void NetcdfWriter::leave_groups() {
  group_scales_.clear();
  while (!groups_.empty()) groups_.pop_back();
}

const NetcdfWriter::Scale& NetcdfWriter::scale(const std::string& name) const {
  for (const Scale& candidate : group_scales_) {
    if (candidate.name == name) return candidate;
  }
  for (const Scale& candidate : scales_) {
    if (candidate.name == name) return candidate;
  }
  throw Fault("output file: no dimension '" + name + "'");
}

std::vector<hsize_t> NetcdfWriter::shape_of(const std::vector<std::string>& dimensions) const {
  std::vector<hsize_t> shape;
  shape.reserve(dimensions.size());
  for (const std::string& name : dimensions) shape.push_back(scale(name).size);
  return shape;
}

void NetcdfWriter::add_dimension(const Dimension& dimension, const Attributes& attributes) {
  const std::string doing = "create dimension " + dimension.name;
  const auto* numbers = std::get_if<std::vector<double>>(&dimension.coordinate);
  const auto* names = std::get_if<std::vector<std::string>>(&dimension.coordinate);
  const Handle text = hdf5::text_type();
  const hid_t type = names != nullptr ? text.id() : numbers != nullptr ? H5T_IEEE_F64LE : H5T_IEEE_F32BE;
  Handle dataset(H5Dcreate2(place(), dimension.name.c_str(), type, space_of({dimension.size}).id(), H5P_DEFAULT,
                            dataset_properties().id(), H5P_DEFAULT),
                 &H5Dclose, doing);
  if (names != nullptr) write_texts(dataset.id(), *names, dimension.name);
  if (numbers != nullptr) {
    expect(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers->data()), doing);
  }
  // netCDF knows a dimension without a variable by this name.
  char empty_name[80];
  std::snprintf(empty_name, sizeof empty_name, "This is a netCDF dimension but not a netCDF variable.%10llu",
                static_cast<unsigned long long>(dimension.size));
  const bool has_variable = names != nullptr || numbers != nullptr;
  expect(H5DSset_scale(dataset.id(), has_variable ? dimension.name.c_str() : empty_name), doing);
  const std::int32_t number = dimension_count_++;
  write_attribute(dataset.id(), "_Netcdf4Dimid", H5T_STD_I32LE, space_of({}).id(), &number);
  if (has_variable) write_attributes(dataset.id(), attributes);
  (groups_.empty() ? scales_ : group_scales_).push_back({dimension.name, dimension.size, std::move(dataset)});
}

void NetcdfWriter::attach_scales(hid_t dataset, const std::vector<std::string>& dimensions, const std::string& name) {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    expect(H5DSattach_scale(dataset, scale(dimensions[d]).dataset.id(), static_cast<unsigned>(d)),
           "attach dimension " + dimensions[d] + " to " + name);
  }
}

std::size_t NetcdfWriter::add_numbers(const std::string& name, const std::vector<std::string>& dimensions,
                                      std::size_t single, NumberKind kind, const Attributes& attributes,
                                      bool may_be_blank) {
  const std::string doing = "create variable " + name;
  const hid_t type = file_type(kind);
  const std::vector<hsize_t> shape = shape_of(dimensions);
  const Handle properties = dataset_properties();
  // Cells at the edge of a chunk that no index reaches are filled, so that their bytes are known.
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::int64_t none = may_be_blank ? blank_whole : 0;
  expect(kind == NumberKind::real ? H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &missing)
                                  : H5Pset_fill_value(properties.id(), H5T_NATIVE_INT64, &none),
         doing);
  expect(H5Pset_fill_time(properties.id(), H5D_FILL_TIME_ALLOC), doing);
  if (!shape.empty()) {
    const std::vector<hsize_t> chunk = chunk_shape(shape, single, H5Tget_size(type));
    expect(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), doing);
    expect(H5Pset_shuffle(properties.id()), doing);
    expect(H5Pset_deflate(properties.id(), 4), doing);
  }
  Handle dataset(
      H5Dcreate2(place(), name.c_str(), type, space_of(shape).id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
      &H5Dclose, doing);
  if (kind == NumberKind::real) write_attributes(dataset.id(), {{"_FillValue", missing}});
  if (kind == NumberKind::whole && may_be_blank) write_attributes(dataset.id(), {{"_FillValue", blank_whole}});
  if (kind == NumberKind::flag) write_flag_attributes(dataset.id());
  write_attributes(dataset.id(), attributes);
  attach_scales(dataset.id(), dimensions, name);
  variables_.push_back({name, kind, shape, std::move(dataset)});
  return variables_.size() - 1;
}

void NetcdfWriter::write_numbers(std::size_t variable, const std::vector<std::size_t>& index,
                                 const std::vector<double>& values) {
  const Variable& target = variables_.at(variable);
  const std::string doing = "write variable " + target.name;
  std::vector<hsize_t> start(target.shape.size(), 0);
  std::vector<hsize_t> count = target.shape;
  for (std::size_t d = 0; d < index.size(); ++d) {
    start[d] = index[d];
    count[d] = 1;
  }
  hsize_t cells = 1;
  for (const hsize_t length : count) cells *= length;
  if (cells != values.size()) throw Fault("output file: '" + target.name + "' got another number of values");
  const Handle whole = space_of(target.shape);
  const Handle memory = space_of(count);
  if (!count.empty()) {
    expect(H5Sselect_hyperslab(whole.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing);
  }
  if (target.kind == NumberKind::real) {
    std::vector<double> reals(values);
    for (double& value : reals) value = canonical(value);
    expect(H5Dwrite(target.dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), whole.id(), H5P_DEFAULT, reals.data()), doing);
  } else {
    std::vector<std::int64_t> wholes;
    wholes.reserve(values.size());
    for (const double value : values) wholes.push_back(std::isnan(value) ? blank_whole : static_cast<std::int64_t>(value));
    expect(H5Dwrite(target.dataset.id(), H5T_NATIVE_INT64, memory.id(), whole.id(), H5P_DEFAULT, wholes.data()), doing);
  }
}

void NetcdfWriter::add_column(const SnapshotColumn& column, const std::string& dimension) {
  const std::string doing = "write " + column.name;
  const std::vector<hsize_t> shape = shape_of({dimension});
  const Handle properties = dataset_properties();
  if (shape.front() > 0) {
    const std::vector<hsize_t> chunk = chunk_shape(shape, 0, H5Tget_size(column_type(column.kind)));
    expect(H5Pset_chunk(properties.id(), 1, chunk.data()), doing);
    expect(H5Pset_shuffle(properties.id()), doing);
    expect(H5Pset_deflate(properties.id(), 4), doing);
  }
  const Handle dataset(H5Dcreate2(place(), column.name.c_str(), column_type(column.kind), space_of(shape).id(), H5P_DEFAULT,
                                  properties.id(), H5P_DEFAULT),
                       &H5Dclose, doing);
  const auto write = [&](hid_t type, const void* values) {
    expect(H5Dwrite(dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), doing);
  };
  if (column.kind == ColumnKind::real) write(H5T_NATIVE_DOUBLE, column.reals.data());
  else if (column.kind == ColumnKind::key) write(H5T_NATIVE_UINT64, column.codes.data());
  else if (column.kind == ColumnKind::whole) write(H5T_NATIVE_INT32, codes_as<std::int32_t>(column).data());
  else write(H5T_NATIVE_INT16, codes_as<std::int16_t>(column).data());
  if (column.kind == ColumnKind::label) write_label_attributes(dataset.id(), column.labels);
  write_attributes(dataset.id(), {{"units", column.units}, {"description", column.description}});
  attach_scales(dataset.id(), {dimension}, column.name);
}

void NetcdfWriter::write_rows(std::size_t variable, const std::vector<std::size_t>& index, std::size_t first,
                              const std::vector<double>& values) {
  const Variable& target = variables_.at(variable);
  const std::string doing = "write variable " + target.name;
  if (values.empty()) return;
  std::vector<hsize_t> start(target.shape.size(), 0), count = target.shape;
  hsize_t row_size = 1;
  for (std::size_t d = 0; d < index.size(); ++d) start[d] = index[d], count[d] = 1;
  for (std::size_t d = index.size() + 1; d < count.size(); ++d) row_size *= count[d];
  start[index.size()] = first, count[index.size()] = values.size() / row_size;
  if (target.kind != NumberKind::real || count[index.size()] * row_size != values.size()) throw Fault("output file: rows of '" + target.name + "' do not fit");
  const Handle whole = space_of(target.shape), memory = space_of(count);
  expect(H5Sselect_hyperslab(whole.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing);
  std::vector<double> reals(values);
  for (double& value : reals) value = canonical(value);
  expect(H5Dwrite(target.dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), whole.id(), H5P_DEFAULT, reals.data()), doing);
}

void NetcdfWriter::add_keys(const std::string& name, const std::string& dimension, const std::vector<std::uint64_t>& keys,
                            const Attributes& attributes) {
  const std::string doing = "write variable " + name;
  const std::vector<hsize_t> shape = shape_of({dimension});
  const Handle dataset(H5Dcreate2(place(), name.c_str(), H5T_STD_U64LE, space_of(shape).id(), H5P_DEFAULT, dataset_properties().id(), H5P_DEFAULT),
                       &H5Dclose, doing);
  expect(H5Dwrite(dataset.id(), H5T_NATIVE_UINT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, keys.data()), doing);
  write_attributes(dataset.id(), attributes);
  attach_scales(dataset.id(), {dimension}, name);
}

void NetcdfWriter::add_texts(const std::string& name, const std::vector<std::string>& dimensions,
                             const std::vector<std::string>& texts, const Attributes& attributes) {
  const Handle type = hdf5::text_type();
  const Handle dataset(H5Dcreate2(place(), name.c_str(), type.id(), space_of(shape_of(dimensions)).id(), H5P_DEFAULT,
                                  dataset_properties().id(), H5P_DEFAULT),
                       &H5Dclose, "create variable " + name);
  write_texts(dataset.id(), texts, name);
  write_attributes(dataset.id(), attributes);
  attach_scales(dataset.id(), dimensions, name);
}

void NetcdfWriter::close() {
  expect(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "write the file");
  variables_.clear();
  leave_groups();
  scales_.clear();
  expect(file_.close(), "close the file");
}

}  // namespace weefsel
