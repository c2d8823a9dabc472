// Small files in the formats of CBS/PDOK, DUO and OpenStreetMap, with invented figures and places in the Markermeer.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "town_import/import_town.hpp"

namespace weefsel {

/// A request with boundaries that have key figures.
inline ImportRequest asking(std::filesystem::path neighbourhoods, std::vector<std::filesystem::path> schools = {},
                            std::vector<std::filesystem::path> places = {}, std::filesystem::path postcodes = {},
                            std::string municipality = {}) {
  ImportRequest request;
  request.neighbourhoods = std::move(neighbourhoods);
  request.schools = std::move(schools);
  request.places = std::move(places);
  request.postcodes = std::move(postcodes);
  request.municipality = std::move(municipality);
  return request;
}

/// A square of about 700 m with its south-west corner at (lon, lat), or any corners given as JSON.
inline std::string square(double lon, double lat) {
  char text[300];
  std::snprintf(text, sizeof text, "[[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f]]]", lon, lat,
                lon + 0.01, lat, lon + 0.01, lat + 0.006, lon, lat + 0.006, lon, lat);
  return text;
}

inline std::string neighbourhood(const std::string& code, const std::string& name, const std::string& corners,
                                 const std::string& figures, const std::string& municipality = "Weverdam",
                                 const std::string& water = "NEE") {
  return R"({"type":"Feature","properties":{"buurtcode":")" + code + R"(","buurtnaam":")" + name +
         R"(","gemeentecode":"GM)" + code.substr(2, 4) + R"(","gemeentenaam":")" + municipality + R"(","water":")" +
         water + R"(","jaar":2024,)" + figures + R"(},"geometry":{"type":"Polygon","coordinates":)" + corners + "}}";
}

inline std::string collection(const std::vector<std::string>& features) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i > 0 ? ",\n" : "\n") + features[i];
  return text + "]}";
}

/// Key figures as PDOK writes them; -99997 is secret.
inline std::string figures(const std::string& households, const std::string& one_person,
                           const std::string& with_children, const std::string& postcode) {
  return R"("meest_voorkomende_postcode":")" + postcode +
         R"(","aantal_inwoners":2000,"percentage_personen_0_tot_15_jaar":20,"percentage_personen_25_tot_45_jaar":30,)"
         R"("percentage_personen_45_tot_65_jaar":20,"percentage_personen_65_jaar_en_ouder":20,"aantal_huishoudens":)" +
         households + R"(,"percentage_eenpersoonshuishoudens":)" + one_person +
         R"(,"percentage_huishoudens_met_kinderen":)" + with_children +
         R"(,"opleidingsniveau_laag":-99995,"huishoudens_tot_120_percent_van_sociaal_minimum":-99995.0)";
}

/// Three inhabited neighbourhoods (one very small), one without inhabitants, and water.
inline std::vector<std::string> weverdam_features() {
  return {neighbourhood("BU99010001", "Noord", square(5.20, 52.59), figures("600", "30", "40", "9902")),
          neighbourhood("BU99010000", "Zuid", square(5.20, 52.58), figures("1000", "50", "20", "9901")),
          neighbourhood("BU99010002", "Hoek", square(5.22, 52.58), figures("5", "-99997", "-99997.0", "9901")),
          neighbourhood("BU99010003", "Haven", square(5.22, 52.59), R"("aantal_inwoners":0,"aantal_huishoudens":0)"),
          neighbourhood("BU99019998", "Wever", square(5.24, 52.59), R"("aantal_inwoners":0)", "Weverdam", "JA")};
}

/// DUO's old form: semicolons.
inline std::string duo_schools(const std::string& separator = ";", const std::string& e_acute = "\xC3\xA9") {
  std::string text =
      "PROVINCIE;VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;GEMEENTENUMMER;GEMEENTENAAM\n"
      "Flevoland;99AB00;De Twee\xC3\xABnling;9901 AB;9901;WEVERDAM\n"
      "Flevoland;99AA00;Andr\xC3\xA9school;9901 AA;9901;WEVERDAM\n"
      "Flevoland;99AC00;\"De Klos; Noord\";9902 AA;9901;WEVERDAM\n"
      "Flevoland;99AD00;Elders;9999 AA;9999;ELDERS\n";
  const auto replace_all = [&](const std::string& old, const std::string& now) {
    for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += now.size())
      text.replace(at, old.size(), now);
  };
  if (separator != ";") {
    replace_all("De Klos; Noord", "De Klos# Noord");
    replace_all(";", separator);
    replace_all("De Klos# Noord", "De Klos; Noord");
  }
  if (e_acute != "\xC3\xA9") {
    replace_all("\xC3\xA9", e_acute);
    replace_all("\xC3\xAB", "\xEB");
  }
  return text;
}

class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(::testing::TempDir()) /
             (std::string("weefsel_import_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }

  std::filesystem::path folder;
};

}  // namespace weefsel
