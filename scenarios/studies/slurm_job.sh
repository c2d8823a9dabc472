#!/usr/bin/env bash
# A study as a job on a cluster with Slurm. Copy it, put your own numbers in the lines with #SBATCH, and:
#
#   sbatch scenarios/studies/slurm_job.sh scenarios/studies/same_money.yaml /shared/folder/same_money
#
# The folder is to be one that all nodes see. When the job is lost or its time is over, the same command goes on: no finished
# future is played again, and the results are the same to the byte, with any number of tasks.
#SBATCH --job-name=weefsel
#SBATCH --ntasks=2
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=12:00:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
set -euo pipefail
study=$1 folder=$2
weefsel=${WEEFSEL:-build/release/weefsel}

# Open MPI takes the nodes and tasks from Slurm. Each rank plays as many futures at a time as it has cores.
exec mpirun -n "$SLURM_NTASKS" --bind-to none "$weefsel" study "$study" -o "$folder" --threads "${SLURM_CPUS_PER_TASK:-1}"
