// What: opening files with GDAL, quietly: what GDAL has to say is gathered for our own messages. Private to the sources
// that read files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <cpl_error.h>
#include <gdal_priv.h>

namespace weefsel {

/// Gathers GDAL's errors and warnings of this thread while it lives.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;
  /// The first error, or "".
  [[nodiscard]] const std::string& first_error() const { return first_error_; }

 private:
  static void CPL_STDCALL gather(CPLErr kind, CPLErrorNum number, const char* text);
  std::string first_error_;
};

/// Opens a regular, readable file with one of the drivers; `expected` names their formats for people. `options` are
/// GDAL's open options ("HEADERS=YES"); a table without the extension .csv is opened as CSV all the same.
[[nodiscard]] GDALDatasetUniquePtr open_with_gdal(const std::filesystem::path& file, const std::string& what,
                                                  const std::vector<std::string>& drivers, const std::string& expected,
                                                  const GdalMessages& messages,
                                                  const std::vector<std::string>& options = {});

/// "found …; expected …": what a file that could not be used looks like, for people who gave the wrong one.
[[nodiscard]] std::string found_instead(const std::filesystem::path& file, const std::string& expected,
                                        const std::string& what, bool geojson_is_expected);

}  // namespace weefsel
