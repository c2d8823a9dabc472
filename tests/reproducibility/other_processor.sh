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

cat >"$folder/without_fma_and_avx2" <<WRAPPER
#!/bin/sh
GLIBC_TUNABLES=$without exec "$program" "\$@"
WRAPPER
chmod +x "$folder/without_fma_and_avx2"
"$(dirname "$0")/../cross_compiler.sh" "$program" "$folder/without_fma_and_avx2"
