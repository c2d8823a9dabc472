#!/usr/bin/env bash
# Do two builds of the program give the same numbers?
#
#   tests/cross_compiler.sh build/release/weefsel build/clang/weefsel
#
# Both play the small town for two years; the hashes of all variables and coordinates (not of provenance, which may
# name a compiler's library) must be equal. Exit 0 when they are. (Another processor: reproducibility/other_processor.sh.)
set -euo pipefail
export WEEFSEL_RUN_INS=off  # every run-in is lived: one that was kept would hide a difference
[ $# -eq 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
scenario=$(dirname "$0")/cross_compiler.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# data_hash PROGRAM NAME: plays, and prints the hash of the data.
data_hash() {
  "$1" run "$scenario" --quiet -o "$folder/$2.h5" >"$folder/$2.log" 2>&1 || {
    echo "$1 ended with code $?:" >&2
    cat "$folder/$2.log" >&2
    return 1
  }
  "$1" inspect --hash "$folder/$2.h5" | awk '$1 ~ /^data/ {print $NF}'
}

first=$(data_hash "$1" first)
second=$(data_hash "$2" second)

[ -n "$first" ] || { echo "no data hash from $1" >&2; exit 1; }
printf '%s  %s\n' "$first" "$1" "$second" "$2"
if [ "$first" != "$second" ]; then
  echo "The numbers differ." >&2
  exit 1
fi
echo "The same numbers."
