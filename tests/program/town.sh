#!/usr/bin/env bash
# A policy adviser's hour, with files of an invented municipality in the formats of their publishers: import, describe,
# look at the map, edit by hand, check, and play every shipped scenario in the town.
#
#   tests/program/town.sh PROGRAM SCENARIOS
set -uo pipefail
program=$(realpath "$1") scenarios=$(realpath "$2")
if [ ! -x "$(dirname "$program")/weefsel-town" ]; then echo "skipped: weefsel-town is not built"; exit 77; fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export WEEFSEL_RUN_INS=$folder/run-ins
failed=0
complain() { echo "FAILED: $*"; failed=1; }

# Eight neighbourhoods of 0.01 by 0.006 degrees, in two years of figures.
{
  echo 'gwb_code_10;regio;gm_naam;a_inw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo;a_hh;a_1p_hh;a_hh_z_k;a_hh_m_k;g_hhgro;a_opl_lg;a_opl_md;a_opl_hg;p_hh_120'
  echo 'GM9901;Weverdam;Weverdam;6400;1040;800;1760;1680;1120;3040;.;.;.;2,1;.;.;.;.'
  for i in 0 1 2 3 4 5 6 7; do
    echo "BU9901000$i;Buurt $i;Weverdam;800;$((100 + 10 * i));100;$((260 - 10 * i));210;130;$((400 - 5 * i));$((150 - 5 * i));110;$((140 + 5 * i));2,1;100;200;$((200 - 10 * i));$((5 + 2 * i)),5"
  done
} >kwb-2023.csv
{
  echo '"ID";"WijkenEnBuurten";"Codering_3";"AantalInwoners_5";"HuishoudensTotaal_28"'
  for i in 0 1 2 3 4 5 6 7; do echo "\"$i\";\"BU9901000$i\";\"BU9901000$i\";\"     810\";\"     405\""; done
} >84583NED_2024.csv
python3 - <<'END'
import json
features = []
for i in range(8):
    x, y = 5.2 + 0.01 * (i % 4), 52.58 + 0.006 * (i // 4)
    ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.006], [x, y + 0.006], [x, y]]
    features.append({"type": "Feature", "properties": {"buurtcode": f"BU9901000{i}", "water": "NEE"},
                     "geometry": {"type": "Polygon", "coordinates": [ring]}})
json.dump({"type": "FeatureCollection", "features": features}, open("wijkenbuurten_2024.geojson", "w"))
kinds = [("leisure", "playground"), ("amenity", "library"), ("amenity", "community_centre"), ("amenity", "cafe")]
elements = [{"type": "node", "id": 10 * k + n, "lat": 52.583 + 0.003 * n, "lon": 5.204 + 0.009 * k + 0.003 * n,
             "tags": {key: value, "name": f"{value} {n}"}} for k, (key, value) in enumerate(kinds) for n in range(3)]
json.dump({"version": 0.6, "generator": "by hand", "osm3s": {}, "elements": elements}, open("osm.json", "w"))
END
printf 'VESTIGINGSCODE,VESTIGINGSNAAM,POSTCODE,GEMEENTECODE,GEMEENTENAAM\n99A,"De Klos, Oost",9901 AA,9901,WEVERDAM\n99B,De Spoel,9902 AA,9901,WEVERDAM\n99C,Het Getouw,9902 AB,9901,WEVERDAM\n' >duo.csv
printf 'lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;status;opvanglocatie_postcode;verantwoordelijke_gemeente;cbs_code\n1;KDV;Dr\xe9umes;48;Ingeschreven;9901AA;Weverdam;9901\n2;BSO;Na school;30;Ingeschreven;9901AA;Weverdam;9901\n' >lrk.csv
printf 'postcode,latitude,longitude\n9901,52.583,5.205\n9902,52.589,5.225\n' >pc4.csv

import=("$program" town import --figures kwb-2023.csv --figures 84583NED_2024.csv --neighbourhoods wijkenbuurten_2024.geojson
        --schools duo.csv --childcare lrk.csv --places osm.json --postcodes pc4.csv)
"${import[@]}" -o weverdam.yaml >import.txt 2>err.txt || { cat err.txt; complain "the import"; exit 1; }
for name in weverdam.yaml weverdam/neighbourhoods.csv weverdam/places.csv weverdam/provenance.csv weverdam/fit.csv; do
  [ -s "$name" ] || complain "$name was not written"
done
grep -q 'CBS 2024 (84583NED_2024.csv): households' weverdam/provenance.csv || complain "the year of the households is not kept"
grep -q 'CBS 2023 (kwb-2023.csv): people by age' weverdam/provenance.csv || complain "the year of the ages is not kept"
grep -q '^BU99010007,Buurt 7,households,405,405,405,0$' weverdam/fit.csv || complain "fit.csv has no row of households"
"$program" check weverdam.yaml >/dev/null || complain "check refuses what import wrote"

# The same files give the same town; spreadsheets in Dutch give the same town too.
"${import[@]}" -o again.yaml >/dev/null && cmp -s weverdam/places.csv again/places.csv || complain "another import, another town"
"${import[@]}" --dutch-tables -o dutch.yaml >/dev/null
for language in nl en; do
  "$program" town describe weverdam.yaml --language $language --map map_$language.png >described_$language.txt || complain "describe"
  sed 1,1d described_$language.txt >below_title.txt
  grep -q 'Buurt 3' below_title.txt || complain "describe does not name a neighbourhood"
  [ "$(head -c 4 map_$language.png | tail -c 3)" = PNG ] || complain "the map is no PNG"
done
"$program" town describe dutch.yaml --map map.svg --by tight_income_share >/dev/null && grep -q '<svg' map.svg || complain "no SVG"
[ "$("$program" town describe dutch.yaml | grep -v Kaart)" = "$("$program" town describe weverdam.yaml | grep -v Kaart)" ] || complain "Dutch tables, another town"
"$program" town describe weverdam.yaml --map map.gif >/dev/null 2>err.txt && complain "a map is written as .gif"
grep -q 'png' err.txt || complain "says not how a map is written"
"$program" town describe weverdam.yaml --map map.png --by tight_incme_share 2>err.txt >/dev/null && complain "an unknown figure is taken"
grep -q 'did you mean "tight_income_share"' err.txt || complain "does not name the figure that was meant"

# Edited by hand.
sed -i 's/^BU99010003,Buurt 3,/BU99010003,Het Hart,/' weverdam/neighbourhoods.csv
"$program" town describe weverdam.yaml >out.txt; grep -q 'Het Hart' out.txt || complain "an edited table is not read"
sed 's/,playground,/,playgrund,/' weverdam/places.csv >edited.csv && cp weverdam/places.csv kept.csv && mv edited.csv weverdam/places.csv
"$program" check weverdam.yaml >out.txt 2>&1 && complain "a wrong table is taken"
grep -q 'places.csv:[0-9]*:2.*playground' out.txt || { cat out.txt; complain "the mistake is not named with its line"; }
mv kept.csv weverdam/places.csv

# Every shipped scenario is played in this town.
played=0
for scenario in "$scenarios"/*.yaml; do
  futures=(--replicates 1)
  if grep -q '^uncertainty: sample' "$scenario"; then futures=(--draws 2 --replicates-per-draw 1); fi
  # A year beyond the first day of the last change.
  last=$(grep -ho 'from: 20[0-9][0-9]' "$scenario" | sort | tail -n 1)
  last=${last#from: }
  years=$((${last:-2027} - 2026)).2
  "$program" run "$scenario" --town weverdam.yaml --years "$years" --run-in-years 0 "${futures[@]}" --quiet --restart -o out.h5 >out.txt 2>&1 ||
    { cat out.txt; complain "$(basename "$scenario") cannot be played in an imported town"; }
  played=$((played + 1))
done
[ $played -ge 30 ] || complain "only $played scenarios were played"
"$program" run "$scenarios/close_library.yaml" --town nowhere.yaml -o out.h5 2>err.txt && complain "a town that is not there is taken"
grep -q 'nowhere.yaml' err.txt || complain "does not name the town that is not there"

# Nothing is written when something is wrong.
"$program" town import --figures kwb-2023.csv --municipality Elders -o nothing.yaml >/dev/null 2>err.txt && complain "another municipality is taken"
[ ! -e nothing.yaml ] && [ ! -e nothing ] || complain "something was written after all"
[ $failed = 0 ] && echo "an imported town was described, edited and played in $played scenarios"
exit $failed
