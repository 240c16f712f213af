#!/usr/bin/env bash
# parallel.sh MACHINE… judges ~/class by GNU parallel on machines that share the home folder, a shard
# each; every machine has a clone of the workbook in ~/datahub-$HOSTNAME.
set -euo pipefail
machines=$(IFS=,; printf '%s' "$*")
parallel --sshlogin "$machines" --jobs 1 --line-buffer --tag \
  "\$HOME/datahub-\$HOSTNAME/Tests/grade class ~/class --into ~/results/{} --shard {}/$#" \
  ::: $(seq $#)
"$HOME/datahub-$HOSTNAME/Tests/grade" merge ~/results/* --into ~/all
