#!/usr/bin/env bash
# Does the program give the same numbers on a processor without fused multiply-add and AVX2?
#
#   tests/reproducibility/other_processor.sh build/release/weefsel
#
# glibc then takes other variants of exp, log and pow, whose last bits differ about once in a thousand. A tunable of
# glibc lets one processor pass for the other; that it has effect is tried first, on Python's math, which is glibc's.
# Exit 0 when the data hashes agree, 77 when the tunable has no effect here (another C library, an older processor).
set -euo pipefail
[ $# -eq 1 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
program=$1
scenario=$(dirname "$0")/../cross_compiler.yaml
without=glibc.cpu.hwcaps=-FMA,-AVX2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

libm() {
  /usr/bin/python3 -c '
import hashlib, math, struct
h = hashlib.sha256()
for i in range(50000):
    x = -20 + i * 0.0008
    h.update(struct.pack("dd", math.exp(x), math.log(x + 21)))
print(h.hexdigest())'
}
if [ "$(libm)" = "$(GLIBC_TUNABLES=$without libm)" ]; then
  echo "the tunable $without changes nothing on this machine: nothing can be said" >&2
  exit 77
fi

# data_hash NAME: plays, and prints the hash of the data.
data_hash() {
  "$program" run "$scenario" --quiet -o "$folder/$1.h5" >"$folder/$1.log" 2>&1 || { cat "$folder/$1.log" >&2; return 1; }
  "$program" inspect --hash "$folder/$1.h5" | awk '$1 ~ /^data/ {print $NF}'
}
here=$(data_hash here)
there=$(GLIBC_TUNABLES=$without data_hash there)
[ -n "$here" ] || { echo "no data hash" >&2; exit 1; }
printf '%s  as it is\n%s  without FMA and AVX2\n' "$here" "$there"
[ "$here" = "$there" ] || { echo "The numbers differ." >&2; exit 1; }
echo "The same numbers."
