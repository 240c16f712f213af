#!/usr/bin/env bash
# The entry point of PrairieLearn's external grader: reads /grade/student, writes
# /grade/results/results.json. Its status is always 0, as nothing is read otherwise.
set -uo pipefail
place=${GRADE:-/grade}
platforms=$(CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$place/results"
results=$place/results/results.json
printf '%s\n' '{"gradable": false, "message": "Not judged: the grader did not end."}' >"$results"
work=$(mktemp -d)
"$platforms/judge" "$place/student" "$work" || :
"$platforms/export" prairielearn "$work/result.json" >"$work/results.json" &&
  cp "$work/results.json" "$results"
rm -rf "$work"
exit 0
