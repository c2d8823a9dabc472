#include "town_import/gdal_support.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <ogr_srs_api.h>

#include "base/errors.hpp"

namespace weefsel {
namespace {
/// What the file looks like, for people who gave the wrong one.
std::string what_it_looks_like(const std::filesystem::path& file, bool geojson_is_expected) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 4096> start{};
  stream.read(start.data(), start.size());
  const std::string text(start.data(), static_cast<std::size_t>(stream.gcount()));
  if (text.empty()) return "an empty file";
  const auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (has("\"osm3s\"")) return "raw Overpass JSON (export it as GeoJSON: overpass-turbo, Export, GeoJSON)";
  if (text.rfind("SQLite format 3", 0) == 0)
    return "a GeoPackage or other SQLite file that is damaged, or has no features";
  if (text.rfind("PK\x03\x04", 0) == 0) return "a zip or Excel file (unpack it, or export the GeoPackage or GeoJSON)";
  if (has("<html") || has("<!DOCTYPE html") || has("<!doctype html"))
    return "a web page (an error page of a download?)";
  if (has("\"type\"") && has("Feature"))
    return geojson_is_expected ? "GeoJSON that is damaged or cut short" : "GeoJSON";
  if (has("{") && geojson_is_expected) return "JSON that is no GeoJSON, or cut short";
  if (const GDALDriverH driver = GDALIdentifyDriver(file.c_str(), nullptr)) {
    return std::string("a file of format ") + GDALGetDriverShortName(driver);
  }
  return "a file of an unknown format";
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

GDALDatasetUniquePtr open_with_gdal(const std::filesystem::path& file, const std::string& what,
                                    const std::vector<std::string>& drivers, const std::string& expected,
                                    const GdalMessages& messages) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  const std::string name = file.string();
  if (!std::filesystem::exists(status)) {
    throw UserMistake(name + ": there is no such file; expected " + expected + " with " + what);
  }
  if (!std::filesystem::is_regular_file(status)) {
    throw UserMistake(name + ": this is no file but a folder or a device; expected " + expected + " with " + what);
  }
  if (::access(name.c_str(), R_OK) != 0)
    throw SystemTrouble(name + ": cannot be read: " + std::system_category().message(errno));
  std::vector<const char*> allowed;
  for (const std::string& driver : drivers) allowed.push_back(driver.c_str());
  allowed.push_back(nullptr);
  GDALDatasetUniquePtr dataset(GDALDataset::Open(
      name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed.data(), nullptr, nullptr));
  if (!dataset) {
    const bool geojson_is_expected = std::find(drivers.begin(), drivers.end(), "GeoJSON") != drivers.end();
    std::string message =
        name + ": found " + what_it_looks_like(file, geojson_is_expected) + "; expected " + expected + " with " + what;
    const std::string& reason = messages.first_error();
    if (!reason.empty() && reason.find("not recognized") == std::string::npos) message += "\n  (GDAL: " + reason + ")";
    throw UserMistake(message);
  }
  return dataset;
}

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 128 ? std::toupper(c) : c); });
  return text;
}

std::string trimmed(const std::string& text) {
  const char* const blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace weefsel
