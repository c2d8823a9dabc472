// Reads networks back from /network/<scenario>/<replicate>/<date>.
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdio>

#include "base/errors.hpp"
#include "output/read_output.hpp"
#include "output/study_file.hpp"

namespace weefsel {
namespace {

using hdf5::expect;
using hdf5::Handle;

/// What is in a group, in the order in which it was made.
std::vector<std::string> names_in(hid_t group) {
  std::vector<std::string> names;
  const auto keep_name = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->push_back(name);
    return 0;
  };
  expect(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep_name, &names), "list networks");
  return names;
}

Handle group_at(hid_t file, const std::string& path) {
  return Handle(H5Gopen2(file, path.c_str(), H5P_DEFAULT), &H5Gclose, "open group " + path);
}

std::string path_of(const SnapshotName& name) {
  return std::string(snapshot_group) + "/" + name.scenario + "/" + std::to_string(name.replicate) + "/" + name.date;
}

std::string text_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return {};
  const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), &H5Aclose, "read an attribute");
  const Handle type(H5Aget_type(attribute.id()), &H5Tclose, "read an attribute");
  std::string text(H5Tget_size(type.id()), '\0');
  expect(H5Aread(attribute.id(), type.id(), text.data()), "read an attribute");
  return text.substr(0, text.find('\0'));
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

ColumnKind kind_of(hid_t type) {
  if (H5Tget_class(type) == H5T_FLOAT) return ColumnKind::real;
  const std::size_t bytes = H5Tget_size(type);
  return bytes == 8 ? ColumnKind::key : bytes == 4 ? ColumnKind::whole : ColumnKind::label;
}

bool is_along(hid_t dataset, const char* dimension) {
  const auto same = [](hid_t, unsigned, hid_t scale, void* wanted) -> herr_t {
    char name[512] = "";
    H5Iget_name(scale, name, sizeof name);
    const std::string path(name);
    return path.substr(path.rfind('/') + 1) == static_cast<const char*>(wanted) ? 1 : 0;
  };
  return H5DSiterate_scales(dataset, 0, nullptr, same, const_cast<char*>(dimension)) > 0;
}

}  // namespace

SnapshotColumn OutputReader::read_column(hid_t dataset, const std::string& name) const {
  const std::string doing = "read " + name + " of " + path_;
  const Handle type(H5Dget_type(dataset), &H5Tclose, doing);
  const Handle space(H5Dget_space(dataset), &H5Sclose, doing);
  const auto length = static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space.id())));
  SnapshotColumn column{name, text_attribute(dataset, "units"), text_attribute(dataset, "description"), kind_of(type.id()), {}, {}, {}};
  const auto read = [&](hid_t memory, void* values) { expect(H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), doing); };
  if (column.kind == ColumnKind::real) {
    column.reals.resize(length);
    read(H5T_NATIVE_DOUBLE, column.reals.data());
  } else if (column.kind == ColumnKind::key) {
    column.codes.resize(length);
    read(H5T_NATIVE_UINT64, column.codes.data());
  } else {
    std::vector<std::int32_t> values(length);
    read(H5T_NATIVE_INT32, values.data());
    const bool label = column.kind == ColumnKind::label;
    for (const std::int32_t value : values)
      column.codes.push_back(label && value < 0 ? SnapshotColumn::no_label : static_cast<std::uint64_t>(std::int64_t{value}));
    if (label) column.labels = words_of(text_attribute(dataset, "flag_meanings"));
  }
  return column;
}

std::vector<SnapshotName> OutputReader::snapshots() const {
  std::vector<SnapshotName> found;
  if (H5Lexists(file_.id(), snapshot_group, H5P_DEFAULT) <= 0) return found;
  const std::string root = snapshot_group;
  for (const std::string& scenario : names_in(group_at(file_.id(), root).id()))
    for (const std::string& replicate : names_in(group_at(file_.id(), root + "/" + scenario).id()))
      for (const std::string& date : names_in(group_at(file_.id(), root + "/" + scenario + "/" + replicate).id()))
        found.push_back({scenario, static_cast<std::size_t>(std::stoul(replicate)), date});
  return found;
}

Snapshot OutputReader::snapshot(const SnapshotName& name) const {
  const Handle group = group_at(file_.id(), path_of(name));
  Snapshot snapshot;
  std::sscanf(name.date.c_str(), "%d-%d-%d", &snapshot.date.year, &snapshot.date.month, &snapshot.date.day);
  for (const std::string& column : names_in(group.id())) {
    const Handle dataset(H5Dopen2(group.id(), column.c_str(), H5P_DEFAULT), &H5Dclose, "open " + column);
    if (H5DSis_scale(dataset.id()) > 0) continue;
    (is_along(dataset.id(), "node") ? snapshot.nodes : snapshot.edges).push_back(read_column(dataset.id(), column));
  }
  check_snapshot(snapshot);
  return snapshot;
}

}  // namespace weefsel
