#!/usr/bin/env bash
#SBATCH --job-name=datahub
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=04:00:00
# sbatch Tests/Platforms/machines/slurm.sh, in the workbook's folder, with the submissions in ~/class.
# When all are done: Tests/grade merge ~/results/* --into ~/all
set -euo pipefail
# Each machine needs a build folder of its own.
workbook=$(mktemp -d)
trap 'rm -rf "$workbook"' EXIT
git clone --quiet "$SLURM_SUBMIT_DIR" "$workbook"
"$workbook/Tests/grade" class ~/class --into ~/results/"$SLURM_ARRAY_TASK_ID" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs "$SLURM_CPUS_PER_TASK"
