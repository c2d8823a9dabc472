#!/usr/bin/env bash
# Every command of the program ends well on a small town and says something: a command that is only tested as a library
# may still break where all of it is linked together.
#
#   tests/program/commands.sh PROGRAM TOWN.yaml
set -uo pipefail
program=$(realpath "$1") town=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export WEEFSEL_RUN_INS=$folder/run-ins

cat >as_now.yaml <<END
question: {nl: "Zoals nu?", en: "As now?"}
town: $town
start: 2026-01-05
years: 2
run_in_years: 1
replicates: 2
record: {households: all, network_at: [2026-06-01], monitor: {sample: 40}}
END
cat >closed.yaml <<END
extends: as_now.yaml
question: {nl: "Bibliotheek dicht?", en: "Library closes?"}
levers:
  - {id: library, from: 2026-06-01, close_places: {kinds: [library]}}
END

failed=0 tried=()
# says WORDS COMMAND...: ends with 0, and its output holds the words.
says() {
  local words=$1
  shift
  tried+=("$1")
  if ! "$program" "$@" >out.txt 2>err.txt; then
    echo "FAILED: weefsel $*" && tail -n 5 err.txt && failed=1
  elif ! grep -q -- "$words" out.txt err.txt; then
    echo "FAILED: weefsel $* does not say \"$words\"" && head -n 5 out.txt && failed=1
  fi
}

says 'closed.yaml' check as_now.yaml closed.yaml
says 'Written' run as_now.yaml -o run.h5
says 'Written' compare as_now.yaml closed.yaml -o twins.h5
# Both had the same two run-ins, which are lived once and kept.
[ "$(find run-ins -name '*.world' | wc -l)" = 2 ] || { echo "FAILED: run-ins are not kept"; failed=1; }
data_hash() { "$program" inspect --hash "$1" | awk '$1 == "data" {print $NF}'; }
WEEFSEL_RUN_INS=off says 'Written' run as_now.yaml -o lived.h5
[ "$(data_hash lived.h5)" = "$(data_hash run.h5)" ] || { echo "FAILED: other numbers from a kept run-in"; failed=1; }
says 'wellbeing' inspect run.h5
says 'ties' export-network run.h5 -o network.graphml
says 'Geen voorspelling' findings twins.h5
says 'Written' report twins.h5 -o report.html
says 'Written' unpack twins.h5 -o again
says 'Written' compare again/as_now.yaml again/closed.yaml -o again.h5
[ "$(data_hash again.h5)" = "$(data_hash twins.h5)" ] || { echo "FAILED: other numbers when an output file is played again"; failed=1; }
says 'famil' touched twins.h5
says 'famil' follow as_now.yaml closed.yaml --language en
says 'ties.half_life' parameters
says 'close_places' levers
says '"$schema"' schema
says 'tend_ties' schedule
says 'ms a week' schedule as_now.yaml --weeks 4
says 'tend_ties .* s .*% .* ns' schedule as_now.yaml --profile --weeks 30 --threads 1
says '^measure .* s .*% .* ns' schedule as_now.yaml --profile
says 'named' patterns as_now.yaml --years 1 --replicates 2
says '%' monitor run.h5
says 'Hofbuurt' profile as_now.yaml
says '12-16' factors as_now.yaml --years 1 --replicates 2 --only club_near --language en
says 'elasticit' elasticity as_now.yaml --draws 5 --years 1
says 'gain' stability as_now.yaml --years 1 --replicates 8
says 'residents' open-population as_now.yaml --years 1 --replicates 2
# The importer is a program of its own, built where GDAL is; the others do without.
if [ -x "$(dirname "$program")/weefsel-town" ]; then says 'import' town import --help; else tried+=(town); fi
# So is the program of studies, built where OpenTURNS is.
if [ -x "$(dirname "$program")/weefsel-study" ]; then
  cat >study.yaml <<END
scenarios: [as_now.yaml, closed.yaml]
design: {method: latin_hypercube, points: 12}
vary: [{parameter: ties.half_life}]
years: 1
replicates: 1
END
  says 'Written' study study.yaml -o study
  says 'rank_correlation' indices study --difference
  says 'Regret' robustness study --output mean_degree --better higher --good-enough 8
  says 'q2' emulate study --output mean_degree
else
  tried+=(study indices robustness emulate)
fi

if [ -x "$(dirname "$program")/weefsel-council" ]; then
  mkdir table && cp as_now.yaml closed.yaml table/
  says '2 of 2 futures without choices are there' council table/as_now.yaml --folder session --futures 2 --years 4 --prepare
else
  tried+=(council)
fi

# Nothing is left out: every command that the help names was tried.
commands=$("$program" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
[ -n "$commands" ] || { echo "FAILED: the help names no commands"; failed=1; }
for command in $commands; do
  [[ " ${tried[*]} " == *" $command "* ]] || { echo "FAILED: weefsel $command was never tried"; failed=1; }
done
exit $failed
