#!/usr/bin/env bash
# The long form of study.sh: a study of 1,000 futures of the small town, killed (kill -9) twenty times at random moments, and
# the same with 1, 2 and 4 ranks: the same bytes each time. Some ten minutes on two cores.
#
#   tests/program/study_long.sh PROGRAM [SEED]       SEED: of the random moments (default: of the day)
set -uo pipefail
program=$(realpath "$1") here=$(realpath "$(dirname "$0")/../..")
RANDOM=${2:-$(date +%j)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export WEEFSEL_RUN_INS=off
fail() { echo "FAILED: $1"; cat err.txt; exit 1; }

cat > study.yaml <<END
scenarios: [$here/scenarios/studies/hofbuurt/as_it_is.yaml, $here/scenarios/studies/hofbuurt/library_closes.yaml]
design: {method: latin_hypercube, points: 125}
vary: [{parameter: ties.half_life}, {parameter: ties.growth_per_hour}, {parameter: outings.stay_home_utility}]
years: 1.2
run_in_years: 0.4
replicates: 4
END
seconds=$SECONDS
"$program" study study.yaml -o straight 2>err.txt || fail "the study itself"
grep "futures of" err.txt
straight=$((SECONDS - seconds))
echo "straight: $straight s"

kills=0 seconds=$SECONDS
while :; do
  "$program" study study.yaml -o killed --quiet --checkpoint-seconds 0 --threads $((1 + RANDOM % 2)) >out.txt 2>err.txt &
  run=$!
  if [ "$kills" -lt 20 ]; then
    sleep "$((RANDOM % (straight / 10 + 1))).$((RANDOM % 10))"
    kill -9 "$run" 2>/dev/null && kills=$((kills + 1))
  fi
  wait "$run" 2>/dev/null && break
done
[ "$kills" -eq 20 ] || echo "it was done after $kills kills"
cmp straight/results.h5 killed/results.h5 || fail "other bytes after kills"
echo "killed $kills times: the same bytes, $((SECONDS - seconds)) s"

as_root=()
[ "$(id -u)" -ne 0 ] || as_root=(--allow-run-as-root)
for ranks in 1 2 4; do
  seconds=$SECONDS
  mpirun "${as_root[@]}" --oversubscribe -n "$ranks" "$program" study study.yaml -o "ranks$ranks" --quiet >out.txt 2>err.txt || fail "$ranks ranks"
  cmp straight/results.h5 "ranks$ranks/results.h5" || fail "other bytes with $ranks ranks"
  echo "$ranks ranks: the same bytes, $((SECONDS - seconds)) s"
done
sha256sum straight/results.h5 | cut -c1-64
