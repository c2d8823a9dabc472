#!/usr/bin/env bash
# A run that is killed (kill -9) again and again, and each time begun again with the same command, ends with the bytes of one
# that nobody killed, and leaves nothing behind.
#
#   tests/program/killed.sh PROGRAM SCENARIO.yaml
set -uo pipefail
program=$(realpath "$1") scenario=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export WEEFSEL_RUN_INS=off

"$program" run "$scenario" --replicates 6 --quiet -o straight.h5 >/dev/null || { echo "FAILED: the run itself"; exit 1; }

kills=0
# Moments from a fixed sequence, so that a failure can be repeated; the machine makes them fall elsewhere each time.
for ((attempt = 1; attempt <= 60; ++attempt)); do
  milliseconds=$((150 + attempt * 7919 % 500))
  "$program" run "$scenario" --replicates 6 --quiet --checkpoint-seconds 0 --threads $((1 + attempt % 2)) -o killed.h5 >out.txt 2>err.txt &
  run=$!
  sleep "$((milliseconds / 1000)).$(printf '%03d' $((milliseconds % 1000)))"
  [ "$kills" -lt 20 ] && kill -9 "$run" 2>/dev/null && kills=$((kills + 1))
  wait "$run" 2>/dev/null && break
done
[ -e killed.h5 ] || { echo "FAILED: it never ended"; cat err.txt; exit 1; }
echo "killed $kills times"
[ "$kills" -ge 3 ] || { echo "skipped: this machine is too quick for it to be killed"; exit 77; }
cmp straight.h5 killed.h5 || { echo "FAILED: other bytes"; exit 1; }
[ ! -e killed.h5.parts ] || { echo "FAILED: it left its parts"; exit 1; }
