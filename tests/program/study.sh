#!/usr/bin/env bash
# A study as people run it: the same bytes when it is killed (kill -9) again and again, with any number of threads, and over
# MPI ranks; results that can be read; mistakes that are told.
#
#   tests/program/study.sh PROGRAM TOWN.yaml
set -uo pipefail
program=$(realpath "$1") town=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export WEEFSEL_RUN_INS=off

fail() { echo "FAILED: $1"; [ -s err.txt ] && cat err.txt; exit 1; }
contains() { grep -qF -- "$2" "$1" || { cat "$1"; fail "$1 does not say: $2"; }; }

cat > now.yaml <<END
question: {nl: Nu, en: Now}
town: $town
years: 1
run_in_years: 0.4
END
cat > closes.yaml <<END
extends: now.yaml
question: {nl: Dicht, en: Closed}
levers: [{id: close, from: 2026-03-02, close_places: {ids: [library_hof]}}]
END
cat > study.yaml <<END
scenarios: [now.yaml, closes.yaml]
design: {method: sobol, points: 8}
vary: [{parameter: ties.half_life}]
replicates: 1
END

"$program" study study.yaml -o straight --quiet >straight.txt 2>err.txt || fail "the study itself"
[ ! -e straight/parts ] || fail "it left its parts"

kills=0
for ((attempt = 1; attempt <= 60; ++attempt)); do
  milliseconds=$((150 + attempt * 7919 % 500))
  "$program" study study.yaml -o killed --quiet --checkpoint-seconds 0 --threads $((1 + attempt % 2)) >out.txt 2>err.txt &
  run=$!
  sleep "0.$(printf '%03d' "$milliseconds")"
  [ "$kills" -lt 10 ] && kill -9 "$run" 2>/dev/null && kills=$((kills + 1))
  wait "$run" 2>/dev/null && break
done
[ -e killed/results.h5 ] || fail "the killed study never ended"
echo "killed $kills times"
[ "$kills" -ge 2 ] || fail "this machine was too quick for the study to be killed: make it longer"
cmp straight/results.h5 killed/results.h5 || fail "other bytes after kills"

"$program" study study.yaml -o killed >again.txt 2>err.txt || fail "a finished study, asked again"
contains again.txt "has this study, complete"

if command -v mpirun >/dev/null && "$program" study --help 2>/dev/null | grep -q "mpirun -n"; then
  as_root=()
  [ "$(id -u)" -ne 0 ] || as_root=(--allow-run-as-root)
  for ranks in 1 2 4; do
    mpirun "${as_root[@]}" --oversubscribe -n "$ranks" "$program" study study.yaml -o "ranks$ranks" --quiet >out.txt 2>err.txt || fail "$ranks ranks"
    cmp straight/results.h5 "ranks$ranks/results.h5" || fail "other bytes with $ranks ranks"
  done
  # A job that is lost goes on with another number of ranks, or with none.
  timeout -s KILL 2 mpirun "${as_root[@]}" --oversubscribe -n 2 "$program" study study.yaml -o "$folder/lost" --quiet >out.txt 2>err.txt
  pkill -9 -f "study study.yaml -o $folder/lost" 2>/dev/null
  for ((wait = 0; wait < 100; ++wait)); do pgrep -f "study study.yaml -o $folder/lost" >/dev/null || break; sleep 0.1; done
  "$program" study study.yaml -o "$folder/lost" --quiet >out.txt 2>err.txt || fail "going on after a lost job"
  cmp straight/results.h5 lost/results.h5 || fail "other bytes after a lost job"
  # A mistake ends all ranks.
  mpirun "${as_root[@]}" --oversubscribe -n 2 "$program" study study.yaml -o straight --points 16 >out.txt 2>err.txt && fail "another study in the folder was not refused"
  contains err.txt "holds another study"
  echo "1, 2 and 4 ranks: the same bytes"
else
  echo "no MPI here: ranks were not tried"
fi

"$program" indices straight --year 1 >indices.txt 2>err.txt || fail "indices"
contains indices.txt "first_order"
contains indices.txt "closes"
contains straight/indices.csv "scenario,output,year,factor,index,value,low,high"
"$program" indices straight --output mean_degre >out.txt 2>err.txt
[ $? -eq 2 ] || fail "a mistake is no mistake"
contains err.txt 'did you mean "mean_degree"?'
"$program" study study.yaml --check >out.txt 2>err.txt || fail "--check"
contains err.txt "24 points of 1 factor, 2 scenarios, 1 replicate = 48 futures"
"$program" study study.yaml --command-of 3 >out.txt 2>err.txt || fail "--command-of"
contains out.txt "--set ties.half_life="
eval "${program} $(sed -n '1s/^weefsel //p' out.txt) --quiet" >alone.txt 2>err.txt || fail "the command of a point"
contains alone.txt "state hash"
echo "well"
