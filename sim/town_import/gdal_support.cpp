#include "town_import/gdal_support.hpp"

#include <algorithm>

#include <ogr_srs_api.h>

#include "base/errors.hpp"
#include "town_import/file_support.hpp"

namespace weefsel {
namespace {
/// What the file looks like, for people who gave the wrong one.
std::string what_it_looks_like(const std::filesystem::path& file, bool geojson_is_expected) {
  const std::string text = beginning_of(file, 4096);
  if (text.empty()) return "an empty file";
  const auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (has("\"osm3s\"")) return "raw Overpass JSON (places from OpenStreetMap: for --places)";
  if (text.rfind("SQLite format 3", 0) == 0)
    return "a GeoPackage or other SQLite file that is damaged, or has no features";
  if (text.rfind("PK\x03\x04", 0) == 0)
    return geojson_is_expected ? "a zip or Excel file (Excel: key figures are for --figures; unpack a zip first)"
                               : "a zip or Excel file that could not be used (unpack a zip first)";
  if (text.rfind("\xD0\xCF\x11\xE0", 0) == 0) return "an old Excel file (.xls): save it as .xlsx or CSV";
  if (text.rfind("\xFF\xFE", 0) == 0 || text.rfind("\xFE\xFF", 0) == 0)
    return "text in UTF-16 (Excel's \"Unicode text\"): save it as \"CSV UTF-8\"";
  if (has("<html") || has("<!DOCTYPE html") || has("<!doctype html"))
    return "a web page (an error page of a download?)";
  if (has("\"type\"") && has("Feature"))
    return geojson_is_expected ? "GeoJSON that is damaged or cut short"
                               : "GeoJSON (boundaries are for --neighbourhoods, places for --places)";
  if (text.front() == '{') return geojson_is_expected ? "JSON that is no GeoJSON, or cut short" : "JSON";
  const bool is_text = text.find('\0') == std::string::npos && has(",") + has(";") + has("\t") > 0 && has("\n");
  if (is_text && geojson_is_expected) return "a table (key figures are for --figures)";
  const GDALDriverH driver = GDALIdentifyDriver(file.c_str(), nullptr);
  const std::string name = driver ? GDALGetDriverShortName(driver) : "";  // CSV: only by the file's name
  return name.empty() || name == "CSV" ? "a file of an unknown format" : "a file of format " + name;
}

void start_gdal_once() {
  static const bool started = [] {
    GDALAllRegister();
    OSRSetPROJEnableNetwork(0);  // no grids from the network: the same coordinates on every machine
    return true;
  }();
  static_cast<void>(started);
}
}  // namespace

GdalMessages::GdalMessages() {
  start_gdal_once();
  CPLPushErrorHandlerEx(&GdalMessages::gather, this);
}

GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void CPL_STDCALL GdalMessages::gather(CPLErr kind, CPLErrorNum /*number*/, const char* text) {
  auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (kind >= CE_Failure && messages->first_error_.empty()) messages->first_error_ = text;
}

std::string found_instead(const std::filesystem::path& file, const std::string& expected, const std::string& what,
                          bool geojson_is_expected) {
  return "found " + what_it_looks_like(file, geojson_is_expected) + "; expected " + expected + " with " + what;
}

GDALDatasetUniquePtr open_with_gdal(const std::filesystem::path& file, const std::string& what,
                                    const std::vector<std::string>& drivers, const std::string& expected,
                                    const GdalMessages& messages, const std::vector<std::string>& options) {
  check_readable(file, expected, what);
  std::vector<const char*> allowed, asked;
  for (const std::string& driver : drivers) allowed.push_back(driver.c_str());
  for (const std::string& option : options) asked.push_back(option.c_str());
  allowed.push_back(nullptr);
  asked.push_back(nullptr);
  const bool as_csv = drivers.size() == 1 && drivers.front() == "CSV";
  GDALDatasetUniquePtr dataset(GDALDataset::Open(((as_csv ? "CSV:" : "") + file.string()).c_str(),
                                                 GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                                 allowed.data(), asked.data(), nullptr));
  if (!dataset) {
    const bool geojson_is_expected = std::find(drivers.begin(), drivers.end(), "GeoJSON") != drivers.end();
    std::string message = file.string() + ": " + found_instead(file, expected, what, geojson_is_expected);
    const std::string& reason = messages.first_error();
    if (!reason.empty() && reason.find("not recognized") == std::string::npos) message += "\n  (GDAL: " + reason + ")";
    throw UserMistake(message);
  }
  return dataset;
}

}  // namespace weefsel
