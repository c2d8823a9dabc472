#include "town_import/csv_file.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "base/errors.hpp"
#include "town_import/gdal_support.hpp"

namespace weefsel {
namespace {
std::string as_utf8(const char* text) {
  if (CPLIsUTF8(text, -1)) return text;
  char* recoded = CPLRecode(text, "CP1252", CPL_ENC_UTF8);
  std::string result = recoded;
  CPLFree(recoded);
  return result;
}
}  // namespace

int CsvFile::column(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found != columns.end()) return static_cast<int>(found - columns.begin());
  }
  return -1;
}

CsvFile read_csv_file(const std::filesystem::path& file, const std::string& what) {
  const GdalMessages messages;
  const GDALDatasetUniquePtr dataset =
      open_with_gdal(file, what, {"CSV"}, "a CSV file (name ending in .csv)", messages);
  OGRLayer* layer = dataset->GetLayer(0);
  CsvFile csv;
  const OGRFeatureDefn& definition = *layer->GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    csv.columns.push_back(in_capitals(trimmed(as_utf8(definition.GetFieldDefn(i)->GetNameRef()))));
  }
  for (const OGRFeatureUniquePtr& feature : *layer) {
    std::vector<std::string> row;
    for (int i = 0; i < definition.GetFieldCount(); ++i) row.push_back(trimmed(as_utf8(feature->GetFieldAsString(i))));
    csv.rows.push_back(std::move(row));
  }
  if (csv.rows.empty()) throw UserMistake(file.string() + ": has no rows; expected a CSV file with " + what);
  return csv;
}

}  // namespace weefsel
