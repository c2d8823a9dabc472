#!/usr/bin/env bash
# The example of a Slurm job, tried with Slurm from Debian's packages on this machine as its only node: it is queued, lost, queued
# again, and ends with the bytes of a run without Slurm.
#
#   tests/program/slurm.sh PROGRAM
#
# Not among the usual tests: it starts daemons (munged, slurmctld, slurmd), as root. What it needs:
#   apt-get install --no-install-recommends slurm-wlm munge openmpi-bin
set -uo pipefail
program=$(realpath "$1") here=$(realpath "$(dirname "$0")/../..")
for needed in munged slurmctld slurmd sbatch mpirun; do
  command -v "$needed" >/dev/null || [ -x "/usr/sbin/$needed" ] || { echo "skipped: there is no $needed"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: Slurm's daemons want to be root"; exit 77; }
folder=$(mktemp -d)
host=$(hostname -s)
stop() {
  pkill -F "$folder/slurmd.pid" 2>/dev/null
  pkill -F "$folder/slurmctld.pid" 2>/dev/null
  pkill -F "$folder/munged.pid" 2>/dev/null
  for ((i = 0; i < 50; ++i)); do rm -rf "$folder" 2>/dev/null && break; sleep 0.2; done  # the daemons write while they end
}
trap stop EXIT
fail() { echo "FAILED: $1"; tail -n 20 "$folder"/*.log "$folder"/job*.txt 2>/dev/null; exit 1; }

# An identity for messages between the daemons, and a cluster of one node.
install -d -o munge -g munge -m 711 "$folder"/munge
chmod 755 "$folder"
dd if=/dev/urandom of="$folder/munge/key" bs=128 count=1 2>/dev/null
chown munge:munge "$folder/munge/key"
chmod 400 "$folder/munge/key"
touch "$folder/munged.pid"
chown munge:munge "$folder/munged.pid"
runuser -u munge -- /usr/sbin/munged --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
  --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" || fail "munged"
cp "$folder/munge/pid" "$folder/munged.pid" 2>/dev/null
mkdir "$folder/state" "$folder/spool"
cat > "$folder/slurm.conf" <<END
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CryptoType=crypto/munge
SlurmctldPort=16817
SlurmdPort=16818
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$folder/slurm.conf WEEFSEL=$program WEEFSEL_RUN_INS=off
/usr/sbin/slurmctld -f "$SLURM_CONF" || fail "slurmctld"
/usr/sbin/slurmd -f "$SLURM_CONF" || fail "slurmd"
for ((i = 0; i < 50; ++i)); do sinfo -h -o %T 2>/dev/null | grep -q idle && break; sleep 0.2; done
sinfo || fail "the node does not come up"

cat > "$folder/now.yaml" <<END
question: {nl: Nu, en: Now}
town: $here/scenarios/towns/hofbuurt.yaml
years: 2
run_in_years: 1
END
cat > "$folder/study.yaml" <<END
scenarios: [now.yaml]
design: {method: latin_hypercube, points: 24}
vary: [{parameter: ties.half_life}]
replicates: 1
END
"$program" study "$folder/study.yaml" -o "$folder/straight" --quiet >/dev/null || fail "the study without Slurm"

export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
submit() { sbatch --parsable --ntasks="$(nproc)" --mem-per-cpu=0 --output="$folder/job%j.txt" --chdir="$here" scenarios/studies/slurm_job.sh "$folder/study.yaml" "$folder/results"; }
cd "$here" || exit 2
job=$(submit) || fail "sbatch"
for ((i = 0; i < 100; ++i)); do [ "$(find "$folder/results/parts" -name '*.part' 2>/dev/null | wc -l)" -ge 3 ] && break; sleep 0.1; done
scancel --signal=KILL --full "$job"
for ((i = 0; i < 100; ++i)); do squeue -h -j "$job" 2>/dev/null | grep -q . || break; sleep 0.2; done
[ ! -e "$folder/results/results.h5" ] || fail "the job was done before it could be lost"
echo "job $job was lost with $(find "$folder/results/parts" -name '*.part' | wc -l) of 24 futures finished"
job=$(submit) || fail "sbatch again"
for ((i = 0; i < 600; ++i)); do squeue -h -j "$job" 2>/dev/null | grep -q . || break; sleep 0.2; done
[ -e "$folder/results/results.h5" ] || fail "the second job did not finish"
cmp "$folder/straight/results.h5" "$folder/results/results.h5" || fail "other bytes"
cat "$folder/job$job.txt"
echo "well: the same bytes"
